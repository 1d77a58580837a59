#include "welcomepage.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sk::ui {

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_signIn(new QPushButton)
{
    m_text->setAlignment(Qt::AlignCenter);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    m_signIn->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addSpacing(12);
    layout->addWidget(m_signIn, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    connect(m_signIn, &QPushButton::clicked, this, &WelcomePage::signInRequested);
    retranslate();
}

void WelcomePage::setRestoring(bool restoring)
{
    m_restoring = restoring;
    retranslate();
}

void WelcomePage::focusButton()
{
    m_signIn->setFocus();
}

void WelcomePage::retranslate()
{
    m_text->setText(m_restoring ? tr("Restoring the session…") : tr("Sign in to see a cluster."));
    m_signIn->setText(m_restoring ? tr("Sign in instead…") : tr("Sign in…"));
}

void WelcomePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
