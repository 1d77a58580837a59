#include "searchbutton.h"

#include <QKeySequence>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

namespace sk::ui {

SearchButton::SearchButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("goTo"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

QSize SearchButton::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 44, fontMetrics().height() + 10};
}

QSize SearchButton::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, sizeHint().height()};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.lineWidth = 1;
    frame.state |= QStyle::State_Sunken;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const int margin = fontMetrics().averageCharWidth();
    QRect area = rect().adjusted(margin, 0, -margin, 0);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QString keys = QKeySequence(static_cast<int>(Qt::CTRL) | Qt::Key_K).toString(QKeySequence::NativeText);
    const int keysWidth = fontMetrics().horizontalAdvance(keys);
    if (area.width() > keysWidth * 3) {
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, keys);
        area.setRight(area.right() - keysWidth - 2 * margin);
    }
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

} // namespace sk::ui
