#include "watchtransports.h"

#include <sk/core/logging.h>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto triedAgainAfter = 10min; ///< a proxy on the way that refuses WebSockets today may be gone tomorrow
constexpr int probeSeconds = 30; ///< longer than anybody's patience: an answer that comes with the end proves nothing

} // namespace

WatchTransports::WatchTransports(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(&clock)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        endProbe();
        if (m_chunked != Chunked::Unknown)
            return;
        qCDebug(lcKube) << "chunked watches are held back by the server";
        m_chunked = Chunked::Held;
        emit chunkedHeld();
    });
}

WatchTransports::~WatchTransports() = default;

Reflector::Streams WatchTransports::known() const
{
    using Transport = Reflector::Transport;
    if (m_chunked != Chunked::Held)
        return {Transport::Chunked, m_chunked == Chunked::Proven};
    const bool refused = m_webSocketFailedAt && m_clock->monotonic() - *m_webSocketFailedAt < triedAgainAfter;
    return {refused ? Transport::Polling : Transport::WebSocket, false};
}

void WatchTransports::probe(net::StreamClient &streams, const QByteArray &path, const QString &name, std::chrono::milliseconds patience)
{
    if (!wantsProbe())
        return;
    net::ApiRequest request;
    request.path = path;
    request.query = {
        {QStringLiteral("watch"), QStringLiteral("true")},
        {QStringLiteral("resourceVersion"), QStringLiteral("0")},
        {QStringLiteral("fieldSelector"), QStringLiteral("metadata.name=") + name},
        {QStringLiteral("timeoutSeconds"), QString::number(probeSeconds)},
    };
    m_probe = streams.open(request, net::LineStream::Transport::Chunked);
    connect(m_probe.get(), &net::LineStream::lines, this, [this] { chunkedSpoke(); });
    // Refused, or the object is gone: nothing was learnt, and the lists' own streams will tell.
    connect(m_probe.get(), &net::LineStream::finished, this, [this] { endProbe(); });
    m_patience.start(patience);
}

void WatchTransports::endProbe()
{
    m_patience.stop();
    if (!m_probe)
        return;
    m_probe->cancel();
    m_probe->disconnect(this);
    m_probe.release()->deleteLater(); // this may run inside one of its signals
}

void WatchTransports::chunkedSpoke()
{
    endProbe();
    if (m_chunked == Chunked::Proven)
        return;
    m_chunked = Chunked::Proven;
    m_webSocketFailedAt.reset();
    emit chunkedProven();
}

void WatchTransports::webSocketOpened()
{
    m_webSocketWorked = true;
    m_webSocketFailedAt.reset();
    if (m_chunked == Chunked::Unknown) { // it was tried because a chunked stream kept silent
        endProbe();
        m_chunked = Chunked::Held;
        emit chunkedHeld();
    }
}

void WatchTransports::webSocketFailed()
{
    if (m_webSocketWorked)
        return;
    m_chunked = m_chunked == Chunked::Unknown ? Chunked::Held : m_chunked;
    m_webSocketFailedAt = m_clock->monotonic();
}

void WatchTransports::forget()
{
    if (m_chunked != Chunked::Held)
        return;
    m_chunked = Chunked::Unknown;
    m_webSocketFailedAt.reset();
}

} // namespace sk::kube
