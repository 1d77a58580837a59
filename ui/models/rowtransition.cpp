// How the rows that are shown become the rows that should be shown: the signals that a view hears.

#include "resourcetablemodel_p.h"

#include <algorithm>

namespace sk::models {

namespace {

// Up to so many separate signals a batch is told piece by piece; beyond, one signal for all is cheaper for every view.
constexpr int fewGroups = 64;
constexpr int fewMoves = 8;

} // namespace

void ResourceTableModel::Private::rebuildPlaces()
{
    place.assign(static_cast<std::size_t>(store.size()), -1);
    for (std::size_t row = 0; row < shown.size(); ++row) {
        if (shown[row] >= 0)
            place[static_cast<std::size_t>(shown[row])] = static_cast<int>(row);
    }
}

/// Replaces `shown` by `arranged`, which holds the same rows; persistent indexes (selection, current, editors) follow their objects.
void ResourceTableModel::Private::permute(std::vector<int> arranged, QAbstractItemModel::LayoutChangeHint hint)
{
    emit q->layoutAboutToBeChanged({}, hint);
    // Rows that left the store (-1) are permuted too, to the end: the n-th of them stays the n-th.
    std::vector<int> goneBefore;
    for (std::size_t row = 0; row < shown.size(); ++row) {
        if (shown[row] < 0)
            goneBefore.push_back(static_cast<int>(row));
    }
    const int firstGone = static_cast<int>(arranged.size() - goneBefore.size());
    const QModelIndexList from = q->persistentIndexList();
    std::vector<int> objects;
    objects.reserve(static_cast<std::size_t>(from.size()));
    for (const QModelIndex &index : from)
        objects.push_back(shown[static_cast<std::size_t>(index.row())]);
    shown = std::move(arranged);
    rebuildPlaces();
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int object = objects[static_cast<std::size_t>(i)];
        int row = object >= 0 ? place[static_cast<std::size_t>(object)] : -1;
        if (object < 0) {
            const auto nth = std::lower_bound(goneBefore.begin(), goneBefore.end(), from[i].row()) - goneBefore.begin();
            row = firstGone + static_cast<int>(nth);
        }
        to.push_back(q->createIndex(row, from[i].column()));
    }
    q->changePersistentIndexList(from, to);
    emit q->layoutChanged({}, hint);
}

/// Takes out what has no rank.
void ResourceTableModel::Private::removeRows(const std::vector<int> &rank)
{
    const auto stays = [&rank](int object) { return object >= 0 && rank[static_cast<std::size_t>(object)] >= 0; };
    std::vector<std::pair<int, int>> ranges; // first, last
    int leaving = 0;
    for (int row = 0; row < static_cast<int>(shown.size()); ++row) {
        if (stays(shown[static_cast<std::size_t>(row)]))
            continue;
        ++leaving;
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    if (leaving == 0)
        return;
    if (ranges.size() > fewGroups) {
        // Many scattered rows: gather them at the end, then take the end off.
        std::vector<int> arranged;
        arranged.reserve(shown.size());
        std::copy_if(shown.begin(), shown.end(), std::back_inserter(arranged), stays);
        const auto firstLeaving = static_cast<int>(arranged.size());
        std::copy_if(shown.begin(), shown.end(), std::back_inserter(arranged), [&](int object) { return object >= 0 && !stays(object); });
        arranged.resize(shown.size(), -1);
        permute(std::move(arranged), QAbstractItemModel::NoLayoutChangeHint);
        ranges.assign(1, {firstLeaving, static_cast<int>(shown.size()) - 1});
    }
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        q->beginRemoveRows({}, range->first, range->second);
        shown.erase(shown.begin() + range->first, shown.begin() + range->second + 1);
        rebuildPlaces();
        q->endRemoveRows();
    }
}

/// Moves a few rows, one by one, until ranks ascend. What did not change is in order among itself.
void ResourceTableModel::Private::moveRows(const std::vector<int> &rank, const std::vector<char> &isChanged)
{
    const auto rankAt = [&](int row) { return rank[static_cast<std::size_t>(shown[static_cast<std::size_t>(row)])]; };
    const int count = static_cast<int>(shown.size());
    const auto move = [&](int from, int before) {
        q->beginMoveRows({}, from, from, {}, before);
        const auto begin = shown.begin();
        if (from < before)
            std::rotate(begin + from, begin + from + 1, begin + before);
        else
            std::rotate(begin + before, begin + from, begin + from + 1);
        rebuildPlaces();
        q->endMoveRows();
    };
    std::vector<int> movers;
    for (const int object : shown) {
        if (isChanged[static_cast<std::size_t>(object)] != 0)
            movers.push_back(object);
    }
    // Each changed row goes in front of the first row of higher rank that is not waiting to be moved itself.
    std::sort(movers.begin(), movers.end(), [&](int a, int b) { return rank[static_cast<std::size_t>(a)] > rank[static_cast<std::size_t>(b)]; });
    std::vector<char> waiting = isChanged;
    for (const int object : movers) {
        waiting[static_cast<std::size_t>(object)] = 0;
        const int from = place[static_cast<std::size_t>(object)];
        int before = count;
        for (int row = 0; row < count; ++row) {
            const int other = shown[static_cast<std::size_t>(row)];
            if (row != from && waiting[static_cast<std::size_t>(other)] == 0 && rankAt(row) > rank[static_cast<std::size_t>(object)]) {
                before = row;
                break;
            }
        }
        if (before != from && before != from + 1)
            move(from, before);
    }
}

void ResourceTableModel::Private::insertRows(const std::vector<int> &target, int groups)
{
    const auto isNew = [this](int object) { return place[static_cast<std::size_t>(object)] < 0; };
    if (groups > fewGroups) {
        // Many scattered rows: append them, then put everything in order at once.
        std::vector<int> added;
        std::copy_if(target.begin(), target.end(), std::back_inserter(added), isNew);
        const auto first = static_cast<int>(shown.size());
        q->beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        shown.insert(shown.end(), added.begin(), added.end());
        rebuildPlaces();
        q->endInsertRows();
        permute(target, QAbstractItemModel::NoLayoutChangeHint);
        return;
    }
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (!isNew(target[row]))
            continue;
        std::size_t end = row;
        while (end < target.size() && isNew(target[end]))
            ++end;
        const auto at = [&](std::size_t index) { return target.begin() + static_cast<std::ptrdiff_t>(index); };
        q->beginInsertRows({}, static_cast<int>(row), static_cast<int>(end) - 1);
        shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(row), at(row), at(end));
        rebuildPlaces();
        q->endInsertRows();
        row = end - 1;
    }
}

void ResourceTableModel::Private::emitChanged(const std::vector<int> &changed)
{
    std::vector<int> rows;
    rows.reserve(changed.size());
    for (const int object : changed) {
        if (const int row = place[static_cast<std::size_t>(object)]; row >= 0)
            rows.push_back(row);
    }
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    const int lastColumn = q->columnCount() - 1;
    std::vector<std::pair<int, int>> ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    if (ranges.size() > fewGroups)
        ranges.assign(1, {rows.front(), rows.back()});
    for (const auto &[first, last] : ranges)
        emit q->dataChanged(q->index(first, 0), q->index(last, lastColumn));
}

void ResourceTableModel::Private::transition(
    std::vector<int> target, const std::vector<int> &changed, QAbstractItemModel::LayoutChangeHint hint)
{
    const auto storeSize = static_cast<std::size_t>(store.size());
    std::vector<int> rank(storeSize, -1);
    for (std::size_t row = 0; row < target.size(); ++row)
        rank[static_cast<std::size_t>(target[row])] = static_cast<int>(row);

    removeRows(rank);

    // What is left is to be shown; is it in order?
    int inversions = 0;
    for (std::size_t row = 1; row < shown.size(); ++row)
        inversions += static_cast<int>(rank[static_cast<std::size_t>(shown[row - 1])] > rank[static_cast<std::size_t>(shown[row])]);
    int groups = 0;
    bool inNew = false;
    for (const int object : target) {
        const bool isNew = place[static_cast<std::size_t>(object)] < 0;
        groups += static_cast<int>(isNew && !inNew);
        inNew = isNew;
    }
    if (inversions > 0 && groups <= fewGroups) { // with many insertions the one permutation afterwards does this too
        if (static_cast<int>(changed.size()) <= fewMoves && !changed.empty()) {
            std::vector<char> isChanged(storeSize, 0);
            for (const int object : changed)
                isChanged[static_cast<std::size_t>(object)] = 1;
            moveRows(rank, isChanged);
        } else {
            std::vector<int> sorted;
            sorted.reserve(shown.size());
            std::copy_if(target.begin(), target.end(), std::back_inserter(sorted), [this](int object) { return place[static_cast<std::size_t>(object)] >= 0; });
            permute(std::move(sorted), hint);
        }
    }
    if (groups > 0)
        insertRows(target, groups);
    emitChanged(changed);
    recount();
}

void ResourceTableModel::Private::recount()
{
    std::array<int, 7> counts{};
    for (const int object : shown)
        ++counts[static_cast<std::size_t>(store.row(object).health)];
    if (counts == healthCounts && countedTotal == store.size())
        return;
    healthCounts = counts;
    countedTotal = store.size();
    emit q->countsChanged();
}

} // namespace sk::models
