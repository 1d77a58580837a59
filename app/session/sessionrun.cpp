#include "session_p.h"

#include "jwt.h"
#include "tokenlife.h"

#include <sk/core/logging.h>

#include <QCryptographicHash>
#include <QMetaEnum>

// What the machine says is done here.
namespace sk::session {

namespace {

using std::chrono::milliseconds;

/// The clock is looked at so often at least: timers stand still while the computer sleeps.
constexpr milliseconds longestTick{30'000};
/// Another instance that was faster has its answer by now and writes it.
constexpr milliseconds soon{500};

} // namespace

OAuthClient clientFor(const Profile &profile, const ServerInfo &server)
{
    OAuthClient client{profile.clientId, profile.clientSecret};
    if (client.id.isEmpty()) {
        const QString domain = profile.apiDomain.isEmpty() ? server.apiDomain : profile.apiDomain;
        client.id = domain == QLatin1String("Super Kubenetes.io") ? QStringLiteral("Super Kubenetes") : QStringLiteral("kubesphere");
    }
    if (client.secret.isEmpty())
        client.secret = client.id;
    return client;
}

QByteArray markOf(const QByteArray &refresh)
{
    return QCryptographicHash::hash(refresh, QCryptographicHash::Sha256);
}

/// Gives an event to the machine and does what it says; tells about it when all is done.
void Session::Private::happened(const SessionMachine::Input &input, const Waiter &asked)
{
    const State before = machine.state();
    const SessionMachine::Actions actions = machine.on(input);
    bool available = false;
    bool failed = false;
    for (const Action action : actions.todo) {
        available = available || action == Action::TellAvailable;
        failed = failed || action == Action::TellFailed;
        act(action, input, actions.error, asked);
    }
    wipe(incoming.tokens.access);
    wipe(incoming.tokens.refresh);
    schedule();
    const State now = machine.state();
    QPointer<Session> alive = self;
    if (now != before) {
        const QMetaEnum names = QMetaEnum::fromType<State>();
        qCInfo(lcSession).noquote() << "session" << names.valueToKey(static_cast<int>(before)) << "->" << names.valueToKey(static_cast<int>(now))
                                    << (machine.lastError() ? toLogText(machine.lastError()) : QString());
        emit self->stateChanged(now);
    }
    if (alive && failed)
        emit self->failed(input.error);
    if (alive && available && machine.state() == State::Active)
        emit self->available();
}

void Session::Private::act(Action action, const SessionMachine::Input &input, const Error &error, const Waiter &asked)
{
    Q_UNUSED(input)
    switch (action) {
    case Action::SendPassword: break; // signIn() does it: nobody else has the password
    case Action::SendRefresh: sendRefresh(); break;
    case Action::CancelCall:
        if (call)
            call->cancel();
        writeLimit.stop();
        lookLimit.stop();
        ++look;
        break;
    case Action::ReadStore: readStore(milliseconds(0)); break;
    case Action::ReadStoreSoon: readStore(soon); break;
    case Action::WriteStore: write(); break;
    case Action::RemoveEntry: removeEntry(); break;
    case Action::Adopt: adopt(); break;
    case Action::Forget: forget(); break;
    case Action::DropConnections: api.dropConnections(); break;
    case Action::GiveToken: answer(asked, access); break;
    case Action::GiveError: answer(asked, error); break;
    case Action::Park: waiters.push_back(asked); break;
    case Action::AnswerToken: answerWaiters(access); break;
    case Action::AnswerError: answerWaiters(error); break;
    case Action::TellFailed:
    case Action::TellAvailable: break; // in the end
    }
}

void Session::Private::schedule()
{
    const auto next = machine.nextWake();
    if (!next)
        timer.stop();
    else
        timer.start(std::clamp(*next - clock.monotonic(), milliseconds(0), longestTick));
}

void Session::Private::sendRefresh()
{
    if (call)
        call->cancel();
    call = refreshGrant(api, clientFor(profile, server), refresh, self, [this](const Result<TokenPair> &pair) {
        if (!pair.ok()) {
            happened({refusesSession(pair.error()) ? Event::RefreshRefused : Event::RefreshFailed, {}, pair.error()});
            return;
        }
        if (const auto fresh = skewFrom(*pair, clock.now()))
            skew = *fresh;
        const bool refreshable = !pair->refresh.isEmpty() || !refresh.isEmpty();
        incoming = {{pair->access, pair->refresh, skew}, identity.user};
        happened({Event::RefreshGranted, {lifeOfNew(*pair), refreshable, true}, {}});
    });
}

void Session::Private::adopt()
{
    wipe(access);
    access = std::exchange(incoming.tokens.access, {});
    if (!incoming.tokens.refresh.isEmpty()) {
        wipe(refresh);
        refresh = std::exchange(incoming.tokens.refresh, {});
    }
    lastMark = markOf(refresh);
    skew = incoming.tokens.clockSkewMs;
    const auto claims = readClaims(access.isEmpty() ? refresh : access);
    identity.user = claims && !claims->user.isEmpty() ? claims->user : incoming.userIfUnsaid;
    identity.mustChangePassword = claims && claims->mustChangePassword;
    identity.preRegistration = identity.user == QLatin1String("system:pre-registration");
    const auto refreshClaims = readClaims(refresh);
    machine.setRefreshEnds(refreshClaims && refreshClaims->expiresAt
            ? std::optional(clock.monotonic() + milliseconds(*refreshClaims->expiresAt * 1000 - (clock.now() + skew)))
            : std::nullopt);
}

void Session::Private::forget()
{
    wipe(access);
    wipe(refresh);
    ++look;
    lookLimit.stop();
}

void Session::Private::answer(const Waiter &waiter, const Result<QByteArray> &result)
{
    if (!waiter.context)
        return;
    QMetaObject::invokeMethod(waiter.context, [answerTo = waiter.answer, result] { answerTo(result); }, Qt::QueuedConnection);
}

void Session::Private::answerWaiters(const Result<QByteArray> &result)
{
    for (const Waiter &waiter : std::exchange(waiters, {}))
        answer(waiter, result);
}

} // namespace sk::session
