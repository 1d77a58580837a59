#include "tableheader.h"

#include <QMouseEvent>
#include <QStyleOptionHeader>

#include <algorithm>

namespace sk::widgets {

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsMovable(true);
    setSectionsClickable(true);
    setStretchLastSection(true);
    setTextElideMode(Qt::ElideRight);
    setSectionResizeMode(Interactive);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QHeaderView::sectionClicked, this, [this](int column) { sortBy(column, m_adding); });
}

void TableHeader::setSort(const QList<TableSort> &keys)
{
    m_keys = keys;
    viewport()->update();
}

qsizetype TableHeader::find(int column) const
{
    const auto found = std::find_if(m_keys.cbegin(), m_keys.cend(), [column](const TableSort &key) { return key.column == column; });
    return found == m_keys.cend() ? -1 : found - m_keys.cbegin();
}

void TableHeader::sortBy(int column, bool add)
{
    QList<TableSort> keys = m_keys;
    const qsizetype at = find(column);
    if (!add) {
        const bool turn = at >= 0 && keys.size() == 1 && keys.first().order == Qt::AscendingOrder;
        keys = {{column, turn ? Qt::DescendingOrder : Qt::AscendingOrder}};
    } else if (at < 0) {
        keys.append({column, Qt::AscendingOrder});
    } else if (keys[at].order == Qt::AscendingOrder) {
        keys[at].order = Qt::DescendingOrder;
    } else if (keys.size() > 1) {
        keys.removeAt(at);
    } else {
        keys[at].order = Qt::AscendingOrder;
    }
    setSort(keys);
    emit sortChanged(keys);
}

int TableHeader::ordinal(int column) const
{
    return m_keys.size() > 1 ? static_cast<int>(find(column)) + 1 : 0;
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (const qsizetype at = find(logicalIndex); at >= 0)
        option->sortIndicator = m_keys[at].order == Qt::AscendingOrder ? QStyleOptionHeader::SortDown : QStyleOptionHeader::SortUp;
}

void TableHeader::mouseReleaseEvent(QMouseEvent *event)
{
    m_adding = event->modifiers() & Qt::ShiftModifier;
    QHeaderView::mouseReleaseEvent(event);
    m_adding = false;
}

} // namespace sk::widgets
