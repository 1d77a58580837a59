#include <sk/kube/kubelist.h>
#include <sk/kube/podsums.h>
#include <sk/server/cluster.h>

#include "kindof.h"
#include "standinclient.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace sk;

namespace {

struct Load {
    double cpu = 0, memory = 0;
    int pods = 0;
};

/// What the stand-in's pods ask of their nodes. Its pods have no side-cars and no overhead.
QMap<QString, Load> truthOf(demo::Cluster &server)
{
    QMap<QString, Load> truth;
    const auto bytes = [](const std::string &text) {
        const double number = std::stod(text);
        return text.ends_with("Gi") ? number * 1024 * 1024 * 1024 : text.ends_with("Mi") ? number * 1024 * 1024 : text.ends_with("Ki") ? number * 1024 : number;
    };
    server.withWorld([&](demo::World &world) {
        const demo::KindInfo &nodes = *world.findKind("", "v1", "nodes");
        world.each(nodes, {}, {}, {}, [&](const demo::Entry &entry) {
            truth[QString::fromStdString(std::string(entry.name))] = {};
            return true;
        });
        const demo::KindInfo &pods = *world.findKind("", "v1", "pods");
        world.each(pods, {}, {}, {}, [&](const demo::Entry &entry) {
            const demo::Json pod = *world.object(pods, entry.nameSpace, entry.name);
            const std::string phase = pod["status"]["phase"];
            if (!pod["spec"].contains("nodeName") || phase == "Succeeded" || phase == "Failed")
                return true;
            Load &load = truth[QString::fromStdString(pod["spec"]["nodeName"].get<std::string>())];
            ++load.pods;
            for (const auto &container : pod["spec"]["containers"]) {
                const auto requests = container.value("/resources/requests"_json_pointer, demo::Json::object());
                if (requests.contains("cpu")) {
                    const std::string text = requests["cpu"];
                    load.cpu += text.ends_with('m') ? std::stod(text) / 1000 : std::stod(text);
                }
                if (requests.contains("memory"))
                    load.memory += bytes(requests["memory"]);
            }
            return true;
        });
    });
    return truth;
}

} // namespace

/// Figures beside the objects, against the stand-in: use from monitoring, requests and pods from whoever knows them.
class TestJoined : public QObject {
    Q_OBJECT

private slots:
    /// Monitoring answers for all pods of the cluster at once: of many it is not asked, and the list says so.
    void manyPodsAreNotMeasured_data()
    {
        QTest::addColumn<int>("pods");
        QTest::addColumn<int>("unmeasuredAbove");
        QTest::newRow("few") << 300 << 0;
        QTest::newRow("many") << 2'100 << 2'000;
    }
    void manyPodsAreNotMeasured()
    {
        QFETCH(int, pods);
        QFETCH(int, unmeasuredAbove);
        demo::ClusterOptions options;
        options.world.nodes = 6;
        options.world.pods = pods;
        options.world.eventsPerSecond = 0;
        demo::Cluster server(options);
        QVERIFY(!server.start());
        test::StandInClient client(server, 3);
        QVERIFY(client.signIn());
        kube::ResourceKind kind;
        for (const kube::ResourceKind &each : kinds::allKinds())
            if (each.type.id() == QLatin1String("pods"))
                kind = each;
        const auto cpu = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("cpu")));
        kube::KubeList list(client.services(), kind, {});
        list.setInUse(true);
        list.start();
        QTRY_VERIFY_WITH_TIMEOUT(list.status().complete, 60'000);
        QCOMPARE(list.status().unmeasuredAbove, unmeasuredAbove);
        const auto known = [&] {
            int count = 0;
            for (int i = 0; i < list.store().size(); ++i)
                count += std::isnan(list.store().row(i).cells[cpu].a) ? 0 : 1;
            return count;
        };
        if (unmeasuredAbove == 0)
            QTRY_VERIFY_WITH_TIMEOUT(known() > 0, 60'000);
        else
            QCOMPARE(known(), 0);
    }

    void nodes_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("monitoring"); ///< whether use is to be known
        QTest::addColumn<bool>("fromPods"); ///< whether the pods are to be read
        QTest::newRow("monitoring answers") << QStringLiteral("3.4") << true << false;
        QTest::newRow("Prometheus is down") << QStringLiteral("3.4") << false << true;
        QTest::newRow("v4 without its extension") << QStringLiteral("4.1") << false << true;
    }
    void nodes()
    {
        QFETCH(QString, version);
        QFETCH(bool, monitoring);
        QFETCH(bool, fromPods);
        demo::ClusterOptions options;
        options.version = version.toStdString();
        options.world.nodes = 6;
        options.world.pods = 1'200; // three pages
        options.world.eventsPerSecond = 0;
        options.faults.prometheusDown = !monitoring;
        demo::Cluster server(options);
        QVERIFY(!server.start());
        const QMap<QString, Load> truth = truthOf(server);
        test::StandInClient client(server, version.startsWith(u'4') ? 4 : 3);
        QVERIFY(client.signIn());
        const kube::ResourceKind kind = test::kindOf(QStringLiteral("nodes"));
        const auto cpu = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("cpu")));
        const auto memory = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("memory")));
        const auto pods = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("pods")));

        kube::KubeList list(client.services(), kind, {});
        list.setInUse(true);
        list.start();
        const auto every = [&list](auto &&test) {
            for (int i = 0; i < list.store().size(); ++i)
                if (!test(list.store().row(i)))
                    return false;
            return list.store().size() == 6;
        };
        QTRY_VERIFY_WITH_TIMEOUT(every([&](const kube::Row &row) { return !std::isnan(row.cells[pods].a) && !std::isnan(row.cells[cpu].b) && !std::isnan(row.cells[memory].b); }), 30'000);
        if (monitoring)
            QTRY_VERIFY_WITH_TIMEOUT(every([&](const kube::Row &row) { return row.cells[cpu].a > 0 && row.cells[memory].a > 0; }), 30'000);
        for (int i = 0; i < list.store().size(); ++i) {
            const kube::Row &row = list.store().row(i);
            const Load &load = truth.value(row.name);
            QVERIFY2(std::abs(row.cells[cpu].b - load.cpu) < 0.02, qPrintable(QStringLiteral("%1: %2 is not %3").arg(row.name).arg(row.cells[cpu].b).arg(load.cpu)));
            QVERIFY2(std::abs(row.cells[memory].b - load.memory) < 1024 * 1024, qPrintable(row.name));
            if (fromPods)
                QCOMPARE(row.cells[pods].a, static_cast<double>(load.pods));
            QVERIFY(row.cells[pods].a > 0);
            QVERIFY(row.cells[cpu].c > 0 && row.cells[memory].c > 0 && row.cells[pods].c > 0);
            // What is not known is not nothing.
            QCOMPARE(std::isnan(row.cells[cpu].a), !monitoring);
            QCOMPARE(std::isnan(row.cells[memory].a), !monitoring);
        }
        int asked = 0;
        for (const auto &seen : server.seenRequests())
            asked += seen.target.starts_with("/api/v1/pods") ? 1 : 0;
        QCOMPARE(asked, fromPods ? 3 : 0);
        list.stop();
    }

    void requestsAreTheSchedulers_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<double>("cpu");
        QTest::newRow("containers") << QByteArray(R"("containers":[{"resources":{"requests":{"cpu":"250m"}}},{"resources":{"requests":{"cpu":"1"}}},{}])") << 1.25;
        QTest::newRow("a large init container") << QByteArray(R"("initContainers":[{"resources":{"requests":{"cpu":"3"}}},{"resources":{"requests":{"cpu":"2"}}}],"containers":[{"resources":{"requests":{"cpu":"1"}}}])") << 3.0;
        QTest::newRow("a side-car") << QByteArray(R"("initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"500m"}}},{"resources":{"requests":{"cpu":"1"}}}],"containers":[{"resources":{"requests":{"cpu":"2"}}}])") << 2.5;
        QTest::newRow("init beside a side-car") << QByteArray(R"("initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"500m"}}},{"resources":{"requests":{"cpu":"4"}}}],"containers":[{"resources":{"requests":{"cpu":"2"}}}])") << 4.5;
        QTest::newRow("overhead") << QByteArray(R"("overhead":{"cpu":"100m"},"containers":[{"resources":{"requests":{"cpu":"1"}}}])") << 1.1;
    }
    void requestsAreTheSchedulers()
    {
        QFETCH(QByteArray, spec);
        QFETCH(double, cpu);
        kube::DecoderState state;
        const QByteArray pod = R"({"spec":{"nodeName":"one",)" + spec + R"(},"status":{"phase":"Running"}})";
        const QByteArray ended = R"({"spec":{"nodeName":"one",)" + spec + R"(},"status":{"phase":"Failed"}})";
        const QByteArray waiting = R"({"spec":{)" + spec + R"(},"status":{"phase":"Pending"}})";
        auto sums = kube::addPods(state, R"({"metadata":{"continue":"more"},"items":[)" + pod + ',' + ended + ',' + waiting + "]}", {});
        QVERIFY(sums.readable);
        QCOMPARE(sums.next, QStringLiteral("more"));
        sums = kube::addPods(state, R"({"metadata":{},"items":[)" + pod + "]}", std::move(sums));
        QVERIFY(sums.next.isEmpty());
        QCOMPARE(sums.pods.size(), 1);
        QCOMPARE(sums.pods.value(QStringLiteral("one")).a, 2.0);
        QCOMPARE(sums.cpu.value(QStringLiteral("one")).b, 2 * cpu);
        QVERIFY(!kube::addPods(state, "<html>", {}).readable);
    }
};

QTEST_GUILESS_MAIN(TestJoined)
#include "tst_joined.moc"
