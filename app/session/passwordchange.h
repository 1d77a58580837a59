#pragma once

#include <sk/core/error.h>
#include <sk/net/apiclient.h>

#include <QObject>
#include <QString>

#include <functional>

namespace sk::session {

/// What the server asks of a password (api-contract 1.6): the rule of v3.4 and v4, on which the web console insists for v3.3 too.
struct PasswordRules {
    bool length = false; ///< 8 to 64 bytes
    bool upper = false; ///< an upper-case letter, A to Z
    bool lower = false;
    bool digit = false;
    [[nodiscard]] bool all() const { return length && upper && lower && digit; }
};
[[nodiscard]] PasswordRules checkPassword(const QString &password);

/// Gives the account another password and takes away the mark that it still has its first one: the documented call, which checks the present
/// password, and then the patch that the web console sends, because the call leaves the mark. `server` is what the client talks to. The
/// answer comes once, unless `context` dies: None, or why the password was not changed (WrongCredentials: the present one is wrong). When
/// only the mark stays, `markStays` is true: the password is changed all the same. Nothing is sent twice.
void changePassword(net::ApiClient &client, int major, const QString &apiDomain, const QString &user, const QString &current, const QString &next, QObject *context,
                    std::function<void(const Error &error, bool markStays)> answer);

} // namespace sk::session
