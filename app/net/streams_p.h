#pragma once

#include "errordecoder.h"
#include "linesplitter_p.h"
#include "networkpolicy_p.h"
#include "streamclient.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QWebSocket>

#include <memory>
#include <vector>

namespace sk::net {

/// Managers for streams alone: HTTP/1.1 gives six connections per host and manager, and a watch keeps its connection.
class StreamPool {
public:
    struct Slot {
        QNetworkAccessManager manager;
        int streams = 0;
    };
    [[nodiscard]] std::shared_ptr<Slot> take(const NetworkPolicy &policy);
    static void release(std::shared_ptr<Slot> &slot);
    void dropConnections();

private:
    std::vector<std::shared_ptr<Slot>> m_slots;
};

/// What the streams of one client share. Dies with the client; a stream asks its guard first.
struct StreamShared : QObject {
    Q_OBJECT
public:
    explicit StreamShared(ServerAddress serverAddress, TokenSource *tokenSource)
        : address(std::move(serverAddress))
        , policy(address)
        , tokens(tokenSource)
    {
    }
    ServerAddress address;
    NetworkPolicy policy;
    TokenSource *tokens;
    StreamPool pool;
    qint64 lastId = 0;

signals:
    void over(const sk::Error &why); ///< streams under way are to end
    void untrusted(const sk::Error &error);
};

/// What both transports have in common: the token, one more try after 401, the end exactly once.
class TokenStream : public LineStream {
    Q_OBJECT

public:
    TokenStream(StreamShared *shared, ApiRequest request);
    ~TokenStream() override;
    void cancel() final;

    /// The longest line that is taken: an object of 1.5 MB is etcd's limit, a log line may be longer.
    static constexpr qsizetype longestLine = 64LL * 1024 * 1024;

protected:
    virtual void connectNow(const QByteArray &token) = 0;
    virtual void disconnectNow() = 0;
    /// An answer that is not the wanted one. Retries once on 401, else ends.
    void refused(const Error &error);
    void end(Error error);
    /// False when the receiver destroyed or cancelled the stream.
    [[nodiscard]] bool pass(const QByteArray &block);
    [[nodiscard]] bool announce();
    [[nodiscard]] StreamShared *shared() const { return m_shared; }
    [[nodiscard]] const ApiRequest &request() const { return m_request; }
    [[nodiscard]] bool done() const { return m_done; }
    [[nodiscard]] qint64 id() const { return m_id; }

private:
    void askForToken();

    QPointer<StreamShared> m_shared;
    ApiRequest m_request;
    QByteArray m_token;
    qint64 m_id;
    bool m_retried = false;
    bool m_done = false;
    bool m_silent = false; ///< cancelled: not even the end is told
};

class ChunkedStream final : public TokenStream {
    Q_OBJECT

public:
    using TokenStream::TokenStream;
    ~ChunkedStream() override;
    [[nodiscard]] Transport transport() const override { return Transport::Chunked; }

protected:
    void connectNow(const QByteArray &token) override;
    void disconnectNow() override;

private:
    void headersCame();
    void readSome();
    void replyFinished();

    std::shared_ptr<StreamPool::Slot> m_slot;
    QNetworkReply *m_reply = nullptr;
    TlsFindings m_tls;
    LineSplitter m_splitter{longestLine};
    QByteArray m_errorBody;
    bool m_open = false;
};

class WebSocketStream final : public TokenStream {
    Q_OBJECT

public:
    using TokenStream::TokenStream;
    ~WebSocketStream() override;
    [[nodiscard]] Transport transport() const override { return Transport::WebSocket; }

protected:
    void connectNow(const QByteArray &token) override;
    void disconnectNow() override;

private:
    void failed(QAbstractSocket::SocketError code);
    void closed();
    void message(QByteArray text);

    QWebSocket *m_socket = nullptr;
    TlsFindings m_tls;
    bool m_open = false;
    bool m_closedBeforeOpen = false;
};

} // namespace sk::net
