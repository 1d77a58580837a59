#pragma once

#include "clientkeycheck_p.h"

#include <sk/session/profile.h>

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sk::ui {

/// Whom a connection trusts, and who its user is by certificate: one page of the connection editor. Reads the certificate's files when a field is left, never while
/// it is typed in, and never on this thread.
class CertificatesPage final : public QWidget {
    Q_OBJECT

public:
    explicit CertificatesPage(const session::Profile &profile, QWidget *parent = nullptr);
    /// What the fields say.
    void applyTo(session::Profile &profile) const;
    [[nodiscard]] QString passphrase() const;
    /// Begins to look at certificate and key, unless they were looked at as they are now.
    void check();
    [[nodiscard]] bool checking() const { return m_check.running(); }
    /// Why it cannot be saved; empty: it can, or that is not known yet. What is wrong with the passphrase alone stands beside its field.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool wrongPassphrase() const;

signals:
    void changed(); ///< of what the functions above say

private:
    void update();

    QByteArray m_importedCas;
    net::TrustPin m_trusted;
    QByteArray m_trustedCertificate;
    ClientKeyCheck m_check;
    QLineEdit *m_ca, *m_clientCertificate, *m_clientKey, *m_passphrase;
    QLabel *m_imported, *m_pin, *m_passphraseError;
    QPushButton *m_forgetCas, *m_forgetPin;
};

} // namespace sk::ui
