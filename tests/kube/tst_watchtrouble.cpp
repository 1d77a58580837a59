#include "listfixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using Freshness = ListStatus::Freshness;
using test::Exchange;
using test::rowsOf;

/// Watches that are put off, and what comes back when trouble is over.
class TestWatchTrouble : public test::ListFixture {
    Q_OBJECT

private:
    static constexpr int longest = 40'000;
    static bool isWatch(const Exchange &exchange) { return exchange.request.target.contains("watch=true") && !exchange.request.target.contains("fieldSelector"); }

    /// Answers the first watch with `refuse`, and notes how much later the next one came.
    void refuseOnce(const std::function<void(const std::shared_ptr<Exchange> &)> &refuse)
    {
        m_services->policy.backoff.first = 1ms; // else its own waiting would hide the server's word
        m_services->policy.backoff.longest = 2ms;
        m_kube->server.handler = [this, refuse, usual = m_kube->server.handler](const std::shared_ptr<Exchange> &exchange) {
            if (!isWatch(*exchange)) {
                usual(exchange);
            } else if (!m_sinceRefusal.isValid()) {
                m_sinceRefusal.start();
                refuse(exchange);
            } else {
                m_waited = m_waited < 0 ? m_sinceRefusal.elapsed() : m_waited;
                usual(exchange);
            }
        };
    }

    QElapsedTimer m_sinceRefusal;
    qint64 m_waited = -1;
    ManualClock m_clock;

private slots:
    void init()
    {
        setUp();
        m_sinceRefusal.invalidate();
        m_waited = -1;
    }
    void cleanup() { tearDown(); }

    void tooManyRequestsSaysWhen()
    {
        fill(3);
        refuseOnce([](const std::shared_ptr<Exchange> &exchange) {
            exchange->reply(429, R"({"kind":"Status","status":"Failure","reason":"TooManyRequests","code":429})", {{"Content-Type", "application/json"}, {"Retry-After", "1"}});
        });
        KubeList &list = open();
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, longest);
        QVERIFY2(m_waited >= 950, qPrintable(QString::number(m_waited)));
        QCOMPARE(m_kube->lists, 1); // goes on where it was
        QCOMPARE(m_kube->webSockets, 0); // and says nothing of the kind of stream
    }

    void anErrorEventSaysWhen()
    {
        fill(3);
        refuseOnce([](const std::shared_ptr<Exchange> &exchange) {
            exchange->beginChunks();
            exchange->chunk(R"({"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"TooManyRequests","code":429,"details":{"retryAfterSeconds":1}}})" "\n");
        });
        KubeList &list = open();
        QTRY_VERIFY_WITH_TIMEOUT(m_waited >= 0, longest);
        QVERIFY2(m_waited >= 950, qPrintable(QString::number(m_waited)));
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, longest);
        QCOMPARE(m_kube->lists, 1);
    }

    /// QWebSocket tells no header of a refused handshake: how long is the back-off's to say, but the kind of stream stays.
    void aWebSocketThatIsPutOffIsTriedAgain()
    {
        fill(3);
        m_kube->holdChunks = true;
        m_services->policy.backoff.first = 1ms;
        m_services->policy.backoff.longest = 2ms;
        int refused = 0;
        m_kube->server.handler = [&refused, usual = m_kube->server.handler](const std::shared_ptr<Exchange> &exchange) {
            if (isWatch(*exchange) && !exchange->request.header("Upgrade").isEmpty() && refused++ == 0) {
                exchange->reply(429, {});
                exchange->close();
                return;
            }
            usual(exchange);
        };
        KubeList &list = open();
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, longest);
        QVERIFY(refused >= 2);
        QCOMPARE(m_kube->webSockets, 1);
        QCOMPARE(m_kube->lists, 1);
        m_kube->put(QStringLiteral("t0001"), QStringLiteral("ws"));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), m_kube->truth(), longest);
    }

    void whatDidNotPassIsTriedAgainAfterTenMinutes()
    {
        fill(4);
        m_services->transports = std::make_shared<WatchTransports>(m_clock);
        m_kube->holdChunks = true;
        m_kube->refuseWebSocket = true;
        KubeList &list = open();
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Polling, longest);
        // The proxy that stood in the way is gone; nobody knows yet.
        m_kube->refuseWebSocket = false;
        const int tried = m_kube->webSockets;
        m_clock.advance(9min);
        const int lists = m_kube->lists;
        QTRY_VERIFY_WITH_TIMEOUT(m_kube->lists >= lists + 2, longest);
        QCOMPARE(list.status().freshness, Freshness::Polling);
        QCOMPARE(m_kube->webSockets, tried);
        m_clock.advance(2min);
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, longest);
        QCOMPARE(m_kube->webSockets, tried + 1);
        m_kube->put(QStringLiteral("t0001"), QStringLiteral("live again"));
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(list.store()), m_kube->truth(), longest);
    }
};

QTEST_GUILESS_MAIN(TestWatchTrouble)
#include "tst_watchtrouble.moc"
