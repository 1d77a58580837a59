#include "cellpainting.h"

#include <QFontMetrics>
#include <QPainterPath>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace sk::widgets {

using theme::Role;
using theme::Theme;
using theme::Tone;

int symbolSize(const QFontMetrics &metrics)
{
    return std::max(8, static_cast<int>(std::lround(metrics.ascent() * 0.75)));
}

void paintSymbol(QPainter &painter, const QRectF &rect, Tone tone)
{
    paintSymbol(painter, rect, tone, Theme::instance().foreground(tone));
}

void paintSymbol(QPainter &painter, const QRectF &rect, Tone tone, const QColor &color)
{
    if (tone == Tone::Neutral)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(rect.width(), rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(rect.center());
    switch (tone) {
    case Tone::Healthy:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Tone::Warning: {
        QPainterPath path;
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.right() + 0.5, box.bottom() - 0.5);
        path.lineTo(box.left() - 0.5, box.bottom() - 0.5);
        path.closeSubpath();
        painter.fillPath(path, color);
        break;
    }
    case Tone::Failing:
        painter.setPen(QPen(color, std::max(1.8, side * 0.26), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(box.adjusted(1, 1, -1, -1).topLeft(), box.adjusted(1, 1, -1, -1).bottomRight());
        painter.drawLine(box.adjusted(1, 1, -1, -1).topRight(), box.adjusted(1, 1, -1, -1).bottomLeft());
        break;
    case Tone::Progressing:
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPie(box.adjusted(0.8, 0.8, -0.8, -0.8), 0, 90 * 16);
        break;
    case Tone::Unknown: {
        QPen pen(color, 1.3);
        pen.setDashPattern({1.6, 1.5});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8));
        break;
    }
    case Tone::Neutral:
        break;
    }
    painter.restore();
}

void paintMeter(QPainter &painter, const QRectF &rect, double used, double requested, double total, double warnShare)
{
    const Theme &theme = Theme::instance();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(rect, 1.5, 1.5);
    painter.fillPath(clip, theme.color(Role::MeterTrack));
    const auto part = [&](double value, const QColor &color) {
        if (std::isnan(value) || value <= 0 || std::isnan(total) || total <= 0)
            return;
        const double share = std::min(1.0, value / total);
        QPainterPath bar;
        // A trace of use stays visible: at least one pixel.
        bar.addRoundedRect(QRectF(rect.left(), rect.top(), std::max(1.0, rect.width() * share), rect.height()), 1.5, 1.5);
        painter.fillPath(bar, color);
    };
    part(requested, theme.color(Role::MeterRequested));
    part(used, !std::isnan(total) && used >= total * warnShare ? theme.color(Role::MeterOver) : theme.color(Role::MeterUsed));
    painter.restore();
}

void paintPill(QPainter &painter, const QRectF &rect, Tone tone, const QString &text)
{
    const Theme &theme = Theme::instance();
    const QFontMetrics metrics = painter.fontMetrics();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.background(tone));
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    const int symbol = symbolSize(metrics);
    double x = rect.left() + rect.height() / 2 - 2;
    if (tone != Tone::Neutral) {
        paintSymbol(painter, QRectF(x, rect.top(), symbol, rect.height()), tone);
        x += symbol + 5;
    }
    painter.setPen(theme.foreground(tone));
    painter.drawText(QRectF(x, rect.top(), rect.right() - x, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter.restore();
}

} // namespace sk::widgets
