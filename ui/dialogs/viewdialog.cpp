#include "viewdialog.h"

#include <sk/theme/theme.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

ViewDialog::ViewDialog(const QString &title, const QString &name, const QString &icon, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(name))
    , m_icon(new QComboBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_name->setMaxLength(200);
    m_name->selectAll();
    const std::pair<const char *, QString> icons[] = {{"", tr("Of the kind")}, {"warning", tr("Warning")}, {"error", tr("Failure")}, {"check", tr("Tick")},
        {"nodes", tr("Node")}, {"pods", tr("Pod")}, {"deployments", tr("Workload")}, {"services", tr("Network")}, {"volumes", tr("Storage")}, {"secrets", tr("Key")},
        {"events", tr("Event")}, {"settings", tr("Gear")}, {"search", tr("Lens")}};
    for (const auto &[id, text] : icons)
        m_icon->addItem(*id ? theme::Theme::instance().icon(QString::fromLatin1(id)) : QIcon(), text, QString::fromLatin1(id));
    m_icon->setCurrentIndex(std::max(0, m_icon->findData(icon)));
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Icon"), m_icon);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
    auto *save = buttons->button(QDialogButtonBox::Save);
    const auto look = [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, look);
    look();
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit chosen(m_name->text().simplified(), m_icon->currentData().toString());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
}

} // namespace sk::ui
