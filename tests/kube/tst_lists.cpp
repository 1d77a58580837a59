#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "fakekube.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <sk/kube/cluster.h>
#include <sk/kube/kubelist.h>

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using Freshness = ListStatus::Freshness;
using test::differenceOf;
using test::FakeKube;
using test::rowsOf;
using test::things;

namespace {

QMap<QString, QString> truthOf(const FakeKube &kube)
{
    QMap<QString, QString> rows;
    for (auto it = kube.objects.cbegin(); it != kube.objects.cend(); ++it)
        rows.insert(it.key(), it->first);
    return rows;
}

} // namespace

/// Lists against a server that says what the test wants.
class TestLists : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void pagesWithChangesInBetween();
    void resumesWhereItWas();
    void cutAtEveryByte();
    void goneInTheStream();
    void goneAsStatus();
    void expiredContinue();
    void expiredContinueGoesOnFromThere();
    void garbageInTheStream();
    void silentStreamMovesToWebSocket();
    void nothingWorksSoItPolls();
    void transportIsRememberedForTheConnection();
    void quietListIsLiveAtOnce();
    void moreListsThanStreams();
    void requestsDoNotWaitForWatches();
    void oldNewsIsNoNews();
    void platformInsteadOfKubernetes();
    void platformWithoutPages();
    void forbiddenEverywhere();
    void restrictedUser();
    void manyNamespaces();
    void namespacesJoinAndLeave();
    void stoppedInTheMiddle();
    void serverErrorThenRetry();
    void manyChangesInFewBatches();
    void sharingAndLetGo();
    void keptForHalfAMinute();

private:
    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            m_kube->put(QStringLiteral("t%1").arg(i, 4, 10, QLatin1Char('0')), QStringLiteral("0"));
    }
    KubeList &open(const ResourceKind &kind = things(), const QStringList &namespaces = {})
    {
        m_list = std::make_unique<KubeList>(*m_services, kind, namespaces);
        connect(&m_list->store(), &ObjectStore::changed, this, [this] { m_smallest = std::min(m_smallest, m_list->store().size()); });
        m_list->start();
        return *m_list;
    }

    std::unique_ptr<FakeKube> m_kube;
    std::unique_ptr<test::FakeTokens> m_tokens;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<Decoder> m_decoder;
    std::unique_ptr<ClusterServices> m_services;
    std::unique_ptr<KubeList> m_list;
    int m_smallest = 0; ///< number of rows ever seen after a change, from when the test sets it
};

void TestLists::init()
{
    m_kube = std::make_unique<FakeKube>();
    QVERIFY(m_kube->server.start());
    m_tokens = std::make_unique<test::FakeTokens>();
    net::ServerAddress address;
    address.base = m_kube->server.url();
    m_requests = std::make_unique<net::ApiClient>(address, m_tokens.get());
    m_streams = std::make_unique<net::StreamClient>(address, m_tokens.get());
    m_decoder = std::make_unique<Decoder>();
    Reflector::Policy policy;
    policy.silentAtFirst = 1s;
    policy.silent = 2s;
    policy.poll = 1s;
    m_services = std::make_unique<ClusterServices>(ClusterServices{*m_requests, *m_streams, *m_decoder, Clock::system(), PlatformInfo{}, policy});
}

void TestLists::cleanup()
{
    m_list.reset();
    m_services.reset();
    m_decoder.reset();
    m_streams.reset();
    m_requests.reset();
    m_tokens.reset();
    m_kube.reset();
}

void TestLists::pagesWithChangesInBetween()
{
    fill(1300);
    m_kube->afterPage = [this](int page) {
        if (page == 0) {
            m_kube->put(QStringLiteral("t0001"), QStringLiteral("changed")); // on a page that was read already
            m_kube->remove(QStringLiteral("t0002"));
        }
    };
    KubeList &list = open();
    qint64 expected = -1;
    bool early = false;
    connect(&list, &ResourceList::statusChanged, this, [&] {
        if (list.status().freshness == Freshness::Loading) {
            expected = std::max(expected, list.status().rowsExpected);
            early = early || (list.store().size() > 0 && !list.status().complete);
        }
    });
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QTRY_COMPARE(differenceOf(rowsOf(list.store()), truthOf(*m_kube)), QString());
    QVERIFY2(early, "rows come before the list is whole");
    QCOMPARE(expected, 1300);
    QVERIFY(list.status().complete);
    QCOMPARE(m_kube->lists, 1);
}

void TestLists::resumesWhereItWas()
{
    fill(10);
    KubeList &list = open();
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    m_kube->put(QStringLiteral("t0003"), QStringLiteral("a"));
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    bool outage = false;
    connect(&list, &ResourceList::statusChanged, this, [&] { outage = outage || list.status().freshness != Freshness::Live; });
    m_kube->endStreams(true);
    m_kube->put(QStringLiteral("t0004"), QStringLiteral("b")); // while no stream is open
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    QVERIFY2(!outage, "an orderly close is no outage");
    QCOMPARE(m_kube->lists, 1); // resumed, not listed again
    QCOMPARE(m_kube->watches, 2);
}

void TestLists::cutAtEveryByte()
{
    fill(3);
    KubeList &list = open();
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    const QByteArray line = R"({"type":"MODIFIED","object":{"metadata":{"name":"t0001","uid":"uid--t0001","resourceVersion":"9999","labels":{"value":"half"}}}})";
    for (qsizetype length = 1; length < line.size(); length += 3) {
        const int before = m_kube->watches;
        m_kube->streams.constFirst()->chunk(line.left(length));
        m_kube->endStreams(false);
        list.retry(); // does not wait for the back-off, should it be in one
        QTRY_VERIFY2_WITH_TIMEOUT((list.retry(), m_kube->watches > before && !m_kube->streams.isEmpty()), qPrintable(QString::number(length)), 10'000);
        m_kube->put(QStringLiteral("t0002"), QString::number(length));
        QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    }
    QCOMPARE(m_kube->lists, 1);
}

void TestLists::goneInTheStream()
{
    fill(10);
    KubeList &list = open();
    QTRY_COMPARE(m_kube->streams.size(), 1);
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    m_smallest = 1000;
    m_kube->endStreams(true);
    m_kube->remove(QStringLiteral("t0000"));
    m_kube->put(QStringLiteral("t0005"), QStringLiteral("x"));
    m_kube->forgetHistory();
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), truthOf(*m_kube), 10'000);
    QCOMPARE(m_kube->lists, 2);
    QCOMPARE(m_smallest, 9); // never emptied in between
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
}

void TestLists::goneAsStatus()
{
    fill(5);
    KubeList &list = open();
    QTRY_COMPARE(m_kube->streams.size(), 1);
    m_kube->watchStatus = 410;
    m_kube->endStreams(true);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("y"));
    QTRY_VERIFY_WITH_TIMEOUT(m_kube->lists >= 2, 10'000);
    m_kube->watchStatus = 200;
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(rowsOf(list.store()), truthOf(*m_kube));
}

void TestLists::expiredContinue()
{
    fill(1200);
    m_kube->expireContinueOnce = 1;
    KubeList &list = open();
    m_smallest = 10'000;
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->lists, 2);
    QCOMPARE(m_smallest, 500); // the first page's rows stayed
    QCOMPARE(rowsOf(list.store()), truthOf(*m_kube));
}

void TestLists::expiredContinueGoesOnFromThere()
{
    fill(1200);
    m_kube->expireContinueOnce = 1;
    m_kube->expiredGivesToken = true;
    m_kube->afterPage = [this](int page) {
        if (page == 0) {
            m_kube->remove(QStringLiteral("t0003")); // was on the page that is read already
            m_kube->put(QStringLiteral("t0004"), QStringLiteral("changed"));
        }
    };
    KubeList &list = open();
    m_smallest = 10'000;
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->lists, 1); // not from the beginning
    QCOMPARE(m_kube->laterPages, 1);
    QCOMPARE(m_smallest, 500);
    QTRY_COMPARE(differenceOf(rowsOf(list.store()), truthOf(*m_kube)), QString());
}

void TestLists::garbageInTheStream()
{
    fill(4);
    m_kube->garbageOnce = "{\"type\":\"ADDED\",\"obj\n";
    KubeList &list = open();
    QTRY_VERIFY_WITH_TIMEOUT(m_kube->lists >= 2, 10'000); // something was missed: read all again
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("z"));
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
}

void TestLists::silentStreamMovesToWebSocket()
{
    fill(4);
    m_kube->holdChunks = true;
    KubeList &list = open();
    QTRY_VERIFY_WITH_TIMEOUT(m_kube->webSockets >= 1, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("ws"));
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    QCOMPARE(m_kube->lists, 1);
}

void TestLists::nothingWorksSoItPolls()
{
    fill(4);
    m_kube->holdChunks = true;
    m_kube->refuseWebSocket = true;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(list.status().pollSeconds, 1);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("polled"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), truthOf(*m_kube), 10'000);
}

void TestLists::transportIsRememberedForTheConnection()
{
    fill(4);
    m_kube->holdChunks = true;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->probes, 1);
    QCOMPARE(m_kube->webSockets, 1);
    const int before = m_kube->watches;
    KubeList second(*m_services, things(), {});
    second.start();
    QTRY_COMPARE_WITH_TIMEOUT(second.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->webSockets, 2);
    QCOMPARE(m_kube->watches, before + 1); // no chunked try before it
    QCOMPARE(m_kube->probes, 1);
}

void TestLists::quietListIsLiveAtOnce()
{
    fill(4);
    m_services->policy.silentAtFirst = 300s; // nothing happens, and no bookmark comes: only the probe can tell
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->probes, 1);
    QCOMPARE(m_kube->watches, 1);
    QCOMPARE(m_kube->webSockets, 0);
}

void TestLists::moreListsThanStreams()
{
    fill(4);
    m_services->budget = std::make_shared<WatchBudget>(2);
    std::vector<std::unique_ptr<KubeList>> lists;
    for (int i = 0; i < 4; ++i) {
        lists.push_back(std::make_unique<KubeList>(*m_services, things(), QStringList()));
        lists.back()->start();
    }
    const auto countOf = [&lists](Freshness freshness) {
        return std::count_if(lists.begin(), lists.end(), [freshness](const auto &list) { return list->status().freshness == freshness; });
    };
    const auto connected = [this] {
        return std::count_if(m_kube->streams.begin(), m_kube->streams.end(), [](const auto &stream) { return stream->connected(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(countOf(Freshness::Live), 2, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(countOf(Freshness::Polling), 2, 10'000);
    QTRY_COMPARE(connected(), 2);
    KubeList &looked = *lists.front();
    QCOMPARE(looked.status().freshness, Freshness::Polling); // the one that was used longest ago
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("while parked"));
    const int before = m_kube->lists;
    looked.setLookedAt(true);
    QTRY_COMPARE_WITH_TIMEOUT(looked.status().freshness, Freshness::Live, 10'000);
    QTRY_COMPARE(rowsOf(looked.store()), truthOf(*m_kube));
    QCOMPARE(m_kube->lists, before); // its watch went on where it was
    QTRY_COMPARE_WITH_TIMEOUT(countOf(Freshness::Live), 2, 10'000);
    QTRY_COMPARE(connected(), 2);
    for (int i = 1; i < 4; ++i)
        lists[static_cast<std::size_t>(i)]->stop(); // who leaves makes room
    QTRY_COMPARE(connected(), 1);
}

void TestLists::requestsDoNotWaitForWatches()
{
    fill(4);
    m_services->budget = std::make_shared<WatchBudget>(50);
    std::vector<std::unique_ptr<KubeList>> lists;
    for (int i = 0; i < 20; ++i) {
        lists.push_back(std::make_unique<KubeList>(*m_services, things(), QStringList()));
        lists.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_kube->streams.size(), 20, 10'000);
    net::ApiRequest request;
    request.path = "/api/v1/things";
    bool answered = false;
    m_requests->send(request, this, [&answered](const Result<net::ApiReply> &reply) { answered = reply.ok(); });
    QTRY_VERIFY(answered);
}

void TestLists::oldNewsIsNoNews()
{
    fill(3);
    KubeList &list = open();
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("new"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    const auto late = [this](const char *type, const char *name, int version) {
        m_kube->streams.constFirst()->chunk(QByteArray(R"({"type":")") + type + R"(","object":{"metadata":{"name":")" + name + R"(","namespace":"","uid":"uid--)" + name
            + R"(","resourceVersion":")" + QByteArray::number(version) + R"(","labels":{"value":"old"}}}})" + "\n");
    };
    late("MODIFIED", "t0001", 102);
    late("MODIFIED", "t0002", 103);
    late("DELETED", "t0001", 101);
    m_kube->put(QStringLiteral("t0000"), QStringLiteral("last"));
    QTRY_COMPARE(rowsOf(list.store()).value(QStringLiteral("t0000")), QStringLiteral("last"));
    QCOMPARE(differenceOf(rowsOf(list.store()), truthOf(*m_kube)), QString());
    QCOMPARE(list.watchEvents(), 6);
}

void TestLists::platformInsteadOfKubernetes()
{
    fill(450);
    m_kube->listStatus = 403;
    m_kube->kapisStatus = 200;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(rowsOf(list.store()), truthOf(*m_kube));
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("p"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), truthOf(*m_kube), 10'000);
}

void TestLists::platformWithoutPages()
{
    fill(250);
    m_kube->listStatus = 404;
    m_kube->kapisStatus = 200;
    m_kube->kapisPaged = false;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(rowsOf(list.store()), truthOf(*m_kube));
    for (const test::Received &request : std::as_const(m_kube->server.received)) {
        if (request.path().startsWith("/kapis/"))
            QVERIFY(!request.target.contains("watch") && !request.target.contains("continue"));
    }
}

void TestLists::forbiddenEverywhere()
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
    QCOMPARE(rowsOf(list.store()), truthOf(*m_kube));
}

void TestLists::restrictedUser()
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

void TestLists::manyNamespaces()
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

void TestLists::namespacesJoinAndLeave()
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

void TestLists::stoppedInTheMiddle()
{
    fill(1600);
    KubeList *list = nullptr;
    m_kube->afterPage = [&](int page) {
        if (page == 1)
            QMetaObject::invokeMethod(this, [&] { list->stop(); }, Qt::QueuedConnection);
    };
    list = &open();
    QTRY_COMPARE_WITH_TIMEOUT(list->status().freshness, Freshness::Partial, 10'000);
    QVERIFY(!list->status().complete);
    m_kube->afterPage = {};
    list->start();
    QTRY_COMPARE_WITH_TIMEOUT(list->status().freshness, Freshness::Live, 10'000);
    QCOMPARE(rowsOf(list->store()), truthOf(*m_kube)); // no page was lost by the stop
    QCOMPARE(m_kube->lists, 1);
}

void TestLists::serverErrorThenRetry()
{
    fill(3);
    m_kube->listStatus = 500;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Failed, 10'000);
    QCOMPARE(list.status().error.code, ErrorCode::ServerError);
    m_kube->listStatus = 200;
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000); // by itself
    QVERIFY(!list.status().error);
    const int before = list.store().size();
    m_kube->listStatus = 500;
    m_kube->watchStatus = 500;
    m_kube->endStreams(false);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Reconnecting, 10'000);
    QCOMPARE(list.store().size(), before);
    m_kube->watchStatus = 200;
    list.retry();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
}

void TestLists::manyChangesInFewBatches()
{
    fill(200);
    KubeList &list = open();
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    int batches = 0;
    connect(&list.store(), &ObjectStore::changed, this, [&] { ++batches; });
    for (int i = 0; i < 3000; ++i)
        m_kube->put(QStringLiteral("t%1").arg(i % 200, 4, 10, QLatin1Char('0')), QString::number(i));
    QTRY_COMPARE_WITH_TIMEOUT(list.watchEvents(), 3000, 10'000);
    QTRY_COMPARE(rowsOf(list.store()), truthOf(*m_kube));
    QCOMPARE(list.watchEventsApplied(), 3000);
    QVERIFY2(batches < 150, qPrintable(QString::number(batches)));
}

void TestLists::sharingAndLetGo()
{
    fill(5);
    auto cluster = std::make_unique<Cluster>(*m_requests, *m_streams, PlatformInfo{}, Clock::system());
    auto one = cluster->list(things());
    const auto two = cluster->list(things(), {QStringLiteral("ignored for what has no namespace")});
    QCOMPARE(one.get(), two.get());
    QTRY_COMPARE(one->status().freshness, Freshness::Live);
    const ResourceList *raw = one.get();
    one.reset();
    QCOMPARE(cluster->list(things()).get(), raw);
    QCOMPARE(m_kube->lists, 1);
    std::shared_ptr<const ObjectDetail> detail;
    bool late = false;
    auto context = std::make_unique<QObject>();
    cluster->detail(things(), {}, QStringLiteral("t0001"), context.get(), [&](const auto &) { late = true; });
    context.reset();
    bool answered = false;
    cluster->events(things(), {}, QStringLiteral("t0001"), this, [&](const Result<QList<ObjectEvent>> &) { answered = true; });
    QTRY_VERIFY(answered);
    QVERIFY(!late);
    const auto another = cluster->list(things(true));
    cluster.reset();
    QCOMPARE(two->store().size(), 5); // what a view still holds stays as it was
    two->retry();
    two->start();
    two->stop();
    QCoreApplication::processEvents();
}

void TestLists::keptForHalfAMinute()
{
    fill(5);
    ManualClock clock;
    Cluster cluster(*m_requests, *m_streams, PlatformInfo{}, clock);
    auto list = cluster.list(things());
    QTRY_COMPARE(list->status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    const auto stream = m_kube->streams.constFirst();
    list.reset();
    clock.advance(29s);
    cluster.letGo();
    QVERIFY(stream->connected());
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("while nobody looked"));
    list = cluster.list(things()); // back in time: nothing is read again
    QTRY_COMPARE(rowsOf(list->store()), truthOf(*m_kube));
    QCOMPARE(m_kube->lists, 1);
    clock.advance(60s);
    cluster.letGo();
    QVERIFY2(stream->connected(), "somebody looks");
    list.reset();
    clock.advance(29s);
    cluster.letGo();
    QVERIFY(stream->connected());
    clock.advance(2s);
    cluster.letGo();
    QTRY_VERIFY(!stream->connected());
    list = cluster.list(things());
    QTRY_COMPARE(list->status().freshness, Freshness::Live);
    QCOMPARE(m_kube->lists, 2);
}

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
