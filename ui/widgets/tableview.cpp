#include "tableview.h"

#include "tabledelegate.h"

#include <sk/theme/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace sk::widgets {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the table
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setCornerButtonEnabled(false);
    setItemDelegate(new TableDelegate(this));
    setAccessibleName(tr("Table"));

    // One fixed height: ResizeToContents costs thousands of times more on live rows.
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    auto *header = new TableHeader(this);
    setHorizontalHeader(header);
    header->setAccessibleName(tr("Columns"));
    connect(header, &QWidget::customContextMenuRequested, this,
        [this, header](const QPoint &position) { emit columnsRequested(header->mapToGlobal(QPoint(position.x(), header->height()))); });
    const auto changed = [this] {
        if (!m_restoring)
            emit layoutChangedByUser();
    };
    connect(header, &QHeaderView::sectionResized, this, [this, changed](int section) {
        // The last one is stretched by the window; the others have a width of their own only by the user.
        if (m_restoring || visibleColumns().isEmpty() || section == visibleColumns().constLast())
            return;
        m_widthsByUser = true;
        changed();
    });
    connect(header, &QHeaderView::sectionMoved, this, changed);
    connect(header, &TableHeader::sortChanged, this, [this](const QList<TableSort> &keys) {
        emit sortChanged(keys);
        emit layoutChangedByUser();
    });
    applyMetrics();
}

TableView::~TableView() = default;

void TableView::setModel(QAbstractItemModel *newModel)
{
    for (const auto &connection : m_modelConnections)
        disconnect(connection);
    m_modelConnections.clear();
    m_held.clear();
    m_restoring = true; // the header begins anew, which is nobody's wish
    QTableView::setModel(newModel);
    endRestoring();
    setHoveredRow(-1);
    if (!newModel)
        return;
    const auto hold = [this] { holdScroll(); };
    m_modelConnections = {
        connect(newModel, &QAbstractItemModel::rowsAboutToBeInserted, this, hold),
        connect(newModel, &QAbstractItemModel::rowsAboutToBeMoved, this, hold),
        connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this](const QList<QPersistentModelIndex> &, QAbstractItemModel::LayoutChangeHint hint) {
                if (hint != QAbstractItemModel::VerticalSortHint) // the user asked for another order: that is to be seen
                    holdScroll();
            }),
    };
}

void TableView::applyMetrics()
{
    const int height = theme::Theme::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    horizontalHeader()->setFixedHeight(height);
}

void TableView::setColumns(const QList<TableColumn> &columns)
{
    m_columns = columns;
    resetLayout();
}

TableHeader *TableView::header() const
{
    return static_cast<TableHeader *>(horizontalHeader());
}

void TableView::setSort(const QList<TableSort> &keys)
{
    header()->setSort(keys);
}

QList<TableSort> TableView::sortKeys() const
{
    return header()->sortKeys();
}

void TableView::sortBy(int column, bool add)
{
    header()->sortBy(column, add);
}

std::pair<int, int> TableView::visibleRows() const
{
    if (!model() || model()->rowCount() == 0)
        return {0, -1};
    const int first = std::max(0, rowAt(0));
    const int last = rowAt(viewport()->height() - 1);
    return {first, last < 0 ? model()->rowCount() - 1 : last};
}

int TableView::cellMargin(const QFontMetrics &metrics)
{
    return std::max(4, metrics.height() / 2);
}

QString TableView::selectionAsText(bool withHeader) const
{
    if (!selectionModel())
        return {};
    QList<int> rows;
    const QModelIndexList selected = selectionModel()->selectedRows();
    rows.reserve(selected.size());
    for (const QModelIndex &index : selected)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    const QList<int> columns = visibleColumns();
    const auto cell = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' '); };
    QStringList lines;
    const auto line = [&](auto &&textOf) {
        QStringList cells;
        for (const int column : columns)
            cells += cell(textOf(column));
        lines += cells.join(u'\t');
    };
    if (withHeader)
        line([this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); });
    for (const int row : rows)
        line([this, row](int column) { return model()->index(row, column).data(Qt::EditRole).toString(); }); // times, not ages
    return lines.join(u'\n');
}

void TableView::copySelection()
{
    const QString text = selectionAsText(false);
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void TableView::keyboardSearch(const QString &search)
{
    if (!model() || model()->rowCount() == 0 || search.isEmpty())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool goesOn = now - m_typedAt < QApplication::keyboardInputInterval();
    m_typedAt = now;
    // The same letter again and again walks through its rows; other letters narrow.
    const bool walk = !goesOn || m_typed == search;
    m_typed = goesOn && m_typed != search ? m_typed + search : search;
    const int rows = model()->rowCount();
    const int from = currentIndex().isValid() ? (currentIndex().row() + (walk ? 1 : 0)) % rows : 0;
    const QModelIndexList found = model()->match(model()->index(from, 0), Qt::DisplayRole, m_typed, 1, Qt::MatchStartsWith | Qt::MatchWrap);
    if (!found.isEmpty())
        setCurrentIndex(found.first());
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

bool TableView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverMove:
    case QEvent::HoverEnter:
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
        break;
    case QEvent::HoverLeave:
        setHoveredRow(-1);
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    const auto repaintRow = [this](int which) {
        if (which >= 0)
            viewport()->update(0, rowViewportPosition(which), viewport()->width(), rowHeight(which));
    };
    repaintRow(m_hoveredRow);
    m_hoveredRow = row;
    repaintRow(row);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    const bool otherFont = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (otherFont)
        applyMetrics();
    if ((otherFont || event->type() == QEvent::LanguageChange) && !m_widthsByUser) {
        m_restoring = true;
        resizeToDefaults();
        endRestoring();
        giveRest();
    }
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    giveRest();
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    event->ignore(); // the page's; see QWidget::customContextMenuRequested
}

void TableView::holdScroll()
{
    // At the very top new rows are welcome to appear; further down what is being read stays where it is.
    if (!m_held.empty() || verticalScrollBar()->value() == 0)
        return;
    const auto [first, last] = visibleRows();
    m_held.reserve(static_cast<std::size_t>(std::max(0, last - first + 1)));
    for (int row = first; row <= last; ++row)
        m_held.emplace_back(QPersistentModelIndex(model()->index(row, 0)), rowViewportPosition(row));
}

/// Before Qt's own part: when the current row goes, that makes another one current and scrolls to it.
void TableView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    holdScroll();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void TableView::releaseScroll()
{
    // Some of the rows may have gone or moved far by themselves: the middle one of all wishes is what most of them want.
    std::vector<int> wishes;
    for (const auto &[index, y] : m_held) {
        if (index.isValid())
            wishes.push_back(verticalHeader()->sectionPosition(index.row()) - y);
    }
    m_held.clear();
    if (wishes.empty())
        return;
    const auto middle = wishes.begin() + static_cast<std::ptrdiff_t>(wishes.size() / 2);
    std::nth_element(wishes.begin(), middle, wishes.end());
    verticalScrollBar()->setValue(*middle);
}

void TableView::updateGeometries()
{
    QTableView::updateGeometries();
    if (!m_held.empty())
        releaseScroll();
}

} // namespace sk::widgets
