#pragma once

#include "apirequest.h"
#include "serveraddress.h"
#include "tokensource.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace sk::net {

/// A request under way. Owned by the client, which deletes it after its callback: keep it in a QPointer.
class ApiCall : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Ends the call; its callback is not called any more.
    virtual void cancel() = 0;
    /// The first bytes of the body, decompressed: what of them is here by now. Empty once the callback is due.
    [[nodiscard]] virtual QByteArray head(qsizetype most) const = 0;

signals:
    /// Bytes of the body so far, decompressed.
    void progressed(qint64 bytes);
};

/// What went over the wire, for --timings and the status area.
struct TrafficCounters {
    qint64 requests = 0;
    qint64 bytesReceived = 0; ///< decompressed where the compressed size is not known
};

/// Sends requests to one server with one session's token. One per session; nothing is shared between sessions
/// (connections, cookies, caches, trust).
///
/// Policy, the same for every request: no redirect is followed, no cookie is kept, no Qt authentication, HTTP/2 off, User-Agent
/// `sk-console/<version> (<os>)`, gzip on. A request with a token that gets 401 is sent once more after a refresh.
/// A callback is called exactly once, never inside send(), and not after its context died. Main thread only.
class ApiClient : public QObject {
    Q_OBJECT

public:
    using Callback = std::function<void(const Result<ApiReply> &)>;

    /// `tokens` may be null: then only requests without authorization can be sent. It must outlive the client.
    ApiClient(ServerAddress address, TokenSource *tokens, QObject *parent = nullptr);
    ~ApiClient() override; ///< cancels everything

    ApiCall *send(const ApiRequest &request, QObject *context, Callback callback);

    /// Closes the idle connections: after a sleep, a change of network or of trust they are not worth keeping.
    void dropConnections();

    /// Ends all calls under way with `why`, and closes their connections: nothing that was asked for before arrives any more.
    void endCalls(const Error &why);

    /// Whom to trust from now on, at the same server. Calls under way end with ConnectionLost, and no connection of the old trust is used again.
    void setTrust(const ServerAddress &address);

    [[nodiscard]] const ServerAddress &address() const;
    [[nodiscard]] TrafficCounters counters() const;

signals:
    /// A call ended because the server's certificate is not trusted. Its callback is told as well, afterwards.
    void untrusted(const sk::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::net
