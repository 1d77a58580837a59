#include "tabledelegate.h"

#include "tableview.h"

#include <sk/theme/theme.h>

#include <QApplication>
#include <QPainter>

namespace sk::widgets {

using theme::Role;
using theme::Theme;

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &plain, const QModelIndex &index) const
{
    QStyleOptionViewItem option = plain;
    initStyleOption(&option, index);
    const auto *view = qobject_cast<const TableView *>(option.widget);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();

    painter->save();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (view && view->hoveredRow() == index.row() && !(option.state & QStyle::State_Selected)) {
        QColor wash = option.palette.color(QPalette::Text);
        wash.setAlpha(10);
        painter->fillRect(option.rect, wash);
    }
    painter->setPen(QPen(Theme::instance().color(Role::Line), 0));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->setFont(option.font);
    const int margin = TableView::cellMargin(option.fontMetrics);
    paintContent(*painter, option, option.rect.adjusted(margin, 0, -margin, 0), index);
    painter->restore();

    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + 2 * TableView::cellMargin(option.fontMetrics), Theme::rowHeight(option.font)};
}

void TableDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QModelIndex &) const
{
    // A number's first digits say most of it.
    paintText(painter, rect, option.text, textColor(option), option.displayAlignment,
        option.displayAlignment & Qt::AlignRight ? Qt::ElideRight : Qt::ElideMiddle);
}

void TableDelegate::paintText(
    QPainter &painter, const QRect &rect, const QString &text, const QColor &color, Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    painter.setPen(color);
    const QFontMetrics metrics = painter.fontMetrics();
    // Most texts fit: what is narrower than its characters at their widest needs no measuring.
    const bool surelyFits = text.size() * metrics.maxWidth() <= rect.width();
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        surelyFits ? text : metrics.elidedText(text, elide, rect.width()));
}

QColor TableDelegate::textColor(const QStyleOptionViewItem &option)
{
    const auto group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active                  ? QPalette::Active
                                                               : QPalette::Inactive;
    return option.palette.color(group, option.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text);
}

} // namespace sk::widgets
