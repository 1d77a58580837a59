#pragma once

#include <QRectF>

class QPainter;

namespace sk::widgets {

/// Draws a bar of use over requests over what there is. `used` and `requested` are fractions of the whole; negative or NaN: not known.
/// From 95 % of use on the bar is in the failing tone.
void paintMeter(QPainter *painter, const QRectF &box, double used, double requested);

} // namespace sk::widgets
