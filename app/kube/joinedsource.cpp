#include "joinedsource.h"

#include <sk/core/logging.h>

#include <algorithm>
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
constexpr int mostPods = 2'000; ///< monitoring knows no pages: beyond this the answer costs the server too much
constexpr qint64 mostSummed = 10'000; ///< some 40 MB each time, before they are packed
constexpr int podsPage = 500;
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
    MetricsQuery::Path path;
    const MetricColumn *metrics;
    std::size_t metricCount;
    int mostRows;
    bool requests; ///< the documented call annotates computed requests
};

JoinedSource::JoinedSource(const ClusterServices &services, ObjectStore &store, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_store(store)
    , m_use(services)
{
    static constexpr std::array levels{
        Level{"nodes", {"nodes", "node_metrics"}, nodeMetrics.data(), nodeMetrics.size(), 100'000, true},
        Level{"pods", {"pods", "pod_metrics"}, podMetrics.data(), podMetrics.size(), mostPods, false},
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
    m_podsTimer.setSingleShot(true);
    m_sumsRequests = m_services.platform.major >= 4;
    connect(&m_useTimer, &QTimer::timeout, this, &JoinedSource::askForUse);
    connect(&m_podsTimer, &QTimer::timeout, this, [this] { askForPods(std::make_shared<PodSums>(), 0ms); });
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
    if (m_sumsRequests || m_useFailures > 0)
        beginPods();
}

void JoinedSource::stop()
{
    m_running = false;
    ++m_round;
    m_useTimer.stop();
    m_requestsTimer.stop();
    m_podsTimer.stop();
    m_readsPods = false;
    m_nextPage = 1;
    m_use.cancel();
    if (m_requestsCall)
        m_requestsCall->cancel();
    if (m_podsCall)
        m_podsCall->cancel();
}

int JoinedSource::unmeasuredAbove() const
{
    return m_level && m_store.size() > m_level->mostRows ? m_level->mostRows : 0;
}

void JoinedSource::forgetUse()
{
    m_measured = false;
    for (std::size_t i = 0; i < m_level->metricCount; ++i)
        m_store.unjoin(m_store.kind().columnIndex(QLatin1String(m_level->metrics[i].column)));
}

void JoinedSource::askForUse()
{
    if (m_store.size() == 0 || unmeasuredAbove() > 0) {
        if (m_measured)
            forgetUse();
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
    m_use.ask(m_level->path, metrics, [this](const Result<Metrics> &use) {
        if (use.ok()) {
            useCame(use.value());
            m_useTimer.start(useEvery);
            return;
        }
        useFailed();
        const ErrorCode code = use.error().code;
        const bool absent = code == ErrorCode::NotFound || code == ErrorCode::Forbidden;
        m_useTimer.start(absent ? absentFor : useEvery);
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
    if (!any) {
        useFailed();
        return;
    }
    m_useFailures = 0;
    m_measured = true;
    if (m_readsPods && !m_sumsRequests) {
        m_podsTimer.stop();
        if (m_podsCall)
            m_podsCall->cancel();
        m_readsPods = false;
        m_podCounts.clear();
    }
}

void JoinedSource::useFailed()
{
    if (++m_useFailures == failuresUntilOld)
        forgetUse();
    if (!m_level->requests)
        return;
    setColumn(QStringLiteral("pods"), m_podCounts);
    beginPods();
}

void JoinedSource::beginPods()
{
    if (m_level->requests && !std::exchange(m_readsPods, true))
        m_podsTimer.start(0);
}

void JoinedSource::askForPods(const std::shared_ptr<PodSums> &sofar, std::chrono::milliseconds spent)
{
    net::ApiRequest request;
    request.path = QByteArrayLiteral("/api/v1/pods");
    request.query = {{QStringLiteral("limit"), QString::number(podsPage)}, {QStringLiteral("fieldSelector"), QStringLiteral("status.phase!=Succeeded,status.phase!=Failed")}};
    if (!sofar->next.isEmpty())
        request.query.emplace_back(QStringLiteral("continue"), sofar->next);
    const auto asked = m_services.clock.monotonic();
    m_podsCall = m_services.requests.send(request, this, [this, sofar, spent, asked, round = m_round](const Result<net::ApiReply> &reply) {
        if (round != m_round || !m_readsPods)
            return;
        const std::chrono::milliseconds took = spent + std::chrono::duration_cast<std::chrono::milliseconds>(m_services.clock.monotonic() - asked);
        if (!reply.ok()) {
            const ErrorCode code = reply.error().code;
            const bool refused = code == ErrorCode::NotFound || code == ErrorCode::Forbidden;
            if (refused)
                qCInfo(lcKube, "the pods of all nodes may not be read: requests and pods of nodes stay unknown");
            m_podsTimer.start(refused ? absentFor : requestsEvery);
            return;
        }
        m_services.decoder.run(
            this, [body = reply.value().body, sofar](DecoderState &state) { return addPods(state, body, std::move(*sofar)); },
            [this, took, round](PodSums &&sums) {
                if (round != m_round || !m_readsPods)
                    return;
                const bool tooMany = !sums.next.isEmpty() && sums.read >= mostSummed;
                if (sums.readable && !sums.next.isEmpty() && !tooMany) {
                    askForPods(std::make_shared<PodSums>(std::move(sums)), took);
                    return;
                }
                if (tooMany)
                    qCInfo(lcKube, "more than %lld pods: requests and pods of nodes are not added up", static_cast<long long>(mostSummed));
                else if (sums.readable)
                    podsCame(std::move(sums));
                m_podsTimer.start(tooMany ? std::chrono::milliseconds(absentFor) : std::max<std::chrono::milliseconds>(requestsEvery, took * 9));
            });
    });
}

void JoinedSource::podsCame(PodSums &&sums)
{
    // A node without pods has none, which is not the same as not known.
    for (int row = 0; row < m_store.size(); ++row) {
        const QString &name = m_store.row(row).name;
        if (sums.pods.contains(name))
            continue;
        sums.pods[name].a = 0;
        sums.cpu[name].b = 0;
        sums.memory[name].b = 0;
    }
    m_podCounts = std::move(sums.pods);
    if (m_useFailures > 0)
        setColumn(QStringLiteral("pods"), m_podCounts);
    if (m_sumsRequests) {
        setColumn(QStringLiteral("cpu"), sums.cpu);
        setColumn(QStringLiteral("memory"), sums.memory);
    }
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
            const bool refused = code == ErrorCode::NotFound || code == ErrorCode::Forbidden;
            if (refused) {
                m_sumsRequests = true;
                beginPods();
            }
            m_requestsTimer.start(refused ? absentFor : requestsEvery);
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
