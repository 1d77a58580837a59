#include "reflectortest.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using State = Reflector::State;
using Transport = Reflector::Transport;
using test::bring;
using test::errorOf;

/// What a list goes through, step by step.
class TestReflector : public QObject {
    Q_OBJECT

private slots:
    void liveOnlyWhenSilenceCanBeBelieved();
    void continueTokenOfA410();
    void parkedWatchGoesOnWhereItWas();
    void longListIsPolledLessOften();
    void waitsGrowAndAreForgottenInHealth();
    void pagesThenWatchFromTheFirst();
    void expiredContinueStartsAgainOnce();
    void stoppedListGoesOnAtItsPage();
    void resumesFromTheLastVersion();
    void goneInTheStreamListsAgain();
    void silentChunkedThenWebSocketThenPolling();
    void provenStreamIsNotGivenUp();
    void deadConnectionAfterItsTime();
    void shortWatchWaits();
    void theHeadOfAnAnswerHasItsOwnLimit();
    void retryAfterIsKept();
    void missedEventIsListedAgain();
};

void TestReflector::pagesThenWatchFromTheFirst()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    QVERIFY(machine.continueToken().isEmpty());
    (void)machine.pageRead(QStringLiteral("100"), QStringLiteral("a"));
    QCOMPARE(machine.continueToken(), QStringLiteral("a"));
    (void)machine.pageRead(QStringLiteral("105"), QStringLiteral("b"));
    QVERIFY(!machine.listed());
    const auto actions = machine.pageRead(QStringLiteral("109"), {});
    QVERIFY(actions.listEnds && actions.watch);
    QVERIFY(machine.listed());
    QCOMPARE(machine.resourceVersion(), QStringLiteral("100")); // what changed while pages were read is seen again, not lost
    QVERIFY(machine.watchSeconds() >= 300 && machine.watchSeconds() <= 360);
    QVERIFY(!machine.live());
}

void TestReflector::liveOnlyWhenSilenceCanBeBelieved()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching unproven"));
    QVERIFY2(!machine.live(), "a server that holds lines back sends headers too");
    (void)machine.chunkedProven(); // another list's stream
    QVERIFY(machine.live());
    Reflector next(clock, 1);
    next.setStreams({Transport::Chunked, true});
    (void)next.start();
    (void)next.pageRead(QStringLiteral("10"), {});
    QVERIFY(!next.live());
    (void)next.watchOpened();
    QVERIFY(next.live());
    (void)next.chunkedHeld(); // nonsense now
    QCOMPARE(next.transport(), Transport::Chunked);
    clock.advance(90s);
    (void)next.timeout();
    QVERIFY2(!next.live(), "nobody knows for how long the connection was dead");
    (void)next.watchOpened();
    QVERIFY(next.live());
    Reflector socket(clock, 1);
    bring(socket, clock, QStringLiteral("watching socket"));
    QVERIFY(!socket.live());
    (void)socket.watchOpened(); // nobody can hold a WebSocket back
    QVERIFY(socket.live());
}

void TestReflector::continueTokenOfA410()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    (void)machine.pageRead(QStringLiteral("100"), QStringLiteral("a"));
    Error gone = errorOf(ErrorCode::Gone);
    gone.detail = QStringLiteral("b");
    auto actions = machine.listFailed(gone);
    QVERIFY(actions.fetch && !actions.listBegins);
    QCOMPARE(machine.continueToken(), QStringLiteral("b"));
    (void)machine.pageRead(QStringLiteral("200"), {});
    QCOMPARE(machine.resourceVersion(), QStringLiteral("100")); // what changed between the two moments is in the watch
    // A server that answers each of its own tokens so is not asked for ever without a pause.
    Reflector other(clock, 1);
    (void)other.start();
    (void)other.pageRead(QStringLiteral("100"), QStringLiteral("a"));
    (void)other.listFailed(gone);
    gone.detail = QStringLiteral("c");
    actions = other.listFailed(gone);
    QVERIFY(!actions.fetch && actions.timer);
    actions = other.timeout();
    QVERIFY(actions.listBegins && actions.fetch);
}

void TestReflector::parkedWatchGoesOnWhereItWas()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    (void)machine.watchRead(QStringLiteral("42"), {}, false);
    auto actions = machine.park(20s);
    QCOMPARE(actions.timer.value(), 20'000ms);
    QCOMPARE(machine.pollSeconds(), 20);
    QVERIFY(machine.parked() && !machine.live());
    actions = machine.unpark();
    QVERIFY(actions.watch && !actions.fetch);
    QCOMPARE(machine.resourceVersion(), QStringLiteral("42"));
    (void)machine.park(20s);
    (void)machine.timeout();
    actions = machine.pageRead(QStringLiteral("50"), {}); // read again, and parked still
    QVERIFY(actions.listEnds && !actions.watch && actions.timer);
    QCOMPARE(machine.transport(), Transport::Chunked);
}

void TestReflector::longListIsPolledLessOften()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    machine.setStreams({Transport::Polling, false});
    (void)machine.start();
    clock.advance(7s);
    const auto actions = machine.pageRead(QStringLiteral("10"), {});
    QCOMPARE(actions.timer.value(), 63'000ms); // a tenth of the time is spent on it
    QCOMPARE(machine.pollSeconds(), 63);
}

void TestReflector::waitsGrowAndAreForgottenInHealth()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    std::chrono::milliseconds last{0};
    for (int i = 0; i < 12; ++i) {
        const auto wait = machine.watchEnded(errorOf(ErrorCode::ConnectionLost)).timer.value();
        QVERIFY2(wait >= 400ms && wait <= 30s, qPrintable(QString::number(wait.count())));
        last = wait;
        clock.advance(wait);
        (void)machine.timeout();
        (void)machine.watchOpened();
    }
    QVERIFY2(last >= 15s, qPrintable(QString::number(last.count())));
    clock.advance(119s);
    QVERIFY2(machine.watchEnded(errorOf(ErrorCode::ConnectionLost)).timer.value() >= 15s, "not two healthy minutes yet");
    clock.advance(30s);
    (void)machine.timeout();
    (void)machine.watchOpened();
    clock.advance(121s);
    QVERIFY(machine.watchEnded(errorOf(ErrorCode::ConnectionLost)).timer.value() <= 800ms);
}

void TestReflector::expiredContinueStartsAgainOnce()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    (void)machine.pageRead(QStringLiteral("100"), QStringLiteral("a"));
    auto actions = machine.listFailed(errorOf(ErrorCode::Gone));
    QVERIFY(actions.listBegins && actions.fetch && !actions.timer);
    QVERIFY(machine.continueToken().isEmpty());
    actions = machine.listFailed(errorOf(ErrorCode::Gone));
    QVERIFY(!actions.fetch && actions.timer);
    actions = machine.timeout();
    QVERIFY(actions.listBegins && actions.fetch);
}

void TestReflector::stoppedListGoesOnAtItsPage()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    (void)machine.pageRead(QStringLiteral("100"), QStringLiteral("a"));
    (void)machine.stop();
    const auto actions = machine.start();
    QVERIFY(actions.fetch && !actions.listBegins);
    QCOMPARE(machine.continueToken(), QStringLiteral("a"));
}

void TestReflector::resumesFromTheLastVersion()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    (void)machine.watchSpoke();
    (void)machine.watchRead(QStringLiteral("42"), {}, false);
    auto actions = machine.watchEnded({});
    QVERIFY(actions.watch);
    QCOMPARE(machine.resourceVersion(), QStringLiteral("42"));
    QVERIFY2(machine.live(), "an orderly close is no outage");
    (void)machine.watchOpened();
    (void)machine.watchEnded(errorOf(ErrorCode::ConnectionLost));
    QVERIFY(!machine.live());
    actions = machine.timeout();
    QVERIFY(actions.watch && !actions.fetch);
    QCOMPARE(machine.resourceVersion(), QStringLiteral("42"));
}

void TestReflector::goneInTheStreamListsAgain()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    auto actions = machine.watchRead({}, errorOf(ErrorCode::Gone), false);
    QVERIFY(actions.cancel && actions.listBegins && actions.fetch);
    QVERIFY(machine.listed()); // rows are there: this is catching up, not loading
    (void)machine.pageRead(QStringLiteral("500"), {});
    QCOMPARE(machine.resourceVersion(), QStringLiteral("500"));
}

void TestReflector::silentChunkedThenWebSocketThenPolling()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    auto actions = machine.pageRead(QStringLiteral("10"), {});
    QCOMPARE(machine.transport(), Transport::Chunked);
    QCOMPARE(actions.timer.value(), 10'000ms); // for the head
    actions = machine.watchOpened(); // headers alone prove nothing
    QCOMPARE(actions.timer.value(), 30'000ms);
    clock.advance(30s);
    actions = machine.timeout();
    QVERIFY(actions.cancel && actions.watch);
    QCOMPARE(machine.transport(), Transport::WebSocket);
    QCOMPARE(actions.timer.value(), 10'000ms);
    clock.advance(10s);
    actions = machine.timeout(); // no handshake
    QVERIFY(actions.cancel && actions.fetch);
    QCOMPARE(machine.transport(), Transport::Polling);
    actions = machine.pageRead(QStringLiteral("11"), {});
    QVERIFY(actions.listEnds && !actions.watch);
    QCOMPARE(actions.timer.value(), 10'000ms);
}

void TestReflector::provenStreamIsNotGivenUp()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    (void)machine.watchSpoke();
    clock.advance(90s);
    const auto actions = machine.timeout();
    QVERIFY(actions.cancel && actions.watch);
    QCOMPARE(machine.transport(), Transport::Chunked);
}

void TestReflector::deadConnectionAfterItsTime()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    const auto opened = clock.monotonic() - 5s;
    Reflector::Actions actions;
    while (clock.monotonic() - opened < std::chrono::seconds(machine.watchSeconds()) - 10s) {
        actions = machine.watchSpoke();
        clock.advance(10s);
    }
    actions = machine.watchSpoke();
    // The server should have closed by then; five seconds later it is dead whatever it still says.
    QCOMPARE(clock.monotonic() + actions.timer.value(), opened + std::chrono::seconds(machine.watchSeconds()) + 5s);
}

void TestReflector::shortWatchWaits()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    (void)machine.pageRead(QStringLiteral("10"), {});
    clock.advance(10ms);
    const auto actions = machine.watchEnded({});
    QVERIFY(!actions.watch && actions.timer);
    QCOMPARE(machine.state(), State::Waiting);
}

void TestReflector::retryAfterIsKept()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    (void)machine.start();
    Error error = errorOf(ErrorCode::TooManyRequests);
    error.retryAfter = 120s;
    const auto actions = machine.listFailed(error);
    QVERIFY(actions.timer.value() >= 120s);
}

void TestReflector::missedEventIsListedAgain()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    bring(machine, clock, QStringLiteral("watching"));
    (void)machine.watchRead(QStringLiteral("42"), {}, true);
    const auto actions = machine.timeout();
    QVERIFY2(actions.listBegins && actions.fetch, "only a new list is true after a missed event");
}

void TestReflector::theHeadOfAnAnswerHasItsOwnLimit()
{
    ManualClock clock;
    Reflector machine(clock, 1);
    QCOMPARE(machine.answerPatience(), 10s);
    (void)machine.start();
    (void)machine.listFailed(errorOf(ErrorCode::TimedOut));
    QCOMPARE(machine.answerPatience(), 20s); // a server in trouble is slow
    for (int i = 0; i < 5; ++i) {
        (void)machine.timeout();
        (void)machine.listFailed(errorOf(ErrorCode::TimedOut));
    }
    QCOMPARE(machine.answerPatience(), 60s);
    (void)machine.timeout();
    auto actions = machine.pageRead(QStringLiteral("10"), {});
    QCOMPARE(machine.answerPatience(), 10s);
    QVERIFY(actions.watch && actions.timer);
    QCOMPARE(*actions.timer, 10s);
    clock.advance(10s);
    actions = machine.timeout();
    QCOMPARE(machine.state(), State::Waiting);
    QCOMPARE(machine.error().code, ErrorCode::TimedOut);
    QVERIFY(actions.cancel);
    actions = machine.timeout();
    QVERIFY(actions.watch);
    QCOMPARE(*actions.timer, 20s);
    actions = machine.watchOpened(); // from now on it is what is said that counts
    QCOMPARE(*actions.timer, 30s);
    // Never a head: perhaps a proxy that keeps all of an answer back. Another kind of stream.
    Reflector other(clock, 1);
    (void)other.start();
    (void)other.pageRead(QStringLiteral("10"), {});
    (void)other.timeout();
    (void)other.timeout();
    QCOMPARE(other.transport(), Transport::Chunked);
    (void)other.timeout();
    QCOMPARE(other.transport(), Transport::WebSocket);
}

QTEST_APPLESS_MAIN(TestReflector)
#include "tst_reflector.moc"
