#include "activewindow.h"
#include "jwts.h"
#include "look.h"
#include "scriptedserver.h"

#include <sk/kinds/kinds.h>
#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/secrets/secretstore.h>
#include <sk/session/session.h>
#include <sk/session/signinmemory.h>
#include <sk/window/mainwindow.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QNetworkProxy>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace sk;
using test::Exchange;

namespace {

QJsonArray objectsOf(const char *kind)
{
    QFile file(QStringLiteral(SK_TEST_DATA "/objects/%1.json").arg(QLatin1String(kind)));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())[u"items"].toArray() : QJsonArray();
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject listOf(const QJsonArray &items)
{
    return {{QStringLiteral("metadata"), QJsonObject{{QStringLiteral("resourceVersion"), QStringLiteral("999999")}}}, {QStringLiteral("items"), items}};
}

QJsonObject resourceOf(const char *plural, const char *kind, bool namespaced)
{
    return {{QStringLiteral("name"), QLatin1String(plural)}, {QStringLiteral("kind"), QLatin1String(kind)}, {QStringLiteral("namespaced"), namespaced},
        {QStringLiteral("verbs"), QJsonArray{QStringLiteral("get"), QStringLiteral("list"), QStringLiteral("watch")}}};
}

/// A small server that never changes: three namespaces, a few pods, and of the other kinds nothing.
void serve(Exchange &exchange, qint64 now)
{
    const QByteArray path = exchange.request.path();
    const bool watch = exchange.request.target.contains("watch=");
    const QJsonArray pods = objectsOf("pod");
    if (path == "/oauth/token") {
        exchange.json(200, test::tokenAnswer(test::jwt("operator", now, now + 7200, "a"), test::jwt("operator", now, now + 14'400, "r"), 7200));
    } else if (watch) { // quiet from now on; the object is for who only wants to know whether lines come through
        exchange.beginChunks();
        exchange.chunk(text({{QStringLiteral("type"), QStringLiteral("BOOKMARK")},
                           {QStringLiteral("object"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("Pod")}, {QStringLiteral("apiVersion"), QStringLiteral("v1")},
                                                          {QStringLiteral("metadata"), QJsonObject{{QStringLiteral("resourceVersion"), QStringLiteral("999999")}}}}}}) + '\n');
    } else if (path == "/api") {
        exchange.json(200, R"({"kind":"APIVersions","versions":["v1"]})");
    } else if (path == "/apis") {
        exchange.json(200, R"({"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]})");
    } else if (path == "/api/v1") {
        exchange.json(200, text({{QStringLiteral("kind"), QStringLiteral("APIResourceList")}, {QStringLiteral("groupVersion"), QStringLiteral("v1")},
                               {QStringLiteral("resources"), QJsonArray{resourceOf("nodes", "Node", false), resourceOf("namespaces", "Namespace", false), resourceOf("pods", "Pod", true),
                                                                 resourceOf("services", "Service", true), resourceOf("events", "Event", true), resourceOf("secrets", "Secret", true)}}}));
    } else if (path == "/apis/apps/v1") {
        exchange.json(200, text({{QStringLiteral("kind"), QStringLiteral("APIResourceList")}, {QStringLiteral("groupVersion"), QStringLiteral("apps/v1")},
                               {QStringLiteral("resources"), QJsonArray{resourceOf("deployments", "Deployment", true), resourceOf("statefulsets", "StatefulSet", true), resourceOf("daemonsets", "DaemonSet", true)}}}));
    } else if (path == "/api/v1/pods") {
        exchange.json(200, text(listOf(pods)));
    } else if (path == "/api/v1/namespaces") {
        exchange.json(200, text(listOf(objectsOf("namespace"))));
    } else if (path.startsWith("/api/v1/namespaces/") && path.contains("/pods/")) {
        for (const auto &pod : pods)
            if (path.endsWith('/' + pod[u"metadata"][u"name"].toString().toLatin1()))
                return exchange.json(200, text(pod.toObject()));
        exchange.json(404, R"({"kind":"Status","reason":"NotFound","code":404})");
    } else if (path.startsWith("/api/v1/") || path.startsWith("/apis/")) {
        exchange.json(200, text(listOf({})));
    } else {
        exchange.json(404, R"({"kind":"Status","reason":"NotFound","code":404})");
    }
}

} // namespace

/// The whole window, light and dark, in English and Chinese, against pictures that were looked at: a fixed server and a fixed hour.
class TestWindowPicture : public QObject {
    Q_OBJECT

    Look m_look;

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        m_look.install();
    }

    void window_data() { Look::addRows({"window"}); }
    void window()
    {
        m_look.dress();
        session::SignInMemory::instance().forgetAll();
        const UnixMs now = QDateTime(QDate(2026, 11, 24), QTime(9, 30), QTimeZone::utc()).toMSecsSinceEpoch();
        ManualClock clock(now);
        test::ScriptedServer server([now](const std::shared_ptr<Exchange> &exchange) { serve(*exchange, now / 1000); });
        QVERIFY(server.start());
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        const auto store = secrets::makeMemoryStore();
        session::Profile profile;
        profile.id = QStringLiteral("p");
        profile.name = QStringLiteral("staging");
        profile.environment = session::Environment::Test;
        session::ServerInfo info;
        info.address.base = server.url();
        info.apiDomain = QStringLiteral("kubesphere.io");
        info.version = QStringLiteral("v3.4.1");
        info.kubernetesVersion = QStringLiteral("v1.26.4");
        session::Session session(profile, info, store.get(), clock);
        session.signIn(QStringLiteral("operator"), QStringLiteral("password"));
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::SessionState::Active, 60'000);
        net::ApiClient requests(info.address, &session);
        net::StreamClient streams(info.address, &session);
        kube::PlatformInfo platform;
        platform.apiDomain = info.apiDomain;
        kube::Cluster cluster(requests, streams, platform, clock, kinds::allKinds());

        ui::MainWindow window(settings, clock);
        window.resize(1280, 760);
        QVERIFY(test::showActive(window));
        ui::PageAddress address;
        address.kind = QStringLiteral("pods");
        address.nameSpace = QStringLiteral("shop");
        address.name = QStringLiteral("web-fb8bfdcd6-s4d56");
        window.setConnection({&session, &cluster}, address);
        // Until nothing more is asked: kinds and counts too.
        qint64 before = -1;
        int still = 0;
        QVERIFY(QTest::qWaitFor([&] {
            const qint64 asked = requests.counters().requests;
            still = window.settled() && std::exchange(before, asked) == asked && !cluster.catalog().unsettled() ? still + 1 : 0;
            return still > 80;
        }, 120'000));
        // The port of now is another one each time.
        for (QLabel *label : window.findChildren<QLabel *>())
            if (label->text().contains(QStringLiteral("127.0.0.1")))
                label->setText(QStringLiteral("http://127.0.0.1:30881 · KubeSphere API v3.4.1 · Kubernetes v1.26.4"));
        COMPARE_PICTURE(window);
        window.setConnection({});
    }
};

QTEST_MAIN(TestWindowPicture)
#include "tst_windowpicture.moc"
