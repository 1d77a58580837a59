#include "place.h"

#include <desktopreactions.h>

#include <QLabel>
#include <QNetworkProxy>

using namespace sk;
using namespace std::chrono_literals;
using test::Place;
using State = session::SessionState;

/// What the desktop says, and what the open connections do: with real windows on the stand-in, and a desktop that says what it is told to.
class TestDesktopReactions : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    /// After many failures the next try is far away; then the network is another, or the computer slept. Seen: live again at once. Sent: one refresh.
    void anotherNetworkOrWakingUpRetriesAtOnce_data()
    {
        QTest::addColumn<bool>("slept");
        QTest::newRow("another network") << false;
        QTest::newRow("woke up") << true;
    }
    void anotherNetworkOrWakingUpRetriesAtOnce()
    {
        QFETCH(bool, slept);
        auto options = Place::smallCluster();
        options.accessTokenSeconds = 3;
        options.refreshTokenSeconds = 600;
        Place place(options);
        QVERIFY(place.start());
        QTRY_VERIFY(place.window().window().settled());
        ManualClock clock;
        app::DesktopWatch watch(clock);
        app::DesktopReactions reactions(watch, [&place] { return std::vector<app::ConnectionScope *>{place.window().connection().get()}; });
        demo::Faults faults;
        faults.answer = "503";
        place.cluster.setFaults(faults);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 60'000);
        // Each try that fails makes the wait longer.
        for (int i = 0; i < 7; ++i) {
            place.session().retryNow();
            QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 60'000);
        }
        const UnixMs due = place.session().nextTryAt();
        QVERIFY(due > Clock::system().now() + 10'000);
        place.cluster.setFaults({});
        place.cluster.clearSeenRequests();
        if (slept)
            emit watch.woke();
        else
            emit watch.networkChanged();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 60'000);
        QVERIFY(Clock::system().now() < due); // not because the wait was over
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
    }

    /// Seen: after the time without a key no row is shown, and no token is in memory. Sent: nothing. A key in between begins the time anew.
    void idleLocks()
    {
        Place place;
        QVERIFY(place.start(QStringLiteral("admin"), [](session::Profile &profile) { profile.lockAfterMinutes = 5; }));
        QTRY_VERIFY(place.window().window().settled());
        ManualClock clock;
        app::DesktopWatch watch(clock);
        app::DesktopReactions reactions(watch, [&place] { return std::vector<app::ConnectionScope *>{place.window().connection().get()}; });
        QVERIFY(place.quiet());
        clock.advance(4min);
        reactions.checkIdle();
        QCOMPARE(place.session().state(), State::Active);
        QTest::keyClick(&place.window().window(), Qt::Key_Shift);
        clock.advance(4min);
        reactions.checkIdle();
        QCOMPARE(place.session().state(), State::Active);
        QVERIFY(place.cluster.openWatches() > 0);
        demo::Faults faults;
        faults.silentAfterBytes = 1;
        place.cluster.clearSeenRequests();
        place.cluster.setFaults(faults);
        Error slow;
        net::ApiRequest asked;
        asked.path = QByteArrayLiteral("/api/v1/namespaces");
        place.window().connection()->requests().send(asked, &watch, [&slow](const Result<net::ApiReply> &reply) { slow = reply.ok() ? Error{} : reply.error(); });
        QTRY_VERIFY_WITH_TIMEOUT(place.seen("/api/v1/namespaces") > 0, 60'000);
        clock.advance(1min);
        reactions.checkIdle();
        QCOMPARE(place.session().state(), State::Locked);
        // Nothing that is under way goes on either: it holds the token, and would bring rows.
        QTRY_COMPARE_WITH_TIMEOUT(place.cluster.openWatches(), 0, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(slow.code, ErrorCode::Unauthorized, 60'000);
        place.cluster.setFaults({});
        auto *page = place.window().window().findChild<QWidget *>(QStringLiteral("lockPage"));
        QVERIFY(page && page->isVisible());
        place.cluster.clearSeenRequests();
        place.askSomething();
        for (const auto &request : place.cluster.seenRequests())
            for (const auto &[name, value] : request.headers)
                QVERIFY2(name != "Authorization", request.target.c_str());

        // Opened again, rows are live, and nothing was read anew: the watches go on from where they were.
        const int rows = place.window().window().rowsShown();
        QVERIFY(rows > 0);
        place.cluster.withWorld([](demo::World &world) {
            const demo::KindInfo *nodes = world.findKind("", "v1", "nodes");
            std::string name;
            world.each(*nodes, {}, {}, {}, [&name](const demo::Entry &entry) {
                name = entry.name;
                return false;
            });
            (void)world.remove(*nodes, {}, name, false);
        });
        place.session().signIn(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        QTRY_COMPARE_WITH_TIMEOUT(place.window().window().rowsShown(), rows - 1, 60'000);
        const auto after = place.cluster.seenRequests();
        QVERIFY(std::none_of(after.begin(), after.end(), [](const auto &request) {
            return request.target.rfind("/api/v1/nodes?", 0) == 0 && request.target.find("watch=") == std::string::npos;
        }));
    }

    /// Off unless it was asked for, for each connection by itself.
    void theScreenLocksThoseThatWantIt()
    {
        Place wanted;
        Place other;
        QVERIFY(wanted.start(QStringLiteral("admin"), [](session::Profile &profile) { profile.lockWithScreen = true; }) && other.start());
        QTRY_VERIFY(wanted.window().window().settled() && other.window().window().settled());
        ManualClock clock;
        app::DesktopWatch watch(clock);
        app::DesktopReactions reactions(
            watch, [&] { return std::vector<app::ConnectionScope *>{wanted.window().connection().get(), other.window().connection().get()}; });
        emit watch.screenLocked();
        QCOMPARE(wanted.session().state(), State::Locked);
        QCOMPARE(other.session().state(), State::Active);
        clock.advance(24h);
        reactions.checkIdle();
        QCOMPARE(other.session().state(), State::Active);
    }

    /// What is chosen in the menu is of the connection, and is there at the next start.
    void theChoiceIsKeptWithTheConnection()
    {
        Place place;
        QVERIFY(place.start(QStringLiteral("admin"), [&place](session::Profile &profile) {
            profile.server = QString::fromStdString(place.cluster.url());
            QVERIFY(!place.profiles.save(profile));
        }));
        QTRY_VERIFY(place.window().window().settled());
        emit place.window().window().lockPolicyChosen(15, true);
        QCOMPARE(place.window().connection()->lockPolicy().afterMinutes, 15);
        session::ProfileStore again(place.directory.path());
        QVERIFY(!again.load());
        const session::Profile *saved = again.find(place.session().profile().id);
        QVERIFY(saved);
        QCOMPARE(saved->lockAfterMinutes, 15);
        QVERIFY(saved->lockWithScreen);
        auto session = std::make_unique<session::Session>(*saved, place.session().server(), place.memory.get(), Clock::system());
        const app::ConnectionScope next(std::move(session), Clock::system(), place.leaving);
        QCOMPARE(next.lockPolicy().afterMinutes, 15);
        QVERIFY(next.lockPolicy().withScreen);
    }
};

QTEST_MAIN(TestDesktopReactions)
#include "tst_desktopreactions.moc"
