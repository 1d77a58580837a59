#include "sessionmachine.h"

#include <QMetaEnum>
#include <QtTest>

using namespace sk;
using namespace sk::session;
using namespace std::chrono_literals;
using A = SessionAction;
using E = SessionEvent;
using S = SessionState;
using Step = SessionMachine::Step;

namespace {

const char *const eventNames[] = {"SignIn", "PasswordGranted", "PasswordFailed", "Restore", "Found", "FoundSame", "FoundNothing", "NotRead", "RefreshGranted", "RefreshRefused",
                                  "RefreshFailed", "Written", "TokenWanted", "TokenRefused", "Tick", "Untrusted", "Woke", "RetryNow", "Cancel", "SignOut", "Lock"};
constexpr int eventCount = static_cast<int>(E::Lock) + 1;
static_assert(std::size(eventNames) == eventCount);
const char *const actionNames[] = {"SendPassword", "SendRefresh", "CancelCall", "ReadStore", "ReadStoreSoon", "WriteStore", "RemoveEntry", "Adopt", "Forget", "DropConnections",
                                   "GiveToken", "GiveError", "Park", "AnswerToken", "AnswerError", "TellFailed", "TellAvailable"};
static_assert(std::size(actionNames) == static_cast<int>(A::TellAvailable) + 1);

/// Where a machine can be. Each is reached by events alone.
const char *const placeNames[] = {"SignedOut", "Restoring", "SigningIn", "SigningInAgain", "Active", "ActiveDue", "ActiveUnrenewable", "Looking", "Asking", "AskingAtStart", "WaitingAtStart", "LookingAgain",
                                  "Writing", "WaitingWithToken", "WaitingWithout", "WaitingUnrenewable", "Refused", "Locked"};
constexpr int placeCount = static_cast<int>(std::size(placeNames));

Error errorOf(ErrorCode code)
{
    Error error;
    error.code = code;
    return error;
}

struct Place {
    explicit Place(const QByteArray &name)
        : machine(clock, 1)
    {
        machine.setKept(true, true);
        const auto signedIn = [this](bool refreshable = true) {
            (void)on(E::SignIn);
            SessionMachine::Input input{E::PasswordGranted};
            input.tokens = {{100s, 80s}, refreshable, true};
            (void)machine.on(input);
            machine.setRefreshEnds(clock.monotonic() + 200s);
        };
        const bool start = name == "AskingAtStart" || name == "WaitingAtStart";
        if (name == "Restoring" || start)
            (void)on(E::Restore);
        if (start) {
            SessionMachine::Input input{E::Found};
            input.tokens = {{0ms, 0ms}, true, true};
            (void)machine.on(input);
        }
        if (name == "WaitingAtStart")
            (void)on(E::RefreshFailed);
        if (name == "SigningIn")
            (void)on(E::SignIn);
        if (name == "ActiveUnrenewable" || name == "WaitingUnrenewable")
            signedIn(false);
        if (name == "WaitingUnrenewable") {
            (void)on(E::Untrusted);
            clock.advance(30s);
        }
        const bool session = !QByteArrayList{"SignedOut", "Restoring", "SigningIn", "AskingAtStart", "WaitingAtStart", "ActiveUnrenewable", "WaitingUnrenewable"}.contains(name);
        if (!session)
            return;
        signedIn();
        if (name == "Locked")
            (void)on(E::Lock);
        if (name == "Active" || name == "Locked")
            return;
        clock.advance(81s);
        if (name == "ActiveDue")
            return;
        (void)on(E::Tick); // Looking
        if (name == "Looking")
            return;
        (void)on(E::FoundSame); // Asking
        if (name == "Asking")
            return;
        if (name == "Writing")
            (void)on(E::RefreshGranted);
        if (name == "WaitingWithToken" || name == "WaitingWithout")
            (void)on(E::RefreshFailed);
        if (name == "WaitingWithout")
            clock.advance(25s);
        if (name == "LookingAgain" || name == "Refused" || name == "SigningInAgain")
            (void)on(E::RefreshRefused);
        if (name == "Refused" || name == "SigningInAgain") {
            for (int i = 0; i < 3; ++i)
                (void)on(E::FoundSame);
        }
        if (name == "SigningInAgain")
            (void)on(E::SignIn);
    }
    SessionMachine::Actions on(E event)
    {
        SessionMachine::Input input{event};
        if (event == E::PasswordGranted || event == E::Found || event == E::RefreshGranted)
            input.tokens = {{100s, 80s}, true, true};
        if (event == E::PasswordFailed)
            input.error = errorOf(ErrorCode::WrongCredentials);
        if (event == E::RefreshRefused)
            input.error = errorOf(ErrorCode::SessionExpired);
        if (event == E::RefreshFailed)
            input.error = errorOf(ErrorCode::ConnectionRefused);
        if (event == E::Untrusted)
            input.error = errorOf(ErrorCode::TlsUntrusted);
        if (event == E::NotRead)
            input.error = errorOf(ErrorCode::KeychainUnavailable);
        return machine.on(input);
    }
    QByteArray state() const
    {
        QByteArray text = QMetaEnum::fromType<S>().valueToKey(static_cast<int>(machine.state()));
        static const char *const steps[] = {"", ".Looking", ".Asking", ".LookingAgain", ".Writing"};
        return text + steps[static_cast<int>(machine.step())];
    }

    ManualClock clock;
    SessionMachine machine;
};

QByteArray textOf(const SessionMachine::Actions &actions)
{
    QByteArrayList words;
    for (const A action : actions.todo)
        words += actionNames[static_cast<int>(action)];
    return words.join(' ');
}

/// "place event -> state: actions". What is not in it must change nothing and do nothing.
const char *const table = R"(
SignedOut         SignIn          -> SigningIn: CancelCall SendPassword
SignedOut         Restore         -> Restoring: ReadStore
SignedOut         TokenWanted     -> SignedOut: GiveError
SignedOut         SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Restoring         SignIn          -> SigningIn: CancelCall SendPassword
Restoring         Found           -> Active: Adopt AnswerToken TellAvailable
Restoring         FoundSame       -> Active: Adopt AnswerToken TellAvailable
Restoring         FoundNothing    -> SignedOut: CancelCall Forget AnswerError
Restoring         NotRead         -> SignedOut: CancelCall Forget AnswerError
Restoring         TokenWanted     -> Restoring: Park
Restoring         Cancel          -> SignedOut: CancelCall Forget AnswerError
Restoring         SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
SigningIn         SignIn          -> SigningIn: CancelCall SendPassword
SigningIn         PasswordGranted -> Active: Forget Adopt WriteStore AnswerToken TellAvailable
SigningIn         PasswordFailed  -> SignedOut: Forget AnswerError TellFailed
SigningIn         TokenWanted     -> SigningIn: Park
SigningIn         Cancel          -> SignedOut: CancelCall Forget AnswerError
SigningIn         SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
SigningIn         Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
SigningInAgain    SignIn          -> SigningIn: CancelCall SendPassword
SigningInAgain    PasswordGranted -> Active: Forget Adopt WriteStore AnswerToken TellAvailable
SigningInAgain    PasswordFailed  -> Refused: AnswerError TellFailed
SigningInAgain    TokenWanted     -> SigningIn: Park
SigningInAgain    Cancel          -> Refused: CancelCall AnswerError
SigningInAgain    SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
SigningInAgain    Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
Active            SignIn          -> SigningIn: CancelCall SendPassword
Active            TokenWanted     -> Active: GiveToken
Active            TokenRefused    -> Refreshing.Looking: ReadStore
Active            Untrusted       -> WaitingForNetwork: AnswerToken
Active            Woke            -> Active: DropConnections
Active            SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Active            Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
ActiveDue         SignIn          -> SigningIn: CancelCall SendPassword
ActiveDue         TokenWanted     -> Active: GiveToken
ActiveDue         TokenRefused    -> Refreshing.Looking: ReadStore
ActiveDue         Tick            -> Refreshing.Looking: ReadStore
ActiveDue         Untrusted       -> WaitingForNetwork: AnswerToken
ActiveDue         Woke            -> Refreshing.Looking: DropConnections ReadStore
ActiveDue         SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
ActiveDue         Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
ActiveUnrenewable SignIn          -> SigningIn: CancelCall SendPassword
ActiveUnrenewable TokenWanted     -> Active: GiveToken
ActiveUnrenewable TokenRefused    -> Refused: Forget AnswerError
ActiveUnrenewable Untrusted       -> WaitingForNetwork: AnswerToken
ActiveUnrenewable Woke            -> Active: DropConnections
ActiveUnrenewable SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
ActiveUnrenewable Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
Looking           SignIn          -> SigningIn: CancelCall SendPassword
Looking           Found           -> Active: Adopt AnswerToken
Looking           FoundSame       -> Refreshing.Asking: SendRefresh
Looking           FoundNothing    -> Refreshing.Asking: SendRefresh
Looking           NotRead         -> Refreshing.Asking: SendRefresh
Looking           TokenWanted     -> Refreshing.Looking: Park
Looking           Woke            -> Refreshing.Looking: DropConnections
Looking           SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Looking           Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
Asking            SignIn          -> SigningIn: CancelCall SendPassword
Asking            RefreshGranted  -> Refreshing.Writing: Adopt WriteStore
Asking            RefreshRefused  -> Refreshing.LookingAgain: ReadStore
Asking            RefreshFailed   -> WaitingForNetwork: AnswerToken
Asking            TokenWanted     -> Refreshing.Asking: Park
Asking            Woke            -> Refreshing.Asking: DropConnections CancelCall SendRefresh
Asking            SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Asking            Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
AskingAtStart     SignIn          -> SigningIn: CancelCall SendPassword
AskingAtStart     RefreshGranted  -> Refreshing.Writing: Adopt WriteStore
AskingAtStart     RefreshRefused  -> Refreshing.LookingAgain: ReadStore
AskingAtStart     RefreshFailed   -> WaitingForNetwork: AnswerError
AskingAtStart     TokenWanted     -> Refreshing.Asking: Park
AskingAtStart     Woke            -> Refreshing.Asking: DropConnections CancelCall SendRefresh
AskingAtStart     Cancel          -> SignedOut: CancelCall Forget AnswerError
AskingAtStart     SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
AskingAtStart     Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
WaitingAtStart    SignIn          -> SigningIn: CancelCall SendPassword
WaitingAtStart    TokenWanted     -> WaitingForNetwork: GiveError
WaitingAtStart    TokenRefused    -> Refreshing.Looking: ReadStore
WaitingAtStart    Woke            -> Refreshing.Looking: DropConnections ReadStore
WaitingAtStart    RetryNow        -> Refreshing.Looking: DropConnections ReadStore
WaitingAtStart    Cancel          -> SignedOut: CancelCall Forget AnswerError
WaitingAtStart    SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
WaitingAtStart    Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
LookingAgain      SignIn          -> SigningIn: CancelCall SendPassword
LookingAgain      Found           -> Active: Adopt AnswerToken
LookingAgain      FoundSame       -> Refreshing.LookingAgain: ReadStoreSoon
LookingAgain      FoundNothing    -> Refreshing.LookingAgain: ReadStoreSoon
LookingAgain      NotRead         -> Refused: Forget AnswerError
LookingAgain      TokenWanted     -> Refreshing.LookingAgain: Park
LookingAgain      Woke            -> Refreshing.LookingAgain: DropConnections
LookingAgain      SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
LookingAgain      Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
Writing           SignIn          -> SigningIn: CancelCall SendPassword
Writing           Written         -> Active: AnswerToken
Writing           TokenWanted     -> Refreshing.Writing: Park
Writing           Woke            -> Refreshing.Writing: DropConnections
Writing           SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Writing           Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
WaitingWithToken  SignIn          -> SigningIn: CancelCall SendPassword
WaitingWithToken  TokenWanted     -> WaitingForNetwork: GiveToken
WaitingWithToken  TokenRefused    -> Refreshing.Looking: ReadStore
WaitingWithToken  Woke            -> Refreshing.Looking: DropConnections ReadStore
WaitingWithToken  RetryNow        -> Refreshing.Looking: DropConnections ReadStore
WaitingWithToken  SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
WaitingWithToken  Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
WaitingWithout    SignIn          -> SigningIn: CancelCall SendPassword
WaitingWithout    TokenWanted     -> WaitingForNetwork: GiveError
WaitingWithout    TokenRefused    -> Refreshing.Looking: ReadStore
WaitingWithout    Tick            -> Refreshing.Looking: ReadStore
WaitingWithout    Woke            -> Refreshing.Looking: DropConnections ReadStore
WaitingWithout    RetryNow        -> Refreshing.Looking: DropConnections ReadStore
WaitingWithout    SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
WaitingWithout    Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
WaitingUnrenewable SignIn         -> SigningIn: CancelCall SendPassword
WaitingUnrenewable TokenWanted    -> WaitingForNetwork: GiveToken
WaitingUnrenewable TokenRefused   -> Refused: Forget AnswerError
WaitingUnrenewable Tick           -> Active: AnswerToken TellAvailable
WaitingUnrenewable Woke           -> Active: DropConnections AnswerToken TellAvailable
WaitingUnrenewable RetryNow       -> Active: DropConnections AnswerToken TellAvailable
WaitingUnrenewable SignOut        -> SignedOut: CancelCall Forget RemoveEntry AnswerError
WaitingUnrenewable Lock           -> Locked: CancelCall Forget RemoveEntry AnswerError
Refused           SignIn          -> SigningIn: CancelCall SendPassword
Refused           Found           -> Active: Adopt AnswerToken TellAvailable
Refused           TokenWanted     -> Refused: GiveError
Refused           Woke            -> Refused: ReadStore
Refused           RetryNow        -> Refused: ReadStore
Refused           SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
Refused           Lock            -> Locked: CancelCall Forget RemoveEntry AnswerError
Locked            SignIn          -> SigningIn: CancelCall SendPassword
Locked            TokenWanted     -> Locked: GiveError
Locked            SignOut         -> SignedOut: CancelCall Forget RemoveEntry AnswerError
)";

} // namespace

class TestSessionMachine : public QObject {
    Q_OBJECT

    static QHash<QByteArray, QByteArray> rows()
    {
        QHash<QByteArray, QByteArray> result;
        for (const QByteArray &line : QByteArray(table).split('\n')) {
            const int arrow = static_cast<int>(line.indexOf("->"));
            if (arrow > 0)
                result.insert(line.left(arrow).simplified(), line.mid(arrow + 2).simplified());
        }
        return result;
    }

private slots:
    void everyStateWithEveryEvent_data()
    {
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<int>("event");
        for (const char *place : placeNames) {
            for (int event = 0; event < eventCount; ++event)
                QTest::addRow("%s %s", place, eventNames[event]) << QByteArray(place) << event;
        }
    }
    void everyStateWithEveryEvent()
    {
        QFETCH(QByteArray, place);
        QFETCH(int, event);
        static const auto expected = rows();
        Place at(place);
        const QByteArray before = at.state();
        const auto actions = at.on(static_cast<E>(event));
        const QByteArray key = place + ' ' + eventNames[event];
        const QByteArray nothing = before + ':';
        const QByteArray got = (at.state() + ": " + textOf(actions)).simplified();
        if (qEnvironmentVariableIsSet("SK_PRINT_TABLE") && got != nothing)
            fprintf(stderr, "%-17s %-15s -> %s\n", place.constData(), eventNames[event], got.constData());
        QCOMPARE(got, expected.value(key, nothing));
    }
    void theTableNamesWhatThereIs()
    {
        const auto expected = rows();
        QVERIFY(expected.size() > 100);
        QSet<QByteArray> keys;
        for (const char *place : placeNames) {
            for (const char *event : eventNames)
                keys.insert(QByteArray(place) + ' ' + event);
        }
        for (auto it = expected.cbegin(); it != expected.cend(); ++it)
            QVERIFY2(keys.contains(it.key()), it.key().constData());
    }

    void aRefusalSaysWhy_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<bool>("past");
        QTest::addColumn<RefusalCause>("cause");
        QTest::newRow("ended by its time") << ErrorCode::SessionExpired << true << RefusalCause::Expired;
        QTest::newRow("ended before its time") << ErrorCode::SessionExpired << false << RefusalCause::Revoked;
        QTest::newRow("the program") << ErrorCode::InvalidClient << false << RefusalCause::ProgramRefused;
        QTest::newRow("disabled") << ErrorCode::AccountDisabled << false << RefusalCause::AccountRefused;
    }
    void aRefusalSaysWhy()
    {
        QFETCH(ErrorCode, code);
        QFETCH(bool, past);
        QFETCH(RefusalCause, cause);
        Place at("Asking");
        if (past)
            at.clock.advance(200s);
        SessionMachine::Input refused{E::RefreshRefused};
        refused.error = errorOf(code);
        (void)at.machine.on(refused);
        for (int i = 0; i < 3; ++i)
            (void)at.on(E::FoundSame);
        QCOMPARE(at.machine.state(), S::Refused);
        QCOMPARE(at.machine.cause(), cause);
        QCOMPARE(at.machine.lastError().code, code);
        QCOMPARE(at.machine.refusedSince(), at.clock.now());
        // It stays the reason while a password is tried in vain, and is forgotten when one is accepted.
        (void)at.on(E::SignIn);
        QCOMPARE(at.machine.cause(), cause);
        (void)at.on(E::PasswordFailed);
        QCOMPARE(at.machine.state(), S::Refused);
        QCOMPARE(at.machine.lastError().code, code);
        (void)at.on(E::SignIn);
        (void)at.on(E::PasswordGranted);
        QCOMPARE(at.machine.cause(), RefusalCause::None);
        QVERIFY(!at.machine.lastError());
    }

    /// Tokens that were fetched because of a 401 and get one again: another refresh would not help.
    void aRefusalOfFreshTokensDoesNotLoop()
    {
        Place at("Active");
        (void)at.on(E::TokenRefused);
        (void)at.on(E::FoundSame);
        (void)at.on(E::RefreshGranted);
        (void)at.on(E::Written);
        QCOMPARE(at.machine.state(), S::Active);
        (void)at.on(E::TokenRefused);
        QCOMPARE(at.machine.state(), S::Refused);
        QCOMPARE(at.machine.cause(), RefusalCause::AccountRefused);
    }

    void backOffGrowsAndHasJitter()
    {
        Place at("WaitingWithToken");
        QList<qint64> waits;
        for (int i = 0; i < 12; ++i) {
            waits += (*at.machine.retryAt() - at.clock.monotonic()).count();
            QCOMPARE(at.machine.nextWake(), at.machine.retryAt());
            at.clock.advance(*at.machine.retryAt() - at.clock.monotonic());
            (void)at.on(E::Tick);
            (void)at.on(E::FoundSame);
            QCOMPARE(at.machine.state(), S::Refreshing);
            (void)at.on(E::RefreshFailed);
        }
        QVERIFY(waits.last() > waits.first() * 4);
        QVERIFY(*std::max_element(waits.begin(), waits.end()) <= 30'000);
        QVERIFY(QSet<qint64>(waits.end() - 4, waits.end()).size() > 1);
        // A server's own wish is longer.
        SessionMachine::Input slow{E::RefreshFailed};
        slow.error = errorOf(ErrorCode::Unavailable);
        slow.error.retryAfter = 120s;
        (void)at.on(E::RetryNow);
        (void)at.on(E::FoundSame);
        (void)at.machine.on(slow);
        QVERIFY(*at.machine.retryAt() - at.clock.monotonic() >= 120s);
    }

    void withoutASharedStoreNobodyIsLookedFor()
    {
        Place at("ActiveDue");
        at.machine.setKept(true, false);
        (void)at.on(E::Tick);
        QCOMPARE(at.state(), QByteArray("Refreshing.Asking"));
        (void)at.on(E::RefreshRefused);
        QCOMPARE(at.machine.state(), S::Refused);
        QVERIFY(at.on(E::RetryNow).todo.empty());
    }

    /// Whatever comes, in whatever order: nobody who waits is forgotten, and a state is left as it says.
    void aThousandRandomLives()
    {
        std::minstd_rand random(7);
        for (int life = 0; life < 1000; ++life) {
            Place at("SignedOut");
            int parked = 0;
            for (int i = 0; i < 60; ++i) {
                const auto event = static_cast<E>(random() % eventCount);
                if (random() % 4 == 0)
                    at.clock.advance(std::chrono::milliseconds(random() % 50'000));
                const auto actions = at.on(event);
                for (const A action : actions.todo) {
                    parked += action == A::Park;
                    if (action == A::AnswerToken || action == A::AnswerError)
                        parked = 0;
                    if (action == A::GiveToken)
                        QVERIFY(at.machine.tokenGood());
                    if (action == A::GiveError || action == A::AnswerError)
                        QVERIFY(actions.error);
                    if (action == A::SendPassword)
                        QCOMPARE(event, E::SignIn); // never by itself
                }
                const S state = at.machine.state();
                const bool mayWait = state == S::Restoring || state == S::SigningIn || state == S::Refreshing;
                QVERIFY(mayWait || parked == 0);
                QCOMPARE(at.machine.step() != Step::None, state == S::Refreshing);
                if (state == S::Locked || state == S::SignedOut || state == S::Refused)
                    QVERIFY(!at.machine.tokenGood());
                if (state == S::WaitingForNetwork)
                    QVERIFY(at.machine.retryAt());
            }
        }
    }
};


QTEST_APPLESS_MAIN(TestSessionMachine)
#include "tst_sessionmachine.moc"
