#include "session_p.h"

#include "tokenlife.h"

#include <sk/core/logging.h>

// The session and the store that outlives it.
namespace sk::session {

namespace {

/// The store is looked at before the server is asked, but a keychain that waits for its user must not stop the session.
constexpr std::chrono::milliseconds longestLook{2'000};

} // namespace

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
    if (tokens && !tokens->server.isEmpty() && tokens->server != originOf(server.address.base)) {
        qCInfo(lcSession) << "the keychain entry is another server's; it is not shown to this one";
        tokens.reset();
    }
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
    if (keeps) {
        QByteArray entry = packTokens({access, refresh, skew, originOf(server.address.base)});
        store->write(profile.id, entry, self, written);
        wipe(entry);
    } else {
        QMetaObject::invokeMethod(self, [written] { written(true); }, Qt::QueuedConnection);
    }
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

} // namespace sk::session
