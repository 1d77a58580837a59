#include "reflectortest.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using State = Reflector::State;
using test::bring;
using test::errorOf;

namespace {

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

/// Every situation of the machine with every event.
class TestReflectorTable : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();

private:
    /// All events by name, for a machine; without one only the names are of use.
    static QMap<QString, std::function<Reflector::Actions()>> eventsOf(Reflector *machine);
};

void TestReflectorTable::table_data()
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

QMap<QString, std::function<Reflector::Actions()>> TestReflectorTable::eventsOf(Reflector *machine)
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

void TestReflectorTable::table()
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

QTEST_APPLESS_MAIN(TestReflectorTable)
#include "tst_reflectortable.moc"
