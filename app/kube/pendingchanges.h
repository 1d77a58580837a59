#pragma once

#include "objectstore.h"

#include <deque>

namespace sk::kube {

/// The changes of a watch between two frames, one for each object: its last state. What an object was before is left out: a stream
/// that was cut and resumed, or a proxy on the way, may tell old news again, or after newer ones. Main thread.
class PendingChanges {
public:
    /// `store` is where they will go.
    void add(Delta delta, qint64 events, const ObjectStore &store);
    [[nodiscard]] bool isEmpty() const { return m_events == 0; }
    /// All that was gathered, and how many events it was.
    [[nodiscard]] Delta take(qint64 &events);
    /// A new list begins: it is the truth, whatever versions it has (a restored server counts from an older one).
    void forgetRemoved();

private:
    [[nodiscard]] bool isOldNews(const Uid &uid, const QString &version, const ObjectStore &store) const;
    void noteRemoved(const Uid &uid, const QString &version);

    std::vector<Row> m_rows;
    QHash<Uid, std::size_t> m_index;
    QHash<Uid, QString> m_removals;
    QHash<Uid, QString> m_removed; ///< the last few objects that went, and their versions then
    std::deque<Uid> m_removedOrder;
    qint64 m_events = 0;
};

} // namespace sk::kube
