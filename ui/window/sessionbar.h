#pragma once

#include <sk/session/session.h>

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sk::widgets {
class MessageBar;
}

namespace sk::ui {

/// Stands above the page while the session is not accepted: says why, and takes the password so that everything else stays where
/// it is. Hidden while all is well.
class SessionBar : public QWidget {
    Q_OBJECT

public:
    explicit SessionBar(QWidget *parent = nullptr);
    void setSession(session::Session *session); ///< null: none
    void focusPassword();

signals:
    void otherUserRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void submit();
    QPointer<session::Session> m_session;
    Error m_attempt; ///< why the last password typed here did not do
    UnixMs m_since = 0;
    widgets::MessageBar *m_bar;
    QLabel *m_label;
    QLineEdit *m_password;
    QPushButton *m_continue;
    QPushButton *m_other;
    QPushButton *m_retry;
};

} // namespace sk::ui
