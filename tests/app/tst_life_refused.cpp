#include "lifetest.h"

#include <QScrollBar>

using namespace sk;
using test::Place;
using test::Seen;
using State = session::SessionState;

namespace {

bool isWatch(const demo::Cluster::SeenRequest &request)
{
    return request.target.find("watch=") != std::string::npos;
}

} // namespace

/// A session that the server refuses, or that is locked: what stays on the screen, what brings it back, and what was sent for it.
class TestLifeRefused : public test::LifeTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }

    /// The server restarts and forgets all tokens. Seen: everything where it was, greyed, and a bar. Sent: one refresh, one password; no list
    /// is read again, and the watch goes on from the version that it had.
    void theViewStays()
    {
        auto options = Place::smallCluster();
        options.world.pods = 200;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        seen.window.resize(1000, 480);
        QTRY_VERIFY(seen.window.settled());
        ui::PageAddress address;
        address.kind = QStringLiteral("pods");
        seen.window.open(address);
        QTRY_VERIFY(seen.window.settled() && seen.table());
        // A filter that keeps some of them, a row in the middle, its details open, scrolled.
        auto *table = seen.table();
        const QString filter = QStringLiteral("status:Running");
        address.filter = filter;
        seen.window.open(address);
        QTRY_VERIFY(seen.window.settled());
        const int rows = seen.window.rowsShown();
        QVERIFY(rows > 0);
        table->setCurrentIndex(table->model()->index(rows - 1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        const QString chosen = table->currentIndex().data().toString();
        QTRY_VERIFY_WITH_TIMEOUT(seen.detailOf(chosen) && seen.window.settled(), 60'000);
        const int scrolled = table->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        const QString place1 = seen.window.currentAddress().toUrl().toString();
        const QColor textBefore = table->palette().color(QPalette::Active, QPalette::Text);

        place.cluster.clearSeenRequests();
        place.cluster.restart();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        QTRY_VERIFY(!seen.bar().isEmpty());
        QVERIFY2(seen.bar().contains(QStringLiteral("Signed in elsewhere, or the server restarted.")), qPrintable(seen.bar()));
        QVERIFY(seen.bar().contains(QStringLiteral("What you see is as of ")));
        QCOMPARE(place.session().cause(), session::RefusalCause::Revoked);
        QVERIFY2(seen.status().contains(QStringLiteral("in memory only")), qPrintable(seen.status()));
        QCOMPARE(seen.window.rowsShown(), rows);
        QCOMPARE(seen.window.currentAddress().toUrl().toString(), place1);
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(table->verticalScrollBar()->value(), scrolled);
        QVERIFY(seen.detailOf(chosen));
        QVERIFY(table->palette().color(QPalette::Active, QPalette::Text) != textBefore);
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
        seen.picture("bar-refused");

        place.cluster.clearSeenRequests();
        seen.type(test::rightPassword);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 30'000);
        QTRY_VERIFY(seen.bar().isEmpty());
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(table->verticalScrollBar()->value(), scrolled);
        QVERIFY(seen.detailOf(chosen));
        QCOMPARE(seen.window.currentAddress().toUrl().toString(), place1);
        QCOMPARE(table->palette().color(QPalette::Active, QPalette::Text), textBefore);
        const auto podWatches = [&place] {
            std::vector<std::string> targets;
            for (const auto &request : place.cluster.seenRequests())
                if (isWatch(request) && request.target.find("/pods") != std::string::npos)
                    targets.push_back(request.target);
            return targets;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!podWatches().empty(), 30'000);
        QVERIFY2(podWatches().front().find("resourceVersion=") != std::string::npos, podWatches().front().c_str());
        for (const auto &request : place.cluster.seenRequests())
            QVERIFY2(isWatch(request) || request.target.find("/pods?") == std::string::npos, request.target.c_str());
        QCOMPARE(place.passwords(), 1);
        QCOMPARE(place.refreshes(), 0);
        // It is live again: a pod that no stateful set makes anew under its name goes.
        QString victim;
        for (int row = 0; row < table->model()->rowCount() && victim.isEmpty(); ++row) {
            const QString name = table->model()->index(row, 0).data().toString();
            if (name != chosen && !QRegularExpression(QStringLiteral("-\\d+$")).match(name).hasMatch())
                victim = name;
        }
        QVERIFY(!victim.isEmpty());
        place.cluster.withWorld([&victim](demo::World &world) {
            const demo::KindInfo *pods = world.findKind("", "v1", "pods");
            std::string space;
            world.each(*pods, {}, {}, {}, [&](const demo::Entry &entry) {
                if (entry.name == victim.toStdString())
                    space = entry.nameSpace;
                return space.empty();
            });
            (void)world.remove(*pods, space, victim.toStdString(), false);
        });
        const auto goes = [&] {
            const QModelIndexList rowsOfIt = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, victim, 1, Qt::MatchExactly);
            if (rowsOfIt.isEmpty())
                return true;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                if (rowsOfIt.first().siblingAtColumn(column).data().toString().contains(QStringLiteral("Terminating")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(goes(), 30'000);
    }

    /// Another program signs in with single login on. Seen: the bar. Sent: one refresh, and nothing more until the password is typed.
    void signedInElsewhere()
    {
        auto options = Place::smallCluster();
        options.multipleLogin = false;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        QVERIFY(place.signInElsewhere());
        place.cluster.clearSeenRequests();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 30'000);
        QVERIFY(seen.bar().contains(QStringLiteral("Signed in elsewhere")));
        QCOMPARE(place.refreshes(), 1);
        place.askSomething();
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
    }

    /// A wrong password is typed, and typed again. Seen: that it was refused, then that it was not sent again. Sent: it, once.
    void wrongPasswords()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        place.cluster.restart();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        place.cluster.clearSeenRequests();
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("The server refused this password.")));
        QCOMPARE(place.session().state(), State::Refused);
        seen.picture("bar-wrong-password");
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY2(seen.bar().contains(QStringLiteral("It was not sent again")), qPrintable(seen.bar()));
        QCOMPARE(place.passwords(), 1);
        // Nor by another window on another session of the same account.
        session::Session other(place.session().profile(), place.session().server(), place.memory.get(), Clock::system());
        QSignalSpy failed(&other, &session::Session::failed);
        other.signIn(QStringLiteral("admin"), QStringLiteral("Wrong0ne"));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(place.passwords(), 1);
        seen.type(QString()); // an empty one is never right
        QCOMPARE(place.passwords(), 1);
        seen.type(test::rightPassword);
        QTRY_COMPARE(place.session().state(), State::Active);
        QCOMPARE(place.passwords(), 2);
    }

    /// Too many failures. Seen: until when, a count-down, the button off. Sent: nothing more.
    void lockedOut()
    {
        auto options = Place::smallCluster();
        options.lockoutFailures = 1;
        options.lockoutSeconds = 3600;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        place.cluster.restart();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("refused this password")));
        place.cluster.clearSeenRequests();
        seen.type(test::rightPassword);
        QTRY_VERIFY2(seen.bar().contains(QStringLiteral("The account is blocked until ")), qPrintable(seen.bar()));
        QCOMPARE(place.passwords(), 1);
        QVERIFY(!seen.button()->isEnabled());
        QVERIFY(!seen.password()->isEnabled());
        const QString first = seen.button()->text();
        QVERIFY2(QRegularExpression(QStringLiteral("^\\d+:\\d\\d$")).match(first).hasMatch(), qPrintable(first));
        QTRY_VERIFY(seen.button()->text() != first); // it counts
        seen.picture("bar-locked-out");
        QTest::keyClick(seen.password(), Qt::Key_Return);
        place.session().signIn(QStringLiteral("admin"), test::rightPassword);
        QTest::qWait(0);
        QCOMPARE(place.passwords(), 1);
        QCOMPARE(place.session().state(), State::Refused);
    }

    /// Locked. Seen: no row, no name of an object; the password opens it, and all is where it was. Sent: one password, no list.
    void lockedAndOpened()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        auto *table = seen.table();
        table->setCurrentIndex(table->model()->index(1, 0));
        const QString chosen = table->currentIndex().data().toString();
        QVERIFY(place.quiet());
        place.session().lock();
        QVERIFY(!table->isVisible());
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("Locked.")));
        seen.picture("locked");
        place.cluster.clearSeenRequests();
        const qint64 sent = place.window().connection()->requests().counters().requests;
        place.askSomething();
        QCOMPARE(place.window().connection()->requests().counters().requests, sent);
        for (const auto &request : place.cluster.seenRequests())
            QVERIFY2(request.target.rfind("/api", 0) != 0, request.target.c_str());
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("refused this password")));
        QVERIFY(!table->isVisible());
        seen.type(test::rightPassword);
        QTRY_COMPARE(place.session().state(), State::Active);
        QVERIFY(table->isVisible());
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(place.passwords(), 2);
    }
};

QTEST_MAIN(TestLifeRefused)
#include "tst_life_refused.moc"
