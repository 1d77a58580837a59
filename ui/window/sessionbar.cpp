#include "sessionbar.h"

#include <sk/dialogs/errortext.h>
#include <sk/pages/listwords.h>
#include <sk/widgets/messagebar.h>

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sk::ui {

using State = session::Session::State;

SessionBar::SessionBar(QWidget *parent)
    : QWidget(parent)
    , m_bar(new widgets::MessageBar)
    , m_label(new QLabel)
    , m_password(new QLineEdit)
    , m_continue(new QPushButton)
    , m_other(new QPushButton)
    , m_retry(new QPushButton)
{
    m_password->setObjectName(QStringLiteral("sessionPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMinimumWidth(m_password->fontMetrics().averageCharWidth() * 22);
    m_password->setMaxLength(32767);
    m_label->setBuddy(m_password);
    m_bar->addControl(m_label);
    m_bar->addControl(m_password);
    m_bar->addControl(m_continue);
    m_bar->addControl(m_other);
    m_bar->addControl(m_retry);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    connect(m_password, &QLineEdit::returnPressed, this, &SessionBar::submit);
    connect(m_continue, &QPushButton::clicked, this, &SessionBar::submit);
    connect(m_other, &QPushButton::clicked, this, &SessionBar::otherUserRequested);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->retryNow();
    });
    hide();
    update();
}

void SessionBar::setSession(session::Session *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_attempt = {};
    m_since = 0;
    m_password->clear();
    if (session) {
        connect(session, &session::Session::stateChanged, this, &SessionBar::update);
        connect(session, &session::Session::failed, this, [this](const Error &error) {
            m_attempt = error;
            update();
            m_password->selectAll();
            m_password->setFocus();
        });
    }
    update();
}

void SessionBar::focusPassword()
{
    m_password->setFocus(Qt::OtherFocusReason);
}

void SessionBar::submit()
{
    // An empty password is never right, and each wrong one counts towards the lock of the account.
    if (!m_session || m_password->text().isEmpty() || m_session->state() == State::SigningIn)
        return;
    m_attempt = {};
    m_session->signIn(m_session->identity().user, m_password->text());
    update();
}

void SessionBar::update()
{
    const State state = m_session ? m_session->state() : State::SignedOut;
    const bool was = isVisibleTo(parentWidget());
    if (state == State::Refused && m_since == 0)
        m_since = m_session->refusedSince();
    if (state == State::Active || state == State::SignedOut) {
        m_since = 0;
        m_attempt = {};
        m_password->clear();
    }
    // While the password typed here is being tried the bar stays, and says so.
    const bool trying = state == State::SigningIn && was;
    const bool refused = state == State::Refused || trying;
    const bool waiting = state == State::WaitingForNetwork;
    if (refused && m_session) {
        const Error &why = m_attempt ? m_attempt : m_session->lastError();
        const ErrorText text = errorText(why);
        const QString title = why ? text.title : tr("The server no longer accepts this session.");
        const QString asOf = m_since != 0 ? tr("What you see is as of %1; nothing is lost.").arg(timeOfDay(m_since)) : tr("Nothing is lost.");
        m_bar->setMessage(m_attempt ? theme::Tone::Failing : theme::Tone::Warning, title, m_attempt && !text.advice.isEmpty() ? text.advice : asOf);
        m_bar->setToolTip(text.details);
        m_label->setText(tr("Password for %1").arg(m_session->identity().user));
        m_continue->setText(trying ? tr("Signing in…") : tr("Continue"));
    } else if (waiting) {
        const ErrorText text = errorText(m_session->lastError());
        m_bar->setMessage(theme::Tone::Warning, text.title, tr("Tried again by itself; what you see stays."));
        m_bar->setToolTip(text.details);
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_password, m_continue, m_other})
        widget->setVisible(refused);
    m_retry->setVisible(waiting);
    m_retry->setText(tr("Try now"));
    m_other->setText(tr("Other user…"));
    m_password->setEnabled(!trying);
    m_continue->setEnabled(!trying);
    m_continue->setDefault(true);
    m_password->setAccessibleName(m_label->text());
    setAccessibleName(m_bar->message());
    setVisible(refused || waiting);
}

void SessionBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

} // namespace sk::ui
