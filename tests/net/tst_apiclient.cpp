#include "apitest.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::Answers;
using sk::test::ApiPlace;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::get;
using sk::test::ScriptedServer;
using sk::test::post;

/// What is sent, with whose token, and where not.
class TestApiClient : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void sendsWhatItShould()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}", {{"Date", "Tue, 14 Nov 2023 22:13:20 GMT"}}); });
        QVERIFY(place.started);
        ApiRequest request = get("/api/v1/nodes");
        request.query = {{QStringLiteral("limit"), QStringLiteral("500")}};
        place.send(request);
        QVERIFY(place.answers.all.empty()); // never inside send()
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.all[0]->status, 200);
        QCOMPARE(place.answers.all[0]->serverTime.value_or(0), 1'700'000'000'000);
        const auto &seen = place.server.received.constFirst();
        QCOMPARE(seen.target, QByteArray("/api/v1/nodes?limit=500"));
        QCOMPARE(seen.header("Authorization"), QByteArray("Bearer first-token"));
        QVERIFY(seen.header("User-Agent").startsWith("sk-console/"));
        QVERIFY(!seen.header("User-Agent").contains("Mozilla"));
        QVERIFY(seen.header("Accept-Encoding").contains("gzip"));
        QCOMPARE(seen.header("Accept"), QByteArray("application/json"));
        QCOMPARE(place.client.counters().requests, 1);
    }

    void noTokenWhereNoneBelongs()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        QVERIFY(place.started);
        ApiRequest request = post("/oauth/token", "a=b");
        request.authorization = ApiRequest::Authorization::None;
        place.send(request);
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QVERIFY(place.server.received[0].header("Authorization").isNull());
        QCOMPARE(place.server.received[0].body, QByteArray("a=b"));
        QCOMPARE(place.server.received[0].header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    }

    void redirectsLeadNowhere_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("withBody");
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("GET %d", status) << status << false;
            QTest::addRow("POST %d", status) << status << true;
        }
    }
    void redirectsLeadNowhere()
    {
        QFETCH(int, status);
        QFETCH(bool, withBody);
        ScriptedServer other([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        QVERIFY(other.start());
        const QByteArray target = other.url(QStringLiteral("localhost")).toEncoded() + "/login?ticket=1";
        ApiPlace place([status, target](const std::shared_ptr<Exchange> &e) { e->reply(status, "", {{"Location", target}}); });
        QVERIFY(place.started);
        place.send(withBody ? post("/oauth/token", "password=secret") : get("/api"));
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::Redirected);
        QCOMPARE(place.answers.all[0].error().detail.toUtf8(), target.left(target.indexOf('?')));
        // One more round trip to the same server proves that nothing was under way to the other.
        place.send(get("/again"));
        QTRY_COMPARE(place.answers.all.size(), 2u);
        QCOMPARE(other.connections, 0);
    }

    void whatWaitedAsksForItsTokenAgain()
    {
        std::vector<std::shared_ptr<Exchange>> held;
        ApiPlace place([&held](const std::shared_ptr<Exchange> &e) { held.push_back(e); });
        QVERIFY(place.started);
        for (int i = 0; i < 7; ++i)
            place.send(get("/api/v1/nodes"));
        QTRY_COMPARE(held.size(), 6u); // as many connections as there are
        place.tokens.token = "second-token"; // or none, when the session was locked
        held[0]->reply(200, "{}");
        QTRY_COMPARE(held.size(), 7u);
        QCOMPARE(held[5]->request.header("Authorization"), QByteArray("Bearer first-token"));
        QCOMPARE(held[6]->request.header("Authorization"), QByteArray("Bearer second-token"));
        for (std::size_t i = 1; i < held.size(); ++i)
            held[i]->reply(200, "{}");
        QTRY_COMPARE(place.answers.all.size(), 7u);
    }

    /// Ended because the session was locked: told once, with the reason, and neither the call nor what waited for its turn holds or gets a token.
    void endedCallsLetGoOfTheToken()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ApiPlace place([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(place.started);
        place.tokens.token.detach(); // not the program's own text
        for (int i = 0; i < 8; ++i) // more than there are connections
            place.send(get("/slow"));
        QTRY_COMPARE(kept.size(), 6u);
        QVERIFY(!place.tokens.token.isDetached());
        place.client.endCalls(Error{.code = ErrorCode::Unauthorized, .reason = QStringLiteral("Locked")});
        QVERIFY(place.tokens.token.isDetached());
        QTRY_COMPARE(place.answers.all.size(), 8u);
        for (std::size_t i = 0; i < 8; ++i)
            QCOMPARE(place.answers.code(i), ErrorCode::Unauthorized);
        QTRY_VERIFY(std::none_of(kept.begin(), kept.end(), [](const auto &e) { return e->connected(); }));
        QCOMPARE(kept.size(), 6u);
    }

    void cookiesAreNotSentBack()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}", {{"Set-Cookie", "token=abc; Path=/"}}); });
        QVERIFY(place.started);
        for (unsigned i = 1; i <= 2; ++i) {
            place.send(get("/a"));
            QTRY_COMPARE(place.answers.all.size(), i);
        }
        QVERIFY(place.server.received[1].header("Cookie").isNull());
    }

    void oneRefreshForAHundred()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) {
            if (e->request.header("Authorization") == "Bearer second-token")
                e->json(200, "{}");
            else
                e->json(401, R"({"kind":"Status","reason":"Unauthorized","message":"token not found in cache","code":401})");
        });
        QVERIFY(place.started);
        for (int i = 0; i < 100; ++i)
            place.send(get("/a"));
        QTRY_VERIFY(place.tokens.refreshing);
        // Those whose turn it was; the others wait behind them, and were not refused at all.
        QTRY_COMPARE(place.tokens.parked.size(), 6u);
        QCOMPARE(place.server.received.size(), 6);
        QVERIFY(place.answers.all.empty());
        place.tokens.finishRefresh("second-token");
        QTRY_COMPARE(place.answers.all.size(), 100u);
        for (size_t i = 0; i < 100; ++i)
            QCOMPARE(place.answers.code(i), ErrorCode::None);
        QCOMPARE(place.tokens.refreshes, 1);
    }

    void exactlyOneResend()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})"); });
        QVERIFY(place.started);
        place.send(get("/a"));
        QTRY_VERIFY(place.tokens.refreshing);
        place.tokens.finishRefresh("second-token");
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::Unauthorized);
        QCOMPARE(place.server.received.size(), 2);
    }

    void forbiddenIsNotRefreshed()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->json(403, R"({"kind":"Status","reason":"Forbidden","code":403})"); });
        QVERIFY(place.started);
        ApiRequest request = get("/a");
        request.query = {{QStringLiteral("secret"), QStringLiteral("x")}};
        place.send(request);
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::Forbidden);
        QCOMPARE(place.answers.all[0].error().url, place.server.url().toString() + QStringLiteral("/a")); // no query
        QCOMPARE(place.tokens.refusals, 0);
    }

    /// Qt by itself sends a request again when the server closes without an answer.
    void aBodyIsSentOnce()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() == "/warm")
                e->reply(200, "{}"); // the connection is kept alive and then used again, which is when Qt is bold
            else
                e->close();
        });
        QVERIFY(place.started);
        place.send(get("/warm"));
        QTRY_COMPARE(place.answers.all.size(), 1u);
        place.send(post("/oauth/token", "password=secret"));
        QTRY_COMPARE(place.answers.all.size(), 2u);
        QVERIFY2(place.answers.code(1) == ErrorCode::ConnectionLost, qPrintable(toLogText(place.answers.all[1].error())));
        QCOMPARE(place.server.countOf("/oauth/token"), 1);
    }

    void badUrlIsAnAnswer()
    {
        FakeTokens tokens;
        ApiClient client({QUrl(QStringLiteral("http://h")), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("no-slash"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::BadUrl);
    }
};

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
