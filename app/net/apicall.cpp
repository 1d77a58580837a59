#include "apicall_p.h"
#include "errordecoder.h"
#include "onewaybody_p.h"

#include <sk/core/logging.h>
#include <sk/core/secret.h>

#include <algorithm>

namespace sk::net {

namespace {

/// What Qt opens to one host at most. More would wait inside Qt, where their silence could not be told from the server's.
constexpr int mostConnections = 6;

} // namespace

RunningCall::RunningCall(Shared &shared, ApiRequest request, QObject *context, ApiClient::Callback callback, QObject *parent)
    : ApiCall(parent)
    , m_shared(shared)
    , m_request(std::move(request))
    , m_context(context)
    , m_callback(std::move(callback))
    , m_url(joinUrl(shared.address.base, m_request.path, m_request.query))
    , m_id(++shared.lastId)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(m_request.silence);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        Error error;
        error.code = ErrorCode::TimedOut;
        error.message = QStringLiteral("no byte for %1 s").arg(static_cast<double>(m_request.silence.count()) / 1000.0);
        finish(withUrl(error));
    });
    if (context)
        connect(context, &QObject::destroyed, this, &RunningCall::cancel);
    QMetaObject::invokeMethod(this, &RunningCall::start, Qt::QueuedConnection);
}

RunningCall::~RunningCall()
{
    m_done = true;
    leaveConnection();
    dropReply();
    wipe(m_token);
    if (m_request.secret) {
        wipe(m_request.body);
        wipe(m_body);
    }
}

void RunningCall::cancel()
{
    m_callback = nullptr;
    if (m_done)
        return; // its end is on the way, and finds nobody
    m_done = true;
    qCDebug(lcNet).noquote() << '#' << m_id << "cancelled";
    leaveConnection();
    dropReply();
    deleteLater();
}

void RunningCall::abandon(Error why)
{
    wipe(m_token); // now, not when the callback has been told
    finish(withUrl(std::move(why)));
}

void RunningCall::start()
{
    if (m_done)
        return;
    if (m_url.scheme().isEmpty() || m_url.host().isEmpty() || !m_url.isValid() || !m_request.path.startsWith('/')) {
        Error error;
        error.code = ErrorCode::BadUrl;
        error.message = m_url.isValid() ? QStringLiteral("incomplete address") : m_url.errorString().section(u';', 0, 0);
        finish(withUrl(error));
        return;
    }
    if (m_request.authorization == ApiRequest::Authorization::Bearer && !m_shared.tokens) {
        Error error;
        error.code = ErrorCode::Unauthorized;
        error.message = QStringLiteral("there is no session");
        finish(withUrl(error));
        return;
    }
    m_shared.waiting.push_back(this);
    startNext(m_shared);
}

void RunningCall::startNext(Shared &shared)
{
    while (shared.running < mostConnections && !shared.waiting.empty()) {
        RunningCall *call = shared.waiting.front();
        shared.waiting.pop_front();
        ++shared.running;
        call->m_holdsConnection = true;
        if (call->m_request.authorization == ApiRequest::Authorization::None)
            call->sendNow();
        else
            call->askForToken();
    }
}

/// Only when its turn has come: a token that was taken earlier may have been locked away, or replaced, while it waited.
void RunningCall::askForToken()
{
    m_shared.tokens->withToken(this, [this](const Result<QByteArray> &token) {
        if (m_done)
            return;
        if (!token.ok()) {
            finish(token.error());
            return;
        }
        m_token = token.value();
        sendNow();
    });
}

void RunningCall::sendNow()
{
    QNetworkRequest request = m_shared.policy.request(m_url, m_request.accept);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    m_body.clear();
    m_tls = {};
    m_elapsed.start();
    ++m_shared.counters.requests;
    qCDebug(lcNet).noquote() << '#' << m_id << m_request.method << urlForLog(m_url) << (m_resent ? "(again with a fresh token)" : "");

    if (!m_request.contentType.isEmpty()) {
        auto *body = new OneWayBody(m_request.body);
        request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        m_reply = m_shared.manager.sendCustomRequest(request, m_request.method, body);
        body->setParent(m_reply);
    } else if (m_request.method == "GET") {
        m_reply = m_shared.manager.get(request);
    } else {
        m_reply = m_shared.manager.sendCustomRequest(request, m_request.method);
    }

    const auto alive = [this] { m_silence.start(); };
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (m_shared.policy.tolerates(m_reply->sslConfiguration().peerCertificate(), errors, m_tls))
            m_reply->ignoreSslErrors(errors);
    });
    connect(m_reply, &QNetworkReply::encrypted, this, alive);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, alive);
    connect(m_reply, &QNetworkReply::uploadProgress, this, alive);
    connect(m_reply, &QNetworkReply::readyRead, this, &RunningCall::readSome);
    connect(m_reply, &QNetworkReply::finished, this, &RunningCall::replyFinished);
    m_silence.start();
}

void RunningCall::readSome()
{
    m_silence.start();
    const QByteArray some = m_reply->readAll();
    m_shared.counters.bytesReceived += some.size();
    if (m_body.size() + some.size() > m_request.maxBody) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        error.message = QStringLiteral("the answer is longer than %1 bytes").arg(m_request.maxBody);
        finish(withUrl(error));
        return;
    }
    m_body += some;
    if (!some.isEmpty())
        emit progressed(m_body.size());
}

void RunningCall::replyFinished()
{
    if (m_reply->bytesAvailable() > 0) {
        readSome();
        if (m_done)
            return; // too long, or cancelled by whoever follows the progress
    }
    const auto networkError = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();

    if (networkError != QNetworkReply::NoError && !isHttpLevel(networkError, status)) {
        Error error = m_shared.policy.blamed(transportError(networkError, m_reply->errorString(), m_tls));
        if (error.code == ErrorCode::ProxyRefused)
            error.httpStatus = status;
        finish(withUrl(error));
        return;
    }
    if (status >= 300 && status < 400 && status != 304) {
        finish(redirectError(status, m_url, m_reply->rawHeader("Location")));
        return;
    }
    if (status == 401 && !m_token.isEmpty() && !m_resent) {
        // The request never reached a handler, so sending it once more is safe, whatever it is.
        m_resent = true;
        QByteArray refused = std::exchange(m_token, {});
        m_silence.stop();
        dropReply();
        m_shared.tokens->tokenRefused(refused);
        wipe(refused);
        askForToken();
        return;
    }
    if (status < 200 || status >= 300) {
        Error error;
        if (status == 0) {
            error.code = ErrorCode::BadAnswer;
            error.message = m_reply->errorString();
        } else {
            error = decodeError(status, m_body);
            if (m_reply->hasRawHeader("Retry-After"))
                error.retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After"));
        }
        finish(withUrl(error));
        return;
    }

    ApiReply answer;
    answer.status = status;
    answer.contentType = m_reply->rawHeader("Content-Type");
    answer.serverTime = parseHttpDate(m_reply->rawHeader("Date"));
    answer.bytesOnWire = m_body.size();
    answer.body = std::move(m_body);
    finish(answer);
}

void RunningCall::leaveConnection()
{
    std::erase(m_shared.waiting, this);
    if (!m_holdsConnection)
        return;
    m_holdsConnection = false;
    --m_shared.running;
    // Later, so that nothing is sent from inside another call's end or while the client dies.
    QMetaObject::invokeMethod(&m_shared.manager, [&shared = m_shared] { startNext(shared); }, Qt::QueuedConnection);
}

void RunningCall::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    // abort() emits finished() inside the call, and a reply must not be deleted in a slot of its own.
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

void RunningCall::finish(const Result<ApiReply> &result)
{
    if (m_done)
        return;
    m_done = true;
    m_silence.stop();
    if (result.ok())
        qCDebug(lcNet).noquote() << '#' << m_id << result.value().status << result.value().body.size() << "bytes in" << m_elapsed.elapsed() << "ms";
    else
        qCDebug(lcNet).noquote() << '#' << m_id << toLogText(result.error());
    leaveConnection();
    dropReply();
    // Later: this runs inside a signal of the reply, and the callback may delete the client, and with it the manager and the reply.
    QMetaObject::invokeMethod(this, [this, result = Result<ApiReply>(result)]() mutable { deliver(result); }, Qt::QueuedConnection);
}

void RunningCall::deliver(Result<ApiReply> &result)
{
    const bool wanted = m_callback && m_context;
    const ApiClient::Callback callback = std::exchange(m_callback, nullptr);
    const bool secret = m_request.secret;
    deleteLater();
    const QPointer<RunningCall> self(this);
    if (!result.ok() && result.error().code == ErrorCode::TlsUntrusted && m_shared.untrusted)
        m_shared.untrusted(result.error());
    if (wanted && self && m_context)
        callback(result); // it may delete the client and with it this call
    if (secret && result.ok())
        wipe(result.value().body); // nobody reads it again
}

Error RunningCall::withUrl(Error error) const
{
    error.url = urlForLog(m_url);
    return error;
}

} // namespace sk::net
