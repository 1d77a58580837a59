#include "pendingchanges.h"

#include "resourceversion.h"

#include <utility>

namespace sk::kube {

namespace {

constexpr std::size_t mostRemembered = 4'096; ///< removed objects: late news come within moments

} // namespace

void PendingChanges::add(Delta delta, qint64 events, const ObjectStore &store)
{
    m_events += events;
    for (std::size_t i = 0; i < delta.removals.size(); ++i) {
        const Uid &uid = delta.removals[i];
        const QString version = i < delta.removalVersions.size() ? delta.removalVersions[i] : QString();
        if (isOldNews(uid, version, store))
            continue;
        if (const auto found = m_index.constFind(uid); found != m_index.cend()) {
            m_rows[*found].uid = {}; // the store leaves rows without a uid out
            m_index.erase(found);
        }
        m_removals.insert(uid, version);
        noteRemoved(uid, version);
    }
    for (Row &row : delta.upserts) {
        if (isOldNews(row.uid, row.resourceVersion, store))
            continue;
        m_removals.remove(row.uid);
        if (const auto found = m_index.constFind(row.uid); found != m_index.cend()) {
            m_rows[*found] = std::move(row);
        } else {
            m_index.insert(row.uid, m_rows.size());
            m_rows.push_back(std::move(row));
        }
    }
}

bool PendingChanges::isOldNews(const Uid &uid, const QString &version, const ObjectStore &store) const
{
    if (const auto pending = m_index.constFind(uid); pending != m_index.cend())
        return isOlderVersion(version, m_rows[*pending].resourceVersion);
    if (const auto removed = m_removed.constFind(uid); removed != m_removed.cend() && isOlderVersion(version, *removed))
        return true;
    if (m_removals.contains(uid))
        return false;
    const int row = store.indexOf(uid);
    return row >= 0 && isOlderVersion(version, store.row(row).resourceVersion);
}

void PendingChanges::noteRemoved(const Uid &uid, const QString &version)
{
    if (version.isEmpty())
        return;
    if (!m_removed.contains(uid))
        m_removedOrder.push_back(uid);
    m_removed.insert(uid, version);
    while (m_removedOrder.size() > mostRemembered) {
        m_removed.remove(m_removedOrder.front());
        m_removedOrder.pop_front();
    }
}

Delta PendingChanges::take(qint64 &events)
{
    Delta delta;
    delta.upserts = std::exchange(m_rows, {});
    delta.removals.reserve(static_cast<std::size_t>(m_removals.size()));
    for (auto it = m_removals.cbegin(); it != m_removals.cend(); ++it)
        delta.removals.push_back(it.key());
    m_removals.clear();
    m_index.clear();
    events = std::exchange(m_events, 0);
    return delta;
}

void PendingChanges::forgetRemoved()
{
    m_removed.clear();
    m_removedOrder.clear();
}

} // namespace sk::kube
