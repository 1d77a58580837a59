#pragma once

#include <sk/session/connectionaddress.h>

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace sk::ui {

class CertificatesPage;

/// All that a saved connection is: name and environment, where it starts, API and client, certificates, proxy. Decides nothing: whoever opened
/// it takes profile() and secrets() when it was accepted. Secrets that are in the keychain already are not shown; an empty field keeps them.
class ConnectionEditor : public QDialog {
    Q_OBJECT

public:
    explicit ConnectionEditor(const session::Profile &profile, QWidget *parent = nullptr);

    [[nodiscard]] session::Profile profile() const;
    [[nodiscard]] session::ConnectionSecrets secrets() const;
    enum class Section { General, Api, Certificates, Proxy };
    void showSection(Section section);

private:
    [[nodiscard]] QWidget *general();
    [[nodiscard]] QWidget *api();
    [[nodiscard]] QWidget *proxy();
    void update();
    void save();
    void certificatesChanged();

    session::Profile m_profile;
    QTabWidget *m_tabs;
    QLineEdit *m_name = nullptr, *m_server = nullptr, *m_user = nullptr, *m_namespace = nullptr, *m_domain = nullptr, *m_client = nullptr, *m_secret = nullptr;
    CertificatesPage *m_certificates = nullptr;
    QLineEdit *m_proxyHost = nullptr, *m_proxyUser = nullptr, *m_proxyPassword = nullptr;
    QComboBox *m_environment = nullptr, *m_colour = nullptr, *m_start = nullptr, *m_proxyKind = nullptr;
    QSpinBox *m_proxyPort = nullptr;
    QCheckBox *m_readOnly = nullptr, *m_keep = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_saving = false; ///< *Save* waits for what the certificate's files say
};

} // namespace sk::ui
