#include "listfixture.h"

#include <sk/kube/cluster.h>

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using Freshness = ListStatus::Freshness;
using test::FakeKube;
using test::rowsOf;
using test::things;

/// Lists of users who may not see everything: the platform instead of Kubernetes, and namespaces one by one.
class TestListRights : public test::ListFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void platformInsteadOfKubernetes();
    void platformWithoutPages();
    void forbiddenEverywhere();
    void restrictedUser();
    void theNamespacesAreTheUsersOwn();
    void ofNoNamespaceAtAll();
    void manyNamespaces();
    void namespacesJoinAndLeave();
};

void TestListRights::platformInsteadOfKubernetes()
{
    fill(450);
    m_kube->listStatus = 403;
    m_kube->kapisStatus = 200;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(rowsOf(list.store()), m_kube->truth());
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("p"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), m_kube->truth(), 10'000);
}

void TestListRights::platformWithoutPages()
{
    fill(250);
    m_kube->listStatus = 404;
    m_kube->kapisStatus = 200;
    m_kube->kapisPaged = false;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(rowsOf(list.store()), m_kube->truth());
    for (const test::Received &request : std::as_const(m_kube->server.received)) {
        if (request.path().startsWith("/kapis/"))
            QVERIFY(!request.target.contains("watch") && !request.target.contains("continue"));
    }
}

void TestListRights::forbiddenEverywhere()
{
    fill(3);
    m_kube->listStatus = 403;
    m_kube->kapisStatus = 403;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Failed, 10'000);
    QTRY_COMPARE(list.status().error.code, ErrorCode::Forbidden);
    QVERIFY(list.status().since > 0);
    QVERIFY(!list.status().complete);
    m_kube->listStatus = 200; // the right was given meanwhile
    QTRY_VERIFY_WITH_TIMEOUT((list.retry(), list.status().freshness == Freshness::Live), 10'000);
    QCOMPARE(rowsOf(list.store()), m_kube->truth());
}

void TestListRights::restrictedUser()
{
    fill(3);
    m_kube->kapisStatus = 403;
    m_kube->namespaceStatus = {{QString(), 403}, {QStringLiteral("secret"), 403}};
    m_kube->tenants = R"({"items":[{"metadata":{"name":"shop"}},{"metadata":{"name":"secret"}},{"metadata":{"name":"blog"}}],"totalItems":3})";
    KubeList &list = open(things(true));
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QTRY_COMPARE(list.status().forbiddenNamespaces, QStringList{QStringLiteral("secret")});
    QCOMPARE(list.store().size(), 6);
    QVERIFY(list.status().complete);
    QCOMPARE(list.status().namespaces, 3);
}

/// What the choosers of namespaces and workspaces are filled from.
void TestListRights::theNamespacesAreTheUsersOwn()
{
    m_kube->listStatus = 403;
    m_kube->kapisStatus = 403;
    const auto tenants = [](const QByteArray &items) { return QByteArray(R"({"items":[)") + items + R"(],"totalItems":1})"; };
    const QByteArray shop = R"({"metadata":{"name":"shop","uid":"1","labels":{"value":"retail"}}})";
    const QByteArray mail = R"({"metadata":{"name":"mail","uid":"2","labels":{"value":"office"}}})";
    m_kube->tenants = tenants(shop);
    ResourceKind kind = things();
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("namespaces"), QStringLiteral("Namespace"), false, {}};
    KubeList &list = open(kind);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 30'000);
    QVERIFY(list.status().complete);
    QVERIFY(list.status().viaPlatform);
    const auto rows = [](const char *name, const char *value) { return QMap<QString, QString>{{QString::fromLatin1(name), QString::fromLatin1(value)}}; };
    QCOMPARE(rowsOf(list.store()), rows("shop", "retail"));
    // Another one is given, and the first is taken away.
    m_kube->tenants = tenants(mail);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), rows("mail", "office"), 30'000);
}

void TestListRights::ofNoNamespaceAtAll()
{
    m_kube->listStatus = 403;
    m_kube->kapisStatus = 403; // and the tenant call is not there
    ResourceKind kind = things();
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("namespaces"), QStringLiteral("Namespace"), false, {}};
    KubeList &list = open(kind);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Failed, 30'000);
    QCOMPARE(list.status().error.code, ErrorCode::Forbidden); // what stood in the way first
}

void TestListRights::manyNamespaces()
{
    fill(2);
    m_kube->kapisStatus = 403;
    m_kube->namespaceStatus = {{QString(), 403}};
    QByteArrayList items;
    for (int i = 0; i < 40; ++i)
        items.append(R"({"metadata":{"name":"ns)" + QByteArray::number(i) + R"("}})");
    m_kube->tenants = "{\"items\":[" + items.join(',') + "]}";
    m_services->budget = std::make_shared<WatchBudget>(3);
    KubeList &list = open(things(true));
    bool early = false;
    connect(&list, &ResourceList::statusChanged, this, [&] { early = early || (list.status().complete && list.store().size() < 80); });
    QTRY_VERIFY_WITH_TIMEOUT(list.status().complete, 20'000);
    QVERIFY2(!early, "not complete before every namespace was read");
    QCOMPARE(list.store().size(), 80);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000); // as fresh as the worst
    QVERIFY(list.status().pollSeconds >= 10);
    QTRY_COMPARE(std::count_if(m_kube->streams.begin(), m_kube->streams.end(), [](const auto &stream) { return stream->connected(); }), 3);
}

void TestListRights::namespacesJoinAndLeave()
{
    fill(2);
    m_kube->kapisStatus = 403;
    m_kube->namespaceStatus = {{QString(), 403}};
    m_kube->tenants = R"({"items":[{"metadata":{"name":"shop"}},{"metadata":{"name":"old"}}]})";
    m_services->policy.namespaces = 50ms;
    KubeList &list = open(things(true));
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(list.store().size(), 4);
    m_smallest = 1000;
    m_kube->tenants = R"({"items":[{"metadata":{"name":"new"}},{"metadata":{"name":"shop"}},{"metadata":{"name":"old"}}]})";
    QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 6, 10'000);
    QCOMPARE(list.status().namespaces, 3);
    m_kube->tenants = R"({"items":[{"metadata":{"name":"new"}},{"metadata":{"name":"shop"}}]})";
    QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 4, 10'000);
    for (int i = 0; i < list.store().size(); ++i)
        QVERIFY(list.store().row(i).nameSpace != QStringLiteral("old"));
    QVERIFY2(m_smallest >= 4, "the others' rows stayed all the time");
    m_kube->tenants.clear(); // the platform does not answer: what was known still is
    const int before = m_kube->server.countOf("/kapis/tenant.kubesphere.io/v1alpha2/namespaces");
    QTRY_VERIFY(m_kube->server.countOf("/kapis/tenant.kubesphere.io/v1alpha2/namespaces") > before + 1);
    QCOMPARE(list.store().size(), 4);
}

QTEST_GUILESS_MAIN(TestListRights)
#include "tst_listrights.moc"
