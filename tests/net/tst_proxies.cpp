#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include "faketokens.h"
#include "onetry.h"
#include "scriptedproxy.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::net;
using sk::test::answerAll;
using sk::test::Exchange;
using sk::test::FakeTokens;
using sk::test::ScriptedProxy;
using sk::test::ScriptedServer;
using sk::test::TestCa;
using sk::test::tryOnce;
using sk::test::Way;

/// Requests, streams and WebSockets take the same proxy, and a proxy that refuses is told from a server that does.
class TestProxies : public QObject {
    Q_OBJECT

    TestCa m_ca;
    QSslConfiguration m_tls, m_tlsBehind;

    static ProxySettings settings(ScriptedProxy::Kind kind, quint16 port, const QString &user = {}, const QString &password = {})
    {
        return {kind == ScriptedProxy::Kind::Http ? ProxySettings::Kind::Http : ProxySettings::Kind::Socks5, QStringLiteral("127.0.0.1"), port, user, password};
    }

    static void all()
    {
        QTest::addColumn<ScriptedProxy::Kind>("kind");
        QTest::addColumn<Way>("way");
        QTest::addColumn<bool>("tls");
        for (const auto kind : {ScriptedProxy::Kind::Http, ScriptedProxy::Kind::Socks5}) {
            for (const auto way : {Way::Request, Way::Chunked, Way::WebSocket}) {
                for (const bool tls : {false, true})
                    QTest::addRow("%s %s %s", kind == ScriptedProxy::Kind::Http ? "http" : "socks5", sk::test::nameOf(way), tls ? "tls" : "plain")
                        << kind << way << tls;
            }
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
        m_tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        m_tlsBehind = m_ca.serverFor(QStringLiteral("DNS:api.behind.test"));
        QVERIFY(!m_tls.privateKey().isNull() && !m_tlsBehind.privateKey().isNull());
    }

    void theyAreUsedWithTheirCredentials_data() { all(); }
    void theyAreUsedWithTheirCredentials()
    {
        QFETCH(ScriptedProxy::Kind, kind);
        QFETCH(Way, way);
        QFETCH(bool, tls);
        ScriptedServer server(answerAll);
        // The name is one that only the proxy knows.
        const QSslConfiguration &configuration = m_tlsBehind;
        QVERIFY(server.start(tls ? &configuration : nullptr));
        ScriptedProxy proxy(kind);
        proxy.user = "anna";
        proxy.password = "pass word";
        QVERIFY(proxy.start());
        ServerAddress address{server.url(QStringLiteral("api.behind.test")), {m_ca.certificate()}, {}, {}};
        address.proxy = settings(kind, proxy.port(), QStringLiteral("anna"), QStringLiteral("pass word"));
        const Error error = tryOnce(address, way);
        QVERIFY2(!error, qPrintable(toLogText(error)));
        QCOMPARE(server.received.size(), 1);
        QCOMPARE(proxy.targets, QList<QByteArray>{"api.behind.test:" + QByteArray::number(server.port())});
        QVERIFY(server.received.constFirst().header("Proxy-Authorization").isNull()); // the proxy's password is the proxy's
        if (tls)
            QVERIFY(!proxy.seen.contains("Bearer")); // and the token the server's
    }

    void wrongCredentialsAreSaid_data() { all(); }
    void wrongCredentialsAreSaid()
    {
        QFETCH(ScriptedProxy::Kind, kind);
        QFETCH(Way, way);
        QFETCH(bool, tls);
        ScriptedServer server(answerAll);
        const QSslConfiguration &configuration = m_tls;
        QVERIFY(server.start(tls ? &configuration : nullptr));
        ScriptedProxy proxy(kind);
        proxy.user = "anna";
        proxy.password = "right";
        QVERIFY(proxy.start());
        for (const QString &password : {QStringLiteral("wrong"), QString()}) {
            ServerAddress address{server.url(), {m_ca.certificate()}, {}, {}};
            address.proxy = settings(kind, proxy.port(), password.isEmpty() ? QString() : QStringLiteral("anna"), password);
            const Error error = tryOnce(address, way);
            QCOMPARE(error.code, ErrorCode::ProxyRefused);
            QVERIFY2(error.detail == QLatin1String("Authentication"), qPrintable(error.detail + u' ' + error.message));
            QVERIFY(server.received.isEmpty());
        }
    }

    void aProxyThatForbidsIsSaid_data() { all(); }
    void aProxyThatForbidsIsSaid()
    {
        QFETCH(ScriptedProxy::Kind, kind);
        QFETCH(Way, way);
        QFETCH(bool, tls);
        if (kind == ScriptedProxy::Kind::Http && !tls && way != Way::WebSocket)
            return; // a plain request goes through the proxy as it is: its 403 cannot be told from the server's
        ScriptedServer server(answerAll);
        const QSslConfiguration &configuration = m_tls;
        QVERIFY(server.start(tls ? &configuration : nullptr));
        ScriptedProxy proxy(kind);
        proxy.refuseWith = kind == ScriptedProxy::Kind::Http ? 403 : 2;
        QVERIFY(proxy.start());
        ServerAddress address{server.url(), {m_ca.certificate()}, {}, {}};
        address.proxy = settings(kind, proxy.port());
        const Error error = tryOnce(address, way);
        QVERIFY2(error.code == ErrorCode::ProxyRefused, qPrintable(toLogText(error)));
        QVERIFY2(error.detail == QLatin1String("Denied"), qPrintable(error.detail + u' ' + error.message));
        QVERIFY(server.received.isEmpty());
    }

    void aDeadProxyIsSaid_data() { all(); }
    void aDeadProxyIsSaid()
    {
        QFETCH(ScriptedProxy::Kind, kind);
        QFETCH(Way, way);
        QFETCH(bool, tls);
        ScriptedServer server(answerAll);
        const QSslConfiguration &configuration = m_tls;
        QVERIFY(server.start(tls ? &configuration : nullptr));
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 port = gone.serverPort();
        gone.close();
        ServerAddress address{server.url(), {m_ca.certificate()}, {}, {}};
        address.proxy = settings(kind, port);
        const Error error = tryOnce(address, way);
        QVERIFY2(error.code == ErrorCode::ProxyRefused, qPrintable(toLogText(error)));
        QVERIFY2(error.detail == QLatin1String("Unreachable"), qPrintable(error.detail + u' ' + error.message));
        QVERIFY(server.received.isEmpty()); // there is no way around a proxy
    }

    void noneIsNoneAndSystemSparesTheLoopback_data()
    {
        QTest::addColumn<ProxySettings::Kind>("kind");
        QTest::newRow("none") << ProxySettings::Kind::None;
        QTest::newRow("system") << ProxySettings::Kind::System;
    }
    void noneIsNoneAndSystemSparesTheLoopback()
    {
        QFETCH(ProxySettings::Kind, kind);
        ScriptedProxy proxy(ScriptedProxy::Kind::Http);
        proxy.refuseWith = 403;
        QVERIFY(proxy.start());
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
        ScriptedServer server(answerAll);
        QVERIFY(server.start());
        ServerAddress address{server.url(), {}, {}, {}};
        address.proxy.kind = kind;
        for (const auto way : {Way::Request, Way::Chunked, Way::WebSocket}) {
            const Error error = tryOnce(address, way);
            QVERIFY2(!error, qPrintable(toLogText(error)));
        }
        QVERIFY(proxy.targets.isEmpty() && proxy.seen.isEmpty());
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        qunsetenv("http_proxy");
    }

    void systemIsTheEnvironments()
    {
        ScriptedServer server(answerAll);
        QVERIFY(server.start());
        ScriptedProxy proxy(ScriptedProxy::Kind::Http);
        QVERIFY(proxy.start());
        qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
        ServerAddress address{server.url(QStringLiteral("api.behind.test")), {}, {}, {}};
        address.proxy.kind = ProxySettings::Kind::System;
        const auto over = qScopeGuard([] { qunsetenv("http_proxy"); });
        qsizetype ways = 0;
        for (const auto way : {Way::Request, Way::Chunked, Way::WebSocket}) {
            const Error error = tryOnce(address, way);
            QVERIFY2(!error, qPrintable(toLogText(error)));
            QCOMPARE(proxy.targets.size(), ++ways);
            QVERIFY(proxy.targets.constLast().startsWith("api.behind.test:")); // by its name: nobody here looked it up
        }
        QCOMPARE(server.received.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
