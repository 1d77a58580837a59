#pragma once

#include "apirequest.h"
#include "serveraddress.h"
#include "tokensource.h"

#include <QObject>

#include <memory>

namespace sk::net {

/// A long answer that arrives line by line: a watch, a followed log. Ends exactly once, with finished(); never inside open().
///
/// Main thread only. Owned by whoever opened it; destroying it ends it silently, in a slot of its own too.
/// The StreamClient must not be deleted inside opened() or lines().
class LineStream : public QObject {
    Q_OBJECT

public:
    enum class Transport { Chunked, WebSocket };
    using QObject::QObject;
    [[nodiscard]] virtual Transport transport() const = 0;
    virtual void cancel() = 0; ///< finished() is not emitted any more

signals:
    void opened(); ///< the server accepted: 200 or 101
    /// Whole lines, as many as arrived together, separated by '\n'. With a WebSocket each text frame is a line.
    void lines(const QByteArray &block);
    /// The end. `error` is None when the server closed in order.
    void finished(const sk::Error &error);
};

/// Opens streams to one server: each on a connection that no ordinary request has to wait behind (HTTP/1.1 gives six per host and
/// manager; streams have managers of their own, at most five on each). No redirect, no cookie, no gzip; WebSockets carry an `Origin`.
class StreamClient : public QObject {
    Q_OBJECT

public:
    /// `tokens` must outlive the client.
    StreamClient(ServerAddress address, TokenSource *tokens, QObject *parent = nullptr);
    ~StreamClient() override; ///< ends all streams, silently

    /// `request.silence` is ignored: whoever opened a stream watches over its silence, because only they know what is normal.
    [[nodiscard]] std::unique_ptr<LineStream> open(const ApiRequest &request, LineStream::Transport transport = LineStream::Transport::Chunked);

    /// Closes idle connections: after a sleep, a change of network or of trust. Streams under way are not touched.
    void dropConnections();
    /// Ends all streams under way with `why`; none of them holds a token afterwards.
    void endStreams(const Error &why);
    /// Whom to trust from now on, at the same server. Streams under way end with ConnectionLost.
    void setTrust(const ServerAddress &address);

signals:
    /// A stream ended because the server's certificate is not trusted. Its finished() comes as well, afterwards.
    void untrusted(const sk::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::net
