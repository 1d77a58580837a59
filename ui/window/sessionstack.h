#pragma once

#include <sk/core/clock.h>
#include <sk/core/error.h>

#include <QPointer>
#include <QWidget>

class QStackedLayout;

namespace sk::session {
class Session;
}

namespace sk::ui {

class LockPage;
class SessionBar;
class WelcomePage;

/// What the session lets be seen: the way to sign in, the pages with the session's bar above them, or the lock. Puts the cursor into the
/// password field when one is wanted, and back to where it was afterwards.
class SessionStack : public QWidget {
    Q_OBJECT

public:
    /// Takes ownership of the pages.
    SessionStack(QWidget *pages, const Clock &clock, QWidget *parent = nullptr);

    void setSession(session::Session *session); ///< null: none, and another one or showWelcome() is to follow
    void showWelcome();
    /// Without a session: which one of last time is on its way (empty: none), what hinders it, and when it is tried again.
    void setRestoring(const QString &name, const Error &trouble = {}, UnixMs nextTry = 0);
    [[nodiscard]] bool locked() const; ///< nothing of the connection is to be seen, until follow() opens it
    void follow(); ///< the session's state; to be called after everything that shows it has

signals:
    void signInRequested();
    void retryRequested(); ///< of a session that is being restored
    void passwordChangeRequested();
    void certificateRequested();
    void focusWanted(); ///< the pages are back, and nothing has the focus

private:
    void bring(QWidget *page);

    QPointer<session::Session> m_session;
    QPointer<QWidget> m_focusBefore; ///< where the cursor was when the session was refused or locked
    WelcomePage *m_welcome;
    SessionBar *m_bar;
    QWidget *m_workplace; ///< the bar and the pages
    LockPage *m_lockPage;
    QStackedLayout *m_stack;
};

} // namespace sk::ui
