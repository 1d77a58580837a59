#include "freshnesschip.h"

#include "cellpainting.h"

#include <QEvent>

namespace sk::widgets {

FreshnessChip::FreshnessChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Freshness"));
}

void FreshnessChip::setState(theme::Tone tone, const QString &text, const QString &toolTip)
{
    setToolTip(toolTip);
    if (tone == m_tone && text == m_text)
        return;
    m_tone = tone;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize FreshnessChip::sizeHint() const
{
    if (m_text.isEmpty())
        return {0, 0};
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int height = metrics.height() + 6;
    const int symbol = m_tone == theme::Tone::Neutral ? 0 : symbolSize(metrics) + 5;
    return {metrics.horizontalAdvance(m_text) + symbol + height - 2, height};
}

void FreshnessChip::paintEvent(QPaintEvent *)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    paintPill(painter, rect(), m_tone, m_text);
}

void FreshnessChip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace sk::widgets
