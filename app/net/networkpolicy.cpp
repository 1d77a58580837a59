#include "networkpolicy_p.h"

#include <QDateTime>
#include <QLocale>
#include <QSslKey>
#include <QSysInfo>

namespace sk::net {

NetworkPolicy::NetworkPolicy(const ServerAddress &address)
    : m_tls(QSslConfiguration::defaultConfiguration())
{
    if (!address.extraCas.isEmpty()) {
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
    request.setSslConfiguration(m_tls);
    return request;
}

QString urlForLog(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

Error tlsError(const QList<QSslError> &errors, const QString &text)
{
    Error error;
    if (errors.isEmpty()) {
        error.code = ErrorCode::TlsFailed;
        error.message = text;
        return error;
    }
    error.code = ErrorCode::TlsUntrusted;
    QStringList sentences;
    for (const QSslError &one : errors) {
        if (!sentences.contains(one.errorString()))
            sentences += one.errorString();
        if (!error.detail.isEmpty())
            continue;
        switch (one.error()) {
        case QSslError::HostNameMismatch: error.detail = QStringLiteral("HostNameMismatch"); break;
        case QSslError::CertificateExpired: error.detail = QStringLiteral("Expired"); break;
        case QSslError::CertificateNotYetValid: error.detail = QStringLiteral("NotYetValid"); break;
        case QSslError::SelfSignedCertificate: error.detail = QStringLiteral("SelfSigned"); break;
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted: error.detail = QStringLiteral("UnknownIssuer"); break;
        default: break;
        }
    }
    if (error.detail.isEmpty())
        error.detail = QStringLiteral("Other");
    error.message = sentences.join(QLatin1String("; "));
    return error;
}

Error transportError(QNetworkReply::NetworkError code, const QString &text, const QList<QSslError> &tlsErrors)
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
    case QNetworkReply::SslHandshakeFailedError: return tlsError(tlsErrors, text);
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::BackgroundRequestNotAllowedError:
    case QNetworkReply::UnknownNetworkError: error.code = ErrorCode::NetworkUnreachable; break;
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError: error.code = ErrorCode::Redirected; break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError: error.code = ErrorCode::ProxyRefused; break;
    case QNetworkReply::ProtocolUnknownError: error.code = ErrorCode::BadUrl; break;
    case QNetworkReply::ContentReSendError:
        error.code = ErrorCode::ConnectionLost;
        error.message = QStringLiteral("the connection was closed before an answer came");
        break;
    default: error.code = ErrorCode::BadAnswer; break;
    }
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
    QDateTime imf = QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!imf.isValid())
        return std::nullopt;
    imf.setTimeSpec(Qt::UTC);
    return imf.toMSecsSinceEpoch();
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
