#pragma once

#include <sk/session/connectionaddress.h>

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace sk::ui {

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
    [[nodiscard]] QWidget *certificates();
    [[nodiscard]] QWidget *proxy();
    void addFile(QFormLayout *form, const QString &label, QLineEdit *&field, const char *name, const QString &title, const QString &filter);
    void update();

    session::Profile m_profile;
    QTabWidget *m_tabs;
    QLineEdit *m_name = nullptr, *m_server = nullptr, *m_user = nullptr, *m_namespace = nullptr, *m_domain = nullptr, *m_client = nullptr, *m_secret = nullptr;
    QLineEdit *m_ca = nullptr, *m_clientCertificate = nullptr, *m_clientKey = nullptr, *m_passphrase = nullptr;
    QLineEdit *m_proxyHost = nullptr, *m_proxyUser = nullptr, *m_proxyPassword = nullptr;
    QComboBox *m_environment = nullptr, *m_colour = nullptr, *m_start = nullptr, *m_proxyKind = nullptr;
    QSpinBox *m_proxyPort = nullptr;
    QCheckBox *m_readOnly = nullptr, *m_keep = nullptr;
    QLabel *m_pin = nullptr, *m_imported = nullptr, *m_problem = nullptr;
    QPushButton *m_forgetPin = nullptr, *m_forgetCas = nullptr, *m_save = nullptr;
};

} // namespace sk::ui
