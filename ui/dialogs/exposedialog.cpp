#include "exposedialog.h"

#include "errorline_p.h"

#include <sk/theme/theme.h>

#include <QComboBox>
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

/// "worker-1 10.0.3.1, 203.0.113.7; worker-2 10.0.3.2", of a large cluster the first.
QString ExposeDialog::nodeWords(const QList<session::NodeAddress> &addresses)
{
    constexpr qsizetype most = 8;
    QStringList nodes;
    QString last;
    for (const session::NodeAddress &one : addresses) {
        if (!nodes.isEmpty() && one.node == last)
            nodes.last() += QStringLiteral(", ") + one.address;
        else
            nodes += one.node + u' ' + one.address;
        last = one.node;
    }
    if (nodes.isEmpty())
        return tr("The addresses of the nodes are not known: this kubeconfig may not read nodes.");
    const int more = static_cast<int>(nodes.size() - most);
    const QString shown = nodes.mid(0, most).join(QStringLiteral("; "));
    return more > 0 ? tr("Addresses of the nodes: %1; and %n more.", nullptr, more).arg(shown) : tr("Addresses of the nodes: %1.").arg(shown);
}

ExposeDialog::ExposeDialog(QString systemNamespace, QWidget *parent)
    : QDialog(parent)
    , m_systemNamespace(std::move(systemNamespace))
    , m_pages(new QStackedWidget(this))
    // Their layouts give them the dialog: Tab comes to them in that order, behind the pages.
    , m_sourceError(new ErrorLine)
    , m_error(new ErrorLine)
    , m_next(new QPushButton)
    , m_back(new QPushButton(tr("&Back")))
    , m_expose(new QPushButton(tr("Open a &node port…")))
    , m_cancel(new QPushButton(tr("Cancel")))
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
    const session::KubeContext context = m_config && m_context->currentIndex() >= 0 ? m_config->contexts().value(m_context->currentIndex()) : session::KubeContext{};
    const QString &unsupported = context.unsupported;
    QString note;
    if (!unsupported.isEmpty())
        note = tr("This context signs in with “%1”, which this program does not do: it starts no other programs for a kubeconfig. Choose a context with a client certificate or a token.").arg(unsupported);
    else if (context.checkingOff)
        note = tr("This context turns the checking of the cluster's certificate off (insecure-skip-tls-verify). This program checks it all the same, so that nobody in between gets the "
                  "keys: without the cluster's CA in the kubeconfig it will not connect.");
    m_contextNote->setText(note.isEmpty() ? QString() : theme::Theme::symbol(theme::Tone::Warning) + QLatin1Char(' ') + note);
    m_contextNote->setVisible(!note.isEmpty());
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
    m_nodes->setText(service.type.isEmpty() ? QString() : nodeWords(m_exposure->nodes()));
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
