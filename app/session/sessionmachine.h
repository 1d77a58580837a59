#pragma once

#include "sessionstate.h"
#include "tokenlife.h"

#include <sk/core/backoff.h>
#include <sk/core/error.h>

#include <chrono>
#include <optional>
#include <vector>

namespace sk::session {

/// What can happen to a session.
enum class SessionEvent {
    SignIn, ///< a password was typed
    PasswordGranted, ///< tokens came for it
    PasswordFailed, ///< it was refused, or the server could not be asked
    Restore, ///< take up what the store holds
    Found, ///< the store holds tokens that are not ours
    FoundSame, ///< it holds ours
    FoundNothing, ///< it holds none, or what this version cannot read
    NotRead, ///< it could not be read, or not in time
    RefreshGranted,
    RefreshRefused, ///< the server's own judgement of the session
    RefreshFailed, ///< the server could not be asked properly
    Written, ///< the store has the pair, has refused it, or took too long
    TokenWanted, ///< by a request or a stream
    TokenRefused, ///< the token in use got a 401
    Tick, ///< the time of nextWake() came, or may have come
    Untrusted, ///< a request or a stream found another certificate than the trusted one
    Woke, ///< from sleep, or in another network
    RetryNow, ///< by the user
    Cancel,
    SignOut,
    Lock,
};

/// What is to be done, in the order given.
enum class SessionAction {
    SendPassword,
    SendRefresh,
    CancelCall, ///< the request under way; its answer is not heard any more
    ReadStore,
    ReadStoreSoon, ///< another instance may be about to write
    WriteStore, ///< both tokens together
    RemoveEntry,
    Adopt, ///< the tokens that came with the event are the session's
    Forget, ///< tokens in memory
    DropConnections, ///< idle ones: they may lead through a network that is gone
    GiveToken, ///< to who asked
    GiveError, ///< to who asked
    Park, ///< who asked waits for AnswerToken or AnswerError
    AnswerToken, ///< to all who wait
    AnswerError, ///< to all who wait
    TellFailed, ///< to who typed the password
    TellAvailable, ///< a token is there after a time without one
};

/// The life of a session without any input or output, after the pattern of kube::Reflector: events go in, what is to be done comes out. It
/// holds no token, only what is known about them; times are on the clock's monotonic hand. Every rule of the life of a session is a
/// transition here, and tests/session/tst_sessionmachine goes through every state with every event.
class SessionMachine {
public:
    /// What Refreshing is at.
    enum class Step {
        None,
        Looking, ///< another instance may have refreshed already: its tokens are better than another request
        Asking,
        LookingAgain, ///< after a refusal: another instance may have been faster, and its tokens be on their way to the store
        Writing, ///< before they are used
    };
    /// About the tokens that come with PasswordGranted, Found and RefreshGranted.
    struct Tokens {
        TokenLife life;
        bool refreshable = true;
        bool newAccess = true; ///< Found: the access token is another than ours
        bool access = true; ///< Found: there is one; an entry of a platform's keychain may have room for the refresh token alone
    };
    struct Input {
        SessionEvent event;
        Tokens tokens{};
        Error error{}; ///< of PasswordFailed, NotRead, RefreshRefused and RefreshFailed
    };
    struct Actions {
        std::vector<SessionAction> todo; ///< in this order
        Error error; ///< for GiveError and AnswerError
        void add(SessionAction action) { todo.push_back(action); }
        void answerWith(SessionAction action, const Error &why)
        {
            error = why;
            todo.push_back(action);
        }
    };

    explicit SessionMachine(const Clock &clock, std::uint32_t seed = std::random_device{}());

    [[nodiscard]] Actions on(const Input &input);
    /// Whether the tokens are kept where they outlive the program, and whether another instance may have written there.
    void setKept(bool kept, bool shared);

    [[nodiscard]] SessionState state() const { return m_state; }
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] bool tokenGood() const;
    [[nodiscard]] const Error &lastError() const { return m_error; } ///< why Refused, WaitingForNetwork, or not restored
    [[nodiscard]] RefusalCause cause() const { return m_cause; } ///< None unless Refused, or signing in from there
    [[nodiscard]] UnixMs refusedSince() const { return m_refusedSince; } ///< 0 likewise
    [[nodiscard]] std::optional<std::chrono::milliseconds> expires() const { return m_expires; }
    [[nodiscard]] std::optional<std::chrono::milliseconds> retryAt() const { return m_retryAt; }
    /// When Tick is due; nullopt: never by itself.
    [[nodiscard]] std::optional<std::chrono::milliseconds> nextWake() const;
    /// For the cause of a refusal: when the refresh token ends, if it says so.
    void setRefreshEnds(std::optional<std::chrono::milliseconds> at) { m_refreshEnds = at; }

private:
    void go(SessionState next);
    void adopt(const Tokens &tokens, Actions &actions);
    void forget(Actions &actions);
    void activate(Actions &actions);
    void startRefresh(Actions &actions, bool look);
    void tryAgain(Actions &actions);
    void refuse(const Error &error, RefusalCause cause, Actions &actions);
    void waitForNetwork(const Error &error, Actions &actions);
    void back(const Error &error, Actions &actions);
    void giveUpRestore(const Error &error, Actions &actions);
    [[nodiscard]] RefusalCause causeOf(const Error &refusal) const;

    void signedOut(const Input &input, Actions &actions);
    void restoring(const Input &input, Actions &actions);
    void signingIn(const Input &input, Actions &actions);
    void active(const Input &input, Actions &actions);
    void refreshing(const Input &input, Actions &actions);
    void waiting(const Input &input, Actions &actions);
    void refused(const Input &input, Actions &actions);
    void locked(const Input &input, Actions &actions);
    bool anywhere(const Input &input, Actions &actions);

    const Clock &m_clock;
    Backoff m_backoff;
    SessionState m_state = SessionState::SignedOut;
    SessionState m_before = SessionState::SignedOut; ///< where a failed or cancelled sign-in goes back to
    Step m_step = Step::None;
    Error m_error;
    Error m_refusal; ///< why LookingAgain
    RefusalCause m_cause = RefusalCause::None;
    UnixMs m_refusedSince = 0;
    bool m_kept = false;
    bool m_shared = false;
    bool m_haveAccess = false;
    bool m_haveRefresh = false;
    bool m_accessRefused = false; ///< by a 401, whatever its time says
    bool m_hadNone = true; ///< there was no good token for a while: TellAvailable is due
    bool m_restored = false; ///< taken from the store, and not accepted by the server so far
    bool m_becauseRefused = false; ///< the refresh under way was caused by a 401
    int m_looks = 0; ///< after a refusal
    std::optional<std::chrono::milliseconds> m_life; ///< of the access token when it came
    std::optional<std::chrono::milliseconds> m_expires;
    std::optional<std::chrono::milliseconds> m_refreshAt;
    std::optional<std::chrono::milliseconds> m_refreshEnds;
    std::optional<std::chrono::milliseconds> m_retryAt;
    std::optional<std::chrono::milliseconds> m_refusedRefreshDone;
};

} // namespace sk::session
