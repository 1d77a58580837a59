#include "sessionbar.h"

#include <sk/dialogs/errortext.h>
#include <sk/widgets/messagebar.h>

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sk::ui {

namespace {

using State = session::SessionState;
using Kind = SessionNotice::Kind;

} // namespace

SessionBar::SessionBar(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_bar(new widgets::MessageBar)
    , m_label(new QLabel)
    , m_password(new QLineEdit)
    , m_continue(new QPushButton)
    , m_other(new QPushButton)
{
    m_password->setObjectName(QStringLiteral("sessionPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_password->setMinimumWidth(m_password->fontMetrics().averageCharWidth() * 18);
    m_password->setMaxLength(32767);
    m_label->setBuddy(m_password);
    m_continue->setObjectName(QStringLiteral("sessionContinue"));
    m_other->setObjectName(QStringLiteral("sessionOther"));
    for (QWidget *control : std::initializer_list<QWidget *>{m_label, m_password, m_continue, m_other})
        m_bar->addControl(control);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    connect(m_password, &QLineEdit::returnPressed, this, &SessionBar::submit);
    connect(m_continue, &QPushButton::clicked, this, [this] {
        switch (m_notice.kind) {
        case Kind::Password: submit(); break;
        case Kind::Network:
            if (m_session)
                m_session->retryNow();
            break;
        case Kind::Certificate: emit certificateRequested(); break;
        case Kind::ChangePassword: emit passwordChangeRequested(); break;
        case Kind::PreRegistration: emit otherUserRequested(); break;
        case Kind::Keychain:
            m_keychainNoted = true;
            if (m_session)
                m_session->keepInMemoryOnly();
            update();
            break;
        case Kind::None:
        case Kind::Trying: break;
        }
    });
    connect(m_other, &QPushButton::clicked, this, [this] {
        if (m_notice.kind == Kind::ChangePassword) {
            m_changeLater = true;
            update();
        } else {
            emit otherUserRequested();
        }
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SessionBar::update);
    m_patience.setSingleShot(true);
    m_patience.setInterval(3000);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_patienceOver = true;
        update();
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
    m_blockedUntil = 0;
    m_submitted = m_keychainNoted = m_changeLater = false;
    m_password->clear();
    if (session) {
        connect(session, &session::Session::stateChanged, this, &SessionBar::update);
        connect(session, &session::Session::storedChanged, this, &SessionBar::update);
        connect(session, &session::Session::failed, this, &SessionBar::failed);
        connect(session, &session::Session::trustChanged, this, [this] {
            m_attempt = {};
            update();
        });
    }
    update();
}

void SessionBar::failed(const Error &error)
{
    m_attempt = error;
    if (error.code == ErrorCode::AccountLocked) {
        // The server does not say until when; ten minutes is what is installed (api-contract 1.5).
        constexpr std::chrono::seconds usual{600};
        m_blockedUntil = m_clock.now() + std::chrono::milliseconds(error.retryAfter.value_or(usual)).count();
    }
    update();
    if (std::exchange(m_submitted, false)) {
        m_password->selectAll();
        m_password->setFocus();
    }
}

void SessionBar::focusPassword()
{
    if (m_password->isVisibleTo(this) && m_password->isEnabled())
        m_password->setFocus(Qt::OtherFocusReason);
}

void SessionBar::submit()
{
    // An empty password is never right, and each wrong one counts towards the lock of the account.
    if (!m_session || m_notice.kind != Kind::Password || m_notice.blockedForSeconds > 0 || m_password->text().isEmpty())
        return;
    m_attempt = {};
    m_submitted = true;
    m_session->signIn(m_session->identity().user, m_password->text());
    update();
}

void SessionBar::update()
{
    const State state = m_session ? m_session->state() : State::SignedOut;
    if (state == State::Active || state == State::SignedOut) {
        m_attempt = {};
        m_submitted = false;
        m_password->clear();
    }
    m_notice = m_session ? noticeOf(*m_session, m_attempt, m_blockedUntil, m_clock.now()) : SessionNotice{};
    // A sign-in that was not begun here says what it does elsewhere.
    const bool shown = isVisibleTo(parentWidget());
    if (m_notice.kind == Kind::Trying && !shown)
        m_notice.kind = Kind::None;
    if (m_notice.kind == Kind::Keychain) {
        const bool waits = m_session->storing() && !m_session->storeError();
        if (waits && !m_patienceOver && !m_patience.isActive())
            m_patience.start();
        if (m_keychainNoted || (waits && m_patience.isActive()))
            m_notice.kind = Kind::None;
    } else {
        m_patience.stop();
        m_patienceOver = false;
    }
    if (m_notice.kind == Kind::ChangePassword && m_changeLater)
        m_notice.kind = Kind::None;
    updateControls();
    const bool counts = m_notice.kind == Kind::Network || m_notice.blockedForSeconds > 0;
    if (counts != m_second.isActive())
        counts ? m_second.start() : m_second.stop();
    setVisible(m_notice.kind != Kind::None);
}

void SessionBar::updateControls()
{
    const bool trying = m_notice.kind == Kind::Trying;
    const bool password = m_notice.kind == Kind::Password || trying;
    const bool blocked = m_notice.blockedForSeconds > 0;
    if (m_notice.kind != Kind::None) {
        m_bar->setMessage(m_notice.tone, m_notice.title, m_notice.text);
        m_bar->setToolTip(m_notice.details);
        setAccessibleName(m_bar->message());
    }
    m_label->setText(m_session ? tr("Password for %1").arg(m_session->identity().user) : QString());
    m_password->setAccessibleName(m_label->text());
    QString next;
    switch (m_notice.kind) {
    case Kind::Password: next = blocked ? minutesAndSeconds(m_notice.blockedForSeconds) : tr("Continue"); break;
    case Kind::Trying: next = tr("Signing in…"); break;
    case Kind::Network: next = tr("Try now"); break;
    case Kind::Certificate: next = tr("Look at it…"); break;
    case Kind::ChangePassword: next = tr("Change it…"); break;
    case Kind::PreRegistration: next = tr("Other user…"); break;
    case Kind::Keychain: next = tr("Memory only"); break;
    case Kind::None: break;
    }
    m_continue->setText(next);
    m_continue->setAccessibleName(blocked ? tr("Continue, possible in %1").arg(next) : next);
    m_continue->setEnabled(!trying && !blocked);
    m_continue->setVisible(m_notice.mayWrite);
    m_continue->setDefault(password);
    m_password->setReadOnly(trying); // not disabled: the cursor stays
    m_password->setEnabled(!blocked);
    m_other->setText(m_notice.kind == Kind::ChangePassword ? tr("Later") : tr("Other user…"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_label, m_password})
        widget->setVisible(password);
    m_other->setVisible(password || m_notice.kind == Kind::ChangePassword || (m_notice.kind == Kind::Certificate && m_attempt));
}

void SessionBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

} // namespace sk::ui
