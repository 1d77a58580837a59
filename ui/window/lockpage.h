#pragma once

#include <sk/core/clock.h>
#include <sk/session/session.h>

#include <QPointer>
#include <QWidget>

class QLabel;

namespace sk::ui {

class SessionBar;

/// Stands in place of everything that a locked connection shows, and takes the password. What it hides stays as it is.
class LockPage : public QWidget {
    Q_OBJECT

public:
    explicit LockPage(const Clock &clock, QWidget *parent = nullptr);
    void setSession(session::Session *session); ///< null: none
    void focusPassword();

signals:
    void otherUserRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QPointer<session::Session> m_session;
    QLabel *m_words;
    SessionBar *m_bar;
};

} // namespace sk::ui
