#include "secretstore.h"
#include "servicename_p.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#ifdef SK_HAVE_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace sk::secrets {

namespace {

#ifdef SK_HAVE_DBUS

const QString secretService = QStringLiteral("org.freedesktop.secrets");
constexpr int busTimeout = 5000; ///< ms

/// Asking for the bus when there is none would make the library try to start one.
bool busAddressKnown()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
    const QString directory = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !directory.isEmpty() && QFileInfo::exists(directory + QStringLiteral("/bus"));
}

using Attributes = QMap<QString, QString>;

void call(QDBusMessage message, const QVariantList &arguments, QObject *context, std::function<void(const QDBusMessage &)> answer)
{
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, busTimeout), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, answer = std::move(answer)] {
        const QDBusMessage reply = watcher->reply();
        watcher->deleteLater();
        answer(reply);
    });
}

void callBus(const QString &method, const QVariantList &arguments, QObject *context, std::function<void(const QDBusMessage &)> answer)
{
    call(QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"), QStringLiteral("org.freedesktop.DBus"), method),
        arguments, context, std::move(answer));
}

QString nameOfProgram(const QString &program)
{
    if (program.startsWith(QLatin1String("gnome-keyring")))
        return QStringLiteral("GNOME Keyring");
    if (program.startsWith(QLatin1String("kwalletd")) || program.startsWith(QLatin1String("ksecretd")))
        return QStringLiteral("KWallet");
    if (program.startsWith(QLatin1String("keepassxc")))
        return QStringLiteral("KeePassXC");
    return {};
}

#endif

Error unavailable(const QString &message)
{
    Error error;
    error.code = ErrorCode::KeychainUnavailable;
    error.message = message;
    return error;
}

} // namespace

void askServiceName(QObject *context, std::function<void(const QString &)> answer)
{
#if defined(SK_HAVE_DBUS)
    if (!busAddressKnown())
        return;
    callBus(QStringLiteral("GetConnectionUnixProcessID"), {secretService}, context, [answer = std::move(answer)](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty())
            return; // not running yet
        QFile comm(QStringLiteral("/proc/%1/comm").arg(reply.arguments().constFirst().toUInt()));
        if (!comm.open(QIODevice::ReadOnly))
            return;
        const QString name = nameOfProgram(QString::fromUtf8(comm.readAll()).trimmed());
        if (!name.isEmpty())
            answer(name);
    });
#elif defined(Q_OS_WIN)
    QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer(QStringLiteral("Windows Credential Manager")); }, Qt::QueuedConnection);
#elif defined(Q_OS_MACOS)
    QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer(QStringLiteral("Keychain")); }, Qt::QueuedConnection);
#else
    Q_UNUSED(context)
    Q_UNUSED(answer)
#endif
}

QString keychainBackend()
{
#if defined(Q_OS_WIN)
    const char *service = "Windows Credential Manager";
#elif defined(Q_OS_MACOS)
    const char *service = "macOS Keychain";
#else
    const char *service = "Secret Service";
#endif
    return QStringLiteral("%1, QtKeychain %2").arg(QLatin1String(service), QStringLiteral(SK_QTKEYCHAIN_VERSION));
}

void askWhetherLocked(const QString &service, const QString &key, QObject *context, std::function<void(bool)> answer)
{
#if defined(SK_HAVE_DBUS)
    if (busAddressKnown() && QDBusConnection::sessionBus().isConnected()) {
        static const QMetaType type = qDBusRegisterMetaType<Attributes>();
        Q_UNUSED(type)
        const Attributes attributes{{QStringLiteral("server"), service}, {QStringLiteral("user"), key}};
        QDBusMessage search = QDBusMessage::createMethodCall(secretService, QStringLiteral("/org/freedesktop/secrets"),
            QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
        search.setAutoStartService(false);
        call(search, {QVariant::fromValue(attributes)}, context, [answer = std::move(answer)](const QDBusMessage &reply) {
            // Two lists: what is unlocked, and what is locked.
            const bool told = reply.type() == QDBusMessage::ReplyMessage && reply.arguments().size() == 2;
            answer(told && !qdbus_cast<QList<QDBusObjectPath>>(reply.arguments().at(1)).isEmpty());
        });
        return;
    }
#else
    Q_UNUSED(service)
    Q_UNUSED(key)
#endif
    QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer(false); }, Qt::QueuedConnection);
}

void probeKeychain(QObject *context, std::function<void(const Error &)> answer, [[maybe_unused]] const QString &sandboxInfo)
{
#if defined(SK_HAVE_DBUS)
    const auto later = [context, answer](const Error &error) {
        QMetaObject::invokeMethod(context, [answer, error] { answer(error); }, Qt::QueuedConnection);
    };
    if (!busAddressKnown() || !QDBusConnection::sessionBus().isConnected()) {
        later(unavailable(QStringLiteral("there is no session bus")));
        return;
    }
    const QString service = QFileInfo::exists(sandboxInfo) ? QStringLiteral("org.freedesktop.portal.Desktop") : secretService;
    callBus(QStringLiteral("NameHasOwner"), {service}, context, [context, answer, service](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage) {
            answer(unavailable(reply.errorMessage()));
            return;
        }
        if (!reply.arguments().isEmpty() && reply.arguments().constFirst().toBool()) {
            answer({});
            return;
        }
        callBus(QStringLiteral("ListActivatableNames"), {}, context, [answer, service](const QDBusMessage &names) {
            const bool startable = !names.arguments().isEmpty() && names.arguments().constFirst().toStringList().contains(service);
            answer(startable ? Error{} : unavailable(QStringLiteral("no secret service is running or can be started")));
        });
    });
#elif defined(Q_OS_LINUX)
    // Without D-Bus at hand the first real use will tell.
    QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer({}); }, Qt::QueuedConnection);
#else
    QMetaObject::invokeMethod(context, [answer = std::move(answer)] { answer({}); }, Qt::QueuedConnection);
#endif
}

} // namespace sk::secrets
