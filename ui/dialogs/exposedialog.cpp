#include "exposedialog.h"

#include "errorline_p.h"

#include <sk/theme/theme.h>

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QUuid>
#include <QVBoxLayout>

namespace sk::ui {

using session::ApiCandidate;
using session::ApiExposure;
using State = ApiExposure::State;

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

ExposeDialog::ExposeDialog(QString systemNamespace, QWidget *parent)
    : QDialog(parent)
    , m_systemNamespace(std::move(systemNamespace))
    , m_pages(new QStackedWidget(this))
    , m_sourceError(new ErrorLine(this))
    , m_error(new ErrorLine(this))
    , m_next(new QPushButton(this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_expose(new QPushButton(tr("Open a &node port…"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Connection from a kubeconfig"));
    m_pages->addWidget(sourcePage());
    m_pages->addWidget(foundPage());
    m_pages->addWidget(confirmPage());
    m_sourceError->setObjectName(QStringLiteral("sourceError"));
    m_error->setObjectName(QStringLiteral("exposeError"));
    m_next->setObjectName(QStringLiteral("next"));
    m_back->setObjectName(QStringLiteral("back"));
    m_expose->setObjectName(QStringLiteral("expose"));
    for (QPushButton *button : {m_back, m_expose, m_cancel})
        button->setAutoDefault(false);
    m_next->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addWidget(m_expose);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_next);
    layout->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_pages->currentIndex() == FoundPage)
            m_exposure.reset();
        m_pages->setCurrentIndex(m_pages->currentIndex() - 1);
        update();
    });
    connect(m_expose, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentIndex(ConfirmPage);
        update();
        m_back->setFocus(); // the answer that changes nothing
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        switch (m_pages->currentIndex()) {
        case SourcePage:
            look();
            break;
        case FoundPage:
            use();
            break;
        default:
            m_pages->setCurrentIndex(FoundPage);
            m_exposure->expose();
        }
    });
    resize(760, 520);
    if (const QString usual = session::Kubeconfig::usualFile(); !usual.isEmpty())
        setFile(usual);
    update();
}

ExposeDialog::~ExposeDialog()
{
    m_paste->clear();
}

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

void ExposeDialog::setFile(const QString &file)
{
    m_file->setText(file);
    m_paste->clear();
    readSource();
}

QString ExposeDialog::chosenContext() const
{
    return m_context->currentData().toString();
}

void ExposeDialog::readSource()
{
    const QString pasted = m_paste->toPlainText();
    m_config.reset();
    m_sourceError->clear();
    m_context->clear();
    if (pasted.trimmed().isEmpty() && m_file->text().trimmed().isEmpty()) {
        update();
        return;
    }
    auto config = pasted.trimmed().isEmpty() ? session::Kubeconfig::read(m_file->text().trimmed()) : session::Kubeconfig::parse(pasted.toUtf8(), QString());
    if (!config) {
        m_sourceError->show(config.error());
        update();
        return;
    }
    m_config = *config;
    for (const session::KubeContext &context : m_config->contexts())
        m_context->addItem(context.server.isEmpty() ? context.name : tr("%1 · %2", "context, server").arg(context.name, context.server), context.name);
    if (const int current = m_context->findData(m_config->current()); current >= 0)
        m_context->setCurrentIndex(current);
    update();
}

void ExposeDialog::look()
{
    if (!m_config)
        return;
    const auto access = m_config->access(chosenContext());
    if (!access) {
        m_sourceError->show(access.error());
        return;
    }
    m_sourceError->clear();
    m_exposure = std::make_unique<ApiExposure>(*access, m_systemNamespace);
    connect(m_exposure.get(), &ApiExposure::changed, this, &ExposeDialog::update);
    m_pages->setCurrentIndex(FoundPage);
    m_exposure->look();
}

void ExposeDialog::update()
{
    const int page = m_pages->currentIndex();
    QString unsupported;
    if (m_config && m_context->currentIndex() >= 0)
        unsupported = m_config->contexts().value(m_context->currentIndex()).unsupported;
    m_contextNote->setText(unsupported.isEmpty() ? QString()
                                                 : theme::Theme::symbol(theme::Tone::Warning) + QLatin1Char(' ')
                               + tr("This context signs in with “%1”, which this program does not do: it starts no other programs for a kubeconfig. Choose a context with a client certificate or a token.").arg(unsupported));
    m_contextNote->setVisible(!unsupported.isEmpty());
    m_next->setDefault(page != ConfirmPage); // Enter changes nothing in the cluster
    m_back->setVisible(page != SourcePage);
    m_expose->setVisible(false);
    if (page == SourcePage) {
        m_next->setText(tr("&Find the API"));
        m_next->setEnabled(m_config && unsupported.isEmpty());
        return;
    }
    if (!m_exposure)
        return;
    const session::ApiService &service = m_exposure->service();
    if (page == ConfirmPage) {
        m_confirmText->setText(tr("The type of the Service ks-apiserver in the namespace %1 will change from %2 to NodePort.").arg(service.nameSpace, service.type));
        m_patch->setText(QString::fromLatin1(ApiExposure::patch()));
        m_command->setText(ApiExposure::command(chosenContext(), service.nameSpace));
        m_next->setText(tr("&Change the Service"));
        m_next->setEnabled(true);
        return;
    }
    const State state = m_exposure->state();
    QStringList ports;
    for (const auto &port : service.ports)
        ports += port.nodePort > 0 ? tr("%1 (node port %2)").arg(port.port).arg(port.nodePort) : QString::number(port.port);
    m_facts->setText(service.type.isEmpty() ? QString()
                                            : tr("Service ks-apiserver in the namespace %1: type %2, port %3, cluster address %4.")
                                                  .arg(service.nameSpace, service.type, ports.join(QStringLiteral(", ")), service.clusterIp));
    QString progress;
    if (state == State::Looking)
        progress = tr("Looking for the Service…");
    else if (state == State::Changing)
        progress = tr("Changing the Service…");
    else if (state == State::WaitingForPort)
        progress = tr("Waiting for the port to answer…");
    else if (state == State::Found && m_exposure->candidates().isEmpty())
        progress = service.hasNodePort() ? tr("The port is open, but no address of a node is known.")
                                         : tr("From outside the cluster the API has no address yet. A node port gives it one on every node.");
    else if (state == State::Found && m_exposure->asking())
        progress = tr("Asking which addresses answer…");
    m_progress->setText(progress);
    if (state == State::Failed)
        m_error->show(m_exposure->error());
    else
        m_error->clear();
    updateCandidates();
    m_expose->setVisible(state == State::Found && !service.hasNodePort());
    m_next->setText(tr("&Use this address"));
    const int row = m_candidates->indexOfTopLevelItem(m_candidates->currentItem());
    m_next->setEnabled(row >= 0 && m_exposure->candidates().value(row).state == ApiCandidate::State::Answers);
}

void ExposeDialog::updateCandidates()
{
    const QSignalBlocker quiet(m_candidates);
    const auto &candidates = m_exposure->candidates();
    while (m_candidates->topLevelItemCount() > candidates.size())
        delete m_candidates->takeTopLevelItem(m_candidates->topLevelItemCount() - 1);
    for (int i = 0; i < candidates.size(); ++i) {
        const ApiCandidate &one = candidates.at(i);
        QTreeWidgetItem *item = m_candidates->topLevelItem(i);
        if (!item)
            item = new QTreeWidgetItem(m_candidates);
        const auto tone = one.state == ApiCandidate::State::Answers ? theme::Tone::Healthy : one.state == ApiCandidate::State::Silent ? theme::Tone::Failing : theme::Tone::Progressing;
        item->setText(0, one.url.scheme().isEmpty() ? one.url.authority() : one.url.toString());
        item->setText(1, one.node);
        const QString words = one.state == ApiCandidate::State::Answers ? one.version : one.state == ApiCandidate::State::Asking ? tr("asking…") : errorText(one.error).title;
        item->setText(2, theme::Theme::symbol(tone) + QLatin1Char(' ') + words);
        item->setToolTip(2, words);
        item->setForeground(2, theme::Theme::instance().foreground(tone));
        const auto *current = m_candidates->currentItem();
        const int at = current ? m_candidates->indexOfTopLevelItem(const_cast<QTreeWidgetItem *>(current)) : -1;
        if (one.state == ApiCandidate::State::Answers && (at < 0 || candidates.at(at).state != ApiCandidate::State::Answers))
            m_candidates->setCurrentItem(item);
    }
}

void ExposeDialog::use()
{
    const int row = m_candidates->indexOfTopLevelItem(m_candidates->currentItem());
    if (!m_exposure || row < 0)
        return;
    const ApiCandidate one = m_exposure->candidates().value(row);
    if (one.state != ApiCandidate::State::Answers)
        return;
    session::Profile profile;
    profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    profile.name = chosenContext();
    profile.server = one.url.toString();
    emit connectionChosen(profile);
    accept();
}

} // namespace sk::ui
