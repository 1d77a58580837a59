#include "pill.h"

#include "cellpainting.h"

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

int Pill::symbolWidth() const
{
    return m_outlined || m_tone == theme::Tone::Neutral ? 0 : symbolSize(fontMetrics()) + 5;
}

QSize Pill::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(m_text) + symbolWidth() + metrics.height() + 2, metrics.height() + 6};
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
    const int textLeft = (width() - fontMetrics().horizontalAdvance(m_text) - symbolWidth()) / 2;
    if (symbolWidth() > 0)
        paintSymbol(painter, QRectF(textLeft, 0, symbolSize(fontMetrics()), height()), m_tone);
    painter.drawText(QRect(textLeft + symbolWidth(), 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, m_text);
}

} // namespace sk::widgets
