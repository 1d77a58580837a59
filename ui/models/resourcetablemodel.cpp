#include "resourcetablemodel_p.h"

#include "cellformat.h"
#include "filterparser.h"
#include "prefetch_p.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <algorithm>

namespace sk::models {

using kube::Cell;
using kube::CellType;
using kube::Column;
using kube::Row;

namespace {

/// The cell of the name column, also where the kind's projection leaves it to the metadata.
const QString &cellText(const Row &row, int column)
{
    const Cell &cell = row.cells[static_cast<std::size_t>(column)];
    return column == 0 && cell.text.isEmpty() ? row.name : cell.text;
}

/// A column that nobody declared is one of numbers when its values are: the first that is known says so.
bool holdsAmounts(const kube::ObjectStore &store, int column)
{
    const int looked = std::min(store.size(), 100);
    for (int row = 0; row < looked; ++row) {
        const Cell &cell = store.row(row).cells[static_cast<std::size_t>(column)];
        if (!cell.text.isEmpty())
            return !std::isnan(cell.a) && !cell.text.contains(u':'); // times are read from the left
    }
    return false;
}

bool rightAligned(const Column &column)
{
    switch (column.type) {
    case CellType::Number:
    case CellType::Age:
    case CellType::Duration:
    case CellType::Cores:
    case CellType::Bytes:
        return true;
    default:
        return column.rightAligned;
    }
}

bool dependsOnTime(const Column &column)
{
    return column.type == CellType::Age || column.type == CellType::Duration || column.type == CellType::Status || column.timed;
}

constexpr int fewRows = 4'000; ///< are asked sooner than a thread wakes up

/// Runs `part(first, end)` over 0…count, on all cores, and returns when all is done. Nothing else touches the rows meanwhile.
template<typename Part>
void inParts(int count, const Part &part)
{
    const int parts = std::clamp(QThread::idealThreadCount(), 1, 1 + count / fewRows);
    QSemaphore done;
    const auto begin = [count, parts](int index) { return static_cast<int>(qint64{count} * index / parts); };
    for (int index = 1; index < parts; ++index) {
        const auto task = [&, index] {
            part(begin(index), begin(index + 1));
            done.release();
        };
        if (!QThreadPool::globalInstance()->tryStart(task))
            task(); // all are busy: better here than later
    }
    part(0, begin(1));
    done.acquire(parts - 1);
}

} // namespace

bool ResourceTableModel::Private::computePasses(int index) const
{
    const Row &row = store.row(index);
    if (!namespaces.isEmpty() && !row.nameSpace.isEmpty() && !namespaces.contains(row.nameSpace))
        return false;
    return filter.matches(row, searched, clock.now());
}

std::vector<int> ResourceTableModel::Private::passing() const
{
    std::vector<int> rows;
    rows.reserve(all.size());
    std::copy_if(all.begin(), all.end(), std::back_inserter(rows), [this](int row) { return passes[static_cast<std::size_t>(row)] != 0; });
    return rows;
}

void ResourceTableModel::Private::refilter(bool narrowed)
{
    passes.resize(static_cast<std::size_t>(store.size()));
    inParts(store.size(), [this, narrowed](int first, int end) {
        for (int row = first; row < end; ++row) {
            if (row + lookAhead < end)
                fetchSoon(store.row(row + lookAhead));
            char &pass = passes[static_cast<std::size_t>(row)];
            if (!narrowed || pass)
                pass = static_cast<char>(computePasses(row));
        }
    });
    transition(passing(), {}, QAbstractItemModel::NoLayoutChangeHint);
}

void ResourceTableModel::Private::resort()
{
    order.sort(all);
    std::vector<int> target = passing();
    if (target != shown)
        permute(std::move(target), QAbstractItemModel::VerticalSortHint);
}

void ResourceTableModel::Private::storeChanged(const kube::StoreChange &change)
{
    const auto size = static_cast<std::size_t>(store.size());
    // The store closed the holes of removed rows: every index of ours moves down by the removed ones before it.
    if (!change.removed.empty()) {
        const std::size_t oldSize = passes.size();
        std::vector<int> moved(oldSize);
        auto hole = change.removed.begin();
        int next = 0;
        for (std::size_t old = 0; old < oldSize; ++old) {
            if (hole != change.removed.end() && static_cast<std::size_t>(*hole) == old) {
                moved[old] = -1;
                ++hole;
                continue;
            }
            moved[old] = next;
            passes[static_cast<std::size_t>(next)] = passes[old];
            ++next;
        }
        for (int &row : shown)
            row = row < 0 ? -1 : moved[static_cast<std::size_t>(row)];
        for (int &row : all)
            row = moved[static_cast<std::size_t>(row)];
        all.erase(std::remove(all.begin(), all.end(), -1), all.end());
        passes.resize(static_cast<std::size_t>(next));
        order.removed(moved);
    }
    passes.resize(size, 0);

    std::vector<int> touched = change.changed;
    for (int i = 0; i < change.insertedCount; ++i)
        touched.push_back(change.firstInserted + i);
    std::vector<char> isTouched(size, 0);
    for (const int row : touched) {
        isTouched[static_cast<std::size_t>(row)] = 1;
        passes[static_cast<std::size_t>(row)] = static_cast<char>(computePasses(row));
    }
    rebuildPlaces();

    // The untouched rows are still in order.
    order.inserted(change.firstInserted, change.insertedCount);
    if (!touched.empty())
        order.merge(all, std::move(touched), isTouched);
    transition(passing(), change.changed, QAbstractItemModel::NoLayoutChangeHint);
}

int ResourceTableModel::Private::alignment(int index) const
{
    const bool right = rightAligned(column(index)) || (column(index).type == CellType::Value && holdsAmounts(store, index));
    return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

/// The title, and how the rows are sorted by it: what sighted users see as an arrow.
QString ResourceTableModel::Private::spokenTitle(int index) const
{
    const QList<SortKey> &keys = order.keys();
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (keys[i].column != index)
            continue;
        const QString sorted = keys[i].order == Qt::AscendingOrder ? QCoreApplication::translate("sk", "%1, sorted ascending")
                                                                    : QCoreApplication::translate("sk", "%1, sorted descending");
        const QString text = sorted.arg(columnTitle(column(index)));
        return keys.size() > 1 ? text + QStringLiteral(", ") + QString::number(i + 1) : text;
    }
    return columnTitle(column(index));
}

ResourceTableModel::ResourceTableModel(kube::ObjectStore &store, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this, store, clock))
{
    d->order.setKeys({{store.kind().columnIndex(store.kind().defaultSort), store.kind().defaultSortDescending ? Qt::DescendingOrder : Qt::AscendingOrder}});
    kube::StoreChange everything;
    everything.firstInserted = 0;
    everything.insertedCount = store.size();
    d->storeChanged(everything);
    connect(&store, &kube::ObjectStore::changed, this, [this](const kube::StoreChange &change) { d->storeChanged(change); });
}

ResourceTableModel::~ResourceTableModel() = default;

int ResourceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->shown.size());
}

int ResourceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->store.kind().columns.size());
}

QVariant ResourceTableModel::data(const QModelIndex &index, int role) const
{
    const Row *row = index.isValid() ? rowAt(index.row()) : nullptr;
    if (!row || index.column() >= columnCount())
        return {};
    const Column &column = d->column(index.column());
    const Cell &cell = row->cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? cellText(*row, 0) : displayText(column, cell, d->clock.now());
    case Qt::EditRole: // what a copy holds
        return index.column() == 0 ? cellText(*row, 0) : copyText(column, cell, d->clock.now());
    case CellRole:
        return QVariant::fromValue(const_cast<void *>(static_cast<const void *>(&cell)));
    case CellTypeRole:
        return static_cast<int>(column.type);
    case HealthRole:
        return static_cast<int>(index.column() == 0 ? row->health : cell.health);
    case Qt::TextAlignmentRole:
        return d->alignment(index.column());
    case Qt::ToolTipRole:
        return index.column() == 0 ? cellText(*row, 0) : toolTipText(column, cell, d->clock.now());
    case Qt::AccessibleTextRole:
        if (index.column() == 0) {
            const QString health = healthWord(row->health);
            return health.isEmpty() ? cellText(*row, 0) : cellText(*row, 0) + QStringLiteral(", ") + health;
        }
        return accessibleText(column, cell, d->clock.now());
    case NameRole:
        return row->name;
    case NamespaceRole:
        return row->nameSpace;
    case UidRole:
        return QStringLiteral("%1%2").arg(row->uid.high, 16, 16, QLatin1Char('0')).arg(row->uid.low, 16, 16, QLatin1Char('0'));
    default:
        return {};
    }
}

QVariant ResourceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column &column = d->column(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::AccessibleTextRole:
        return d->spokenTitle(section);
    case Qt::ToolTipRole:
        return *column.toolTip ? QCoreApplication::translate("sk", column.toolTip) : QVariant();
    case Qt::TextAlignmentRole:
        return d->alignment(section);
    default:
        return {};
    }
}

void ResourceTableModel::sort(int column, Qt::SortOrder order)
{
    setSort({{column, order}});
}

void ResourceTableModel::setSort(const QList<SortKey> &keys)
{
    const QList<SortKey> before = d->order.keys();
    d->order.setKeys(keys);
    if (d->order.keys() != before)
        d->resort();
}

QList<SortKey> ResourceTableModel::sortKeys() const
{
    return d->order.keys();
}

void ResourceTableModel::setRowFilter(const RowFilter &filter)
{
    if (filter == d->filter)
        return;
    const bool narrows = filter.narrows(d->filter);
    d->filter = filter;
    d->refilter(narrows);
}

FilterError ResourceTableModel::setFilter(const QString &text)
{
    ParsedFilter parsed = parseFilter(text);
    if (!parsed.error) {
        const RowFilter filter = RowFilter::compile(parsed.root, d->store.kind(), &parsed.error);
        if (!parsed.error)
            setRowFilter(filter);
    }
    return parsed.error;
}

void ResourceTableModel::setSearchedColumns(const QList<int> &columns)
{
    if (columns == d->searched)
        return;
    d->searched = columns;
    if (d->filter.dependsOnColumns())
        d->refilter(false);
}

void ResourceTableModel::setNamespaces(const QStringList &namespaces)
{
    const QSet<QString> wanted(namespaces.begin(), namespaces.end());
    if (wanted == d->namespaces)
        return;
    d->namespaces = wanted;
    d->refilter(false);
}

int ResourceTableModel::totalCount() const
{
    return d->store.size();
}

int ResourceTableModel::countOf(kube::Health health) const
{
    return d->healthCounts[static_cast<std::size_t>(health)];
}

const Row *ResourceTableModel::rowAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(d->shown.size()))
        return nullptr;
    const int object = d->shown[static_cast<std::size_t>(row)];
    return object >= 0 ? &d->store.row(object) : nullptr;
}

QModelIndex ResourceTableModel::indexOf(const kube::Uid &uid) const
{
    const int object = d->store.indexOf(uid);
    if (object < 0 || object >= static_cast<int>(d->place.size()))
        return {};
    const int row = d->place[static_cast<std::size_t>(object)];
    return row >= 0 ? index(row, 0) : QModelIndex();
}

const kube::ObjectStore &ResourceTableModel::store() const
{
    return d->store;
}

void ResourceTableModel::tick(int firstRow, int lastRow)
{
    if (d->filter.dependsOnTime())
        d->refilter(false);
    firstRow = std::max(firstRow, 0);
    lastRow = std::min(lastRow, rowCount() - 1);
    if (firstRow > lastRow)
        return;
    for (int column = 0; column < columnCount(); ++column) {
        if (dependsOnTime(d->column(column)))
            emit dataChanged(index(firstRow, column), index(lastRow, column), {Qt::DisplayRole, Qt::ToolTipRole});
    }
}

void ResourceTableModel::retranslate()
{
    if (columnCount() == 0)
        return;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace sk::models
