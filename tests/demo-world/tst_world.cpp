#include "worldtest.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace sk::demo;
using namespace sk::test;
using std::chrono::seconds;
using std::chrono::system_clock;

namespace {

using Snapshot = std::map<std::string, std::string>;

Snapshot snapshot(const World &world, const KindInfo &kind)
{
    Snapshot result;
    world.each(kind, {}, {}, {}, [&](const Entry &entry) {
        result[std::string(entry.nameSpace) + '/' + std::string(entry.name)] = world.text(kind, entry.nameSpace, entry.name);
        return true;
    });
    return result;
}

int podsOf(const World &world, std::string_view nameSpace, std::string_view prefix)
{
    int result = 0;
    world.each(*world.findKind("", "v1", "pods"), nameSpace, {}, {}, [&](const Entry &entry) {
        result += entry.name.substr(0, prefix.size()) == prefix ? 1 : 0;
        return true;
    });
    return result;
}

/// Paths of members with their types, without those of maps whose keys are data.
void shapeOf(const Json &value, const std::string &path, std::map<std::string, Json::value_t> &out)
{
    if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            if (key != "fieldsV1" && key != "labels" && key != "annotations" && key != "matchLabels")
                shapeOf(member, path + '.' + key, out);
        }
    } else if (value.is_array()) {
        for (const Json &element : value)
            shapeOf(element, path + "[]", out);
    } else {
        out[path] = value.type() == Json::value_t::number_unsigned ? Json::value_t::number_integer : value.type();
    }
}

Json recorded(const QString &name)
{
    QFile file(QStringLiteral(SK_TEST_DATA "/recordings/v3.4.1/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const std::string body = QJsonDocument::fromJson(file.readAll()).object()[QLatin1String("response")].toObject()[QLatin1String("body")].toString().toStdString();
    return Json::parse(body, nullptr, false);
}

} // namespace

class TestWorld : public QObject {
    Q_OBJECT

private slots:
    void sameSeedSameWorld()
    {
        const World a(options()), b(options());
        for (const KindInfo &kind : a.kinds()) {
            const KindInfo *other = b.findKind(kind.group, kind.version, kind.plural);
            QVERIFY(other != nullptr);
            QVERIFY2(snapshot(a, kind) == snapshot(b, *other), kind.plural.c_str());
        }
        WorldOptions different = options();
        different.seed = 7;
        const World c(different);
        QVERIFY(snapshot(a, *a.findKind("", "v1", "pods")) != snapshot(c, *c.findKind("", "v1", "pods")));
    }

    void hasAsManyPodsAsAsked_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("pods");
        QTest::newRow("one of each") << 1 << 1;
        QTest::newRow("default") << 12 << 400;
        QTest::newRow("many nodes, few pods") << 300 << 400;
        QTest::newRow("few nodes, many pods") << 6 << 3000;
    }

    void hasAsManyPodsAsAsked()
    {
        QFETCH(int, nodes);
        QFETCH(int, pods);
        WorldOptions wanted = options();
        wanted.nodes = nodes;
        wanted.pods = pods;
        const World world(wanted);
        QCOMPARE(world.count(*world.findKind("", "v1", "nodes")), static_cast<std::size_t>(nodes));
        QCOMPARE(world.count(*world.findKind("", "v1", "pods")), static_cast<std::size_t>(pods));
    }

    void whatIsWatchedIsWhatIsStored()
    {
        World world(options(200));
        std::map<std::string, Snapshot> state;
        for (const KindInfo &kind : world.kinds())
            state[kind.plural] = snapshot(world, kind);
        std::vector<std::shared_ptr<void>> handles;
        std::uint64_t last = world.resourceVersion();
        const std::uint64_t since = last;
        int disorder = 0;
        for (const KindInfo &kind : world.kinds()) {
            handles.push_back(world.watch(kind, {}, since, [&, plural = kind.plural](const WatchEvent &event) {
                disorder += event.resourceVersion <= last ? 1 : 0;
                last = event.resourceVersion;
                const std::string key = event.nameSpace + '/' + event.name;
                if (event.type == WatchEvent::Type::Deleted)
                    state[plural].erase(key);
                else
                    state[plural][key] = *event.text;
            }));
        }
        system_clock::time_point now = start;
        run(world, now, 700);
        QVERIFY(world.resourceVersion() > since + 10'000);
        QCOMPARE(disorder, 0);
        for (const KindInfo &kind : world.kinds())
            QVERIFY2(snapshot(world, kind) == state[kind.plural], kind.plural.c_str());
    }

    void aLateWatchIsToldWhatItMissed()
    {
        World world(options(20));
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        Snapshot state = snapshot(world, pods);
        const std::uint64_t since = world.resourceVersion();
        system_clock::time_point now = start;
        run(world, now, 200);
        QVERIFY(world.oldestWatchable() <= since);
        const auto handle = world.watch(pods, {}, since, [&](const WatchEvent &event) {
            const std::string key = event.nameSpace + '/' + event.name;
            if (event.type == WatchEvent::Type::Deleted)
                state.erase(key);
            else
                state[key] = *event.text;
        });
        QVERIFY(state == snapshot(world, pods));
        world.compact();
        QCOMPARE(world.oldestWatchable(), world.resourceVersion());
    }

    void aFrozenWorldStands()
    {
        World world(options(0));
        const std::uint64_t before = world.resourceVersion();
        system_clock::time_point now = start;
        run(world, now, 300);
        QCOMPARE(world.resourceVersion(), before);
    }

    void beginsWithTrouble()
    {
        const World world(options());
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        std::map<std::string, int> words;
        int killed = 0;
        world.each(pods, {}, {}, {}, [&](const Entry &entry) {
            const Json pod = *world.object(pods, entry.nameSpace, entry.name);
            ++words[world.tableCells(pods, pod, start)[2].get<std::string>()];
            killed += world.text(pods, entry.nameSpace, entry.name).find("OOMKilled") != std::string::npos ? 1 : 0;
            return true;
        });
        QVERIFY(words["CrashLoopBackOff"] >= 2);
        QVERIFY(killed >= 1);
        for (const char *word : {"ImagePullBackOff", "Pending", "Completed", "Init:0/1", "Evicted"})
            QVERIFY2(words[word] >= 1, word);
        QVERIFY(words["Running"] > 350);
        const KindInfo &nodes = *world.findKind("", "v1", "nodes");
        std::map<std::string, int> status;
        world.each(nodes, {}, {}, {}, [&](const Entry &entry) {
            ++status[world.tableCells(nodes, *world.object(nodes, {}, entry.name), start)[1].get<std::string>()];
            return true;
        });
        QCOMPARE(status["NotReady"], 1);
        QCOMPARE(status["Ready,SchedulingDisabled"], 1);
    }

    void tableWordsOfPods_data()
    {
        QTest::addColumn<QByteArray>("pod");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("terminating") << QByteArray(R"({"metadata":{"name":"a","deletionTimestamp":"2027-01-15T08:00:00Z"},"status":{"phase":"Running"}})") << QByteArray("Terminating");
        QTest::newRow("exit code") << QByteArray(R"({"metadata":{"name":"a"},"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":3}}}]}})") << QByteArray("ExitCode:3");
        QTest::newRow("init fails") << QByteArray(R"({"metadata":{"name":"a"},"status":{"phase":"Pending","initContainerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}})") << QByteArray("Init:CrashLoopBackOff");
        QTest::newRow("evicted") << QByteArray(R"({"metadata":{"name":"a"},"status":{"phase":"Failed","reason":"Evicted"}})") << QByteArray("Evicted");
    }

    void tableWordsOfPods()
    {
        QFETCH(QByteArray, pod);
        QFETCH(QByteArray, word);
        const World world(options());
        QCOMPARE(world.tableCells(*world.findKind("", "v1", "pods"), Json::parse(pod.toStdString()), start)[2].get<std::string>(), word.toStdString());
    }

    void everyRowHasACellForEachColumn()
    {
        const World world(options());
        for (const KindInfo &kind : world.kinds()) {
            world.each(kind, {}, {}, {}, [&](const Entry &entry) {
                const std::size_t cells = world.tableCells(kind, *world.object(kind, entry.nameSpace, entry.name), start).size();
                if (cells != kind.columns.size())
                    QTest::qFail(kind.plural.c_str(), __FILE__, __LINE__);
                return cells == kind.columns.size();
            });
        }
    }

    void looksLikeTheRecordings_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("plural");
        QTest::newRow("deployment") << QStringLiteral("list-deployments.json") << QByteArray("deployments");
        QTest::newRow("statefulset") << QStringLiteral("list-statefulsets.json") << QByteArray("statefulsets");
        QTest::newRow("daemonset") << QStringLiteral("list-daemonsets.json") << QByteArray("daemonsets");
        QTest::newRow("node") << QStringLiteral("nodes-all.json") << QByteArray("nodes");
        QTest::newRow("pod") << QStringLiteral("list-pods.json") << QByteArray("pods");
        QTest::newRow("service") << QStringLiteral("list-services.json") << QByteArray("services");
        QTest::newRow("namespace") << QStringLiteral("list-namespaces.json") << QByteArray("namespaces");
        QTest::newRow("job") << QStringLiteral("list-jobs.json") << QByteArray("jobs");
    }

    void looksLikeTheRecordings()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, plural);
        const Json list = recorded(file);
        QVERIFY(list.is_object());
        std::map<std::string, Json::value_t> real, ours;
        for (const Json &item : list["items"])
            shapeOf(item, {}, real);
        World world(options());
        system_clock::time_point now = start;
        run(world, now, 20);
        for (const KindInfo &kind : world.kinds()) {
            if (kind.plural != plural.toStdString())
                continue;
            for (const auto &[key, text] : snapshot(world, kind))
                shapeOf(Json::parse(text), {}, ours);
        }
        // What the recorded workloads were given and ours do not use: it says nothing about the server.
        const std::vector<std::string> content {".command", "secretKeyRef", ".nodeSelector", ".status.active", ".spec.providerID"};
        for (const auto &[path, type] : real) {
            bool skipped = false;
            for (const std::string &part : content)
                skipped = skipped || path.find(part) != std::string::npos;
            if (skipped)
                continue;
            QVERIFY2(ours.count(path) == 1, path.c_str());
            QVERIFY2(ours[path] == type, path.c_str());
        }
    }

    void followsADeploymentThatIsScaledAndRolled()
    {
        World world(options(0));
        const KindInfo &deployments = *world.findKind("apps", "v1", "deployments");
        Json web = *world.object(deployments, "shop", "web");
        const Json before = web;
        web["spec"]["replicas"] = 9;
        QVERIFY(std::holds_alternative<Json>(world.update(deployments, "shop", "web", web, false)));
        const auto again = world.update(deployments, "shop", "web", before, false);
        QVERIFY(std::holds_alternative<WorldError>(again));
        QCOMPARE(std::get<WorldError>(again).code, 409);
        QCOMPARE(std::get<WorldError>(again).reason, std::string("Conflict"));
        system_clock::time_point now = start;
        run(world, now, 200);
        QCOMPARE(podsOf(world, "shop", "web-"), 9);
        web = *world.object(deployments, "shop", "web");
        QCOMPARE(web["status"]["readyReplicas"].get<int>(), 9);
        web["spec"]["template"]["spec"]["containers"][0]["image"] = "registry.example.com/shop/web:99";
        QVERIFY(std::holds_alternative<Json>(world.update(deployments, "shop", "web", web, false)));
        run(world, now, 400);
        QCOMPARE(podsOf(world, "shop", "web-"), 9);
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        world.each(pods, "shop", {}, {}, [&](const Entry &entry) {
            if (entry.name.starts_with("web-") && world.text(pods, "shop", entry.name).find("shop/web:99") == std::string::npos)
                QTest::qFail("a pod of the old template is left", __FILE__, __LINE__);
            return true;
        });
        QVERIFY(std::holds_alternative<Json>(world.remove(deployments, "shop", "web", false)));
        run(world, now, 100);
        QCOMPARE(podsOf(world, "shop", "web-"), 0);
        const KindInfo &sets = *world.findKind("apps", "v1", "replicasets");
        world.each(sets, "shop", {}, {}, [&](const Entry &entry) {
            if (entry.name.starts_with("web-"))
                QTest::qFail("a ReplicaSet is left", __FILE__, __LINE__);
            return true;
        });
    }

    void aDeletedPodIsReplaced()
    {
        World world(options(0));
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        std::string name;
        world.each(pods, "shop", {}, {}, [&](const Entry &entry) {
            name = entry.name;
            return !entry.name.starts_with("checkout-");
        });
        const int before = podsOf(world, "shop", "checkout-");
        const auto answer = world.remove(pods, "shop", name, false);
        QVERIFY(std::holds_alternative<Json>(answer));
        QVERIFY(std::get<Json>(answer)["metadata"].contains("deletionTimestamp"));
        system_clock::time_point now = start;
        run(world, now, 150);
        QVERIFY(world.text(pods, "shop", name).empty());
        QCOMPARE(podsOf(world, "shop", "checkout-"), before);
    }

    void createsAndRefuses()
    {
        World world(options(0));
        const KindInfo &maps = *world.findKind("", "v1", "configmaps");
        const Json wanted {{"metadata", {{"generateName", "made-"}}}, {"data", {{"a", "b"}}}};
        const auto made = world.create(maps, "shop", wanted, false);
        QVERIFY(std::holds_alternative<Json>(made));
        const std::string name = std::get<Json>(made)["metadata"]["name"];
        QVERIFY(name.starts_with("made-") && name.size() == 10);
        const Json same {{"metadata", {{"name", name}}}};
        QCOMPARE(std::get<WorldError>(world.create(maps, "shop", same, false)).message, "configmaps \"" + name + "\" already exists");
        QCOMPARE(std::get<WorldError>(world.create(maps, "nowhere", same, false)).code, 404);
        const std::uint64_t version = world.resourceVersion();
        QVERIFY(std::holds_alternative<Json>(world.remove(maps, "shop", name, true)));
        QCOMPARE(world.resourceVersion(), version);
        QVERIFY(!world.text(maps, "shop", name).empty());
    }

    void cordoningShowsOnTheNode()
    {
        World world(options(0));
        const KindInfo &nodes = *world.findKind("", "v1", "nodes");
        Json node = *world.object(nodes, {}, "worker-01");
        node["spec"]["unschedulable"] = true;
        QVERIFY(std::holds_alternative<Json>(world.update(nodes, {}, "worker-01", node, false)));
        QVERIFY(world.text(nodes, {}, "worker-01").find("node.kubernetes.io/unschedulable") != std::string::npos);
    }

    void logsAreTheSameWhenAskedAgain()
    {
        const World world(options());
        const auto now = start + seconds(60);
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        std::string name;
        world.each(pods, "shop", {}, {}, [&](const Entry &entry) {
            name = entry.name;
            return !entry.name.starts_with("cart-");
        });
        const auto all = world.log("shop", name, "cart", {}, now, 50, false);
        QVERIFY(all.size() > 10);
        const auto rest = world.log("shop", name, "cart", all[all.size() - 6].time, now, 0, false);
        QCOMPARE(rest.size(), std::size_t {5});
        QCOMPARE(rest.back().text, all.back().text);
    }
};

QTEST_GUILESS_MAIN(TestWorld)
#include "tst_world.moc"
