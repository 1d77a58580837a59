#pragma once

#include "resourcekind.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>
#include <vector>

namespace sk::kube {

/// Changes that are applied together, the removals first: a uid in both is removed and appended again. Made on the decoder thread,
/// consumed on the main thread.
struct Delta {
    std::vector<Row> upserts; ///< added or replaced by uid
    std::vector<Uid> removals;
    std::vector<QString> removalVersions; ///< of each removal, from a watch; else empty
};

/// Values that come from elsewhere (monitoring, computed requests) for a `joined` column, by object name.
struct JoinedValues {
    int column = -1;
    struct Value {
        double a = unknownNumber; ///< NaN leaves the present number as it is
        double b = unknownNumber;
    };
    QHash<QString, Value> byName; ///< names of cluster-scoped objects; "<namespace>/<name>" for others
};

/// What one batch did to the store, in terms of row numbers; enough for a model to send minimal signals.
struct StoreChange {
    std::vector<int> changed; ///< row numbers (after the removals below), ascending
    std::vector<int> removed; ///< row numbers before anything else happened, ascending
    int firstInserted = -1; ///< new rows are appended; -1: none
    int insertedCount = 0;
};

/// The rows of one kind, by uid. Order is arrival; sorting is the model's. Never reset while it lives. Main thread.
class ObjectStore : public QObject {
    Q_OBJECT

public:
    explicit ObjectStore(const ResourceKind &kind, QObject *parent = nullptr);

    [[nodiscard]] const ResourceKind &kind() const { return m_kind; }
    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const Row &row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int indexOf(const Uid &uid) const; ///< -1: none

    /// Applies a batch and emits aboutToChange and changed once, or not at all: a row that is equal to what is there is no change.
    /// In `joined` columns a number that the new row does not know (NaN) keeps its former value. Rows without a uid are left out.
    void apply(Delta delta);
    /// Fills a `joined` column. Values are remembered for rows that come later.
    void join(const JoinedValues &values);
    /// Takes the joined numbers `a` of a column away: their source fell silent, and old use must not pass for present use.
    void unjoin(int column);

    /// A full list was read: removes what it did not contain, in one batch. `seen` are the uids of the list and of what was added since.
    void retain(const QSet<Uid> &seen);

signals:
    /// Before rows change: `removed` and `inserted` counts are not known to views yet; row() still gives the old rows.
    void aboutToChange();
    void changed(const sk::kube::StoreChange &change);

private:
    void fillJoined(Row &row) const;
    void remove(const std::vector<int> &indices);

    ResourceKind m_kind;
    std::vector<Row> m_rows;
    QHash<Uid, int> m_index;
    QHash<int, QHash<QString, JoinedValues::Value>> m_joined; ///< by column
};

} // namespace sk::kube
