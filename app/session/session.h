#pragma once

#include "profile.h"
#include "serverprobe.h"
#include "sessionstate.h"

#include <sk/core/clock.h>
#include <sk/net/tokensource.h>
#include <sk/secrets/secretstore.h>

#include <QObject>

#include <memory>

namespace sk::session {

/// Who is signed in, as the access token's claims say.
struct Identity {
    QString user;
    bool mustChangePassword = false; ///< claim `extra.uninitialized`
    bool preRegistration = false; ///< signed in through another service, without an account on this server so far (api-contract 1.6)
};

/// The life of one sign-in: tokens in memory and in the secret store, refresh ahead of the end, one refresh for all who wait. What follows
/// what is SessionMachine's; this does it.
///
/// Main thread. Errors are values; nothing here opens a window. The password is passed through, never kept, and sent exactly once per
/// signIn(); one that the server refused is not sent again by any session of this process (SignInMemory). Only the server's own refusal
/// ends a session (Refused); trouble on the way never does (WaitingForNetwork, tokens kept).
/// In Refused, Locked and SignedOut withToken() answers with an error at once; in WaitingForNetwork it gives the token while that is good,
/// else the network's error. available() tells when asking makes sense again.
class Session final : public net::TokenSource {
    Q_OBJECT

public:
    using State = SessionState;

    /// `store` and `clock` must outlive the session.
    Session(Profile profile, ServerInfo server, secrets::SecretStore *store, const Clock &clock, QObject *parent = nullptr);
    ~Session() override;

    /// The password grant, once; `password` is UTF-8 on the wire exactly as given. Ends in Active, or in the state before with failed().
    void signIn(const QString &user, const QString &password);
    /// Tries what the secret store holds; ends in Active, in SignedOut (nothing there, `failed` not emitted), or in Refused.
    void restore();
    /// Ends a signIn() or restore() under way; the state is what it was before.
    void cancel();
    /// Forgets the tokens here and in the store. With `everywhere` also asks the server to end all of the user's sessions (v3). A v4 server
    /// ends none but the one it is shown, so there this one is ended in either case. True when the server is asked: revoked() will follow.
    bool signOut(bool everywhere);
    /// Hides the session from whoever sits down next: no token stays, neither in memory nor in the store, and the password is needed to go
    /// on, after a restart of the program too.
    void lock();
    /// The account has another password now: a refused one may have become right.
    void passwordChanged();
    /// From now on the tokens are in memory only; the entry in the store is removed.
    void keepInMemoryOnly();

    [[nodiscard]] State state() const;
    [[nodiscard]] const Identity &identity() const;
    [[nodiscard]] const ServerInfo &server() const;
    [[nodiscard]] const Profile &profile() const;
    [[nodiscard]] const Error &lastError() const; ///< why Refused or WaitingForNetwork
    [[nodiscard]] RefusalCause cause() const; ///< why Refused
    [[nodiscard]] UnixMs refusedSince() const; ///< 0 unless Refused
    [[nodiscard]] UnixMs expiresAt() const; ///< of the access token by our clock; 0 when it never expires
    /// Whether the tokens are in the store that outlives the program, and if not, why.
    [[nodiscard]] bool stored() const;
    [[nodiscard]] bool storing() const; ///< the store was asked to take them and has not answered
    [[nodiscard]] const Error &storeError() const; ///< None: memory only was chosen
    [[nodiscard]] QString storeName() const;

    /// Looks at the clock. Cheap.
    void tick();
    /// To be called on wake-up from sleep and on a change of network, before anything else is asked: idle connections are dropped, and a
    /// refresh that is due, or was waited for, begins at once.
    void wake();
    /// WaitingForNetwork: tries at once instead of when the wait is over. Refused: looks whether another instance has signed in.
    void retryNow();
    /// A request or a stream of this session met a certificate that is not trusted: the session waits, and says so.
    void peerUntrusted(const Error &error);
    /// The user has decided: `address` is the same server with another trust, `profile` what is kept of it. Goes on at once.
    void setTrust(const Profile &profile, const net::ServerAddress &address);
    [[nodiscard]] UnixMs nextTryAt() const; ///< by our clock; 0 unless WaitingForNetwork

    void withToken(QObject *context, Answer answer) override;
    void tokenRefused(const QByteArray &token) override;

signals:
    void stateChanged(sk::session::SessionState state);
    void failed(const sk::Error &error); ///< signIn() did not work
    /// signOut() was answered by the server: None, or why it did not revoke. The state is SignedOut long before. Not emitted when the server
    /// was not asked.
    void revoked(const sk::Error &error);
    void storedChanged();
    void trustChanged(); ///< by setTrust()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
