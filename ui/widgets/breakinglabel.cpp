#include "breakinglabel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

namespace sk::widgets {

namespace {

constexpr QChar zeroWidthSpace(0x200b);
constexpr int shortEnough = 24; ///< characters that fit any pane

} // namespace

QString BreakingLabel::withBreaks(const QString &text)
{
    if (text.size() < shortEnough || text.contains(u' '))
        return text;
    QString result;
    for (const QChar letter : text) {
        result += letter;
        if (QStringLiteral("/.-:,@_").contains(letter))
            result += zeroWidthSpace;
    }
    return result;
}

BreakingLabel::BreakingLabel(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus); // dozens of labels are no stops on the way through the pane
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setValue(text);
}

void BreakingLabel::setValue(const QString &text)
{
    m_value = text;
    setText(withBreaks(text));
    setAccessibleName(text);
}

QString BreakingLabel::selectedValue() const
{
    return selectedText().remove(zeroWidthSpace);
}

void BreakingLabel::copy() const
{
    QApplication::clipboard()->setText(hasSelectedText() ? selectedValue() : m_value);
}

void BreakingLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QLabel::keyPressEvent(event);
}

void BreakingLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, &BreakingLabel::copy);
    menu->popup(event->globalPos());
}

} // namespace sk::widgets
