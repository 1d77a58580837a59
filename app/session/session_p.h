#pragma once

#include "session.h"
#include "sessionmachine.h"
#include "storedtokens.h"
#include "tokengrant.h"

#include <sk/core/secret.h>
#include <sk/net/apiclient.h>

#include <QPointer>
#include <QTimer>

#include <vector>

namespace sk::session {

/// The client that a profile names, or that the server's domain suggests.
[[nodiscard]] OAuthClient clientFor(const Profile &profile, const ServerInfo &server);
/// Tells one refresh token from another without keeping it.
[[nodiscard]] QByteArray markOf(const QByteArray &refresh);

struct Session::Private {
    using State = SessionState;
    using Event = SessionEvent;
    using Action = SessionAction;
    using milliseconds = std::chrono::milliseconds;

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
    Profile profile;
    ServerInfo server;
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

} // namespace sk::session
