#include "messagebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace sk::widgets {

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_strong(new QLabel)
    , m_text(new QLabel)
    , m_layout(new QHBoxLayout(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_strong->setFont(bold);
    for (QLabel *label : {m_strong, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_text->setWordWrap(true);
    m_layout->setContentsMargins(12, 6, 12, 6);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_strong);
    m_layout->addWidget(m_text, 1);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &MessageBar::updateColors);
}

void MessageBar::setMessage(theme::Tone tone, const QString &strong, const QString &text)
{
    m_tone = tone;
    m_strongText = strong;
    const QString symbol = theme::Theme::symbol(tone);
    m_strong->setText(symbol.isEmpty() ? strong : symbol + u' ' + strong);
    m_text->setText(text);
    setAccessibleName(strong);
    setAccessibleDescription(text);
    updateColors();
}

void MessageBar::addControl(QWidget *control)
{
    m_layout->addWidget(control);
}

QString MessageBar::message() const
{
    return m_strongText + u' ' + m_text->text();
}

void MessageBar::updateColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::Theme::instance().foreground(m_tone));
    m_strong->setPalette(colors);
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::Theme::instance().background(m_tone));
    painter.setPen(QPen(theme::Theme::instance().color(theme::Role::Line), 0));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace sk::widgets
