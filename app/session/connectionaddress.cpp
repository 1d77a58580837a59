#include "connectionaddress.h"

#include "clientidentity.h"

#include <QFile>
#include <QPointer>

namespace sk::session {

namespace {

QString proxyKey(const QString &id)
{
    return id + QStringLiteral("/proxy");
}

QString passphraseKey(const QString &id)
{
    return id + QStringLiteral("/client-key");
}

bool needsProxyPassword(const Profile &profile)
{
    using Kind = net::ProxySettings::Kind;
    return (profile.proxy.kind == Kind::Http || profile.proxy.kind == Kind::Socks5) && !profile.proxy.user.isEmpty();
}

bool needsPassphrase(const Profile &profile)
{
    return !profile.clientCertificateFile.isEmpty();
}

void readOne(secrets::SecretStore *store, bool wanted, const QString &key, QObject *context, std::function<void(const QString &)> next)
{
    if (!wanted || !store) {
        QMetaObject::invokeMethod(context, [next = std::move(next)] { next({}); }, Qt::QueuedConnection);
        return;
    }
    store->read(key, context, [next = std::move(next)](const Result<std::optional<QByteArray>> &secret) {
        next(secret.ok() && *secret ? QString::fromUtf8(**secret) : QString());
    });
}

} // namespace

Result<net::ServerAddress> addressOf(const Profile &profile, const ConnectionSecrets &secrets)
{
    const Result<QUrl> url = net::parseServerInput(profile.server);
    if (!url)
        return url.error();
    net::ServerAddress address;
    address.base = *url;
    address.pin = profile.pin;
    address.proxy = profile.proxy;
    address.proxy.password = secrets.proxyPassword;
    address.extraCas = QSslCertificate::fromData(profile.importedCas, QSsl::Pem);
    if (!profile.caFile.isEmpty()) {
        QFile file(profile.caFile);
        if (!file.open(QIODevice::ReadOnly))
            return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = profile.caFile};
        const QList<QSslCertificate> cas = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (cas.isEmpty())
            return Error{.code = ErrorCode::FileUnreadable, .message = QStringLiteral("no PEM certificate in the file"), .detail = profile.caFile};
        address.extraCas += cas;
    }
    if (!profile.clientCertificateFile.isEmpty()) {
        const auto identity = loadClientIdentity(profile.clientCertificateFile, profile.clientKeyFile, secrets.keyPassphrase);
        if (!identity)
            return identity.error();
        address.clientCertificatePem = identity->certificatePem;
        address.clientKeyPem = identity->keyPem;
    }
    return address;
}

bool needsSecrets(const Profile &profile)
{
    return needsProxyPassword(profile) || needsPassphrase(profile);
}

void readSecrets(secrets::SecretStore *store, const Profile &profile, QObject *context, std::function<void(const ConnectionSecrets &)> answer)
{
    readOne(store, needsProxyPassword(profile), proxyKey(profile.id), context, [=, answer = std::move(answer)](const QString &password) {
        readOne(store, needsPassphrase(profile), passphraseKey(profile.id), context,
                [password, answer](const QString &passphrase) { answer({password, passphrase}); });
    });
}

void writeSecrets(secrets::SecretStore *store, const Profile &profile, const ConnectionSecrets &secrets)
{
    if (!store)
        return;
    const auto keep = [store](bool needed, const QString &key, const QString &secret) {
        if (!needed)
            store->remove(key, store, [](const Result<bool> &) {});
        else if (!secret.isEmpty())
            store->write(key, secret.toUtf8(), store, [](const Result<bool> &) {});
    };
    keep(needsProxyPassword(profile), proxyKey(profile.id), secrets.proxyPassword);
    keep(needsPassphrase(profile), passphraseKey(profile.id), secrets.keyPassphrase);
}

void forgetSecrets(secrets::SecretStore *store, const QString &profileId)
{
    if (!store)
        return;
    for (const QString &key : {profileId, proxyKey(profileId), passphraseKey(profileId)})
        store->remove(key, store, [](const Result<bool> &) {});
}

} // namespace sk::session
