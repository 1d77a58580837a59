#include "signinmemory.h"

#include <sk/core/secret.h>

#include <QCryptographicHash>
#include <QPasswordDigestor>
#include <QRandomGenerator>

namespace sk::session {

namespace {

constexpr int rounds = 20'000; ///< some milliseconds
constexpr int saltWords = 8;
/// The server says no end (api-contract 1.4); ten minutes is what is installed.
constexpr std::chrono::seconds usualLock{600};

QString accountKey(const QString &server, const QString &user)
{
    return server + u'\n' + user;
}

} // namespace

SignInMemory::SignInMemory()
    : m_salt(saltWords * static_cast<int>(sizeof(quint32)), '\0')
{
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(m_salt.data()), reinterpret_cast<quint32 *>(m_salt.data()) + saltWords);
}

QByteArray SignInMemory::hash(const QString &password) const
{
    QByteArray bytes = password.toUtf8();
    const QByteArray key = QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha256, bytes, m_salt, rounds, 32);
    wipe(bytes);
    return key;
}

Error SignInMemory::check(const QString &server, const QString &user, const QString &password, const Clock &clock) const
{
    const auto account = m_accounts.constFind(accountKey(server, user));
    if (account == m_accounts.cend())
        return {};
    Error error;
    if (const UnixMs left = account->lockedUntil - clock.now(); left > 0) {
        error.code = ErrorCode::AccountLocked;
        error.retryAfter = std::chrono::seconds((left + 999) / 1000);
        return error;
    }
    if (account->refused.isEmpty())
        return {};
    const auto refused = account->refused.constFind(hash(password));
    if (refused == account->refused.cend())
        return {};
    error.code = ErrorCode::WrongCredentials;
    error.reason = QStringLiteral("NotSentAgain");
    error.message = QStringLiteral("the server refused this password before; it was not sent again");
    error.detail = QString::number(*refused);
    return error;
}

void SignInMemory::note(const QString &server, const QString &user, const QString &password, const Error &answer, const Clock &clock)
{
    Account &account = m_accounts[accountKey(server, user)];
    if (answer.code == ErrorCode::AccountLocked)
        account.lockedUntil = clock.now() + std::chrono::milliseconds(answer.retryAfter.value_or(usualLock)).count();
    else if (answer.code == ErrorCode::WrongCredentials)
        account.refused.insert(hash(password), clock.now());
    else if (!answer)
        account.lockedUntil = 0;
}

UnixMs SignInMemory::lockedUntil(const QString &server, const QString &user) const
{
    return m_accounts.value(accountKey(server, user)).lockedUntil;
}

void SignInMemory::forget(const QString &server, const QString &user)
{
    m_accounts.remove(accountKey(server, user));
}

SignInMemory &SignInMemory::instance()
{
    static SignInMemory memory;
    return memory;
}

} // namespace sk::session
