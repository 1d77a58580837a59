#include "errorline_p.h"

#include "formparts_p.h"

#include <sk/theme/theme.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace sk::ui {

ErrorLine::ErrorLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_expander(new QToolButton(this))
    , m_details(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text);
    auto *row = new QHBoxLayout;
    row->addWidget(m_action);
    row->addWidget(m_expander);
    row->addStretch(1);
    layout->addLayout(row);
    m_action->setObjectName(QStringLiteral("errorAction"));
    m_action->setAutoDefault(false);
    connect(m_action, &QPushButton::clicked, this, &ErrorLine::actionTriggered);
    layout->addWidget(m_details);
    wrapInForm(m_text);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(QStringLiteral("errorText"));
    m_expander->setCheckable(true);
    m_expander->setAutoRaise(true);
    m_expander->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expander->setArrowType(Qt::RightArrow);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_details->hide();
    connect(m_expander, &QToolButton::toggled, this, [this](bool on) {
        m_expander->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(on);
    });
    hide();
}

void ErrorLine::show(const Error &error)
{
    m_error = error;
    m_warning.clear();
    m_expander->setChecked(false);
    applyText();
}

void ErrorLine::showWarning(const QString &text)
{
    m_error = {};
    m_warning = text;
    m_expander->setChecked(false);
    applyText();
}

void ErrorLine::clear()
{
    m_error = {};
    m_warning.clear();
    applyText();
}

bool ErrorLine::isEmpty() const
{
    return !m_error && m_warning.isEmpty();
}

QString ErrorLine::text() const
{
    return m_text->text();
}

void ErrorLine::applyText()
{
    const auto tone = m_error ? theme::Tone::Failing : theme::Tone::Warning;
    const auto words = errorText(m_error);
    QString text = m_error ? words.title : m_warning;
    if (m_error && !words.advice.isEmpty())
        text += QLatin1Char(' ') + words.advice;
    m_text->setText(text.isEmpty() ? QString() : theme::Theme::symbol(tone) + QLatin1Char(' ') + text);
    m_text->setAccessibleName(text);
    QPalette colours = m_text->palette();
    colours.setColor(QPalette::WindowText, theme::Theme::instance().foreground(tone));
    m_text->setPalette(colours);
    m_text->setForegroundRole(QPalette::WindowText); // on a Base background labels would take Text
    const bool leadsOn = m_error.code == ErrorCode::TlsUntrusted || m_error.code == ErrorCode::PassphraseNeeded || m_error.code == ErrorCode::ClientCertificateUnusable
        || m_error.code == ErrorCode::ProxyRefused;
    m_action->setVisible(m_offersActions && leadsOn);
    m_action->setText(m_error.code == ErrorCode::TlsUntrusted ? tr("Show certificate…") : tr("Connection settings…"));
    m_expander->setText(tr("Details"));
    m_details->setText(words.details);
    m_expander->setVisible(!words.details.isEmpty());
    setVisible(!isEmpty());
}

void ErrorLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationPaletteChange)
        applyText();
}

} // namespace sk::ui
