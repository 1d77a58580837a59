#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QString>
#include <QStringList>

namespace sk::net {

/// SHA-256 of the whole certificate, 32 bytes.
[[nodiscard]] QByteArray certificateSha256(const QSslCertificate &certificate);

/// SHA-256 of the SubjectPublicKeyInfo (RFC 7469's pin), 32 bytes, whatever the algorithm: it outlives a renewal that keeps the key. Empty
/// for a certificate that cannot be read.
[[nodiscard]] QByteArray keySha256(const QSslCertificate &certificate);

/// A fingerprint in groups that two people can read to each other: "3FA1 09BC …".
[[nodiscard]] QString fingerprintText(const QByteArray &sha256);

/// A stable name of what is wrong: "SelfSigned", "UnknownIssuer", "HostNameMismatch", "Expired", "NotYetValid", "WeakKey", "Revoked",
/// "Other". "" for NoError.
[[nodiscard]] QString tlsFaultName(const QSslError &error);
[[nodiscard]] QStringList tlsFaultNames(const QList<QSslError> &errors); ///< each once, in order

/// Nobody known vouches for it: what a pinned key makes up for.
[[nodiscard]] bool isIssuerFault(const QString &fault);
/// False for what no user may accept: a weak key, a revoked certificate, and what we do not know.
[[nodiscard]] bool canBeAccepted(const QString &fault);
/// A key that can be broken today: RSA under 2048 bits, an elliptic curve under 224.
[[nodiscard]] bool hasWeakKey(const QSslCertificate &certificate);

} // namespace sk::net
