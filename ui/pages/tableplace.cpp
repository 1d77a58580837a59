#include "tableplace.h"

#include <sk/models/resourcetablemodel.h>
#include <sk/widgets/tableview.h>

#include <QEvent>
#include <QItemSelectionModel>
#include <QScrollBar>

#include <algorithm>

namespace sk::ui {

TablePlace::TablePlace(widgets::TableView *table)
    : QObject(table)
    , m_table(table)
{
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

/// Not told from the selection: the first row is also taken by who only puts the cursor into the table.
bool TablePlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress)
        m_wantedName.clear(); // the user chooses
    return QObject::eventFilter(watched, event);
}

void TablePlace::setModel(models::ResourceTableModel *model)
{
    if (m_model)
        m_wantedUid = m_current; // the same object may well be in the other list
    m_model = model;
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TablePlace::noteCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TablePlace::noteCurrent);
}

void TablePlace::select(const QString &nameSpace, const QString &name)
{
    m_wantedNamespace = nameSpace;
    m_wantedName = name;
    selectWanted();
}

void TablePlace::restore(const QString &nameSpace, const QString &name, int scroll, bool settled)
{
    m_wantedName.clear();
    if (name.isEmpty())
        m_table->clearSelection();
    else
        select(nameSpace, name);
    m_wantedScroll = scroll;
    scrollToWanted(settled);
}

void TablePlace::rowsChanged(bool settled)
{
    selectWanted();
    if (settled)
        m_wantedName.clear(); // it is gone, or the filter hides it: it must not take the selection when it comes one day
    scrollToWanted(settled);
    noteCurrent();
}

const kube::Row *TablePlace::row() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && m_table->selectionModel()->isRowSelected(index.row(), {}) ? m_model->rowAt(index.row()) : nullptr;
}

QList<ObjectName> TablePlace::selectedObjects() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QList<ObjectName> objects;
    for (const int row : std::as_const(rows))
        if (const kube::Row *object = m_model->rowAt(row))
            objects += {object->nameSpace, object->name};
    return objects;
}

void TablePlace::selectWanted()
{
    const auto take = [this](const QModelIndex &index) {
        m_table->setCurrentIndex(index);
        m_table->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(index);
    };
    if (!m_wantedUid.isNull()) {
        if (const QModelIndex index = m_model->indexOf(m_wantedUid); index.isValid()) {
            m_wantedUid = {};
            take(index);
        }
    }
    if (m_wantedName.isEmpty())
        return;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const kube::Row *candidate = m_model->rowAt(row);
        if (candidate && candidate->name == m_wantedName && (m_wantedNamespace.isEmpty() || candidate->nameSpace == m_wantedNamespace)) {
            m_wantedName.clear();
            m_wantedUid = {};
            take(m_model->index(row, 0));
            return;
        }
    }
}

void TablePlace::scrollToWanted(bool settled)
{
    if (m_wantedScroll < 0)
        return;
    auto *bar = m_table->verticalScrollBar();
    const bool there = bar->maximum() >= m_wantedScroll;
    if (!there && !settled)
        return; // the rows that far down are still on their way
    bar->setValue(std::min(m_wantedScroll, bar->maximum()));
    m_wantedScroll = -1;
}

void TablePlace::noteCurrent()
{
    const kube::Row *now = row();
    const kube::Uid uid = now ? now->uid : kube::Uid{};
    const QString version = now ? now->resourceVersion : QString();
    const bool other = uid != m_current;
    const bool changed = version != m_currentVersion;
    m_current = uid;
    m_currentVersion = version;
    if (other && now)
        m_wantedUid = {}; // the user chose: what was selected before is no longer waited for
    if (other)
        emit selectionChanged();
    else if (changed)
        emit selectionUpdated();
}

} // namespace sk::ui
