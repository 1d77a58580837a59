#include "certificatespage_p.h"

#include "certificatewords.h"
#include "errortext.h"
#include "formparts_p.h"
#include "signinform_p.h"

#include <sk/theme/theme.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSslCertificate>

namespace sk::ui {

CertificatesPage::CertificatesPage(const session::Profile &profile, QWidget *parent)
    : QWidget(parent)
    , m_importedCas(profile.importedCas)
    , m_trusted(profile.pin)
    , m_trustedCertificate(profile.pinnedCertificate)
{
    auto *form = makeForm(this);
    const QString pem = tr("Certificates (*.pem *.crt *.cer)");
    m_ca = addFile(form, tr("CA &file"), "caFile", tr("Choose a CA file"), pem);
    m_ca->setText(profile.caFile);
    m_ca->setPlaceholderText(tr("only the computer's own authorities"));
    auto *importedRow = new QHBoxLayout;
    m_imported = makeNote({});
    m_forgetCas = new QPushButton(tr("Forget &them"));
    m_forgetCas->setAutoDefault(false);
    importedRow->addWidget(m_imported, 1);
    importedRow->addWidget(m_forgetCas);
    form->addRow(tr("Imported"), importedRow);
    auto *pinRow = new QHBoxLayout;
    m_pin = makeNote({});
    m_pin->setObjectName(QStringLiteral("pin"));
    m_pin->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pin->setWordWrap(false);
    m_pin->setFont(theme::Theme::monospaceFont(m_pin->font()));
    m_forgetPin = new QPushButton(tr("Forget &it"));
    m_forgetPin->setObjectName(QStringLiteral("forgetPin"));
    m_forgetPin->setAutoDefault(false);
    pinRow->addWidget(m_pin, 1);
    pinRow->addWidget(m_forgetPin);
    form->addRow(tr("Trusted key"), pinRow);
    m_clientCertificate = addFile(form, tr("Client certi&ficate"), "clientCertificate", tr("Choose your certificate"), tr("Certificates (*.pem *.crt *.cer *.p12 *.pfx)"));
    m_clientCertificate->setText(profile.clientCertificateFile);
    m_clientCertificate->setPlaceholderText(tr("none; PEM or PKCS#12"));
    m_clientKey = addFile(form, tr("Its &key"), "clientKey", tr("Choose the private key"), tr("Keys (*.pem *.key)"));
    m_clientKey->setText(profile.clientKeyFile);
    m_clientKey->setPlaceholderText(tr("in the certificate's file"));
    form->addRow(tr("Pass&phrase"), m_passphrase = new PasswordEdit(this));
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase of the key"));
    m_passphrase->setPlaceholderText(tr("if the key has one; goes to the keychain or stays in memory"));
    form->addRow(nullptr, m_passphraseError = makeNote({}));
    m_passphraseError->setObjectName(QStringLiteral("passphraseError"));
    connect(m_forgetPin, &QPushButton::clicked, this, [this] {
        m_trusted = {};
        m_trustedCertificate.clear();
        update();
    });
    connect(m_forgetCas, &QPushButton::clicked, this, [this] {
        m_importedCas.clear();
        update();
    });
    for (QLineEdit *field : {m_clientCertificate, m_clientKey, m_passphrase}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            m_check.forget();
            update();
        });
        connect(field, &QLineEdit::editingFinished, this, &CertificatesPage::check);
    }
    connect(&m_check, &ClientKeyCheck::answered, this, &CertificatesPage::update);
    update();
    check();
}

void CertificatesPage::applyTo(session::Profile &profile) const
{
    profile.caFile = m_ca->text().trimmed();
    profile.importedCas = m_importedCas;
    profile.pin = m_trusted;
    profile.pinnedCertificate = m_trustedCertificate;
    profile.clientCertificateFile = m_clientCertificate->text().trimmed();
    profile.clientKeyFile = profile.clientCertificateFile.isEmpty() ? QString() : m_clientKey->text().trimmed();
}

QString CertificatesPage::passphrase() const
{
    return m_passphrase->text();
}

void CertificatesPage::check()
{
    m_check.ask(m_clientCertificate->text().trimmed(), m_clientKey->text().trimmed(), m_passphrase->text());
}

QString CertificatesPage::problem() const
{
    // Files that cannot be read now may be on a medium that is not here, and a passphrase that nobody typed may be in the keychain.
    const Error &error = m_check.error();
    if (error.code != ErrorCode::ClientCertificateUnusable)
        return {};
    const ErrorText text = errorText(error);
    return error.detail.isEmpty() ? text.title : text.title + u' ' + text.advice;
}

bool CertificatesPage::wrongPassphrase() const
{
    return m_check.error().code == ErrorCode::PassphraseNeeded && !m_passphrase->text().isEmpty();
}

void CertificatesPage::update()
{
    const bool certificate = !m_clientCertificate->text().trimmed().isEmpty();
    m_clientKey->setEnabled(certificate);
    m_passphrase->setEnabled(certificate);
    m_pin->setText(m_trusted.keySha256.isEmpty() ? tr("none: the authorities decide") : fingerprintLines(m_trusted.keySha256));
    m_forgetPin->setVisible(!m_trusted.keySha256.isEmpty());
    const auto cas = QSslCertificate::fromData(m_importedCas, QSsl::Pem);
    m_imported->setText(cas.isEmpty() ? tr("none") : tr("%n authority(ies)", nullptr, static_cast<int>(cas.size())));
    m_forgetCas->setVisible(!cas.isEmpty());
    const bool wrong = wrongPassphrase();
    showProblem(m_passphraseError, wrong ? errorText(m_check.error()).title : QString());
    m_passphrase->setProperty("skRefused", wrong);
    m_passphrase->setAccessibleDescription(m_passphraseError->accessibleName());
    m_passphrase->update();
    emit changed();
}

} // namespace sk::ui
