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

private:
    void build();
    void addChoice(QMenu &menu, const settings::SettingInfo &info, const QList<QPair<QString, QString>> &choices);
    const ActionSet &m_actions;
    settings::Settings &m_settings;
};

} // namespace sk::ui
