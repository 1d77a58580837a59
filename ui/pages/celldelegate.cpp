#include "celldelegate.h"

#include "healthtone.h"

#include <sk/kube/cell.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/theme/theme.h>
#include <sk/widgets/meterpainter.h>

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sk::ui {

namespace {

constexpr int padding = 8;

/// A meter's bar beside its figures needs at least this many pixels at 96 dpi; narrower cells show the figures alone.
constexpr int leastBar = 24;

QRect inner(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(padding, 0, -padding, 0);
}

void drawText(QPainter *painter, const QRect &box, Qt::Alignment alignment, const QString &text, Qt::TextElideMode elide)
{
    painter->drawText(box, static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      painter->fontMetrics().elidedText(text, elide, box.width()));
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &source, const QModelIndex &index) const
{
    QStyleOptionViewItem option = source;
    initStyleOption(&option, index);
    const QString text = option.text;
    option.text.clear();
    option.state &= ~QStyle::State_HasFocus; // the row shows it, one cell of it need not
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const auto &colors = theme::Theme::instance();
    const auto type = static_cast<kube::CellType>(index.data(models::CellTypeRole).toInt());
    const auto health = static_cast<kube::Health>(index.data(models::HealthRole).toInt());
    const QPalette::ColorGroup group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const QColor plain = option.palette.color(group, option.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = option.state & QStyle::State_Selected ? plain : colors.color(theme::Role::SecondaryText);

    painter->save();
    painter->setFont(option.font);
    painter->setPen(plain);
    QRect box = inner(option);
    const Qt::Alignment alignment = option.displayAlignment & Qt::AlignHorizontal_Mask;

    if (index.column() == 0) {
        const theme::Tone tone = toneOf(health);
        const int mark = painter->fontMetrics().height();
        painter->setPen(colors.foreground(tone));
        painter->drawText(QRect(box.left(), box.top(), mark, box.height()), Qt::AlignLeft | Qt::AlignVCenter, theme::Theme::symbol(tone));
        box.setLeft(box.left() + mark + 2);
        QFont strong = option.font;
        strong.setWeight(QFont::DemiBold);
        painter->setFont(strong);
        painter->setPen(plain);
        drawText(painter, box, Qt::AlignLeft, text, Qt::ElideMiddle);
    } else if (type == kube::CellType::Status) {
        const bool speaks = health == kube::Health::Warning || health == kube::Health::Failing || health == kube::Health::Unknown
            || health == kube::Health::Finished;
        painter->setPen(speaks ? colors.foreground(toneOf(health)) : plain);
        drawText(painter, box, Qt::AlignLeft, text, Qt::ElideRight);
    } else if (type == kube::CellType::Meter) {
        const auto *cell = static_cast<const kube::Cell *>(index.data(models::CellRole).value<void *>());
        painter->setFont(theme::Theme::tabularFont(option.font));
        const int figures = painter->fontMetrics().horizontalAdvance(QStringLiteral("000.0 / 000 Gi"));
        const int bar = box.width() - figures - padding;
        if (cell && bar >= leastBar && cell->c > 0) {
            const int height = std::max(6, painter->fontMetrics().height() / 2 - 1);
            const QRectF meter(box.left(), box.center().y() - height / 2.0 + 0.5, bar, height);
            widgets::paintMeter(painter, meter, cell->a / cell->c, cell->b / cell->c);
            box.setLeft(box.left() + bar + padding);
        }
        painter->setPen(cell && std::isnan(cell->a) ? quiet : plain);
        drawText(painter, box, Qt::AlignRight, text, Qt::ElideRight);
    } else {
        const bool numbers = alignment & Qt::AlignRight;
        if (numbers)
            painter->setFont(theme::Theme::tabularFont(option.font));
        const bool lesser = type == kube::CellType::Age || type == kube::CellType::IpAddress || type == kube::CellType::Version;
        painter->setPen(lesser ? quiet : plain);
        drawText(painter, box, alignment ? alignment : Qt::AlignLeft, text, type == kube::CellType::Name ? Qt::ElideMiddle : Qt::ElideRight);
    }

    painter->setPen(QPen(colors.color(theme::Role::Line), 0));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 12, theme::Theme::rowHeight(option.font)};
}

} // namespace sk::ui
