#include "meterpainter.h"

#include <sk/theme/theme.h>

#include <QPainter>

#include <algorithm>

namespace sk::widgets {

void paintMeter(QPainter *painter, const QRectF &box, double used, double requested)
{
    const auto &colors = theme::Theme::instance();
    const auto part = [&](double fraction) {
        QRectF result = box;
        result.setWidth(box.width() * std::clamp(fraction, 0.0, 1.0));
        return result;
    };
    painter->fillRect(box, colors.color(theme::Role::MeterTrack));
    if (requested > 0)
        painter->fillRect(part(requested), colors.color(theme::Role::MeterRequested));
    if (used > 0)
        painter->fillRect(part(used), colors.color(used >= 0.95 ? theme::Role::MeterOver : theme::Role::MeterUsed));
}

} // namespace sk::widgets
