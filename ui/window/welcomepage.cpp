#include "welcomepage.h"

#include <sk/dialogs/errortext.h>
#include <sk/widgets/messagebar.h>

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

WelcomePage::WelcomePage(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_bar(new widgets::MessageBar)
    , m_retry(new QPushButton)
    , m_text(new QLabel)
    , m_signIn(new QPushButton)
{
    m_text->setAlignment(Qt::AlignCenter);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    m_signIn->setDefault(true);
    m_retry->setObjectName(QStringLiteral("retry"));
    m_bar->addControl(m_retry);
    m_bar->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addSpacing(12);
    layout->addWidget(m_signIn, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    connect(m_signIn, &QPushButton::clicked, this, &WelcomePage::signInRequested);
    connect(m_retry, &QPushButton::clicked, this, &WelcomePage::retryRequested);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &WelcomePage::updateBar);
    retranslate();
}

void WelcomePage::setRestoring(const QString &name, const Error &trouble, UnixMs nextTry)
{
    m_restoring = name;
    m_trouble = trouble;
    m_nextTry = nextTry;
    retranslate();
}

void WelcomePage::updateBar()
{
    const auto seconds = static_cast<int>(std::max<UnixMs>(0, m_nextTry - m_clock.now() + 999) / 1000);
    if (m_trouble) {
        const ErrorText text = errorText(m_trouble);
        m_bar->setMessage(theme::Tone::Warning, text.title,
            seconds > 0 ? tr("Tried again in %n second(s).", nullptr, seconds) : tr("Trying again…"));
        m_bar->setToolTip(text.details);
    }
    m_bar->setVisible(static_cast<bool>(m_trouble));
    if (m_trouble && seconds > 0)
        m_second.start();
    else
        m_second.stop();
}

void WelcomePage::focusButton()
{
    m_signIn->setFocus();
}

void WelcomePage::retranslate()
{
    m_text->setText(m_restoring.isEmpty() ? tr("Sign in to see a cluster.") : m_trouble ? tr("Waiting for %1…").arg(m_restoring) : tr("Restoring the session…"));
    m_signIn->setText(m_restoring.isEmpty() ? tr("Sign in…") : tr("Sign in instead…"));
    m_retry->setText(tr("Try now"));
    updateBar();
}

void WelcomePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
