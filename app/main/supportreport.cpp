#include "supportreport.h"

#include "anonymizer.h"

#include <sk/core/version.h>
#include <sk/settings/keys.h>

#include <QDir>
#include <QGuiApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QScreen>
#include <QSslSocket>
#include <QSysInfo>

#include <algorithm>

namespace sk::app {

namespace {

void hideNames(Anonymizer &anonymizer, const SupportFacts &facts)
{
    anonymizer.hide(QDir::homePath(), QStringLiteral("home"));
    for (const char *variable : {"USER", "LOGNAME", "USERNAME"}) // the last is Windows'
        anonymizer.hide(qEnvironmentVariable(variable), QStringLiteral("user"));
    anonymizer.hide(QSysInfo::machineHostName(), QStringLiteral("computer"));
    for (const session::Profile &profile : facts.profiles->profiles()) {
        if (profile.demo)
            continue;
        anonymizer.hide(profile.name, QStringLiteral("connection"));
        anonymizer.hide(profile.id, QStringLiteral("id"));
        anonymizer.hide(profile.user, QStringLiteral("user"));
        anonymizer.hide(QUrl(profile.server).host(), QStringLiteral("server"));
    }
    for (const ConnectionScope *connection : facts.connections) {
        const session::Profile profile = connection->session().profile();
        const session::ServerInfo &server = connection->session().server();
        anonymizer.hide(connection->session().identity().user, QStringLiteral("user"));
        anonymizer.hide(server.address.base.host(), QStringLiteral("server"));
        if (!profile.demo) {
            anonymizer.hide(profile.user, QStringLiteral("user"));
            anonymizer.hide(profile.name, QStringLiteral("connection"));
            anonymizer.hide(profile.id, QStringLiteral("id"));
        }
        if (server.apiDomain != QLatin1String("kubesphere.io"))
            anonymizer.hide(server.apiDomain, QStringLiteral("domain"));
    }
    for (const QString &name : facts.settings->value(settings::keys::lastNamespaces()).toStringList())
        anonymizer.hide(name, QStringLiteral("namespace"));
}

/// A setting's line as it may be read by others: what a user chose of our words stays, what a user wrote is counted.
QString settingLine(const QString &line)
{
    static const QStringList ours{QStringLiteral("format"), QLatin1String(settings::keys::language().key), QLatin1String(settings::keys::theme().key),
        QLatin1String(settings::keys::detailVisible().key), QLatin1String(settings::keys::navigationVisible().key)};
    // Kinds of Kubernetes and of the platform; another one says what a company runs.
    static const QRegularExpression known(QStringLiteral("^([a-z]+/|[a-z0-9.-]*(kubesphere|k8s)\\.io/)?[a-z]+$"));
    const qsizetype equals = line.indexOf(QStringLiteral(" = "));
    const QString key = line.left(equals);
    const QString value = line.mid(equals + 3);
    if (ours.contains(key) || (key == QLatin1String(settings::keys::lastPage().key) && known.match(value).hasMatch()))
        return line;
    return key + (value.isEmpty() ? QStringLiteral(": empty") : QStringLiteral(": set, %1 word(s)").arg(value.split(QStringLiteral(", ")).size()));
}

} // namespace

QString supportReport(const SupportFacts &facts)
{
    QStringList text;
    const auto heading = [&text](const char *title) { text << QString() << QStringLiteral("== ") + QLatin1String(title); };
    text << QStringLiteral("Super Kubenetes Console, support report")
         << QStringLiteral("Secrets, names, addresses and folders are replaced. Nothing is sent anywhere; what you do with this text is yours to decide.");
    heading("Versions");
    text << QStringLiteral("sk-console %1").arg(QString::fromLatin1(sk::version()))
         << QStringLiteral("Qt %1 (built with %2), %3").arg(QLatin1String(qVersion()), QStringLiteral(QT_VERSION_STR), QGuiApplication::platformName())
         << QStringLiteral("TLS: %1").arg(QSslSocket::sslLibraryVersionString())
         << QStringLiteral("Keychain: %1; in use: %2").arg(secrets::keychainBackend(), facts.keychain->displayName())
         << QStringLiteral("System: %1, %2 %3").arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion())
         << QStringLiteral("Desktop: %1, locale %2").arg(qEnvironmentVariable("XDG_CURRENT_DESKTOP", QStringLiteral("unknown")), QLocale::system().name());
    for (const QScreen *screen : QGuiApplication::screens())
        text << QStringLiteral("Screen: %1x%2 at %3").arg(screen->size().width()).arg(screen->size().height()).arg(screen->devicePixelRatio());
    heading("Connections");
    text << QStringLiteral("saved: %1").arg(std::max<qsizetype>(0, facts.profiles->profiles().size() - 1));
    for (const ConnectionScope *connection : facts.connections) {
        const session::ServerInfo &server = connection->session().server();
        text << QStringLiteral("signed in: API %1, Kubernetes %2, %3, session %4")
                    .arg(server.version, server.kubernetesVersion, server.address.base.scheme(), QVariant::fromValue(connection->session().state()).toString());
    }
    heading("Settings");
    for (const QString &line : facts.settings->lines())
        text << settingLine(line);
    const QString log = facts.log.join(u'\n');
    Anonymizer anonymizer;
    hideNames(anonymizer, facts);
    anonymizer.learn(log); // all of it, before the first line: an early line may name what a later one shows to be a server
    const QString beginning = anonymizer.cleaned(text.join(u'\n'));
    text.clear();
    heading("Timings");
    text << anonymizer.cleaned(QString::fromUtf8(facts.timings).trimmed(), Anonymizer::Quoted::Words);
    heading("Log");
    for (const QString &line : facts.log)
        text << anonymizer.cleaned(line);
    return beginning + u'\n' + text.join(u'\n') + u'\n';
}

} // namespace sk::app
