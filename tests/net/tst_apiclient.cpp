#include <sk/net/apiclient.h>

#include "faketokens.h"
#include "scriptedserver.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

#include <zlib.h>

using namespace sk;
using namespace sk::net;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::ScriptedServer;
using Reply = Result<ApiReply>;

namespace {

QByteArray gzip(const QByteArray &data)
{
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(data.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.constData()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

ApiRequest get(const QByteArray &path)
{
    ApiRequest request;
    request.path = path;
    return request;
}

ApiRequest post(const QByteArray &path, const QByteArray &body)
{
    ApiRequest request = get(path);
    request.method = "POST";
    request.contentType = "application/x-www-form-urlencoded";
    request.body = body;
    return request;
}

/// Collects the answers of a test.
struct Answers : QObject {
    std::vector<Reply> all;
    ApiClient::Callback take()
    {
        return [this](const Reply &reply) { all.push_back(reply); };
    }
    [[nodiscard]] ErrorCode code(size_t i = 0) const { return all.at(i).ok() ? ErrorCode::None : all.at(i).error().code; }
};

} // namespace

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

    void packedTwoHundredfold()
    {
        const QByteArray body(25 * 1024 * 1024, 'x');
        const QByteArray packed = gzip(body);
        ScriptedServer server([&packed](const std::shared_ptr<Exchange> &e) { e->reply(200, packed, {{"Content-Encoding", "gzip"}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/a"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QVERIFY2(answers.all[0].ok(), answers.all[0].ok() ? "" : qPrintable(answers.all[0].error().message));
        QCOMPARE(answers.all[0]->body.size(), body.size());
        ApiRequest small = get("/a");
        small.maxBody = 1024 * 1024;
        client.send(small, &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 2u);
        QCOMPARE(answers.code(1), ErrorCode::BadAnswer);
    }

    void silence()
    {
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept = e; });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        ApiRequest request = get("/a");
        request.silence = std::chrono::milliseconds(300);
        client.send(request, &answers, answers.take());
        QTRY_VERIFY(kept);
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::TimedOut);
        QTRY_VERIFY(!kept->connected());
    }

    /// Silence is what is measured, not time: an answer that drips goes on. And to wait behind others is no silence of the server.
    void slowIsNotSilent()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        QTimer drip;
        connect(&drip, &QTimer::timeout, this, [&] {
            for (const auto &e : kept)
                e->raw("x");
        });
        ApiRequest slow = get("/slow");
        slow.silence = std::chrono::milliseconds(500);
        for (int i = 0; i < 6; ++i)
            client.send(slow, &answers, answers.take());
        QTRY_COMPARE(kept.size(), 6u);
        client.send(slow, &answers, answers.take()); // the seventh waits for a connection
        for (const auto &e : kept)
            e->raw("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
        drip.start(100);
        QTRY_COMPARE(kept.size(), 7u); // 1.2 s later
        drip.stop();
        kept.back()->reply(200, "{}");
        QTRY_COMPARE(answers.all.size(), 7u);
        for (size_t i = 0; i < 7; ++i)
            QCOMPARE(answers.code(i), ErrorCode::None);
    }

    void cutInTheMiddle()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) {
            e->raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            e->close();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/a"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::ConnectionLost);
    }

    void nobodyThere()
    {
        ScriptedServer server;
        QVERIFY(server.start());
        const QUrl gone = server.url();
        server.stop();
        FakeTokens tokens;
        ApiClient client({gone, {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/a"), &answers, answers.take());
        ApiClient nameless({QUrl(QStringLiteral("http://no-such-host.invalid")), {}, {}, {}}, &tokens);
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(0), ErrorCode::ConnectionRefused);
        nameless.send(get("/a"), &answers, answers.take());
        QTRY_COMPARE_WITH_TIMEOUT(answers.all.size(), 2u, 20'000);
        QCOMPARE(answers.code(1), ErrorCode::HostNotFound);
    }

    void aProxyThatRefuses()
    {
        ScriptedServer proxy([](const std::shared_ptr<Exchange> &e) { e->reply(407, "", {{"Proxy-Authenticate", "Basic realm=\"p\""}}); });
        QVERIFY(proxy.start());
        FakeTokens tokens;
        for (const char *scheme : {"http", "https"}) {
            const ProxySettings settings{ProxySettings::Kind::Http, QStringLiteral("127.0.0.1"), proxy.port(), {}, {}};
            ApiClient client({QUrl(QString::fromLatin1(scheme) + QStringLiteral("://ks.example")), {}, {}, {}, {}, settings}, &tokens);
            Answers answers;
            client.send(get("/a"), &answers, answers.take());
            QTRY_COMPARE(answers.all.size(), 1u);
            QCOMPARE(answers.code(), ErrorCode::ProxyRefused);
        }
    }

    void retryAfter()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(503, "later", {{"Retry-After", "12"}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        ApiClient client({server.url(), {}, {}, {}}, &tokens);
        Answers answers;
        client.send(get("/a"), &answers, answers.take());
        QTRY_COMPARE(answers.all.size(), 1u);
        QCOMPARE(answers.code(), ErrorCode::Unavailable);
        QCOMPARE(answers.all[0].error().retryAfter.value_or(std::chrono::seconds(0)).count(), 12);
    }

    void endsInEveryOrder()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(server.start());
        FakeTokens tokens;
        int called = 0;
        const auto count = [&called](const Reply &) { ++called; };
        {
            ApiClient client({server.url(), {}, {}, {}}, &tokens);
            QObject context;
            client.send(get("/never-started"), &context, count);
        }
        {
            ApiClient client({server.url(), {}, {}, {}}, &tokens);
            QObject context;
            QPointer<ApiCall> call = client.send(get("/cancelled"), &context, count);
            QTRY_COMPARE(kept.size(), 1u);
            call->cancel();
            kept[0]->reply(200, "{}");
            QTRY_VERIFY(!call);
        }
        {
            ApiClient client({server.url(), {}, {}, {}}, &tokens);
            auto context = std::make_unique<QObject>();
            client.send(get("/orphan"), context.get(), count);
            QTRY_COMPARE(kept.size(), 2u);
            context.reset();
            QTRY_VERIFY(!kept[1]->connected());
        }
        {
            auto client = std::make_unique<ApiClient>(ServerAddress{server.url(), {}, {}, {}}, &tokens);
            QObject context;
            client->send(get("/client-dies"), &context, count);
            QTRY_COMPARE(kept.size(), 3u);
            client.reset();
            QTRY_VERIFY(!kept[2]->connected());
        }
        QCOMPARE(called, 0);
        {
            // The callback deletes the client.
            auto client = std::make_unique<ApiClient>(ServerAddress{server.url(), {}, {}, {}}, &tokens);
            QObject context;
            client->send(get("/suicide"), &context, [&](const Reply &) {
                ++called;
                client.reset();
            });
            client->send(get("/suicide"), &context, count);
            QTRY_COMPARE(kept.size(), 5u);
            kept[3]->reply(200, "{}");
            QTRY_VERIFY(!client);
            QTRY_VERIFY(!kept[4]->connected());
        }
        QCOMPARE(called, 1);
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
