#include "searchfield.h"

#include <sk/theme/theme.h>

#include <QAction>
#include <QKeyEvent>

namespace sk::widgets {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
    , m_magnifier(addAction(theme::Theme::instance().icon(QStringLiteral("search")), LeadingPosition))
{
    setClearButtonEnabled(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(150);
    connect(&m_rest, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this,
            [this] { m_magnifier->setIcon(theme::Theme::instance().icon(QStringLiteral("search"))); });
}

void SearchField::setQuery(const QString &text)
{
    setText(text);
    tell();
}

void SearchField::tell()
{
    m_rest.stop();
    if (m_told == text())
        return;
    m_told = text();
    emit queryChanged(m_told);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        setQuery({});
        return;
    }
    if (event->key() == Qt::Key_Down) {
        emit leftDownwards();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace sk::widgets
