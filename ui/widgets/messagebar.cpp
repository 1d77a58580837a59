#include "messagebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace sk::widgets {

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_strong(new QLabel)
    , m_text(new QLabel)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_words(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_controls(new QHBoxLayout)
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
    for (QBoxLayout *layout : {m_layout, m_words, static_cast<QBoxLayout *>(m_controls)})
        layout->setSpacing(8);
    m_words->addWidget(m_strong);
    m_words->addWidget(m_text, 1);
    m_layout->addLayout(m_words, 1);
    m_controls->addStretch(0); // takes the room only where they have a line of their own
    m_layout->addLayout(m_controls);
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
    m_layout->invalidate(); // another language may need another width
    arrange();
    updateGeometry();
}

void MessageBar::addControl(QWidget *control)
{
    m_controls->addWidget(control);
}

/// Beside each other where there is room for it; else what there is to do stands below what is said, and nothing is cut.
void MessageBar::arrange()
{
    constexpr int readable = 24; // letters in a line of the text
    const int words = m_strong->fontMetrics().horizontalAdvance(m_strong->text()) + m_text->fontMetrics().averageCharWidth() * readable;
    const bool narrow = width() < words + m_controls->sizeHint().width() + 48;
    const auto direction = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_layout->direction() == direction)
        return;
    m_strong->setWordWrap(narrow);
    m_words->setDirection(direction);
    m_words->setSpacing(narrow ? 2 : 8);
    m_layout->setDirection(direction);
    updateGeometry();
}

QSize MessageBar::minimumSizeHint() const
{
    return {m_controls->minimumSize().width() + 24, QWidget::minimumSizeHint().height()};
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool MessageBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange(); // a control came or went
    return QWidget::event(event);
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
