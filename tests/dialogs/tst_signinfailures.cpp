#include "signintest.h"

#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>

#include "dialogpictures.h"
#include "scriptedproxy.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QPushButton>

using namespace sk;
using sk::test::Exchange;
using sk::test::ScriptedProxy;
using sk::test::ScriptedServer;
using sk::test::SignInTest;
using sk::test::TestCa;

/// Every way to fail at signing in: its own sentence, beside its field, which has a red frame; and the password went nowhere else.
class TestSignInFailures : public SignInTest {
    Q_OBJECT

    TestCa m_ca;
    QSslConfiguration m_tls;

    static constexpr auto password = "opensesame";

    void tryWith(const QString &server, const std::function<void(session::Profile &)> &change = {})
    {
        session::Profile profile;
        profile.id = QStringLiteral("lab");
        profile.name = QStringLiteral("lab");
        profile.server = server;
        profile.user = QStringLiteral("operator");
        profile.proxy.kind = net::ProxySettings::Kind::None;
        if (change)
            change(profile);
        QVERIFY(!m_profiles->save(profile));
        show();
        m_dialog->selectProfile(profile.id);
        QTest::keyClicks(child<QLineEdit>("password"), QLatin1String(password));
        press();
    }
    void expect(const char *line, const QString &words)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(error(line).contains(words), qPrintable(error(line)), 30'000);
        static const QHash<QByteArray, QByteArray> fields{{"serverError", "server"}, {"userError", "user"}, {"passwordError", "password"}};
        for (auto it = fields.cbegin(); it != fields.cend(); ++it)
            QCOMPARE(child<QLineEdit>(it.value().constData())->property("skRefused").toBool(), it.key() == line);
        QVERIFY(m_dialog->isVisible());
    }
    void picture(const QByteArray &name)
    {
        const QString directory = qEnvironmentVariable("SK_PICTURES");
        QCoreApplication::processEvents(); // layouts that wait for the event loop
        // The frame itself is in the failing tone, in whatever theme.
        for (const char *which : {"server", "user", "password"}) {
            const auto *field = child<QLineEdit>(which);
            if (!field->property("skRefused").toBool())
                continue;
            const QImage drawn = const_cast<QLineEdit *>(field)->grab().toImage();
            QCOMPARE(drawn.pixelColor(drawn.width() / 2, 0), theme::Theme::instance().foreground(theme::Tone::Failing));
        }
        if (!directory.isEmpty())
            QVERIFY(m_dialog->grab().save(directory + QStringLiteral("/signin-") + QString::fromLatin1(name).replace(u' ', u'-') + QStringLiteral(".png")));
    }

    /// A ks-apiserver of whatever version whose token route says what the test wants.
    static auto platform(int status, const QByteArray &body, bool v4)
    {
        return [=](const std::shared_ptr<Exchange> &e) {
            const QByteArray path = e->request.path();
            const QByteArray version = v4 ? R"({"gitVersion":"v4.1.3","kubernetes":{"gitVersion":"v1.29.0"}})" : R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})";
            if (path == (v4 ? "/version" : "/kapis/version"))
                e->json(200, version);
            else if (path == "/oauth/token")
                e->json(status, body);
            else
                e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
        };
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(qEnvironmentVariableIsSet("SK_DARK") ? theme::Mode::Dark : theme::Mode::Light);
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
        m_tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
    }
    void init() { make(); }
    void cleanup() { drop(); }

    // api-contract 1.4, both columns
    void theTokenRoute_data()
    {
        QTest::addColumn<bool>("v4");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, bool v4, int status, const char *code, const char *description, const char *line, const char *words) {
            QByteArray body = QByteArray("{\"error\":\"") + code + '"';
            if (*description)
                body += QByteArray(",\"error_description\":\"") + description + '"';
            QTest::newRow(name) << v4 << status << body + '}' << QByteArray(line) << QString::fromLatin1(words);
        };
        row("unknown client v3", false, 401, "invalid_client", "the OAuth client was not found", "advancedError", "client id");
        row("client secret v3", false, 401, "invalid_client", "invalid client credential", "advancedError", "client id");
        row("unknown client v4", true, 400, "invalid_client", "The provided client_id is invalid or does not exist.", "advancedError", "client id");
        row("client secret v4", true, 401, "unauthorized_client", "Invalid client credential.", "advancedError", "client id");
        row("grant v3", false, 400, "unsupported_grant_type", "", "advancedError", "with a password");
        row("grant v4", true, 400, "unsupported_grant_type", "The provided grant_type is not supported.", "advancedError", "with a password");
        row("wrong password v3", false, 400, "invalid_grant", "incorrect password", "passwordError", "refused this name or password");
        row("wrong password v4", true, 400, "invalid_grant", "Invalid username or password.", "passwordError", "refused this name or password");
        row("disabled v3", false, 400, "invalid_grant", "account is not active", "userError", "disabled");
        row("disabled v4", true, 400, "invalid_grant", "Account suspended.", "userError", "disabled");
        row("locked v3", false, 429, "invalid_grant", "auth rate limit exceeded", "userError", "locked");
        row("locked v4", true, 429, "invalid_grant", "Rate limit exceeded.", "userError", "locked");
        row("store failure v3", false, 500, "server_error", "ldap: connection refused", "serverError", "failed while answering");
        row("store failure v4", true, 500, "server_error", "The authorization server encountered an unexpected condition.", "serverError", "failed while answering");
    }
    void theTokenRoute()
    {
        QFETCH(bool, v4);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, line);
        QFETCH(QString, words);
        ScriptedServer server(platform(status, body, v4));
        QVERIFY(server.start());
        tryWith(server.url().toString());
        expect(line.constData(), words);
        QCOMPARE(server.countOf("/oauth/token"), 1);
        picture(QTest::currentDataTag());
    }

    // The way to the server, and what is not the server
    void theWay_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("host not found") << "was not found";
        QTest::newRow("refused") << "refused the connection";
        QTest::newRow("silent") << "did not answer in time";
        QTest::newRow("unknown authority") << "does not know";
        QTest::newRow("no TLS") << "No encrypted connection";
        QTest::newRow("ingress page") << "not the platform's API";
        QTest::newRow("console") << "web console";
        QTest::newRow("kube-apiserver") << "plain Kubernetes API server";
        QTest::newRow("redirect") << "https://elsewhere.example/api";
        QTest::newRow("proxy wants a password") << "asks for a name and a password";
        QTest::newRow("proxy forbids") << "does not let this connection through";
        QTest::newRow("proxy dead") << "proxy cannot be reached";
        QTest::newRow("no address") << "not an address";
        QTest::newRow("locked key") << "is locked";
    }
    void theWay()
    {
        QFETCH(QString, words);
        const QByteArray what = QTest::currentDataTag();
        ScriptedServer server([what](const std::shared_ptr<Exchange> &e) {
            if (what == "silent")
                return; // heard, and nothing said
            if (what == "console")
                e->reply(200, "<!DOCTYPE html><title>KubeSphere</title>", {{"Content-Type", "text/html"}});
            else if (what == "kube-apiserver")
                e->json(401, R"({"kind":"Status","message":"Unauthorized","reason":"Unauthorized","code":401})");
            else if (what == "redirect")
                e->reply(307, "", {{"Location", "https://elsewhere.example/api?token=x"}});
            else
                e->reply(404, "<html><center>nginx</center></html>", {{"Content-Type", "text/html"}});
        });
        const bool tls = what == "unknown authority" || what.startsWith("proxy");
        QVERIFY(server.start(tls ? &m_tls : nullptr));
        ScriptedProxy proxy(ScriptedProxy::Kind::Http);
        proxy.user = what == "proxy wants a password" ? "anna" : "";
        proxy.refuseWith = what == "proxy forbids" ? 403 : 0;
        QVERIFY(proxy.start());
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 dead = gone.serverPort();
        gone.close();
        QUrl url = server.url();
        if (what == "host not found")
            url = QUrl(QStringLiteral("https://") + sk::test::nameOfNobody());
        else if (what == "refused")
            url.setPort(dead);
        QTcpServer plain; // takes a TLS hello for a request, and says so
        if (what == "no TLS") {
            connect(&plain, &QTcpServer::newConnection, this, [&plain] {
                QTcpSocket *socket = plain.nextPendingConnection();
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    socket->disconnectFromHost();
                });
            });
            QVERIFY(plain.listen(QHostAddress::LocalHost));
            url = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(plain.serverPort()));
        }
        const QString locked = m_ca.directory() + QStringLiteral("/locked.pem");
        tryWith(what == "no address" ? QStringLiteral("ftp://ks.example") : url.toString(), [&](session::Profile &profile) {
            if (what.startsWith("proxy"))
                profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("127.0.0.1"), what == "proxy dead" ? dead : proxy.port(), {}, {}};
            if (what == "locked key") {
                const auto leaf = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
                QVERIFY(TestCa::run({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"), leaf.keyFile, QStringLiteral("-out"), locked, QStringLiteral("-passout"), QStringLiteral("pass:x")}));
                profile.clientCertificateFile = leaf.certificateFile;
                profile.clientKeyFile = locked;
            }
        });
        expect("serverError", words);
        QCOMPARE(server.countOf("/oauth/token"), 0);
        for (const auto &request : std::as_const(server.received))
            QVERIFY(!request.all().contains(password));
        QVERIFY(!proxy.seen.contains(password));
        // What leads on is beside the sentence.
        const bool leadsOn = what == "unknown authority" || what.startsWith("proxy") || what == "locked key";
        QCOMPARE(child<QWidget>("serverError")->findChild<QPushButton *>(QStringLiteral("errorAction"))->isVisible(), leadsOn);
        for (QDialog *question : m_dialog->findChildren<QDialog *>())
            question->close();
        picture(what);
    }

    // A redirecting, a lying and a slow server never get a password or a token.
    void theTokenRouteLies_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("redirects the password elsewhere") << "redirect";
        QTest::newRow("answers with a page") << "page";
        QTest::newRow("answers with nothing") << "empty";
    }
    void theTokenRouteLies()
    {
        QFETCH(QString, what);
        ScriptedServer thief([](const std::shared_ptr<Exchange> &e) { e->json(200, "{}"); });
        QVERIFY(thief.start());
        ScriptedServer server([&](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() != "/oauth/token")
                platform(200, {}, false)(e);
            else if (what == QLatin1String("redirect"))
                e->reply(307, "", {{"Location", thief.url().toString().toUtf8() + "/oauth/token"}});
            else if (what == QLatin1String("page"))
                e->reply(200, "<html>sign in here</html>", {{"Content-Type", "text/html"}});
            else
                e->json(200, "{}");
        });
        QVERIFY(server.start());
        tryWith(server.url().toString());
        QTRY_VERIFY_WITH_TIMEOUT(!error("serverError").isEmpty(), 20'000);
        if (what == QLatin1String("redirect"))
            QVERIFY2(error("serverError").contains(thief.url().toString()), qPrintable(error("serverError"))); // where it pointed
        QVERIFY(thief.received.isEmpty());
        QCOMPARE(server.countOf("/oauth/token"), 1);
    }

    /// The token route takes the password, and the answer does not come whole. Each is said for what it is; the password was sent once and is not sent again by itself.
    void theTokenRouteBreaks_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("cut before the answer") << "closed before the answer was complete";
        QTest::newRow("cut in the answer") << "closed before the answer was complete";
        QTest::newRow("silent") << "did not answer in time";
    }
    void theTokenRouteBreaks()
    {
        QFETCH(QString, words);
        const QByteArray what = QTest::currentDataTag();
        std::shared_ptr<Exchange> kept;
        ScriptedServer server([&](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() != "/oauth/token")
                return platform(200, {}, false)(e);
            kept = e;
            if (what == "cut in the answer")
                e->raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"access_token\":\"");
            if (what != "silent")
                e->close();
        });
        QVERIFY(server.start());
        tryWith(server.url().toString());
        QTRY_VERIFY2_WITH_TIMEOUT(!error("serverError").isEmpty(), qPrintable(error("serverError")), 90'000);
        QVERIFY2(error("serverError").contains(words), qPrintable(error("serverError")));
        QCOMPARE(server.countOf("/oauth/token"), 1);
        QVERIFY(child<QPushButton>("signIn")->isEnabled()); // nobody said that the password is wrong
        picture(what);
    }

    /// A drip is slow and not broken: it is waited for.
    void aDrippingTokenRouteIsWaitedFor()
    {
        std::shared_ptr<Exchange> kept;
        QByteArray body = R"({"access_token":"a.b.c","token_type":"Bearer","refresh_token":"d.e.f","expires_in":7200})";
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() == "/oauth/token")
                kept = e;
            else
                platform(200, {}, false)(e);
        });
        QVERIFY(server.start());
        tryWith(server.url().toString());
        QTRY_VERIFY_WITH_TIMEOUT(kept, 60'000);
        kept->raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
        while (!body.isEmpty()) {
            kept->raw(body.left(1));
            body.remove(0, 1);
            QCoreApplication::processEvents();
            QVERIFY(body.isEmpty() || !m_session);
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_session, 60'000);
        QCOMPARE(server.countOf("/oauth/token"), 1);
    }

    void aSlowServerCanBeLeft()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &) {}); // hears, and says nothing
        QVERIFY(server.start());
        tryWith(server.url().toString());
        QTRY_VERIFY(!server.received.isEmpty());
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(server.countOf("/oauth/token"), 0);
    }
};

QTEST_MAIN(TestSignInFailures)
#include "tst_signinfailures.moc"
