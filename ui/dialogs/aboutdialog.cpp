#include "aboutdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace sk::ui {

AboutDialog::AboutDialog(const QString &version, const QString &keychain, const QString &backend, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *icon = new QLabel;
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    icon->setPixmap(QIcon(QStringLiteral(":/icons/sk-console.svg")).pixmap(size, size));
    icon->setAlignment(Qt::AlignTop);
    auto *name = new QLabel(QStringLiteral("Super Kubenetes Console"));
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    name->setFont(large);
    auto *what = new QLabel(tr("A desktop console for a Super Kubenetes cluster."));

    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(16);
    QStringList lines{name->text()};
    const auto row = [&](const QString &label, const QString &value) {
        auto *text = new QLabel(value);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(label);
        text->setWordWrap(true);
        form->addRow(label, text);
        lines += label + QStringLiteral(": ") + value;
    };
    row(tr("Version"), version);
    row(tr("Qt in use"), QString::fromLatin1(qVersion()));
    row(tr("Keychain"), tr("%1 (%2)", "keychain's name, library").arg(keychain, backend));
    row(tr("Licence"), tr("GNU General Public License, version 3 or later"));
    auto *promise = new QLabel(tr("This program sends nothing to its makers: no telemetry, no account, no search for updates."));
    promise->setWordWrap(true);
    promise->setMinimumWidth(fontMetrics().averageCharWidth() * 60);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setFocus();
    connect(copy, &QPushButton::clicked, this, [lines] { QApplication::clipboard()->setText(lines.join(u'\n')); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout;
    column->addWidget(name);
    column->addWidget(what);
    column->addSpacing(8);
    column->addLayout(form);
    column->addSpacing(8);
    column->addWidget(promise);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(icon);
    top->addLayout(column, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(20, 20, 20, 16);
    all->addLayout(top);
    all->addSpacing(8);
    all->addWidget(buttons);
}

} // namespace sk::ui
