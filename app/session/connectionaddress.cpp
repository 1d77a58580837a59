#include "connectionaddress.h"

#include "clientidentity.h"
#include "storedtokens.h"

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

bool sameProxy(const Profile &one, const Profile &other)
{
    return one.proxy == other.proxy; // profiles hold no password
}

bool sameKey(const Profile &one, const Profile &other)
{
    return one.clientCertificateFile == other.clientCertificateFile && one.clientKeyFile == other.clientKeyFile;
}

void readOne(secrets::SecretStore *store, bool wanted, const QString &typed, const QString &key, QObject *context, std::function<void(const Result<QString> &)> next)
{
    if (!wanted || !store || !typed.isEmpty()) {
        QMetaObject::invokeMethod(context, [typed, next = std::move(next)] { next(typed); }, Qt::QueuedConnection);
        return;
    }
    store->read(key, context, [next = std::move(next)](const Result<std::optional<QByteArray>> &secret) {
        if (!secret.ok())
            next(secret.error());
        else
            next(*secret ? QString::fromUtf8(**secret) : QString());
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

void readSecrets(secrets::SecretStore *store, const Profile &profile, const ConnectionSecrets &typed, QObject *context,
                 std::function<void(const Result<ConnectionSecrets> &)> answer)
{
    const auto readPassphrase = [=, answer = std::move(answer)](const Result<QString> &password) {
        if (!password) {
            answer(password.error());
            return;
        }
        const auto passphraseCame = [=, password = *password](const Result<QString> &passphrase) {
            if (passphrase || loadClientIdentity(profile.clientCertificateFile, profile.clientKeyFile, {}))
                answer(ConnectionSecrets{password, passphrase ? *passphrase : QString()});
            else
                answer(passphrase.error());
        };
        readOne(store, needsPassphrase(profile), typed.keyPassphrase, passphraseKey(profile.id), context, passphraseCame);
    };
    readOne(store, needsProxyPassword(profile), typed.proxyPassword, proxyKey(profile.id), context, readPassphrase);
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

ConnectionSecrets stillMeant(const ConnectionSecrets &typed, const Profile &before, const Profile &now)
{
    if (!before.server.isEmpty() && !sameServer(before.server, now.server))
        return {};
    return {sameProxy(before, now) ? typed.proxyPassword : QString(), sameKey(before, now) ? typed.keyPassphrase : QString()};
}

void forgetUnmeant(secrets::SecretStore *store, const Profile &before, const Profile &now)
{
    if (!store)
        return;
    if (!sameProxy(before, now))
        store->remove(proxyKey(now.id), store, [](const Result<bool> &) {});
    if (!sameKey(before, now))
        store->remove(passphraseKey(now.id), store, [](const Result<bool> &) {});
}

void forgetTokens(secrets::SecretStore *store, const QString &profileId)
{
    if (store)
        store->remove(profileId, store, [](const Result<bool> &) {});
}

bool sameServer(const QString &one, const QString &other)
{
    const auto first = net::parseServerInput(one);
    const auto second = net::parseServerInput(other);
    return first && second && originOf(*first) == originOf(*second);
}

void forgetSecrets(secrets::SecretStore *store, const QString &profileId)
{
    if (!store)
        return;
    for (const QString &key : {profileId, proxyKey(profileId), passphraseKey(profileId)})
        store->remove(key, store, [](const Result<bool> &) {});
}

} // namespace sk::session
