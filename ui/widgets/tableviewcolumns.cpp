#include "tableview.h"

#include "tablelayout.h"

#include <QHeaderView>

#include <algorithm>

/// The columns of a TableView: which are shown, in what order, how wide, and how that is kept.
namespace sk::widgets {

int TableView::defaultWidth(int column) const
{
    int content = m_columns.value(column).widthChars * fontMetrics().averageCharWidth();
    if (model()) {
        // Its title is whole, also with the sort mark behind it.
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        content = std::max(content, horizontalHeader()->fontMetrics().horizontalAdvance(title) + 4 + style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, horizontalHeader()));
    }
    return content + 2 * cellMargin(fontMetrics());
}

void TableView::resetLayout()
{
    m_restoring = true;
    auto *header = horizontalHeader();
    for (int logical = 0; logical < std::min<int>(static_cast<int>(m_columns.size()), header->count()); ++logical) {
        header->moveSection(header->visualIndex(logical), logical);
        header->setSectionHidden(logical, m_columns[logical].hidden);
    }
    resizeToDefaults();
    endRestoring();
    m_widthsByUser = false;
    giveRest();
    emit visibleColumnsChanged();
}

void TableView::resizeToDefaults()
{
    const QList<int> visible = visibleColumns();
    for (const int column : visible)
        if (column < m_columns.size())
            setColumnWidth(column, defaultWidth(column));
}

void TableView::giveRest()
{
    constexpr int most = 3; // times its default width: a sentence that long is read in the details
    const QList<int> visible = visibleColumns();
    if (m_widthsByUser || visible.isEmpty())
        return;
    int spare = viewport()->width();
    for (const int column : visible)
        spare -= defaultWidth(column);
    m_restoring = true;
    for (const int column : visible) { // the last one takes what is left by itself
        if (column == visible.constLast() || !m_columns.value(column).grows)
            continue;
        const int more = std::clamp(spare, 0, defaultWidth(column) / 2);
        setColumnWidth(column, defaultWidth(column) + more);
        spare -= more;
    }
    const auto takes = [&](int column) { return m_columns.value(column).takesRest && column != visible.constLast(); };
    if (const auto taker = std::find_if(visible.begin(), visible.end(), takes); taker != visible.end()) {
        // A sentence that is a little shorter is better than a last column that has to be scrolled to.
        const int least = spare >= -defaultWidth(*taker) / 3 ? spare : 0;
        setColumnWidth(*taker, defaultWidth(*taker) + std::clamp(spare, std::min(least, 0), (most - 1) * defaultWidth(*taker)));
    }
    endRestoring();
}

/// A header puts off to the next turn of the event loop what hiding a column does to the others; asked for its length it does it now.
void TableView::endRestoring()
{
    (void)horizontalHeader()->length();
    m_restoring = false;
}

QByteArray TableView::saveLayout() const
{
    TableLayout layout;
    const auto *bar = header();
    const int last = visibleColumns().isEmpty() ? -1 : visibleColumns().constLast();
    for (int visual = 0; visual < bar->count(); ++visual) {
        const int logical = bar->logicalIndex(visual);
        const bool hidden = bar->isSectionHidden(logical);
        if (logical >= m_columns.size())
            continue;
        // The last one is as wide as what is left over, which says nothing of its own width.
        const int width = hidden || !m_widthsByUser ? 0 : logical == last ? m_lastWidths.value(m_columns[logical].id) : bar->sectionSize(logical);
        layout.columns.append({m_columns[logical].id, width, hidden});
    }
    for (const TableSort &key : bar->sortKeys())
        if (key.column >= 0 && key.column < m_columns.size())
            layout.sort.append({m_columns[key.column].id, key.order == Qt::DescendingOrder});
    return layout.toBytes();
}

int TableView::columnOf(const QString &id) const
{
    for (int logical = 0; logical < m_columns.size(); ++logical)
        if (m_columns[logical].id == id)
            return logical;
    return -1;
}

bool TableView::restoreLayout(const QByteArray &state)
{
    const auto layout = TableLayout::fromBytes(state);
    if (!layout || std::none_of(layout->columns.cbegin(), layout->columns.cend(), [this](const auto &column) { return columnOf(column.id) >= 0; }))
        return false;
    m_restoring = true;
    m_widthsByUser = std::any_of(layout->columns.cbegin(), layout->columns.cend(), [](const auto &column) { return column.width > 0; });
    auto *bar = header();
    int visual = 0;
    for (const TableLayout::Column &column : layout->columns) {
        const int logical = columnOf(column.id);
        if (logical < 0)
            continue;
        bar->moveSection(bar->visualIndex(logical), visual++);
        const bool hidden = column.hidden && logical != 0; // the name is what a row is
        bar->setSectionHidden(logical, hidden);
        m_lastWidths.insert(column.id, column.width);
        if (!hidden)
            bar->resizeSection(logical, std::max(column.width > 0 ? column.width : defaultWidth(logical), bar->minimumSectionSize()));
    }
    QList<TableSort> keys;
    for (const TableLayout::Sort &key : layout->sort)
        if (const int logical = columnOf(key.id); logical >= 0)
            keys.append({logical, key.descending ? Qt::DescendingOrder : Qt::AscendingOrder});
    endRestoring();
    if (!keys.isEmpty() && keys != bar->sortKeys()) {
        bar->setSort(keys);
        emit sortChanged(keys);
    }
    giveRest();
    emit visibleColumnsChanged();
    return true;
}

void TableView::setColumnShown(int column, bool shown)
{
    if (column <= 0 || column >= m_columns.size() || isColumnHidden(column) != shown)
        return;
    m_restoring = true; // whichever is the last one then is stretched, and the one before it no longer: nobody's wish
    setColumnHidden(column, !shown);
    if (shown && columnWidth(column) < fontMetrics().averageCharWidth() * 4)
        setColumnWidth(column, defaultWidth(column));
    endRestoring();
    giveRest();
    emit visibleColumnsChanged();
    emit layoutChangedByUser();
}

void TableView::moveColumn(int column, int visual)
{
    if (visual >= 0 && visual < header()->count())
        header()->moveSection(header()->visualIndex(column), visual);
}

void TableView::widenColumn(int column, int characters)
{
    const QList<int> visible = visibleColumns();
    if (visible.contains(column) && column != visible.constLast())
        setColumnWidth(column, columnWidth(column) + characters * fontMetrics().averageCharWidth());
}

QList<int> TableView::visibleColumns() const
{
    QList<int> columns;
    const auto *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical))
            columns += logical;
    }
    return columns;
}

} // namespace sk::widgets
