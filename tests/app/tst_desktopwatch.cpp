#include <desktopwatch.h>

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QtTest>

using namespace sk;
using namespace std::chrono_literals;

/// On a private bus that plays both the session's and the system's, with this test as logind and as the screen saver.
class TestDesktopWatch : public QObject {
    Q_OBJECT

    /// Until the buses know what the watch listens to, and the watch who has which name: answers come in the order of what was before them.
    static void settle()
    {
        for (const QDBusConnection &bus : {QDBusConnection::systemBus(), QDBusConnection::sessionBus()})
            (void)bus.interface()->isServiceRegistered(QStringLiteral("org.freedesktop.DBus")).value();
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
    }

    void wakeUpByLogind()
    {
        ManualClock clock;
        app::DesktopWatch watch(clock);
        QSignalSpy woke(&watch, &app::DesktopWatch::woke);
        settle();
        const QString login = QStringLiteral("org.freedesktop.login1");
        QVERIFY(say(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), {true}));
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
        const QString login = QStringLiteral("org.freedesktop.login1");
        QTest::newRow("screen saver on") << saver << QStringLiteral("/org/freedesktop/ScreenSaver") << saver << QStringLiteral("ActiveChanged") << QVariantList{true} << 1;
        QTest::newRow("screen saver off") << saver << QStringLiteral("/org/freedesktop/ScreenSaver") << saver << QStringLiteral("ActiveChanged") << QVariantList{false} << 0;
        QTest::newRow("GNOME") << QStringLiteral("org.gnome.ScreenSaver") << QStringLiteral("/org/gnome/ScreenSaver") << QStringLiteral("org.gnome.ScreenSaver")
                               << QStringLiteral("ActiveChanged") << QVariantList{true} << 1;
        QTest::newRow("logind") << login << QStringLiteral("/org/freedesktop/login1/session/_32") << login + QStringLiteral(".Session") << QStringLiteral("Lock") << QVariantList{} << 1;
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
        QSignalSpy woke(&watch, &app::DesktopWatch::woke);
        settle();
        QVERIFY(QTest::qWaitFor([&] { return say(service, path, interface, member, arguments) && (locked.count() > 0 || locks == 0); }, 20'000));
        // What comes after it on the same bus tells that it has been heard.
        const QString login = QStringLiteral("org.freedesktop.login1");
        QVERIFY(say(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), {false}));
        QTRY_VERIFY(woke.count() > 0);
        QCOMPARE(locked.count() > 0, locks > 0);
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
