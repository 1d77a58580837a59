#include "networkpolicy_p.h"

#include "certificates.h"
#include "proxies_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QSslKey>
#include <QSysInfo>
#include <QTimeZone>

#include <algorithm>

namespace sk::net {

NetworkPolicy::NetworkPolicy(const ServerAddress &address)
    : m_tls(QSslConfiguration::defaultConfiguration())
    , m_pin(address.pin)
    , m_proxy(proxyFor(address.proxy, address.base))
    , m_tunnelled(m_proxy.type() != QNetworkProxy::HttpProxy || address.base.scheme() == QLatin1String("https"))
{
    if (!m_pin.keySha256.isEmpty()) {
        // No authority at all: then each handshake asks tolerates(), which looks at the key. Qt tells of a certificate that pleases an
        // authority only after a WebSocket has sent its first request, token and all.
        m_tls.setCaCertificates({});
    } else if (!address.extraCas.isEmpty()) {
        // Setting a list switches the loading on demand off, so the system's own have to be in it.
        m_tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + address.extraCas);
    }
    if (!address.clientCertificatePem.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(address.clientCertificatePem, QSsl::Pem);
        if (!chain.isEmpty())
            m_tls.setLocalCertificateChain(chain);
        for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
            const QSslKey key(address.clientKeyPem, algorithm, QSsl::Pem);
            if (!key.isNull()) {
                m_tls.setPrivateKey(key);
                break;
            }
        }
    }
}

QByteArray NetworkPolicy::userAgent()
{
    // Not Qt's default: that holds "Mozilla", for which the Kubernetes API pretty-prints, which costs half the bandwidth again.
    return "sk-console/" SK_VERSION " (" + QSysInfo::productType().toUtf8() + ')';
}

QNetworkRequest NetworkPolicy::request(const QUrl &url, const QByteArray &accept) const
{
    QNetworkRequest request(url);
    // Qt would send token and password to wherever a server points.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Kubernetes lists pack far better than the 40:1 that Qt takes for a bomb.
    request.setDecompressedSafetyCheckThreshold(256LL * 1024 * 1024);
    request.setRawHeader("User-Agent", userAgent());
    request.setRawHeader("Accept", accept);
    // Else Qt adds the system's language, which is nobody's business and changes nothing.
    request.setRawHeader("Accept-Language", "en");
    // What goes through a tunnel, Qt signs in at the proxy; without one it would only with an authentication of its own, which is off.
    if (!m_tunnelled && !m_proxy.user().isEmpty())
        request.setRawHeader("Proxy-Authorization", "Basic " + (m_proxy.user() + u':' + m_proxy.password()).toUtf8().toBase64());
    request.setSslConfiguration(m_tls);
    return request;
}

QString urlForLog(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

bool NetworkPolicy::tolerates(const QSslCertificate &peer, const QList<QSslError> &errors, TlsFindings &findings) const
{
    if (!m_pin.keySha256.isEmpty()) {
        const bool sameKey = keySha256(peer) == m_pin.keySha256;
        const bool known = std::all_of(errors.cbegin(), errors.cend(), [this](const QSslError &error) {
            const QString fault = tlsFaultName(error);
            return isIssuerFault(fault) || (m_pin.faults.contains(fault) && canBeAccepted(fault));
        });
        if (sameKey && known && !hasWeakKey(peer))
            return true;
        findings.pinChanged = findings.pinChanged || !sameKey;
    }
    findings.errors += errors;
    return false;
}

namespace {

/// QNetworkAccessManager has one code for "the proxy said no" and "there is no proxy"; what tells them apart are Qt's words, in
/// whatever language they are.
bool saysProxyIsGone(const QString &text)
{
    static constexpr std::pair<const char *, const char *> words[] = {
        {"QHttpSocketEngine", "Proxy connection refused"},   {"QHttpSocketEngine", "Proxy server not found"},
        {"QHttpSocketEngine", "Proxy server connection timed out"}, {"QSocks5SocketEngine", "Connection to proxy refused"},
        {"QSocks5SocketEngine", "Proxy host not found"},     {"QSocks5SocketEngine", "Connection to proxy timed out"},
    };
    return std::any_of(std::begin(words), std::end(words),
                       [&text](const auto &word) { return text == QCoreApplication::translate(word.first, word.second); });
}

} // namespace

Error NetworkPolicy::blamed(Error error) const
{
    if (m_proxy.type() == QNetworkProxy::NoProxy)
        return error;
    const bool ofTheProxyItself = !m_tunnelled
        && (error.code == ErrorCode::ConnectionRefused || error.code == ErrorCode::HostNotFound || error.code == ErrorCode::TimedOut);
    if (!ofTheProxyItself && error.code != ErrorCode::NetworkUnreachable)
        return error;
    error.code = ErrorCode::ProxyRefused;
    error.detail = ofTheProxyItself || saysProxyIsGone(error.message) ? QStringLiteral("Unreachable") : QStringLiteral("Denied");
    return error;
}

Error tlsError(const TlsFindings &findings, const QString &text)
{
    Error error;
    error.message = text;
    if (findings.errors.isEmpty()) {
        error.code = ErrorCode::TlsFailed;
        if (text.contains(QLatin1String("certificate required")) || text.contains(QLatin1String("peer did not return a certificate")))
            error.detail = QStringLiteral("ClientCertificate");
        return error;
    }
    error.code = ErrorCode::TlsUntrusted;
    QStringList sentences;
    QString issuerFault;
    for (const QSslError &one : findings.errors) {
        if (!sentences.contains(one.errorString()))
            sentences += one.errorString();
        const QString fault = tlsFaultName(one);
        // That nobody vouches for it is said last: what is wrong with the certificate itself says more.
        if (isIssuerFault(fault))
            issuerFault = issuerFault.isEmpty() ? fault : issuerFault;
        else if (error.detail.isEmpty())
            error.detail = fault;
    }
    if (error.detail.isEmpty())
        error.detail = issuerFault;
    if (findings.pinChanged)
        error.detail = QStringLiteral("PinChanged");
    error.message = sentences.join(QLatin1String("; "));
    return error;
}

Error transportError(QNetworkReply::NetworkError code, const QString &text, const TlsFindings &findings)
{
    Error error;
    error.message = text;
    switch (code) {
    case QNetworkReply::NoError: return {};
    case QNetworkReply::ConnectionRefusedError: error.code = ErrorCode::ConnectionRefused; break;
    case QNetworkReply::RemoteHostClosedError: error.code = ErrorCode::ConnectionLost; break;
    case QNetworkReply::HostNotFoundError: error.code = ErrorCode::HostNotFound; break;
    case QNetworkReply::TimeoutError: error.code = ErrorCode::TimedOut; break;
    case QNetworkReply::OperationCanceledError: error.code = ErrorCode::Cancelled; break;
    case QNetworkReply::SslHandshakeFailedError: return tlsError(findings, text);
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::BackgroundRequestNotAllowedError:
    case QNetworkReply::UnknownNetworkError: error.code = ErrorCode::NetworkUnreachable; break;
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError: error.code = ErrorCode::Redirected; break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Unreachable");
        break;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Authentication");
        break;
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::UnknownProxyError:
        error.code = ErrorCode::ProxyRefused;
        error.detail = QStringLiteral("Denied");
        break;
    case QNetworkReply::ProtocolUnknownError: error.code = ErrorCode::BadUrl; break;
    case QNetworkReply::ContentReSendError:
        error.code = ErrorCode::ConnectionLost;
        error.message = QStringLiteral("the connection was closed before an answer came");
        break;
    default: error.code = ErrorCode::BadAnswer; break;
    }
    return error;
}

Error trustChangedError()
{
    Error error;
    error.code = ErrorCode::ConnectionLost;
    error.message = QStringLiteral("the connection's trust was changed");
    return error;
}

Error redirectError(int status, const QUrl &from, const QByteArray &location)
{
    Error error;
    error.code = ErrorCode::Redirected;
    error.httpStatus = status;
    error.url = urlForLog(from);
    if (!location.isEmpty())
        error.detail = urlForLog(from.resolved(QUrl(QString::fromUtf8(location))));
    return error;
}

bool isHttpLevel(QNetworkReply::NetworkError code, int status)
{
    switch (code) {
    case QNetworkReply::ContentReSendError:
        // See OneWayBody. Without a status the connection went before the answer; with one it is a 307 or 308, for which Qt gets the
        // body ready again even though it is told not to follow.
        return status != 0;
    case QNetworkReply::ProtocolInvalidOperationError: // Qt's word for 400
    case QNetworkReply::UnknownContentError: // 4xx without a word of its own (429, 422, 415 …); with a 2xx, that unpacking failed
        return status >= 300;
    default:
        return (code > 200 && code < 300) || (code > 400 && code <= 499);
    }
}

std::optional<std::int64_t> parseHttpDate(const QByteArray &value)
{
    if (value.isEmpty())
        return std::nullopt;
    // Not QLocale: a date on the wire is English wherever we run.
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(value), Qt::RFC2822Date);
    if (date.isValid())
        return date.toMSecsSinceEpoch();
    const QDateTime imf = QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!imf.isValid())
        return std::nullopt;
    return QDateTime(imf.date(), imf.time(), QTimeZone::utc()).toMSecsSinceEpoch();
}

std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value)
{
    bool ok = false;
    const qlonglong seconds = value.trimmed().toLongLong(&ok);
    if (ok)
        return seconds >= 0 ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
    if (const auto at = parseHttpDate(value.trimmed())) {
        const std::int64_t wait = (*at - QDateTime::currentMSecsSinceEpoch()) / 1000;
        return std::chrono::seconds(std::max<std::int64_t>(wait, 0));
    }
    return std::nullopt;
}

} // namespace sk::net
