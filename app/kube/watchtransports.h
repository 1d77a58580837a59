#pragma once

#include "reflector.h"

#include <sk/net/streamclient.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace sk::kube {

/// What one connection is known to let through, so that each list need not find out again: whether the lines of a chunked watch come
/// as they are written (a v3 server with auditing keeps them until the stream ends), and whether WebSockets pass.
///
/// The first list of a connection asks with a probe: a watch of one object that is there, from version 0, which the server must
/// answer at once with that object. Main thread.
class WatchTransports : public QObject {
    Q_OBJECT

public:
    explicit WatchTransports(const Clock &clock = Clock::system(), QObject *parent = nullptr);
    ~WatchTransports() override;

    [[nodiscard]] Reflector::Streams known() const;
    [[nodiscard]] bool wantsProbe() const { return m_chunked == Chunked::Unknown && !m_probe; }
    /// Opens the probe: a chunked watch of `path` for the object called `name`. Silence of `patience` means that lines are held back.
    void probe(net::StreamClient &streams, const QByteArray &path, const QString &name, std::chrono::milliseconds patience);

    void chunkedSpoke(); ///< a chunked stream sent something before its end
    void webSocketOpened();
    void webSocketFailed(); ///< for a while nothing but polling is tried
    void forget(); ///< the user asks for another try

signals:
    void chunkedProven();
    void chunkedHeld();

private:
    enum class Chunked { Unknown, Proven, Held };
    void endProbe();

    const Clock *m_clock;
    Chunked m_chunked = Chunked::Unknown;
    bool m_webSocketWorked = false; ///< then a refusal is about one list
    std::optional<std::chrono::milliseconds> m_webSocketFailedAt; ///< monotonic
    std::unique_ptr<net::LineStream> m_probe;
    QTimer m_patience;
};

} // namespace sk::kube
