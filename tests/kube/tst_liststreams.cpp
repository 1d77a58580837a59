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

/// By which stream a list stays live, and how few streams many lists share.
class TestListStreams : public test::ListFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void silentStreamMovesToWebSocket();
    void nothingWorksSoItPolls();
    void transportIsRememberedForTheConnection();
    void quietListIsLiveAtOnce();
    void moreListsThanStreams();
    void requestsDoNotWaitForWatches();
    void sharingAndLetGo();
    void keptForHalfAMinute();
};

void TestListStreams::silentStreamMovesToWebSocket()
{
    fill(4);
    m_kube->holdChunks = true;
    KubeList &list = open();
    QTRY_VERIFY_WITH_TIMEOUT(m_kube->webSockets >= 1, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("ws"));
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
    QCOMPARE(m_kube->lists, 1);
}

void TestListStreams::nothingWorksSoItPolls()
{
    fill(4);
    m_kube->holdChunks = true;
    m_kube->refuseWebSocket = true;
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, 10'000);
    QCOMPARE(list.status().pollSeconds, 1);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("polled"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), m_kube->truth(), 10'000);
}

void TestListStreams::transportIsRememberedForTheConnection()
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

void TestListStreams::quietListIsLiveAtOnce()
{
    fill(4);
    m_services->policy.silentAtFirst = 300s; // nothing happens, and no bookmark comes: only the probe can tell
    KubeList &list = open();
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    QCOMPARE(m_kube->probes, 1);
    QCOMPARE(m_kube->watches, 1);
    QCOMPARE(m_kube->webSockets, 0);
}

void TestListStreams::moreListsThanStreams()
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
    const QObject one;
    looked.setLookedAt(&one, true);
    QTRY_COMPARE_WITH_TIMEOUT(looked.status().freshness, Freshness::Live, 10'000);
    QTRY_COMPARE(rowsOf(looked.store()), m_kube->truth());
    QCOMPARE(m_kube->lists, before); // its watch went on where it was
    QTRY_COMPARE_WITH_TIMEOUT(countOf(Freshness::Live), 2, 10'000);
    QTRY_COMPARE(connected(), 2);
    // Two look at it, one leaves, others are used: it is still looked at.
    const QObject two;
    looked.setLookedAt(&two, true);
    looked.setLookedAt(&two, false);
    for (const std::size_t i : {3U, 2U, 1U}) {
        lists[i]->setLookedAt(&two, true);
        lists[i]->setLookedAt(&two, false);
    }
    QTRY_COMPARE_WITH_TIMEOUT(lists[1]->status().freshness, Freshness::Live, 10'000);
    QTRY_COMPARE(connected(), 2);
    QCOMPARE(looked.status().freshness, Freshness::Live);
    looked.setLookedAt(&one, false);
    for (int i = 1; i < 4; ++i)
        lists[static_cast<std::size_t>(i)]->setLookedAt(&two, true);
    QTRY_COMPARE_WITH_TIMEOUT(looked.status().freshness, Freshness::Polling, 10'000);
    for (int i = 1; i < 4; ++i)
        lists[static_cast<std::size_t>(i)]->stop(); // who leaves makes room
    QTRY_COMPARE(connected(), 1);
}

void TestListStreams::requestsDoNotWaitForWatches()
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

void TestListStreams::sharingAndLetGo()
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

void TestListStreams::keptForHalfAMinute()
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
    QTRY_COMPARE(rowsOf(list->store()), m_kube->truth());
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

QTEST_GUILESS_MAIN(TestListStreams)
#include "tst_liststreams.moc"
