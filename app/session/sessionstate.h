#pragma once

#include <QObject>

/// The life of one sign-in.
namespace sk::session {
Q_NAMESPACE

/// Where a session stands.
enum class SessionState {
    SignedOut,
    Restoring, ///< reading the secret store
    SigningIn,
    Active,
    Refreshing,
    WaitingForNetwork, ///< a refresh could not reach the server; tried again with back-off
    Refused, ///< the server no longer accepts the session: a password is needed; views stay
    Locked, ///< locked by the user or by idleness: no token in memory, views hidden; a password is needed
};
Q_ENUM_NS(SessionState)

/// Why a session is Refused, as far as the server lets one know.
enum class RefusalCause {
    None,
    Expired, ///< the refresh token came to its end
    Revoked, ///< it was good by its time: a sign-in elsewhere or a sign-out ended it, or the server forgot it in a restart
    AccountRefused, ///< fresh tokens are refused too: the account is disabled or deleted
    NotRenewable, ///< the server gave no refresh token
    ProgramRefused, ///< the OAuth client is no longer accepted
};
Q_ENUM_NS(RefusalCause)

} // namespace sk::session
