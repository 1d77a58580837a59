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
        /// For the head of an answer: one that stops in the middle on an open connection would else hold the list for minutes. (Where the
        /// connection is closed in it, Qt sends the request again by itself.) Twice as long after each time that this was too short, up to `headMost`: a server in trouble is slow.
        std::chrono::milliseconds head{10'000};
        std::chrono::milliseconds headMost{60'000};
        std::chrono::seconds watchGrace{5}; ///< and if it does not, the connection is dead
        std::chrono::seconds silentAtFirst{30}; ///< a chunked stream that never sent a byte may be held back by the server's audit filter
        std::chrono::seconds silent{90}; ///< bookmarks come every minute
        std::chrono::seconds poll{10}; ///< at least; a list that takes long is read less often
        std::chrono::milliseconds namespaces{60'000}; ///< how often a restricted user's namespaces are asked for
        BackoffPolicy backoff{};
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

    /// What is known of a connection's streams before this one is opened.
    struct Streams {
        Transport transport = Transport::Chunked; ///< the first to try
        bool chunkedProven = false; ///< the server passes lines on as they come: silence means that nothing happens
    };

    explicit Reflector(const Clock &clock, std::uint32_t seed = std::random_device{}());
    Reflector(const Clock &clock, Policy policy, std::uint32_t seed);

    [[nodiscard]] Actions start(); ///< begins, or goes on after stop() at the page where it was
    [[nodiscard]] Actions stop();
    [[nodiscard]] Actions retry(); ///< now
    [[nodiscard]] Actions relist(); ///< all objects once more, though nothing is wrong: what was made of them is no longer good
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
    /// Another stream of the connection showed that chunked lines come through, or that they are held back.
    [[nodiscard]] Actions chunkedProven();
    [[nodiscard]] Actions chunkedHeld();
    /// There are more lists than streams: this one is read again every `poll` until unpark() goes on with the watch.
    [[nodiscard]] Actions park(std::chrono::seconds poll);
    [[nodiscard]] Actions unpark();
    /// Before start(), or while no stream is open.
    void setStreams(const Streams &known);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Transport transport() const { return m_transport; }
    [[nodiscard]] const QString &continueToken() const { return m_continue; }
    [[nodiscard]] const QString &resourceVersion() const { return m_version; }
    [[nodiscard]] int watchSeconds() const { return m_watchSeconds; }
    [[nodiscard]] std::chrono::milliseconds answerPatience() const { return m_answerPatience; } ///< for the head of the next answer
    [[nodiscard]] const Error &error() const { return m_error; } ///< of the last failure; None when all is well
    [[nodiscard]] bool listed() const { return m_listed; } ///< the whole list was read at least once
    /// The stream is open, or resumed in order, and its silence can be believed.
    [[nodiscard]] bool live() const { return m_live && m_state == State::Watching; }
    [[nodiscard]] bool parked() const { return m_parked.has_value(); }
    [[nodiscard]] bool spoke() const { return m_spoke; } ///< the present stream sent something
    [[nodiscard]] int pollSeconds() const { return static_cast<int>(pollInterval().count()); }

private:
    [[nodiscard]] Actions beginList();
    [[nodiscard]] Actions openWatch();
    [[nodiscard]] Actions wait(const Error &error);
    [[nodiscard]] Actions downgrade();
    [[nodiscard]] Actions resume();
    [[nodiscard]] Actions waitForPoll();
    [[nodiscard]] std::chrono::milliseconds watchdog() const;
    [[nodiscard]] std::chrono::seconds pollInterval() const;
    void noteLive();
    void notAnswered(); ///< in time

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
    bool m_accepted = false; ///< the server opened the present stream
    bool m_spoke = false; ///< the present stream sent something
    bool m_provenChunked = false; ///< a chunked stream of this connection sent something once
    std::optional<std::chrono::seconds> m_parked; ///< and how often the list is read meanwhile
    std::chrono::milliseconds m_listBegan{0};
    std::chrono::milliseconds m_listTook{0};
    int m_watchSeconds = 300;
    std::chrono::milliseconds m_opened{0};
    std::chrono::milliseconds m_answerPatience;
    Error m_error;
};

} // namespace sk::kube
