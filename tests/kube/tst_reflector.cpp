#include <sk/kube/reflector.h>

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using State = Reflector::State;
using Transport = Reflector::Transport;

namespace {

Error errorOf(ErrorCode code)
{
    Error error;
    error.code = code;
    return error;
}

/// Brings a machine into a state by the way that leads there.
void bring(Reflector &machine, ManualClock &clock, State state)
{
    switch (state) {
    case State::Idle:
        break;
    case State::Listing:
        (void)machine.start();
        break;
    case State::Watching:
        (void)machine.start();
        (void)machine.pageRead(QStringLiteral("10"), {});
        (void)machine.watchOpened();
        clock.advance(5s);
        break;
    case State::Waiting:
        (void)machine.start();
        (void)machine.listFailed(errorOf(ErrorCode::ServerError));
        break;
    case State::PollWait:
        (void)machine.start();
        (void)machine.pageRead({}, {});
        break;
    case State::NoToken:
        (void)machine.start();
        (void)machine.listFailed(errorOf(ErrorCode::Unauthorized));
        break;
    case State::Stopped:
        (void)machine.start();
        (void)machine.stop();
        break;
    case State::Failed:
        (void)machine.start();
        (void)machine.listFailed(errorOf(ErrorCode::Forbidden));
        break;
    }
}

/// The actions as letters, in the order in which they are done.
QString letters(const Reflector::Actions &actions)
{
    QString text;
    if (actions.cancel)
        text += u'c';
    if (actions.listEnds)
        text += u'e';
    if (actions.listBegins)
        text += u'b';
    if (actions.fetch)
        text += u'f';
    if (actions.watch)
        text += u'w';
    if (actions.timer)
        text += u't';
    return text;
}

} // namespace

class TestReflector : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void pagesThenWatchFromTheFirst();
    void expiredContinueStartsAgainOnce();
    void stoppedListGoesOnAtItsPage();
    void resumesFromTheLastVersion();
    void goneInTheStreamListsAgain();
    void silentChunkedThenWebSocketThenPolling();
    void provenStreamIsNotGivenUp();
    void deadConnectionAfterItsTime();
    void shortWatchWaits();
    void retryAfterIsKept();
    void missedEventIsListedAgain();
};

void TestReflector::table_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QString>("event");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("actions");

    const QList<State> all{State::Idle, State::Listing, State::Watching, State::Waiting, State::PollWait, State::NoToken, State::Stopped, State::Failed};
    const QStringList events{QStringLiteral("start"), QStringLiteral("stop"), QStringLiteral("retry"), QStringLiteral("page"), QStringLiteral("lastPage"),
        QStringLiteral("listError"), QStringLiteral("listForbidden"), QStringLiteral("list401"), QStringLiteral("opened"), QStringLiteral("spoke"),
        QStringLiteral("eventGone"), QStringLiteral("eventMissed"), QStringLiteral("closed"), QStringLiteral("lost"), QStringLiteral("watchGone"),
        QStringLiteral("watchForbidden"), QStringLiteral("watch401"), QStringLiteral("timeout"), QStringLiteral("token")};
    // What is not listed here changes nothing and asks for nothing.
    struct Rule {
        State to;
        const char *actions;
    };
    QMap<std::pair<int, QString>, Rule> rules;
    const auto rule = [&rules](State from, const char *event, State to, const char *actions) {
        rules.insert({static_cast<int>(from), QString::fromLatin1(event)}, {to, actions});
    };
    rule(State::Idle, "start", State::Listing, "bf");
    rule(State::Idle, "retry", State::Listing, "bf");
    rule(State::Listing, "stop", State::Stopped, "c");
    rule(State::Listing, "page", State::Listing, "f");
    rule(State::Listing, "lastPage", State::Watching, "ewt");
    rule(State::Listing, "listError", State::Waiting, "t");
    rule(State::Listing, "listForbidden", State::Failed, "");
    rule(State::Listing, "list401", State::NoToken, "t");
    rule(State::Watching, "stop", State::Stopped, "c");
    rule(State::Watching, "spoke", State::Watching, "t");
    rule(State::Watching, "eventGone", State::Listing, "cbf");
    rule(State::Watching, "eventMissed", State::Waiting, "ct");
    rule(State::Watching, "closed", State::Watching, "wt");
    rule(State::Watching, "lost", State::Waiting, "t");
    rule(State::Watching, "watchGone", State::Listing, "bf");
    rule(State::Watching, "watchForbidden", State::Watching, "cwt");
    rule(State::Watching, "watch401", State::NoToken, "t");
    rule(State::Watching, "timeout", State::Watching, "cwt");
    for (const State state : {State::Waiting, State::NoToken}) {
        rule(state, "stop", State::Stopped, "c");
        rule(state, "retry", State::Listing, "f");
        rule(state, "timeout", State::Listing, "f");
        rule(state, "token", State::Listing, "f");
    }
    rule(State::PollWait, "stop", State::Stopped, "c");
    rule(State::PollWait, "retry", State::Listing, "bf");
    rule(State::PollWait, "timeout", State::Listing, "bf");
    rule(State::Stopped, "start", State::Listing, "f");
    rule(State::Stopped, "retry", State::Listing, "f");
    rule(State::Failed, "start", State::Listing, "bf");
    rule(State::Failed, "retry", State::Listing, "bf");
    rule(State::Failed, "stop", State::Stopped, "c");

    for (const State from : all) {
        for (const QString &event : events) {
            const auto found = rules.constFind({static_cast<int>(from), event});
            const Rule expected = found != rules.cend() ? *found : Rule{from, ""};
            QTest::addRow("%d %s", static_cast<int>(from), qPrintable(event)) << static_cast<int>(from) << event << static_cast<int>(expected.to)
                                                                             << QString::fromLatin1(expected.actions);
        }
    }
}

void TestReflector::table()
{
    QFETCH(int, from);
    QFETCH(QString, event);
    QFETCH(int, to);
    QFETCH(QString, actions);
    ManualClock clock;
    Reflector machine(clock, 7);
    bring(machine, clock, static_cast<State>(from));
    QCOMPARE(static_cast<int>(machine.state()), from);

    const QHash<QString, std::function<Reflector::Actions()>> doers{
        {QStringLiteral("start"), [&] { return machine.start(); }},
        {QStringLiteral("stop"), [&] { return machine.stop(); }},
        {QStringLiteral("retry"), [&] { return machine.retry(); }},
        {QStringLiteral("page"), [&] { return machine.pageRead(QStringLiteral("10"), QStringLiteral("more")); }},
        {QStringLiteral("lastPage"), [&] { return machine.pageRead(QStringLiteral("10"), {}); }},
        {QStringLiteral("listError"), [&] { return machine.listFailed(errorOf(ErrorCode::ConnectionLost)); }},
        {QStringLiteral("listForbidden"), [&] { return machine.listFailed(errorOf(ErrorCode::Forbidden)); }},
        {QStringLiteral("list401"), [&] { return machine.listFailed(errorOf(ErrorCode::Unauthorized)); }},
        {QStringLiteral("opened"), [&] { return machine.watchOpened(); }},
        {QStringLiteral("spoke"), [&] { return machine.watchSpoke(); }},
        {QStringLiteral("eventGone"), [&] { return machine.watchRead({}, errorOf(ErrorCode::Gone), false); }},
        {QStringLiteral("eventMissed"), [&] { return machine.watchRead({}, {}, true); }},
        {QStringLiteral("closed"), [&] { return machine.watchEnded({}); }},
        {QStringLiteral("lost"), [&] { return machine.watchEnded(errorOf(ErrorCode::ConnectionLost)); }},
        {QStringLiteral("watchGone"), [&] { return machine.watchEnded(errorOf(ErrorCode::Gone)); }},
        {QStringLiteral("watchForbidden"), [&] { return machine.watchEnded(errorOf(ErrorCode::Forbidden)); }},
        {QStringLiteral("watch401"), [&] { return machine.watchEnded(errorOf(ErrorCode::Unauthorized)); }},
        {QStringLiteral("timeout"), [&] { return machine.timeout(); }},
        {QStringLiteral("token"), [&] { return machine.tokenAvailable(); }},
    };
    QVERIFY(doers.contains(event));
    QCOMPARE(letters(doers.value(event)()), actions);
    QCOMPARE(static_cast<int>(machine.state()), to);
}

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
    (void)machine.watchOpened();
    QVERIFY(machine.live());
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
    bring(machine, clock, State::Watching);
    (void)machine.watchSpoke();
    (void)machine.watchRead(QStringLiteral("42"), {}, false);
    auto actions = machine.watchEnded({});
    QVERIFY(actions.watch);
    QCOMPARE(machine.resourceVersion(), QStringLiteral("42"));
    QVERIFY2(machine.live(), "an orderly close is no outage");
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
    bring(machine, clock, State::Watching);
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
    QCOMPARE(actions.timer.value(), 30'000ms);
    (void)machine.watchOpened(); // headers alone prove nothing
    clock.advance(30s);
    actions = machine.timeout();
    QVERIFY(actions.cancel && actions.watch);
    QCOMPARE(machine.transport(), Transport::WebSocket);
    QCOMPARE(actions.timer.value(), 90'000ms);
    clock.advance(90s);
    actions = machine.timeout();
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
    bring(machine, clock, State::Watching);
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
    bring(machine, clock, State::Watching);
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
    bring(machine, clock, State::Watching);
    (void)machine.watchRead(QStringLiteral("42"), {}, true);
    const auto actions = machine.timeout();
    QVERIFY2(actions.listBegins && actions.fetch, "only a new list is true after a missed event");
}

QTEST_APPLESS_MAIN(TestReflector)
#include "tst_reflector.moc"
