#include "reflector.h"

#include <algorithm>

namespace sk::kube {

Reflector::Reflector(const Clock &clock, std::uint32_t seed)
    : Reflector(clock, Policy{}, seed)
{
}

Reflector::Reflector(const Clock &clock, Policy policy, std::uint32_t seed)
    : m_clock(&clock)
    , m_policy(policy)
    , m_backoff(std::make_unique<Backoff>(clock, BackoffPolicy{}, seed))
    , m_random(seed ? seed : 1)
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
    if (m_state == State::Idle || m_state == State::Failed) {
        m_transport = Transport::Chunked;
        return beginList();
    }
    if (m_state == State::Waiting || m_state == State::NoToken || m_state == State::Stopped)
        return resume();
    if (m_state == State::PollWait)
        return beginList();
    return {};
}

Reflector::Actions Reflector::resume()
{
    if (m_inList) {
        m_state = State::Listing;
        return {.fetch = true, .stopTimer = true};
    }
    if (m_transport != Transport::Polling && m_listed && !m_version.isEmpty())
        return openWatch();
    return beginList();
}

Reflector::Actions Reflector::beginList()
{
    m_state = State::Listing;
    m_continue.clear();
    m_listVersion.clear();
    m_inList = true;
    m_live = false;
    return {.listBegins = true, .fetch = true, .stopTimer = true};
}

Reflector::Actions Reflector::pageRead(const QString &resourceVersion, const QString &continueToken)
{
    if (m_state != State::Listing)
        return {};
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
    // Without a resourceVersion (the lists of /kapis have none) there is nothing to watch from.
    if (m_transport == Transport::Polling || m_version.isEmpty()) {
        m_transport = Transport::Polling;
        m_state = State::PollWait;
        return {.listEnds = true, .timer = m_policy.poll};
    }
    Actions actions = openWatch();
    actions.listEnds = true;
    return actions;
}

Reflector::Actions Reflector::listFailed(const Error &error)
{
    if (m_state != State::Listing)
        return {};
    switch (error.code) {
    case ErrorCode::Gone:
        // The continue token expired. What was read stays on the screen while a new list replaces it; a second time in a row is
        // a server in trouble, which the back-off spares.
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
    default:
        return wait(error);
    }
}

Reflector::Actions Reflector::openWatch()
{
    m_state = State::Watching;
    m_spoke = false;
    m_opened = m_clock->monotonic();
    const auto seconds = m_policy.watchTimeout.count();
    m_watchSeconds = static_cast<int>(seconds + static_cast<std::int64_t>(m_random() % static_cast<std::uint32_t>(seconds / 5 + 1)));
    return {.watch = true, .timer = watchdog()};
}

std::chrono::milliseconds Reflector::watchdog() const
{
    const auto silence = !m_spoke && !m_provenChunked && m_transport == Transport::Chunked ? m_policy.silentAtFirst : m_policy.silent;
    const auto end = m_opened + std::chrono::seconds(m_watchSeconds) + m_policy.watchGrace - m_clock->monotonic();
    return std::max(std::chrono::milliseconds(1), std::min<std::chrono::milliseconds>(silence, end));
}

Reflector::Actions Reflector::watchOpened()
{
    if (m_state != State::Watching)
        return {};
    m_live = true;
    m_error = {};
    return {};
}

Reflector::Actions Reflector::watchSpoke()
{
    if (m_state != State::Watching)
        return {};
    m_spoke = true;
    m_live = true;
    m_error = {};
    if (m_transport == Transport::Chunked)
        m_provenChunked = true;
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
    default:
        if (m_transport == Transport::WebSocket && !m_spoke && !m_live)
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
        if (!m_spoke && !overdue && !(m_transport == Transport::Chunked && m_provenChunked))
            return downgrade();
        // A dead connection: opened anew from where it was, like one that was closed in order.
        Actions actions = openWatch();
        actions.cancel = true;
        return actions;
    }
    default:
        return {};
    }
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
