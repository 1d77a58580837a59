#include "celldelegate.h"

#include <sk/models/resourcetablemodel.h>
#include <sk/widgets/cellpainting.h>

#include <algorithm>
#include <cmath>

namespace sk::ui {

using kube::Cell;
using kube::CellType;
using kube::Health;
using theme::Role;
using theme::Theme;
using theme::Tone;

theme::Tone toneOf(Health health)
{
    switch (health) {
    case Health::Healthy:
        return Tone::Healthy;
    case Health::Progressing:
        return Tone::Progressing;
    case Health::Warning:
        return Tone::Warning;
    case Health::Failing:
        return Tone::Failing;
    case Health::Unknown:
    case Health::Finished:
        return Tone::Unknown;
    case Health::None:
        break;
    }
    return Tone::Neutral;
}

namespace {

/// Digits of one width, so that they stand below each other. Made once for a font: asking the font for it costs more than painting.
const QFont &figures(const QFont &base)
{
    static QFont of;
    static QFont tabular = Theme::tabularFont(of);
    if (!(of == base)) {
        of = base;
        tabular = Theme::tabularFont(base);
    }
    return tabular;
}

QColor secondary(const QStyleOptionViewItem &option, const QColor &plain)
{
    return option.state & QStyle::State_Enabled ? Theme::instance().color(Role::SecondaryText) : plain;
}

} // namespace

void CellDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QModelIndex &index) const
{
    const auto *cell = static_cast<const Cell *>(index.data(models::CellRole).value<void *>());
    if (!cell)
        return;
    const auto type = static_cast<CellType>(index.data(models::CellTypeRole).toInt());
    const auto health = static_cast<Health>(index.data(models::HealthRole).toInt());
    const QColor plain = textColor(option);
    const bool enabled = option.state & QStyle::State_Enabled;

    if (index.column() == 0) {
        QRect text = rect;
        const Tone tone = toneOf(health);
        if (tone != Tone::Neutral) {
            const int symbol = widgets::symbolSize(option.fontMetrics);
            const QRect box(option.direction == Qt::RightToLeft ? rect.right() - symbol : rect.left(), rect.top(), symbol, rect.height());
            widgets::paintSymbol(painter, box, tone, enabled ? Theme::instance().foreground(tone) : plain);
            text.setLeft(rect.left() + symbol + symbol * 2 / 3);
        }
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        paintText(painter, text, option.text, plain, Qt::AlignLeft, Qt::ElideMiddle);
        return;
    }
    switch (type) {
    case CellType::Status: {
        const bool speaks = health == Health::Warning || health == Health::Failing || health == Health::Progressing;
        QColor color = speaks ? Theme::instance().foreground(toneOf(health)) : plain;
        if (health == Health::Finished || health == Health::Unknown)
            color = secondary(option, plain);
        paintText(painter, rect, option.text, enabled ? color : plain, Qt::AlignLeft, Qt::ElideRight);
        return;
    }
    case CellType::Meter: {
        if (std::isnan(cell->a) && std::isnan(cell->b)) {
            paintText(painter, rect, option.text, secondary(option, plain), Qt::AlignLeft, Qt::ElideRight);
            return;
        }
        const int gap = option.fontMetrics.averageCharWidth();
        const int textWidth = option.fontMetrics.horizontalAdvance(option.text);
        // The widest texts of a column leave every bar the same room: the bar's width comes from the column, not from the text.
        const int bar = std::min({rect.width() * 2 / 5, option.fontMetrics.averageCharWidth() * 12, rect.width() - textWidth - gap});
        if (bar >= option.fontMetrics.averageCharWidth() * 2 && !std::isnan(cell->c)) {
            const int height = std::max(6, option.fontMetrics.height() / 2);
            widgets::paintMeter(painter, QRectF(rect.left(), rect.center().y() + 1 - height / 2.0, bar, height), cell->a, cell->b, cell->c);
        }
        painter.setFont(figures(option.font));
        paintText(painter, rect, option.text, secondary(option, plain), Qt::AlignRight, Qt::ElideRight);
        return;
    }
    case CellType::IpAddress:
        paintText(painter, rect, option.text, secondary(option, plain), Qt::AlignLeft, Qt::ElideMiddle);
        return;
    case CellType::Text:
    case CellType::Version:
    case CellType::Value:
    case CellType::Name:
    case CellType::Ready:
    case CellType::Number:
    case CellType::Age:
    case CellType::Duration:
    case CellType::Cores:
    case CellType::Bytes:
        break;
    }
    if (option.displayAlignment & Qt::AlignRight)
        painter.setFont(figures(option.font));
    TableDelegate::paintContent(painter, option, rect, index);
}

} // namespace sk::ui
