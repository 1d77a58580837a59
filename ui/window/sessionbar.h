#pragma once

#include "sessionnotice.h"

#include <sk/session/session.h>

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sk::widgets {
class MessageBar;
}

namespace sk::ui {

/// Stands above the page while the session needs its user: says why, and takes the password so that everything else stays where
/// it is. Hidden while all is well. What it says is SessionNotice's.
class SessionBar : public QWidget {
    Q_OBJECT

public:
    explicit SessionBar(const Clock &clock, QWidget *parent = nullptr);
    void setSession(session::Session *session); ///< null: none
    /// Puts the cursor into the password field, if there is one.
    void focusPassword();
    [[nodiscard]] const SessionNotice &notice() const { return m_notice; }

signals:
    void otherUserRequested();
    void passwordChangeRequested();
    void certificateRequested(); ///< to be looked at, and to be decided on

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void updateControls();
    void failed(const Error &error);
    void submit();
    const Clock &m_clock;
    QPointer<session::Session> m_session;
    SessionNotice m_notice;
    Error m_attempt; ///< why the last password did not do
    UnixMs m_blockedUntil = 0; ///< a lock-out ends
    bool m_submitted = false; ///< the attempt under way was typed here
    bool m_keychainNoted = false; ///< the user knows that it is in memory only
    bool m_changeLater = false;
    bool m_patienceOver = false; ///< the keychain has been waited for long enough to say so
    QTimer m_second; ///< count-downs
    QTimer m_patience; ///< a keychain that answers at once needs no words
    widgets::MessageBar *m_bar;
    QLabel *m_label;
    QLineEdit *m_password;
    QPushButton *m_continue; ///< what the notice's kind leads to
    QPushButton *m_other;
};

} // namespace sk::ui
