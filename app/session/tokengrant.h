#pragma once

#include <sk/core/clock.h>
#include <sk/core/result.h>
#include <sk/net/apiclient.h>

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace sk::session {

/// The program as the server's OAuth configuration knows it. Not a secret of the user: the pair is documented.
struct OAuthClient {
    QString id;
    QString secret;
};

/// What `/oauth/token` gives.
struct TokenPair {
    QByteArray access;
    QByteArray refresh;
    std::optional<std::int64_t> expiresIn; ///< seconds; absent (or 0) when not said
    std::optional<std::int64_t> serverTime; ///< Unix ms, from `Date`

    friend bool operator==(const TokenPair &, const TokenPair &) = default;
};

using GrantAnswer = std::function<void(const Result<TokenPair> &)>;

/// The documentation's request: a form of grant_type, username, password, client_id and client_secret, without an Authorization header. Sent
/// once, whatever happens: each wrong password counts towards the lock-out. The answer comes once, later, unless `context` dies.
net::ApiCall *passwordGrant(net::ApiClient &api, const OAuthClient &client, const QString &user, const QString &password, QObject *context, GrantAnswer answer);

/// The same with a refresh token. An `invalid_grant` is SessionExpired here.
net::ApiCall *refreshGrant(net::ApiClient &api, const OAuthClient &client, const QByteArray &refreshToken, QObject *context, GrantAnswer answer);

/// Reads the body of a 200.
[[nodiscard]] Result<TokenPair> parseTokenAnswer(const QByteArray &body);

/// True when the server has judged the session itself; false when it could not be asked properly (network, gateway, 5xx, a login page in
/// between), which must never sign anyone out.
[[nodiscard]] bool refusesSession(const Error &refreshError);

} // namespace sk::session
