#include "sessionmachine_p.h"

#include <utility>

namespace sk::session {

namespace {

using std::chrono::milliseconds;
using A = SessionAction;
using E = SessionEvent;
using S = SessionState;

} // namespace

Error sessionError(ErrorCode code, const char *message)
{
    Error error;
    error.code = code;
    error.message = QLatin1String(message);
    return error;
}

SessionMachine::SessionMachine(const Clock &clock, std::uint32_t seed)
    : m_clock(clock)
    , m_backoff(clock, {}, seed)
{
}

void SessionMachine::setKept(bool kept, bool shared)
{
    m_kept = kept;
    m_shared = kept && shared;
}

bool SessionMachine::tokenGood() const
{
    return m_haveAccess && !m_accessRefused && (!m_expires || m_clock.monotonic() < *m_expires);
}

std::optional<milliseconds> SessionMachine::nextWake() const
{
    if (m_state == S::WaitingForNetwork)
        return m_retryAt;
    if (m_state == S::Active)
        return m_haveRefresh ? m_refreshAt : m_expires;
    return std::nullopt;
}

SessionMachine::Actions SessionMachine::on(const Input &input)
{
    Actions actions;
    if (anywhere(input, actions))
        return actions;
    switch (m_state) {
    case S::SignedOut: signedOut(input, actions); break;
    case S::Restoring: restoring(input, actions); break;
    case S::SigningIn: signingIn(input, actions); break;
    case S::Active: active(input, actions); break;
    case S::Refreshing: refreshing(input, actions); break;
    case S::WaitingForNetwork: waiting(input, actions); break;
    case S::Refused: refused(input, actions); break;
    case S::Locked: locked(input, actions); break;
    }
    return actions;
}

/// What is the same in every state.
bool SessionMachine::anywhere(const Input &input, Actions &actions)
{
    if (input.event == E::SignOut) {
        actions.add(A::CancelCall);
        forget(actions);
        actions.add(A::RemoveEntry);
        actions.answerWith(A::AnswerError, sessionError(ErrorCode::Unauthorized, "signed out"));
        m_error = {};
        m_cause = RefusalCause::None;
        m_refusedSince = 0;
        m_before = S::SignedOut;
        m_hadNone = true;
        m_restored = m_becauseRefused = false;
        m_refusedRefreshDone.reset();
        m_retryAt.reset();
        m_backoff.reset();
        go(S::SignedOut);
        return true;
    }
    if (input.event == E::SignIn) {
        if (m_state == S::Refused || m_state == S::WaitingForNetwork || m_state == S::Locked || m_state == S::Active)
            m_before = m_state;
        else if (m_state == S::Refreshing)
            m_before = m_restored ? S::SignedOut : S::Active; // the refresh is begun again when nothing comes of the password
        else if (m_state != S::SigningIn)
            m_before = S::SignedOut;
        actions.add(A::CancelCall);
        actions.add(A::SendPassword);
        go(S::SigningIn);
        return true;
    }
    // Nothing is shown before there is a session, so there is nothing to hide.
    if (input.event == E::Lock && m_state != S::SignedOut && m_state != S::Restoring && m_state != S::Locked) {
        actions.add(A::CancelCall);
        forget(actions);
        actions.add(A::RemoveEntry); // or the next start would open it without a password
        m_error = sessionError(ErrorCode::Unauthorized, "locked");
        m_hadNone = true;
        m_restored = m_becauseRefused = false;
        m_retryAt.reset();
        m_cause = RefusalCause::None;
        m_refusedSince = 0;
        actions.answerWith(A::AnswerError, m_error);
        go(S::Locked);
        return true;
    }
    return false;
}

void SessionMachine::go(SessionState next)
{
    m_state = next;
    if (next != S::Refreshing)
        m_step = Step::None;
}

void SessionMachine::adopt(const Tokens &tokens, Actions &actions)
{
    actions.add(A::Adopt);
    const milliseconds now = m_clock.monotonic();
    m_haveAccess = tokens.access;
    m_haveRefresh = tokens.refreshable;
    m_life = tokens.life.left;
    m_expires = tokens.life.left ? std::optional(now + *tokens.life.left) : std::nullopt;
    m_refreshAt = tokens.life.refreshIn ? std::optional(now + *tokens.life.refreshIn) : std::nullopt;
    m_accessRefused = false;
}

void SessionMachine::forget(Actions &actions)
{
    actions.add(A::Forget);
    m_haveAccess = m_haveRefresh = m_accessRefused = false;
    m_life.reset();
    m_expires.reset();
    m_refreshAt.reset();
    m_looks = 0;
}

void SessionMachine::activate(Actions &actions)
{
    m_error = {};
    m_cause = RefusalCause::None;
    m_refusedSince = 0;
    m_before = S::SignedOut;
    m_retryAt.reset();
    m_looks = 0;
    m_restored = false;
    m_backoff.reset();
    if (m_becauseRefused)
        m_refusedRefreshDone = m_clock.monotonic();
    m_becauseRefused = false;
    go(S::Active);
    actions.add(A::AnswerToken);
    if (std::exchange(m_hadNone, false))
        actions.add(A::TellAvailable);
}

void SessionMachine::startRefresh(Actions &actions, bool look)
{
    if (!m_haveRefresh) {
        refuse(sessionError(ErrorCode::SessionExpired, "the server gave no refresh token"), RefusalCause::NotRenewable, actions);
        return;
    }
    m_retryAt.reset();
    go(S::Refreshing);
    m_step = look && m_shared ? Step::Looking : Step::Asking;
    actions.add(m_step == Step::Looking ? A::ReadStore : A::SendRefresh);
}

/// After a wait. Without a refresh token the one in use is tried by whoever needs it.
void SessionMachine::tryAgain(Actions &actions)
{
    if (!m_haveRefresh && tokenGood())
        activate(actions);
    else
        startRefresh(actions, true);
}

void SessionMachine::refuse(const Error &error, RefusalCause cause, Actions &actions)
{
    forget(actions);
    m_error = error;
    m_cause = cause;
    m_refusedSince = m_clock.now();
    m_hadNone = true;
    m_restored = m_becauseRefused = false;
    m_retryAt.reset();
    go(S::Refused);
    actions.answerWith(A::AnswerError, error);
}

RefusalCause SessionMachine::causeOf(const Error &refusal) const
{
    if (refusal.code == ErrorCode::InvalidClient || refusal.code == ErrorCode::UnsupportedGrant)
        return RefusalCause::ProgramRefused;
    if (refusal.code == ErrorCode::AccountDisabled)
        return RefusalCause::AccountRefused;
    // By the token's own time, not by the server's words, which differ from version to version.
    return m_refreshEnds && m_clock.monotonic() >= *m_refreshEnds ? RefusalCause::Expired : RefusalCause::Revoked;
}

void SessionMachine::waitForNetwork(const Error &error, Actions &actions)
{
    m_error = error;
    m_retryAt = m_clock.monotonic() + m_backoff.next(error.retryAfter);
    const bool good = tokenGood();
    m_hadNone = m_hadNone || !good;
    go(S::WaitingForNetwork);
    actions.answerWith(good ? A::AnswerToken : A::AnswerError, error);
}

/// After a sign-in that did not work or was given up.
void SessionMachine::back(const Error &error, Actions &actions)
{
    if (m_before == S::WaitingForNetwork)
        m_retryAt = m_clock.monotonic() + m_backoff.next();
    // m_error stays: what became of the password does not change why the session is refused.
    if (m_before == S::SignedOut)
        forget(actions);
    const bool good = (m_before == S::Active || m_before == S::WaitingForNetwork) && tokenGood();
    go(m_before);
    actions.answerWith(good ? A::AnswerToken : A::AnswerError, error);
}

void SessionMachine::giveUpRestore(const Error &error, Actions &actions)
{
    actions.add(A::CancelCall);
    forget(actions);
    m_error = error;
    m_restored = false;
    m_hadNone = true;
    m_retryAt.reset();
    go(S::SignedOut);
    actions.answerWith(A::AnswerError, error ? error : sessionError(ErrorCode::Unauthorized, "not signed in"));
}

} // namespace sk::session
