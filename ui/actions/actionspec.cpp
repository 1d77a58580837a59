#include "actionspec.h"

#include <QCoreApplication>

namespace sk::ui {

const std::vector<ActionSpec> &actionTable()
{
    using G = ActionGroup;
    const auto keys = [](std::initializer_list<const char *> list) {
        QList<QKeySequence> result;
        for (const char *text : list)
            result += QKeySequence::fromString(QString::fromLatin1(text), QKeySequence::PortableText);
        return result;
    };
    static const std::vector<ActionSpec> table = {
        {"connection.signIn", G::Connection, QT_TRANSLATE_NOOP("sk", "&Open a connection…"), "sign-in", keys({"Ctrl+Shift+O"}), Need::Nothing},
        {"window.new", G::Connection, QT_TRANSLATE_NOOP("sk", "New &window"), "", keys({"Ctrl+Shift+N"}), Need::Unlocked},
        {"connection.lock", G::Connection, QT_TRANSLATE_NOOP("sk", "&Lock"), "", keys({"Ctrl+Alt+L"}), Need::Connection | Need::Unlocked},
        {"connection.signOut", G::Connection, QT_TRANSLATE_NOOP("sk", "Sign &out"), "sign-out", {}, Need::Connection},
        {"connection.signOutEverywhere", G::Connection, QT_TRANSLATE_NOOP("sk", "Sign out &everywhere…"), "", {}, Need::Connection},
        {"app.quit", G::Connection, QT_TRANSLATE_NOOP("sk", "&Quit"), "", keys({"Ctrl+Q"})},

        {"go.back", G::Go, QT_TRANSLATE_NOOP("sk", "&Back"), "back", keys({"Alt+Left"}), Need::Back},
        {"go.forward", G::Go, QT_TRANSLATE_NOOP("sk", "&Forward"), "forward", keys({"Alt+Right"}), Need::Forward},
        {"go.palette", G::Go, QT_TRANSLATE_NOOP("sk", "&Go to…"), "search", keys({"Ctrl+K"}), Need::Unlocked},
        {"go.navigation", G::Go, QT_TRANSLATE_NOOP("sk", "&Kinds"), "", keys({"Ctrl+Shift+K"}), Need::Connection | Need::Unlocked},
        {"go.namespaces", G::Go, QT_TRANSLATE_NOOP("sk", "Choose &namespaces…"), "namespaces", keys({"Ctrl+N"}), Need::Connection | Need::Unlocked},
        {"go.workspaces", G::Go, QT_TRANSLATE_NOOP("sk", "Choose a &workspace…"), "", keys({"Ctrl+Shift+W"}), Need::Workspaces},
        {"tab.next", G::Go, QT_TRANSLATE_NOOP("sk", "Ne&xt tab"), "", keys({"Ctrl+Tab", "Ctrl+PgDown"}), Need::SeveralTabs},
        {"tab.previous", G::Go, QT_TRANSLATE_NOOP("sk", "&Previous tab"), "", keys({"Ctrl+Shift+Tab", "Ctrl+PgUp"}), Need::SeveralTabs},
        {"tab.duplicate", G::Go, QT_TRANSLATE_NOOP("sk", "Same page in a new &tab"), "", keys({"Ctrl+T"}), Need::Page},
        {"tab.close", G::Go, QT_TRANSLATE_NOOP("sk", "&Close tab"), "close", keys({"Ctrl+W"}), Need::Page},

        {"list.filter", G::List, QT_TRANSLATE_NOOP("sk", "&Filter"), "search", keys({"Ctrl+F"}), Need::Page},
        {"list.clearFilter", G::List, QT_TRANSLATE_NOOP("sk", "&Clear the filter"), "", keys({"Ctrl+Shift+F"}), Need::Page},
        {"list.saveView", G::List, QT_TRANSLATE_NOOP("sk", "&Save as a view…"), "", keys({"Ctrl+Shift+B"}), Need::Page},
        {"list.retry", G::List, QT_TRANSLATE_NOOP("sk", "&Read again"), "refresh", keys({"F5", "Ctrl+R"}), Need::Page},
        {"list.cancel", G::List, QT_TRANSLATE_NOOP("sk", "&Stop reading"), "", keys({"Shift+Esc"}), Need::Page},

        {"list.columns", G::List, QT_TRANSLATE_NOOP("sk", "Choose c&olumns…"), "columns", keys({"Ctrl+Shift+L"}), Need::Page},
        {"list.sort", G::List, QT_TRANSLATE_NOOP("sk", "Sort by &this column"), "", keys({"Ctrl+Shift+S"}), Need::Page},
        {"list.sortAlso", G::List, QT_TRANSLATE_NOOP("sk", "Sort by this column &too"), "", keys({"Ctrl+Alt+S"}), Need::Page},
        {"list.export", G::List, QT_TRANSLATE_NOOP("sk", "&Export the rows…"), "", keys({"Ctrl+S"}), Need::Page},
        {"list.copyKubectl", G::List, QT_TRANSLATE_NOOP("sk", "Copy as &kubectl"), "", {}, Need::Page},
        {"list.copyCurl", G::List, QT_TRANSLATE_NOOP("sk", "Copy as c&url"), "", {}, Need::Page},

        {"object.details", G::Object, QT_TRANSLATE_NOOP("sk", "Show &details"), "detail", {}, Need::Selection},
        {"object.openInTab", G::Object, QT_TRANSLATE_NOOP("sk", "Open in a new &tab"), "", keys({"Ctrl+Return"}), Need::Selection},
        {"object.yaml", G::Object, QT_TRANSLATE_NOOP("sk", "Show &YAML"), "", keys({"Ctrl+Y"}), Need::Selection},
        {"object.events", G::Object, QT_TRANSLATE_NOOP("sk", "Show &events"), "events", keys({"Ctrl+E"}), Need::Selection},
        {"object.copyName", G::Object, QT_TRANSLATE_NOOP("sk", "Copy &name"), "copy", keys({"Ctrl+Shift+C"}), Need::Selection},
        {"object.copyCell", G::Object, QT_TRANSLATE_NOOP("sk", "Copy &cell"), "", keys({"Ctrl+Alt+C"}), Need::Selection},
        {"object.copyRow", G::Object, QT_TRANSLATE_NOOP("sk", "Copy &row"), "", {}, Need::Selection},
        {"object.copyYaml", G::Object, QT_TRANSLATE_NOOP("sk", "Copy Y&AML"), "", keys({"Ctrl+Shift+Y"}), Need::Selection},
        {"object.filterByValue", G::Object, QT_TRANSLATE_NOOP("sk", "Filter by this &value"), "", keys({"Ctrl+Shift+V"}), Need::Selection},

        {"view.navigation", G::View, QT_TRANSLATE_NOOP("sk", "&Navigation"), "", keys({"Ctrl+B"}), Need::Unlocked, true},
        {"view.detail", G::View, QT_TRANSLATE_NOOP("sk", "&Detail pane"), "detail", keys({"Ctrl+D"}), Need::Unlocked, true},
        {"view.nextPane", G::View, QT_TRANSLATE_NOOP("sk", "Next &pane"), "", keys({"F6"}), Need::Unlocked},

        {"help.shortcuts", G::Help, QT_TRANSLATE_NOOP("sk", "&Keyboard shortcuts"), "", keys({"F1"})},
        {"help.support", G::Help, QT_TRANSLATE_NOOP("sk", "&Support report…"), "", {}, Need::Unlocked},
        {"help.about", G::Help, QT_TRANSLATE_NOOP("sk", "&About"), "", {}},
    };
    return table;
}

QString groupTitle(ActionGroup group)
{
    switch (group) {
    case ActionGroup::Connection:
        return QCoreApplication::translate("sk", "Connection");
    case ActionGroup::Go:
        return QCoreApplication::translate("sk", "Go");
    case ActionGroup::List:
        return QCoreApplication::translate("sk", "List");
    case ActionGroup::Object:
        return QCoreApplication::translate("sk", "Object");
    case ActionGroup::View:
        return QCoreApplication::translate("sk", "View");
    case ActionGroup::Help:
        return QCoreApplication::translate("sk", "Help");
    }
    return {};
}

} // namespace sk::ui
