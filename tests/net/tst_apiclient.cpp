#include "apitest.h"
#include "faketokens.h"
#include "scriptedserver.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::Answers;
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
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}", {{"Date", "Tue, 14 Nov 2023 22:13:20 GMT"}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        ApiRequest request = get("/api/v1/nodes");
        request.query = {{QStringLiteral("limit"), QStringLiteral("500")}};
        client.send(request, &answers, answers.take());
        QVERIFY(answers.all.empty()); // never inside send()
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.all[0]->status, 200);
        QCOMPARE(answers.all[0]->serverTime.value_or(0), 1'700'000'000'000);
        const auto &seen = server.received.constFirst();
        QCOMPARE(seen.target, QByteArray("/api/v1/nodes?limit=500"));
        QCOMPARE(seen.header("Authorization"), QByteArray("Bearer first-token"));
        QVERIFY(seen.header("User-Agent").startsWith("sk-console/"));
        QVERIFY(!seen.header("User-Agent").contains("Mozilla"));
        QVERIFY(seen.header("Accept-Encoding").contains("gzip"));
        QCOMPARE(seen.header("Accept"), QByteArray("application/json"));
        QCOMPARE(client.counters().requests, 1);
    }

    void noTokenWhereNoneBelongs()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        ApiRequest request = post("/oauth/token", "a=b");
        request.authorization = ApiRequest::Authorization::None;
        client.send(request, &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QVERIFY(server.received[0].header("Authorization").isNull());
        QCOMPARE(server.received[0].body, QByteArray("a=b"));
        QCOMPARE(server.received[0].header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
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
        ScriptedServer server([status, target](const std::shared_ptr<Exchange> &e) { e->reply(status, "", {{"Location", target}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(withBody ? post("/oauth/token", "password=secret") : get("/api"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::Redirected);
        QCOMPARE(answers.all[0].error().detail.toUtf8(), target.left(target.indexOf('?')));
        // One more round trip to the same server proves that nothing was under way to the other.
        client.send(get("/again"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 2u);
        QCOMPARE(other.connections, 0);
    }

    void whatWaitedAsksForItsTokenAgain()
    {
        std::vector<std::shared_ptr<Exchange>> held;
        ScriptedServer server([&held](const std::shared_ptr<Exchange> &e) { held.push_back(e); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        for (int i = 0; i < 7; ++i)
            client.send(get("/api/v1/nodes"), &answers, answers.take());
        QTRY_COMPARE(held.size(), 6u); // as many connections as there are
        tokens.token = "second-token"; // or none, when the session was locked
        held[0]->reply(200, "{}");
        QTRY_COMPARE(held.size(), 7u);
        QCOMPARE(held[5]->request.header("Authorization"), QByteArray("Bearer first-token"));
        QCOMPARE(held[6]->request.header("Authorization"), QByteArray("Bearer second-token"));
        for (std::size_t i = 1; i < held.size(); ++i)
            held[i]->reply(200, "{}");
        QTRY_COMPARE(answers.all.size(), 7u);
    }

    /// Ended because the session was locked: told once, with the reason, and neither the call nor what waited for its turn holds or gets a token.
    void endedCallsLetGoOfTheToken()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(server.start());
        FakeTokens tokens;
        tokens.token.detach(); // not the program's own text
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        for (int i = 0; i < 8; ++i) // more than there are connections
            client.send(get("/slow"), &answers, answers.take());
        QTRY_COMPARE(kept.size(), 6u);
        QVERIFY(!tokens.token.isDetached());
        client.endCalls(Error{.code = ErrorCode::Unauthorized, .reason = QStringLiteral("Locked")});
        QVERIFY(tokens.token.isDetached());
        QTRY_COMPARE(answers.all.size(), 8u);
        for (std::size_t i = 0; i < 8; ++i)
            QCOMPARE(answers.code(i), ErrorCode::Unauthorized);
        QTRY_VERIFY(std::none_of(kept.begin(), kept.end(), [](const auto &e) { return e->connected(); }));
        QCOMPARE(kept.size(), 6u);
    }

    void cookiesAreNotSentBack()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}", {{"Set-Cookie", "token=abc; Path=/"}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        for (unsigned i = 1; i <= 2; ++i) {
            client.send(get("/a"), &answers, answers.take());
            QTRY_COMPARE(answers.all.size(), i);
        }
        QVERIFY(server.received[1].header("Cookie").isNull());
    }

    void oneRefreshForAHundred()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) {
            if (e->request.header("Authorization") == "Bearer second-token")
                e->json(200, "{}");
            else
                e->json(401, R"({"kind":"Status","reason":"Unauthorized","message":"token not found in cache","code":401})");
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        for (int i = 0; i < 100; ++i)
            client.send(get("/a"), &answers, answers.take());
        QTRY_VERIFY(tokens.refreshing);
        // Those whose turn it was; the others wait behind them, and were not refused at all.
        QTRY_COMPARE(tokens.parked.size(), 6u);
        QCOMPARE(server.received.size(), 6);
        QVERIFY(answers.all.empty());
        tokens.finishRefresh("second-token");
        QTRY_COMPARE(answers.all.size(), 100u);
        for (size_t i = 0; i < 100; ++i)
            QCOMPARE(answers.code(i), ErrorCode::None);
        QCOMPARE(tokens.refreshes, 1);
    }

    void exactlyOneResend()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})"); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/a"), &answers, answers.take());
        QTRY_VERIFY(tokens.refreshing);
        tokens.finishRefresh("second-token");
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::Unauthorized);
        QCOMPARE(server.received.size(), 2);
    }

    void forbiddenIsNotRefreshed()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(403, R"({"kind":"Status","reason":"Forbidden","code":403})"); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        ApiRequest request = get("/a");
        request.query = {{QStringLiteral("secret"), QStringLiteral("x")}};
        client.send(request, &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::Forbidden);
        QCOMPARE(answers.all[0].error().url, server.url().toString() + QStringLiteral("/a")); // no query
        QCOMPARE(tokens.refusals, 0);
    }

    /// Qt by itself sends a request again when the server closes without an answer.
    void aBodyIsSentOnce()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() == "/warm")
                e->reply(200, "{}"); // the connection is kept alive and then used again, which is when Qt is bold
            else
                e->close();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/warm"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        client.send(post("/oauth/token", "password=secret"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 2u);
        QVERIFY2(answers.code(1) == ErrorCode::ConnectionLost, qPrintable(toLogText(answers.all[1].error())));
        QCOMPARE(server.countOf("/oauth/token"), 1);
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
