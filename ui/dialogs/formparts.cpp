#include "formparts_p.h"

#include <sk/theme/theme.h>
#include <sk/widgets/mnemonic.h>

#include <QCoreApplication>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace sk::ui {
namespace {

/// Gives the words their translation context.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::FormParts)
};

} // namespace

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLineEdit *addLine(QFormLayout *form, const QString &label, const QString &text, const char *name, const QString &placeholder)
{
    auto *field = new QLineEdit(text);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(placeholder);
    form->addRow(label, field);
    field->setAccessibleName(widgets::withoutMnemonic(label));
    return field;
}

void wrapInForm(QLabel *label)
{
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 56);
}

QLabel *makeNote(const QString &text)
{
    auto *note = new QLabel(text);
    if (text.isEmpty())
        note->setWordWrap(true);
    else
        wrapInForm(note);
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    return note;
}

QLineEdit *addFile(QFormLayout *form, const QString &label, const char *name, const QString &title, const QString &filter)
{
    auto *row = new QHBoxLayout;
    auto *field = new QLineEdit;
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(widgets::withoutMnemonic(label));
    auto *browse = new QPushButton(Words::tr("Browse…"));
    browse->setAutoDefault(false);
    browse->setAccessibleName(title);
    row->addWidget(field, 1);
    row->addWidget(browse);
    auto *text = new QLabel(label);
    text->setBuddy(field);
    form->addRow(text, row);
    QObject::connect(browse, &QPushButton::clicked, field, [field, title, filter] {
        auto *chooser = new QFileDialog(field->window(), title);
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        chooser->setNameFilters({filter, Words::tr("All files (*)")});
        QObject::connect(chooser, &QFileDialog::fileSelected, field, [field](const QString &file) {
            field->setText(file);
            emit field->editingFinished();
        });
        chooser->open();
    });
    return field;
}

void showProblem(QLabel *label, const QString &problem)
{
    label->setText(problem.isEmpty() ? QString() : theme::Theme::symbol(theme::Tone::Failing) + QLatin1Char(' ') + problem);
    label->setAccessibleName(problem);
    QPalette colours = label->palette();
    colours.setColor(QPalette::WindowText, theme::Theme::instance().foreground(theme::Tone::Failing));
    label->setPalette(colours);
    label->setForegroundRole(QPalette::WindowText);
    label->setVisible(!problem.isEmpty());
}

} // namespace sk::ui
