#include "sessionstack.h"

#include "lockpage.h"
#include "sessionbar.h"
#include "welcomepage.h"

#include <sk/session/session.h>
#include <sk/widgets/concealment.h>

#include <QApplication>
#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sk::ui {

using State = session::Session::State;

SessionStack::SessionStack(QWidget *pages, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_welcome(new WelcomePage(clock))
    , m_bar(new SessionBar(clock))
    , m_workplace(new QWidget)
    , m_lockPage(new LockPage(clock))
    , m_stack(new QStackedLayout(this))
{
    // Above everything that the connection shows: in a narrow window the details lie over the page, and must not lie over the password.
    auto *barAndPages = new QVBoxLayout(m_workplace);
    barAndPages->setContentsMargins(0, 0, 0, 0);
    barAndPages->setSpacing(0);
    barAndPages->addWidget(m_bar);
    barAndPages->addWidget(pages, 1);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_workplace);
    m_stack->addWidget(m_lockPage);
    connect(m_welcome, &WelcomePage::signInRequested, this, &SessionStack::signInRequested);
    connect(m_welcome, &WelcomePage::retryRequested, this, &SessionStack::retryRequested);
    connect(m_bar, &SessionBar::otherUserRequested, this, &SessionStack::signInRequested);
    connect(m_bar, &SessionBar::passwordChangeRequested, this, &SessionStack::passwordChangeRequested);
    connect(m_bar, &SessionBar::certificateRequested, this, &SessionStack::certificateRequested);
    connect(m_lockPage, &LockPage::otherUserRequested, this, &SessionStack::signInRequested);
}

void SessionStack::setSession(session::Session *session)
{
    m_session = session;
    m_focusBefore.clear();
    m_bar->setSession(session);
    m_lockPage->setSession(session);
    if (session)
        bring(m_workplace);
}

bool SessionStack::locked() const
{
    return m_stack->currentWidget() == m_lockPage;
}

void SessionStack::bring(QWidget *page)
{
    m_stack->setCurrentWidget(page);
    widgets::setConcealed(m_workplace, locked());
}

void SessionStack::showWelcome()
{
    bring(m_welcome);
    m_welcome->focusButton();
}

void SessionStack::setRestoring(const QString &name, const Error &trouble, UnixMs nextTry)
{
    m_welcome->setRestoring(name, trouble, nextTry);
}

void SessionStack::follow()
{
    if (!m_session)
        return;
    QWidget *focus = window()->focusWidget();
    const bool hidden = locked();
    if (m_session->state() == State::Locked || (hidden && m_session->state() == State::SigningIn)) {
        if (!hidden)
            m_focusBefore = focus;
        bring(m_lockPage);
        m_lockPage->focusPassword();
    } else if (m_session->state() == State::Refused && !m_bar->isAncestorOf(focus)) {
        m_focusBefore = focus;
        // Whoever is typing goes on; what is typed must not end up in a password field.
        if (!qobject_cast<QLineEdit *>(focus))
            m_bar->focusPassword();
    } else if (m_session->state() == State::Active) {
        bring(m_workplace);
        if (m_focusBefore && m_focusBefore->isVisibleTo(window()))
            m_focusBefore->setFocus(Qt::OtherFocusReason);
        else if (!QApplication::focusWidget())
            emit focusWanted();
        m_focusBefore.clear();
    }
}

} // namespace sk::ui
