#include "supportdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace sk::ui {

SupportDialog::SupportDialog(const QString &report, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit)
    , m_said(new QLabel)
{
    setObjectName(QStringLiteral("support"));
    setWindowTitle(tr("Support report"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 600);

    auto *explain = new QLabel(tr("This is all that the report holds: versions, settings, timings and the log. Tokens, names and addresses are replaced; read it all the same, and delete "
                                  "what you do not want to give away. Nothing leaves this computer until you send it."));
    explain->setWordWrap(true);
    m_text->setPlainText(report);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Support report"));
    m_said->setWordWrap(true);
    m_said->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *save = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    copy->setAutoDefault(false);
    save->setDefault(true);
    connect(save, &QPushButton::clicked, this, &SupportDialog::chooseFile);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(explain);
    column->addWidget(m_text, 1);
    column->addWidget(m_said);
    column->addWidget(buttons);
}

QString SupportDialog::text() const
{
    return m_text->toPlainText();
}

void SupportDialog::chooseFile()
{
    const QString name = QStringLiteral("sk-console-support-%1.txt").arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmm")));
    auto *dialog = new QFileDialog(this, tr("Save the support report"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &SupportDialog::save);
    dialog->open();
}

bool SupportDialog::save(const QString &file)
{
    QSaveFile out(file);
    const QByteArray bytes = text().toUtf8();
    const bool written = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    m_said->setText(written ? tr("Saved as %1.").arg(file) : tr("%1 cannot be written: %2").arg(file, out.errorString()));
    m_said->show();
    return written;
}

} // namespace sk::ui
