#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QSslCertificate>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace sk::net {

/// A key that the user accepted for a server whose certificate no authority vouches for.
struct TrustPin {
    QByteArray keySha256; ///< of the SubjectPublicKeyInfo, 32 bytes; empty: no pin
    QStringList faults; ///< what else was wrong with the certificate when it was accepted, by tlsFaultName(); others are refused

    friend bool operator==(const TrustPin &, const TrustPin &) = default;
};

/// The way to a server. Used for requests, streams and WebSockets alike.
struct ProxySettings {
    enum class Kind { None, System, Http, Socks5 };
    Kind kind = Kind::None;
    QString host; ///< of Http and Socks5
    quint16 port = 0;
    QString user; ///< empty: the proxy asks for nobody
    QString password; ///< from the keychain; in memory only

    friend bool operator==(const ProxySettings &, const ProxySettings &) = default;
};

/// Where a server is, how to get there, and whom to trust there.
struct ServerAddress {
    QUrl base; ///< scheme, host, port and an optional path prefix; no query, no user info, no trailing slash
    QList<QSslCertificate> extraCas; ///< trusted in addition to the system's, for this server only
    QByteArray clientCertificatePem; ///< empty: none
    QByteArray clientKeyPem; ///< decrypted; in memory only
    TrustPin pin{}; ///< with a pin that key alone is trusted, and no authority
    ProxySettings proxy{};

    friend bool operator==(const ServerAddress &a, const ServerAddress &b)
    {
        return a.base == b.base && a.extraCas == b.extraCas && a.clientCertificatePem == b.clientCertificatePem && a.clientKeyPem == b.clientKeyPem
            && a.pin == b.pin && a.proxy == b.proxy;
    }
};

/// "localhost", "*.localhost", 127.0.0.0/8 and ::1: what is said there does not leave the computer.
[[nodiscard]] bool isLoopbackHost(const QString &host);

/// Plain http to anything but a loopback: whoever is on the way can read along.
[[nodiscard]] bool isInsecure(const QUrl &url);

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
