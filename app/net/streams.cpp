#include "streams_p.h"

#include <sk/core/logging.h>
#include <sk/core/secret.h>

#include <QRegularExpression>

namespace sk::net {

namespace {

constexpr int mostStreamsPerManager = 5; ///< of the six connections; the sixth is for the one that is being closed
constexpr qsizetype longestErrorBody = 1024 * 1024;

/// The HTTP status with which a server refused a WebSocket's handshake; 0: it was something else. QWebSocket tells it in words only, and from
/// Qt 6.6 on a 401 not at all: it speaks of the challenge in WWW-Authenticate, which a bearer token is not for, and of the host's wish.
int handshakeStatus(const QString &words)
{
    static const QRegularExpression status(QStringLiteral("http status code: (\\d{3})"), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = status.match(words); match.hasMatch())
        return match.captured(1).toInt();
    return words.contains(QLatin1String("WWW-Authenticate")) || words.endsWith(QLatin1String("Host requires authentication")) ? 401 : 0;
}

} // namespace

std::shared_ptr<StreamPool::Slot> StreamPool::take(const NetworkPolicy &policy)
{
    for (const auto &slot : m_slots) {
        if (slot->streams < mostStreamsPerManager) {
            ++slot->streams;
            return slot;
        }
    }
    auto slot = std::make_shared<Slot>();
    slot->streams = 1;
    slot->manager.setProxy(policy.proxy());
    m_slots.push_back(slot);
    return slot;
}

void StreamPool::release(std::shared_ptr<Slot> &slot)
{
    if (!slot)
        return;
    --slot->streams;
    slot.reset();
}

void StreamPool::dropConnections()
{
    for (const auto &slot : m_slots)
        slot->manager.clearConnectionCache();
}

TokenStream::TokenStream(StreamShared *shared, ApiRequest request)
    : m_shared(shared)
    , m_request(std::move(request))
    , m_id(++shared->lastId)
{
    connect(shared, &QObject::destroyed, this, &TokenStream::cancel);
    connect(shared, &StreamShared::over, this, &TokenStream::end);
    QMetaObject::invokeMethod(this, &TokenStream::askForToken, Qt::QueuedConnection);
}

TokenStream::~TokenStream()
{
    wipe(m_token);
}

void TokenStream::askForToken()
{
    if (m_done || !m_shared)
        return;
    if (m_request.authorization == ApiRequest::Authorization::None) {
        connectNow({});
        return;
    }
    if (!m_shared->tokens) {
        Error error;
        error.code = ErrorCode::Unauthorized;
        error.message = QStringLiteral("there is no session");
        end(error);
        return;
    }
    m_shared->tokens->withToken(this, [this](const Result<QByteArray> &token) {
        if (m_done || !m_shared)
            return;
        if (!token.ok()) {
            end(token.error());
            return;
        }
        m_token = token.value();
        connectNow(m_token);
    });
}

void TokenStream::cancel()
{
    m_silent = true;
    if (m_done)
        return;
    m_done = true;
    wipe(m_token);
    disconnectNow();
}

void TokenStream::refused(const Error &error)
{
    if (m_done)
        return;
    if (error.httpStatus == 401 && !m_token.isEmpty() && !m_retried && m_shared) {
        m_retried = true;
        disconnectNow();
        m_shared->tokens->tokenRefused(std::exchange(m_token, {}));
        askForToken();
        return;
    }
    end(error);
}

void TokenStream::end(Error error)
{
    if (m_done)
        return;
    m_done = true;
    wipe(m_token); // the receiver may keep an ended stream until it opens the next
    disconnectNow();
    if (m_shared && error && error.url.isEmpty())
        error.url = urlForLog(joinUrl(m_shared->address.base, m_request.path, {}));
    qCDebug(lcNet).noquote() << "stream" << m_id << "ended" << (error ? toLogText(error) : QStringLiteral("in order"));
    // Later: this runs inside a signal of the reply, and the receiver may delete the client, and with it manager and reply.
    QMetaObject::invokeMethod(this, [this, error] {
        const QPointer<TokenStream> self(this);
        if (error.code == ErrorCode::TlsUntrusted && m_shared && !m_silent)
            emit m_shared->untrusted(error);
        if (self && !m_silent)
            emit finished(error);
    }, Qt::QueuedConnection);
}

bool TokenStream::pass(const QByteArray &block)
{
    const QPointer<TokenStream> self(this);
    emit lines(block);
    return self && !m_done;
}

bool TokenStream::announce()
{
    qCDebug(lcNet).noquote() << "stream" << m_id << "open";
    const QPointer<TokenStream> self(this);
    emit opened();
    return self && !m_done;
}

// ---- chunked ----

ChunkedStream::~ChunkedStream()
{
    cancel();
    disconnectNow();
}

void ChunkedStream::connectNow(const QByteArray &token)
{
    const QUrl url = joinUrl(shared()->address.base, request().path, request().query);
    QNetworkRequest wire = shared()->policy.request(url, request().accept);
    wire.setRawHeader("Accept-Encoding", "identity"); // packing holds lines back until a block is full
    if (!token.isEmpty())
        wire.setRawHeader("Authorization", "Bearer " + token);
    qCDebug(lcNet).noquote() << "stream" << id() << "GET" << urlForLog(url);
    m_slot = shared()->pool.take(shared()->policy);
    m_tls = {};
    m_errorBody.clear();
    m_reply = m_slot->manager.get(wire);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_reply && shared() && shared()->policy.tolerates(m_reply->sslConfiguration().peerCertificate(), errors, m_tls))
            m_reply->ignoreSslErrors(errors);
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &ChunkedStream::headersCame);
    connect(m_reply, &QNetworkReply::readyRead, this, &ChunkedStream::readSome);
    connect(m_reply, &QNetworkReply::finished, this, &ChunkedStream::replyFinished);
}

void ChunkedStream::disconnectNow()
{
    if (m_reply) {
        QNetworkReply *reply = std::exchange(m_reply, nullptr);
        reply->disconnect(this);
        if (reply->isRunning())
            reply->abort();
        // The client, and its managers with it, may be dying: then the reply goes with its manager.
        reply->deleteLater();
    }
    StreamPool::release(m_slot);
}

void ChunkedStream::headersCame()
{
    if (m_open || !m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200 || status >= 300)
        return;
    m_open = true;
    (void)announce();
}

void ChunkedStream::readSome()
{
    if (!m_reply)
        return;
    const QPointer<ChunkedStream> self(this);
    if (!m_open) {
        headersCame();
        if (!self || done() || !m_reply)
            return;
    }
    const QByteArray bytes = m_reply->readAll();
    if (!m_open) {
        if (m_errorBody.size() < longestErrorBody)
            m_errorBody += bytes.left(longestErrorBody - m_errorBody.size());
        return;
    }
    const auto block = m_splitter.add(bytes);
    if (block && !pass(*block))
        return;
    if (m_splitter.tooLong()) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        error.message = QStringLiteral("a line is longer than %1 bytes").arg(longestLine);
        end(error);
    }
}

void ChunkedStream::replyFinished()
{
    const QPointer<ChunkedStream> self(this);
    if (m_reply->bytesAvailable() > 0) {
        readSome();
        if (!self || done() || !m_reply)
            return;
    }
    const auto code = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (code != QNetworkReply::NoError && !isHttpLevel(code, status)) {
        end(shared()->policy.blamed(transportError(code, m_reply->errorString(), m_tls)));
        return;
    }
    if (status >= 300 && status < 400) {
        end(redirectError(status, m_reply->url(), m_reply->rawHeader("Location")));
        return;
    }
    if (status < 200 || status >= 300) {
        Error error = decodeError(status, m_errorBody);
        if (m_reply->hasRawHeader("Retry-After"))
            error.retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After"));
        refused(error);
        return;
    }
    if (!m_open) { // 200 without a body and without a readyRead
        m_open = true;
        if (!announce())
            return;
    }
    // A last line without its end counts only when the server closed in order; a cut one is broken.
    const QByteArray rest = m_splitter.takeRest();
    if (!rest.isEmpty() && !pass(rest))
        return;
    end({});
}

// ---- WebSocket ----

WebSocketStream::~WebSocketStream()
{
    cancel();
    disconnectNow();
}

void WebSocketStream::connectNow(const QByteArray &token)
{
    const QUrl base = shared()->address.base;
    // Without an Origin the server answers 403 (api-contract, "Seen live").
    QUrl origin;
    origin.setScheme(base.scheme());
    origin.setHost(base.host());
    origin.setPort(base.port());

    QUrl url = joinUrl(base, request().path, request().query);
    url.setScheme(base.scheme() == QLatin1String("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    QNetworkRequest wire(url);
    wire.setRawHeader("User-Agent", NetworkPolicy::userAgent());
    wire.setRawHeader("Accept", request().accept);
    if (!token.isEmpty())
        wire.setRawHeader("Authorization", "Bearer " + token);

    qCDebug(lcNet).noquote() << "stream" << id() << "WebSocket" << urlForLog(url);
    m_tls = {};
    m_closedBeforeOpen = false;
    m_socket = new QWebSocket(origin.toString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setSslConfiguration(shared()->policy.tls());
    m_socket->setProxy(shared()->policy.proxy());
    m_socket->setMaxAllowedIncomingMessageSize(longestLine);
    m_socket->setMaxAllowedIncomingFrameSize(longestLine);
    connect(m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_socket && shared() && shared()->policy.tolerates(m_socket->sslConfiguration().peerCertificate(), errors, m_tls))
            m_socket->ignoreSslErrors(errors);
    });
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        (void)announce();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { message(text.toUtf8()); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketStream::message);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_socket, &QWebSocket::errorOccurred, this, &WebSocketStream::failed);
#else
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebSocketStream::failed);
#endif
    connect(m_socket, &QWebSocket::disconnected, this, &WebSocketStream::closed);
    m_socket->open(wire);
}

void WebSocketStream::disconnectNow()
{
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void WebSocketStream::message(QByteArray text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    // A frame is one line; line breaks inside JSON stand between tokens only.
    text.replace('\n', ' ');
    (void)pass(text);
}

void WebSocketStream::failed(QAbstractSocket::SocketError code)
{
    if (!m_socket)
        return;
    const QString text = m_socket->errorString();
    if (const int status = m_open ? 0 : handshakeStatus(text); status != 0) {
        Error error = status >= 300 && status < 400 ? redirectError(status, m_socket->requestUrl(), {}) : decodeError(status, {});
        error.message = text;
        refused(error);
        return;
    }
    Error error;
    error.message = text;
    switch (code) {
    case QAbstractSocket::RemoteHostClosedError: error.code = ErrorCode::ConnectionLost; break;
    case QAbstractSocket::HostNotFoundError: error.code = ErrorCode::HostNotFound; break;
    case QAbstractSocket::SocketTimeoutError: error.code = ErrorCode::TimedOut; break;
    case QAbstractSocket::SslHandshakeFailedError: error = tlsError(m_tls, text); break;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Authentication");
        break;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Unreachable");
        break;
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyProtocolError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Denied");
        break;
    case QAbstractSocket::ConnectionRefusedError:
        // QWebSocket uses this code for a broken handshake as well.
        error.code = text.contains(QLatin1String("refused"), Qt::CaseInsensitive) ? ErrorCode::ConnectionRefused : ErrorCode::BadAnswer;
        break;
    case QAbstractSocket::SocketAccessError: // a proxy's 403, or a firewall's no
        error.code = m_socket->proxy().type() == QNetworkProxy::NoProxy ? ErrorCode::NetworkUnreachable : ErrorCode::ProxyRefused;
        if (error.code == ErrorCode::ProxyRefused)
            error.detail = QStringLiteral("Denied");
        break;
    case QAbstractSocket::NetworkError: error.code = ErrorCode::NetworkUnreachable; break;
    default: error.code = ErrorCode::ConnectionLost; break;
    }
    end(error);
}

void WebSocketStream::closed()
{
    if (!m_socket)
        return;
    if (!m_open && !m_closedBeforeOpen) {
        // A failed way through a proxy is closed first and tells why afterwards.
        m_closedBeforeOpen = true;
        QMetaObject::invokeMethod(this, &WebSocketStream::closed, Qt::QueuedConnection);
        return;
    }
    const auto code = m_socket->closeCode();
    if (m_open && (code == QWebSocketProtocol::CloseCodeNormal || code == QWebSocketProtocol::CloseCodeGoingAway)) {
        end({});
        return;
    }
    Error error;
    error.code = ErrorCode::ConnectionLost;
    error.message = m_socket->closeReason().isEmpty() ? m_socket->errorString() : m_socket->closeReason();
    end(error);
}

} // namespace sk::net
