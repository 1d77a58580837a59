#pragma once

#include "profile.h"
#include "serverprobe.h"

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
};

/// The life of one sign-in: tokens in memory and in the secret store, refresh ahead of the end, one refresh for all who wait.
///
/// Main thread. Errors are values; nothing here opens a window. The password is passed through, never kept, and sent exactly once per
/// signIn(). Only the server's own refusal ends a session (Refused); trouble on the way never does (WaitingForNetwork, tokens kept).
/// In Refused and SignedOut withToken() answers with an error at once; in WaitingForNetwork it gives the token while that is good, else
/// the network's error. available() tells when asking makes sense again.
class Session final : public net::TokenSource {
    Q_OBJECT

public:
    enum class State {
        SignedOut,
        Restoring, ///< reading the secret store
        SigningIn,
        Active,
        Refreshing,
        WaitingForNetwork, ///< a refresh could not reach the server; tried again with back-off
        Refused, ///< the server no longer accepts the session: a password is needed; views stay
    };
    Q_ENUM(State)

    /// `store` and `clock` must outlive the session.
    Session(Profile profile, ServerInfo server, secrets::SecretStore *store, const Clock &clock, QObject *parent = nullptr);
    ~Session() override;

    /// The password grant, once; `password` is UTF-8 on the wire exactly as given. Ends in Active, or in the state before with failed().
    void signIn(const QString &user, const QString &password);
    /// Tries what the secret store holds; ends in Active, in SignedOut (nothing there, `failed` not emitted), or in Refused.
    void restore();
    /// Ends a signIn() or restore() under way; state SignedOut (or Refused, if it was).
    void cancel();
    /// Forgets the tokens here and in the store. With `everywhere` also asks the server to revoke them (on v3: all of the user's sessions).
    void signOut(bool everywhere);

    [[nodiscard]] State state() const;
    [[nodiscard]] const Identity &identity() const;
    [[nodiscard]] const ServerInfo &server() const;
    [[nodiscard]] const Profile &profile() const;
    [[nodiscard]] const Error &lastError() const; ///< why Refused or WaitingForNetwork
    [[nodiscard]] UnixMs refusedSince() const; ///< 0 unless Refused
    [[nodiscard]] UnixMs expiresAt() const; ///< of the access token by our clock; 0 when it never expires
    /// Whether the tokens are in the store that outlives the program, and if not, why.
    [[nodiscard]] bool stored() const;
    [[nodiscard]] const Error &storeError() const;

    /// Looks at the clock: to be called on wake-up and on a change of network, before anything else is asked. Cheap.
    void wake();
    /// WaitingForNetwork: tries at once instead of when the wait is over.
    void retryNow();
    [[nodiscard]] UnixMs nextTryAt() const; ///< by our clock; 0 unless WaitingForNetwork

    void withToken(QObject *context, Answer answer) override;
    void tokenRefused(const QByteArray &token) override;

signals:
    void stateChanged(sk::session::Session::State state);
    void failed(const sk::Error &error); ///< signIn() did not work
    /// signOut(everywhere) was answered: None, or why the server did not revoke. The state is SignedOut long before.
    void revoked(const sk::Error &error);
    void storedChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
