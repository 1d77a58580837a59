#include "objectstore.h"

#include <algorithm>

namespace sk::kube {

namespace {

QString joinKey(const Row &row)
{
    return row.nameSpace.isEmpty() ? row.name : row.nameSpace + u'/' + row.name;
}

bool sameRow(const Row &x, const Row &y)
{
    // The resource version is left out on purpose: a heartbeat that changes nothing that is shown is no change.
    return x.health == y.health && x.created == y.created && x.name == y.name && x.nameSpace == y.nameSpace && x.cells == y.cells
        && x.labels == y.labels && x.fields == y.fields && x.owner == y.owner;
}

void fill(double &number, double with)
{
    if (!std::isnan(with))
        number = with;
}

} // namespace

ObjectStore::ObjectStore(const ResourceKind &kind, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
{
}

int ObjectStore::indexOf(const Uid &uid) const
{
    return m_index.value(uid, -1);
}

void ObjectStore::apply(Delta delta)
{
    StoreChange change;
    QSet<Uid> leaving;
    for (const Uid &uid : delta.removals) {
        const int index = indexOf(uid);
        if (index >= 0 && !leaving.contains(uid)) {
            leaving.insert(uid);
            change.removed.push_back(index);
        }
    }
    std::sort(change.removed.begin(), change.removed.end());

    // What is new, and what is different? Looked at before anything is touched, so that a batch without effect stays unheard.
    std::vector<std::pair<int, Row *>> replaced; // row number of before, new row
    std::vector<Row *> added;
    QHash<Uid, std::size_t> last; // of several rows with one uid the last counts
    for (std::size_t i = 0; i < delta.upserts.size(); ++i)
        last.insert(delta.upserts[i].uid, i);
    for (std::size_t i = 0; i < delta.upserts.size(); ++i) {
        Row &row = delta.upserts[i];
        if (row.uid.isNull() || last.value(row.uid) != i)
            continue;
        row.cells.resize(m_kind.columns.size());
        const int index = leaving.contains(row.uid) ? -1 : indexOf(row.uid);
        if (index < 0) {
            fillJoined(row);
            added.push_back(&row);
            continue;
        }
        Row &old = m_rows[static_cast<std::size_t>(index)];
        for (std::size_t c = 0; c < m_kind.columns.size(); ++c) {
            if (!m_kind.columns[c].joined)
                continue;
            if (std::isnan(row.cells[c].a))
                row.cells[c].a = old.cells[c].a;
            if (std::isnan(row.cells[c].b))
                row.cells[c].b = old.cells[c].b;
        }
        if (!m_joined.isEmpty())
            fillJoined(row);
        if (sameRow(old, row))
            old.resourceVersion = std::move(row.resourceVersion);
        else
            replaced.emplace_back(index, &row);
    }
    if (change.removed.empty() && replaced.empty() && added.empty())
        return;

    emit aboutToChange();
    for (const auto &[index, row] : replaced) {
        m_rows[static_cast<std::size_t>(index)] = std::move(*row);
        const auto before = std::lower_bound(change.removed.begin(), change.removed.end(), index) - change.removed.begin();
        change.changed.push_back(index - static_cast<int>(before));
    }
    std::sort(change.changed.begin(), change.changed.end());
    remove(change.removed);
    if (!added.empty()) {
        change.firstInserted = size();
        change.insertedCount = static_cast<int>(added.size());
        for (Row *row : added) {
            m_index.insert(row->uid, size());
            m_rows.push_back(std::move(*row));
        }
    }
    emit changed(change);
}

void ObjectStore::join(const JoinedValues &values)
{
    if (values.column < 0 || values.column >= static_cast<int>(m_kind.columns.size()) || values.byName.isEmpty())
        return;
    const auto column = static_cast<std::size_t>(values.column);
    auto &kept = m_joined[values.column];
    if (kept.isEmpty()) {
        kept = values.byName;
    } else {
        for (auto it = values.byName.cbegin(); it != values.byName.cend(); ++it) {
            auto &value = kept[it.key()];
            fill(value.a, it->a);
            fill(value.b, it->b);
        }
    }
    std::vector<std::pair<int, Cell>> filled;
    for (int i = 0; i < size(); ++i) {
        const Row &row = m_rows[static_cast<std::size_t>(i)];
        const auto found = values.byName.constFind(joinKey(row));
        if (found == values.byName.cend())
            continue;
        Cell cell = row.cells[column];
        fill(cell.a, found->a);
        fill(cell.b, found->b);
        if (!(cell == row.cells[column]))
            filled.emplace_back(i, std::move(cell));
    }
    if (filled.empty())
        return;
    StoreChange change;
    emit aboutToChange();
    for (auto &[index, cell] : filled) {
        m_rows[static_cast<std::size_t>(index)].cells[column] = std::move(cell);
        change.changed.push_back(index);
    }
    emit changed(change);
}

void ObjectStore::unjoin(int column)
{
    const auto joined = m_joined.find(column);
    if (joined == m_joined.end())
        return;
    StoreChange change;
    for (int i = 0; i < size(); ++i) {
        const Row &row = m_rows[static_cast<std::size_t>(i)];
        const auto found = joined->constFind(joinKey(row));
        if (found != joined->cend() && !std::isnan(found->a) && !std::isnan(row.cells[static_cast<std::size_t>(column)].a))
            change.changed.push_back(i);
    }
    for (auto &value : *joined)
        value.a = unknownNumber;
    if (change.changed.empty())
        return;
    emit aboutToChange();
    for (const int i : change.changed)
        m_rows[static_cast<std::size_t>(i)].cells[static_cast<std::size_t>(column)].a = unknownNumber;
    emit changed(change);
}

void ObjectStore::retain(const QSet<Uid> &seen)
{
    StoreChange change;
    for (int i = 0; i < size(); ++i) {
        if (!seen.contains(m_rows[static_cast<std::size_t>(i)].uid))
            change.removed.push_back(i);
    }
    if (change.removed.empty())
        return;
    emit aboutToChange();
    remove(change.removed);
    emit changed(change);
}

void ObjectStore::fillJoined(Row &row) const
{
    if (m_joined.isEmpty())
        return;
    const QString key = joinKey(row);
    for (auto it = m_joined.cbegin(); it != m_joined.cend(); ++it) {
        const auto found = it->constFind(key);
        if (found == it->cend())
            continue;
        Cell &cell = row.cells[static_cast<std::size_t>(it.key())];
        fill(cell.a, found->a);
        fill(cell.b, found->b);
    }
}

void ObjectStore::remove(const std::vector<int> &indices)
{
    if (indices.empty())
        return;
    for (const int index : indices)
        m_index.remove(m_rows[static_cast<std::size_t>(index)].uid);
    // One pass over what follows the first hole; the order stays.
    auto hole = indices.begin();
    auto to = static_cast<std::size_t>(*hole);
    for (std::size_t from = to; from < m_rows.size(); ++from) {
        if (hole != indices.end() && static_cast<std::size_t>(*hole) == from) {
            ++hole;
            continue;
        }
        m_rows[to] = std::move(m_rows[from]);
        m_index[m_rows[to].uid] = static_cast<int>(to);
        ++to;
    }
    m_rows.resize(to);
}

} // namespace sk::kube
