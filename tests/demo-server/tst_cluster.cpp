#include "plainclient.h"

#include <sk/server/cluster.h>

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using nlohmann::json;
using sk::demo::Cluster;
using sk::demo::ClusterOptions;
using sk::demo::Faults;
using sk::demo::World;

namespace {

ClusterOptions quiet(const char *version = "3.4")
{
    ClusterOptions options;
    options.version = version;
    options.world.nodes = 4;
    options.world.pods = 60;
    options.world.eventsPerSecond = 0;
    return options;
}

QUrl urlOf(const Cluster &cluster)
{
    return QUrl(QString::fromStdString(cluster.url()));
}

QByteArray encoded(const QByteArray &value)
{
    return value.toPercentEncoding();
}

QByteArray passwordForm(const QByteArray &user, const QByteArray &password, const QByteArray &client = "kubesphere", const QByteArray &secret = "kubesphere")
{
    return "grant_type=password&username=" + encoded(user) + "&password=" + encoded(password) + "&client_id=" + encoded(client) + "&client_secret=" + encoded(secret);
}

PlainClient::Reply token(const Cluster &cluster, const QByteArray &form)
{
    return PlainClient(urlOf(cluster)).request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, form);
}

json parsed(const QByteArray &text)
{
    return json::parse(text.toStdString(), nullptr, false);
}

QByteArray accessToken(const Cluster &cluster, const QByteArray &user = "admin")
{
    const auto answer = parsed(token(cluster, passwordForm(user, "P@88w0rd")).body);
    return answer.is_object() ? QByteArray::fromStdString(answer.value("access_token", "")) : QByteArray();
}

PlainClient::Reply get(const Cluster &cluster, const QByteArray &path, const QByteArray &access, const PlainClient::Headers &more = {})
{
    auto headers = more;
    headers.append({"Authorization", "Bearer " + access});
    return PlainClient(urlOf(cluster)).request("GET", path, headers);
}

QByteArray error(int status, const char *code, const char *description)
{
    return QByteArray::number(status) + '|' + code + '|' + description;
}

QByteArray shownError(const PlainClient::Reply &reply)
{
    const auto body = parsed(reply.body);
    return QByteArray::number(reply.status) + '|' + QByteArray::fromStdString(body.value("error", "")) + '|' + QByteArray::fromStdString(body.value("error_description", ""));
}

QList<json> watchEvents(const Cluster &cluster, const QByteArray &path, const std::function<void()> &meanwhile)
{
    PlainClient client(urlOf(cluster));
    const auto access = accessToken(cluster);
    client.open();
    client.send("GET", path, {{"Authorization", "Bearer " + access}});
    // The watch is there once its head has come.
    (void)client.read(300);
    meanwhile();
    const auto reply = client.read(8000);
    QList<json> events;
    for (const auto &line : reply.body.split('\n')) {
        if (!line.isEmpty())
            events.append(parsed(line));
    }
    return events;
}

sk::demo::Json configMap(const char *name, const char *color)
{
    return {{"apiVersion", "v1"}, {"kind", "ConfigMap"}, {"metadata", {{"name", name}, {"labels", {{"color", color}}}}}, {"data", {{"a", "1"}}}};
}

} // namespace

/// What the stand-in does by itself: sign-in, watches, pages, faults, TLS.
class TestCluster : public QObject
{
    Q_OBJECT
private slots:
    void tokenErrors_data();
    void tokenErrors();
    void passwordsArriveUnchanged_data();
    void passwordsArriveUnchanged();
    void locksOut();
    void singleLoginEndsOtherTokens();
    void staleTokenOnTheTokenCall();
    void roles();
    void documentedApiDomain();
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
    void faultAnswers_data();
    void faultAnswers();
    void faultCut();
    void faultSilent();
    void faultLatency();
    void faultSlow();
    void faultBufferedWatch();
    void controlPort();
    void restartKillsTokens();
    void tlsWithOwnCa();
    void certificateThatDoesNotFit();
    void portInUse();
    void onlyLoopback();
};

void TestCluster::tokenErrors_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("expected");
    struct Row {
        const char *name;
        QByteArray form, v3, v4;
    };
    const auto good = passwordForm("admin", "P@88w0rd");
    const QList<Row> rows{
        {"unknown client", passwordForm("admin", "P@88w0rd", "other"), error(401, "invalid_client", "the OAuth client was not found"), error(400, "invalid_client", "The provided client_id is invalid or does not exist.")},
        {"wrong secret", passwordForm("admin", "P@88w0rd", "kubesphere", "no"), error(401, "invalid_client", "invalid client credential"), error(401, "unauthorized_client", "Invalid client credential.")},
        {"unknown grant", QByteArray(good).replace("=password&", "=magic&"), error(400, "unsupported_grant_type", ""), error(400, "unsupported_grant_type", "The provided grant_type is not supported.")},
        {"wrong password", passwordForm("admin", "no"), error(400, "invalid_grant", "incorrect password"), error(400, "invalid_grant", "Invalid username or password.")},
        {"unknown user", passwordForm("ghost", "no"), error(400, "invalid_grant", "incorrect password"), error(400, "invalid_grant", "Invalid username or password.")},
        {"disabled", passwordForm("disabled", "P@88w0rd"), error(400, "invalid_grant", "account is not active"), error(400, "invalid_grant", "Account suspended.")},
        {"garbage to refresh", "grant_type=refresh_token&refresh_token=abc&client_id=kubesphere&client_secret=kubesphere", error(400, "invalid_grant", "token contains an invalid number of segments"), error(400, "invalid_grant", "The refresh token is invalid or expired.")},
        {"empty", "", error(401, "invalid_client", "the OAuth client was not found"), error(400, "invalid_client", "The provided client_id is invalid or does not exist.")},
    };
    for (const auto &row : rows) {
        for (const char *version : {"3.3", "3.4", "4.1"})
            QTest::addRow("%s %s", version, row.name) << QByteArray(version) << row.form << (QByteArray(version) == "4.1" ? row.v4 : row.v3);
    }
}

void TestCluster::tokenErrors()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, expected);
    Cluster cluster(quiet(version.constData()));
    QVERIFY(!cluster.start());
    QCOMPARE(shownError(token(cluster, form)), expected);
}

void TestCluster::passwordsArriveUnchanged_data()
{
    QTest::addColumn<QString>("password");
    for (const auto &password : {QStringLiteral("+ & = % # \" $ é 漢"), QStringLiteral(" leading and trailing "), QStringLiteral("a+b&c=d%20e"), QString(1000, QLatin1Char('x'))})
        QTest::newRow(qPrintable(password.left(12))) << password;
}

void TestCluster::passwordsArriveUnchanged()
{
    QFETCH(QString, password);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    (void)token(cluster, passwordForm("admin", password.toUtf8()));
    const auto seen = cluster.seenRequests();
    QCOMPARE(seen.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(seen[0].body), QStringLiteral("grant_type=password&username=admin&password=") + password + QStringLiteral("&client_id=kubesphere&client_secret=kubesphere"));
}

void TestCluster::locksOut()
{
    auto options = quiet();
    options.lockoutFailures = 3;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(token(cluster, passwordForm("operator", "no")).status, 400);
    QCOMPARE(shownError(token(cluster, passwordForm("operator", "P@88w0rd"))), error(429, "invalid_grant", "auth rate limit exceeded"));
    QCOMPARE(token(cluster, passwordForm("admin", "P@88w0rd")).status, 200);
}

void TestCluster::singleLoginEndsOtherTokens()
{
    auto options = quiet();
    options.multipleLogin = false;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto first = accessToken(cluster);
    QCOMPARE(get(cluster, "/api/v1/nodes", first).status, 200);
    QTest::qWait(1100); // tokens of one second may be the same string, there as here
    const auto second = accessToken(cluster);
    const auto refused = get(cluster, "/api/v1/nodes", first);
    QCOMPARE(refused.status, 401);
    QVERIFY(refused.body.contains("token not found in cache"));
    QCOMPARE(get(cluster, "/api/v1/nodes", second).status, 200);
}

void TestCluster::staleTokenOnTheTokenCall()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto reply = PlainClient(urlOf(cluster)).request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Bearer junk"}}, passwordForm("admin", "P@88w0rd"));
    QCOMPARE(reply.status, 401);
    QCOMPARE(parsed(reply.body).value("kind", ""), std::string("Status"));
}

void TestCluster::roles()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    QCOMPARE(PlainClient(urlOf(cluster)).request("GET", "/api/v1/nodes").status, 403);
    QCOMPARE(get(cluster, "/api/v1/nodes", accessToken(cluster, "viewer")).status, 403);
    const auto see = accessToken(cluster, "operator");
    QCOMPARE(get(cluster, "/api/v1/nodes", see).status, 200);
    const auto write = PlainClient(urlOf(cluster)).request("DELETE", "/api/v1/nodes/x", {{"Authorization", "Bearer " + see}});
    QCOMPARE(write.status, 403);
    const auto newcomer = accessToken(cluster, "newcomer").split('.').value(1);
    const auto claims = parsed(QByteArray::fromBase64(newcomer, QByteArray::Base64UrlEncoding));
    QCOMPARE(claims["extra"]["uninitialized"][0].get<std::string>(), std::string("true"));
}

void TestCluster::documentedApiDomain()
{
    auto options = quiet();
    options.world.apiDomain = "Super Kubenetes.io";
    options.clientId = options.clientSecret = "Super Kubenetes";
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto answer = parsed(token(cluster, passwordForm("admin", "P@88w0rd", "Super Kubenetes", "Super Kubenetes")).body);
    const auto access = QByteArray::fromStdString(answer.value("access_token", ""));
    const auto nodes = get(cluster, "/kapis/resources.Super%20Kubenetes.io/v1alpha3/nodes", access);
    QCOMPARE(nodes.status, 200);
    QCOMPARE(parsed(nodes.body).value("totalItems", 0), 4);
    QVERIFY(nodes.body.startsWith("{\n \"items\": [\n  {\n   \"metadata\": {"));
}

void TestCluster::watchBookmarkAndEnd()
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

void TestCluster::watchSelectorTurnsChangesIntoAddedAndDeleted()
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

void TestCluster::watchFromTooOldVersion()
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

void TestCluster::webSocketNeedsAnOrigin()
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

void TestCluster::pagesCoverTheWholeList()
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

void TestCluster::expiredPageLeadsOn()
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

void TestCluster::prettyAndCompressed()
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

void TestCluster::largeCompressedListIsWhole()
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

void TestCluster::writes()
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

void TestCluster::patchTypes()
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

void TestCluster::dryRunChangesNothing()
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

void TestCluster::podLog()
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

void TestCluster::unknownParameterEmptiesLists()
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

void TestCluster::monitoringFiltersAndFails()
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

void TestCluster::faultAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("500") << QByteArray("500") << 500 << QByteArray("Internal server error");
    QTest::newRow("502") << QByteArray("502") << 502 << QByteArray("<html>");
    QTest::newRow("503") << QByteArray("503") << 503 << QByteArray("ErrStatus");
    QTest::newRow("429") << QByteArray("429") << 429 << QByteArray("TooManyRequests");
    QTest::newRow("redirect") << QByteArray("redirect") << 302 << QByteArray();
    QTest::newRow("html") << QByteArray("html") << 200 << QByteArray("<!DOCTYPE html>");
}

void TestCluster::faultAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, contains);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    Faults faults;
    faults.answer = answer.toStdString();
    faults.redirectTo = "http://127.0.0.1:1/login";
    cluster.setFaults(faults);
    const auto reply = PlainClient(urlOf(cluster)).request("GET", "/api/v1/nodes");
    QCOMPARE(reply.status, status);
    QVERIFY(reply.body.contains(contains));
    if (answer == "redirect")
        QCOMPARE(reply.headers.value("location"), QByteArray("http://127.0.0.1:1/login"));
}

void TestCluster::faultCut()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.cutAfterBytes = 1000;
    cluster.setFaults(faults);
    const auto reply = get(cluster, "/api/v1/pods", access);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.complete);
    QCOMPARE(reply.body.size(), 1000);
}

void TestCluster::faultSilent()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.silentAfterBytes = 1000;
    cluster.setFaults(faults);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/pods", {{"Authorization", "Bearer " + access}});
    const auto reply = client.read(1500);
    QCOMPARE(reply.body.size(), 1000);
    QVERIFY(!reply.complete);
    QVERIFY(client.connected());
}

void TestCluster::faultLatency()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    Faults faults;
    faults.latencyMs = 400;
    cluster.setFaults(faults);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(PlainClient(urlOf(cluster)).request("GET", "/kapis/version").status, 200);
    QVERIFY(clock.elapsed() >= 400);
}

void TestCluster::faultSlow()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto whole = get(cluster, "/api/v1", access).body.size();
    Faults faults;
    faults.bytesPerSecond = whole * 2;
    cluster.setFaults(faults);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(get(cluster, "/api/v1", access).body.size(), whole);
    QVERIFY(clock.elapsed() >= 300);
}

void TestCluster::faultBufferedWatch()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.bufferChunkedWatch = true;
    cluster.setFaults(faults);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/nodes?watch=true&timeoutSeconds=2", {{"Authorization", "Bearer " + access}});
    QVERIFY(client.read(700).body.isEmpty());
    const auto reply = client.read(8000);
    QVERIFY(reply.complete);
    QCOMPARE(reply.body.count("\"type\":\"ADDED\""), 4);
}

void TestCluster::controlPort()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    PlainClient client(urlOf(cluster));
    QCOMPARE(client.request("POST", "/demo/faults", {}, R"({"answer":"502"})").status, 200);
    QCOMPARE(client.request("GET", "/kapis/version").status, 502);
    const auto wrong = client.request("POST", "/demo/faults", {}, R"({"nonsense":1})");
    QCOMPARE(wrong.status, 400);
    QVERIFY(wrong.body.contains("nonsense") && wrong.body.contains("latencyMs"));
    QCOMPARE(client.request("POST", "/demo/faults", {}, "{}").status, 200);
    QCOMPARE(client.request("GET", "/kapis/version").status, 200);
}

void TestCluster::restartKillsTokens()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    PlainClient watcher(urlOf(cluster));
    watcher.open();
    watcher.send("GET", "/api/v1/nodes?watch=true", {{"Authorization", "Bearer " + access}});
    QCOMPARE(watcher.read(400).status, 200);
    cluster.restart();
    QTRY_VERIFY(!(watcher.socket()->waitForReadyRead(10), watcher.connected()));
    const auto reply = get(cluster, "/api/v1/nodes", access);
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.body.contains("token not found in cache"));
}

void TestCluster::tlsWithOwnCa()
{
    QTemporaryDir directory;
    auto options = quiet();
    options.tls = true;
    options.caOutputFile = directory.filePath(QStringLiteral("ca.pem")).toStdString();
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    QVERIFY(cluster.url().starts_with("https://"));
    QFile file(directory.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto ca = file.readAll();
    QCOMPARE(ca.toStdString(), cluster.caCertificatePem());
    QCOMPARE(PlainClient(urlOf(cluster), ca).request("GET", "/kapis/version").status, 200);
    PlainClient stranger(urlOf(cluster));
    QCOMPARE(stranger.request("GET", "/kapis/version").status, 0);
    QVERIFY(!stranger.error().isEmpty());
}

void TestCluster::certificateThatDoesNotFit()
{
    QTemporaryDir directory;
    const auto certificate = directory.filePath(QStringLiteral("a.pem")).toStdString();
    auto first = quiet();
    first.tls = true;
    first.caOutputFile = certificate;
    Cluster maker(first);
    QVERIFY(!maker.start());
    auto options = quiet();
    options.tls = true;
    options.certificateFile = certificate;
    options.privateKeyFile = certificate; // holds no key
    Cluster cluster(options);
    const auto error = cluster.start();
    QVERIFY(error && error->find("private key") != std::string::npos);
    QVERIFY(cluster.url().empty());
}

void TestCluster::portInUse()
{
    Cluster first(quiet());
    QVERIFY(!first.start());
    auto options = quiet();
    options.port = first.port();
    Cluster second(options);
    const auto error = second.start();
    QVERIFY(error && error->find("already in use") != std::string::npos);
    QVERIFY(second.url().empty());
}

void TestCluster::onlyLoopback()
{
    auto options = quiet();
    options.address = "0.0.0.0";
    Cluster cluster(options);
    const auto error = cluster.start();
    QVERIFY(error && error->find("loopback") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
