#include "navigationcounts.h"

#include "navigationpane.h"

namespace sk::ui {

namespace {

constexpr qsizetype mostNamespaces = 5; ///< of more, the count of all of them would be as many requests

} // namespace

NavigationCounts::NavigationCounts(NavigationPane &pane, QObject *parent, std::chrono::milliseconds every)
    : QObject(parent)
    , m_pane(pane)
{
    m_again.setInterval(every);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_pane.isVisible() && m_pane.window()->isActiveWindow())
            beginRound();
    });
    connect(&pane, &NavigationPane::unfoldedChanged, this, [this] {
        if (m_started)
            askNext(); // what came into sight is asked for now, the rest is of this minute
    }, Qt::QueuedConnection);
}

void NavigationCounts::setCluster(kube::Cluster *cluster)
{
    m_cluster = cluster;
    m_context = std::make_unique<QObject>();
    m_started = m_busy = false;
    m_again.stop();
    m_asked.clear();
}

void NavigationCounts::start()
{
    if (m_started || !m_cluster)
        return;
    m_started = true;
    m_again.start();
    beginRound();
}

void NavigationCounts::setNamespaces(const QStringList &namespaces)
{
    if (namespaces == m_namespaces)
        return;
    m_namespaces = namespaces;
    if (!m_started)
        return;
    m_context = std::make_unique<QObject>(); // answers of the former choice are no longer true
    m_busy = false;
    for (const kube::ResourceKind &kind : m_cluster->catalog().kinds()) {
        // Those that a page counts too: it says so again at once, unless it holds only what a filter left.
        if (kind.type.namespaced)
            m_pane.setCount(kind.type.id(), -1);
    }
    beginRound();
}

void NavigationCounts::setCountedElsewhere(const QStringList &kindIds)
{
    if (kindIds == m_elsewhere)
        return;
    m_elsewhere = kindIds;
    if (m_started)
        askNext(); // a page that counted until now may have been closed, or holds only what a filter left
}

void NavigationCounts::beginRound()
{
    m_asked.clear();
    askNext();
}

void NavigationCounts::askNext()
{
    if (m_busy || !m_cluster)
        return;
    const QStringList inSight = m_pane.unfolded();
    for (const kube::ResourceKind &kind : m_cluster->catalog().kinds()) {
        const QString id = kind.type.id();
        if (m_asked.contains(id) || m_elsewhere.contains(id) || !inSight.contains(id))
            continue;
        m_asked += id;
        if (kind.type.namespaced && m_namespaces.size() > mostNamespaces)
            continue;
        m_busy = true;
        const QStringList namespaces = kind.type.namespaced && !m_namespaces.isEmpty() ? m_namespaces : QStringList{QString()};
        ask(kind, namespaces, 0);
        return;
    }
}

void NavigationCounts::ask(const kube::ResourceKind &kind, const QStringList &rest, qint64 sum)
{
    m_cluster->count(kind, rest.first(), m_context.get(), [this, kind, rest, sum](const Result<qint64> &count) {
        const bool known = count.ok() && count.value() >= 0;
        if (known && rest.size() > 1) {
            ask(kind, rest.mid(1), sum + count.value());
            return;
        }
        const QString id = kind.type.id();
        if (!m_elsewhere.contains(id)) {
            m_pane.setCount(id, known ? sum + count.value() : -1);
            const bool refused = !count.ok() && count.error().code == ErrorCode::Forbidden && !kind.type.namespaced;
            if (refused || count.ok())
                m_pane.setForbidden(id, refused);
        }
        m_busy = false;
        askNext();
    });
}

} // namespace sk::ui
