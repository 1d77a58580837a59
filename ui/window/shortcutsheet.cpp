#include "shortcutsheet.h"

#include <sk/actions/actionspec.h>
#include <sk/widgets/mnemonic.h>

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace sk::ui {

ShortcutSheet::ShortcutSheet(QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *tree = new QTreeWidget;
    tree->setAccessibleName(windowTitle());
    tree->setColumnCount(2);
    tree->setHeaderLabels({tr("Action"), tr("Keys")});
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setFrameShape(QFrame::NoFrame);
    QTreeWidgetItem *group = nullptr;
    const auto heading = [&](const QString &text) {
        group = new QTreeWidgetItem(tree, {text});
        group->setFlags(Qt::ItemIsEnabled);
        group->setFirstColumnSpanned(true);
        QFont bold = tree->font();
        bold.setBold(true);
        group->setFont(0, bold);
    };
    const auto line = [&](const QString &text, const QString &keys) { new QTreeWidgetItem(group, {text, keys}); };
    bool first = true;
    ActionGroup last = ActionGroup::Connection;
    for (const ActionSpec &spec : actionTable()) {
        if (first || spec.group != last)
            heading(groupTitle(spec.group));
        first = false;
        last = spec.group;
        QStringList keys;
        for (const QKeySequence &sequence : spec.shortcuts)
            keys += sequence.toString(QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        line(widgets::withoutMnemonic(QCoreApplication::translate("sk", spec.text)), keys.join(QStringLiteral(", ")));
    }
    heading(tr("In lists"));
    line(tr("Go to one of the first nine kinds"), tr("Ctrl+1 … Ctrl+9"));
    line(tr("Show the details of the row"), QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText));
    line(tr("Clear the filter, or close the details"), QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText));
    line(tr("From the filter down to the rows"), QKeySequence(Qt::Key_Down).toString(QKeySequence::NativeText));
    line(tr("Copy the selected rows"), QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));
    line(tr("Open the menu"), QKeySequence(Qt::Key_F10).toString(QKeySequence::NativeText));
    heading(tr("While choosing columns"));
    line(tr("Show or hide the column"), QKeySequence(Qt::Key_Space).toString(QKeySequence::NativeText));
    const auto both = [](const QKeySequence &one, const QKeySequence &other) {
        return one.toString(QKeySequence::NativeText) + QStringLiteral(", ") + other.toString(QKeySequence::NativeText);
    };
    line(tr("Move it up or down"), both(QKeySequence(Qt::CTRL | Qt::Key_Up), QKeySequence(Qt::CTRL | Qt::Key_Down)));
    line(tr("Make it narrower or wider"), both(QKeySequence(Qt::CTRL | Qt::Key_Left), QKeySequence(Qt::CTRL | Qt::Key_Right)));
    line(tr("Take out one of your own"), QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText));
    tree->expandAll();
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 84, fontMetrics().height() * 36);
}

} // namespace sk::ui
