#include "fixture.h"

#include <QDateTime>
#include <QTest>

#include <set>

using namespace demotest;

/// The lists, watches and writes of the stand-in.
class TestClusterKube : public QObject
{
    Q_OBJECT
private slots:
    void watchBookmarkAndEnd();
    void watchSelectorTurnsChangesIntoAddedAndDeleted();
    void watchFromTooOldVersion();
    void webSocketNeedsAnOrigin();
    void pagesCoverTheWholeList();
    void expiredPageLeadsOn();
    void prettyAndCompressed();
    void largeCompressedListIsWhole();
    void writes();
    void patchTypes();
    void dryRunChangesNothing();
    void podLog();
    void unknownParameterEmptiesLists();
    void monitoringFiltersAndFails();
    void expiredContinueOffersAnother();
    void watchesAreDisturbedOnDemand();
    void watchLife();
    void finalizersHoldBack();
    void statusIsWrittenApart();
    void nodePortsAreAssigned();
};

void TestClusterKube::watchBookmarkAndEnd()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    std::uint64_t version = 0;
    cluster.withWorld([&version](World &world) { version = world.resourceVersion(); });
    const auto events = watchEvents(cluster, "/api/v1/namespaces/default/configmaps?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=" + QByteArray::number(static_cast<qulonglong>(version)), [&cluster] {
        cluster.withWorld([](World &world) { (void)world.create(*world.findKind("", "v1", "configmaps"), "default", configMap("one", "red"), false); });
    });
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0]["type"].get<std::string>(), std::string("ADDED"));
    QCOMPARE(events[0]["object"]["kind"].get<std::string>(), std::string("ConfigMap"));
    QCOMPARE(events[1]["type"].get<std::string>(), std::string("BOOKMARK"));
    QVERIFY(events[1]["object"]["metadata"].contains("resourceVersion"));
}

void TestClusterKube::watchSelectorTurnsChangesIntoAddedAndDeleted()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    std::uint64_t version = 0;
    cluster.withWorld([&version](World &world) {
        (void)world.create(*world.findKind("", "v1", "configmaps"), "default", configMap("one", "red"), false);
        version = world.resourceVersion();
    });
    const auto events = watchEvents(cluster, "/api/v1/namespaces/default/configmaps?watch=true&labelSelector=color%3Dblue&timeoutSeconds=1&resourceVersion=" + QByteArray::number(static_cast<qulonglong>(version)), [&cluster] {
        for (const char *color : {"blue", "green"}) {
            cluster.withWorld([color](World &world) {
                const auto &kind = *world.findKind("", "v1", "configmaps");
                auto object = *world.object(kind, "default", "one");
                object["metadata"]["labels"]["color"] = color;
                (void)world.update(kind, "default", "one", object, false);
            });
        }
    });
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0]["type"].get<std::string>(), std::string("ADDED"));
    QCOMPARE(events[1]["type"].get<std::string>(), std::string("DELETED"));
}

void TestClusterKube::watchFromTooOldVersion()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    cluster.withWorld([](World &world) {
        (void)world.create(*world.findKind("", "v1", "configmaps"), "default", configMap("one", "red"), false);
        world.compact();
    });
    const auto reply = get(cluster, "/api/v1/pods?watch=true&resourceVersion=1&timeoutSeconds=5", accessToken(cluster));
    QCOMPARE(reply.status, 200);
    const auto event = parsed(reply.body);
    QCOMPARE(event["type"].get<std::string>(), std::string("ERROR"));
    QCOMPARE(event["object"]["code"].get<int>(), 410);
}

void TestClusterKube::webSocketNeedsAnOrigin()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    PlainClient::Headers headers{{"Connection", "Upgrade"}, {"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}, {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    const auto path = QByteArray("/api/v1/nodes?watch=true&timeoutSeconds=1");
    const auto refused = get(cluster, path, accessToken(cluster), headers);
    QCOMPARE(refused.status, 403);
    QVERIFY(refused.body.isEmpty());
    headers.append(QPair<QByteArray, QByteArray>("Origin", "http://localhost"));
    const auto accepted = get(cluster, path, accessToken(cluster), headers);
    QCOMPARE(accepted.status, 101);
    QCOMPARE(accepted.headers.value("sec-websocket-accept"), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

void TestClusterKube::pagesCoverTheWholeList()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    std::size_t total = 0;
    cluster.withWorld([&total](World &world) { total = world.count(*world.findKind("", "v1", "pods")); });
    std::set<std::string> seen;
    QByteArray next;
    std::string version;
    int pages = 0;
    do {
        const auto page = parsed(get(cluster, "/api/v1/pods?limit=7" + (next.isEmpty() ? QByteArray() : "&continue=" + next), access).body);
        QVERIFY(page.is_object() && page["items"].size() <= 7);
        for (const auto &item : page["items"])
            QVERIFY(seen.insert(item["metadata"]["uid"].get<std::string>()).second);
        const auto &metadata = page["metadata"];
        if (version.empty())
            version = metadata["resourceVersion"].get<std::string>();
        QCOMPARE(metadata["resourceVersion"].get<std::string>(), version);
        next = QByteArray::fromStdString(metadata.value("continue", ""));
        if (!next.isEmpty())
            QCOMPARE(metadata["remainingItemCount"].get<std::size_t>(), total - seen.size());
        ++pages;
    } while (!next.isEmpty() && pages < 1000);
    QCOMPARE(seen.size(), total);
    QCOMPARE(parsed(get(cluster, "/api/v1/pods?limit=7&resourceVersion=0", access).body)["items"].size(), total);
}

void TestClusterKube::expiredPageLeadsOn()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto first = parsed(get(cluster, "/api/v1/pods?limit=7", access).body);
    std::string moved;
    cluster.withWorld([&moved](World &world) {
        (void)world.create(*world.findKind("", "v1", "configmaps"), "default", configMap("one", "red"), false);
        world.compact();
        moved = std::to_string(world.resourceVersion());
    });
    const auto expired = get(cluster, "/api/v1/pods?limit=7&continue=" + QByteArray::fromStdString(first["metadata"]["continue"].get<std::string>()), access);
    QCOMPARE(expired.status, 410);
    const auto status = parsed(expired.body);
    QCOMPARE(status["reason"].get<std::string>(), std::string("Expired"));
    const auto rest = parsed(get(cluster, "/api/v1/pods?continue=" + QByteArray::fromStdString(status["metadata"]["continue"].get<std::string>()), access).body);
    QCOMPARE(rest["metadata"]["resourceVersion"].get<std::string>(), moved);
    std::size_t total = 0;
    cluster.withWorld([&total](World &world) { total = world.count(*world.findKind("", "v1", "pods")); });
    QCOMPARE(rest["items"].size(), total - 7);
}

void TestClusterKube::prettyAndCompressed()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    QVERIFY(get(cluster, "/api/v1/nodes", access).body.startsWith("{\"kind\":\"NodeList\""));
    QVERIFY(get(cluster, "/api/v1/nodes", access, {{"User-Agent", "curl/8"}}).body.startsWith("{\n  \"kind\": \"NodeList\""));
    const auto packed = get(cluster, "/api/v1/pods", access, {{"Accept-Encoding", "gzip"}});
    QCOMPARE(packed.headers.value("content-encoding"), QByteArray("gzip"));
    QVERIFY(packed.body.startsWith("\x1f\x8b"));
    const auto kapis = get(cluster, "/kapis/resources.kubesphere.io/v1alpha3/pods", access, {{"Accept-Encoding", "gzip"}});
    QVERIFY(!kapis.headers.contains("content-encoding"));
}

void TestClusterKube::largeCompressedListIsWhole()
{
    // More than a megabyte of much alike pods: a compressor swallows whole pieces without giving anything out.
    auto options = quiet();
    options.world.nodes = 12;
    options.world.pods = 400;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto packed = get(cluster, "/api/v1/pods?limit=500", accessToken(cluster), {{"Accept-Encoding", "gzip"}});
    QCOMPARE(packed.status, 200);
    QCOMPARE(packed.headers.value("content-encoding"), QByteArray("gzip"));
    QVERIFY(packed.complete);
}

void TestClusterKube::writes()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    PlainClient client(urlOf(cluster));
    const PlainClient::Headers headers{{"Authorization", "Bearer " + access}, {"Content-Type", "application/json"}};
    const QByteArray body = R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":{"a":"1"}})";
    QCOMPARE(client.request("POST", "/api/v1/namespaces/default/configmaps", headers, body).status, 201);
    QCOMPARE(client.request("POST", "/api/v1/namespaces/default/configmaps", headers, body).status, 409);
    auto object = parsed(client.request("GET", "/api/v1/namespaces/default/configmaps/made", headers).body);
    object["data"]["a"] = "2";
    const auto changed = QByteArray::fromStdString(object.dump());
    QCOMPARE(client.request("PUT", "/api/v1/namespaces/default/configmaps/made", headers, changed).status, 200);
    QCOMPARE(client.request("PUT", "/api/v1/namespaces/default/configmaps/made", headers, changed).status, 409);
    QCOMPARE(client.request("DELETE", "/api/v1/namespaces/default/configmaps/made", headers).status, 200);
    QCOMPARE(client.request("GET", "/api/v1/namespaces/default/configmaps/made", headers).status, 404);
}

void TestClusterKube::patchTypes()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    std::string node;
    cluster.withWorld([&node](World &world) {
        world.each(*world.findKind("", "v1", "nodes"), {}, {}, {}, [&node](const sk::demo::Entry &entry) {
            node = std::string(entry.name);
            return false;
        });
    });
    const auto path = "/api/v1/nodes/" + QByteArray::fromStdString(node);
    const auto patch = [&](const char *type, const QByteArray &body) {
        return PlainClient(urlOf(cluster)).request("PATCH", path + (QByteArray(type).contains("apply") ? "?fieldManager=test" : ""), {{"Authorization", "Bearer " + access}, {"Content-Type", type}}, body);
    };
    QCOMPARE(parsed(patch("application/merge-patch+json", R"({"spec":{"unschedulable":true}})").body)["spec"]["unschedulable"].get<bool>(), true);
    QVERIFY(!parsed(patch("application/merge-patch+json", R"({"spec":{"unschedulable":null}})").body)["spec"].contains("unschedulable"));
    QCOMPARE(parsed(patch("application/json-patch+json", R"([{"op":"add","path":"/metadata/labels/made","value":"x"}])").body)["metadata"]["labels"]["made"].get<std::string>(), std::string("x"));
    // Strategic: a list is merged by its key, not replaced.
    (void)patch("application/strategic-merge-patch+json", R"({"spec":{"taints":[{"key":"one","effect":"NoSchedule"}]}})");
    const auto taints = parsed(patch("application/strategic-merge-patch+json", R"({"spec":{"taints":[{"key":"two","effect":"NoSchedule"}]}})").body)["spec"]["taints"];
    QVERIFY(taints.size() >= 2);
    QCOMPARE(parsed(patch("application/apply-patch+yaml", "metadata:\n  labels: {applied: \"1\"}\n").body)["metadata"]["labels"]["applied"].get<std::string>(), std::string("1"));
    QCOMPARE(patch("application/json", "{}").status, 415);
}

void TestClusterKube::dryRunChangesNothing()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    std::uint64_t before = 0, after = 0;
    cluster.withWorld([&before](World &world) { before = world.resourceVersion(); });
    const auto reply = PlainClient(urlOf(cluster)).request("POST", "/api/v1/namespaces/default/configmaps?dryRun=All", {{"Authorization", "Bearer " + accessToken(cluster)}, {"Content-Type", "application/json"}}, R"({"metadata":{"name":"x"}})");
    QCOMPARE(reply.status, 201);
    cluster.withWorld([&after](World &world) { after = world.resourceVersion(); });
    QCOMPARE(after, before);
}

void TestClusterKube::podLog()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    QByteArray path;
    cluster.withWorld([&path](World &world) {
        const auto &kind = *world.findKind("", "v1", "pods");
        world.each(kind, {}, {}, {}, [&](const sk::demo::Entry &entry) {
            const auto pod = *world.object(kind, entry.nameSpace, entry.name);
            if (pod["status"]["phase"] != "Running")
                return true;
            path = QByteArray::fromStdString("/api/v1/namespaces/" + std::string(entry.nameSpace) + "/pods/" + std::string(entry.name) + "/log?container=" + pod["spec"]["containers"][0]["name"].get<std::string>());
            return false;
        });
    });
    const auto access = accessToken(cluster);
    const auto plain = get(cluster, path + "&tailLines=3", access);
    QCOMPARE(plain.status, 200);
    QCOMPARE(plain.body.count('\n'), 3);
    const auto stamped = get(cluster, path + "&tailLines=1&timestamps=true", access);
    QVERIFY2(QDateTime::fromString(QString::fromLatin1(stamped.body.left(19)), Qt::ISODate).isValid(), stamped.body.constData());
}

void TestClusterKube::unknownParameterEmptiesLists()
{
    for (const char *version : {"3.4", "4.1"}) {
        Cluster cluster(quiet(version));
        QVERIFY(!cluster.start());
        const auto access = accessToken(cluster);
        const auto list = parsed(get(cluster, "/kapis/resources.kubesphere.io/v1alpha3/nodes?watch=true", access).body);
        QCOMPARE(list.value("totalItems", -1), QByteArray(version) == "3.4" ? 0 : 4);
        const auto items = parsed(get(cluster, "/kapis/resources.kubesphere.io/v1alpha3/nodes", access).body)["items"];
        QCOMPARE(items[0].contains("kind"), QByteArray(version) == "4.1");
        QCOMPARE(items[0]["metadata"]["annotations"].contains("node.kubesphere.io/cpu-requests"), QByteArray(version) == "3.4");
        QCOMPARE(get(cluster, "/kapis/resources.kubesphere.io/v1alpha3/nodes/ghost", access).status, QByteArray(version) == "3.4" ? 500 : 404);
    }
}

void TestClusterKube::monitoringFiltersAndFails()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const QByteArray path = "/kapis/monitoring.kubesphere.io/v1alpha3/nodes?metrics_filter=node_load1";
    auto results = parsed(get(cluster, path, access).body)["results"];
    QCOMPARE(results.size(), std::size_t(2)); // load1 and load15: not anchored
    QCOMPARE(results[0]["data"]["result"].size(), std::size_t(4));
    QVERIFY(results[0]["data"]["result"][0]["value"][1].is_string());
    QVERIFY(parsed(get(cluster, "/kapis/monitoring.kubesphere.io/v1alpha3/nodes?metrics_filter=zzz", access).body)["results"].is_null());
    Faults faults;
    faults.prometheusDown = true;
    cluster.setFaults(faults);
    const auto down = get(cluster, path, access);
    QCOMPARE(down.status, 200);
    results = parsed(down.body)["results"];
    QVERIFY(results[0].contains("error") && results[0]["data"].empty());
}

void TestClusterKube::expiredContinueOffersAnother()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto first = parsed(get(cluster, "/api/v1/pods?limit=10", access).body);
    const auto next = QByteArray::fromStdString(first["metadata"]["continue"].get<std::string>());
    Faults faults;
    faults.continueLifeMs = 0;
    cluster.setFaults(faults);
    const auto refused = get(cluster, "/api/v1/pods?limit=10&continue=" + next, access);
    QCOMPARE(refused.status, 410);
    const auto status = parsed(refused.body);
    QCOMPARE(status["reason"].get<std::string>(), std::string("Expired"));
    // The token of the refusal goes on from the same place, with what is there now.
    const auto again = get(cluster, "/api/v1/pods?limit=500&continue=" + QByteArray::fromStdString(status["metadata"]["continue"].get<std::string>()), access);
    QCOMPARE(again.status, 200);
    std::size_t total = 0;
    cluster.withWorld([&total](World &world) { total = world.count(*world.findKind("", "v1", "pods")); });
    QCOMPARE(parsed(again.body)["items"].size(), total - 10);
}

void TestClusterKube::watchesAreDisturbedOnDemand()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    using Kind = sk::demo::WatchTrouble::Kind;
    for (const auto kind : {Kind::End, Kind::Cut, Kind::Error}) {
        PlainClient client(urlOf(cluster));
        client.open();
        client.send("GET", "/api/v1/nodes?watch=true&timeoutSeconds=600", {{"Authorization", "Bearer " + access}});
        QTRY_COMPARE(cluster.openWatches(), 1);
        cluster.disturbWatches({kind, 410});
        const auto reply = client.read(8000);
        QCOMPARE(reply.complete, kind != Kind::Cut);
        QCOMPARE(reply.body.contains("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\""), kind == Kind::Error);
        QTRY_COMPARE(cluster.openWatches(), 0);
    }
    QCOMPARE(PlainClient(urlOf(cluster)).request("POST", "/demo/watches", {}, R"({"action":"error","code":500})").status, 200);
    QCOMPARE(PlainClient(urlOf(cluster)).request("POST", "/demo/watches", {}, R"({"action":"tickle"})").status, 400);
}

void TestClusterKube::watchLife()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.watchLifeMs = 50;
    cluster.setFaults(faults);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/nodes?watch=true", {{"Authorization", "Bearer " + access}});
    const auto reply = client.read(20000);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.complete && !client.connected());
}

void TestClusterKube::finalizersHoldBack()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const QByteArray path = "/api/v1/namespaces/default/configmaps";
    QCOMPARE(ask(cluster, "POST", path, access, R"({"metadata":{"name":"held","finalizers":["example.com/keep"]}})").status, 201);
    const auto going = parsed(ask(cluster, "DELETE", path + "/held", access, {}).body);
    QVERIFY(going["metadata"].contains("deletionTimestamp"));
    QCOMPARE(get(cluster, path + "/held", access).status, 200);
    QCOMPARE(ask(cluster, "PATCH", path + "/held", access, R"({"metadata":{"finalizers":null}})", "application/merge-patch+json").status, 200);
    QCOMPARE(get(cluster, path + "/held", access).status, 404);
}

void TestClusterKube::statusIsWrittenApart()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const QByteArray path = "/apis/backup.example.com/v1/namespaces/shop/backups/postgres-nightly";
    const QByteArray both = R"({"spec":{"retention":"1h"},"status":{"phase":"Tested"}})";
    const auto before = parsed(get(cluster, path, access).body);
    QCOMPARE(before["kind"].get<std::string>(), std::string("Backup"));
    const auto main = parsed(ask(cluster, "PATCH", path, access, both, "application/merge-patch+json").body);
    QCOMPARE(main["spec"]["retention"].get<std::string>(), std::string("1h"));
    QCOMPARE(main["status"]["phase"], before["status"]["phase"]);
    const auto status = parsed(ask(cluster, "PATCH", path + "/status", access, R"({"spec":{"retention":"2h"},"status":{"phase":"Tested"}})", "application/merge-patch+json").body);
    QCOMPARE(status["spec"]["retention"].get<std::string>(), std::string("1h"));
    QCOMPARE(status["status"]["phase"].get<std::string>(), std::string("Tested"));
}

void TestClusterKube::nodePortsAreAssigned()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const QByteArray path = "/api/v1/namespaces/kubesphere-system/services/ks-apiserver";
    auto service = parsed(get(cluster, path, access).body);
    QCOMPARE(service["spec"]["type"].get<std::string>(), std::string("ClusterIP"));
    QCOMPARE(service["spec"]["ports"][0]["port"].get<int>(), 80);
    QCOMPARE(service["spec"]["ports"][0]["targetPort"].get<int>(), 9090);
    const auto patch = [&](const QByteArray &body) { return ask(cluster, "PATCH", path, access, body, "application/merge-patch+json"); };
    service = parsed(patch(R"({"spec":{"type":"NodePort"}})").body);
    const int number = service["spec"]["ports"][0]["nodePort"].get<int>();
    QVERIFY(number >= 30000 && number <= 32767);
    QCOMPARE(patch(R"({"spec":{"ports":[{"port":80,"targetPort":9090,"nodePort":99}]}})").status, 422);
    service = parsed(patch(R"({"spec":{"type":"ClusterIP"}})").body);
    QVERIFY(!service["spec"]["ports"][0].contains("nodePort"));
}

QTEST_GUILESS_MAIN(TestClusterKube)
#include "tst_cluster_kube.moc"
