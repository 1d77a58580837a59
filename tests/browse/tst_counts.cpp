#include "activewindow.h"
#include "faketokens.h"
#include "scriptedserver.h"

#include <sk/kinds/kinds.h>
#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>
#include <sk/window/navigationcounts.h>
#include <sk/window/navigationpane.h>

#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace sk;
using namespace sk::test;

/// The numbers beside the kinds, against a server that counts what it is asked.
class TestCounts : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<ScriptedServer> m_server;
    FakeTokens m_tokens;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<kube::Cluster> m_cluster;
    std::unique_ptr<ui::NavigationPane> m_pane;
    std::unique_ptr<ui::NavigationCounts> m_counts;
    QHash<QByteArray, int> m_objects; ///< by path
    QHash<QByteArray, int> m_status; ///< by path; else 200
    std::vector<std::shared_ptr<Exchange>> m_held; ///< of paths in m_hold
    QList<QByteArray> m_hold;

    void answer(const std::shared_ptr<Exchange> &exchange)
    {
        const QByteArray path = exchange->request.path();
        const int count = m_objects.value(path);
        if (const int status = m_status.value(path, 200); status != 200)
            exchange->json(status, QByteArray("{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"code\":") + QByteArray::number(status) + "}");
        else if (count > 1)
            exchange->json(200, "{\"metadata\":{\"continue\":\"x\",\"remainingItemCount\":" + QByteArray::number(count - 1) + "},\"items\":[{}]}");
        else
            exchange->json(200, count == 1 ? QByteArray("{\"metadata\":{},\"items\":[{}]}") : QByteArray("{\"metadata\":{},\"items\":[]}"));
    }
    /// What a screen reader says of the kind.
    [[nodiscard]] QString said(const char *title) const
    {
        const auto found = m_pane->findChild<QTreeWidget *>(QStringLiteral("navigation"))->findItems(QString::fromLatin1(title), Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QString() : found.last()->data(0, Qt::AccessibleTextRole).toString();
    }
    void make(std::chrono::milliseconds every = std::chrono::seconds(60))
    {
        m_counts = std::make_unique<ui::NavigationCounts>(*m_pane, nullptr, every);
        m_counts->setCluster(m_cluster.get());
    }

private slots:
    void init()
    {
        m_objects = {{"/api/v1/pods", 50'014}, {"/api/v1/nodes", 3}, {"/api/v1/secrets", 1}, {"/api/v1/namespaces/shop/pods", 12}, {"/api/v1/namespaces/pay/pods", 30}};
        m_status.clear();
        m_hold.clear();
        m_held.clear();
        m_home = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<settings::Settings>(m_home->path());
        m_settings->setValue(settings::keys::favouriteKinds(), QStringList());
        m_settings->setValue(settings::keys::recentKinds(), QStringList());
        m_server = std::make_unique<ScriptedServer>([this](const std::shared_ptr<Exchange> &exchange) {
            if (m_hold.contains(exchange->request.path()))
                m_held.push_back(exchange);
            else
                answer(exchange);
        });
        QVERIFY(m_server->start());
        net::ServerAddress address;
        address.base = m_server->url();
        m_requests = std::make_unique<net::ApiClient>(address, &m_tokens);
        m_streams = std::make_unique<net::StreamClient>(address, &m_tokens);
        m_cluster = std::make_unique<kube::Cluster>(*m_requests, *m_streams, kube::PlatformInfo(), Clock::system(), kinds::allKinds());
        m_pane = std::make_unique<ui::NavigationPane>(*m_settings);
        m_pane->setCatalog(&m_cluster->catalog());
        QVERIFY(showActive(*m_pane));
    }
    void cleanup()
    {
        m_counts.reset();
        m_pane.reset();
        m_cluster.reset();
        m_streams.reset();
        m_requests.reset();
        m_server.reset();
        m_settings.reset(); // before their folder goes: they write when they end
    }

    void inSightOneAfterTheOther()
    {
        make();
        QCoreApplication::processEvents();
        QVERIFY(m_server->received.isEmpty()); // nobody's first rows wait for it
        m_counts->start();
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 50,014"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(said("Nodes"), QStringLiteral("Nodes, 3"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(said("Secrets"), QStringLiteral("Secrets, 1"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(said("Services"), QStringLiteral("Services, 0"), 20'000);
        for (const Received &request : m_server->received) {
            QVERIFY2(request.target.contains("limit=1"), request.target.constData()); // a single object each
            QVERIFY(request.header("Accept").contains("PartialObjectMetadataList"));
            QCOMPARE(m_server->countOf(request.path()), 1);
        }
    }

    void foldedKindsAreNotAskedAbout()
    {
        auto *tree = m_pane->findChild<QTreeWidget *>(QStringLiteral("navigation"));
        QTreeWidgetItem *workloads = tree->findItems(QStringLiteral("Workloads"), Qt::MatchExactly).first();
        workloads->setExpanded(false);
        make();
        m_counts->start();
        QTRY_COMPARE_WITH_TIMEOUT(said("Secrets"), QStringLiteral("Secrets, 1"), 20'000);
        QCOMPARE(m_server->countOf("/api/v1/pods"), 0);
        workloads->setExpanded(true);
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 50,014"), 20'000);
    }

    void theChosenNamespacesAreSummed()
    {
        make();
        m_counts->setNamespaces({QStringLiteral("shop"), QStringLiteral("pay")});
        m_counts->start();
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 42"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(said("Nodes"), QStringLiteral("Nodes, 3"), 20'000); // of no namespace
        m_counts->setNamespaces({});
        QVERIFY(said("Pods") != QStringLiteral("Pods, 42")); // that is no longer true
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 50,014"), 20'000);
    }

    void anAnswerToTheFormerChoiceIsNoAnswer()
    {
        m_hold = {"/api/v1/namespaces/shop/pods"};
        make();
        m_counts->setNamespaces({QStringLiteral("shop")});
        m_counts->start();
        QTRY_VERIFY_WITH_TIMEOUT(!m_held.empty(), 20'000);
        m_counts->setNamespaces({QStringLiteral("pay")});
        m_hold.clear();
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 30"), 20'000);
        for (const auto &exchange : m_held)
            if (exchange->connected())
                answer(exchange);
        QTRY_COMPARE_WITH_TIMEOUT(said("Nodes"), QStringLiteral("Nodes, 3"), 20'000);
        QCOMPARE(said("Pods"), QStringLiteral("Pods, 30"));
    }

    void noRightIsSaidOnlyWhereItIsKnown()
    {
        m_status = {{"/api/v1/nodes", 403}, {"/api/v1/secrets", 403}, {"/api/v1/pods", 500}};
        make();
        m_counts->start();
        QTRY_COMPARE_WITH_TIMEOUT(said("Nodes"), QStringLiteral("Nodes, no right"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(said("Services"), QStringLiteral("Services, 0"), 20'000);
        QCOMPARE(said("Secrets"), QStringLiteral("Secrets")); // perhaps allowed in some namespace
        QCOMPARE(said("Pods"), QStringLiteral("Pods"));
    }

    /// A page counts its kind better than a request does, unless the server sent it only what a filter left.
    void countedByAPage()
    {
        make();
        m_counts->setCountedElsewhere({QStringLiteral("pods")});
        m_counts->start();
        m_pane->setCount(QStringLiteral("pods"), 50'001);
        QTRY_COMPARE_WITH_TIMEOUT(said("Secrets"), QStringLiteral("Secrets, 1"), 20'000);
        QCOMPARE(said("Pods"), QStringLiteral("Pods, 50,001"));
        QCOMPARE(m_server->countOf("/api/v1/pods"), 0);
        m_counts->setCountedElsewhere({}); // narrowed now
        QCOMPARE(said("Pods"), QStringLiteral("Pods, 50,001")); // what was known last stays until there is news
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 50,014"), 20'000);
    }

    /// What was counted in other namespaces is not said of these.
    void otherNamespacesForgetTheCountOfAPage()
    {
        make();
        m_counts->setCountedElsewhere({QStringLiteral("pods")});
        m_counts->start();
        m_pane->setCount(QStringLiteral("pods"), 50'001);
        m_counts->setNamespaces({QStringLiteral("shop")});
        QCOMPARE(said("Pods"), QStringLiteral("Pods"));
        m_counts->setCountedElsewhere({}); // the page reads what a filter lets through
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, 12"), 20'000);
    }

    void againAfterAWhile()
    {
        make(std::chrono::seconds(3)); // longer than a round takes on a slow computer
        m_counts->start();
        QTRY_COMPARE_WITH_TIMEOUT(said("Secrets"), QStringLiteral("Secrets, 1"), 20'000);
        m_objects["/api/v1/secrets"] = 7;
        QTRY_COMPARE_WITH_TIMEOUT(said("Secrets"), QStringLiteral("Secrets, 7"), 20'000);
    }
};

QTEST_MAIN(TestCounts)
#include "tst_counts.moc"
