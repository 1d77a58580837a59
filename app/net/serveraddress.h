#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

namespace sk::net {

/// Where a server is and whom to trust there.
struct ServerAddress {
    QUrl base; ///< scheme, host, port and an optional path prefix; no query, no user info, no trailing slash
    QList<QSslCertificate> extraCas; ///< trusted in addition to the system's, for this server only
    QByteArray clientCertificatePem; ///< empty: none
    QByteArray clientKeyPem;

    friend bool operator==(const ServerAddress &a, const ServerAddress &b)
    {
        return a.base == b.base && a.extraCas == b.extraCas && a.clientCertificatePem == b.clientCertificatePem && a.clientKeyPem == b.clientKeyPem;
    }
};

/// Reads what a person types: `host`, `host:port`, `[::1]:30880`, a URL with or without a path. Without a scheme, https is tried first
/// by the probe, so the result's scheme is empty then. BadUrl with a sentence in `detail` for anything else (user info, query, ftp:).
[[nodiscard]] Result<QUrl> parseServerInput(const QString &text);

/// The base URL joined with an absolute API path, keeping the base's own path prefix (`QUrl::resolved` drops it).
/// `path` is percent-encoded already. `query` values are encoded byte by byte (`+`, `&`, `^` … included).
[[nodiscard]] QUrl joinUrl(const QUrl &base, const QByteArray &path, const QList<QPair<QString, QString>> &query);

/// A path segment, percent-encoded (a blank in "resources.Super Kubenetes.io" becomes %20, '/' becomes %2F).
[[nodiscard]] QByteArray encodeSegment(const QString &segment);

/// `application/x-www-form-urlencoded`, byte by byte: `+ & = %` and non-Latin letters arrive unchanged (QUrlQuery would change them).
[[nodiscard]] QByteArray formBody(const QList<QPair<QString, QString>> &fields);

} // namespace sk::net
