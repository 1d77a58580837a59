#include "lockpage.h"

#include "sessionbar.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace sk::ui {

LockPage::LockPage(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_bar(new SessionBar(clock))
{
    setObjectName(QStringLiteral("lockPage"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    layout->addStretch(2);
    layout->addWidget(m_words);
    layout->addStretch(3);
    connect(m_bar, &SessionBar::otherUserRequested, this, &LockPage::otherUserRequested);
}

void LockPage::setSession(session::Session *session)
{
    m_session = session;
    m_bar->setSession(session);
    retranslate();
}

void LockPage::focusPassword()
{
    m_bar->focusPassword();
}

void LockPage::retranslate()
{
    m_words->setText(m_session ? tr("%1 is locked. Pages, filters and selection are kept; no token is in memory.").arg(m_session->profile().name) : QString());
}

void LockPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
