#include "navigationtree_p.h"

#include <sk/pages/listwords.h>
#include <sk/theme/theme.h>

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>

namespace sk::ui::navigation {

namespace {

constexpr int edge = 12;
constexpr int indent = 24;
constexpr int kindOfGroupIndent = 36;

/// What opens in a tab.
bool isPage(Entry entry)
{
    return entry == Entry::Kind || entry == Entry::View;
}

void paintSection(QPainter *painter, const QStyleOptionViewItem &option, const QString &text)
{
    const auto &theme = theme::Theme::instance();
    QFont font = option.font;
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 0.88);
    painter->setFont(font);
    painter->setPen(theme.color(theme::Role::SecondaryText));
    const QRect box = option.rect.adjusted(edge - option.rect.left(), 0, -edge, -3);
    painter->drawText(box, Qt::AlignLeft | Qt::AlignBottom, text);
    if (!option.state.testFlag(QStyle::State_Open))
        painter->drawText(box, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("▸"));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = option.rect.adjusted(2, 4, -2, 0);
        const QWidget *widget = option.widget;
        (widget ? widget->style() : QApplication::style())->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, widget);
    }
}

} // namespace

Entry entryOf(const QModelIndex &index)
{
    return static_cast<Entry>(index.data(EntryRole).toInt());
}

QSize Delegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = theme::Theme::rowHeight(option.font);
    return {40, entryOf(index) == Entry::Section ? height + (index.row() == 0 ? 0 : 4) : height - 4};
}

void Delegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString text = option.text;
    option.text.clear();
    option.icon = {}; // drawn beside the text below, not at the edge
    const QWidget *widget = option.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, widget);

    painter->save();
    const Entry entry = entryOf(index);
    if (entry == Entry::Section) {
        paintSection(painter, option, text);
        painter->restore();
        return;
    }
    const auto &theme = theme::Theme::instance();
    const bool selected = option.state.testFlag(QStyle::State_Selected) && isPage(entry);
    if (selected)
        painter->fillRect(QRect(0, option.rect.y(), 3, option.rect.height()), theme.color(theme::Role::SelectionEdge));
    const bool inGroup = index.parent().isValid() && entryOf(index.parent()) == Entry::Group;
    QRect box = option.rect;
    box.setLeft(inGroup ? kindOfGroupIndent : indent);
    box.setRight(option.rect.right() - edge);
    if (const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>(); !icon.isNull()) {
        const int side = option.fontMetrics.height();
        icon.paint(painter, QRect(box.left(), box.center().y() - side / 2, side, side));
        box.setLeft(box.left() + side + 6);
    }

    const bool forbidden = index.data(ForbiddenRole).toBool();
    const QVariant count = index.data(CountRole);
    QString right = count.isValid() ? numberText(count.toLongLong()) : QString();
    if (forbidden)
        right = QCoreApplication::translate("sk", "no right");
    else if (entry == Entry::Failure)
        right = theme::Theme::symbol(theme::Tone::Warning) + u' ' + QCoreApplication::translate("sk", "no answer");

    QFont font = option.font;
    font.setBold(selected);
    font.setItalic(forbidden || entry == Entry::Failure || entry == Entry::Note);
    const QColor textColor = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor dim = selected ? textColor : theme.color(theme::Role::SecondaryText);
    painter->setFont(theme::Theme::tabularFont(font));
    if (entry == Entry::Failure && painter->fontMetrics().horizontalAdvance(text + right) + 8 > box.width())
        right = theme::Theme::symbol(theme::Tone::Warning); // the name matters more; the tool tip has the words
    const int rightWidth = right.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(right) + 8;
    painter->setPen(entry == Entry::Failure ? theme.foreground(theme::Tone::Warning) : dim);
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, right);
    painter->setFont(font);
    painter->setPen(dim);
    if (entry == Entry::Group)
        painter->drawText(QRect(edge, box.y(), indent - edge, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
            option.state.testFlag(QStyle::State_Open) ? QStringLiteral("▾") : QStringLiteral("▸"));
    painter->setPen(forbidden || entry == Entry::Failure || entry == Entry::Note ? dim : textColor);
    const QString elided = painter->fontMetrics().elidedText(text, Qt::ElideMiddle, box.width() - rightWidth);
    painter->drawText(box.adjusted(0, 0, -rightWidth, 0), Qt::AlignLeft | Qt::AlignVCenter, elided);
    painter->restore();
}

Tree::Tree(QWidget *parent)
    : QTreeWidget(parent)
{
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(false);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new Delegate(this));
    viewport()->setBackgroundRole(QPalette::Window);
}

void Tree::act(QTreeWidgetItem *item, bool newTab)
{
    switch (entryOf(indexFromItem(item))) {
    case Entry::Section:
    case Entry::Group:
        item->setExpanded(!item->isExpanded());
        break;
    case Entry::Kind:
    case Entry::View:
    case Entry::Failure:
        emit chosen(item, newTab);
        break;
    case Entry::Note:
        break;
    }
}

void Tree::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) && currentItem()) {
        act(currentItem(), modifiers.testFlag(Qt::ControlModifier));
        return;
    }
    if (event->key() == Qt::Key_D && modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && currentItem()) {
        emit favouriteToggled(currentItem());
        return;
    }
    const QString text = event->text();
    if (!text.isEmpty() && text.at(0).isPrint() && !text.at(0).isSpace() && !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
        emit typed(text);
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

void Tree::mousePressEvent(QMouseEvent *event)
{
    // The mark says which page is in front: a menu, or a new tab, does not change that.
    if (event->button() == Qt::LeftButton)
        QTreeWidget::mousePressEvent(event);
}

void Tree::focusOutEvent(QFocusEvent *event)
{
    QTreeWidget::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::MenuBarFocusReason)
        emit left();
}

void Tree::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeWidget::mouseReleaseEvent(event);
    QTreeWidgetItem *hit = itemAt(event->pos());
    if (!hit || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
        return;
    const bool newTab = event->button() == Qt::MiddleButton || event->modifiers().testFlag(Qt::ControlModifier);
    if (event->button() == Qt::LeftButton || isPage(entryOf(indexFromItem(hit))))
        act(hit, newTab);
}

void Tree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    QTreeWidgetItem *item = byKey ? currentItem() : itemAt(event->pos());
    if (item)
        emit menuRequested(item, byKey ? viewport()->mapToGlobal(visualItemRect(item).center()) : event->globalPos());
}

} // namespace sk::ui::navigation
