#include "topbar.h"

#include "namespacechooser.h"
#include "searchbutton.h"
#include "statusarea.h"
#include "workspacechooser.h"

#include <sk/theme/theme.h>
#include <sk/widgets/concealment.h>
#include <sk/widgets/elidedlabel.h>
#include <sk/widgets/pill.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace sk::ui {

TopBar::TopBar(QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_name(new widgets::ElidedLabel)
    , m_environment(new widgets::Pill)
    , m_scope(new QWidget)
    , m_workspaces(new WorkspaceChooser)
    , m_namespaces(new NamespaceChooser)
    , m_search(new SearchButton)
    , m_user(new widgets::ElidedLabel)
    , m_menuButton(new QToolButton)
    , m_menu(menu)
    , m_readOnly(new widgets::Pill)
    , m_insecure(new widgets::Pill)
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_name->setObjectName(QStringLiteral("connectionName"));
    m_menuButton->setObjectName(QStringLiteral("menu"));
    m_menuButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addWidget(m_environment);
    auto *scope = new QHBoxLayout(m_scope);
    scope->setContentsMargins(0, 0, 0, 0);
    scope->setSpacing(layout->spacing());
    scope->addWidget(m_workspaces);
    scope->addWidget(m_namespaces);
    layout->addWidget(m_scope);
    layout->addStretch(1);
    layout->addWidget(m_search, 2);
    layout->addStretch(1);
    layout->addWidget(m_user);
    layout->addWidget(m_menuButton);
    m_insecure->setObjectName(QStringLiteral("insecure"));
    m_readOnly->setObjectName(QStringLiteral("readOnly"));
    layout->insertWidget(layout->indexOf(m_environment) + 1, m_readOnly);
    layout->insertWidget(layout->indexOf(m_readOnly) + 1, m_insecure);
    // Not setMenu(): the style would draw an arrow over the icon.
    connect(m_menuButton, &QToolButton::clicked, this, &TopBar::openMenu);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchRequested);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &TopBar::apply);
    apply();
}

void TopBar::setConnection(const session::Profile &profile, const QUrl &address, const QString &user)
{
    m_address = address;
    m_profile = profile;
    m_userName = user;
    m_connected = true;
    apply();
}

void TopBar::clearConnection()
{
    m_connected = false;
    m_workspaces->clear();
    apply();
}

void TopBar::setRestoring(const QString &name, bool away)
{
    m_restoring = name;
    m_away = away;
    apply();
}

void TopBar::setLocked(bool locked)
{
    m_locked = locked;
    apply();
}

void TopBar::openMenu()
{
    m_menu->popup(m_menuButton->mapToGlobal(QPoint(m_menuButton->width() - m_menu->sizeHint().width(), m_menuButton->height())));
}

QRect TopBar::searchArea() const
{
    return {m_search->mapToGlobal(QPoint(0, 0)), m_search->size()};
}

void TopBar::apply()
{
    const auto &theme = theme::Theme::instance();
    m_name->setText(m_connected ? m_profile.name : m_restoring.isEmpty() ? tr("Not signed in") : m_away ? m_restoring + QStringLiteral(" – ") + StatusArea::awayText() : m_restoring);
    m_scope->setVisible(m_connected && !m_locked);
    widgets::setConcealed(m_scope, m_locked);
    m_search->setVisible(!m_locked);
    m_search->setText(tr("Go to kind, view, object or action"));
    m_search->setAccessibleName(m_search->text());
    m_search->setToolTip(tr("Go to… (Ctrl+K)"));
    m_user->setText(m_connected ? m_userName : QString());
    m_user->setToolTip(m_connected ? tr("Signed in as %1").arg(m_userName) : QString());
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.color(theme::Role::SecondaryText));
    m_user->setPalette(dim);
    m_menuButton->setIcon(theme.icon(QStringLiteral("menu")));
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setToolTip(tr("Menu (F10)"));
    m_readOnly->setVisible(m_connected && m_profile.readOnly);
    m_readOnly->setState(theme::Tone::Unknown, tr("READ ONLY"), true);
    m_insecure->setVisible(m_connected && net::isInsecure(m_address));
    m_insecure->setState(theme::Tone::Failing, tr("NOT ENCRYPTED"));
    m_insecure->setToolTip(tr("This connection is plain http: whoever is on the way can read everything, the password too."));
    m_insecure->setAccessibleName(m_insecure->toolTip());
    const session::Environment environment = m_connected ? m_profile.environment : session::Environment::Unmarked;
    m_environment->setVisible(environment != session::Environment::Unmarked);
    // Never by colour alone: each environment carries its word.
    if (environment == session::Environment::Production)
        m_environment->setState(theme::Tone::Failing, tr("PRODUCTION"), true);
    else if (environment == session::Environment::Test)
        m_environment->setState(theme::Tone::Warning, tr("TEST"), true);
    else if (environment == session::Environment::Development)
        m_environment->setState(theme::Tone::Healthy, tr("DEVELOPMENT"), true);
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        apply();
}

} // namespace sk::ui
