#include "searchfield.h"

#include <sk/theme/theme.h>

#include <QAction>
#include <QKeyEvent>

namespace sk::widgets {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    const auto &theme = theme::Theme::instance();
    setPlaceholderText(tr("Filter: words, -not"));
    setAccessibleName(tr("Filter"));
    addAction(theme.icon(QStringLiteral("search")), LeadingPosition);
    m_clear = addAction(theme.icon(QStringLiteral("close")), TrailingPosition);
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Clear the filter (Esc)"));
    m_clear->setVisible(false);
    m_patience.setSingleShot(true);
    m_patience.setInterval(100);
    connect(&m_patience, &QTimer::timeout, this, &SearchField::announce);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        m_patience.start();
    });
    connect(m_clear, &QAction::triggered, this, [this] { setFilterText({}); });
}

void SearchField::setFilterText(const QString &text)
{
    setText(text);
    announce();
}

void SearchField::announce()
{
    m_patience.stop();
    if (text() == m_announced)
        return;
    m_announced = text();
    emit filterChanged(m_announced);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            setFilterText({});
            event->accept();
            return;
        }
        break; // an empty field leaves Esc to others
    case Qt::Key_Down:
        announce();
        emit leaveRequested();
        event->accept();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        announce();
        emit leaveRequested();
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace sk::widgets
