#include "worldtest.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace sk::demo;
using namespace sk::test;
using std::chrono::seconds;
using std::chrono::system_clock;

/// What happens in the stand-in's world by itself, and how large it can be.
class TestWorldLife : public QObject {
    Q_OBJECT

private slots:
    /// What the demo promises to be seen, from the fixed seed: each of it once at the least within ten minutes.
    void thingsHappen()
    {
        World world(options(20));
        const KindInfo &nodes = *world.findKind("", "v1", "nodes");
        const KindInfo &jobs = *world.findKind("batch", "v1", "jobs");
        const KindInfo &deployments = *world.findKind("apps", "v1", "deployments");
        const KindInfo &events = *world.findKind("", "v1", "events");
        const auto condition = [](const WatchEvent &event, const char *type) {
            const Json object = Json::parse(*event.text);
            for (const Json &one : object["status"]["conditions"])
                if (one["type"] == type)
                    return one["status"].get<std::string>();
            return std::string();
        };
        std::map<std::string, std::string> ready, full, image;
        world.each(nodes, {}, {}, {}, [&](const Entry &entry) {
            ready[std::string(entry.name)] = "True"; // only those that are seen to go and come back count
            return true;
        });
        std::set<std::string> jobsUnfinished;
        std::set<std::string> rolled;
        int lost = 0, back = 0, filled = 0, cleaned = 0, finished = 0, rollouts = 0, crashes = 0;
        std::vector<std::shared_ptr<void>> handles;
        const std::uint64_t since = world.resourceVersion();
        handles.push_back(world.watch(nodes, {}, since, [&](const WatchEvent &event) {
            const std::string is = condition(event, "Ready"), pressed = condition(event, "DiskPressure");
            lost += is != "True" && ready[event.name] == "True" ? 1 : 0;
            back += is == "True" && ready[event.name] != "True" && lost > 0 ? 1 : 0;
            filled += pressed == "True" && full[event.name] != "True" ? 1 : 0;
            cleaned += pressed == "False" && full[event.name] == "True" ? 1 : 0;
            ready[event.name] = is;
            full[event.name] = pressed;
        }));
        handles.push_back(world.watch(jobs, {}, since, [&](const WatchEvent &event) {
            const std::string key = event.nameSpace + '/' + event.name;
            const bool done = Json::parse(*event.text)["status"].contains("completionTime");
            if (!done)
                jobsUnfinished.insert(key);
            else if (jobsUnfinished.erase(key) == 1)
                ++finished;
        }));
        handles.push_back(world.watch(deployments, {}, since, [&](const WatchEvent &event) {
            const Json object = Json::parse(*event.text);
            const std::string key = event.nameSpace + '/' + event.name;
            const std::string now = object["spec"]["template"]["spec"]["containers"][0]["image"];
            if (image.count(key) == 1 && image[key] != now)
                rolled.insert(key);
            image[key] = now;
            // A rollout is over once every pod is of the new template.
            const Json &status = object["status"];
            if (rolled.count(key) == 1 && status.value("observedGeneration", 0) == object["metadata"].value("generation", 0)
                && status.value("updatedReplicas", 0) == object["spec"].value("replicas", 0) && status.value("replicas", 0) == status.value("updatedReplicas", 0)) {
                rolled.erase(key);
                ++rollouts;
            }
        }));
        handles.push_back(world.watch(events, {}, since, [&](const WatchEvent &event) {
            crashes += event.type != WatchEvent::Type::Deleted && Json::parse(*event.text)["reason"] == "BackOff" ? 1 : 0;
        }));
        world.each(deployments, {}, {}, {}, [&](const Entry &entry) {
            image[std::string(entry.nameSpace) + '/' + std::string(entry.name)] = (*world.object(deployments, entry.nameSpace, entry.name))["spec"]["template"]["spec"]["containers"][0]["image"];
            return true;
        });
        system_clock::time_point now = start;
        run(world, now, 3000);
        QVERIFY(lost >= 1);
        QVERIFY(back >= 1);
        QVERIFY(filled >= 1);
        QVERIFY(cleaned >= 1);
        QVERIFY(finished >= 1);
        QVERIFY(rollouts >= 1);
        QVERIFY(crashes >= 1);
    }

    void asMuchHappensAsIsAsked_data()
    {
        QTest::addColumn<double>("rate");
        QTest::newRow("one a second") << 1.0;
        QTest::newRow("ten") << 10.0;
        QTest::newRow("a hundred") << 100.0;
    }
    void asMuchHappensAsIsAsked()
    {
        QFETCH(double, rate);
        World world(options(rate));
        const std::uint64_t before = world.resourceVersion();
        system_clock::time_point now = start;
        run(world, now, 1500); // five minutes
        const double changes = static_cast<double>(world.resourceVersion() - before) / 300;
        // What has begun goes on at its own pace (crash loops, nodes' troubles): a part that the chosen rate does not slow.
        QVERIFY2(changes > rate * 0.7 && changes < rate * 1.3 + 1, qPrintable(QString::number(changes)));
    }

    void nodesFollowTheirPods()
    {
        World world(options(0));
        const KindInfo &pods = *world.findKind("", "v1", "pods");
        const auto sum = [&](const std::string &node) {
            World::PodUsage all;
            world.each(pods, {}, {}, {}, [&](const Entry &entry) {
                const Json pod = *world.object(pods, entry.nameSpace, entry.name);
                if (pod["spec"].value("nodeName", "") != node)
                    return true;
                const auto usage = *world.podUsage(entry.nameSpace, entry.name, start);
                all.cpuUsed += usage.cpuUsed;
                all.memoryUsed += usage.memoryUsed;
                return true;
            });
            return all;
        };
        // Between two nodes, and before and after, the system's own part is about the same.
        const auto own = [&](const std::string &node) { return world.nodeUsage(node, start)->cpuUsed - sum(node).cpuUsed; };
        for (const char *node : {"worker-01", "worker-02", "worker-03"}) {
            QVERIFY2(sum(node).cpuUsed > 0.1, node);
            QVERIFY2(own(node) >= 0 && own(node) < 0.6, qPrintable(QString::number(own(node))));
            QVERIFY(world.nodeUsage(node, start)->memoryUsed > sum(node).memoryUsed);
        }
        // Monitoring moves with time, up and down and without leaps.
        int up = 0, down = 0;
        double last = world.nodeUsage("worker-01", start)->cpuUsed;
        for (int second = 15; second <= 600; second += 15) {
            const double now = world.nodeUsage("worker-01", start + seconds(second))->cpuUsed;
            up += now > last ? 1 : 0;
            down += now < last ? 1 : 0;
            QVERIFY(std::abs(now - last) < 0.5 * last);
            last = now;
        }
        QVERIFY(up > 3 && down > 3);
    }

    void theLargestWorld()
    {
        WorldOptions largest = options();
        largest.nodes = 5'000;
        largest.pods = 100'000;
        World world(largest);
        QCOMPARE(world.count(*world.findKind("", "v1", "nodes")), std::size_t{5'000});
        QCOMPARE(world.count(*world.findKind("", "v1", "pods")), std::size_t{100'000});
        const std::uint64_t before = world.resourceVersion();
        world.advance(start + seconds(10));
        QVERIFY(world.resourceVersion() > before);
    }
};

QTEST_GUILESS_MAIN(TestWorldLife)
#include "tst_worldlife.moc"
