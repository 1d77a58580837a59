#pragma once

#include <QFlags>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace sk::ui {

/// What must be there for an action to be usable.
enum class Need : unsigned {
    Nothing = 0,
    Connection = 1, ///< signed in, or a session that was refused: pages are there
    Page = 2, ///< a page is in front
    Selection = 4, ///< a row is selected
    Back = 8, ///< there is a page to go back to
    Forward = 16,
    SeveralTabs = 32,
    Workspaces = 64, ///< the server has some
    Unlocked = 128, ///< the connection is not locked: of a locked one only Connection is met
};
Q_DECLARE_FLAGS(Needs, Need)
Q_DECLARE_OPERATORS_FOR_FLAGS(Needs)

/// Where an action stands in the menu and on the sheet of shortcuts.
enum class ActionGroup { Connection, Go, List, Object, View, Help };

/// An action, declared once. Menus, shortcuts and the sheet of shortcuts are made from the table of these.
struct ActionSpec {
    const char *id; ///< stable: "list.retry"
    ActionGroup group;
    const char *text; ///< QT_TRANSLATE_NOOP("sk", …), with its mnemonic
    const char *icon = ""; ///< name in resources/icons; may be empty
    QList<QKeySequence> shortcuts;
    Needs needs = Need::Nothing;
    bool checkable = false;
};

/// All actions of the window, in the order of the menu.
[[nodiscard]] const std::vector<ActionSpec> &actionTable();
[[nodiscard]] QString groupTitle(ActionGroup group); ///< translated

} // namespace sk::ui
