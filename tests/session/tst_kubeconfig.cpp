#include <sk/session/apiexposure.h>

#include "scriptedserver.h"
#include "testca.h"

#include <QtTest>

using namespace sk;
using namespace sk::session;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::TestCa;

/// "Expose the API" from a kubeconfig, against a scripted kube-apiserver that asks for a client certificate or a token.
class TestKubeconfig : public QObject {
    Q_OBJECT

    TestCa m_ca;
    TestCa::Made m_client;

    [[nodiscard]] QByteArray config(const QUrl &server, const QByteArray &user) const
    {
        const QByteArray ca = m_ca.certificate().toPem().toBase64();
        return "apiVersion: v1\nkind: Config\ncurrent-context: lab\nclusters:\n- name: c\n  cluster:\n    server: " + server.toString().toUtf8()
            + "\n    certificate-authority-data: " + ca + "\ncontexts:\n- name: lab\n  context: {cluster: c, user: u, namespace: shop}\nusers:\n- name: u\n  user:\n" + user;
    }
    [[nodiscard]] QByteArray certificateUser() const
    {
        QFile key(m_client.keyFile);
        (void)key.open(QIODevice::ReadOnly);
        return "    client-certificate-data: " + m_client.certificate().toPem().toBase64() + "\n    client-key-data: " + key.readAll().toBase64() + '\n';
    }

    /// A kube-apiserver with one node at 127.0.0.1 and the Service; the patch gives it `nodePort`.
    struct Kube {
        QByteArray type = "ClusterIP";
        int nodePort = 0;
        int portWhenOpened = 0;
        int refuse = 0; ///< status for everything
        QByteArray nameSpace = "kubesphere-system";
        QByteArray token; ///< wanted
        QByteArray patched;

        QByteArray service() const
        {
            // In one piece each: moc 6.4 loses the class behind a raw string that ends in a quote.
            return QByteArray(R"({"kind":"Service","metadata":{"name":"ks-apiserver","namespace":"NAMESPACE"},"spec":{"type":"TYPE","clusterIP":"10.233.15.31","ports":[{"port":80PORT}]}})")
                .replace("NAMESPACE", nameSpace)
                .replace("TYPE", type)
                .replace("PORT", nodePort ? ",\"nodePort\":" + QByteArray::number(nodePort) : QByteArray());
        }
        void answer(const std::shared_ptr<Exchange> &e)
        {
            const QByteArray path = e->request.path();
            if (!token.isEmpty() && e->request.header("Authorization") != "Bearer " + token)
                e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})");
            else if (refuse)
                e->json(refuse, QByteArray(R"({"kind":"Status","reason":"REASON"})").replace("REASON", refuse == 403 ? "Forbidden" : "NotFound"));
            else if (path == "/api/v1/namespaces/" + nameSpace + "/services/ks-apiserver") {
                if (e->request.method == "PATCH") {
                    patched = e->request.header("Content-Type") + ' ' + e->request.body;
                    type = "NodePort";
                    nodePort = portWhenOpened;
                }
                e->json(200, service());
            } else if (path == "/api/v1/services")
                e->json(200, "{\"items\":[" + (e->request.target.contains("metadata.name%3Dks-apiserver") ? service() : QByteArray()) + "]}");
            else if (path == "/api/v1/nodes")
                e->json(200, R"({"items":[{"metadata":{"name":"n1"},"status":{"addresses":[{"type":"InternalIP","address":"127.0.0.1"},{"type":"Hostname","address":"n1"}]}}]})");
            else
                e->json(404, R"({"kind":"Status","reason":"NotFound","code":404})");
        }
    };
    static void answerAsApi(const std::shared_ptr<Exchange> &e)
    {
        if (e->request.path() == "/kapis/version")
            e->json(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})");
        else
            e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
    }
    QSslConfiguration kubeTls(bool askForCertificate)
    {
        QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        if (askForCertificate) {
            tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
            tls.setCaCertificates({m_ca.certificate()});
        }
        return tls;
    }
    static KubeAccess accessOf(const QByteArray &yaml)
    {
        const auto parsed = Kubeconfig::parse(yaml, {});
        const auto access = parsed ? (*parsed)->access(QStringLiteral("lab")) : Result<KubeAccess>(parsed.error());
        if (!access)
            qWarning("%s", qPrintable(toLogText(access.error())));
        return access ? *access : KubeAccess{};
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
        m_client = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        QVERIFY(!m_client.keyFile.isEmpty());
    }

    void whatItReads()
    {
        const QByteArray yaml = "apiVersion: v1\nclusters:\n- name: c\n  cluster: {server: 'https://10.0.0.1:6443/k8s', proxy-url: 'socks5://10.0.0.9:1080'}\n"
                                "contexts:\n- {name: by-exec, context: {cluster: c, user: e}}\n- {name: by-provider, context: {cluster: c, user: p}}\n- {name: by-password, context: {cluster: c, user: w}}\n"
                                "- {name: by-token, context: {cluster: c, user: t, namespace: shop}}\n- {name: lost, context: {cluster: gone, user: t}}\ncurrent-context: by-token\n"
                                "users:\n- {name: e, user: {exec: {command: aws}}}\n- {name: p, user: {auth-provider: {name: gcp}}}\n- {name: w, user: {username: a, password: b}}\n- {name: t, user: {token: tkn}}\n";
        const auto config = Kubeconfig::parse(yaml, {});
        QVERIFY(config.ok());
        const auto &contexts = (*config)->contexts();
        QCOMPARE(contexts.size(), 5);
        QCOMPARE(contexts.at(0).unsupported, QStringLiteral("exec: aws"));
        QCOMPARE(contexts.at(1).unsupported, QStringLiteral("auth-provider: gcp"));
        QCOMPARE(contexts.at(2).unsupported, QStringLiteral("username/password"));
        QVERIFY(contexts.at(3).unsupported.isEmpty());
        QCOMPARE((*config)->current(), QStringLiteral("by-token"));
        const auto access = (*config)->access(QStringLiteral("by-token"));
        QVERIFY(access.ok());
        QCOMPARE(access->address.base, QUrl(QStringLiteral("https://10.0.0.1:6443/k8s")));
        QCOMPARE(access->address.proxy.kind, net::ProxySettings::Kind::Socks5);
        QCOMPARE(access->token, QByteArray("tkn"));
        QVERIFY(!(*config)->access(QStringLiteral("by-exec")));
        QCOMPARE((*config)->access(QStringLiteral("lost")).error().code, ErrorCode::BadUrl);
    }

    void filesBesideIt()
    {
        QTemporaryDir dir;
        QVERIFY(QFile::copy(m_client.certificateFile, dir.filePath(QStringLiteral("me.pem"))));
        QVERIFY(QFile::copy(m_client.keyFile, dir.filePath(QStringLiteral("me.key"))));
        QVERIFY(QFile::copy(m_ca.certificateFile(), dir.filePath(QStringLiteral("ca.pem"))));
        QFile file(dir.filePath(QStringLiteral("config")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("clusters:\n- {name: c, cluster: {server: 'https://h', certificate-authority: ca.pem}}\ncontexts:\n- {name: x, context: {cluster: c, user: u}}\n"
                   "users:\n- {name: u, user: {client-certificate: me.pem, client-key: me.key}}\n");
        file.close();
        const auto config = Kubeconfig::read(file.fileName());
        QVERIFY(config.ok());
        const auto access = (*config)->access(QStringLiteral("x"));
        QVERIFY2(access.ok(), access ? "" : qPrintable(toLogText(access.error())));
        QCOMPARE(access->address.extraCas, QList<QSslCertificate>{m_ca.certificate()});
        QVERIFY(!access->address.clientKeyPem.isEmpty());
        QVERIFY(QFile::remove(dir.filePath(QStringLiteral("me.key"))));
        QCOMPARE((*config)->access(QStringLiteral("x")).error().code, ErrorCode::FileUnreadable);
    }

    void whatIsNoKubeconfigIsSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("broken") << QByteArray("clusters: [a: {b\n\tsecret-key-data: AAAA");
        QTest::newRow("other YAML") << QByteArray("a: b\n");
        QTest::newRow("scalars for lists") << QByteArray("contexts: a\nclusters: b\n");
        QTest::newRow("no context") << QByteArray("contexts: []\nclusters: []\n");
    }
    void whatIsNoKubeconfigIsSaid()
    {
        QFETCH(QByteArray, bytes);
        const auto config = Kubeconfig::parse(bytes, {});
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::FileUnreadable);
        QVERIFY(!config.error().message.isEmpty());
        QVERIFY(!config.error().message.contains(QLatin1String("AAAA")));
    }

    void aTokenDoesNotGoOverPlainHttp()
    {
        const auto config = Kubeconfig::parse("clusters:\n- {name: c, cluster: {server: 'http://10.0.0.1:8080'}}\ncontexts:\n- {name: x, context: {cluster: c, user: u}}\nusers:\n- {name: u, user: {token: t}}\n", {});
        QVERIFY(config.ok());
        QVERIFY(!(*config)->access(QStringLiteral("x")));
    }

    void theServiceIsExposed_data()
    {
        QTest::addColumn<bool>("byToken");
        QTest::addColumn<QByteArray>("nameSpace");
        QTest::newRow("certificate") << false << QByteArray("kubesphere-system");
        QTest::newRow("token") << true << QByteArray("kubesphere-system");
        QTest::newRow("another namespace") << false << QByteArray("platform");
    }
    void theServiceIsExposed()
    {
        QFETCH(bool, byToken);
        QFETCH(QByteArray, nameSpace);
        ScriptedServer api(answerAsApi); // what the node port will lead to
        QVERIFY(api.start());
        Kube kube;
        kube.portWhenOpened = api.port();
        kube.nameSpace = nameSpace;
        kube.token = byToken ? "kube-token-7" : "";
        ScriptedServer server([&kube](const std::shared_ptr<Exchange> &e) { kube.answer(e); });
        const QSslConfiguration tls = kubeTls(!byToken);
        QVERIFY(server.start(&tls));
        const KubeAccess access = accessOf(config(server.url(), byToken ? "    token: kube-token-7\n" : certificateUser()));
        ApiExposure exposure(access, QStringLiteral("kubesphere-system"));
        exposure.look();
        QTRY_VERIFY_WITH_TIMEOUT(exposure.state() == ApiExposure::State::Found || exposure.state() == ApiExposure::State::Failed, 20'000);
        QVERIFY2(exposure.state() == ApiExposure::State::Found, qPrintable(toLogText(exposure.error())));
        QCOMPARE(exposure.service().type, QStringLiteral("ClusterIP"));
        QCOMPARE(exposure.service().nameSpace, QString::fromLatin1(nameSpace));
        QCOMPARE(exposure.nodes().size(), 2);
        QVERIFY(exposure.candidates().isEmpty());
        QVERIFY(kube.patched.isEmpty()); // looking changes nothing

        exposure.expose();
        QTRY_VERIFY_WITH_TIMEOUT(!exposure.candidates().isEmpty() && exposure.candidates().constFirst().state == ApiCandidate::State::Answers, 30'000);
        QCOMPARE(kube.patched, QByteArray(R"(application/strategic-merge-patch+json {"spec":{"type":"NodePort"}})"));
        QCOMPARE(exposure.service().type, QStringLiteral("NodePort"));
        QCOMPARE(exposure.candidates().constFirst().url, api.url());
        QCOMPARE(exposure.candidates().constFirst().version, QStringLiteral("v3.4.1"));
        QCOMPARE(exposure.candidates().constFirst().node, QStringLiteral("n1"));
        for (const auto &request : std::as_const(api.received))
            QVERIFY(!request.all().contains("kube-token-7") && request.header("Authorization").isNull());
    }

    void waitsForThePort()
    {
        QTcpServer later; // a port that nobody listens at yet
        QVERIFY(later.listen(QHostAddress::LocalHost));
        const quint16 port = later.serverPort();
        later.close();
        Kube kube;
        kube.portWhenOpened = port;
        ScriptedServer server([&kube](const std::shared_ptr<Exchange> &e) { kube.answer(e); });
        const QSslConfiguration tls = kubeTls(false);
        QVERIFY(server.start(&tls));
        ApiExposure exposure(accessOf(config(server.url(), "    token: t\n")), QStringLiteral("kubesphere-system"));
        exposure.look();
        QTRY_COMPARE_WITH_TIMEOUT(exposure.state(), ApiExposure::State::Found, 20'000);
        exposure.expose();
        QTRY_VERIFY_WITH_TIMEOUT(!exposure.candidates().isEmpty() && exposure.candidates().constFirst().state == ApiCandidate::State::Silent, 20'000);
        QCOMPARE(exposure.state(), ApiExposure::State::WaitingForPort);
        int answered = 0;
        connect(&later, &QTcpServer::newConnection, this, [&later, &answered] {
            while (QTcpSocket *socket = later.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket, &answered] {
                    const QByteArray request = socket->readAll();
                    ++answered;
                    const QByteArray body = request.startsWith("GET /version ") ? R"({"gitVersion":"v4.1.3","kubernetes":{"gitVersion":"v1.29.0"}})" : "{}";
                    if (request.startsWith("GET"))
                        socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                    else
                        socket->disconnectFromHost(); // a TLS hello
                });
            }
        });
        QVERIFY(later.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE_WITH_TIMEOUT(exposure.candidates().constFirst().state, ApiCandidate::State::Answers, 30'000);
        QVERIFY(answered > 0);
        QCOMPARE(exposure.state(), ApiExposure::State::Found);
    }

    void refusalsAreSaid_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("forbidden") << 403 << QByteArray() << ErrorCode::Forbidden;
        QTest::newRow("token refused") << 0 << QByteArray("another") << ErrorCode::Unauthorized;
        QTest::newRow("no such service") << 404 << QByteArray() << ErrorCode::NotFound;
    }
    void refusalsAreSaid()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, token);
        QFETCH(ErrorCode, code);
        Kube kube;
        kube.refuse = status;
        kube.token = token;
        ScriptedServer server([&kube](const std::shared_ptr<Exchange> &e) { kube.answer(e); });
        const QSslConfiguration tls = kubeTls(false);
        QVERIFY(server.start(&tls));
        ApiExposure exposure(accessOf(config(server.url(), "    token: t\n")), QStringLiteral("kubesphere-system"));
        exposure.look();
        QTRY_COMPARE_WITH_TIMEOUT(exposure.state(), ApiExposure::State::Failed, 20'000);
        QCOMPARE(exposure.error().code, code);
    }

    void theCommandIsWhatKubectlTakes()
    {
        QCOMPARE(ApiExposure::command({}, QStringLiteral("kubesphere-system")), QStringLiteral("kubectl -n kubesphere-system patch service ks-apiserver -p '{\"spec\":{\"type\":\"NodePort\"}}'"));
        QVERIFY(ApiExposure::command(QStringLiteral("it's"), QStringLiteral("s")).startsWith(QStringLiteral("kubectl --context 'it'\\''s' -n s ")));
    }
};

QTEST_GUILESS_MAIN(TestKubeconfig)
#include "tst_kubeconfig.moc"
