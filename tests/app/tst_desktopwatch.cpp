#include <desktopwatch.h>

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QKeyEvent>
#include <QNetworkInformation>
#include <QSignalSpy>
#include <QThread>
#include <QtTest>

using namespace sk;
using namespace std::chrono_literals;

namespace {

const QString loginName = QStringLiteral("org.freedesktop.login1");
const QString ownSession = QStringLiteral("/org/freedesktop/login1/session/_32");
const QString otherSession = QStringLiteral("/org/freedesktop/login1/session/_37");

/// What logind says of the sessions: of the program's, or that it is in none and its user sits at one.
class FakeLogin final : public QDBusVirtualObject {
public:
    bool inSession = true;
    int asked = 0;
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        ++asked;
        if (message.member() == QLatin1String("GetSessionByPID") && message.arguments().value(0).toUInt() == static_cast<uint>(QCoreApplication::applicationPid()) && inSession)
            return bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(ownSession))));
        if (message.member() == QLatin1String("Get") && message.path() == QLatin1String("/org/freedesktop/login1/user/self")
            && message.arguments() == QVariantList{loginName + QStringLiteral(".User"), QStringLiteral("Display")}) {
            QDBusArgument display;
            display.beginStructure();
            display << QStringLiteral("2") << QDBusObjectPath(ownSession);
            display.endStructure();
            return bus.send(message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(display)))));
        }
        return bus.send(message.createErrorReply(QStringLiteral("org.freedesktop.login1.NoSessionForPID"), QStringLiteral("no session")));
    }
};

/// A NetworkManager as far as Qt asks it, on a connection and in a thread of its own, because Qt waits for its first answer.
class FakeNetworkManager final : public QDBusVirtualObject {
public:
    static constexpr uint disconnected = 20;
    static constexpr uint connected = 70;
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == QLatin1String("GetAll"))
            return bus.send(message.createReply(QVariant(QVariantMap{{QStringLiteral("State"), connected}, {QStringLiteral("Connectivity"), 4U}})));
        return bus.send(message.createErrorReply(QDBusError::UnknownMethod, QStringLiteral("not played")));
    }
    bool start()
    {
        moveToThread(&m_thread);
        m_thread.start();
        QDBusConnection bus = connection();
        return bus.registerVirtualObject(path, this) && bus.registerService(name);
    }
    static bool say(uint state)
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"));
        signal.setArguments({name, QVariantMap{{QStringLiteral("State"), state}}, QStringList()});
        return connection().send(signal);
    }
    ~FakeNetworkManager() override
    {
        m_thread.quit();
        m_thread.wait();
    }

private:
    static inline const QString name = QStringLiteral("org.freedesktop.NetworkManager");
    static inline const QString path = QStringLiteral("/org/freedesktop/NetworkManager");
    static QDBusConnection connection() { return QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("network")); }
    QThread m_thread;
};

} // namespace

/// On a private bus that plays both the session's and the system's, with this test as logind and as the screen saver.
class TestDesktopWatch : public QObject {
    Q_OBJECT

    FakeNetworkManager m_network;

    /// Until the buses know what the watch listens to, and the watch who has which name: answers come in the order of what was before them.
    static void settle()
    {
        for (const QDBusConnection &bus : {QDBusConnection::systemBus(), QDBusConnection::sessionBus()})
            (void)bus.interface()->isServiceRegistered(QStringLiteral("org.freedesktop.DBus")).value();
    }

    /// Until what the service of this name has said so far is told: the bus has it when it answers that service, and we have it when it answers us.
    static void allHeard(const QString &service)
    {
        (void)QDBusConnection(service).interface()->isServiceRegistered(QStringLiteral("org.freedesktop.DBus")).value();
        settle();
        QCoreApplication::processEvents();
    }

    /// Says it as the service of this name; the bus passes on nothing else.
    static bool say(const QString &service, const QString &path, const QString &interface, const QString &member, const QVariantList &arguments)
    {
        QDBusConnection bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), service);
        if (!bus.registerService(service))
            return false;
        settle(); // a signal of an owner that is not known yet is dropped
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, member);
        signal.setArguments(arguments);
        return bus.send(signal);
    }

private slots:
    void initTestCase()
    {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        QVERIFY2(!address.isEmpty(), "run this under tests/secrets/with-keyring noservice");
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
        QVERIFY(m_network.start()); // before Qt looks for it
    }

    /// QNetworkInformation, with the back end that this desktop has.
    void theNetworkComesBack()
    {
        ManualClock clock;
        app::DesktopWatch watch(clock);
        auto *information = QNetworkInformation::instance();
        if (!information || information->backendName() != QLatin1String("networkmanager"))
            QSKIP("Qt has no back end for NetworkManager here");
        QCOMPARE(information->reachability(), QNetworkInformation::Reachability::Online);
        QSignalSpy changed(&watch, &app::DesktopWatch::networkChanged);
        QVERIFY(FakeNetworkManager::say(FakeNetworkManager::disconnected));
        QTRY_COMPARE(information->reachability(), QNetworkInformation::Reachability::Disconnected);
        QCOMPARE(changed.count(), 0); // going away is no news
        QVERIFY(FakeNetworkManager::say(FakeNetworkManager::connected));
        QTRY_COMPARE(changed.count(), 1);
    }

    void wakeUpByLogind()
    {
        FakeLogin player;
        QDBusConnection bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), loginName);
        QVERIFY(bus.registerService(loginName));
        QVERIFY(bus.registerVirtualObject(QStringLiteral("/org/freedesktop/login1"), &player, QDBusConnection::SubPath));
        const auto over = qScopeGuard([&bus] { bus.unregisterObject(QStringLiteral("/org/freedesktop/login1"), QDBusConnection::UnregisterTree); });
        ManualClock clock;
        app::DesktopWatch watch(clock);
        QSignalSpy woke(&watch, &app::DesktopWatch::woke);
        QSignalSpy locked(&watch, &app::DesktopWatch::screenLocked);
        QTRY_VERIFY_WITH_TIMEOUT(player.asked > 0, 60'000);
        settle();
        const QString login = QStringLiteral("org.freedesktop.login1");
        // Going to sleep is no waking up, said as often as it takes to be heard: what is said after it on the same bus and by the same name is heard after it.
        QVERIFY(QTest::qWaitFor(
            [&] {
                return say(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), {true})
                    && say(login, ownSession, login + QStringLiteral(".Session"), QStringLiteral("Lock"), {}) && locked.count() > 0;
            },
            60'000));
        QCOMPARE(woke.count(), 0);
        // Again until it is heard: Qt drops signals of a name whose owner it does not know yet.
        QVERIFY(QTest::qWaitFor(
            [&] {
                return say(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), {false})
                    && woke.count() > 0;
            },
            20'000));
        settle();
        QCoreApplication::processEvents();
        const auto heard = woke.count();
        // The clock tells of the same sleep.
        clock.advance(1s);
        QVERIFY(QMetaObject::invokeMethod(&watch, "beat"));
        QCOMPARE(woke.count(), heard);
    }

    void wakeUpByTheClock()
    {
        ManualClock clock;
        app::DesktopWatch watch(clock);
        QSignalSpy woke(&watch, &app::DesktopWatch::woke);
        clock.advance(6s);
        QVERIFY(QMetaObject::invokeMethod(&watch, "beat"));
        QCOMPARE(woke.count(), 0); // a busy computer
        clock.advance(30min);
        QVERIFY(QMetaObject::invokeMethod(&watch, "beat"));
        QCOMPARE(woke.count(), 1);
        clock.advance(5s);
        QVERIFY(QMetaObject::invokeMethod(&watch, "beat"));
        QCOMPARE(woke.count(), 1);
    }

    void theScreenIsLocked_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("interface");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QVariantList>("arguments");
        QTest::addColumn<int>("locks");
        const QString saver = QStringLiteral("org.freedesktop.ScreenSaver");
        QTest::newRow("screen saver on") << saver << QStringLiteral("/org/freedesktop/ScreenSaver") << saver << QStringLiteral("ActiveChanged") << QVariantList{true} << 1;
        QTest::newRow("screen saver off") << saver << QStringLiteral("/org/freedesktop/ScreenSaver") << saver << QStringLiteral("ActiveChanged") << QVariantList{false} << 0;
        QTest::newRow("GNOME") << QStringLiteral("org.gnome.ScreenSaver") << QStringLiteral("/org/gnome/ScreenSaver") << QStringLiteral("org.gnome.ScreenSaver")
                               << QStringLiteral("ActiveChanged") << QVariantList{true} << 1;
    }
    void theScreenIsLocked()
    {
        QFETCH(QString, service);
        QFETCH(QString, path);
        QFETCH(QString, interface);
        QFETCH(QString, member);
        QFETCH(QVariantList, arguments);
        QFETCH(int, locks);
        ManualClock clock;
        app::DesktopWatch watch(clock);
        QSignalSpy locked(&watch, &app::DesktopWatch::screenLocked);
        settle();
        // It listens to this one: on is heard. Only then does not hearing anything say something of "off".
        QVERIFY(QTest::qWaitFor([&] { return say(service, path, interface, member, {true}) && locked.count() > 0; }, 60'000));
        allHeard(service);
        locked.clear();
        QVERIFY(say(service, path, interface, member, arguments));
        // What the same one says after it tells that it has been heard.
        QVERIFY(say(service, path, interface, member, {true}));
        allHeard(service);
        QTRY_COMPARE_WITH_TIMEOUT(locked.count(), locks + 1, 60'000);
    }

    /// Locked by `loginctl lock-session`, or by the desktop through logind.
    void onlyOurOwnSession_data()
    {
        QTest::addColumn<bool>("inSession");
        QTest::newRow("the program is in a session") << true;
        QTest::newRow("it is a service of its user") << false;
    }
    void onlyOurOwnSession()
    {
        QFETCH(bool, inSession);
        FakeLogin login;
        login.inSession = inSession;
        QDBusConnection bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), loginName);
        QVERIFY(bus.registerService(loginName));
        QVERIFY(bus.registerVirtualObject(QStringLiteral("/org/freedesktop/login1"), &login, QDBusConnection::SubPath));
        ManualClock clock;
        app::DesktopWatch watch(clock);
        QSignalSpy locked(&watch, &app::DesktopWatch::screenLocked);
        QSignalSpy woke(&watch, &app::DesktopWatch::woke);
        QTRY_COMPARE(login.asked, inSession ? 1 : 2);
        const auto lock = [this](const QString &path) { return say(loginName, path, loginName + QStringLiteral(".Session"), QStringLiteral("Lock"), {}); };
        QVERIFY(QTest::qWaitFor([&] { return lock(ownSession) && locked.count() > 0; }, 20'000));
        settle();
        QCoreApplication::processEvents();
        locked.clear();
        QVERIFY(lock(otherSession));
        // What comes after it on the same bus tells that it has been passed by.
        QVERIFY(say(loginName, QStringLiteral("/org/freedesktop/login1"), loginName + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), {false}));
        QTRY_VERIFY(woke.count() > 0);
        QCOMPARE(locked.count(), 0);
        bus.unregisterObject(QStringLiteral("/org/freedesktop/login1"), QDBusConnection::UnregisterTree);
    }

    void idleness()
    {
        ManualClock clock;
        app::DesktopWatch watch(clock);
        watch.countIdle();
        clock.advance(5min);
        QCOMPARE(watch.idleFor(), std::chrono::milliseconds(5min));
        QWidget window;
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &key);
        QCOMPARE(watch.idleFor(), 0ms);
    }
};

QTEST_MAIN(TestDesktopWatch)
#include "tst_desktopwatch.moc"
