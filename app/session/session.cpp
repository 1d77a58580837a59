#include "session.h"

#include "jwt.h"
#include "revocation.h"
#include "sessionmachine.h"
#include "signinmemory.h"
#include "storedtokens.h"
#include "tokenlife.h"

#include <sk/core/logging.h>
#include <sk/net/apiclient.h>

#include <QCryptographicHash>
#include <QMetaEnum>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace sk::session {

namespace {

using std::chrono::milliseconds;
using Event = SessionEvent;
using Action = SessionAction;

/// The clock is looked at so often at least: timers stand still while the computer sleeps.
constexpr milliseconds longestTick{30'000};
/// New tokens are written before they are used, and the store is looked at before the server is asked, but a keychain that waits for its
/// user must not stop the session.
constexpr milliseconds longestWrite{2'000};
constexpr milliseconds longestLook{2'000};
/// Another instance that was faster has its answer by now and writes it.
constexpr milliseconds soon{500};

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

void wipe(QByteArray &secret)
{
    secret.fill('\0');
    secret.clear();
}

QByteArray markOf(const QByteArray &refresh)
{
    return QCryptographicHash::hash(refresh, QCryptographicHash::Sha256);
}

} // namespace

struct Session::Private {
    struct Waiter {
        QPointer<QObject> context;
        Answer answer;
    };
    /// The tokens that come with an event.
    struct Incoming {
        StoredTokens tokens;
        QString userIfUnsaid;
    };

    Private(Session *session, Profile sessionProfile, ServerInfo serverInfo, secrets::SecretStore *secretStore, const Clock &sessionClock)
        : self(session)
        , profile(std::move(sessionProfile))
        , server(std::move(serverInfo))
        , store(secretStore)
        , clock(sessionClock)
        , api(server.address, nullptr)
        , machine(sessionClock)
        , skew(server.clockSkewMs)
        , keeps(profile.keepSignedIn && !profile.demo)
    {
    }

    Session *self;
    const Profile profile;
    const ServerInfo server;
    secrets::SecretStore *store;
    const Clock &clock;
    net::ApiClient api;
    SessionMachine machine;

    Identity identity;
    QByteArray access;
    QByteArray refresh;
    QByteArray lastMark; ///< of the refresh token that was ours last: tells another instance's tokens from it when it is forgotten
    std::int64_t skew; ///< the server's clock minus ours
    bool keeps;
    Incoming incoming;
    std::vector<Waiter> waiters;
    QPointer<net::ApiCall> call;
    QTimer timer;
    QTimer writeLimit;
    QTimer lookLimit;
    quint64 look = 0; ///< number of the look into the store that is waited for
    quint64 generation = 0; ///< answers of the store to an earlier life are not heard
    bool stored = false;
    int writing = 0;
    Error storeError;

    void happened(const SessionMachine::Input &input, const Waiter &asked = {});
    void act(Action action, const SessionMachine::Input &input, const Error &error, const Waiter &asked);
    void schedule();
    void sendRefresh();
    void adopt();
    void forget();
    void readStore(milliseconds delay);
    void lookedAt(const Result<std::optional<QByteArray>> &entry);
    void write();
    void removeEntry();
    void setStored(bool yes, const Error &error);
    void answerWaiters(const Result<QByteArray> &result);
    static void answer(const Waiter &waiter, const Result<QByteArray> &result);
    [[nodiscard]] UnixMs onOurClock(milliseconds monotonic) const { return clock.now() + (monotonic - clock.monotonic()).count(); }
};

Session::Session(Profile profile, ServerInfo server, secrets::SecretStore *store, const Clock &clock, QObject *parent)
    : TokenSource(parent)
    , d(std::make_unique<Private>(this, std::move(profile), std::move(server), store, clock))
{
    d->machine.setKept(d->keeps, false);
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, &Session::tick);
    d->writeLimit.setSingleShot(true);
    d->writeLimit.setInterval(longestWrite);
    connect(&d->writeLimit, &QTimer::timeout, this, [this] { d->happened({Event::Written}); });
    d->lookLimit.setSingleShot(true);
    connect(&d->lookLimit, &QTimer::timeout, this, [this] {
        ++d->look;
        d->happened({Event::NotRead});
    });
}

Session::~Session()
{
    d->forget();
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
    access = std::exchange(incoming.tokens.access, {});
    if (!incoming.tokens.refresh.isEmpty())
        refresh = std::exchange(incoming.tokens.refresh, {});
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

void Session::Private::readStore(milliseconds delay)
{
    const quint64 mine = ++look;
    // A start waits as long as the store itself does: there is nothing else to go on with.
    if (machine.state() != State::Restoring)
        lookLimit.start(longestLook + delay);
    QTimer::singleShot(delay, self, [this, mine] {
        if (mine != look)
            return;
        store->read(profile.id, self, [this, mine](const Result<std::optional<QByteArray>> &entry) {
            if (mine == look)
                lookedAt(entry);
        });
    });
}

void Session::Private::lookedAt(const Result<std::optional<QByteArray>> &entry)
{
    lookLimit.stop();
    const bool restoring = machine.state() == State::Restoring;
    if (!entry.ok()) {
        if (restoring)
            setStored(false, entry.error());
        happened({Event::NotRead, {}, entry.error()});
        return;
    }
    auto tokens = *entry ? unpackTokens(**entry) : std::nullopt;
    if (*entry && !tokens)
        qCInfo(lcSession) << "the keychain entry is of another version; it is left alone";
    if (!tokens || (!restoring && tokens->refresh.isEmpty())) {
        happened({Event::FoundNothing});
        return;
    }
    if (!restoring && markOf(tokens->refresh) == lastMark) {
        happened({Event::FoundSame});
        return;
    }
    // A probe of this start knows better than the entry.
    if (server.clockSkewMs != 0)
        tokens->clockSkewMs = skew;
    const SessionMachine::Tokens facts{lifeOfStored(tokens->access, clock.now() + tokens->clockSkewMs), !tokens->refresh.isEmpty(),
                                       !tokens->access.isEmpty() && tokens->access != access, !tokens->access.isEmpty()};
    incoming = {*tokens, profile.user};
    setStored(store->persistent(), {});
    happened({Event::Found, facts, {}});
}

/// Writes both tokens together. While refreshing, the answer (or the limit) makes the session active.
void Session::Private::write()
{
    if (machine.state() == State::Refreshing)
        writeLimit.start();
    const quint64 mine = ++generation;
    ++writing;
    const auto written = [this, mine](const Result<bool> &done) {
        --writing;
        if (mine == generation)
            setStored(done.ok() && store->persistent() && keeps, done.ok() ? Error{} : done.error());
        if (mine != generation || !writeLimit.isActive())
            return;
        writeLimit.stop();
        happened({Event::Written});
    };
    if (keeps)
        store->write(profile.id, packTokens({access, refresh, skew}), self, written);
    else
        QMetaObject::invokeMethod(self, [written] { written(true); }, Qt::QueuedConnection);
    emit self->storedChanged();
}

void Session::Private::removeEntry()
{
    const quint64 mine = ++generation;
    store->remove(profile.id, self, [this, mine](const Result<bool> &done) {
        if (mine == generation)
            setStored(false, done.ok() ? Error{} : done.error());
    });
    setStored(false, {});
}

void Session::Private::setStored(bool yes, const Error &error)
{
    machine.setKept(keeps, yes && store->persistent());
    if (stored == yes && storeError == error && writing == 0)
        return;
    stored = yes;
    storeError = error;
    emit self->storedChanged();
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

void Session::signIn(const QString &user, const QString &password)
{
    const QString server = d->server.address.base.toString(QUrl::RemoveUserInfo);
    SignInMemory &memory = SignInMemory::instance();
    if (const Error known = memory.check(server, user, password, d->clock)) {
        QMetaObject::invokeMethod(this, [this, known] { emit failed(known); }, Qt::QueuedConnection);
        return;
    }
    d->happened({Event::SignIn});
    if (d->machine.state() != State::SigningIn)
        return; // whoever heard of it gave up at once
    d->call = passwordGrant(d->api, clientFor(d->profile, d->server), user, password, this, [this, user, password, server](const Result<TokenPair> &pair) {
        SignInMemory::instance().note(server, user, password, pair.ok() ? Error{} : pair.error(), d->clock);
        if (!pair.ok()) {
            d->happened({Event::PasswordFailed, {}, pair.error()});
            return;
        }
        if (const auto fresh = skewFrom(*pair, d->clock.now()))
            d->skew = *fresh;
        d->incoming = {{pair->access, pair->refresh, d->skew}, user};
        d->happened({Event::PasswordGranted, {lifeOfNew(*pair), !pair->refresh.isEmpty(), true}, {}});
    });
}

void Session::restore()
{
    d->happened({Event::Restore});
}

void Session::cancel()
{
    d->happened({Event::Cancel});
}

bool Session::signOut(bool everywhere)
{
    const bool ask = (everywhere || d->server.major >= 4) && (!d->access.isEmpty() || !d->refresh.isEmpty());
    if (ask)
        revoke(d->server.address, d->server.major, d->access, d->refresh, this, [this](const Error &error) { emit revoked(error); });
    d->identity = {};
    d->lastMark.clear();
    d->happened({Event::SignOut});
    return ask;
}

void Session::lock()
{
    d->happened({Event::Lock});
}

void Session::passwordChanged()
{
    SignInMemory::instance().forget(d->server.address.base.toString(QUrl::RemoveUserInfo), d->identity.user);
}

void Session::keepInMemoryOnly()
{
    if (!std::exchange(d->keeps, false))
        return;
    d->removeEntry();
}

void Session::tick()
{
    d->happened({Event::Tick});
}

void Session::wake()
{
    d->happened({Event::Woke});
}

void Session::retryNow()
{
    d->happened({Event::RetryNow});
}

void Session::withToken(QObject *context, Answer answer)
{
    d->happened({Event::TokenWanted}, {context, std::move(answer)});
}

void Session::tokenRefused(const QByteArray &token)
{
    // Else it was replaced already.
    if (token == d->access && !d->access.isEmpty() && d->machine.tokenGood())
        d->happened({Event::TokenRefused});
}

Session::State Session::state() const
{
    return d->machine.state();
}

const Identity &Session::identity() const
{
    return d->identity;
}

const ServerInfo &Session::server() const
{
    return d->server;
}

const Profile &Session::profile() const
{
    return d->profile;
}

const Error &Session::lastError() const
{
    return d->machine.lastError();
}

RefusalCause Session::cause() const
{
    return d->machine.cause();
}

UnixMs Session::refusedSince() const
{
    return d->machine.refusedSince();
}

UnixMs Session::expiresAt() const
{
    const auto expires = d->machine.expires();
    return expires ? d->onOurClock(*expires) : 0;
}

UnixMs Session::nextTryAt() const
{
    const auto retry = d->machine.retryAt();
    return state() == State::WaitingForNetwork && retry ? d->onOurClock(*retry) : 0;
}

bool Session::stored() const
{
    return d->stored;
}

bool Session::storing() const
{
    return d->writing > 0;
}

const Error &Session::storeError() const
{
    return d->storeError;
}

QString Session::storeName() const
{
    return d->store->displayName();
}

} // namespace sk::session
