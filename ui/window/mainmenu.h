#pragma once

#include <sk/actions/actionset.h>
#include <sk/settings/settings.h>

#include <QActionGroup>
#include <QMenu>

namespace sk::ui {

/// The window's one menu: every action by its group, and the choices of language and theme.
class MainMenu : public QMenu {
    Q_OBJECT

public:
    MainMenu(const ActionSet &actions, settings::Settings &settings, QWidget *parent);
    void retranslate();
    /// What is chosen for the connection that the window shows.
    void setLockPolicy(int afterMinutes, bool withScreen);

signals:
    void lockPolicyChosen(int afterMinutes, bool withScreen);

private:
    void build();
    void addChoice(QMenu &menu, const settings::SettingInfo &info, const QList<QPair<QString, QString>> &choices);
    void addLockChoice(QMenu &menu);
    const ActionSet &m_actions;
    settings::Settings &m_settings;
    int m_lockAfterMinutes = 0;
    bool m_lockWithScreen = false;
};

} // namespace sk::ui
