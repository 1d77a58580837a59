#include "fixture.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <tuple>

using namespace demotest;

namespace {

const QByteArray kapis = "/kapis/resources.kubesphere.io/v1alpha3/";

QList<QByteArray> namesOf(const json &list)
{
    QList<QByteArray> names;
    for (const auto &item : list["items"])
        names.append(QByteArray::fromStdString(item["metadata"]["name"].get<std::string>()));
    return names;
}

/// The frames of a WebSocket as a server sends them: unmasked, final; the close code last.
struct Frames {
    QList<QByteArray> texts;
    int closeCode = 0;
};

Frames framesOf(const QByteArray &bytes)
{
    Frames frames;
    for (qsizetype at = 0; at + 2 <= bytes.size();) {
        const int code = static_cast<quint8>(bytes[at]) & 15;
        qsizetype size = static_cast<quint8>(bytes[at + 1]) & 127;
        const int more = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (more) {
            size = 0;
            for (int i = 0; i < more; ++i)
                size = size * 256 + static_cast<quint8>(bytes[at + 2 + i]);
        }
        const auto body = bytes.mid(at + 2 + more, size);
        if (code == 1)
            frames.texts.append(body);
        else if (code == 8 && body.size() >= 2)
            frames.closeCode = static_cast<quint8>(body[0]) * 256 + static_cast<quint8>(body[1]);
        at += 2 + more + size;
    }
    return frames;
}

} // namespace

/// What the stand-in lets clients read, by the contract's words and not only by its recordings.
class TestClusterReads : public QObject
{
    Q_OBJECT
private slots:
    void versions_data();
    void versions();
    void pagesAndOrder();
    void oddities();
    void selectors_data();
    void selectors();
    void tables();
    void metadataOnly();
    void customResources();
    void webSocketWatch();
    void followedLog();
    void discoveryThatFails();
    void discoveryInOneAnswer();
};

void TestClusterReads::versions_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("bareVersion"); // GET /version without credentials
    QTest::addColumn<int>("monitoring");
    QTest::addColumn<int>("missing"); // one missing object
    QTest::newRow("3.3") << QByteArray("3.3") << 403 << 200 << 500;
    QTest::newRow("3.4") << QByteArray("3.4") << 403 << 200 << 500;
    QTest::newRow("4.1") << QByteArray("4.1") << 200 << 404 << 404;
}

void TestClusterReads::versions()
{
    QFETCH(QByteArray, version);
    QFETCH(int, bareVersion);
    QFETCH(int, monitoring);
    QFETCH(int, missing);
    Cluster cluster(quiet(version.constData()));
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    QCOMPARE(PlainClient(urlOf(cluster)).request("GET", "/version").status, bareVersion);
    const auto open = parsed(PlainClient(urlOf(cluster)).request("GET", version == "4.1" ? "/version" : "/kapis/version").body);
    QVERIFY(QByteArray::fromStdString(open["gitVersion"].get<std::string>()).startsWith('v' + version));
    QVERIFY(open.contains("kubernetes"));
    const auto configz = parsed(PlainClient(urlOf(cluster)).request("GET", "/kapis/config.kubesphere.io/v1alpha2/configs/configz").body);
    QCOMPARE(configz["multicluster"].is_boolean(), version != "4.1");
    QCOMPARE(get(cluster, "/kapis/monitoring.kubesphere.io/v1alpha3/nodes", access).status, monitoring);
    QCOMPARE(get(cluster, kapis + "nodes/ghost", access).status, missing);
    QCOMPARE(get(cluster, "/kapis/tenant.kubesphere.io/" + QByteArray(version == "4.1" ? "v1beta1" : "v1alpha2") + "/namespaces", access).status, 200);
    QCOMPARE(get(cluster, "/kapis/iam.kubesphere.io/" + QByteArray(version == "4.1" ? "v1beta1" : "v1alpha2") + "/users", access).status, 200);
    QCOMPARE(get(cluster, "/kapis/ghost.kubesphere.io/v1/things", access).status, 404);
}

void TestClusterReads::pagesAndOrder()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto list = [&](const QByteArray &query) { return parsed(get(cluster, kapis + "namespaces" + query, access).body); };
    const auto all = namesOf(list("?sortBy=name&ascending=true"));
    QVERIFY(all.size() > 5 && std::is_sorted(all.begin(), all.end()));
    auto reversed = namesOf(list("?sortBy=name"));
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(reversed, all);
    QCOMPARE(namesOf(list("?sortBy=name&ascending=true&limit=3&page=2")), all.mid(3, 3));
    const auto beyond = list("?limit=3&page=1000");
    QVERIFY(beyond["items"].empty());
    QCOMPARE(beyond["totalItems"].get<int>(), static_cast<int>(all.size()));
    QVERIFY(namesOf(list("?name=kube")).size() < all.size()); // a part of the name is enough
}

void TestClusterReads::oddities()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto count = [&](const QByteArray &path) { return parsed(get(cluster, kapis + path, access).body).value("totalItems", -1); };
    QCOMPARE(count("nodes"), 4);
    QCOMPARE(count("nodes?nonsense=1"), 0);
    QCOMPARE(count("nodes?pretty=true"), 0);
    QCOMPARE(count("nodes?labelSelector=a%3Db%3Dc%21"), 4); // a broken selector selects everything
    // The older code behind some types panics beyond the last page.
    QCOMPARE(get(cluster, kapis + "storageclasses?limit=5&page=9", access).status, 500);
    const auto unknown = get(cluster, kapis + "dreams", access);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.body, QByteArray("resource is not supported\n"));
    // Clusters do not exist without multi-cluster; discovery behind a cluster prefix ends the connection.
    QCOMPARE(get(cluster, "/api/clusters/x/v1", access).status, 0);
}

void TestClusterReads::selectors_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("count"); // -1: 400
    QTest::newRow("equal") << QByteArray("labelSelector=color%3Dred") << 2;
    QTest::newRow("not equal") << QByteArray("labelSelector=color%21%3Dred") << 1;
    QTest::newRow("in") << QByteArray("labelSelector=color%20in%20(red,blue)") << 3;
    QTest::newRow("not in") << QByteArray("labelSelector=color%20notin%20(red)") << 1;
    QTest::newRow("there") << QByteArray("labelSelector=color") << 3;
    QTest::newRow("not there") << QByteArray("labelSelector=%21color") << 0;
    QTest::newRow("two") << QByteArray("labelSelector=color%3Dred,size%3Dbig") << 1;
    QTest::newRow("name") << QByteArray("fieldSelector=metadata.name%3Dsecond") << 1;
    QTest::newRow("not this name") << QByteArray("fieldSelector=metadata.name%21%3Dsecond") << 2;
    QTest::newRow("both") << QByteArray("fieldSelector=metadata.name%3Dsecond&labelSelector=color%3Dblue") << 0;
    QTest::newRow("broken label") << QByteArray("labelSelector=color%3D%3D%3D") << -1;
    QTest::newRow("unknown field") << QByteArray("fieldSelector=data.a%3D1") << -1;
}

void TestClusterReads::selectors()
{
    QFETCH(QByteArray, query);
    QFETCH(int, count);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    cluster.withWorld([](World &world) {
        const auto &kind = *world.findKind("", "v1", "configmaps");
        (void)world.create(*world.findKind("", "v1", "namespaces"), {}, {{"metadata", {{"name", "colors"}}}}, false);
        for (const auto &[name, color, size] : {std::tuple("first", "red", "big"), std::tuple("second", "red", "small"), std::tuple("third", "blue", "big")})
            (void)world.create(kind, "colors", {{"metadata", {{"name", name}, {"labels", {{"color", color}, {"size", size}}}}}}, false);
    });
    const auto reply = get(cluster, "/api/v1/namespaces/colors/configmaps?" + query, accessToken(cluster));
    if (count < 0) {
        QCOMPARE(reply.status, 400);
        return;
    }
    auto names = namesOf(parsed(reply.body));
    names.removeAll("kube-root-ca.crt"); // every namespace has one
    QCOMPARE(names.size(), count);
}

void TestClusterReads::tables()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto table = [&](const QByteArray &path) { return parsed(get(cluster, path, access, {{"Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"}}).body); };
    const auto pods = table("/api/v1/pods?limit=5");
    QCOMPARE(pods["kind"].get<std::string>(), std::string("Table"));
    QCOMPARE(pods["rows"].size(), std::size_t(5));
    QVERIFY(pods["metadata"].contains("continue"));
    QStringList columns;
    for (const auto &column : pods["columnDefinitions"])
        columns.append(QString::fromStdString(column["name"].get<std::string>()));
    QCOMPARE(columns, (QStringList{QStringLiteral("Name"), QStringLiteral("Ready"), QStringLiteral("Status"), QStringLiteral("Restarts"), QStringLiteral("Age"), QStringLiteral("IP"), QStringLiteral("Node"), QStringLiteral("Nominated Node"), QStringLiteral("Readiness Gates")}));
    for (const auto &row : pods["rows"]) {
        QCOMPARE(row["cells"].size(), pods["columnDefinitions"].size());
        QCOMPARE(row["object"]["kind"].get<std::string>(), std::string("PartialObjectMetadata"));
    }
    QVERIFY(!table("/api/v1/pods?limit=1&includeObject=None")["rows"][0].contains("object") || table("/api/v1/pods?limit=1&includeObject=None")["rows"][0]["object"].is_null());
    QCOMPARE(table("/api/v1/pods?limit=1&includeObject=Object")["rows"][0]["object"]["kind"].get<std::string>(), std::string("Pod"));
}

void TestClusterReads::metadataOnly()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto list = parsed(get(cluster, "/api/v1/secrets", accessToken(cluster), {{"Accept", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"}}).body);
    QCOMPARE(list["kind"].get<std::string>(), std::string("PartialObjectMetadataList"));
    QVERIFY(!list["items"].empty());
    for (const auto &item : list["items"])
        QVERIFY(item.contains("metadata") && !item.contains("data"));
}

void TestClusterReads::customResources()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    int shown = 0;
    const auto definitions = parsed(get(cluster, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", access).body);
    for (const auto &crd : definitions["items"]) {
        const auto &version = crd["spec"]["versions"][0];
        if (!version.contains("additionalPrinterColumns"))
            continue;
        const auto path = QByteArray::fromStdString("/apis/" + crd["spec"]["group"].get<std::string>() + '/' + version["name"].get<std::string>() + '/' + crd["spec"]["names"]["plural"].get<std::string>());
        const auto table = parsed(get(cluster, path.contains(' ') ? QByteArray(path).replace(" ", "%20") : path, access, {{"Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"}}).body);
        std::set<std::string> columns;
        for (const auto &column : table["columnDefinitions"])
            columns.insert(column["name"].get<std::string>());
        for (const auto &column : version["additionalPrinterColumns"])
            QVERIFY2(columns.count(column["name"].get<std::string>()), path.constData());
        ++shown;
    }
    QVERIFY(shown >= 2);
}

void TestClusterReads::webSocketWatch()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/nodes?watch=true&allowWatchBookmarks=true&timeoutSeconds=1",
                {{"Authorization", "Bearer " + accessToken(cluster)}, {"Connection", "Upgrade"}, {"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}, {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}, {"Origin", "http://localhost"}});
    auto bytes = client.read(8000).body;
    QTRY_VERIFY_WITH_TIMEOUT((client.socket()->waitForReadyRead(20), bytes += client.socket()->readAll(), framesOf(bytes).closeCode != 0), 20000);
    const auto frames = framesOf(bytes);
    QCOMPARE(frames.closeCode, 1000);
    QCOMPARE(frames.texts.size(), 5);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(parsed(frames.texts[i])["type"].get<std::string>(), std::string("ADDED"));
    QCOMPARE(parsed(frames.texts.last())["type"].get<std::string>(), std::string("BOOKMARK"));
}

void TestClusterReads::followedLog()
{
    auto options = quiet();
    options.world.eventsPerSecond = 1;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    QByteArray path;
    cluster.withWorld([&path](World &world) {
        const auto &kind = *world.findKind("", "v1", "pods");
        world.each(kind, "kube-system", {}, {}, [&](const sk::demo::Entry &entry) {
            const auto pod = *world.object(kind, entry.nameSpace, entry.name);
            if (pod["status"]["phase"] != "Running")
                return true;
            path = QByteArray::fromStdString("/api/v1/namespaces/kube-system/pods/" + std::string(entry.name) + "/log?container=" + pod["spec"]["containers"][0]["name"].get<std::string>());
            return false;
        });
    });
    const auto access = accessToken(cluster);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", path + "&follow=true&tailLines=1", {{"Authorization", "Bearer " + access}});
    PlainClient::Reply reply;
    QTRY_VERIFY_WITH_TIMEOUT((reply = client.read(100), reply.body.count('\n') > 1), 60000);
    QVERIFY(!reply.complete && client.connected());
}

void TestClusterReads::discoveryThatFails()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto groups = parsed(get(cluster, "/apis", access).body)["groups"];
    const auto failing = [&] {
        int count = 0;
        for (const auto &group : groups) {
            const auto path = "/apis/" + QByteArray::fromStdString(group["preferredVersion"]["groupVersion"].get<std::string>());
            count += get(cluster, path, access).status == 503 ? 1 : 0;
        }
        return count;
    };
    QVERIFY(groups.size() > 10);
    QCOMPARE(failing(), 0);
    Faults faults;
    faults.failDiscoveryGroup = true;
    cluster.setFaults(faults);
    QCOMPARE(failing(), 1);
}

void TestClusterReads::discoveryInOneAnswer()
{
    const QByteArray type = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    for (const char *version : {"3.4", "4.1"}) {
        Cluster cluster(quiet(version));
        QVERIFY(!cluster.start());
        const auto access = accessToken(cluster);
        const bool newer = qstrcmp(version, "4.1") == 0;
        const auto core = get(cluster, "/api", access, {{"Accept", type + ",application/json"}});
        QCOMPARE(QByteArray::fromStdString(parsed(core.body).value("kind", "")), newer ? QByteArray("APIGroupDiscoveryList") : QByteArray("APIVersions"));
        if (!newer)
            continue;
        QCOMPARE(core.headers.value("content-type"), type);
        // Whoever would rather have the list of groups gets it, and the other version of the form is known too.
        QCOMPARE(QByteArray::fromStdString(parsed(get(cluster, "/apis", access, {{"Accept", "application/json," + type}}).body).value("kind", "")), QByteArray("APIGroupList"));
        QCOMPARE(QByteArray::fromStdString(parsed(get(cluster, "/apis", access, {{"Accept", QByteArray(type).replace("v=v2", "v=v2beta1")}}).body).value("apiVersion", "")),
            QByteArray("apidiscovery.k8s.io/v2beta1"));

        // It says the same as the answers group by group.
        const auto groups = parsed(get(cluster, "/apis", access, {{"Accept", type}}).body)["items"];
        QVERIFY(groups.size() > 10);
        for (const auto &group : groups) {
            for (const auto &each : group["versions"]) {
                const auto path = "/apis/" + QByteArray::fromStdString(group["metadata"]["name"].get<std::string>() + '/' + each["version"].get<std::string>());
                std::set<std::string> plain, aggregated;
                const auto listed = parsed(get(cluster, path, access).body);
                for (const auto &resource : listed["resources"])
                    plain.insert(resource["name"].get<std::string>() + ' ' + resource["verbs"].dump());
                for (const auto &resource : each["resources"]) {
                    aggregated.insert(resource["resource"].get<std::string>() + ' ' + resource["verbs"].dump());
                    for (const auto &sub : resource.value("subresources", json::array()))
                        aggregated.insert(resource["resource"].get<std::string>() + '/' + sub["subresource"].get<std::string>() + ' ' + sub["verbs"].dump());
                }
                QCOMPARE(aggregated, plain);
            }
        }
        Faults faults;
        faults.failDiscoveryGroup = true;
        cluster.setFaults(faults);
        int stale = 0;
        const auto later = parsed(get(cluster, "/apis", access, {{"Accept", type}}).body)["items"];
        for (const auto &group : later)
            for (const auto &each : group["versions"])
                stale += each["freshness"] == "Stale" ? 1 : 0;
        QVERIFY(stale > 0);
    }
}

QTEST_GUILESS_MAIN(TestClusterReads)
#include "tst_cluster_reads.moc"
