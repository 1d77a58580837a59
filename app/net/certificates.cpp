#include "certificates.h"

#include <QCryptographicHash>
#include <QSslKey>

#include <optional>

namespace sk::net {

namespace {

/// One element of DER: its tag, its content, and all of it.
struct Element {
    quint8 tag = 0;
    QByteArrayView content;
    QByteArrayView whole;
};

/// Takes the first element off `bytes` (X.690 section 8.1.3, definite lengths only, as DER demands).
std::optional<Element> takeElement(QByteArrayView &bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    qsizetype head = 2;
    qsizetype length = static_cast<quint8>(bytes[1]);
    if (length & 0x80) {
        const qsizetype digits = length & 0x7f;
        if (digits < 1 || digits > 4 || bytes.size() < 2 + digits)
            return std::nullopt;
        length = 0;
        for (qsizetype i = 0; i < digits; ++i)
            length = length << 8 | static_cast<quint8>(bytes[2 + i]);
        head += digits;
    }
    if (length > bytes.size() - head)
        return std::nullopt;
    const Element element{static_cast<quint8>(bytes[0]), bytes.sliced(head, length), bytes.first(head + length)};
    bytes = bytes.sliced(head + length);
    return element;
}

/// RFC 5280 section 4.1: Certificate { TBSCertificate { [0] version?, serial, signature, issuer, validity, subject, subjectPublicKeyInfo.
/// Not QSslKey::toDer(): Qt reads no key of an algorithm that it does not know, as Ed25519.
QByteArrayView publicKeyInfo(QByteArrayView der)
{
    constexpr quint8 sequence = 0x30;
    constexpr quint8 explicitVersion = 0xa0;
    const auto certificate = takeElement(der);
    if (!certificate || certificate->tag != sequence)
        return {};
    QByteArrayView inner = certificate->content;
    const auto toBeSigned = takeElement(inner);
    if (!toBeSigned || toBeSigned->tag != sequence)
        return {};
    QByteArrayView fields = toBeSigned->content;
    auto field = takeElement(fields);
    if (field && field->tag == explicitVersion)
        field = takeElement(fields);
    constexpr int fieldsBetweenSerialAndKey = 5;
    for (int i = 0; field && i < fieldsBetweenSerialAndKey; ++i)
        field = takeElement(fields);
    return field && field->tag == sequence ? field->whole : QByteArrayView();
}

} // namespace

QByteArray certificateSha256(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QByteArray() : certificate.digest(QCryptographicHash::Sha256);
}

QByteArray keySha256(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const QByteArrayView key = publicKeyInfo(der);
    return key.isEmpty() ? QByteArray() : QCryptographicHash::hash(key.toByteArray(), QCryptographicHash::Sha256);
}

QString fingerprintText(const QByteArray &sha256)
{
    const QString digits = QString::fromLatin1(sha256.toHex().toUpper());
    QStringList groups;
    for (qsizetype i = 0; i < digits.size(); i += 4)
        groups += digits.mid(i, 4);
    return groups.join(u' ');
}

QString tlsFaultName(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::NoError:
        return {};
    case QSslError::HostNameMismatch:
        return QStringLiteral("HostNameMismatch");
    case QSslError::CertificateExpired:
        return QStringLiteral("Expired");
    case QSslError::CertificateNotYetValid:
        return QStringLiteral("NotYetValid");
    case QSslError::SelfSignedCertificate:
        return QStringLiteral("SelfSigned");
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return QStringLiteral("UnknownIssuer");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return QStringLiteral("Revoked");
    default:
        // OpenSSL refuses keys below its security level, for which Qt has no word.
        return hasWeakKey(error.certificate()) ? QStringLiteral("WeakKey") : QStringLiteral("Other");
    }
}

QStringList tlsFaultNames(const QList<QSslError> &errors)
{
    QStringList names;
    for (const QSslError &error : errors) {
        const QString name = tlsFaultName(error);
        if (!name.isEmpty() && !names.contains(name))
            names += name;
    }
    return names;
}

bool isIssuerFault(const QString &fault)
{
    return fault == QLatin1String("SelfSigned") || fault == QLatin1String("UnknownIssuer");
}

bool canBeAccepted(const QString &fault)
{
    return isIssuerFault(fault) || fault == QLatin1String("HostNameMismatch") || fault == QLatin1String("Expired") || fault == QLatin1String("NotYetValid");
}

bool hasWeakKey(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    if (key.isNull())
        return false; // of an algorithm that Qt does not know: newer than the weak ones
    switch (key.algorithm()) {
    case QSsl::Rsa:
    case QSsl::Dsa:
    case QSsl::Dh:
        return key.length() < 2048;
    case QSsl::Ec:
        return key.length() < 224;
    case QSsl::Opaque:
        break;
    }
    return false;
}

} // namespace sk::net
