#include "pill.h"

#include <QPainter>

namespace sk::widgets {

Pill::Pill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void Pill::setState(theme::Tone tone, const QString &text, bool outlined)
{
    if (m_tone == tone && m_text == text && m_outlined == outlined)
        return;
    m_tone = tone;
    m_text = text;
    m_outlined = outlined;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QString Pill::shown() const
{
    const QString symbol = m_outlined ? QString() : theme::Theme::symbol(m_tone);
    return symbol.isEmpty() ? m_text : symbol + u' ' + m_text;
}

QSize Pill::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(shown()) + metrics.height() + 2, metrics.height() + 6};
}

void Pill::paintEvent(QPaintEvent *)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &theme = theme::Theme::instance();
    const QColor foreground = theme.foreground(m_tone);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = m_outlined ? 3 : box.height() / 2;
    painter.setPen(m_outlined ? QPen(foreground) : QPen(Qt::NoPen));
    painter.setBrush(m_outlined ? QBrush(Qt::NoBrush) : QBrush(theme.background(m_tone)));
    painter.drawRoundedRect(box, radius, radius);
    painter.setPen(foreground);
    painter.drawText(rect(), Qt::AlignCenter, shown());
}

} // namespace sk::widgets
