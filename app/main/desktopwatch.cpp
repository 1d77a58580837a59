#include "desktopwatch.h"

#include <sk/core/logging.h>

#include <QCoreApplication>
#include <QEvent>
#include <QNetworkInformation>

#include <functional>

#ifdef SK_HAVE_DBUS
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QFileInfo>
#endif

namespace sk::app {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds heartbeat{10'000};
/// A beat that is so late was not held up by a busy computer: it slept.
constexpr milliseconds slept{30'000};
/// logind and the clock tell of the same sleep.
constexpr milliseconds sameSleep{10'000};

#ifdef SK_HAVE_DBUS
/// Asking for a bus when there is none would make the library try to start one.
bool sessionBusKnown()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
    const QString directory = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !directory.isEmpty() && QFileInfo::exists(directory + QStringLiteral("/bus"));
}
bool systemBusKnown()
{
    return qEnvironmentVariableIsSet("DBUS_SYSTEM_BUS_ADDRESS") || QFileInfo::exists(QStringLiteral("/run/dbus/system_bus_socket"));
}

const QString loginService = QStringLiteral("org.freedesktop.login1");

/// Asks logind, without starting it; `answer` is not called when it has none.
void askLogin(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments, QObject *context,
              std::function<void(const QDBusMessage &)> answer)
{
    QDBusMessage call = QDBusMessage::createMethodCall(loginService, path, interface, method);
    call.setArguments(arguments);
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, answer = std::move(answer)] {
        watcher->deleteLater();
        answer(watcher->reply());
    });
}

/// The path in a property of the type (so), as logind names a user's sessions; empty in anything else.
QString sessionIn(const QDBusMessage &reply)
{
    const QVariant value = reply.arguments().value(0).value<QDBusVariant>().variant();
    const auto structure = value.value<QDBusArgument>();
    if (reply.type() != QDBusMessage::ReplyMessage || structure.currentSignature() != QLatin1String("(so)"))
        return {};
    QString id;
    QDBusObjectPath path;
    structure.beginStructure();
    structure >> id >> path;
    structure.endStructure();
    return id.isEmpty() ? QString() : path.path();
}
#endif

} // namespace

DesktopWatch::DesktopWatch(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_lastBeat(clock.monotonic())
    , m_lastInput(clock.monotonic())
{
    m_heartbeat.setTimerType(Qt::VeryCoarseTimer); // nobody wakes up for it
    m_heartbeat.setInterval(heartbeat);
    connect(&m_heartbeat, &QTimer::timeout, this, &DesktopWatch::beat);
    m_heartbeat.start();
    watchNetwork();
    watchBuses();
}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::watchNetwork()
{
    // There is no back end on every system; then the retries by time do alone.
    if (!QNetworkInformation::loadDefaultBackend() && !QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    auto *information = QNetworkInformation::instance();
    m_online = information->reachability() != QNetworkInformation::Reachability::Disconnected;
    connect(information, &QNetworkInformation::reachabilityChanged, this, [this](QNetworkInformation::Reachability reachability) {
        const bool online = reachability != QNetworkInformation::Reachability::Disconnected;
        // Going away is no news for anybody: what fails will say so.
        if (online)
            emit networkChanged();
        m_online = online;
    });
    connect(information, &QNetworkInformation::transportMediumChanged, this, [this] {
        if (m_online)
            emit networkChanged();
    });
}

void DesktopWatch::watchBuses()
{
#ifdef SK_HAVE_DBUS
    if (systemBusKnown()) {
        QDBusConnection bus = QDBusConnection::systemBus();
        bus.connect(loginService, QStringLiteral("/org/freedesktop/login1"), loginService + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), this,
            SLOT(prepareForSleep(bool)));
        watchLoginSession();
    }
    if (sessionBusKnown()) {
        QDBusConnection bus = QDBusConnection::sessionBus();
        for (const char *service : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"}) {
            const QString name = QLatin1String(service);
            bus.connect(QString(), QString(), name, QStringLiteral("ActiveChanged"), this, SLOT(screenSaverChanged(bool)));
        }
    }
#endif
}

/// Only what locks our own session is our user's wish: others may be locked on other seats, or remotely.
void DesktopWatch::watchLoginSession()
{
#ifdef SK_HAVE_DBUS
    const auto follow = [this](const QString &path) {
        if (!path.isEmpty())
            QDBusConnection::systemBus().connect(loginService, path, loginService + QStringLiteral(".Session"), QStringLiteral("Lock"), this, SLOT(sessionLocked()));
    };
    askLogin(QStringLiteral("/org/freedesktop/login1"), loginService + QStringLiteral(".Manager"), QStringLiteral("GetSessionByPID"),
        {static_cast<uint>(QCoreApplication::applicationPid())}, this, [this, follow](const QDBusMessage &reply) {
            if (reply.type() == QDBusMessage::ReplyMessage)
                return follow(reply.arguments().value(0).value<QDBusObjectPath>().path());
            // Desktops start programs as services of the user, outside of any session; then it is the one that the user sits at.
            askLogin(QStringLiteral("/org/freedesktop/login1/user/self"), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                {loginService + QStringLiteral(".User"), QStringLiteral("Display")}, this, [follow](const QDBusMessage &display) { follow(sessionIn(display)); });
        });
#endif
}

void DesktopWatch::beat()
{
    const milliseconds now = m_clock.monotonic();
    const milliseconds since = now - m_lastBeat;
    m_lastBeat = now;
    if (since > slept) {
        qCInfo(lcSession) << "the computer slept for about" << since.count() / 1000 << "s";
        wokeUp();
    }
}

void DesktopWatch::wokeUp()
{
    const milliseconds now = m_clock.monotonic();
    if (m_lastWake.count() >= 0 && now - m_lastWake < sameSleep)
        return;
    m_lastWake = now;
    m_lastBeat = now;
    emit woke();
}

void DesktopWatch::prepareForSleep(bool before)
{
    if (!before)
        wokeUp();
}

void DesktopWatch::screenSaverChanged(bool active)
{
    if (active)
        emit screenLocked();
}

void DesktopWatch::sessionLocked()
{
    emit screenLocked();
}

void DesktopWatch::countIdle()
{
    m_lastInput = m_clock.monotonic();
    QCoreApplication::instance()->removeEventFilter(this);
    QCoreApplication::instance()->installEventFilter(this);
}

milliseconds DesktopWatch::idleFor() const
{
    return m_clock.monotonic() - m_lastInput;
}

bool DesktopWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        m_lastInput = m_clock.monotonic();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace sk::app
