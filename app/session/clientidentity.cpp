#include "clientidentity.h"

#include <sk/core/secret.h>

#include <QBuffer>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace sk::session {

namespace {

constexpr qint64 longestFile = 1024 * 1024;

Error fault(ErrorCode code, const QString &message, const QString &detail = {})
{
    Error error;
    error.code = code;
    error.message = message;
    error.detail = detail;
    return error;
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fault(ErrorCode::FileUnreadable, file.errorString(), path);
    return file.read(longestFile);
}

QSslKey readKey(const QByteArray &pem, const QByteArray &passphrase)
{
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Their public halves are the same. Qt cannot be asked for that of a private key; the library below it can.
bool belongTogether(const QSslCertificate &certificate, const QSslKey &key)
{
    const auto reader = [](const QByteArray &pem) { return std::unique_ptr<BIO, decltype(&BIO_free)>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free); };
    const QByteArray certificatePem = certificate.toPem();
    QByteArray keyPem = key.toPem(); // without a passphrase: it is not locked any more
    const std::unique_ptr<X509, decltype(&X509_free)> its(PEM_read_bio_X509(reader(certificatePem).get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> own(PEM_read_bio_PrivateKey(reader(keyPem).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    wipe(keyPem);
    return its && own && X509_check_private_key(its.get(), own.get()) == 1;
}

Error notTogether()
{
    return fault(ErrorCode::ClientCertificateUnusable, QStringLiteral("the private key does not belong to the certificate"), QStringLiteral("OtherKey"));
}

Result<ClientIdentity> fromPkcs12(const QByteArray &bytes, const QString &passphrase)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QSslKey key;
    QSslCertificate certificate;
    QList<QSslCertificate> chain;
    if (!QSslCertificate::importPkcs12(&buffer, &key, &certificate, &chain, passphrase.toUtf8()))
        return fault(ErrorCode::PassphraseNeeded, QStringLiteral("the PKCS#12 file cannot be opened"), passphrase.isEmpty() ? QString() : QStringLiteral("wrong"));
    if (!belongTogether(certificate, key))
        return notTogether();
    ClientIdentity identity;
    identity.certificatePem = certificate.toPem();
    for (const QSslCertificate &one : std::as_const(chain))
        identity.certificatePem += one.toPem();
    identity.keyPem = key.toPem();
    return identity;
}

} // namespace

Result<ClientIdentity> makeClientIdentity(const QByteArray &certificatePem, const QByteArray &keyPem, const QString &passphrase)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return fault(ErrorCode::ClientCertificateUnusable, QStringLiteral("there is no PEM certificate"));
    const QSslKey key = readKey(keyPem, passphrase.toUtf8());
    if (key.isNull()) {
        if (keyPem.contains("ENCRYPTED"))
            return fault(ErrorCode::PassphraseNeeded, QStringLiteral("the private key is locked"), passphrase.isEmpty() ? QString() : QStringLiteral("wrong"));
        return fault(ErrorCode::ClientCertificateUnusable, QStringLiteral("there is no private key that can be read"));
    }
    if (!belongTogether(chain.constFirst(), key))
        return notTogether();
    ClientIdentity identity;
    for (const QSslCertificate &one : chain)
        identity.certificatePem += one.toPem();
    identity.keyPem = key.toPem();
    return identity;
}

Result<ClientIdentity> loadClientIdentity(const QString &certificateFile, const QString &keyFile, const QString &passphrase)
{
    const auto certificate = readFile(certificateFile);
    if (!certificate)
        return certificate.error();
    if (!certificate->contains("-----BEGIN"))
        return fromPkcs12(*certificate, passphrase);
    if (keyFile.isEmpty())
        return makeClientIdentity(*certificate, *certificate, passphrase);
    const auto key = readFile(keyFile);
    return key ? makeClientIdentity(*certificate, *key, passphrase) : Result<ClientIdentity>(key.error());
}

} // namespace sk::session
