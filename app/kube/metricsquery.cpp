#include "metricsquery.h"

#include <sk/net/serveraddress.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr int mostNamespaces = 8; ///< more questions than that cost the server more than the one about all

} // namespace

MetricsQuery::MetricsQuery(const ClusterServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

MetricsQuery::~MetricsQuery()
{
    cancel();
}

void MetricsQuery::setNamespaces(const QStringList &namespaces)
{
    const QStringList few = namespaces.size() > mostNamespaces ? QStringList() : namespaces;
    if (few == m_namespaces)
        return;
    m_namespaces = few;
    m_refused.clear();
}

void MetricsQuery::ask(Path path, const QStringList &metrics, Answer answer)
{
    ++m_round;
    const bool v4 = m_services.platform.major >= 4;
    m_path = QByteArrayLiteral("/kapis/") + net::encodeSegment(QStringLiteral("monitoring.") + m_services.platform.apiDomain) + (v4 ? "/v1beta1/" : "/v1alpha3/");
    m_lastSegment = v4 ? path.v4 : path.v3;
    // The server does not anchor the expression.
    m_filter = QStringLiteral("^(%1)$").arg(metrics.join(u'|'));
    m_answer = std::move(answer);
    m_gathered.clear();
    m_left = m_namespaces;
    m_left.erase(std::remove_if(m_left.begin(), m_left.end(), [this](const QString &name) { return m_refused.contains(name); }), m_left.end());
    if (m_left.isEmpty())
        m_left.push_back(QString());
    askNext();
}

/// One at a time: with Prometheus down each of them would hold a connection for long, and the lists want some too.
void MetricsQuery::askNext()
{
    const QString nameSpace = m_left.constFirst();
    net::ApiRequest request;
    request.path = m_path;
    request.query.emplace_back(QStringLiteral("metrics_filter"), m_filter);
    if (!nameSpace.isEmpty() && m_services.platform.major >= 4)
        request.query.emplace_back(QStringLiteral("namespace"), nameSpace); // the scope is no part of the path there
    else if (!nameSpace.isEmpty())
        request.path += "namespaces/" + net::encodeSegment(nameSpace) + '/';
    request.path += m_lastSegment;
    request.silence = 60s; // with Prometheus down the server itself waits for about 30 s
    m_call = m_services.requests.send(request, this, [this, nameSpace, round = m_round](const Result<net::ApiReply> &reply) {
        if (round != m_round)
            return;
        if (reply.ok()) {
            m_services.decoder.run(
                this, [body = reply.value().body](DecoderState &state) { return decodeMetrics(state, body); },
                [this, round](Metrics &&metrics) {
                    if (round == m_round)
                        came(std::move(metrics));
                });
            return;
        }
        const ErrorCode code = reply.error().code;
        if (nameSpace.isEmpty() || (code != ErrorCode::Forbidden && code != ErrorCode::NotFound)) {
            end(reply.error());
            return;
        }
        m_refused.insert(nameSpace);
        m_left.removeFirst();
        if (!m_left.isEmpty()) {
            askNext();
        } else if (!m_gathered.isEmpty()) { // of another one
            end(std::exchange(m_gathered, {}));
        } else {
            m_refused.clear(); // rights may be given until it is asked again
            end(reply.error());
        }
    });
}

void MetricsQuery::came(Metrics &&metrics)
{
    m_left.removeFirst();
    const bool none = metrics.isEmpty(); // Prometheus is down: the others would only wait for it too
    for (auto it = metrics.cbegin(); it != metrics.cend(); ++it)
        m_gathered[it.key()].insert(it.value());
    if (none)
        end(Metrics());
    else if (!m_left.isEmpty())
        askNext();
    else
        end(std::exchange(m_gathered, {}));
}

void MetricsQuery::end(const Result<Metrics> &result)
{
    ++m_round;
    std::exchange(m_answer, nullptr)(result);
}

void MetricsQuery::cancel()
{
    ++m_round;
    m_refused.clear();
    m_answer = nullptr;
    if (m_call)
        m_call->cancel();
}

} // namespace sk::kube
