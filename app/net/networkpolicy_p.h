#pragma once

#include "serveraddress.h"

#include <sk/core/error.h>

#include <QList>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace sk::net {

/// What is the same for every connection to one server: made once, because reading the system's CAs costs milliseconds.
class NetworkPolicy {
public:
    explicit NetworkPolicy(const ServerAddress &address);

    /// The one place that decides how a request behaves. See ApiClient for the rules and their reasons.
    [[nodiscard]] QNetworkRequest request(const QUrl &url, const QByteArray &accept) const;
    [[nodiscard]] const QSslConfiguration &tls() const { return m_tls; }
    [[nodiscard]] static QByteArray userAgent();

private:
    QSslConfiguration m_tls;
};

/// Scheme, host, port and path: fit for a log and for Error::url.
[[nodiscard]] QString urlForLog(const QUrl &url);

/// What a failed TLS handshake means; `errors` empty means that no TLS was spoken at all.
[[nodiscard]] Error tlsError(const QList<QSslError> &errors, const QString &text);

/// A failure on the way, without an answer of the server.
[[nodiscard]] Error transportError(QNetworkReply::NetworkError code, const QString &text, const QList<QSslError> &tlsErrors);

/// A 3xx: `detail` is the target without its query, absolute.
[[nodiscard]] Error redirectError(int status, const QUrl &from, const QByteArray &location);

/// True for QNetworkReply's ways to say that an answer came, with a status that is not 2xx.
[[nodiscard]] bool isHttpLevel(QNetworkReply::NetworkError code, int status);

[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value);
[[nodiscard]] std::optional<std::int64_t> parseHttpDate(const QByteArray &value);

} // namespace sk::net
