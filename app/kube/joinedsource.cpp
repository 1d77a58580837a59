#include "joinedsource.h"

#include <sk/net/serveraddress.h>

#include <array>
#include <chrono>
#include <utility>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto useEvery = 15s;
constexpr auto requestsEvery = 60s;
constexpr auto absentFor = 600s; ///< a cluster without monitoring is asked again after so long
constexpr int failuresUntilOld = 4; ///< a minute without an answer: the last figures are no longer the present ones
constexpr int mostPods = 2'000; ///< monitoring answers for all pods at once; beyond this the answer costs the server too much
constexpr int requestsPage = 100; ///< 0.5 s of the server's time; all 2,003 nodes at once took it 5.7 s

struct MetricColumn {
    const char *metric;
    const char *column;
};
constexpr std::array nodeMetrics{
    MetricColumn{"node_cpu_usage", "cpu"},
    MetricColumn{"node_memory_usage_wo_cache", "memory"},
    MetricColumn{"node_disk_size_usage", "disk"},
    MetricColumn{"node_pod_running_count", "pods"},
};
constexpr std::array podMetrics{
    MetricColumn{"pod_cpu_usage", "cpu"},
    MetricColumn{"pod_memory_usage_wo_cache", "memory"},
};

} // namespace

/// What monitoring knows about the objects of a kind. A table, because the platform's paths and metric names are one too.
struct JoinedSource::Level {
    const char *type; ///< ResourceType::id()
    const char *v3Path;
    const char *v4Path; ///< of an extension whose server side nobody has read; 404 where it is not installed
    const MetricColumn *metrics;
    std::size_t metricCount;
    int mostRows;
    bool requests; ///< the documented call annotates computed requests
};

JoinedSource::JoinedSource(const ClusterServices &services, ObjectStore &store, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_store(store)
{
    static constexpr std::array levels{
        Level{"nodes", "nodes", "node_metrics", nodeMetrics.data(), nodeMetrics.size(), 100'000, true},
        Level{"pods", "pods", "pod_metrics", podMetrics.data(), podMetrics.size(), mostPods, false},
    };
    bool wanted = false;
    for (const Column &column : store.kind().columns)
        wanted = wanted || column.joined;
    for (const Level &level : levels) {
        if (wanted && store.kind().type.id() == QLatin1String(level.type))
            m_level = &level;
    }
    m_useTimer.setSingleShot(true);
    m_requestsTimer.setSingleShot(true);
    connect(&m_useTimer, &QTimer::timeout, this, &JoinedSource::askForUse);
    connect(&m_requestsTimer, &QTimer::timeout, this, [this] { askForRequests(std::exchange(m_nextPage, 1)); });
}

JoinedSource::~JoinedSource()
{
    stop();
}

void JoinedSource::start()
{
    if (!m_level || m_running)
        return;
    m_running = true;
    ++m_round;
    if (m_whole)
        begin();
}

void JoinedSource::listWhole()
{
    if (std::exchange(m_whole, true) || !m_running || !m_level)
        return;
    begin();
}

void JoinedSource::begin()
{
    m_useTimer.start(0);
    if (m_level->requests && m_services.platform.major < 4)
        m_requestsTimer.start(0);
}

void JoinedSource::stop()
{
    m_running = false;
    ++m_round;
    m_useTimer.stop();
    m_requestsTimer.stop();
    m_nextPage = 1;
    if (m_useCall)
        m_useCall->cancel();
    if (m_requestsCall)
        m_requestsCall->cancel();
}

void JoinedSource::askForUse()
{
    if (m_store.size() == 0 || m_store.size() > m_level->mostRows) {
        m_useTimer.start(m_store.size() == 0 ? std::chrono::milliseconds(500) : std::chrono::milliseconds(useEvery));
        return;
    }
    QStringList metrics;
    for (std::size_t i = 0; i < m_level->metricCount; ++i) {
        const MetricColumn &metric = m_level->metrics[i];
        if (m_store.kind().columnIndex(QLatin1String(metric.column)) >= 0)
            metrics.push_back(QLatin1String(metric.metric));
    }
    if (metrics.isEmpty())
        return;
    net::ApiRequest request;
    const bool v4 = m_services.platform.major >= 4;
    request.path = QByteArrayLiteral("/kapis/") + net::encodeSegment(QStringLiteral("monitoring.") + m_services.platform.apiDomain)
        + (v4 ? QByteArrayLiteral("/v1beta1/") + m_level->v4Path : QByteArrayLiteral("/v1alpha3/") + m_level->v3Path);
    // The server does not anchor the expression.
    request.query.emplace_back(QStringLiteral("metrics_filter"), QStringLiteral("^(%1)$").arg(metrics.join(u'|')));
    request.silence = 60s; // with Prometheus down the server itself waits for about 30 s
    m_useCall = m_services.requests.send(request, this, [this, round = m_round](const Result<net::ApiReply> &reply) {
        if (round != m_round)
            return;
        if (!reply.ok()) {
            useFailed();
            const ErrorCode code = reply.error().code;
            const bool absent = code == ErrorCode::NotFound || code == ErrorCode::Forbidden;
            m_useTimer.start(absent ? absentFor : useEvery);
            return;
        }
        m_services.decoder.run(
            this, [body = reply.value().body](DecoderState &state) { return decodeMetrics(state, body); },
            [this, round](Metrics &&values) {
                if (round != m_round)
                    return;
                useCame(values);
                m_useTimer.start(useEvery);
            });
    });
}

void JoinedSource::useCame(const Metrics &metrics)
{
    bool any = false;
    for (std::size_t i = 0; i < m_level->metricCount; ++i) {
        const auto values = metrics.value(QLatin1String(m_level->metrics[i].metric));
        QHash<QString, JoinedValues::Value> byName;
        byName.reserve(values.size());
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            byName[it.key()].a = it.value();
        any = any || !byName.isEmpty();
        setColumn(QLatin1String(m_level->metrics[i].column), byName);
    }
    if (any)
        m_useFailures = 0;
    else
        useFailed();
}

void JoinedSource::useFailed()
{
    if (++m_useFailures != failuresUntilOld)
        return;
    for (std::size_t i = 0; i < m_level->metricCount; ++i)
        m_store.unjoin(m_store.kind().columnIndex(QLatin1String(m_level->metrics[i].column)));
}

void JoinedSource::askForRequests(int page)
{
    net::ApiRequest request;
    request.path = platformListPath(m_services.platform, m_store.kind().type, {});
    request.query = {{QStringLiteral("limit"), QString::number(requestsPage)}, {QStringLiteral("page"), QString::number(page)}};
    const auto asked = m_services.clock.monotonic();
    m_requestsCall = m_services.requests.send(request, this, [this, page, asked, round = m_round](const Result<net::ApiReply> &reply) {
        if (round != m_round)
            return;
        const auto took = m_services.clock.monotonic() - asked;
        if (!reply.ok()) {
            const ErrorCode code = reply.error().code;
            m_requestsTimer.start(code == ErrorCode::NotFound || code == ErrorCode::Forbidden ? absentFor : requestsEvery);
            return;
        }
        m_services.decoder.run(
            this, [body = reply.value().body, domain = m_services.platform.apiDomain](DecoderState &state) { return decodeNodeRequests(state, body, domain); },
            [this, page, took, round](NodeRequests &&requests) {
                if (round != m_round)
                    return;
                setColumn(QStringLiteral("cpu"), requests.cpu);
                setColumn(QStringLiteral("memory"), requests.memory);
                if (requests.items > 0 && static_cast<qint64>(page) * requestsPage < requests.total) {
                    // The server counts all pods for each page: a tenth of its time is ours, not all of it.
                    m_nextPage = page + 1;
                    m_requestsTimer.start(took * 9);
                } else {
                    m_requestsTimer.start(requestsEvery);
                }
            });
    });
}

void JoinedSource::setColumn(const QString &id, const QHash<QString, JoinedValues::Value> &values)
{
    const int column = m_store.kind().columnIndex(id);
    if (column >= 0 && !values.isEmpty() && m_store.kind().columns[static_cast<std::size_t>(column)].joined)
        m_store.join({column, values});
}

} // namespace sk::kube
