#include "statusarea.h"

#include <sk/pages/listwords.h>

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace sk::ui {

using State = session::Session::State;

StatusArea::StatusArea(QWidget *parent)
    : QWidget(parent)
    , m_state(new QLabel)
    , m_server(new QLabel)
    , m_until(new QLabel)
    , m_rows(new QLabel)
{
    m_state->setObjectName(QStringLiteral("sessionState"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 12, 3);
    layout->setSpacing(16);
    layout->addWidget(m_state);
    layout->addWidget(m_server);
    layout->addWidget(m_until);
    layout->addStretch(1);
    layout->addWidget(m_rows);
    for (QLabel *label : {m_state, m_server, m_until, m_rows}) {
        label->setTextFormat(Qt::PlainText);
        // A narrow window cuts the line, it does not grow because of it.
        label->setMinimumWidth(0);
    }
    m_server->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->setStretchFactor(m_server, 1000);
    m_server->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_server->installEventFilter(this);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &StatusArea::update);
    update();
}

void StatusArea::setSession(const session::Session *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (session)
        connect(session, &session::Session::storedChanged, this, &StatusArea::update);
    else
        m_rows->clear();
    update();
}

void StatusArea::setRows(const QString &text)
{
    m_rows->setText(text);
}

void StatusArea::setRestoring(bool restoring, bool away)
{
    m_restoring = restoring;
    m_away = away;
    update();
}

QString StatusArea::awayText()
{
    return tr("no connection to the server");
}

void StatusArea::update()
{
    theme::Tone tone = theme::Tone::Unknown;
    QString word = tr("not signed in");
    if (m_restoring) {
        tone = m_away ? theme::Tone::Warning : theme::Tone::Progressing;
        word = m_away ? awayText() : tr("signing in");
    }
    QString server;
    QString until;
    if (m_session) {
        switch (m_session->state()) {
        case State::Active:
            tone = theme::Tone::Healthy;
            word = tr("connected");
            break;
        case State::Refreshing:
            tone = theme::Tone::Healthy;
            word = tr("connected, renewing the session");
            break;
        case State::Restoring:
        case State::SigningIn:
            tone = theme::Tone::Progressing;
            word = tr("signing in");
            break;
        case State::WaitingForNetwork:
            tone = theme::Tone::Warning;
            word = awayText();
            break;
        case State::Refused:
            tone = theme::Tone::Warning;
            word = tr("session refused");
            break;
        case State::Locked:
            word = tr("locked");
            break;
        case State::SignedOut:
            word = tr("signed out");
            break;
        }
        const session::ServerInfo &info = m_session->server();
        QStringList parts{info.address.base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash)};
        if (!info.version.isEmpty())
            parts += tr("KubeSphere API %1").arg(info.version);
        if (!info.kubernetesVersion.isEmpty())
            parts += tr("Kubernetes %1").arg(info.kubernetesVersion);
        server = parts.join(QStringLiteral(" · "));
        if (m_session->state() == State::Active && m_session->expiresAt() > 0)
            until = tr("session until %1, renews by itself")
                        .arg(QDateTime::fromMSecsSinceEpoch(m_session->expiresAt()).time().toString(QStringLiteral("HH:mm")));
        // Where the secret is, in every state that has one.
        const State state = m_session->state();
        if (state == State::Active || state == State::Refreshing || state == State::WaitingForNetwork || state == State::Refused) {
            const QString where = m_session->stored() ? tr("kept in %1").arg(m_session->storeName()) : tr("in memory only");
            until = until.isEmpty() ? where : until + QStringLiteral(" · ") + where;
        }
    }
    const auto &colours = theme::Theme::instance();
    QPalette toned = palette();
    toned.setColor(QPalette::WindowText, colours.foreground(tone));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, colours.color(theme::Role::SecondaryText));
    m_state->setPalette(toned);
    m_state->setText(theme::Theme::symbol(tone) + u' ' + word);
    m_state->setAccessibleName(word);
    for (QLabel *label : {m_server, m_until, m_rows})
        label->setPalette(dim);
    m_serverText = server;
    m_server->setAccessibleName(server);
    showServer();
    m_until->setText(until);
    m_until->setVisible(!until.isEmpty());
}

QString StatusArea::text() const
{
    return QStringList{m_state->text(), m_serverText, m_until->text(), m_rows->text()}.join(QStringLiteral("  "));
}

/// What does not fit ends in an ellipsis, and is whole in the tooltip.
void StatusArea::showServer()
{
    const QString shown = m_server->fontMetrics().elidedText(m_serverText, Qt::ElideRight, m_server->width());
    if (shown != m_server->text())
        m_server->setText(shown);
    m_server->setToolTip(shown == m_serverText ? QString() : m_serverText);
}

bool StatusArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_server && event->type() == QEvent::Resize)
        showServer();
    return QWidget::eventFilter(watched, event);
}

void StatusArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

} // namespace sk::ui
