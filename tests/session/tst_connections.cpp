#include <sk/session/clientidentity.h>
#include <sk/session/connectionaddress.h>
#include <sk/session/connectiontest.h>

#include "scriptedserver.h"
#include "testca.h"

#include <QtTest>

using namespace sk;
using namespace sk::session;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::TestCa;
using Step = ConnectionTest::Step;
using State = ConnectionTest::State;

/// What a connection is made of: address, trust, client certificate, secrets; and the test that goes the whole way.
class TestConnections : public QObject {
    Q_OBJECT

    TestCa m_ca;
    TestCa::Made m_mine;

    static void answerAsServer(const std::shared_ptr<Exchange> &e)
    {
        const QByteArray path = e->request.path();
        if (path == "/kapis/version")
            e->json(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})");
        else if (path.endsWith("/configs/configz"))
            e->json(200, "{}");
        else if (path.endsWith("/configs/oauth"))
            e->json(200, R"({"identityProviders":[{"name":"corporate-ldap","type":"LDAPIdentityProvider"}]})");
        else
            e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
    }
    static void run(ConnectionTest &test)
    {
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
        m_mine = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        QVERIFY(!m_mine.keyFile.isEmpty());
    }

    void keysInEveryWrapping()
    {
        const QString directory = m_ca.directory();
        const QString locked = directory + QStringLiteral("/locked.key");
        QVERIFY(TestCa::run({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"), m_mine.keyFile, QStringLiteral("-out"), locked, QStringLiteral("-passout"), QStringLiteral("pass:open sesame")}));
        const QString bundle = directory + QStringLiteral("/me.p12");
        QVERIFY(TestCa::run({QStringLiteral("pkcs12"), QStringLiteral("-export"), QStringLiteral("-in"), m_mine.certificateFile, QStringLiteral("-inkey"), m_mine.keyFile,
                             QStringLiteral("-out"), bundle, QStringLiteral("-passout"), QStringLiteral("pass:open sesame")}));
        const QString right = QStringLiteral("open sesame");

        QVERIFY(loadClientIdentity(m_mine.certificateFile, m_mine.keyFile, {}).ok());
        for (const auto &[certificate, key] : {std::pair(m_mine.certificateFile, locked), std::pair(bundle, QString())}) {
            const auto without = loadClientIdentity(certificate, key, {});
            QVERIFY(!without);
            QCOMPARE(without.error().code, ErrorCode::PassphraseNeeded);
            QCOMPARE(without.error().detail, QString());
            const auto wrong = loadClientIdentity(certificate, key, QStringLiteral("wrong"));
            QVERIFY(!wrong);
            QCOMPARE(wrong.error().code, ErrorCode::PassphraseNeeded);
            QCOMPARE(wrong.error().detail, QStringLiteral("wrong"));
            const auto opened = loadClientIdentity(certificate, key, right);
            QVERIFY2(opened.ok(), opened ? "" : qPrintable(toLogText(opened.error())));
            QVERIFY(opened->keyPem.contains("PRIVATE KEY") && !opened->keyPem.contains("ENCRYPTED"));
        }
        const auto other = m_ca.leaf({.algorithm = QStringLiteral("rsa:2048")});
        const auto stranger = loadClientIdentity(m_mine.certificateFile, other.keyFile, {});
        QVERIFY(!stranger);
        QCOMPARE(stranger.error().code, ErrorCode::ClientCertificateUnusable);
        // The same kind and length of key, and still another one.
        for (const char *algorithm : {"ec", "rsa:2048"}) {
            const auto mine = m_ca.leaf({.usage = QStringLiteral("clientAuth"), .algorithm = QLatin1String(algorithm)});
            const auto twin = m_ca.leaf({.usage = QStringLiteral("clientAuth"), .algorithm = QLatin1String(algorithm)});
            QVERIFY2(loadClientIdentity(mine.certificateFile, mine.keyFile, {}).ok(), algorithm);
            const auto mixed = loadClientIdentity(mine.certificateFile, twin.keyFile, {});
            QVERIFY2(!mixed, algorithm);
            QCOMPARE(mixed.error().code, ErrorCode::ClientCertificateUnusable);
            QCOMPARE(mixed.error().detail, QStringLiteral("OtherKey"));
        }
        const auto missing = loadClientIdentity(directory + QStringLiteral("/nothing"), {}, {});
        QCOMPARE(missing.error().code, ErrorCode::FileUnreadable);
    }

    void secretsAreKeptApartFromTheProfile()
    {
        const auto store = secrets::makeMemoryStore();
        Profile profile;
        profile.id = QStringLiteral("p");
        profile.server = QStringLiteral("https://ks.example");
        profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy"), 3128, QStringLiteral("anna"), {}};
        profile.clientCertificateFile = m_mine.certificateFile;
        profile.clientKeyFile = m_mine.keyFile;
        QVERIFY(needsSecrets(profile));
        writeSecrets(store.get(), profile, {QStringLiteral("pp"), QStringLiteral("kk")});
        std::optional<ConnectionSecrets> read;
        const auto take = [&read](const Result<ConnectionSecrets> &secrets) { read = secrets.ok() ? std::optional(*secrets) : std::nullopt; };
        readSecrets(store.get(), profile, {}, this, take);
        QVERIFY(!read);
        QTRY_VERIFY(read);
        QCOMPARE(read->proxyPassword, QStringLiteral("pp"));
        QCOMPARE(read->keyPassphrase, QStringLiteral("kk"));
        const auto address = addressOf(profile, *read);
        QVERIFY(address.ok());
        QCOMPARE(address->proxy.password, QStringLiteral("pp"));
        QVERIFY(!address->clientKeyPem.isEmpty());
        forgetSecrets(store.get(), profile.id);
        read.reset();
        readSecrets(store.get(), profile, {}, this, take);
        QTRY_VERIFY(read);
        QCOMPARE(*read, ConnectionSecrets{});
    }

    /// "Could not read" is never "there is none": no proxy is asked with an empty password because the keychain waits for its user.
    void secretsThatCannotBeReadAreAnError()
    {
        struct Silent final : secrets::SecretStore {
            void read(const QString &, QObject *context, ReadAnswer answer) override
            {
                ++reads;
                QMetaObject::invokeMethod(context, [answer] { answer(Error{.code = ErrorCode::KeychainUnavailable, .reason = QStringLiteral("Slow")}); }, Qt::QueuedConnection);
            }
            void write(const QString &, const QByteArray &, QObject *, WriteAnswer) override {}
            void remove(const QString &, QObject *, WriteAnswer) override {}
            [[nodiscard]] bool persistent() const override { return true; }
            [[nodiscard]] QString displayName() const override { return {}; }
            int reads = 0;
        } store;
        std::optional<Result<ConnectionSecrets>> answer;
        const auto ask = [&](const Profile &profile, const ConnectionSecrets &typed = {}) {
            answer.reset();
            readSecrets(&store, profile, typed, this, [&answer](const Result<ConnectionSecrets> &secrets) { answer = secrets; });
            return QTest::qWaitFor([&answer] { return answer.has_value(); });
        };
        Profile proxy;
        proxy.id = QStringLiteral("p");
        proxy.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy"), 3128, QStringLiteral("anna"), {}};
        QVERIFY(ask(proxy));
        QVERIFY(!answer->ok());
        QCOMPARE(answer->error().reason, QStringLiteral("Slow"));
        // What was typed needs no keychain.
        store.reads = 0;
        QVERIFY(ask(proxy, {QStringLiteral("typed"), {}}));
        QVERIFY(answer->ok());
        QCOMPARE((*answer)->proxyPassword, QStringLiteral("typed"));
        QCOMPARE(store.reads, 0);
        // A key without a passphrase needs none; another does.
        Profile certificate;
        certificate.id = QStringLiteral("c");
        certificate.clientCertificateFile = m_mine.certificateFile;
        certificate.clientKeyFile = m_mine.keyFile;
        QVERIFY(ask(certificate));
        QVERIFY(answer->ok());
        certificate.clientKeyFile = QStringLiteral("/nothing");
        QVERIFY(ask(certificate));
        QVERIFY(!answer->ok());
    }

    void theWholeWay()
    {
        ScriptedServer server(answerAsServer);
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("DNS:localhost,IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ConnectionTest test({server.url(QStringLiteral("localhost")), {m_ca.certificate()}, {}, {}}, {});
        run(test);
        QVERIFY2(!test.error(), qPrintable(toLogText(test.error())));
        for (const Step step : {Step::Resolve, Step::Connect, Step::Tls, Step::Server, Step::SignInWays, Step::Clock})
            QCOMPARE(test.result(step).state, State::Passed);
        QVERIFY(test.result(Step::Resolve).facts.contains(QStringLiteral("127.0.0.1")));
        QVERIFY(test.result(Step::Tls).facts.constFirst().startsWith(QStringLiteral("TLS 1.")));
        QCOMPARE(test.result(Step::Server).facts, (QStringList{QStringLiteral("v3.4.1"), QStringLiteral("v1.27.4"), QStringLiteral("kubesphere.io")}));
        QCOMPARE(test.result(Step::SignInWays).facts, QStringList{QStringLiteral("corporate-ldap")});
        for (const auto &request : std::as_const(server.received)) {
            QVERIFY(request.header("Authorization").isNull());
            QCOMPARE(request.method, QByteArray("GET"));
        }
    }

    void whereItEnds_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<Step>("at");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no such name") << "name" << Step::Resolve << ErrorCode::HostNotFound;
        QTest::newRow("refused") << "refused" << Step::Connect << ErrorCode::ConnectionRefused;
        QTest::newRow("unknown authority") << "untrusted" << Step::Tls << ErrorCode::TlsUntrusted;
        QTest::newRow("a console") << "console" << Step::Server << ErrorCode::WebConsole;
    }
    void whereItEnds()
    {
        QFETCH(QString, what);
        QFETCH(Step, at);
        QFETCH(ErrorCode, code);
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->reply(200, "<!DOCTYPE html><title>x</title>", {{"Content-Type", "text/html"}}); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(what == QLatin1String("untrusted") ? &tls : nullptr));
        QUrl url = what == QLatin1String("name") ? QUrl(QStringLiteral("https://") + sk::test::nameOfNobody()) : server.url();
        if (what == QLatin1String("refused"))
            server.stop();
        ConnectionTest test({url, {}, {}, {}}, {});
        run(test);
        QCOMPARE(test.error().code, code);
        QCOMPARE(test.result(at).state, State::Failed);
        if (at != Step::Server)
            QVERIFY(server.received.isEmpty());
        if (what == QLatin1String("untrusted")) {
            QCOMPARE(test.tls().chain.size(), 1);
            QVERIFY(!test.tls().trusted());
            QVERIFY(test.tls().canBeAccepted());
        }
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
