#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include "faketokens.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::ScriptedServer;
using sk::test::TestCa;

class TestTls : public QObject {
    Q_OBJECT

    TestCa m_ca;

    ErrorCode ask(const ServerAddress &address, QString *detail = nullptr)
    {
        FakeTokens tokens;
        ApiClient client(address, &tokens);
        std::optional<Result<ApiReply>> answer;
        QObject context;
        ApiRequest request;
        request.path = "/a";
        client.send(request, &context, [&answer](const Result<ApiReply> &reply) { answer = reply; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
            return ErrorCode::Internal;
        if (detail && !answer->ok())
            *detail = answer->error().detail;
        return answer->ok() ? ErrorCode::None : answer->error().code;
    }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
    }

    void unknownCaAndKnown()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(!tls.privateKey().isNull());
        QVERIFY(server.start(&tls));
        QString detail;
        QCOMPARE(ask({server.url(), {}, {}, {}}, &detail), ErrorCode::TlsUntrusted);
        QVERIFY2(detail == QLatin1String("UnknownIssuer"), qPrintable(detail));
        QVERIFY(server.received.isEmpty()); // and no token has gone there
        QCOMPARE(ask({server.url(), {m_ca.certificate()}, {}, {}}), ErrorCode::None);
        QCOMPARE(server.received.size(), 1);
        // Trust is the connection's own and does not spread.
        QCOMPARE(ask({server.url(), {}, {}, {}}), ErrorCode::TlsUntrusted);
    }

    void wrongHost()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("DNS:elsewhere.test"));
        QVERIFY(server.start(&tls));
        QString detail;
        QCOMPARE(ask({server.url(), {m_ca.certificate()}, {}, {}}, &detail), ErrorCode::TlsUntrusted);
        QCOMPARE(detail, QStringLiteral("HostNameMismatch"));
        QVERIFY(server.received.isEmpty());
    }

    void noTlsAtAll()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "{}"); });
        QVERIFY(server.start());
        // A server that takes a TLS hello for a request and says so.
        QObject context;
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &context, [&plain] {
            QTcpSocket *socket = plain.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        QUrl url(QStringLiteral("https://127.0.0.1"));
        url.setPort(plain.serverPort());
        QCOMPARE(ask({url, {}, {}, {}}), ErrorCode::TlsFailed);
    }

    void streamsTrustTheSame_data()
    {
        QTest::addColumn<bool>("webSocket");
        QTest::newRow("chunked") << false;
        QTest::newRow("websocket") << true;
    }
    void streamsTrustTheSame()
    {
        QFETCH(bool, webSocket);
        ScriptedServer server([webSocket](const std::shared_ptr<Exchange> &e) {
            if (webSocket)
                e->acceptWebSocket();
            else
                e->beginChunks();
        });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        const auto transport = webSocket ? LineStream::Transport::WebSocket : LineStream::Transport::Chunked;
        ApiRequest request;
        request.path = "/w";
        FakeTokens tokens;

        StreamClient stranger({server.url(), {}, {}, {}}, &tokens);
        const auto refused = stranger.open(request, transport);
        std::optional<Error> end;
        connect(refused.get(), &LineStream::finished, this, [&end](const Error &error) { end = error; });
        QTRY_VERIFY(end);
        QCOMPARE(end->code, ErrorCode::TlsUntrusted);
        QVERIFY(server.received.isEmpty());

        StreamClient friendly({server.url(), {m_ca.certificate()}, {}, {}}, &tokens);
        const auto accepted = friendly.open(request, transport);
        bool opened = false;
        connect(accepted.get(), &LineStream::opened, this, [&opened] { opened = true; });
        QTRY_VERIFY(opened);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
