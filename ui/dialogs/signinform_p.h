#pragma once

#include "errorline_p.h"

#include <sk/session/profile.h>

#include <QLineEdit>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QToolButton;

namespace sk::ui {

/// A password field that shows its text on demand and says when Caps Lock seems to be on. What is pasted or typed is never changed.
class PasswordEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget *parent = nullptr);

signals:
    /// Told from a letter whose case contradicts the Shift key: Qt has no other way that works on all platforms.
    void capsLockSeen(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QAction *m_reveal;
};

/// The right side of the sign-in dialog: fields, and the lines of text under them. Decides nothing.
class SignInForm final : public QWidget {
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);

    void setProfile(const session::Profile &profile); ///< fills all fields; forgets the password
    /// What the fields say, on top of `base`; the server is as typed.
    [[nodiscard]] session::Profile profile(session::Profile base) const;
    [[nodiscard]] QString serverText() const;
    [[nodiscard]] QString userText() const;
    [[nodiscard]] QString password() const;
    void setPassword(const QString &password);
    void clearPassword();
    void setBusy(bool busy); ///< fields cannot be edited meanwhile
    void setKeychainText(const QString &text);
    enum class Probe { None, Running, Found, Failed };
    void setProbe(Probe state, const QString &found = {}, const Error &error = {});
    void setInsecure(bool insecure, const QString &host); ///< the warning of plain HTTP
    [[nodiscard]] bool insecureShown() const;
    void showError(const Error &error); ///< beside the field it concerns, which gets the focus
    void clearErrors();
    void focusFirst();
    void retranslate();

signals:
    void serverEdited();
    void advancedRequested(); ///< the connection's settings
    void errorActionTriggered(const sk::Error &error); ///< the button beside an error
    void serverFinished(); ///< focus left it
    void credentialsEdited();

private:
    void buildFields();
    void buildAdvanced();
    void markFields();
    ErrorLine *lineFor(ErrorText::Field field) const;

    QLabel *m_title;
    QWidget *m_fields;
    QLabel *m_demoText;
    QLabel *m_serverLabel, *m_userLabel, *m_passwordLabel;
    QLineEdit *m_server, *m_user;
    PasswordEdit *m_password;
    QLabel *m_probe, *m_insecure, *m_caps, *m_keepText;
    ErrorLine *m_serverError, *m_userError, *m_passwordError, *m_advancedError, *m_generalError;
    QCheckBox *m_keep;
    QToolButton *m_advanced;
    QTimer m_spinner;
    int m_spinnerStep = 0;
    Probe m_probeState = Probe::None;
    QString m_probeFound, m_insecureHost;
    session::Profile m_profile;
};

} // namespace sk::ui
