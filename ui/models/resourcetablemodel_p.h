#pragma once

#include "resourcetablemodel.h"
#include "rowsort_p.h"

#include <QSet>

#include <array>
#include <vector>

namespace sk::models {

/// The model's own index over the store: all rows sorted, of which some are shown.
///
/// Rows are named by their store index here. Sorting keeps hidden rows in their place too, so that a filter costs no sort.
struct ResourceTableModel::Private {
    Private(ResourceTableModel *model, kube::ObjectStore &objectStore, const Clock &theClock)
        : q(model)
        , store(objectStore)
        , clock(theClock)
        , order(objectStore)
    {
    }

    ResourceTableModel *q;
    kube::ObjectStore &store;
    const Clock &clock;
    RowSort order;

    std::vector<int> all; ///< every row of the store, sorted
    std::vector<int> shown; ///< those that pass, in the same order: the model's rows. -1 while a removed row waits for its signal
    std::vector<int> place; ///< by store index: its row in `shown`, or -1
    std::vector<char> passes; ///< by store index

    RowFilter filter;
    QList<int> searched; ///< empty: all
    QSet<QString> namespaces;
    std::array<int, 7> healthCounts{};
    int countedTotal = 0;

    [[nodiscard]] const kube::Column &column(int index) const { return store.kind().columns[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int alignment(int column) const; ///< Qt::Alignment
    [[nodiscard]] QString spokenTitle(int column) const;
    [[nodiscard]] bool computePasses(int row) const;

    void storeChanged(const kube::StoreChange &change);
    void refilter(bool narrowed); ///< `narrowed`: what did not pass before does not pass now
    void resort();
    [[nodiscard]] std::vector<int> passing() const; ///< `all` without what is filtered away

    /// Brings `shown` to `target` with as few signals as make sense; `changed` (store indices) get a dataChanged.
    void transition(std::vector<int> target, const std::vector<int> &changed, QAbstractItemModel::LayoutChangeHint hint);
    void removeRows(const std::vector<int> &rank);
    void moveRows(const std::vector<int> &rank, const std::vector<char> &isChanged);
    void insertRows(const std::vector<int> &target, int groups);
    void permute(std::vector<int> arranged, QAbstractItemModel::LayoutChangeHint hint);
    void emitChanged(const std::vector<int> &changed);
    void rebuildPlaces();
    void recount();
};

} // namespace sk::models
