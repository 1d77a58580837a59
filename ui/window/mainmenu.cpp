#include "mainmenu.h"

#include <sk/settings/keys.h>

namespace sk::ui {

MainMenu::MainMenu(const ActionSet &actions, settings::Settings &settings, QWidget *parent)
    : QMenu(parent)
    , m_actions(actions)
    , m_settings(settings)
{
    build();
    connect(&settings, &settings::Settings::changed, this, [this](const QString &key) {
        if (key == QLatin1String(settings::keys::theme().key) || key == QLatin1String(settings::keys::language().key))
            retranslate(); // the ticks
    });
}

void MainMenu::retranslate()
{
    // Not while it is open: the entry that was chosen is still in use.
    QMetaObject::invokeMethod(this, &MainMenu::build, Qt::QueuedConnection);
}

void MainMenu::build()
{
    const QList<QMenu *> old = findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    clear();
    qDeleteAll(old);
    qDeleteAll(findChildren<QActionGroup *>(QString(), Qt::FindDirectChildrenOnly));
    for (const ActionGroup group : {ActionGroup::Go, ActionGroup::List, ActionGroup::Object, ActionGroup::View}) {
        QMenu *menu = addMenu(groupTitle(group));
        m_actions.fill(*menu, group);
        if (group != ActionGroup::View)
            continue;
        menu->addSeparator();
        addChoice(*menu->addMenu(tr("&Theme")), settings::keys::theme(),
            {{QStringLiteral("system"), tr("As the desktop")}, {QStringLiteral("light"), tr("Light")}, {QStringLiteral("dark"), tr("Dark")}});
        // A language is named in itself, so that it is found by who reads no other.
        addChoice(*menu->addMenu(tr("&Language")), settings::keys::language(),
            {{QStringLiteral("system"), tr("As the desktop")}, {QStringLiteral("en"), QStringLiteral("English")},
                {QStringLiteral("zh_CN"), QString::fromUtf8("\u7b80\u4f53\u4e2d\u6587")}});
    }
    addSeparator();
    m_actions.fill(*this, ActionGroup::Help);
    addSeparator();
    m_actions.fill(*this, ActionGroup::Connection);
    auto *lock = new QMenu(tr("Lock by &itself"), this);
    insertMenu(actions().constLast(), lock); // above *Quit*
    addLockChoice(*lock);
}

void MainMenu::setLockPolicy(int afterMinutes, bool withScreen)
{
    m_lockAfterMinutes = afterMinutes;
    m_lockWithScreen = withScreen;
    retranslate();
}

void MainMenu::addLockChoice(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const auto choose = [this](int afterMinutes, bool withScreen) {
        setLockPolicy(afterMinutes, withScreen);
        emit lockPolicyChosen(afterMinutes, withScreen);
    };
    for (const int minutes : {0, 5, 15, 60}) {
        QAction *action = menu.addAction(minutes == 0 ? tr("&Not after any time") : tr("After %n minute(s) without use", nullptr, minutes));
        action->setCheckable(true);
        action->setChecked(minutes == m_lockAfterMinutes);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choose, minutes] { choose(minutes, m_lockWithScreen); });
    }
    menu.addSeparator();
    QAction *screen = menu.addAction(tr("With the &screen"));
    screen->setCheckable(true);
    screen->setChecked(m_lockWithScreen);
    connect(screen, &QAction::triggered, this, [this, choose](bool on) { choose(m_lockAfterMinutes, on); });
}

void MainMenu::addChoice(QMenu &menu, const settings::SettingInfo &info, const QList<QPair<QString, QString>> &choices)
{
    auto *group = new QActionGroup(this);
    const QString current = m_settings.value(info).toString();
    for (const auto &[value, text] : choices) {
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(value == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, &info, value = value] { m_settings.setValue(info, value); });
    }
}

} // namespace sk::ui
