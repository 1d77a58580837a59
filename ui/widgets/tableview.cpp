#include "tableview.h"

#include <sk/theme/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QCryptographicHash>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace sk::widgets {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSortingEnabled(true);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setCornerButtonEnabled(false);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setStretchLastSection(false);
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::showHeaderMenu);
    const auto edited = [this] {
        if (!m_restoring)
            emit layoutEdited();
    };
    connect(header, &QHeaderView::sectionMoved, this, edited);
    connect(header, &QHeaderView::sectionResized, this, edited);
    connect(header, &QHeaderView::sortIndicatorChanged, this, edited);
    applyMetrics();
}

void TableView::applyMetrics()
{
    verticalHeader()->setDefaultSectionSize(theme::Theme::rowHeight(font()));
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyMetrics();
}

void TableView::setColumnLayouts(const QList<ColumnLayout> &layouts)
{
    m_layouts = layouts;
    resetLayout();
}

void TableView::resetLayout()
{
    m_restoring = true;
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < m_layouts.size(); ++column) {
        const ColumnLayout &layout = m_layouts.at(column);
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, layout.hidden);
        setColumnWidth(column, (layout.widthChars + 2) * fontMetrics().averageCharWidth());
    }
    m_restoring = false;
    emit columnsShown();
}

QByteArray TableView::columnTag() const
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const ColumnLayout &layout : m_layouts)
        hash.addData(layout.id.toUtf8() + '\n');
    return hash.result();
}

QByteArray TableView::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << columnTag() << horizontalHeader()->saveState();
    return bytes;
}

bool TableView::restoreLayout(const QByteArray &state)
{
    // QHeaderView itself takes a state of any number of columns and says true.
    QDataStream stream(state);
    QByteArray tag, header;
    stream >> tag >> header;
    if (stream.status() != QDataStream::Ok || tag != columnTag())
        return false;
    m_restoring = true;
    const bool ok = horizontalHeader()->restoreState(header);
    m_restoring = false;
    emit columnsShown();
    return ok;
}

QList<int> TableView::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int logical = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(logical))
            columns << logical;
    }
    return columns;
}

QPair<int, int> TableView::visibleRows() const
{
    const int first = rowAt(0);
    if (first < 0)
        return {-1, -1};
    const int last = rowAt(viewport()->height() - 1);
    return {first, last < 0 ? model()->rowCount() - 1 : last};
}

QString TableView::selectionAsText() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    const QList<int> columns = visibleColumns();
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (const int column : columns)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectionAsText());
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit activated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < model()->columnCount(); ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            emit columnsShown();
            emit layoutEdited();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, [this] {
        resetLayout();
        emit layoutEdited();
    });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

} // namespace sk::widgets
