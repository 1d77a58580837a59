#pragma once

#include <sk/net/apiclient.h>
#include <sk/session/session.h>
#include <sk/theme/theme.h>

#include <QDialog>
#include <QPointer>

class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace sk::ui {

/// Changes the password of the account that is signed in, and signs in with the new one: the rules are checked while it is typed, the present
/// password is asked for because the program keeps none. Nothing is sent twice. Shown with open().
class PasswordChangeDialog : public QDialog {
    Q_OBJECT

public:
    PasswordChangeDialog(session::Session &session, net::ApiClient &client, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void check();
    void submit();
    void say(theme::Tone tone, const QString &text);

    QPointer<session::Session> m_session;
    QPointer<net::ApiClient> m_client;
    QLabel *m_intro;
    QLabel *m_labels[3];
    QLineEdit *m_current;
    QLineEdit *m_next;
    QLineEdit *m_again;
    QLabel *m_rules;
    QLabel *m_said;
    QDialogButtonBox *m_buttons;
    bool m_busy = false;
};

} // namespace sk::ui
