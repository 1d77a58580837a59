#include <sk/net/apiclient.h>
#include <sk/net/certificates.h>
#include <sk/net/streamclient.h>

#include "faketokens.h"
#include "onetry.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::answerAll;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::ScriptedServer;
using sk::test::TestCa;
using sk::test::tryOnce;
using sk::test::Way;

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

    static TrustPin pinOf(const TestCa::Made &leaf, const QStringList &faults = {}) { return {keySha256(leaf.certificate()), faults}; }
    static void ways()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("request") << Way::Request;
        QTest::newRow("chunked watch") << Way::Chunked;
        QTest::newRow("websocket") << Way::WebSocket;
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

    // ---- pins ----

    void keyFingerprintIsTheStandards_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char *algorithm : {"ec", "rsa:2048", "ed25519"})
            QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
    }
    void keyFingerprintIsTheStandards()
    {
        QFETCH(QString, algorithm);
        const auto leaf = m_ca.leaf({.algorithm = algorithm});
        QVERIFY(!leaf.certificateFile.isEmpty());
        QByteArray der;
        QVERIFY(TestCa::run({QStringLiteral("pkey"), QStringLiteral("-in"), leaf.keyFile, QStringLiteral("-pubout"), QStringLiteral("-outform"), QStringLiteral("DER")}, &der));
        QCOMPARE(keySha256(leaf.certificate()).toHex(), QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex());
        QVERIFY(!hasWeakKey(leaf.certificate()));
    }

    void weakKeysAreKnown()
    {
        const auto weak = m_ca.leaf({.algorithm = QStringLiteral("rsa:1024")});
        QVERIFY(!weak.certificate().isNull());
        QVERIFY(hasWeakKey(weak.certificate()));
        QVERIFY(!canBeAccepted(QStringLiteral("WeakKey")));
    }

    void aPinnedKeyIsTrustedOnEachWay_data() { ways(); }
    void aPinnedKeyIsTrustedOnEachWay()
    {
        QFETCH(Way, way);
        const auto leaf = m_ca.leaf({.selfSigned = true});
        ScriptedServer server(answerAll);
        const QSslConfiguration tls = TestCa::configuration(leaf);
        QVERIFY(server.start(&tls));
        QCOMPARE(tryOnce({server.url(), {}, {}, {}}, way).code, ErrorCode::TlsUntrusted);
        QVERIFY(server.received.isEmpty());
        QCOMPARE(tryOnce({server.url(), {}, {}, {}, pinOf(leaf), {}}, way).code, ErrorCode::None);
        QCOMPARE(server.received.size(), 1);
    }

    void anotherKeyIsRefusedEvenIfAnAuthorityVouchesForIt_data() { ways(); }
    void anotherKeyIsRefusedEvenIfAnAuthorityVouchesForIt()
    {
        QFETCH(Way, way);
        ScriptedServer server(answerAll);
        const auto now = m_ca.leaf({});
        const QSslConfiguration tls = TestCa::configuration(now);
        QVERIFY(server.start(&tls));
        QCOMPARE(tryOnce({server.url(), {m_ca.certificate()}, {}, {}}, way).code, ErrorCode::None);
        server.received.clear();
        const auto before = m_ca.leaf({.selfSigned = true});
        const Error error = tryOnce({server.url(), {m_ca.certificate()}, {}, {}, pinOf(before), {}}, way);
        QCOMPARE(error.code, ErrorCode::TlsUntrusted);
        QCOMPARE(error.detail, QStringLiteral("PinChanged"));
        QVERIFY(server.received.isEmpty()); // neither token nor anything else
    }

    void aRenewedCertificateOfTheSameKeyStaysTrusted()
    {
        const auto first = m_ca.leaf({.selfSigned = true});
        const auto renewed = m_ca.leaf({.selfSigned = true, .reuseKey = first.keyFile});
        QVERIFY(first.certificate() != renewed.certificate());
        ScriptedServer server(answerAll);
        const QSslConfiguration tls = TestCa::configuration(renewed);
        QVERIFY(server.start(&tls));
        QCOMPARE(tryOnce({server.url(), {}, {}, {}, pinOf(first), {}}, Way::Request).code, ErrorCode::None);
    }

    void aPinCoversOnlyWhatWasSeen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("fault");
        QTest::newRow("wrong host") << "DNS:elsewhere.test" << 2 << "HostNameMismatch";
        QTest::newRow("expired") << "IP:127.0.0.1" << -2 << "Expired";
    }
    void aPinCoversOnlyWhatWasSeen()
    {
        QFETCH(QString, name);
        QFETCH(int, days);
        QFETCH(QString, fault);
        const auto leaf = m_ca.leaf({.name = name, .selfSigned = true, .validDays = days});
        ScriptedServer server(answerAll);
        const QSslConfiguration tls = TestCa::configuration(leaf);
        QVERIFY(server.start(&tls));
        for (const Way way : {Way::Request, Way::Chunked, Way::WebSocket}) {
            server.received.clear();
            const Error error = tryOnce({server.url(), {}, {}, {}, pinOf(leaf), {}}, way);
            QCOMPARE(error.code, ErrorCode::TlsUntrusted);
            QCOMPARE(error.detail, fault);
            QVERIFY(server.received.isEmpty());
            QCOMPARE(tryOnce({server.url(), {}, {}, {}, pinOf(leaf, {fault}), {}}, way).code, ErrorCode::None);
        }
    }

    // ---- client certificates ----

    void aServerThatAsksForACertificateGetsIt_data() { ways(); }
    void aServerThatAsksForACertificateGetsIt()
    {
        QFETCH(Way, way);
        ScriptedServer server(answerAll);
        QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setCaCertificates({m_ca.certificate()});
        QVERIFY(server.start(&tls));
        const Error without = tryOnce({server.url(), {m_ca.certificate()}, {}, {}}, way);
        QVERIFY(without);
        QVERIFY(server.received.isEmpty());
        const auto mine = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        QFile key(mine.keyFile);
        QVERIFY(key.open(QIODevice::ReadOnly));
        const Error with = tryOnce({server.url(), {m_ca.certificate()}, mine.certificate().toPem(), key.readAll()}, way);
        QVERIFY2(!with, qPrintable(toLogText(with)));
        QCOMPARE(server.received.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
