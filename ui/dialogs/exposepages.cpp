#include "errorline_p.h"
#include "exposedialog.h"

#include <sk/theme/theme.h>

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace sk::ui {
namespace {

QLabel *makeText(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QLabel *makeCode(const char *name)
{
    auto *label = makeText();
    label->setFont(theme::Theme::monospaceFont(label->font()));
    label->setObjectName(QString::fromLatin1(name));
    label->setMargin(8);
    label->setAutoFillBackground(true);
    label->setBackgroundRole(QPalette::AlternateBase);
    return label;
}

} // namespace

QWidget *ExposeDialog::sourcePage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(makeText(tr("With a kubeconfig this program finds the platform's API in the cluster, shows at which addresses it answers, and can open a node port for it. "
                                  "The keys in the kubeconfig are used for that alone and are not kept.")));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *row = new QHBoxLayout;
    m_file = new QLineEdit;
    m_file->setObjectName(QStringLiteral("kubeconfigFile"));
    m_file->setAccessibleName(tr("File"));
    auto *browse = new QPushButton(tr("Browse…"));
    browse->setAutoDefault(false);
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    auto *fileLabel = new QLabel(tr("&File"));
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, row);
    m_paste = new QPlainTextEdit;
    m_paste->setObjectName(QStringLiteral("kubeconfigText"));
    m_paste->setPlaceholderText(tr("or paste its text here"));
    m_paste->setAccessibleName(tr("Text of a kubeconfig"));
    m_paste->setTabChangesFocus(true);
    form->addRow(tr("&Text"), m_paste);
    m_context = new QComboBox;
    m_context->setObjectName(QStringLiteral("context"));
    form->addRow(tr("&Context"), m_context);
    m_contextNote = makeText();
    m_contextNote->setObjectName(QStringLiteral("contextNote"));
    form->addRow(nullptr, m_contextNote);
    form->addRow(nullptr, m_sourceError);
    layout->addLayout(form, 1);
    connect(browse, &QPushButton::clicked, this, [this] {
        auto *chooser = new QFileDialog(this, tr("Choose a kubeconfig"));
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        connect(chooser, &QFileDialog::fileSelected, this, &ExposeDialog::setFile);
        chooser->open();
    });
    connect(m_file, &QLineEdit::editingFinished, this, &ExposeDialog::readSource);
    connect(m_paste, &QPlainTextEdit::textChanged, this, &ExposeDialog::readSource);
    connect(m_context, &QComboBox::currentIndexChanged, this, &ExposeDialog::update);
    return page;
}

QWidget *ExposeDialog::foundPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_facts = makeText());
    m_facts->setObjectName(QStringLiteral("facts"));
    layout->addWidget(m_nodes = makeText());
    m_nodes->setObjectName(QStringLiteral("nodes"));
    m_candidates = new QTreeWidget;
    m_candidates->setObjectName(QStringLiteral("candidates"));
    m_candidates->setRootIsDecorated(false);
    m_candidates->setAccessibleName(tr("Addresses of the API"));
    m_candidates->setHeaderLabels({tr("Address"), tr("Node"), tr("Answer")});
    m_candidates->header()->setStretchLastSection(true);
    m_candidates->setColumnWidth(0, 240);
    m_candidates->setColumnWidth(1, 130);
    layout->addWidget(m_candidates, 1);
    layout->addWidget(m_progress = makeText());
    m_progress->setObjectName(QStringLiteral("progress"));
    layout->addWidget(m_error);
    connect(m_candidates, &QTreeWidget::currentItemChanged, this, &ExposeDialog::update);
    connect(m_candidates, &QTreeWidget::itemActivated, this, &ExposeDialog::use);
    return page;
}

QWidget *ExposeDialog::confirmPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_confirmText = makeText());
    m_confirmText->setObjectName(QStringLiteral("confirmText"));
    layout->addWidget(makeText(tr("The patch:")));
    layout->addWidget(m_patch = makeCode("patch"));
    layout->addWidget(makeText(tr("The same as a command:")));
    layout->addWidget(m_command = makeCode("command"));
    layout->addWidget(makeText(tr("From then on whoever reaches a node of this cluster reaches the API's port. Names and passwords travel over it in clear unless the API speaks TLS.")));
    layout->addStretch(1);
    return page;
}

} // namespace sk::ui
