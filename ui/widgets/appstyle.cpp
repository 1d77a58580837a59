#include "appstyle.h"

#include "tableheader.h"
#include "tableview.h"

#include <sk/theme/theme.h>

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QPolygonF>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

namespace sk::widgets {

using theme::Role;
using theme::Theme;

namespace {

constexpr double corner = 4;
constexpr int besideText = 5;

/// A framed button that shows what is chosen, and an arrow.
bool isChooser(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull() && !(button.state & QStyle::State_AutoRaise);
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(x * (1 - share) + y * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

void roundedBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, double width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, width));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), corner, corner);
    painter->restore();
}

} // namespace

AppStyle::AppStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const QPalette &palette = option->palette;
    const bool enabled = option->state & State_Enabled;
    const QColor accent = Theme::instance().color(Role::SelectionEdge);
    const QColor line = palette.color(QPalette::Mid);
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool main = button && (button->features & QStyleOptionButton::DefaultButton) && enabled;
        const bool down = option->state & (State_Sunken | State_On);
        const bool hover = enabled && (option->state & State_MouseOver);
        QColor fill = main ? accent : palette.color(QPalette::Button);
        if (down)
            fill = mixed(fill, palette.color(QPalette::WindowText), main ? 0.2 : 0.12);
        else if (hover)
            fill = mixed(fill, palette.color(QPalette::WindowText), main ? 0.1 : 0.05);
        if (button && (button->features & QStyleOptionButton::Flat) && !down && !hover)
            fill = QColor();
        const bool focus = option->state & State_HasFocus;
        roundedBox(painter, option->rect, fill, main ? accent : focus ? accent : line);
        if (main && focus)
            roundedBox(painter, option->rect.adjusted(2, 2, -2, -2), QColor(), palette.color(QPalette::Base));
        return;
    }
    case PE_FrameFocusRect:
        roundedBox(painter, option->rect, QColor(), accent);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth == 0) {
            painter->fillRect(option->rect, palette.brush(QPalette::Base));
            return;
        }
        const bool focus = enabled && (option->state & State_HasFocus);
        // A field whose content was refused says so by its frame, besides the sentence under it.
        const bool refused = enabled && widget && widget->property("skRefused").toBool();
        roundedBox(painter, option->rect, element == PE_PanelLineEdit ? palette.color(QPalette::Base) : QColor(),
                   refused ? Theme::instance().foreground(theme::Tone::Failing) : focus ? accent : line);
        return;
    }
    case PE_Frame:
    case PE_FrameGroupBox:
        roundedBox(painter, option->rect, QColor(), line);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, palette.color(QPalette::ToolTipBase));
        painter->setPen(line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_IndicatorItemViewItemCheck: {
        // Fusion's empty box has the colour of the list around it when that is dark.
        const int side = std::min(option->rect.width(), option->rect.height());
        QRect box(0, 0, side, side);
        box.moveCenter(option->rect.center());
        const bool on = option->state & (State_On | State_NoChange);
        const QColor outline = enabled ? Theme::instance().color(theme::Role::SecondaryText) : line;
        roundedBox(painter, box, on ? (enabled ? accent : outline) : palette.color(QPalette::Base), on && enabled ? accent : outline);
        if (!on)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(Theme::instance().color(theme::Role::AccentText), side / 7.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QRectF inner = QRectF(box).adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24);
        if (option->state & State_NoChange)
            painter->drawLine(QPointF(inner.left(), inner.center().y()), QPointF(inner.right(), inner.center().y()));
        else
            painter->drawPolyline(QPolygonF{{inner.left(), inner.center().y()}, {inner.left() + inner.width() * 0.38, inner.bottom() - inner.height() * 0.1}, {inner.right(), inner.top() + inner.height() * 0.1}});
        painter->restore();
        return;
    }
    case PE_IndicatorTabClose: {
        // Fusion's is a red picture; closing a tab is nothing to warn of.
        if (option->state & State_MouseOver)
            roundedBox(painter, option->rect, palette.color(QPalette::Button), palette.color(QPalette::Mid));
        theme::Theme::instance().icon(QStringLiteral("close")).paint(painter, option->rect.adjusted(2, 2, -2, -2));
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option); header && header->orientation == Qt::Horizontal) {
            drawHeader(*header, painter, widget);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && (button->features & QStyleOptionButton::DefaultButton) && (option->state & State_Enabled)) {
            QStyleOptionButton copy(*button);
            copy.palette.setColor(QPalette::ButtonText, Theme::instance().color(theme::Role::AccentText));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        // A chooser: Fusion lets its text touch the frame.
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button && isChooser(*button)) {
            QStyleOptionToolButton copy(*button);
            copy.rect.adjust(besideText, 0, -besideText, 0);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection: {
        const bool hover = (option->state & State_MouseOver) && (option->state & State_Enabled);
        QColor fill = option->palette.color(QPalette::Window);
        if (hover)
            fill = mixed(fill, option->palette.color(QPalette::WindowText), 0.05);
        painter->fillRect(option->rect, fill);
        painter->setPen(QPen(option->palette.color(QPalette::Mid), 0));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    }
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        painter->setPen(QPen(option->palette.color(QPalette::Mid), 0));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AppStyle::drawHeader(const QStyleOptionHeader &header, QPainter *painter, const QWidget *widget) const
{
    drawControl(CE_HeaderSection, &header, painter, widget);
    // The title stands above its column's text, the sort mark behind it at half height.
    const int margin = TableView::cellMargin(header.fontMetrics);
    const int mark = pixelMetric(PM_HeaderMarkSize, &header, widget);
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    QRect text = header.rect.adjusted(margin, 0, -margin, 0);
    if (sorted) {
        const bool right = header.textAlignment & Qt::AlignRight;
        const int end = right ? text.right() : std::min(text.left() + header.fontMetrics.horizontalAdvance(header.text) + 4 + mark, text.right());
        QStyleOptionHeader arrow(header);
        arrow.rect = QRect(end + 1 - mark, text.center().y() - mark / 2 + 1, mark, mark);
        drawPrimitive(PE_IndicatorHeaderArrow, &arrow, painter, widget);
        text.setRight(arrow.rect.left() - 4);
        if (const auto *table = qobject_cast<const TableHeader *>(widget); table && table->ordinal(header.section) > 0) {
            // Raised and small, as a footnote's mark.
            painter->save();
            QFont small = painter->font();
            small.setPointSizeF(small.pointSizeF() * 0.72);
            painter->setFont(small);
            painter->setPen(header.palette.color(QPalette::WindowText));
            painter->drawText(QRect(arrow.rect.right() + 2, header.rect.top() + header.rect.height() / 6, margin * 2, header.rect.height() / 2),
                static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextSingleLine, QString::number(table->ordinal(header.section)));
            painter->restore();
        }
    }
    painter->setPen(header.palette.color(header.state & State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter->drawText(text, static_cast<int>(header.textAlignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        header.fontMetrics.elidedText(header.text, Qt::ElideRight, text.width()));
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_PushButton || type == CT_LineEdit || type == CT_ComboBox)
        size.rheight() += 4;
    if (type == CT_PushButton)
        size.setWidth(std::max(size.width(), contents.width() + 24)); // Fusion lets a long word touch the frame
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); type == CT_ToolButton && button && isChooser(*button))
        size.rwidth() += 2 * besideText;
    return size;
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control != CC_ComboBox || !box || !box->editable || !box->frame) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    // A field with an arrow in it; Fusion draws the arrow's part of the frame only.
    QStyleOptionFrame frame;
    frame.QStyleOption::operator=(*option);
    frame.lineWidth = 1;
    proxy()->drawPrimitive(PE_PanelLineEdit, &frame, painter, widget);
    QStyleOption arrow(*option);
    arrow.rect = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    const int side = std::min(arrow.rect.width(), arrow.rect.height()) / 2;
    const QPoint middle = arrow.rect.center();
    arrow.rect = QRect(middle.x() - side / 2, middle.y() - side / 2, side, side);
    proxy()->drawPrimitive(PE_IndicatorArrowDown, &arrow, painter, widget);
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 11;
    case PM_SplitterWidth:
        return 1;
    case PM_HeaderMarkSize:
        return 9;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Header_ArrowAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void installStyle(QApplication &application)
{
    QApplication::setStyle(new AppStyle); // the application owns it
    const auto toolTips = [] { QToolTip::setPalette(Theme::instance().palette()); };
    QObject::connect(&Theme::instance(), &Theme::changed, &application, toolTips);
}

} // namespace sk::widgets
