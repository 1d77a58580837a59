#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "fakekube.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <sk/kube/kubelist.h>

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using Freshness = ListStatus::Freshness;

/// Connections that die within the head of an answer: nobody tells, so a limit of its own has to notice, long before the watchdog of a
/// stream would, or the patience with an answer that is on its way.
class TestAnswerHeads : public QObject {
    Q_OBJECT

private slots:
    void aPage_data()
    {
        QTest::addColumn<int>("page");
        QTest::newRow("the first") << 1;
        QTest::newRow("a later one") << 2;
    }
    void aPage()
    {
        QFETCH(int, page);
        cutAt([page](const QUrlQuery &query) { return !query.hasQueryItem(QStringLiteral("watch")) && query.hasQueryItem(QStringLiteral("continue")) == (page == 2); });
        KubeList list(*m_services, test::things(), {});
        QList<Freshness> seen;
        ErrorCode why = ErrorCode::None;
        qint64 since = 0;
        connect(&list, &ResourceList::statusChanged, this, [&] {
            if (!seen.contains(list.status().freshness))
                seen += list.status().freshness;
            if (list.status().error) {
                why = list.status().error.code;
                since = list.status().since;
            }
        });
        list.start();
        // Said while it waits for another try, with the time since when; with rows on the screen it is reconnecting, without it failed so far.
        QTRY_VERIFY_WITH_TIMEOUT(seen.contains(page == 1 ? Freshness::Failed : Freshness::Reconnecting), 20'000);
        QCOMPARE(why, ErrorCode::TimedOut);
        QVERIFY(since != 0);
        QTRY_VERIFY_WITH_TIMEOUT(list.status().complete, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 20'000);
        QCOMPARE(list.store().size(), 700);
        QVERIFY(!list.status().error);
        QCOMPARE(m_kube.lists, 1); // a later page goes on from where it was
    }

    void aWatch()
    {
        cutAt([](const QUrlQuery &query) { return query.hasQueryItem(QStringLiteral("watch")) && !query.hasQueryItem(QStringLiteral("fieldSelector")); });
        m_services->transports->chunkedSpoke(); // what another list of the connection found
        KubeList list(*m_services, test::things(), {});
        QList<Freshness> seen;
        connect(&list, &ResourceList::statusChanged, this, [&] { seen += list.status().freshness; });
        list.start();
        QTRY_VERIFY_WITH_TIMEOUT(seen.contains(Freshness::Reconnecting), 20'000);
        QCOMPARE(list.store().size(), 700);
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 20'000);
        m_kube.put(QStringLiteral("late"), QStringLiteral("1"));
        QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 701, 20'000);
        QCOMPARE(m_kube.lists, 1); // the rows were not read again
        QCOMPARE(m_kube.webSockets, 0);
    }

    void init()
    {
        m_kube.objects.clear();
        m_kube.lists = 0;
        for (int i = 0; i < 700; ++i)
            m_kube.put(QStringLiteral("t%1").arg(i, 4, 10, QLatin1Char('0')), QStringLiteral("0"));
        if (m_requests)
            return;
        QVERIFY(m_kube.server.start());
        net::ServerAddress address;
        address.base = m_kube.server.url();
        m_requests = std::make_unique<net::ApiClient>(address, &m_tokens);
        m_streams = std::make_unique<net::StreamClient>(address, &m_tokens);
        m_answer = m_kube.server.handler;
    }

private:
    /// The first request for which `which` holds gets half a head.
    void cutAt(const std::function<bool(const QUrlQuery &)> &which)
    {
        Reflector::Policy policy;
        policy.head = 400ms;
        policy.silent = policy.silentAtFirst = 60s; // longer than the test waits: only the limit for the head can help
        m_services = std::make_unique<ClusterServices>(ClusterServices{*m_requests, *m_streams, m_decoder, Clock::system(), PlatformInfo{}, policy});
        auto done = std::make_shared<bool>(false);
        m_kube.server.handler = [this, which, done](const std::shared_ptr<test::Exchange> &exchange) {
            const QByteArray &target = exchange->request.target;
            if (!*done && which(QUrlQuery(QString::fromUtf8(target.mid(target.indexOf('?') + 1))))) {
                *done = true;
                exchange->raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Len");
                m_silent += exchange; // and never another byte, as when the way to the server is gone
                return;
            }
            m_answer(exchange);
        };
    }

    test::FakeKube m_kube;
    test::FakeTokens m_tokens;
    Decoder m_decoder;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<ClusterServices> m_services;
    std::function<void(const std::shared_ptr<test::Exchange> &)> m_answer;
    QList<std::shared_ptr<test::Exchange>> m_silent;
};

QTEST_GUILESS_MAIN(TestAnswerHeads)
#include "tst_answerheads.moc"
