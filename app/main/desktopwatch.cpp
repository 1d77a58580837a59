#include "desktopwatch.h"

#include <sk/core/logging.h>

#include <QCoreApplication>
#include <QEvent>
#include <QNetworkInformation>

#ifdef SK_HAVE_DBUS
#include <QDBusConnection>
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
    if (!QNetworkInformation::loadDefaultBackend())
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
        const QString login = QStringLiteral("org.freedesktop.login1");
        QDBusConnection bus = QDBusConnection::systemBus();
        bus.connect(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), this,
            SLOT(prepareForSleep(bool)));
        // Of any session: whose path it is would have to be asked for, and a program that hides its data once too often harms nobody.
        bus.connect(login, QString(), login + QStringLiteral(".Session"), QStringLiteral("Lock"), this, SLOT(sessionLocked()));
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
