#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include "faketokens.h"
#include "linesplitter_p.h"
#include "scriptedserver.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::ScriptedServer;

Q_DECLARE_METATYPE(sk::net::LineStream::Transport)

namespace {

ApiRequest watch()
{
    ApiRequest request;
    request.path = "/api/v1/pods";
    request.query = {{QStringLiteral("watch"), QStringLiteral("true")}};
    return request;
}

/// Follows one stream.
struct Follower : QObject {
    explicit Follower(LineStream *stream)
    {
        connect(stream, &LineStream::opened, this, [this] { ++opened; });
        connect(stream, &LineStream::lines, this, [this](const QByteArray &block) { lines += block.split('\n'); });
        connect(stream, &LineStream::finished, this, [this](const Error &error) { ends.push_back(error); });
    }
    int opened = 0;
    QList<QByteArray> lines;
    std::vector<Error> ends;
};

} // namespace

class TestStreams : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void splitsAtEveryByte()
    {
        const QByteArray text = "{\"a\":1}\n\n{\"b\":\"\xe6\xbc\xa2\"}\nlast";
        for (qsizetype i = 0; i <= text.size(); ++i) {
            for (qsizetype j = i; j <= text.size(); ++j) {
                LineSplitter splitter(1000);
                QList<QByteArray> lines;
                for (const QByteArray &piece : {text.left(i), text.mid(i, j - i), text.mid(j)}) {
                    if (const auto block = splitter.add(piece))
                        lines += block->split('\n');
                }
                lines += splitter.takeRest();
                QCOMPARE(lines, text.split('\n'));
            }
        }
    }

    void longLineIsRefused()
    {
        LineSplitter splitter(10);
        QVERIFY(!splitter.add("0123456789"));
        QVERIFY(!splitter.tooLong());
        QVERIFY(!splitter.add("0"));
        QVERIFY(splitter.tooLong());
    }

    void chunked()
    {
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept = e; });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch());
        Follower follower(stream.get());
        QTRY_VERIFY(kept);
        QCOMPARE(kept->request.header("Authorization"), QByteArray("Bearer first-token"));
        QCOMPARE(kept->request.header("Accept-Encoding"), QByteArray("identity"));
        QCOMPARE(kept->request.target, QByteArray("/api/v1/pods?watch=true"));
        kept->beginChunks();
        QTRY_COMPARE(follower.opened, 1); // before any line came
        kept->chunk("one\ntwo\nthr");
        QTRY_COMPARE(follower.lines, (QList<QByteArray>{"one", "two"}));
        kept->chunk("ee\n");
        QTRY_COMPARE(follower.lines.size(), 3);
        QCOMPARE(follower.lines[2], QByteArray("three"));
        QVERIFY(follower.ends.empty());
        kept->chunk("rest");
        kept->endChunks();
        QTRY_COMPARE(follower.ends.size(), 1u);
        QVERIFY(!follower.ends[0]);
        QCOMPARE(follower.lines.last(), QByteArray("rest"));
    }

    void aCutLineIsNotALine()
    {
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept = e;
            e->beginChunks();
            e->chunk("whole\n{\"half");
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch());
        Follower follower(stream.get());
        QTRY_COMPARE(follower.lines.size(), 1);
        kept->close();
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends[0].code, ErrorCode::ConnectionLost);
        QCOMPARE(follower.lines, (QList<QByteArray>{"whole"}));
    }

    void errorsAreDecoded()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(410, R"({"kind":"Status","reason":"Expired","message":"too old","code":410})"); });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch());
        Follower follower(stream.get());
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends[0].code, ErrorCode::Gone);
        QCOMPARE(follower.ends[0].url, server.url().toString() + QStringLiteral("/api/v1/pods"));
        QCOMPARE(follower.opened, 0);
        QVERIFY(follower.lines.isEmpty());
    }

    void refusedTokenOnce_data()
    {
        QTest::addColumn<LineStream::Transport>("transport");
        QTest::newRow("chunked") << LineStream::Transport::Chunked;
        QTest::newRow("websocket") << LineStream::Transport::WebSocket;
    }
    void refusedTokenOnce()
    {
        QFETCH(LineStream::Transport, transport);
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})"); });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch(), transport);
        Follower follower(stream.get());
        QTRY_VERIFY(tokens.refreshing);
        QTRY_COMPARE(tokens.parked.size(), 1u);
        tokens.finishRefresh("second-token");
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends[0].code, ErrorCode::Unauthorized);
        QCOMPARE(server.received.size(), 2);
        QCOMPARE(server.received[1].header("Authorization"), QByteArray("Bearer second-token"));
    }

    void redirectsLeadNowhere_data() { refusedTokenOnce_data(); }
    void redirectsLeadNowhere()
    {
        QFETCH(LineStream::Transport, transport);
        ScriptedServer other;
        QVERIFY(other.start());
        const QByteArray target = other.url().toEncoded() + "/x";
        ScriptedServer server([target](const std::shared_ptr<Exchange> &e) { e->reply(302, "", {{"Location", target}}); });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch(), transport);
        Follower follower(stream.get());
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends[0].code, ErrorCode::Redirected);
        QCOMPARE(other.connections, 0);
    }

    void webSocket()
    {
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept = e;
            e->acceptWebSocket();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch(), LineStream::Transport::WebSocket);
        Follower follower(stream.get());
        QTRY_COMPARE(follower.opened, 1);
        QCOMPARE(kept->request.header("Origin"), server.url().toEncoded());
        QCOMPARE(kept->request.header("Authorization"), QByteArray("Bearer first-token"));
        QVERIFY(kept->request.header("User-Agent").startsWith("sk-console/"));
        QCOMPARE(kept->request.header("User-Agent").count("sk-console"), 1);
        kept->frame(1, "{\"type\":\"ADDED\"}\n");
        kept->frame(1, "{\n\"type\":\n\"MODIFIED\"}");
        QTRY_COMPARE(follower.lines.size(), 2);
        QCOMPARE(follower.lines[0], QByteArray("{\"type\":\"ADDED\"}"));
        QCOMPARE(follower.lines[1], QByteArray("{ \"type\": \"MODIFIED\"}"));
        kept->frame(8, QByteArray("\x03\xe8", 2)); // 1000
        QTRY_COMPARE(follower.ends.size(), 1u);
        QVERIFY2(!follower.ends[0], qPrintable(toLogText(follower.ends[0])));
    }

    void webSocketCut()
    {
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept = e;
            e->acceptWebSocket();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        const auto stream = client.open(watch(), LineStream::Transport::WebSocket);
        Follower follower(stream.get());
        QTRY_COMPARE(follower.opened, 1);
        kept->close();
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends[0].code, ErrorCode::ConnectionLost);
    }

    void manyStreamsDoNotBlock()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept.push_back(e);
            e->beginChunks();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        std::vector<std::unique_ptr<LineStream>> streams;
        int opened = 0;
        for (int i = 0; i < 23; ++i) {
            streams.push_back(client.open(watch()));
            connect(streams.back().get(), &LineStream::opened, this, [&opened] { ++opened; });
        }
        QTRY_COMPARE(opened, 23);
    }

    /// Ended because the session was locked: the stream that its receiver still has holds no token any more.
    void endedStreamsLetGoOfTheToken_data() { refusedTokenOnce_data(); }
    void endedStreamsLetGoOfTheToken()
    {
        QFETCH(LineStream::Transport, transport);
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept = e;
            if (e->request.header("Upgrade").isEmpty())
                e->beginChunks();
            else
                e->acceptWebSocket();
            e->request.header("Upgrade").isEmpty() ? e->chunk("{}\n") : e->frame(1, "{}");
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        tokens.token.detach(); // not the program's own text
        StreamClient client({server.url(), {}, {}, {}}, &tokens);
        auto stream = client.open(watch(), transport);
        Follower follower(stream.get());
        QTRY_VERIFY(!follower.lines.isEmpty());
        QVERIFY(!tokens.token.isDetached()); // the stream has it for one more try
        client.endStreams(Error{.code = ErrorCode::Unauthorized});
        QVERIFY(tokens.token.isDetached());
        QTRY_COMPARE(follower.ends.size(), 1u);
        QCOMPARE(follower.ends.front().code, ErrorCode::Unauthorized);
        QTRY_VERIFY(!kept->connected());
    }

    void endsInEveryOrder()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            kept.push_back(e);
            e->beginChunks();
            e->chunk("line\n");
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        auto client = std::make_unique<StreamClient>(ServerAddress{server.url(), {}, {}, {}}, &tokens);
        auto survivor = client->open(watch());
        auto socket = client->open(watch(), LineStream::Transport::WebSocket); // never accepted
        auto suicide = client->open(watch());
        Follower survivorFollower(survivor.get());
        Follower socketFollower(socket.get());
        connect(suicide.get(), &LineStream::lines, this, [&suicide] { suicide.reset(); });
        QTRY_VERIFY(!suicide);
        QTRY_COMPARE(survivorFollower.lines.size(), 1);
        client.reset();
        for (const auto &e : kept)
            QTRY_VERIFY(!e->connected());
        QVERIFY(survivorFollower.ends.empty());
        survivor.reset();
        socket.reset();
    }
};

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
