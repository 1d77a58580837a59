#pragma once

#include <sk/core/clock.h>
#include <sk/core/error.h>

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

namespace sk::session {

/// What this process remembers of failed sign-ins, in memory alone, so that no window sends a password again that the server refused,
/// and none tries an account that is locked out: each try counts on the server, and the next user of the account pays for it.
///
/// It keeps salted, slow hashes of the refused passwords; the salt is the process's own. Another process does not know them: a hash in a
/// file or in the keychain would be worth more to a thief (a refused password is nearly the right one) than it saves, and every process
/// sends only what its user types. Main thread.
class SignInMemory {
public:
    SignInMemory();

    /// None, or why this password is not to be sent: WrongCredentials with the reason "NotSentAgain" and in `detail` the time (Unix ms) of
    /// the refusal, or AccountLocked with the rest of the lock in `retryAfter`.
    [[nodiscard]] Error check(const QString &server, const QString &user, const QString &password, const Clock &clock) const;
    /// Notes what the server said to this password.
    void note(const QString &server, const QString &user, const QString &password, const Error &answer, const Clock &clock);
    /// Until when the account is locked out, as far as this process knows; 0: not known to be.
    [[nodiscard]] UnixMs lockedUntil(const QString &server, const QString &user) const;
    /// The account has another password now, so that a refused one may have become right.
    void forget(const QString &server, const QString &user);
    void forgetAll() { m_accounts.clear(); }

    /// The process's one.
    static SignInMemory &instance();

private:
    struct Account {
        QHash<QByteArray, UnixMs> refused; ///< hash, when
        UnixMs lockedUntil = 0;
    };
    [[nodiscard]] QByteArray hash(const QString &password) const;
    QByteArray m_salt;
    QHash<QString, Account> m_accounts;
};

} // namespace sk::session
