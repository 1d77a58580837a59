#include "sessionmachine.h"

#include <algorithm>
#include <utility>

namespace sk::session {

namespace {

using std::chrono::milliseconds;
using A = SessionAction;
using E = SessionEvent;
using S = SessionState;

/// A token refused so soon after it was fetched because of a refusal will not get better by another refresh.
constexpr milliseconds refusalLoop{10'000};
/// How often the store is looked at after a refusal: at once, and twice a little later.
constexpr int looksAfterRefusal = 3;

Error makeError(ErrorCode code, const char *message)
{
    Error error;
    error.code = code;
    error.message = QLatin1String(message);
    return error;
}

} // namespace

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
        actions.answerWith(A::AnswerError, makeError(ErrorCode::Unauthorized, "signed out"));
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
        m_error = makeError(ErrorCode::Unauthorized, "locked");
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

void SessionMachine::signedOut(const Input &input, Actions &actions)
{
    if (input.event == E::Restore) {
        actions.add(A::ReadStore);
        m_error = {};
        go(S::Restoring);
    } else if (input.event == E::TokenWanted) {
        actions.answerWith(A::GiveError, m_error ? m_error : makeError(ErrorCode::Unauthorized, "not signed in"));
    }
}

void SessionMachine::restoring(const Input &input, Actions &actions)
{
    switch (input.event) {
    case E::Found:
    case E::FoundSame:
        m_restored = true;
        adopt(input.tokens, actions);
        if (tokenGood() && (!m_refreshAt || *m_refreshAt > m_clock.monotonic()))
            activate(actions);
        else
            startRefresh(actions, false);
        break;
    case E::FoundNothing: giveUpRestore({}, actions); break;
    case E::NotRead: giveUpRestore(input.error, actions); break;
    case E::Cancel: giveUpRestore(makeError(ErrorCode::Cancelled, ""), actions); break;
    case E::TokenWanted: actions.add(A::Park); break;
    default: break;
    }
}

void SessionMachine::signingIn(const Input &input, Actions &actions)
{
    switch (input.event) {
    case E::PasswordGranted:
        actions.add(A::Forget);
        adopt(input.tokens, actions);
        // Not waited for: there is nothing older that could be lost.
        actions.add(m_kept ? A::WriteStore : A::RemoveEntry);
        activate(actions);
        break;
    case E::PasswordFailed:
        back(input.error, actions);
        actions.add(A::TellFailed);
        break;
    case E::Cancel:
        actions.add(A::CancelCall);
        back(makeError(ErrorCode::Cancelled, ""), actions);
        break;
    case E::TokenWanted: actions.add(A::Park); break;
    case E::TokenRefused: m_accessRefused = true; break;
    default: break;
    }
}

void SessionMachine::active(const Input &input, Actions &actions)
{
    const milliseconds now = m_clock.monotonic();
    switch (input.event) {
    case E::TokenWanted:
        if (tokenGood()) {
            actions.add(A::GiveToken);
        } else { // the computer slept through the time of the refresh
            actions.add(A::Park);
            startRefresh(actions, true);
        }
        break;
    case E::TokenRefused: {
        m_accessRefused = true;
        // A token of few seconds may have come to its end in that time.
        const milliseconds window = m_life ? std::min(refusalLoop, *m_life / 2) : refusalLoop;
        if (m_refusedRefreshDone && now - *m_refusedRefreshDone < window) {
            refuse(makeError(ErrorCode::SessionExpired, "a token that was fetched just now is refused as well"), RefusalCause::AccountRefused, actions);
            break;
        }
        m_becauseRefused = true;
        startRefresh(actions, true);
        break;
    }
    case E::Woke:
        actions.add(A::DropConnections);
        [[fallthrough]];
    case E::Tick:
        if (m_haveRefresh ? m_refreshAt && now >= *m_refreshAt : !tokenGood())
            startRefresh(actions, true);
        break;
    default: break;
    }
}

void SessionMachine::refreshing(const Input &input, Actions &actions)
{
    const bool looking = m_step == Step::Looking || m_step == Step::LookingAgain;
    switch (input.event) {
    case E::TokenWanted: actions.add(A::Park); break;
    case E::TokenRefused: m_accessRefused = true; break;
    case E::Found:
        if (!looking)
            break;
        adopt(input.tokens, actions);
        if (input.tokens.newAccess && tokenGood()) {
            m_becauseRefused = false; // it was not this one that was refused
            activate(actions);
        } else {
            if (!input.tokens.newAccess)
                m_accessRefused = true;
            startRefresh(actions, false);
        }
        break;
    case E::FoundSame:
    case E::FoundNothing:
    case E::NotRead:
        if (m_step == Step::Looking) {
            startRefresh(actions, false);
        } else if (m_step == Step::LookingAgain && ++m_looks < looksAfterRefusal && input.event != E::NotRead) {
            actions.add(A::ReadStoreSoon);
        } else if (m_step == Step::LookingAgain) {
            refuse(m_refusal, causeOf(m_refusal), actions);
        }
        break;
    case E::RefreshGranted:
        if (m_step != Step::Asking)
            break;
        adopt(input.tokens, actions);
        actions.add(A::WriteStore);
        m_step = Step::Writing;
        break;
    case E::RefreshRefused:
        if (m_step != Step::Asking)
            break;
        if (m_shared && m_looks < looksAfterRefusal) {
            m_refusal = input.error;
            m_step = Step::LookingAgain;
            actions.add(A::ReadStore);
        } else {
            refuse(input.error, causeOf(input.error), actions);
        }
        break;
    case E::RefreshFailed:
        if (m_step == Step::Asking)
            waitForNetwork(input.error, actions);
        break;
    case E::Written:
        if (m_step == Step::Writing)
            activate(actions);
        break;
    case E::Woke:
        actions.add(A::DropConnections);
        if (m_step == Step::Asking) { // on a connection that does not know yet that it is dead
            actions.add(A::CancelCall);
            actions.add(A::SendRefresh);
        }
        break;
    case E::Cancel:
        if (m_restored)
            giveUpRestore(makeError(ErrorCode::Cancelled, ""), actions);
        break;
    default: break;
    }
}

void SessionMachine::waiting(const Input &input, Actions &actions)
{
    switch (input.event) {
    case E::TokenWanted: actions.answerWith(tokenGood() ? A::GiveToken : A::GiveError, m_error); break;
    case E::TokenRefused:
        m_accessRefused = true;
        m_becauseRefused = true;
        startRefresh(actions, true);
        break;
    case E::Tick:
        if (m_retryAt && m_clock.monotonic() >= *m_retryAt)
            startRefresh(actions, true);
        break;
    case E::Woke:
    case E::RetryNow:
        actions.add(A::DropConnections);
        startRefresh(actions, true);
        break;
    case E::Cancel:
        if (m_restored)
            giveUpRestore(makeError(ErrorCode::Cancelled, ""), actions);
        break;
    default: break;
    }
}

void SessionMachine::refused(const Input &input, Actions &actions)
{
    switch (input.event) {
    case E::TokenWanted: actions.answerWith(A::GiveError, m_error); break;
    case E::Woke:
    case E::RetryNow:
        // The user may have signed in with another instance in the meantime: one password is enough.
        if (m_shared)
            actions.add(A::ReadStore);
        break;
    case E::Found:
        adopt(input.tokens, actions);
        if (tokenGood())
            activate(actions);
        else
            startRefresh(actions, false);
        break;
    default: break;
    }
}

void SessionMachine::locked(const Input &input, Actions &actions)
{
    if (input.event == E::TokenWanted)
        actions.answerWith(A::GiveError, m_error);
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
        refuse(makeError(ErrorCode::SessionExpired, "the server gave no refresh token"), RefusalCause::NotRenewable, actions);
        return;
    }
    m_retryAt.reset();
    go(S::Refreshing);
    m_step = look && m_shared ? Step::Looking : Step::Asking;
    actions.add(m_step == Step::Looking ? A::ReadStore : A::SendRefresh);
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
    actions.answerWith(A::AnswerError, error ? error : makeError(ErrorCode::Unauthorized, "not signed in"));
}

} // namespace sk::session
