#pragma once

#include <sk/theme/theme.h>

#include <QPainter>
#include <QRectF>

/// Painters that tables, chips and detail panes share. They know tones, not where the tones come from.
namespace sk::widgets {

/// The shape of a tone (dot, triangle, cross, quarter, dashed ring) in its colour, centred in `rect`. Drawn, not a character: the same
/// with every font. Neutral draws nothing.
void paintSymbol(QPainter &painter, const QRectF &rect, theme::Tone tone);
void paintSymbol(QPainter &painter, const QRectF &rect, theme::Tone tone, const QColor &color);

/// Side of the square that paintSymbol wants beside text of this font.
[[nodiscard]] int symbolSize(const QFontMetrics &metrics);

/// A bar of `total` with `used` over `requested`; NaN: not known. What is over the total is cut and drawn as over.
/// From `warnShare` of the total the used part takes the colour of a failure.
void paintMeter(QPainter &painter, const QRectF &rect, double used, double requested, double total, double warnShare = 0.95);

/// A pill: symbol and text on the tone's background.
void paintPill(QPainter &painter, const QRectF &rect, theme::Tone tone, const QString &text);

} // namespace sk::widgets
