#include "trustdialog.h"

#include "certificatewords.h"

#include <sk/net/certificates.h>
#include <sk/theme/theme.h>
#include <sk/widgets/messagebar.h>

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sk::ui {
namespace {

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// Fills `form` with what a certificate says.
void showFacts(QFormLayout *form, const QSslCertificate &certificate)
{
    while (form->rowCount() > 0)
        form->removeRow(0);
    for (const CertificateFact &fact : certificateFacts(certificate)) {
        auto *value = makeText(fact.value, nullptr);
        if (fact.monospace) {
            value->setFont(theme::Theme::monospaceFont(value->font()));
            value->setWordWrap(false);
            // The same digits in the other column stand at the same place.
            value->setObjectName(fact.label == certificateFacts(certificate).constLast().label ? QStringLiteral("keyFingerprint") : QStringLiteral("certificateFingerprint"));
        }
        value->setAccessibleName(fact.label + QStringLiteral(": ") + fact.value);
        auto *label = new QLabel(fact.label);
        label->setForegroundRole(QPalette::PlaceholderText);
        form->addRow(label, value);
    }
}

} // namespace

TrustDialog::TrustDialog(QString host, net::TlsReport report, session::Profile profile, QWidget *parent)
    : QDialog(parent)
    , m_host(std::move(host))
    , m_report(std::move(report))
    , m_profile(std::move(profile))
{
    build();
}

QSslCertificate TrustDialog::importable(const net::TlsReport &report)
{
    const bool onlyUnknown = std::all_of(report.faults.cbegin(), report.faults.cend(), [](const QString &fault) { return net::isIssuerFault(fault); });
    if (!onlyUnknown || report.chain.size() < 2 || !report.chain.constLast().isSelfSigned() || !report.canBeAccepted())
        return QSslCertificate();
    return report.chain.constLast();
}

session::Profile TrustDialog::applied(session::Profile profile, const net::TlsReport &report, Answer answer)
{
    if (answer == Answer::No || report.chain.isEmpty() || !report.canBeAccepted())
        return profile;
    profile.pin = {};
    profile.pinnedCertificate.clear();
    if (answer == Answer::ImportCa) {
        if (const QSslCertificate ca = importable(report); !ca.isNull())
            profile.importedCas += ca.toPem();
        return profile;
    }
    profile.pin.keySha256 = net::keySha256(report.chain.constFirst());
    for (const QString &fault : report.faults) {
        if (!net::isIssuerFault(fault))
            profile.pin.faults += fault;
    }
    profile.pinnedCertificate = report.chain.constFirst().toPem();
    return profile;
}

void TrustDialog::build()
{
    const bool changed = m_report.pinChanged;
    const bool may = m_report.canBeAccepted();
    setWindowTitle(changed ? tr("The server's key has changed") : tr("Certificate that is not trusted"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);

    auto *bar = new widgets::MessageBar(this);
    bar->setObjectName(QStringLiteral("trustBar"));
    bar->setMessage(changed ? theme::Tone::Failing : theme::Tone::Warning,
                    changed ? tr("%1 shows another key than the one you trusted.").arg(m_host) : tr("No authority that this computer knows vouches for %1.").arg(m_host),
                    tr("Nothing was sent to it: no name, no password."));
    layout->addWidget(bar);

    const QStringList reasons = trustReasons(m_report, m_host);
    for (const QString &reason : reasons) {
        auto *line = makeText(theme::Theme::symbol(changed ? theme::Tone::Failing : theme::Tone::Warning) + QStringLiteral("  ") + reason, this);
        line->setObjectName(QStringLiteral("reason"));
        layout->addWidget(line);
    }

    auto *columns = new QHBoxLayout;
    columns->setSpacing(24);
    const QList<QSslCertificate> before = QSslCertificate::fromData(m_profile.pinnedCertificate, QSsl::Pem);
    if (changed && !before.isEmpty())
        columns->addWidget(facts(tr("What you trusted"), before.constFirst(), false), 1, Qt::AlignTop);
    columns->addWidget(facts(changed ? tr("What it shows now") : QString(), m_report.chain.value(0), !changed), 1, Qt::AlignTop);
    layout->addLayout(columns);
    layout->addStretch(1);

    layout->addWidget(makeText(changed ? tr("Ask the administrator, by another way than this network, whether the key was replaced, and compare the fingerprints.")
                                       : tr("Ask the administrator for the fingerprint of the key and compare it, group by group. The key you trust here is trusted for this connection alone."),
                               this));
    QLineEdit *typed = nullptr;
    if (changed && may) {
        auto *row = new QHBoxLayout;
        auto *label = new QLabel(tr("To trust the &new key, type the server's name, %1:").arg(m_host), this);
        typed = new QLineEdit(this);
        typed->setObjectName(QStringLiteral("typedHost"));
        typed->setAccessibleName(tr("The server's name"));
        label->setBuddy(typed);
        row->addWidget(label);
        row->addWidget(typed, 1);
        layout->addLayout(row);
    }

    auto *buttons = new QHBoxLayout;
    QList<QPushButton *> yes;
    if (may) {
        yes += new QPushButton(changed ? tr("&Trust the new key") : tr("&Trust this certificate for this connection"), this);
        yes.constLast()->setObjectName(QStringLiteral("trustKey"));
        connect(yes.constLast(), &QPushButton::clicked, this, [this] { answer(Answer::TrustKey); });
    }
    if (const QSslCertificate ca = importable(m_report); may && !ca.isNull()) {
        yes += new QPushButton(tr("&Import the authority “%1”").arg(certificateName(ca)), this);
        yes.constLast()->setObjectName(QStringLiteral("importCa"));
        connect(yes.constLast(), &QPushButton::clicked, this, [this] { answer(Answer::ImportCa); });
    }
    for (QPushButton *button : yes) {
        button->setAutoDefault(false);
        button->setEnabled(!typed);
        buttons->addWidget(button);
        if (typed)
            connect(typed, &QLineEdit::textChanged, button, [this, button](const QString &text) { button->setEnabled(text.trimmed() == m_host); });
    }
    buttons->addStretch(1);
    auto *no = new QPushButton(may ? tr("N&o, do not connect") : tr("Close"), this);
    no->setObjectName(QStringLiteral("no"));
    no->setDefault(true);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(no);
    layout->addLayout(buttons);
    no->setFocus();
    resize(changed ? 940 : 680, sizeHint().height());
}

QWidget *TrustDialog::facts(const QString &title, const QSslCertificate &certificate, bool chain)
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    if (!title.isEmpty()) {
        auto *heading = new QLabel(title, box);
        QFont bold = heading->font();
        bold.setBold(true);
        heading->setFont(bold);
        layout->addWidget(heading);
    }
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(6);
    if (chain && m_report.chain.size() > 1) {
        auto *choice = new QComboBox(box);
        choice->setObjectName(QStringLiteral("chain"));
        choice->setAccessibleName(tr("Chain"));
        for (qsizetype i = 0; i < m_report.chain.size(); ++i)
            choice->addItem(QString(i * 3, u' ') + (i == 0 ? QString() : QStringLiteral("↳ ")) + certificateName(m_report.chain.at(i)));
        auto *row = new QHBoxLayout;
        auto *label = new QLabel(tr("&Chain, the server's own first"), box);
        label->setBuddy(choice);
        row->addWidget(label);
        row->addWidget(choice, 1);
        layout->addLayout(row);
        connect(choice, &QComboBox::currentIndexChanged, this, [this, form](int index) { showFacts(form, m_report.chain.value(index)); });
    }
    showFacts(form, certificate);
    layout->addLayout(form);
    return box;
}

void TrustDialog::answer(Answer given)
{
    m_answered = true;
    emit answered(given);
    accept();
}

void TrustDialog::done(int result)
{
    if (!std::exchange(m_answered, true))
        emit answered(Answer::No);
    QDialog::done(result);
}

} // namespace sk::ui
