#include "listfixture.h"

#include <sk/kube/cluster.h>

#include <QTest>

using namespace sk;
using namespace sk::kube;
using Freshness = ListStatus::Freshness;
using test::differenceOf;
using test::FakeKube;
using test::rowsOf;

/// Lists against a server that says what the test wants: pages, watches, and what goes wrong with either.
class TestLists : public test::ListFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void pagesWithChangesInBetween();
    void resumesWhereItWas();
    void cutAtEveryByte();
    void goneInTheStream();
    void goneAsStatus();
    void expiredContinue();
    void expiredContinueGoesOnFromThere();
    void garbageInTheStream();
    void oldNewsIsNoNews();
    void stoppedInTheMiddle();
    void serverErrorThenRetry();
    void manyChangesInFewBatches();
};

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
    QTRY_COMPARE(differenceOf(rowsOf(list.store()), m_kube->truth()), QString());
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
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
    bool outage = false;
    connect(&list, &ResourceList::statusChanged, this, [&] { outage = outage || list.status().freshness != Freshness::Live; });
    m_kube->endStreams(true);
    m_kube->put(QStringLiteral("t0004"), QStringLiteral("b")); // while no stream is open
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
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
        QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
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
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), m_kube->truth(), 10'000);
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
    QCOMPARE(rowsOf(list.store()), m_kube->truth());
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
    QCOMPARE(rowsOf(list.store()), m_kube->truth());
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
    QTRY_COMPARE(differenceOf(rowsOf(list.store()), m_kube->truth()), QString());
}

void TestLists::garbageInTheStream()
{
    fill(4);
    m_kube->garbageOnce = "{\"type\":\"ADDED\",\"obj\n";
    KubeList &list = open();
    QTRY_VERIFY_WITH_TIMEOUT(m_kube->lists >= 2, 10'000); // something was missed: read all again
    QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 10'000);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("z"));
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
}

void TestLists::oldNewsIsNoNews()
{
    fill(3);
    KubeList &list = open();
    QTRY_COMPARE(list.status().freshness, Freshness::Live);
    QTRY_COMPARE(m_kube->streams.size(), 1);
    m_kube->put(QStringLiteral("t0001"), QStringLiteral("new"));
    m_kube->remove(QStringLiteral("t0002"));
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
    const auto late = [this](const char *type, const char *name, int version) {
        m_kube->streams.constFirst()->chunk(QByteArray(R"({"type":")") + type + R"(","object":{"metadata":{"name":")" + name + R"(","namespace":"","uid":"uid--)" + name
            + R"(","resourceVersion":")" + QByteArray::number(version) + R"(","labels":{"value":"old"}}}})" + "\n");
    };
    late("MODIFIED", "t0001", 102);
    late("MODIFIED", "t0002", 103);
    late("DELETED", "t0001", 101);
    m_kube->put(QStringLiteral("t0000"), QStringLiteral("last"));
    QTRY_COMPARE(rowsOf(list.store()).value(QStringLiteral("t0000")), QStringLiteral("last"));
    QCOMPARE(differenceOf(rowsOf(list.store()), m_kube->truth()), QString());
    QCOMPARE(list.watchEvents(), 6);
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
    QCOMPARE(rowsOf(list->store()), m_kube->truth()); // no page was lost by the stop
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
    QTRY_COMPARE(rowsOf(list.store()), m_kube->truth());
    QCOMPARE(list.watchEventsApplied(), 3000);
    QVERIFY2(batches < 150, qPrintable(QString::number(batches)));
}

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
