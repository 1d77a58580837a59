#include <sk/kube/kubelist.h>
#include <sk/kube/metricsquery.h>
#include <sk/server/cluster.h>

#include "kindof.h"
#include "standinclient.h"

#include <QTest>

#include <cmath>

using namespace sk;

/// For which objects monitoring is asked, against the stand-in: what is not shown is not sent.
class TestJoinedNamespaces : public QObject {
    Q_OBJECT

    std::unique_ptr<demo::Cluster> m_server;
    QStringList m_namespaces; ///< with pods
    QStringList m_retail; ///< those of them that are the team lead's

    /// What monitoring was asked, in order, without the query.
    [[nodiscard]] QStringList asked() const
    {
        QStringList paths;
        for (const auto &seen : m_server->seenRequests()) {
            const QString path = QString::fromStdString(seen.target).section(u'?', 0, 0);
            if (path.startsWith(QLatin1String("/kapis/monitoring.")))
                paths += path.section(u'/', 4);
        }
        return paths;
    }
    [[nodiscard]] std::optional<demo::World::PodUsage> use(const kube::Row &row) const
    {
        std::optional<demo::World::PodUsage> found;
        m_server->withWorld([&](demo::World &world) { found = world.podUsage(row.nameSpace.toStdString(), row.name.toStdString(), std::chrono::system_clock::now()); });
        return found;
    }
    static QStringList pathsOf(const QStringList &namespaces)
    {
        QStringList paths;
        for (const QString &name : namespaces)
            paths += QStringLiteral("namespaces/%1/pods").arg(name);
        return paths;
    }
    [[nodiscard]] QString notRetail() const
    {
        for (const QString &name : m_namespaces)
            if (!m_retail.contains(name))
                return name;
        return {};
    }

private slots:
    void initTestCase()
    {
        demo::ClusterOptions options;
        options.world.nodes = 6;
        options.world.pods = 300;
        options.world.eventsPerSecond = 0;
        m_server = std::make_unique<demo::Cluster>(options);
        QVERIFY(!m_server->start());
        m_server->withWorld([this](demo::World &world) {
            const demo::KindInfo &pods = *world.findKind("", "v1", "pods");
            const demo::KindInfo &namespaces = *world.findKind("", "v1", "namespaces");
            world.each(pods, {}, {}, {}, [&](const demo::Entry &entry) {
                const QString name = QString::fromStdString(std::string(entry.nameSpace));
                if (m_namespaces.contains(name))
                    return true;
                m_namespaces += name;
                if (world.object(namespaces, {}, entry.nameSpace)->value("/metadata/labels/kubesphere.io~1workspace"_json_pointer, "") == "retail")
                    m_retail += name;
                return true;
            });
        });
        QVERIFY2(m_namespaces.size() >= 9 && m_retail.size() >= 2, qPrintable(m_namespaces.join(u' ') + u'|' + m_retail.join(u' ')));
    }
    void init()
    {
        m_server->setFaults({});
        m_server->clearSeenRequests();
    }

    void theRowsAreMeasured_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QStringList>("namespaces");
        QTest::addColumn<QStringList>("paths");
        const QStringList one{QStringLiteral("pods")};
        QTest::newRow("two namespaces") << QByteArray("admin") << m_namespaces.mid(1, 2) << pathsOf(m_namespaces.mid(1, 2));
        QTest::newRow("eight namespaces") << QByteArray("admin") << m_namespaces.mid(0, 8) << pathsOf(m_namespaces.mid(0, 8));
        QTest::newRow("too many namespaces") << QByteArray("admin") << m_namespaces.mid(0, 9) << one;
        QTest::newRow("all") << QByteArray("admin") << QStringList() << one;
        QTest::newRow("without rights in the cluster") << QByteArray("team-lead") << m_retail.mid(0, 2) << pathsOf(m_retail.mid(0, 2));
    }
    void theRowsAreMeasured()
    {
        QFETCH(QByteArray, user);
        QFETCH(QStringList, namespaces);
        QFETCH(QStringList, paths);
        test::StandInClient client(*m_server, 3);
        QVERIFY(client.signIn(user));
        const kube::ResourceKind kind = test::kindOf(QStringLiteral("pods"));
        const auto cpu = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("cpu")));
        const auto memory = static_cast<std::size_t>(kind.columnIndex(QStringLiteral("memory")));
        kube::KubeList list(client.services(), kind, namespaces);
        list.setInUse(true);
        list.start();
        QTRY_VERIFY_WITH_TIMEOUT(list.status().complete, 60'000);
        QVERIFY(list.store().size() > 0);
        QStringList measured;
        // Which has no use runs not; which runs is known in the end, and what is known is its own: use moves by less than this in so short a time.
        const auto right = [&](const kube::Row &row) {
            const auto truth = use(row);
            const bool runs = truth && truth->memoryUsed > 0;
            const double known = row.cells[memory].a;
            return runs ? std::abs(known - truth->memoryUsed) < 0.1 * truth->memoryUsed && std::abs(row.cells[cpu].a - truth->cpuUsed) < 0.25 * truth->cpuUsed + 0.002
                        : !(known > 0);
        };
        const auto all = [&] {
            measured.clear();
            for (int i = 0; i < list.store().size(); ++i) {
                if (!right(list.store().row(i)))
                    return false;
                if (list.store().row(i).cells[memory].a > 0 && !measured.contains(list.store().row(i).nameSpace))
                    measured += list.store().row(i).nameSpace;
            }
            return !measured.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(all(), 60'000);
        // A second round, 15 s later, may have begun.
        QCOMPARE(asked().mid(0, paths.size()), paths);
        for (const QString &path : asked())
            QVERIFY2(paths.contains(path), qPrintable(path));
        for (const QString &name : namespaces)
            QVERIFY2(measured.contains(name), qPrintable(name));
    }

    /// Of what is another's there are no figures, and it is not asked for again and again; the rest has its own.
    void whatIsRefused()
    {
        test::StandInClient client(*m_server, 3);
        QVERIFY(client.signIn("team-lead"));
        kube::MetricsQuery query(client.services());
        std::optional<Result<kube::Metrics>> answer;
        const auto ask = [&] {
            answer.reset();
            m_server->clearSeenRequests();
            query.ask({"pods", "pod_metrics"}, {QStringLiteral("pod_memory_usage_wo_cache")}, [&](const Result<kube::Metrics> &metrics) { answer.emplace(metrics); });
            return QTest::qWaitFor([&] { return answer.has_value(); }, 60'000);
        };
        const QStringList both{notRetail(), m_retail.constFirst()};
        query.setNamespaces(both);
        QVERIFY(ask());
        QCOMPARE(asked(), pathsOf(both));
        QVERIFY(answer->ok());
        const QStringList names = answer->value().value(QStringLiteral("pod_memory_usage_wo_cache")).keys();
        QVERIFY(!names.isEmpty());
        for (const QString &name : names)
            QVERIFY2(name.startsWith(m_retail.constFirst() + u'/'), qPrintable(name));
        QVERIFY(ask());
        QVERIFY(answer->ok());
        QCOMPARE(asked(), pathsOf({m_retail.constFirst()}));

        // Refused altogether, it is asked anew the next time: rights may have been given.
        query.setNamespaces({notRetail()});
        for (int time = 0; time < 2; ++time) {
            QVERIFY(ask());
            QVERIFY(!answer->ok());
            QCOMPARE(answer->error().code, ErrorCode::Forbidden);
            QCOMPARE(asked(), pathsOf({notRetail()}));
        }
    }

    /// The server waits long for a Prometheus that is down: it is not made to do so for each namespace.
    void prometheusIsDown()
    {
        demo::Faults faults;
        faults.prometheusDown = true;
        m_server->setFaults(faults);
        test::StandInClient client(*m_server, 3);
        QVERIFY(client.signIn());
        kube::MetricsQuery query(client.services());
        query.setNamespaces(m_namespaces.mid(0, 3));
        std::optional<Result<kube::Metrics>> answer;
        query.ask({"pods", "pod_metrics"}, {QStringLiteral("pod_cpu_usage")}, [&](const Result<kube::Metrics> &metrics) { answer.emplace(metrics); });
        QTRY_VERIFY_WITH_TIMEOUT(answer, 60'000);
        QVERIFY(answer->ok() && answer->value().isEmpty());
        QCOMPARE(asked(), pathsOf(m_namespaces.mid(0, 1)));
    }

    /// Where the scope is no part of the path.
    void onV4()
    {
        test::StandInClient client(*m_server, 4);
        QVERIFY(client.signIn());
        kube::MetricsQuery query(client.services());
        query.setNamespaces(m_namespaces.mid(0, 1));
        std::optional<Result<kube::Metrics>> answer;
        query.ask({"pods", "pod_metrics"}, {QStringLiteral("pod_cpu_usage")}, [&](const Result<kube::Metrics> &metrics) { answer.emplace(metrics); });
        QTRY_VERIFY_WITH_TIMEOUT(answer, 60'000);
        QVERIFY(!answer->ok()); // the stand-in has no such extension
        const std::string target = m_server->seenRequests().back().target;
        QVERIFY2(target.starts_with("/kapis/monitoring.kubesphere.io/v1beta1/pod_metrics?") && target.ends_with("&namespace=" + m_namespaces.constFirst().toStdString()), target.c_str());
    }
};

QTEST_GUILESS_MAIN(TestJoinedNamespaces)
#include "tst_joinednamespaces.moc"
