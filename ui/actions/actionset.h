#pragma once

#include "actionspec.h"

#include <QAction>
#include <QHash>
#include <QMenu>
#include <QObject>

#include <functional>

namespace sk::ui {

/// The QActions of one window, made from the table. They live on the window, so that their shortcuts work in all of it.
class ActionSet : public QObject {
    Q_OBJECT

public:
    explicit ActionSet(QWidget *window);

    /// The action with this id; it exists, or the program is wrong (asserted).
    [[nodiscard]] QAction *action(const char *id) const;
    /// Runs `work` when the action is triggered, however that came about.
    void on(const char *id, std::function<void()> work);
    /// Enables exactly the actions whose needs are all met.
    void setMet(Needs met);
    /// Adds the actions of a group to a menu, in the order of the table.
    void fill(QMenu &menu, ActionGroup group) const;
    void retranslate();
    void retint(); ///< the theme changed: icons anew

private:
    QHash<QString, QAction *> m_actions;
    QWidget *m_window;
};

} // namespace sk::ui
