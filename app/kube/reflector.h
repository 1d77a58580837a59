#pragma once

#include <sk/core/backoff.h>
#include <sk/core/error.h>

#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <random>

namespace sk::kube {

/// The state machine of list and watch, without any input or output: events go in as calls, what is to be done comes out as
/// Actions. After kube-rs' watcher and client-go's reflector; every fall-back is a transition written here and tested in a table.
class Reflector {
public:
    enum class State {
        Idle, ///< never started
        Listing, ///< a page is being fetched
        Watching, ///< a stream is open, or being opened
        Waiting, ///< for the back-off; goes on where it was
        PollWait, ///< the list was read and no watch works: read again later
        NoToken, ///< the session has none; asked again from time to time
        Stopped, ///< by the user
        Failed, ///< for good (forbidden, not there): only start() or retry() goes on
    };
    enum class Transport { Chunked, WebSocket, Polling };

    struct Policy {
        std::chrono::seconds watchTimeout{300}; ///< plus up to a fifth; the server closes in order then
        std::chrono::seconds watchGrace{5}; ///< and if it does not, the connection is dead
        std::chrono::seconds silentAtFirst{30}; ///< a chunked stream that never sent a byte may be held back by the server's audit filter
        std::chrono::seconds silent{90}; ///< bookmarks come every minute
        std::chrono::seconds poll{10};
        std::chrono::milliseconds shortWatch{1'000}; ///< a watch that ends in order sooner, without an event, is a failure (client-go)
    };

    /// What is to be done, in this order.
    struct Actions {
        bool cancel = false; ///< end what is under way: request and stream
        bool listBegins = false; ///< a new list: forget which objects the former one held
        bool fetch = false; ///< a page, `continueToken()`
        bool listEnds = false; ///< all pages are read: what was not among them is gone
        bool watch = false; ///< open a stream of `transport()` from `resourceVersion()` for `watchSeconds()`
        std::optional<std::chrono::milliseconds> timer{}; ///< call timeout() then; replaces the former one
        bool stopTimer = false;
    };

    explicit Reflector(const Clock &clock, std::uint32_t seed = std::random_device{}());
    Reflector(const Clock &clock, Policy policy, std::uint32_t seed);

    [[nodiscard]] Actions start(); ///< begins, or goes on after stop() at the page where it was
    [[nodiscard]] Actions stop();
    [[nodiscard]] Actions retry(); ///< now
    [[nodiscard]] Actions pageRead(const QString &resourceVersion, const QString &continueToken);
    [[nodiscard]] Actions listFailed(const Error &error);
    [[nodiscard]] Actions watchOpened();
    /// Bytes arrived. Called at once, before they are decoded.
    [[nodiscard]] Actions watchSpoke();
    /// Events were decoded. `error` is an ERROR event's; `missed` when one could not be read.
    [[nodiscard]] Actions watchRead(const QString &resourceVersion, const Error &error, bool missed);
    [[nodiscard]] Actions watchEnded(const Error &error);
    [[nodiscard]] Actions timeout();
    [[nodiscard]] Actions tokenAvailable();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Transport transport() const { return m_transport; }
    [[nodiscard]] const QString &continueToken() const { return m_continue; }
    [[nodiscard]] const QString &resourceVersion() const { return m_version; }
    [[nodiscard]] int watchSeconds() const { return m_watchSeconds; }
    [[nodiscard]] const Error &error() const { return m_error; } ///< of the last failure; None when all is well
    [[nodiscard]] bool listed() const { return m_listed; } ///< the whole list was read at least once
    [[nodiscard]] bool live() const { return m_live && m_state == State::Watching; } ///< the stream is open, or resumed in order
    [[nodiscard]] int pollSeconds() const { return static_cast<int>(m_policy.poll.count()); }

private:
    [[nodiscard]] Actions beginList();
    [[nodiscard]] Actions openWatch();
    [[nodiscard]] Actions wait(const Error &error);
    [[nodiscard]] Actions downgrade();
    [[nodiscard]] Actions resume();
    [[nodiscard]] std::chrono::milliseconds watchdog() const;

    const Clock *m_clock;
    Policy m_policy;
    std::unique_ptr<Backoff> m_backoff; ///< by pointer, so that a machine can be replaced by a new one
    std::minstd_rand m_random;
    State m_state = State::Idle;
    Transport m_transport = Transport::Chunked;
    QString m_continue; ///< of the page that is being fetched, or is next
    QString m_listVersion; ///< resourceVersion of the list's first page: watching begins there
    QString m_version; ///< where the watch goes on
    bool m_inList = false; ///< between listBegins and listEnds
    bool m_listed = false;
    bool m_live = false;
    bool m_spoke = false; ///< the present stream sent something
    bool m_provenChunked = false; ///< a chunked stream sent something once
    int m_watchSeconds = 300;
    std::chrono::milliseconds m_opened{0};
    Error m_error;
};

} // namespace sk::kube
