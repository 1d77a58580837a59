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

/// Where a machine may stand: each state, and within a state what makes it act in another way.
const QList<std::pair<QString, State>> situations{
    {QStringLiteral("idle"), State::Idle},
    {QStringLiteral("listing"), State::Listing}, // the first page of the first list
    {QStringLiteral("listing on"), State::Listing}, // a later page
    {QStringLiteral("listing again"), State::Listing}, // after an expired watch
    {QStringLiteral("watching"), State::Watching}, // chunked, proven by what it sent
    {QStringLiteral("watching unproven"), State::Watching}, // chunked, opened, nothing came yet
    {QStringLiteral("watching unanswered"), State::Watching}, // chunked, there was no head yet
    {QStringLiteral("watching socket"), State::Watching}, // a WebSocket that is not open yet
    {QStringLiteral("waiting to list"), State::Waiting},
    {QStringLiteral("waiting to watch"), State::Waiting},
    {QStringLiteral("polling"), State::PollWait}, // nothing to watch from
    {QStringLiteral("parked"), State::PollWait}, // no stream to spare
    {QStringLiteral("no token"), State::NoToken},
    {QStringLiteral("stopped in a list"), State::Stopped},
    {QStringLiteral("stopped in a watch"), State::Stopped},
    {QStringLiteral("failed"), State::Failed},
};

/// Brings a machine into a situation by the way that leads there.
void bring(Reflector &machine, ManualClock &clock, const QString &situation)
{
    const auto is = [&situation](const char *name) { return situation == QLatin1String(name); };
    if (is("idle"))
        return;
    if (is("watching socket"))
        machine.setStreams({Transport::WebSocket, false});
    (void)machine.start();
    if (is("listing"))
        return;
    if (is("listing on")) {
        (void)machine.pageRead(QStringLiteral("10"), QStringLiteral("first"));
    } else if (is("waiting to list")) {
        (void)machine.listFailed(errorOf(ErrorCode::ServerError));
    } else if (is("polling")) {
        (void)machine.pageRead({}, {});
    } else if (is("no token")) {
        (void)machine.listFailed(errorOf(ErrorCode::Unauthorized));
    } else if (is("stopped in a list")) {
        (void)machine.stop();
    } else if (is("failed")) {
        (void)machine.listFailed(errorOf(ErrorCode::Forbidden));
    } else {
        (void)machine.pageRead(QStringLiteral("10"), {});
        clock.advance(2s);
        if (is("watching socket") || is("watching unanswered"))
            return;
        (void)machine.watchOpened();
        clock.advance(3s);
        if (is("watching unproven"))
            return;
        (void)machine.watchSpoke();
        if (is("waiting to watch"))
            (void)machine.watchEnded(errorOf(ErrorCode::ConnectionLost));
        else if (is("parked"))
            (void)machine.park(20s);
        else if (is("stopped in a watch"))
            (void)machine.stop();
        else if (is("listing again"))
            (void)machine.watchRead({}, errorOf(ErrorCode::Gone), false);
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

private:
    /// All events by name, for a machine; without one only the names are of use.
    static QMap<QString, std::function<Reflector::Actions()>> eventsOf(Reflector *machine);
};

void TestReflector::table_data()
{
    QTest::addColumn<QString>("situation");
    QTest::addColumn<QString>("event");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("actions");

    // What is not listed here changes nothing and asks for nothing.
    QMap<std::pair<QString, QString>, std::pair<State, QString>> rules;
    const auto rule = [&rules](std::initializer_list<const char *> froms, std::initializer_list<const char *> events, State to, const char *actions) {
        for (const char *from : froms) {
            for (const char *event : events) {
                const std::pair key(QString::fromLatin1(from), QString::fromLatin1(event));
                Q_ASSERT(!rules.contains(key));
                rules.insert(key, {to, QString::fromLatin1(actions)});
            }
        }
    };
    rule({"idle", "failed"}, {"start", "retry", "relist"}, State::Listing, "bf");
    rule({"failed"}, {"stop"}, State::Stopped, "c");

    rule({"listing", "listing on", "listing again"}, {"stop"}, State::Stopped, "c");
    rule({"listing", "listing on", "listing again"}, {"page"}, State::Listing, "f");
    rule({"listing", "listing on", "listing again"}, {"last page"}, State::Watching, "ewt");
    rule({"listing", "listing on", "listing again"}, {"list lost", "list 429", "list 500"}, State::Waiting, "t");
    rule({"listing", "listing on", "listing again"}, {"list 403", "list 404"}, State::Failed, "");
    rule({"listing", "listing on", "listing again"}, {"list 401"}, State::NoToken, "t");
    rule({"listing", "listing again"}, {"list 410", "list 410 with token"}, State::Waiting, "t"); // there is no page to go on from
    rule({"listing on"}, {"list 410"}, State::Listing, "bf"); // from the first page; rows stay
    rule({"listing on"}, {"list 410 with token"}, State::Listing, "f"); // from this page

    const auto watching = {"watching", "watching unproven", "watching unanswered", "watching socket"};
    rule(watching, {"stop"}, State::Stopped, "c");
    rule(watching, {"relist"}, State::Listing, "cbf"); // rows stay meanwhile
    rule(watching, {"spoke", "opened"}, State::Watching, "t");
    rule(watching, {"event 410"}, State::Listing, "cbf");
    rule(watching, {"event 500", "event 429", "event missed"}, State::Waiting, "ct");
    rule(watching, {"watch 410"}, State::Listing, "bf");
    rule(watching, {"watch 401"}, State::NoToken, "t");
    rule(watching, {"park"}, State::PollWait, "ct");
    rule(watching, {"closed"}, State::Watching, "wt"); // in order, after two seconds and more
    rule({"watching", "watching unproven", "watching unanswered"}, {"watch lost", "watch 429", "watch 500"}, State::Waiting, "t");
    rule({"watching socket"}, {"watch lost", "watch 500"}, State::Listing, "cbf"); // never opened: no WebSocket passes here
    rule({"watching socket"}, {"watch 429"}, State::Waiting, "t");
    rule({"watching", "watching unproven", "watching unanswered"}, {"watch 403", "watch 404"}, State::Watching, "cwt"); // another kind of stream
    rule({"watching socket"}, {"watch 403", "watch 404"}, State::Listing, "cbf"); // polling
    rule({"watching", "watching unproven"}, {"timeout"}, State::Watching, "cwt"); // a dead one; or a silent one, then another kind
    rule({"watching socket"}, {"timeout"}, State::Listing, "cbf");
    rule({"watching unanswered"}, {"timeout"}, State::Waiting, "ct"); // the head did not come
    rule({"watching unproven", "watching unanswered"}, {"held"}, State::Watching, "cwt");

    rule({"waiting to list", "no token"}, {"retry", "relist", "timeout", "token"}, State::Listing, "f");
    rule({"waiting to watch"}, {"retry", "relist", "timeout", "token"}, State::Watching, "wt");
    rule({"waiting to list", "waiting to watch", "no token", "polling", "parked"}, {"stop"}, State::Stopped, "c");
    rule({"polling", "parked"}, {"retry", "timeout"}, State::Listing, "bf");
    rule({"polling", "parked"}, {"relist"}, State::Listing, "cbf");
    rule({"parked"}, {"unpark"}, State::Watching, "wt");
    rule({"stopped in a list"}, {"start", "retry", "relist"}, State::Listing, "f");
    rule({"stopped in a watch"}, {"start", "retry", "relist"}, State::Watching, "wt");

    const QStringList events = eventsOf(nullptr).keys();
    for (const auto &[situation, state] : situations) {
        for (const QString &event : events) {
            const auto [to, actions] = rules.value({situation, event}, {state, QString()});
            QTest::addRow("%s: %s", qPrintable(situation), qPrintable(event)) << situation << event << static_cast<int>(to) << actions;
            rules.remove({situation, event});
        }
    }
    QVERIFY2(rules.isEmpty(), "a rule for what does not exist");
}

QMap<QString, std::function<Reflector::Actions()>> TestReflector::eventsOf(Reflector *machine)
{
    const auto list = [machine](ErrorCode code, const QString &token = {}) {
        return [machine, code, token] {
            Error error = errorOf(code);
            error.detail = token;
            return machine->listFailed(error);
        };
    };
    const auto event = [machine](ErrorCode code) { return [machine, code] { return machine->watchRead({}, errorOf(code), false); }; };
    const auto watch = [machine](ErrorCode code) { return [machine, code] { return machine->watchEnded(errorOf(code)); }; };
    return {
        {QStringLiteral("start"), [machine] { return machine->start(); }},
        {QStringLiteral("stop"), [machine] { return machine->stop(); }},
        {QStringLiteral("retry"), [machine] { return machine->retry(); }},
        {QStringLiteral("relist"), [machine] { return machine->relist(); }},
        {QStringLiteral("page"), [machine] { return machine->pageRead(QStringLiteral("10"), QStringLiteral("more")); }},
        {QStringLiteral("last page"), [machine] { return machine->pageRead(QStringLiteral("10"), {}); }},
        {QStringLiteral("list lost"), list(ErrorCode::ConnectionLost)},
        {QStringLiteral("list 401"), list(ErrorCode::Unauthorized)},
        {QStringLiteral("list 403"), list(ErrorCode::Forbidden)},
        {QStringLiteral("list 404"), list(ErrorCode::NotFound)},
        {QStringLiteral("list 410"), list(ErrorCode::Gone)},
        {QStringLiteral("list 410 with token"), list(ErrorCode::Gone, QStringLiteral("later"))},
        {QStringLiteral("list 429"), list(ErrorCode::TooManyRequests)},
        {QStringLiteral("list 500"), list(ErrorCode::ServerError)},
        {QStringLiteral("opened"), [machine] { return machine->watchOpened(); }},
        {QStringLiteral("spoke"), [machine] { return machine->watchSpoke(); }},
        {QStringLiteral("event"), [machine] { return machine->watchRead(QStringLiteral("11"), {}, false); }},
        {QStringLiteral("event 410"), event(ErrorCode::Gone)},
        {QStringLiteral("event 429"), event(ErrorCode::TooManyRequests)},
        {QStringLiteral("event 500"), event(ErrorCode::ServerError)},
        {QStringLiteral("event missed"), [machine] { return machine->watchRead({}, {}, true); }},
        {QStringLiteral("closed"), [machine] { return machine->watchEnded({}); }},
        {QStringLiteral("watch lost"), watch(ErrorCode::ConnectionLost)},
        {QStringLiteral("watch 401"), watch(ErrorCode::Unauthorized)},
        {QStringLiteral("watch 403"), watch(ErrorCode::Forbidden)},
        {QStringLiteral("watch 404"), watch(ErrorCode::NotFound)},
        {QStringLiteral("watch 410"), watch(ErrorCode::Gone)},
        {QStringLiteral("watch 429"), watch(ErrorCode::TooManyRequests)},
        {QStringLiteral("watch 500"), watch(ErrorCode::ServerError)},
        {QStringLiteral("timeout"), [machine] { return machine->timeout(); }},
        {QStringLiteral("token"), [machine] { return machine->tokenAvailable(); }},
        {QStringLiteral("proven"), [machine] { return machine->chunkedProven(); }},
        {QStringLiteral("held"), [machine] { return machine->chunkedHeld(); }},
        {QStringLiteral("park"), [machine] { return machine->park(20s); }},
        {QStringLiteral("unpark"), [machine] { return machine->unpark(); }},
    };
}

void TestReflector::table()
{
    QFETCH(QString, situation);
    QFETCH(QString, event);
    QFETCH(int, to);
    QFETCH(QString, actions);
    ManualClock clock;
    Reflector machine(clock, 7);
    bring(machine, clock, situation);
    const auto from = std::find_if(situations.begin(), situations.end(), [&](const auto &each) { return each.first == situation; });
    QCOMPARE(machine.state(), from->second);
    QCOMPARE(letters(eventsOf(&machine).value(event)()), actions);
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
