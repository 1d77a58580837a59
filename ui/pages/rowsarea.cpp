#include "rowsarea.h"

#include "celldelegate.h"

#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QEvent>
#include <QStackedLayout>

namespace sk::ui {

using widgets::StateView;

RowsArea::RowsArea(QWidget *parent)
    : QWidget(parent)
    , m_table(new widgets::TableView)
    , m_state(new StateView)
    , m_stack(new QStackedLayout(this))
{
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->viewport()->installEventFilter(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_ticking.setInterval(1000);
    connect(&m_ticking, &QTimer::timeout, this, &RowsArea::tick);
    connect(m_state, &StateView::cancelRequested, this, &RowsArea::cancelRequested);
    connect(m_state, &StateView::retryRequested, this, &RowsArea::retryRequested);
    connect(m_state, &StateView::clearRequested, this, &RowsArea::clearRequested);
}

RowsArea::~RowsArea()
{
    m_table->viewport()->removeEventFilter(this);
}

void RowsArea::showState(const ListState &state)
{
    ui::showState(*m_state, state);
    const bool rows = state.state == StateView::State::Hidden;
    m_stack->setCurrentWidget(rows ? static_cast<QWidget *>(m_table) : m_state);
    if (rows && std::exchange(m_focusWithRows, false) && isVisible()
        && (!QApplication::focusWidget() || QApplication::focusWidget() == m_focusMeanwhile))
        focusRows();
}

void RowsArea::focusRows()
{
    const QAbstractItemModel *model = m_table->model();
    if (model && model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(model->index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
    m_focusWithRows = m_stack->currentWidget() != m_table;
    m_focusMeanwhile = QApplication::focusWidget();
}

void RowsArea::cancelFocusRows()
{
    m_focusWithRows = false;
}

void RowsArea::setStale(bool stale)
{
    QPalette palette; // of the application
    if (stale) {
        const QColor grey = theme::Theme::instance().color(theme::Role::SecondaryText);
        palette = this->palette();
        palette.setColor(QPalette::Active, QPalette::Text, grey);
        palette.setColor(QPalette::Inactive, QPalette::Text, grey);
    }
    m_table->setPalette(palette);
}

void RowsArea::tick()
{
    const auto [first, last] = m_table->visibleRows();
    emit ticked(first, last);
}

void RowsArea::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick(); // ages went on while nobody looked
    m_ticking.start();
}

void RowsArea::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticking.stop();
}

bool RowsArea::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_painted && event->type() == QEvent::Paint && m_table->model() && m_table->model()->rowCount() > 0) {
        m_painted = true;
        // After this frame, not in it.
        QMetaObject::invokeMethod(this, &RowsArea::rowsPainted, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sk::ui
