#pragma once

#include <sk/core/clock.h>
#include <sk/core/error.h>
#include <sk/session/session.h>
#include <sk/theme/theme.h>

#include <QString>

namespace sk::ui {

/// What the bar above the pages has to say about a session, and what the user can do there.
struct SessionNotice {
    enum class Kind {
        None, ///< all is well: no bar
        Password, ///< the session is refused or locked: takes the password
        Trying, ///< the password typed here is on its way
        Network, ///< tried again by itself, or now
        Certificate, ///< the server's is not trusted any more: to be looked at
        ChangePassword, ///< the account still has the password that it was made with
        PreRegistration, ///< there is no account yet
        Keychain, ///< the secret is not where it should be
    };
    Kind kind = Kind::None;
    theme::Tone tone = theme::Tone::Warning;
    QString title; ///< one short sentence
    QString text; ///< what it means, or what is going on
    QString details; ///< the server's own words, for the tooltip
    bool mayWrite = true; ///< false: read only, so what would change the account is not offered
    int blockedForSeconds = 0; ///< nothing may be sent for so long
};

/// What a session has to say now. `attempt` is why the password that was typed last did not do (None: none was), `blockedUntil` the end of a
/// lock-out that the server spoke of (Unix ms).
[[nodiscard]] SessionNotice noticeOf(const session::Session &session, const Error &attempt, UnixMs blockedUntil, UnixMs now);

} // namespace sk::ui
