#include "reflector.h"

#include <algorithm>
#include <utility>

namespace sk::kube {

Reflector::Reflector(const Clock &clock, std::uint32_t seed)
    : Reflector(clock, Policy{}, seed)
{
}

Reflector::Reflector(const Clock &clock, Policy policy, std::uint32_t seed)
    : m_clock(&clock)
    , m_policy(policy)
    , m_backoff(std::make_unique<Backoff>(clock, policy.backoff, seed))
    , m_random(seed ? seed : 1)
    , m_answerPatience(policy.head)
{
}

Reflector::Actions Reflector::start()
{
    switch (m_state) {
    case State::Idle:
    case State::Failed:
        return beginList();
    case State::Stopped:
        return resume();
    default:
        return {};
    }
}

Reflector::Actions Reflector::stop()
{
    if (m_state == State::Idle || m_state == State::Stopped)
        return {};
    m_state = State::Stopped;
    m_live = false;
    return {.cancel = true, .stopTimer = true};
}

Reflector::Actions Reflector::retry()
{
    m_error = {};
    if (m_state == State::Idle || m_state == State::Failed)
        return beginList();
    if (m_state == State::Waiting || m_state == State::NoToken || m_state == State::Stopped)
        return resume();
    if (m_state == State::PollWait)
        return beginList();
    return {};
}

Reflector::Actions Reflector::relist()
{
    if (m_state != State::Watching && m_state != State::PollWait)
        return retry();
    Actions actions = beginList();
    actions.cancel = true;
    return actions;
}

Reflector::Actions Reflector::resume()
{
    if (m_inList) {
        m_state = State::Listing;
        return {.fetch = true, .stopTimer = true};
    }
    if (!m_parked && m_transport != Transport::Polling && m_listed && !m_version.isEmpty())
        return openWatch();
    return beginList();
}

void Reflector::setStreams(const Streams &known)
{
    m_transport = known.transport;
    m_provenChunked = known.chunkedProven;
}

Reflector::Actions Reflector::beginList()
{
    m_state = State::Listing;
    m_continue.clear();
    m_listVersion.clear();
    m_inList = true;
    m_live = false;
    m_listBegan = m_clock->monotonic();
    return {.listBegins = true, .fetch = true, .stopTimer = true};
}

Reflector::Actions Reflector::pageRead(const QString &resourceVersion, const QString &continueToken)
{
    if (m_state != State::Listing)
        return {};
    m_answerPatience = m_policy.head;
    if (m_listVersion.isEmpty())
        m_listVersion = resourceVersion;
    if (!continueToken.isEmpty() && continueToken != m_continue) {
        m_continue = continueToken;
        m_error = {};
        return {.fetch = true};
    }
    m_continue.clear();
    m_inList = false;
    m_listed = true;
    m_error = {};
    m_version = m_listVersion;
    m_listTook = m_clock->monotonic() - m_listBegan;
    // Without a resourceVersion (the lists of /kapis have none) there is nothing to watch from.
    if (m_version.isEmpty())
        m_transport = Transport::Polling;
    Actions actions = m_parked || m_transport == Transport::Polling ? waitForPoll() : openWatch();
    actions.listEnds = true;
    return actions;
}

Reflector::Actions Reflector::waitForPoll()
{
    m_state = State::PollWait;
    m_live = false;
    return {.timer = pollInterval()};
}

std::chrono::seconds Reflector::pollInterval() const
{
    // At most a tenth of the time is spent on reading again: 50,000 rows every ten seconds would be the server's main work.
    const auto spared = std::chrono::ceil<std::chrono::seconds>(m_listTook * 9);
    return std::max(m_parked.value_or(m_policy.poll), spared);
}

Reflector::Actions Reflector::listFailed(const Error &error)
{
    if (m_state != State::Listing)
        return {};
    switch (error.code) {
    case ErrorCode::Gone:
        // The continue token expired. The server may give another that leads on from the same place at a later moment; what changed
        // between the two is in the watch, which begins at the first page's. Without one a new list replaces what was read, which
        // stays on the screen. A second time in a row is a server in trouble, which the back-off spares.
        if (!m_continue.isEmpty() && !error.detail.isEmpty() && error.detail != m_continue && m_error.code != ErrorCode::Gone) {
            m_continue = error.detail;
            m_error = error;
            return {.fetch = true};
        }
        if (!m_continue.isEmpty() && m_error.code != ErrorCode::Gone) {
            Actions actions = beginList();
            m_error = error;
            return actions;
        }
        m_continue.clear();
        m_inList = false;
        m_version.clear();
        return wait(error);
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::Invalid:
        m_error = error;
        m_state = State::Failed;
        m_inList = false;
        return {.stopTimer = true};
    case ErrorCode::TimedOut:
        notAnswered();
        return wait(error);
    default:
        return wait(error);
    }
}

void Reflector::notAnswered()
{
    m_answerPatience = std::min(2 * m_answerPatience, std::max(m_policy.head, m_policy.headMost));
}

Reflector::Actions Reflector::openWatch()
{
    m_state = State::Watching;
    m_accepted = false;
    m_spoke = false;
    m_opened = m_clock->monotonic();
    const auto seconds = m_policy.watchTimeout.count();
    m_watchSeconds = static_cast<int>(seconds + static_cast<std::int64_t>(m_random() % static_cast<std::uint32_t>(seconds / 5 + 1)));
    return {.watch = true, .timer = watchdog()};
}

std::chrono::milliseconds Reflector::watchdog() const
{
    std::chrono::milliseconds silence = !m_spoke && !m_provenChunked && m_transport == Transport::Chunked ? m_policy.silentAtFirst : m_policy.silent;
    if (!m_accepted && !m_spoke)
        silence = std::min(silence, m_answerPatience);
    const auto end = m_opened + std::chrono::seconds(m_watchSeconds) + m_policy.watchGrace - m_clock->monotonic();
    return std::max(std::chrono::milliseconds(1), std::min(silence, std::chrono::duration_cast<std::chrono::milliseconds>(end)));
}

Reflector::Actions Reflector::watchOpened()
{
    if (m_state != State::Watching)
        return {};
    m_accepted = true;
    m_answerPatience = m_policy.head;
    noteLive();
    return {.timer = watchdog()}; // now for what is said, no longer for the head
}

void Reflector::noteLive()
{
    // The headers of a chunked stream alone prove nothing: a server that holds the lines back sends those too.
    if (m_spoke || (m_accepted && (m_transport == Transport::WebSocket || m_provenChunked))) {
        m_live = true;
        m_error = {};
    }
}

Reflector::Actions Reflector::watchSpoke()
{
    if (m_state != State::Watching)
        return {};
    m_spoke = true;
    if (m_transport == Transport::Chunked)
        m_provenChunked = true;
    noteLive();
    return {.timer = watchdog()};
}

Reflector::Actions Reflector::watchRead(const QString &resourceVersion, const Error &error, bool missed)
{
    if (m_state != State::Watching)
        return {};
    if (!resourceVersion.isEmpty())
        m_version = resourceVersion;
    if (!error && !missed)
        return {};
    if (error.code == ErrorCode::Gone || missed) {
        // Too much happened since, or one event could not be read: only a new list is true. If that happens at every turn, slowly.
        Error cause = error;
        if (missed && !cause) {
            cause.code = ErrorCode::BadAnswer;
            cause.message = QStringLiteral("an event of the watch cannot be read");
        }
        const bool again = m_clock->monotonic() - m_opened < m_policy.shortWatch && m_error.code == cause.code;
        m_version.clear();
        if (again || missed) {
            Actions actions = wait(cause);
            actions.cancel = true;
            return actions;
        }
        Actions actions = beginList();
        m_error = cause;
        actions.cancel = true;
        return actions;
    }
    Actions actions = wait(error);
    actions.cancel = true;
    return actions;
}

Reflector::Actions Reflector::watchEnded(const Error &error)
{
    if (m_state != State::Watching)
        return {};
    if (!error) {
        if (!m_spoke && m_clock->monotonic() - m_opened < m_policy.shortWatch) {
            Error cause;
            cause.code = ErrorCode::ConnectionLost;
            cause.message = QStringLiteral("the watch was closed at once");
            return wait(cause);
        }
        return openWatch(); // in order: nothing was missed, and the view stays live
    }
    switch (error.code) {
    case ErrorCode::Gone: {
        m_version.clear();
        if (m_error.code == ErrorCode::Gone)
            return wait(error);
        Actions actions = beginList();
        m_error = error;
        return actions;
    }
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::Invalid:
        // Listing is allowed and watching is not, or a proxy on the way does not let this kind of stream pass.
        return downgrade();
    case ErrorCode::Unauthorized:
    case ErrorCode::SessionExpired:
    case ErrorCode::TooManyRequests:
        return wait(error); // says nothing about the kind of stream
    default:
        if (m_transport == Transport::WebSocket && !m_accepted && !m_live)
            return downgrade();
        return wait(error);
    }
}

Reflector::Actions Reflector::downgrade()
{
    m_live = false;
    if (m_transport == Transport::Chunked) {
        m_transport = Transport::WebSocket;
        Actions actions = openWatch();
        actions.cancel = true;
        return actions;
    }
    m_transport = Transport::Polling;
    Actions actions = beginList();
    actions.cancel = true;
    return actions;
}

Reflector::Actions Reflector::wait(const Error &error)
{
    m_error = error;
    m_live = false;
    const bool noToken = error.code == ErrorCode::Unauthorized || error.code == ErrorCode::SessionExpired;
    m_state = noToken ? State::NoToken : State::Waiting;
    return {.timer = m_backoff->next(error.retryAfter)};
}

Reflector::Actions Reflector::timeout()
{
    switch (m_state) {
    case State::Waiting:
    case State::NoToken:
        return resume();
    case State::PollWait:
        return beginList();
    case State::Watching: {
        const bool overdue = m_clock->monotonic() - m_opened >= std::chrono::seconds(m_watchSeconds);
        if (!m_accepted && !m_spoke && m_transport == Transport::Chunked && (m_provenChunked || m_error.code != ErrorCode::TimedOut)) {
            // No head: cut within it, or never answered. That says nothing of the kind of stream, unless it is so each time.
            notAnswered();
            Error error;
            error.code = ErrorCode::TimedOut;
            error.message = QStringLiteral("the watch was not answered");
            Actions actions = wait(error);
            actions.cancel = true;
            return actions;
        }
        if (!m_spoke && !overdue && !(m_transport == Transport::Chunked && m_provenChunked))
            return downgrade();
        // A dead connection: opened anew from where it was. Nobody knows for how long it was dead, so the view is not called live
        // until the server answers.
        m_live = false;
        Actions actions = openWatch();
        actions.cancel = true;
        return actions;
    }
    default:
        return {};
    }
}

Reflector::Actions Reflector::chunkedProven()
{
    m_provenChunked = true;
    if (m_state == State::Watching)
        noteLive();
    return {};
}

Reflector::Actions Reflector::chunkedHeld()
{
    if (m_transport != Transport::Chunked || m_provenChunked)
        return {};
    if (m_state == State::Watching)
        return downgrade();
    m_transport = Transport::WebSocket;
    return {};
}

Reflector::Actions Reflector::park(std::chrono::seconds poll)
{
    m_parked = poll;
    if (m_state != State::Watching)
        return {};
    Actions actions = waitForPoll();
    actions.cancel = true;
    return actions;
}

Reflector::Actions Reflector::unpark()
{
    if (!std::exchange(m_parked, std::nullopt) || m_state != State::PollWait || m_transport == Transport::Polling)
        return {};
    return resume();
}

Reflector::Actions Reflector::tokenAvailable()
{
    if (m_state == State::NoToken || m_state == State::Waiting) {
        m_backoff->reset();
        return resume();
    }
    return {};
}

} // namespace sk::kube
