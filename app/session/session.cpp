#include "session_p.h"

#include "revocation.h"
#include "signinmemory.h"
#include "tokenlife.h"

namespace sk::session {

namespace {

using Event = SessionEvent;

/// New tokens are written before they are used, but a keychain that waits for its user must not stop the session.
constexpr std::chrono::milliseconds longestWrite{2'000};

} // namespace

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
    const auto secret = std::make_shared<const Secret>(password);
    d->call = passwordGrant(d->api, clientFor(d->profile, d->server), user, password, this, [this, user, secret, server](const Result<TokenPair> &pair) {
        SignInMemory::instance().note(server, user, secret->text(), pair.ok() ? Error{} : pair.error(), d->clock);
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

void Session::peerUntrusted(const Error &error)
{
    d->happened({Event::Untrusted, {}, error});
}

void Session::setTrust(const Profile &profile, const net::ServerAddress &address)
{
    d->profile = profile;
    d->server.address = address;
    d->api.setTrust(address);
    emit trustChanged();
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
