#include "session.h"

#include "jwt.h"
#include "storedtokens.h"
#include "tokenlife.h"

#include <sk/core/backoff.h>
#include <sk/core/logging.h>
#include <sk/net/apiclient.h>

#include <QMetaEnum>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace sk::session {

namespace {

using std::chrono::milliseconds;

/// The clock is looked at so often at least: timers stand still while the computer sleeps.
constexpr milliseconds longestTick{30'000};
/// New tokens are written before they are used, but a keychain that waits for its user must not stop the session.
constexpr milliseconds longestWrite{2'000};
/// A token refused so soon after it was fetched because of a refusal will not get better by another refresh.
constexpr milliseconds refusalLoop{10'000};

/// For the one request that revokes tokens which the session has forgotten already.
class FixedToken final : public net::TokenSource {
public:
    FixedToken(QByteArray token, QObject *parent)
        : TokenSource(parent)
        , m_token(std::move(token))
    {
    }
    void withToken(QObject *context, Answer answer) override
    {
        const Error spent{.code = ErrorCode::Unauthorized, .reason = {}, .message = {}, .url = {}, .detail = {}, .retryAfter = {}};
        const Result<QByteArray> result = m_token.isEmpty() ? Result<QByteArray>(spent) : Result<QByteArray>(m_token);
        QMetaObject::invokeMethod(context, [answer = std::move(answer), result] { answer(result); }, Qt::QueuedConnection);
    }
    void tokenRefused(const QByteArray &) override { m_token.clear(); }

private:
    QByteArray m_token;
};

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

Error makeError(ErrorCode code, const QString &message)
{
    Error error;
    error.code = code;
    error.message = message;
    return error;
}

} // namespace

struct Session::Private {
    struct Waiter {
        QPointer<QObject> context;
        Answer answer;
    };

    Private(Session *session, Profile sessionProfile, ServerInfo serverInfo, secrets::SecretStore *secretStore, const Clock &sessionClock)
        : self(session)
        , profile(std::move(sessionProfile))
        , server(std::move(serverInfo))
        , store(secretStore)
        , clock(sessionClock)
        , api(server.address, nullptr)
        , backoff(sessionClock)
        , skew(server.clockSkewMs)
    {
    }

    Session *self;
    const Profile profile;
    const ServerInfo server;
    secrets::SecretStore *store;
    const Clock &clock;
    net::ApiClient api;
    Backoff backoff;

    State state = State::SignedOut;
    State before = State::SignedOut; ///< where a failed or cancelled signIn() goes back to
    Identity identity;
    Error lastError;
    UnixMs refusedSince = 0;

    QByteArray access;
    QByteArray refresh;
    std::optional<milliseconds> life; ///< of the access token when it came
    std::optional<milliseconds> expires; ///< on the monotonic clock
    std::optional<milliseconds> refreshAt; ///< on the monotonic clock
    std::int64_t skew; ///< the server's clock minus ours
    bool accessRefused = false; ///< by a 401, whatever its time says
    bool hadNone = true; ///< there was no good token for a while: available() is due
    bool otherTried = false; ///< the store was asked once for what another instance may have fetched
    bool becauseRefused = false; ///< the refresh under way was caused by a 401
    std::optional<milliseconds> refusedRefreshDone;

    std::vector<Waiter> waiters;
    QPointer<net::ApiCall> call;
    QTimer tick;
    QTimer writeLimit;
    std::optional<milliseconds> retryAt;
    quint64 generation = 0; ///< answers of the store for an earlier life are not heard

    bool stored = false;
    Error storeError;

    void setState(State next);
    void schedule();
    [[nodiscard]] bool tokenGood() const;
    [[nodiscard]] bool keeps() const { return profile.keepSignedIn && !profile.demo; }
    void setLife(const TokenLife &next);
    void adopt(const TokenPair &pair, const QString &userIfUnsaid);
    void adoptStored(const StoredTokens &tokens);
    void persist();
    void setStored(bool yes, const Error &error);
    void activate();
    void startRefresh();
    void refreshed(const Result<TokenPair> &pair);
    void lookForOther(const Error &refusal);
    void refuse(const Error &error);
    void waitForNetwork(const Error &error);
    void restored(const Result<std::optional<QByteArray>> &entry);
    void answerWaiters(const Result<QByteArray> &result);
    void answer(QObject *context, Answer answer, const Result<QByteArray> &result);
    void stopEverything();
    void forget();
};

Session::Session(Profile profile, ServerInfo server, secrets::SecretStore *store, const Clock &clock, QObject *parent)
    : TokenSource(parent)
    , d(std::make_unique<Private>(this, std::move(profile), std::move(server), store, clock))
{
    d->tick.setSingleShot(true);
    connect(&d->tick, &QTimer::timeout, this, &Session::wake);
    d->writeLimit.setSingleShot(true);
    d->writeLimit.setInterval(longestWrite);
    connect(&d->writeLimit, &QTimer::timeout, this, [this] {
        if (d->state == State::Refreshing)
            d->activate();
    });
}

Session::~Session() = default;

void Session::Private::setState(State next)
{
    if (state == next)
        return;
    qCInfo(lcSession) << "session" << QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state)) << "->"
                      << QMetaEnum::fromType<State>().valueToKey(static_cast<int>(next));
    state = next;
    schedule();
    emit self->stateChanged(next);
}

void Session::Private::schedule()
{
    std::optional<milliseconds> next;
    if (state == State::Active)
        next = refreshAt;
    else if (state == State::WaitingForNetwork)
        next = retryAt;
    if (!next) {
        tick.stop();
        return;
    }
    tick.start(std::clamp(*next - clock.monotonic(), milliseconds(0), longestTick));
}

bool Session::Private::tokenGood() const
{
    return !access.isEmpty() && !accessRefused && (!expires || clock.monotonic() < *expires);
}

void Session::Private::setLife(const TokenLife &next)
{
    const milliseconds now = clock.monotonic();
    life = next.left;
    expires = next.left ? std::optional(now + *next.left) : std::nullopt;
    refreshAt = next.refreshIn ? std::optional(now + *next.refreshIn) : std::nullopt;
    accessRefused = false;
}

void Session::Private::adopt(const TokenPair &pair, const QString &userIfUnsaid)
{
    access = pair.access;
    if (!pair.refresh.isEmpty())
        refresh = pair.refresh;
    if (const auto fresh = skewFrom(pair, clock.now()))
        skew = *fresh;
    setLife(lifeOfNew(pair));
    const auto claims = readClaims(access);
    identity.user = claims && !claims->user.isEmpty() ? claims->user : userIfUnsaid;
    identity.mustChangePassword = claims && claims->mustChangePassword;
}

void Session::Private::adoptStored(const StoredTokens &tokens)
{
    access = tokens.access;
    refresh = tokens.refresh;
    // A probe of this start knows better than the entry.
    if (server.clockSkewMs == 0)
        skew = tokens.clockSkewMs;
    setLife(lifeOfStored(access, clock.now() + skew));
    const auto claims = readClaims(access.isEmpty() ? refresh : access);
    identity.user = claims && !claims->user.isEmpty() ? claims->user : profile.user;
    identity.mustChangePassword = claims && claims->mustChangePassword;
    setStored(store->persistent(), {});
}

void Session::Private::setStored(bool yes, const Error &error)
{
    if (stored == yes && storeError == error)
        return;
    stored = yes;
    storeError = error;
    emit self->storedChanged();
}

/// Writes both tokens together. While refreshing, the answer (or the limit) makes the session active.
void Session::Private::persist()
{
    const quint64 mine = generation;
    const auto written = [this, mine](const Result<bool> &done) {
        if (mine != generation)
            return;
        setStored(done.ok() && store->persistent() && keeps(), done.ok() ? Error{} : done.error());
        if (mine == generation && state == State::Refreshing && writeLimit.isActive())
            activate();
    };
    if (keeps())
        store->write(profile.id, packTokens({access, refresh, skew}), self, written);
    else
        QMetaObject::invokeMethod(self, [written] { written(true); }, Qt::QueuedConnection);
}

void Session::Private::activate()
{
    writeLimit.stop();
    lastError = {};
    refusedSince = 0;
    retryAt.reset();
    otherTried = false;
    backoff.reset();
    if (becauseRefused)
        refusedRefreshDone = clock.monotonic();
    becauseRefused = false;
    const bool tell = std::exchange(hadNone, false);
    answerWaiters(access);
    setState(State::Active);
    schedule(); // the state may have been Active all along
    if (tell && state == State::Active)
        emit self->available();
}

void Session::Private::startRefresh()
{
    if (refresh.isEmpty()) {
        refuse(makeError(ErrorCode::SessionExpired, QStringLiteral("the server gave no refresh token")));
        return;
    }
    if (call)
        call->cancel();
    retryAt.reset();
    call = refreshGrant(api, clientFor(profile, server), refresh, self, [this](const Result<TokenPair> &pair) { refreshed(pair); });
    setState(State::Refreshing);
}

void Session::Private::refreshed(const Result<TokenPair> &pair)
{
    if (state != State::Refreshing)
        return;
    if (pair.ok()) {
        adopt(pair.value(), identity.user);
        writeLimit.start();
        persist();
    } else if (refusesSession(pair.error())) {
        lookForOther(pair.error());
    } else {
        waitForNetwork(pair.error());
    }
}

/// Another instance of the program may have refreshed first; then its tokens are in the store.
void Session::Private::lookForOther(const Error &refusal)
{
    if (!keeps() || !store->persistent() || otherTried) {
        refuse(refusal);
        return;
    }
    otherTried = true;
    const quint64 mine = generation;
    store->read(profile.id, self, [this, mine, refusal](const Result<std::optional<QByteArray>> &entry) {
        if (mine != generation || state != State::Refreshing)
            return;
        const auto tokens = entry.ok() && *entry ? unpackTokens(**entry) : std::nullopt;
        if (!tokens || tokens->refresh == refresh || tokens->refresh.isEmpty()) {
            refuse(refusal);
            return;
        }
        const QByteArray dead = access;
        adoptStored(*tokens);
        if (access != dead && tokenGood())
            activate();
        else
            startRefresh();
    });
}

void Session::Private::refuse(const Error &error)
{
    qCInfo(lcSession).noquote() << "the session is refused:" << toLogText(error);
    ++generation;
    writeLimit.stop();
    lastError = error;
    refusedSince = clock.now();
    hadNone = true;
    forget();
    becauseRefused = false;
    otherTried = false;
    answerWaiters(error);
    setState(State::Refused);
}

void Session::Private::waitForNetwork(const Error &error)
{
    qCInfo(lcSession).noquote() << "the session waits:" << toLogText(error);
    lastError = error;
    retryAt = clock.monotonic() + backoff.next(error.retryAfter);
    if (tokenGood()) {
        answerWaiters(access);
    } else {
        hadNone = true;
        answerWaiters(error);
    }
    setState(State::WaitingForNetwork);
    schedule();
}

void Session::Private::restored(const Result<std::optional<QByteArray>> &entry)
{
    if (state != State::Restoring)
        return;
    const auto none = [this](const Error &error) {
        lastError = error;
        answerWaiters(makeError(ErrorCode::Unauthorized, QStringLiteral("not signed in")));
        setState(State::SignedOut);
    };
    if (!entry.ok()) {
        setStored(false, entry.error());
        none(entry.error());
        return;
    }
    if (!entry.value()) {
        none({});
        return;
    }
    const auto tokens = unpackTokens(**entry);
    if (!tokens) {
        qCInfo(lcSession) << "the keychain entry is of another version; it is left alone";
        none({});
        return;
    }
    adoptStored(*tokens);
    if (tokenGood() && (!refreshAt || *refreshAt > clock.monotonic()))
        activate();
    else
        startRefresh();
}

void Session::Private::answer(QObject *context, Answer answerTo, const Result<QByteArray> &result)
{
    QMetaObject::invokeMethod(context, [answerTo = std::move(answerTo), result] { answerTo(result); }, Qt::QueuedConnection);
}

void Session::Private::answerWaiters(const Result<QByteArray> &result)
{
    for (Waiter &waiter : std::exchange(waiters, {})) {
        if (waiter.context)
            answer(waiter.context, std::move(waiter.answer), result);
    }
}

void Session::Private::stopEverything()
{
    ++generation;
    if (call)
        call->cancel();
    writeLimit.stop();
    retryAt.reset();
}

void Session::Private::forget()
{
    access.fill('\0');
    access.clear();
    refresh.fill('\0');
    refresh.clear();
    expires.reset();
    refreshAt.reset();
    accessRefused = false;
}

void Session::signIn(const QString &user, const QString &password)
{
    if (d->state != State::SigningIn)
        d->before = d->state == State::Refused || d->state == State::WaitingForNetwork ? d->state : d->tokenGood() ? State::Active : State::SignedOut;
    d->stopEverything();
    d->call = passwordGrant(d->api, clientFor(d->profile, d->server), user, password, this, [this, user](const Result<TokenPair> &pair) {
        if (d->state != State::SigningIn)
            return;
        if (!pair.ok()) {
            const Error error = pair.error();
            const State back = d->before;
            if (back == State::WaitingForNetwork)
                d->retryAt = d->clock.monotonic() + d->backoff.next();
            if (back == State::Active)
                d->answerWaiters(d->access);
            else
                d->answerWaiters(error);
            d->setState(back);
            emit failed(error);
            return;
        }
        d->forget();
        d->adopt(pair.value(), user);
        // Not waited for: there is nothing older that could be lost.
        if (d->keeps())
            d->persist();
        else
            d->store->remove(d->profile.id, this, [](const Result<bool> &) {});
        d->activate();
    });
    d->setState(State::SigningIn);
}

void Session::restore()
{
    if (d->state != State::SignedOut)
        return;
    const quint64 mine = ++d->generation;
    d->setState(State::Restoring);
    d->store->read(d->profile.id, this, [this, mine](const Result<std::optional<QByteArray>> &entry) {
        if (mine == d->generation)
            d->restored(entry);
    });
}

void Session::cancel()
{
    const Error cancelled = makeError(ErrorCode::Cancelled, {});
    if (d->state == State::SigningIn) {
        d->stopEverything();
        if (d->before == State::WaitingForNetwork)
            d->retryAt = d->clock.monotonic() + d->backoff.next();
        if (d->before == State::Active)
            d->answerWaiters(d->access);
        else
            d->answerWaiters(cancelled);
        d->setState(d->before);
    } else if (d->state == State::Restoring || ((d->state == State::Refreshing || d->state == State::WaitingForNetwork) && d->hadNone)) {
        // A restore that is not through yet. The entry stays for the next start.
        d->stopEverything();
        d->forget();
        d->answerWaiters(cancelled);
        d->setState(State::SignedOut);
    }
}

void Session::signOut(bool everywhere)
{
    d->stopEverything();
    const QByteArray token = d->access;
    if (everywhere && !token.isEmpty()) {
        auto *source = new FixedToken(token, this);
        auto *client = new net::ApiClient(d->server.address, source, this);
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/oauth/logout");
        client->send(request, this, [this, client, source](const Result<net::ApiReply> &reply) {
            client->deleteLater();
            source->deleteLater();
            // A token that is dead already is logged out (api-contract 1.9).
            const bool dead = !reply.ok() && reply.error().code == ErrorCode::Unauthorized;
            emit revoked(reply.ok() || dead ? Error{} : reply.error());
        });
    }
    d->forget();
    d->identity = {};
    d->lastError = {};
    d->refusedSince = 0;
    d->hadNone = true;
    d->otherTried = false;
    d->becauseRefused = false;
    d->refusedRefreshDone.reset();
    const quint64 mine = d->generation;
    d->store->remove(d->profile.id, this, [this, mine](const Result<bool> &done) {
        if (mine == d->generation)
            d->setStored(false, done.ok() ? Error{} : done.error());
    });
    d->answerWaiters(makeError(ErrorCode::Unauthorized, QStringLiteral("signed out")));
    d->setState(State::SignedOut);
    d->setStored(false, {});
}

void Session::wake()
{
    const milliseconds now = d->clock.monotonic();
    if (d->state == State::Active && d->refreshAt && now >= *d->refreshAt && !d->refresh.isEmpty())
        d->startRefresh();
    else if (d->state == State::WaitingForNetwork && d->retryAt && now >= *d->retryAt)
        d->startRefresh();
    else if (d->state == State::Active && d->refresh.isEmpty() && !d->tokenGood())
        d->startRefresh(); // refuses: there is nothing to refresh with
    else {
        if (d->state == State::Active && d->refresh.isEmpty())
            d->refreshAt = d->expires;
        d->schedule();
    }
}

void Session::retryNow()
{
    if (d->state != State::WaitingForNetwork)
        return;
    d->api.dropConnections(); // of a network that may be gone
    d->startRefresh();
}

void Session::withToken(QObject *context, Answer answer)
{
    switch (d->state) {
    case State::SignedOut:
        d->answer(context, std::move(answer), makeError(ErrorCode::Unauthorized, QStringLiteral("not signed in")));
        return;
    case State::Refused:
        d->answer(context, std::move(answer), d->lastError);
        return;
    case State::WaitingForNetwork:
        d->answer(context, std::move(answer), d->tokenGood() ? Result<QByteArray>(d->access) : Result<QByteArray>(d->lastError));
        return;
    case State::Active:
        if (d->tokenGood()) {
            d->answer(context, std::move(answer), d->access);
            return;
        }
        d->waiters.push_back({context, std::move(answer)});
        d->startRefresh(); // the computer slept through the time of the refresh
        return;
    case State::Restoring:
    case State::SigningIn:
    case State::Refreshing:
        d->waiters.push_back({context, std::move(answer)});
        return;
    }
}

void Session::tokenRefused(const QByteArray &token)
{
    if (token != d->access || d->access.isEmpty() || d->accessRefused)
        return; // replaced already, or being replaced
    if (d->state != State::Active && d->state != State::WaitingForNetwork)
        return;
    d->accessRefused = true;
    const milliseconds now = d->clock.monotonic();
    // A token of few seconds may have come to its end in that time.
    const milliseconds window = d->life ? std::min(refusalLoop, *d->life / 2) : refusalLoop;
    if (d->refusedRefreshDone && now - *d->refusedRefreshDone < window) {
        d->refuse(makeError(ErrorCode::SessionExpired, QStringLiteral("a token that was fetched just now is refused as well")));
        return;
    }
    d->becauseRefused = true;
    d->startRefresh();
}

Session::State Session::state() const
{
    return d->state;
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
    return d->lastError;
}

UnixMs Session::refusedSince() const
{
    return d->state == State::Refused ? d->refusedSince : 0;
}

UnixMs Session::expiresAt() const
{
    return d->expires ? d->clock.now() + (*d->expires - d->clock.monotonic()).count() : 0;
}

UnixMs Session::nextTryAt() const
{
    return d->state == State::WaitingForNetwork && d->retryAt ? d->clock.now() + (*d->retryAt - d->clock.monotonic()).count() : 0;
}

bool Session::stored() const
{
    return d->stored;
}

const Error &Session::storeError() const
{
    return d->storeError;
}

} // namespace sk::session
