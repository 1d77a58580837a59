#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/net/tokensource.h>
#include <sk/server/cluster.h>

#include "listtest.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace sk;
using namespace std::chrono_literals;
using Freshness = kube::ListStatus::Freshness;

namespace {

class FixedToken final : public net::TokenSource {
public:
    void withToken(QObject *context, Answer answer) override
    {
        QMetaObject::invokeMethod(context, [answer = std::move(answer), result = Result<QByteArray>(token)] { answer(result); }, Qt::QueuedConnection);
    }
    void tokenRefused(const QByteArray &) override { }
    QByteArray token;
};

kube::ResourceKind configMaps()
{
    kube::ResourceKind kind = test::things(true);
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("configmaps"), QStringLiteral("ConfigMap"), true, {}};
    return kind;
}

/// Asks for a token; it is in `tokens` a moment later.
void signIn(net::ApiClient &requests, FixedToken &tokens)
{
    net::ApiRequest request;
    request.method = "POST";
    request.path = "/oauth/token";
    request.authorization = net::ApiRequest::Authorization::None;
    request.contentType = "application/x-www-form-urlencoded";
    request.body = "grant_type=password&username=admin&password=P%4088w0rd&client_id=kubesphere&client_secret=kubesphere";
    requests.send(request, &requests, [&tokens](const Result<net::ApiReply> &reply) {
        if (reply.ok())
            tokens.token = QByteArray::fromStdString(nlohmann::json::parse(reply.value().body.toStdString()).value("access_token", ""));
    });
}

} // namespace

/// Lists against the stand-in cluster, which may hold chunked watches back as a v3 server with auditing does.
class TestStandIn : public QObject {
    Q_OBJECT

private slots:
    void watchesByWhatWorks_data()
    {
        QTest::addColumn<bool>("held");
        QTest::addColumn<bool>("refused");
        QTest::addColumn<int>("freshness");
        QTest::newRow("chunked") << false << false << static_cast<int>(Freshness::Live);
        QTest::newRow("WebSocket") << true << false << static_cast<int>(Freshness::Live);
        QTest::newRow("polling") << true << true << static_cast<int>(Freshness::Polling);
    }
    void watchesByWhatWorks()
    {
        QFETCH(bool, held);
        QFETCH(bool, refused);
        QFETCH(int, freshness);
        demo::ClusterOptions options;
        options.world.nodes = 2;
        options.world.pods = 5;
        options.world.eventsPerSecond = 0;
        options.faults.bufferChunkedWatch = held;
        options.faults.refuseWebSocketWatch = refused;
        demo::Cluster server(options);
        QVERIFY(!server.start());
        net::ServerAddress address;
        address.base = QUrl(QString::fromStdString(server.url()));
        FixedToken tokens;
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        signIn(requests, tokens);
        QTRY_VERIFY(!tokens.token.isEmpty());

        kube::Decoder decoder;
        kube::Reflector::Policy policy;
        policy.silentAtFirst = 10s; // a tenth of it is the probe's patience
        policy.poll = 1s;
        const kube::ClusterServices services{.requests = requests, .streams = streams, .decoder = decoder, .clock = Clock::system(), .platform = {}, .policy = policy};
        kube::KubeList list(services, configMaps(), {});
        list.start();
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(list.status().freshness), freshness, 30'000);
        QVERIFY(list.status().complete);
        server.withWorld([](demo::World &world) {
            (void)world.create(*world.findKind("", "v1", "configmaps"), "default", nlohmann::json{{"metadata", {{"name", "fresh-one"}}}, {"data", {{"a", "b"}}}}, false);
        });
        QTRY_VERIFY_WITH_TIMEOUT(test::rowsOf(list.store()).contains(QStringLiteral("fresh-one")), 30'000);

        bool webSocket = false;
        for (const auto &seen : server.seenRequests()) {
            QVERIFY2(seen.target.find(tokens.token.toStdString()) == std::string::npos, "no token in an address");
            bool upgrade = false;
            bool origin = false;
            for (const auto &[name, value] : seen.headers) {
                upgrade = upgrade || QByteArray::fromStdString(name).compare("Upgrade", Qt::CaseInsensitive) == 0;
                origin = origin || QByteArray::fromStdString(name).compare("Origin", Qt::CaseInsensitive) == 0;
            }
            QCOMPARE(origin, upgrade);
            webSocket = webSocket || upgrade;
        }
        QCOMPARE(webSocket, held);
        list.stop();
    }

    void aNewServerSaysAllItHasInTwoAnswers()
    {
        demo::ClusterOptions options;
        options.version = "4.1";
        options.world.nodes = 2;
        options.world.pods = 5;
        options.world.eventsPerSecond = 0;
        options.faults.failDiscoveryGroup = true;
        demo::Cluster server(options);
        QVERIFY(!server.start());
        net::ServerAddress address;
        address.base = QUrl(QString::fromStdString(server.url()));
        FixedToken tokens;
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        signIn(requests, tokens);
        QTRY_VERIFY(!tokens.token.isEmpty());
        kube::Cluster cluster(requests, streams, {}, Clock::system());
        server.clearSeenRequests();
        cluster.catalog().read();
        QTRY_COMPARE_WITH_TIMEOUT(cluster.catalog().state(), kube::Catalog::State::Partial, 30'000);
        QCOMPARE(cluster.catalog().failures().front().group, QStringLiteral("backup.example.com"));
        QVERIFY(cluster.catalog().find(QStringLiteral("deploy")));
        QVERIFY(cluster.catalog().find(QStringLiteral("pods"))->subresources.contains(QStringLiteral("log")));
        QVERIFY(cluster.catalog().find(QStringLiteral("certificates.cert-manager.io")));
        int asked = 0;
        for (const auto &seen : server.seenRequests())
            asked += seen.target.find("customresourcedefinitions") == std::string::npos ? 1 : 0;
        QCOMPARE(asked, 2);
        // One group that answers again is asked about alone.
        server.setFaults({});
        server.clearSeenRequests();
        cluster.catalog().refresh(QStringLiteral("backup.example.com"));
        QTRY_COMPARE_WITH_TIMEOUT(cluster.catalog().state(), kube::Catalog::State::Complete, 30'000);
        QVERIFY(cluster.catalog().find(QStringLiteral("backups.backup.example.com")));
    }

    void selectorsGoToTheServer_data()
    {
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<bool>("refused");
        QTest::newRow("labels") << QStringLiteral("value in (a,b),!old") << QString() << false;
        QTest::newRow("fields") << QString() << QStringLiteral("metadata.name=one,metadata.namespace!=x") << false;
        QTest::newRow("refused") << QString() << QStringLiteral("spec.color=red") << true;
    }
    void selectorsGoToTheServer()
    {
        QFETCH(QString, labels);
        QFETCH(QString, fields);
        QFETCH(bool, refused);
        demo::ClusterOptions options;
        options.world.nodes = 2;
        options.world.pods = 5;
        options.world.eventsPerSecond = 0;
        demo::Cluster server(options);
        QVERIFY(!server.start());
        const auto create = [&server](const char *name, const char *value) {
            server.withWorld([=](demo::World &world) {
                (void)world.create(*world.findKind("", "v1", "configmaps"), "default", nlohmann::json{{"metadata", {{"name", name}, {"labels", {{"value", value}}}}}}, false);
            });
        };
        create("one", "a");
        create("two", "c");
        net::ServerAddress address;
        address.base = QUrl(QString::fromStdString(server.url()));
        FixedToken tokens;
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        signIn(requests, tokens);
        QTRY_VERIFY(!tokens.token.isEmpty());
        kube::Decoder decoder;
        const kube::ClusterServices services{.requests = requests, .streams = streams, .decoder = decoder, .clock = Clock::system(), .platform = {}, .policy = {}};
        kube::ResourceKind kind = configMaps();
        kind.selectors = {labels, fields};
        kube::KubeList list(services, kind, {});
        list.start();
        QTRY_VERIFY_WITH_TIMEOUT(list.status().complete, 30'000);
        QCOMPARE(list.status().selectorsIgnored, refused);
        QVERIFY(test::rowsOf(list.store()).contains(QStringLiteral("one")));
        QCOMPARE(test::rowsOf(list.store()).contains(QStringLiteral("two")), refused);
        // The watch is asked the same.
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(list.status().freshness), static_cast<int>(Freshness::Live), 30'000);
        create("three", "c");
        create("four", "b");
        const bool four = !labels.isEmpty() || refused;
        if (four) {
            QTRY_VERIFY_WITH_TIMEOUT(test::rowsOf(list.store()).contains(QStringLiteral("four")), 30'000);
            QCOMPARE(test::rowsOf(list.store()).contains(QStringLiteral("three")), refused);
        } else {
            QCOMPARE(list.store().size(), 1);
        }
        list.stop();
    }
};

QTEST_GUILESS_MAIN(TestStandIn)
#include "tst_standin.moc"
