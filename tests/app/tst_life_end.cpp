#include "lifetest.h"

using namespace sk;
using test::Place;
using test::Seen;
using State = session::SessionState;

/// What is over with a session, and must not go on after it: writes, requests, watches and, where the user says so, the tokens themselves.
class TestLifeEnd : public test::LifeTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }

    /// Writes are under way, or asked for, while the session is refused. Seen by whoever asked: an error, once. Sent after the password: none of them; whoever wanted
    /// them decides again.
    void nothingThatWritesIsRepeated()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY_WITH_TIMEOUT(seen.window.settled(), 60'000);
        QVERIFY(place.quiet());
        const auto sent = [&place] {
            const auto requests = place.cluster.seenRequests();
            return static_cast<int>(std::count_if(requests.begin(), requests.end(), [](const auto &r) { return r.target == "/api/v1/namespaces/default/configmaps/written"; }));
        };
        QObject context;
        std::vector<ErrorCode> answers;
        int asked = 0;
        const auto write = [&] {
            for (const char *method : {"PATCH", "PUT", "POST", "DELETE"}) {
                net::ApiRequest request;
                request.method = method;
                request.path = QByteArrayLiteral("/api/v1/namespaces/default/configmaps/written");
                request.contentType = QByteArrayLiteral("application/merge-patch+json");
                request.body = QByteArrayLiteral("{\"data\":{\"a\":\"b\"}}");
                place.window().connection()->requests().send(request, &context,
                    [&answers](const Result<net::ApiReply> &reply) { answers.push_back(reply.ok() ? ErrorCode::None : reply.error().code); });
                ++asked;
            }
        };
        place.cluster.clearSeenRequests();
        place.cluster.restart();
        place.window().connection()->requests().dropConnections(); // those that the restart cut
        write(); // these meet the dead token, and the refresh that is refused
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        write(); // these a session without one
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(answers.size()), asked, 60'000);
        for (const ErrorCode code : answers)
            QVERIFY(code != ErrorCode::None);
        const int before = sent();
        QVERIFY(before > 0);
        seen.type(test::rightPassword);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(seen.bar().isEmpty() && seen.window.settled(), 60'000);
        place.askSomething(); // and what reads goes through again
        QVERIFY(place.quiet());
        QCOMPARE(sent(), before);
        QCOMPARE(static_cast<int>(answers.size()), asked);
    }

    /// Signed out, or the window closed, while a request and the watches are under way. Asked of the server: nothing of it goes on.
    void nothingGoesOnAfterwards_data()
    {
        QTest::addColumn<bool>("signsOut");
        QTest::newRow("signed out") << true;
        QTest::newRow("closed") << false;
    }
    void nothingGoesOnAfterwards()
    {
        QFETCH(bool, signsOut);
        Place place;
        QVERIFY(place.start());
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 60'000);
        QVERIFY(place.quiet());
        QTRY_VERIFY_WITH_TIMEOUT(place.cluster.openWatches() > 0, 60'000);
        demo::Faults faults;
        faults.silentAfterBytes = 1;
        place.cluster.setFaults(faults);
        QObject context;
        int answers = 0;
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/api/v1/namespaces");
        place.cluster.clearSeenRequests();
        place.window().connection()->requests().send(request, &context, [&answers](const Result<net::ApiReply> &) { ++answers; });
        QTRY_VERIFY_WITH_TIMEOUT(place.seen("/api/v1/namespaces") > 0, 60'000);
        const std::weak_ptr<app::ConnectionScope> connection = place.window().connection();
        if (signsOut) {
            emit place.window().window().signOutRequested(false);
        } else {
            place.window().window().close();
            place.closeWindow();
        }
        QTRY_COMPARE_WITH_TIMEOUT(place.cluster.openWatches(), 0, 60'000);
        QVERIFY(connection.expired()); // and with it every call, stream and token
        QCOMPARE(answers, 0);
    }

    /// Sign out. What is sent depends on the server's version (api-contract 1.9).
    void signOut_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("everywhere");
        QTest::addColumn<int>("logouts");
        QTest::addColumn<bool>("othersLive");
        QTest::newRow("3.4, forget here") << QStringLiteral("3.4") << false << 0 << true;
        QTest::newRow("3.4, everywhere") << QStringLiteral("3.4") << true << 1 << false;
        QTest::newRow("4.1, forget here") << QStringLiteral("4.1") << false << 2 << true;
        QTest::newRow("4.1, everywhere") << QStringLiteral("4.1") << true << 2 << true;
    }
    void signOut()
    {
        QFETCH(QString, version);
        QFETCH(bool, everywhere);
        QFETCH(int, logouts);
        QFETCH(bool, othersLive);
        auto options = Place::smallCluster();
        options.version = version.toStdString();
        Place place(options, true);
        QVERIFY(place.start());
        QTRY_VERIFY(place.window().window().settled());
        QVERIFY(place.signInElsewhere());
        const QByteArray refresh = place.refreshToken();
        place.cluster.clearSeenRequests();
        emit place.window().window().signOutRequested(everywhere);
        QTRY_COMPARE(place.seen("/oauth/logout"), logouts);
        QTRY_COMPARE(place.otherIsLive(), othersLive);
        // On v4 the refresh token lives on unless it is shown, too.
        if (version == QLatin1String("4.1"))
            QTRY_VERIFY(!place.accepts(refresh));
    }
};

QTEST_MAIN(TestLifeEnd)
#include "tst_life_end.moc"
