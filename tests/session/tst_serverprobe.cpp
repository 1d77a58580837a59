#include <sk/session/serverprobe.h>

#include "scriptedserver.h"
#include "testca.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::session;
using sk::test::Exchange;
using sk::test::ScriptedServer;

Q_DECLARE_METATYPE(sk::ErrorCode)

namespace {

// No "//" and no escaped quote in raw literals: Qt 6.4's moc then finds no class below.
const QByteArray platformVersion = R"({"gitVersion":"v3.4.1","goVersion":"go1.19","kubernetes":{"gitVersion":"v1.27.4"}})";
const QByteArray kubeVersion = R"({"major":"1","minor":"27","gitVersion":"v1.27.4","goVersion":"go1.20","compiler":"gc","platform":"linux"})";
const QByteArray forbidden = R"({"kind":"Status","message":"forbidden: User system:anonymous","reason":"Forbidden","code":403})";
const QByteArray unauthorized = R"({"kind":"Status","message":"Unauthorized","reason":"Unauthorized","code":401})";

struct Page {
    int status = 404;
    QByteArray body = "404: Page Not Found";
    QByteArray location = {};
};
using Site = QHash<QByteArray, Page>; ///< by path; "" is what everything else gets

std::optional<Result<ServerInfo>> probe(const QUrl &base, const QString &hint = {}, const QList<QSslCertificate> &cas = {})
{
    std::optional<Result<ServerInfo>> answer;
    ServerProbe prober({base, cas, {}, {}}, hint, [&answer](const Result<ServerInfo> &info) { answer = info; });
    (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000);
    return answer;
}

} // namespace

class TestServerProbe : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void table_data()
    {
        QTest::addColumn<Site>("site");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("major");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("domain");
        const QByteArray configz = "/kapis/config.kubesphere.io/v1alpha2/configs/configz";
        const QByteArray documentedConfigz = "/kapis/config.Super%20Kubenetes.io/v1alpha2/configs/configz";
        const Page version{200, platformVersion};
        const Page config{200, R"({"devops":false})"};
        const Page no{403, forbidden};
        const QString usual = QStringLiteral("kubesphere.io");
        QTest::newRow("v3") << Site{{"/version", no}, {"/kapis/version", version}, {configz, config}} << QString() << ErrorCode::None << 3 << "v3.4.1" << usual;
        QTest::newRow("v3 development build") << Site{{"/version", no}, {"/kapis/version", {200, R"({"gitVersion":"v0.0.0","kubernetes":{"gitVersion":"v1.20.2"}})"}}, {configz, config}}
                                              << QString() << ErrorCode::None << 3 << "v0.0.0" << usual;
        QTest::newRow("v4") << Site{{"/version", {200, R"({"gitVersion":"v4.1.3","kubernetes":{"gitVersion":"v1.29.0"}})"}}, {"/kapis/version", no}, {configz, config}} << QString()
                            << ErrorCode::None << 4 << "v4.1.3" << usual;
        QTest::newRow("v4 without its cluster's version") << Site{{"/version", {200, R"({"gitVersion":"v4.1.3"})"}}, {"/kapis/version", no}, {configz, config}} << QString()
                                                          << ErrorCode::None << 4 << "v4.1.3" << usual;
        QTest::newRow("the documentation's own domain") << Site{{"/version", no}, {"/kapis/version", version}, {documentedConfigz, config}} << QString() << ErrorCode::None << 3 << "v3.4.1"
                                                        << QStringLiteral("Super Kubenetes.io");
        QTest::newRow("no configz") << Site{{"/version", no}, {"/kapis/version", version}} << QString() << ErrorCode::None << 3 << "v3.4.1" << usual;
        QTest::newRow("hint") << Site{{"/version", no}, {"/kapis/version", version}, {configz, config}} << QStringLiteral("my.org") << ErrorCode::None << 3 << "v3.4.1"
                              << QStringLiteral("my.org");
        QTest::newRow("console, to its login") << Site{{"", {302, "", "/login"}}} << QString() << ErrorCode::WebConsole << 0 << "" << "";
        QTest::newRow("console, a page for all") << Site{{"", {200, "<!DOCTYPE html><title>KubeSphere</title>"}}} << QString() << ErrorCode::WebConsole << 0 << "" << "";
        QTest::newRow("console v4, which passes kapis on") << Site{{"/version", {302, "", "/login?referer=/version"}}, {"/kapis/version", version}, {configz, config}} << QString()
                                                           << ErrorCode::WebConsole << 0 << "" << "";
        QTest::newRow("console v4, a page for version") << Site{{"/version", {200, "<!DOCTYPE html><title>KubeSphere</title>"}}, {"/kapis/version", version}, {configz, config}} << QString()
                                                        << ErrorCode::WebConsole << 0 << "" << "";
        QTest::newRow("kube-apiserver, open") << Site{{"/version", {200, kubeVersion}}, {"", no}} << QString() << ErrorCode::KubeApiServer << 0 << "" << "";
        QTest::newRow("kube-apiserver, closed") << Site{{"", {401, unauthorized}}} << QString() << ErrorCode::KubeApiServer << 0 << "" << "";
        QTest::newRow("ingress page") << Site{{"", {404, "<html><center>nginx</center></html>"}}} << QString() << ErrorCode::NotAnApi << 0 << "" << "";
        QTest::newRow("ingress text") << Site{{"", {404, "404 page not found"}}} << QString() << ErrorCode::NotAnApi << 0 << "" << "";
        QTest::newRow("other JSON") << Site{{"", {200, R"({"hello":"world"})"}}} << QString() << ErrorCode::NotAnApi << 0 << "" << "";
        QTest::newRow("redirect") << Site{{"", {301, "", "https://elsewhere.test/api?x=1"}}} << QString() << ErrorCode::Redirected << 0 << "" << "";
        QTest::newRow("gateway without its API") << Site{{"", {503, "no healthy upstream"}}} << QString() << ErrorCode::Unavailable << 0 << "" << "";
    }
    void table()
    {
        QFETCH(Site, site);
        QFETCH(QString, hint);
        QFETCH(ErrorCode, code);
        ScriptedServer server([&site](const std::shared_ptr<Exchange> &e) {
            const Page page = site.value(e->request.path(), site.value(""));
            QList<QPair<QByteArray, QByteArray>> headers;
            if (!page.location.isEmpty())
                headers.append({"Location", page.location});
            e->reply(page.status, page.body, headers);
        });
        QVERIFY(server.start());
        // Once at the root and once behind a path, as a member cluster or an ingress has it.
        const auto answer = probe(server.url(), hint);
        QVERIFY(answer);
        QCOMPARE(answer->ok() ? ErrorCode::None : answer->error().code, code);
        for (const auto &request : server.received)
            QVERIFY(request.header("Authorization").isNull());
        if (!answer->ok()) {
            if (code == ErrorCode::Redirected)
                QCOMPARE(answer->error().detail, QStringLiteral("https://elsewhere.test/api"));
            return;
        }
        QTEST((*answer)->major, "major");
        QTEST((*answer)->version, "version");
        QTEST((*answer)->apiDomain, "domain");
        QCOMPARE((*answer)->address.base, server.url());
    }

    void pathPrefixIsKept()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() == "/ks/kapis/version")
                e->json(200, platformVersion);
            else
                e->json(403, forbidden);
        });
        QVERIFY(server.start());
        QUrl base = server.url();
        base.setPath(QStringLiteral("/ks"));
        const auto answer = probe(base);
        QVERIFY(answer && answer->ok());
        for (const auto &request : server.received)
            QVERIFY(request.target.startsWith("/ks/"));
    }

    void withoutASchemeHttpIsFound()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(200, platformVersion); });
        QVERIFY(server.start());
        QUrl base = server.url();
        base.setScheme(QString());
        const auto answer = probe(base);
        QVERIFY(answer);
        QVERIFY2(answer->ok(), answer->ok() ? "" : qPrintable(toLogText(answer->error())));
        QCOMPARE((*answer)->address.base.scheme(), QStringLiteral("http"));
    }

    void withoutASchemeHttpsIsPreferredAndNotGivenUpForDistrust()
    {
        sk::test::TestCa ca;
        QVERIFY(ca.make());
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(200, platformVersion); });
        const QSslConfiguration tls = ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        QUrl base = server.url();
        base.setScheme(QString());
        const auto distrusted = probe(base);
        QVERIFY(distrusted && !distrusted->ok());
        QCOMPARE(distrusted->error().code, ErrorCode::TlsUntrusted);
        const auto trusted = probe(base, {}, {ca.certificate()});
        QVERIFY(trusted && trusted->ok());
        QCOMPARE((*trusted)->address.base.scheme(), QStringLiteral("https"));
    }

    void clockSkew()
    {
        const QByteArray date = QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(600), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
        ScriptedServer server([date](const std::shared_ptr<Exchange> &e) { e->reply(200, platformVersion, {{"Date", date}}); });
        QVERIFY(server.start());
        const auto answer = probe(server.url());
        QVERIFY(answer && answer->ok());
        QVERIFY2(std::abs((*answer)->clockSkewMs - 600'000) < 3000, qPrintable(QString::number((*answer)->clockSkewMs)));
    }

    void nobodyThere()
    {
        ScriptedServer server;
        QVERIFY(server.start());
        QUrl gone = server.url();
        server.stop();
        gone.setScheme(QString());
        const auto answer = probe(gone);
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().code, ErrorCode::ConnectionRefused);
    }

    void deletingEndsIt()
    {
        std::vector<std::shared_ptr<Exchange>> kept;
        ScriptedServer server([&kept](const std::shared_ptr<Exchange> &e) { kept.push_back(e); });
        QVERIFY(server.start());
        bool answered = false;
        auto prober = std::make_unique<ServerProbe>(net::ServerAddress{server.url(), {}, {}, {}}, QString(), [&answered](const auto &) { answered = true; });
        QTRY_COMPARE(kept.size(), 1u);
        prober.reset();
        QTRY_VERIFY(!kept[0]->connected());
        QVERIFY(!answered);
        // And out of its own answer.
        ScriptedServer quick([](const std::shared_ptr<Exchange> &e) { e->json(200, platformVersion); });
        QVERIFY(quick.start());
        std::unique_ptr<ServerProbe> self;
        self = std::make_unique<ServerProbe>(net::ServerAddress{quick.url(), {}, {}, {}}, QString(), [&self](const auto &) { self.reset(); });
        QTRY_VERIFY(!self);
    }
};

QTEST_GUILESS_MAIN(TestServerProbe)
#include "tst_serverprobe.moc"
