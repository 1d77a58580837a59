#include "apitest.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

#include <zlib.h>

using namespace sk;
using namespace sk::net;
using sk::test::Answers;
using sk::test::ApiPlace;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::get;
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

} // namespace

/// What may go wrong on the way, and how a call ends.
class TestApiTrouble : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void packedTwoHundredfold()
    {
        const QByteArray body(25 * 1024 * 1024, 'x');
        const QByteArray packed = gzip(body);
        ApiPlace place([&packed](const std::shared_ptr<Exchange> &e) { e->reply(200, packed, {{"Content-Encoding", "gzip"}}); });
        QVERIFY(place.started);
        place.send(get("/a"));
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QVERIFY2(place.answers.all[0].ok(), place.answers.all[0].ok() ? "" : qPrintable(place.answers.all[0].error().message));
        QCOMPARE(place.answers.all[0]->body.size(), body.size());
        ApiRequest small = get("/a");
        small.maxBody = 1024 * 1024;
        place.send(small);
        QTRY_COMPARE(place.answers.all.size(), 2u);
        QCOMPARE(place.answers.code(1), ErrorCode::BadAnswer);
    }

    void silence()
    {
        std::shared_ptr<Exchange> kept;
        ApiPlace place([&kept](const std::shared_ptr<Exchange> &e) { kept = e; });
        QVERIFY(place.started);
        ApiRequest request = get("/a");
        request.silence = std::chrono::milliseconds(300);
        place.send(request);
        QTRY_VERIFY(kept);
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::TimedOut);
        QTRY_VERIFY(!kept->connected());
    }

    /// Silence is what is measured, not time: an answer that drips goes on. And to wait behind others is no silence of the server.
    void slowIsNotSilent()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ApiPlace place([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(place.started);
        QTimer drip;
        connect(&drip, &QTimer::timeout, this, [&] {
            for (const auto &e : kept)
                e->raw("x");
        });
        ApiRequest slow = get("/slow");
        slow.silence = std::chrono::milliseconds(500);
        for (int i = 0; i < 6; ++i)
            place.send(slow);
        QTRY_COMPARE(kept.size(), 6u);
        place.send(slow); // the seventh waits for a connection
        for (const auto &e : kept)
            e->raw("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
        drip.start(100);
        QTRY_COMPARE(kept.size(), 7u); // 1.2 s later
        drip.stop();
        kept.back()->reply(200, "{}");
        QTRY_COMPARE(place.answers.all.size(), 7u);
        for (size_t i = 0; i < 7; ++i)
            QCOMPARE(place.answers.code(i), ErrorCode::None);
    }

    void cutInTheMiddle()
    {
        ApiPlace place([](const std::shared_ptr<Exchange> &e) {
            e->raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            e->close();
        });
        QVERIFY(place.started);
        place.send(get("/a"));
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::ConnectionLost);
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
        ApiClient nameless({QUrl(QStringLiteral("http://") + sk::test::nameOfNobody()), {}, {}, {}}, &tokens);
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
        ApiPlace place([](const std::shared_ptr<Exchange> &e) { e->reply(503, "later", {{"Retry-After", "12"}}); });
        QVERIFY(place.started);
        place.send(get("/a"));
        QTRY_COMPARE(place.answers.all.size(), 1u);
        QCOMPARE(place.answers.code(), ErrorCode::Unavailable);
        QCOMPARE(place.answers.all[0].error().retryAfter.value_or(std::chrono::seconds(0)).count(), 12);
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
};

QTEST_GUILESS_MAIN(TestApiTrouble)
#include "tst_apitrouble.moc"
