#pragma once

#include "serveraddress.h"

#include <sk/core/error.h>

#include <QList>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace sk::net {

/// What the TLS handshakes of one request said against the server.
struct TlsFindings {
    QList<QSslError> errors;
    bool pinChanged = false; ///< a key was pinned, and another one came
};

/// What is the same for every connection to one server: made once, because reading the system's CAs costs milliseconds.
class NetworkPolicy {
public:
    explicit NetworkPolicy(const ServerAddress &address);

    /// To be asked inside `sslErrors`, with the server's own certificate: true when the pinned key makes up for exactly these errors, which
    /// are then to be ignored by name. Else they are in `findings`.
    [[nodiscard]] bool tolerates(const QSslCertificate &peer, const QList<QSslError> &errors, TlsFindings &findings) const;
    /// Through what the server is reached: for QNetworkAccessManager::setProxy and QWebSocket::setProxy.
    [[nodiscard]] const QNetworkProxy &proxy() const { return m_proxy; }
    /// A failure of the proxy comes from QNetworkAccessManager like the server's own; only who knows of the proxy can tell.
    [[nodiscard]] Error blamed(Error error) const;

    /// The one place that decides how a request behaves. See ApiClient for the rules and their reasons.
    [[nodiscard]] QNetworkRequest request(const QUrl &url, const QByteArray &accept) const;
    [[nodiscard]] const QSslConfiguration &tls() const { return m_tls; }
    [[nodiscard]] static QByteArray userAgent();

private:
    QSslConfiguration m_tls;
    TrustPin m_pin;
    QNetworkProxy m_proxy;
    bool m_tunnelled = true; ///< false: plain requests that an HTTP proxy reads and passes on
};

/// Scheme, host, port and path: fit for a log and for Error::url.
[[nodiscard]] QString urlForLog(const QUrl &url);

/// What a failed TLS handshake means; findings without errors mean that no TLS was spoken at all.
[[nodiscard]] Error tlsError(const TlsFindings &findings, const QString &text);

/// A failure on the way, without an answer of the server.
[[nodiscard]] Error transportError(QNetworkReply::NetworkError code, const QString &text, const TlsFindings &findings);

/// Of what was opened under another trust.
[[nodiscard]] Error trustChangedError();

/// A 3xx: `detail` is the target without its query, absolute.
[[nodiscard]] Error redirectError(int status, const QUrl &from, const QByteArray &location);

/// True for QNetworkReply's ways to say that an answer came, with a status that is not 2xx.
[[nodiscard]] bool isHttpLevel(QNetworkReply::NetworkError code, int status);

[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value);
[[nodiscard]] std::optional<std::int64_t> parseHttpDate(const QByteArray &value);

} // namespace sk::net
