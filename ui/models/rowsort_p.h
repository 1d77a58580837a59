#pragma once

#include "resourcetablemodel.h"

#include <QList>

#include <vector>

namespace sk::models {

/// The order of a store's rows by several columns, one after the other.
///
/// Where all of them agree, rows stand by name, namespace and uid, so that the order is total and the same every time. That last order
/// is kept as a rank for each row: an object's name does not change while its uid lives. Rows are store indices.
class RowSort {
public:
    explicit RowSort(const kube::ObjectStore &store)
        : m_store(store)
    {
    }

    /// Columns that do not exist are left out.
    void setKeys(QList<SortKey> keys);
    [[nodiscard]] const QList<SortKey> &keys() const { return m_keys; }

    /// The store closed holes: `moved` gives each former index's present one, -1 for what was removed.
    void removed(const std::vector<int> &moved);
    /// The store appended rows.
    void inserted(int first, int count);

    [[nodiscard]] bool less(int a, int b) const;
    /// Puts every row in order, by keys that are computed once for each.
    void sort(std::vector<int> &rows) const;
    /// `rows` are in order but for those that are `touched`, some of which may be new: puts them into their places.
    void merge(std::vector<int> &rows, std::vector<int> touched, const std::vector<char> &isTouched) const;

private:
    [[nodiscard]] bool nameLess(int a, int b) const;
    void addLevels(const SortKey &key, std::vector<std::vector<quint64>> &levels) const;
    [[nodiscard]] std::vector<quint64> textRanks(int column) const;
    [[nodiscard]] const kube::Column &column(int index) const { return m_store.kind().columns[static_cast<std::size_t>(index)]; }

    const kube::ObjectStore &m_store;
    QList<SortKey> m_keys;
    std::vector<int> m_named; ///< all rows by name, namespace and uid
    std::vector<int> m_nameRank; ///< by store index: its place there
};

} // namespace sk::models
