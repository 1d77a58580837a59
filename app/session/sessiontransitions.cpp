#include "sessionmachine_p.h"

#include <algorithm>

// What happens in each state: one function a state. What a change of state means for the rest is in sessionmachine.cpp.
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

} // namespace

void SessionMachine::signedOut(const Input &input, Actions &actions)
{
    if (input.event == E::Restore) {
        actions.add(A::ReadStore);
        m_error = {};
        go(S::Restoring);
    } else if (input.event == E::TokenWanted) {
        actions.answerWith(A::GiveError, m_error ? m_error : sessionError(ErrorCode::Unauthorized, "not signed in"));
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
    case E::Cancel: giveUpRestore(sessionError(ErrorCode::Cancelled, ""), actions); break;
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
        back(sessionError(ErrorCode::Cancelled, ""), actions);
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
            refuse(sessionError(ErrorCode::SessionExpired, "a token that was fetched just now is refused as well"), RefusalCause::AccountRefused, actions);
            break;
        }
        m_becauseRefused = true;
        startRefresh(actions, true);
        break;
    }
    case E::Untrusted:
        // Nothing is sent before the user has decided, and the certificate may be right again at the next try.
        waitForNetwork(input.error, actions);
        m_hadNone = true; // whoever waits is told to go on at once
        break;
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
            giveUpRestore(sessionError(ErrorCode::Cancelled, ""), actions);
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
            tryAgain(actions);
        break;
    case E::Woke:
    case E::RetryNow:
        actions.add(A::DropConnections);
        tryAgain(actions);
        break;
    case E::Cancel:
        if (m_restored)
            giveUpRestore(sessionError(ErrorCode::Cancelled, ""), actions);
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

} // namespace sk::session
