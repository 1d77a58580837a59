#include "windowactions.h"

#include "bodyarea.h"
#include "mainwindow.h"
#include "namespacescope.h"
#include "navigationpane.h"
#include "objectdetails.h"
#include "pagedesk.h"
#include "pagetabs.h"
#include "sessionstack.h"
#include "shortcutsheet.h"
#include "signoutquestion.h"
#include "topbar.h"
#include "travel.h"
#include "windowpalette.h"
#include "yamlcopy.h"

#include <sk/actions/actionset.h>
#include <sk/dialogs/viewdialog.h>
#include <sk/models/filterparser.h>
#include <sk/pages/savedviews.h>
#include <sk/pages/viewcommands.h>
#include <sk/settings/keys.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QClipboard>
#include <QShortcut>

#include <algorithm>

namespace sk::ui {

WindowActions::WindowActions(MainWindow &window, const WindowParts &parts, NamespaceScope &scope, PageDesk &desk, ObjectDetails &details, Travel &travel, WindowPalette &palette,
    settings::Settings &settings)
    : QObject(&window)
    , m_window(window)
    , m_parts(parts)
    , m_scope(scope)
    , m_desk(desk)
    , m_details(details)
    , m_travel(travel)
    , m_palette(palette)
    , m_settings(settings)
{
    bindWindow();
    bindMoving();
    bindList();
    bindObject();
    connect(parts.top, &TopBar::searchRequested, this, [this] { m_parts.actions->action("go.palette")->trigger(); });
    connect(&travel, &Travel::changed, this, &WindowActions::update);
}

void WindowActions::setSession(session::Session *session)
{
    m_session = session;
}

ResourcePage *WindowActions::page() const
{
    return m_desk.current();
}

void WindowActions::bindWindow()
{
    ActionSet *actions = m_parts.actions;
    actions->on("connection.signIn", [this] { emit m_window.connectionRequested(); });
    actions->on("window.new", [this] { emit m_window.newWindowRequested(); });
    actions->on("connection.signOut", [this] { emit m_window.signOutRequested(false); });
    actions->on("connection.signOutEverywhere", [this] {
        if (m_session)
            askSignOutEverywhere(&m_window, m_session->server().major, m_session->identity().user, [this](bool everywhere) { emit m_window.signOutRequested(everywhere); });
    });
    actions->on("connection.lock", [this] {
        if (m_session)
            m_session->lock();
    });
    actions->on("app.quit", [this] { emit m_window.quitRequested(); });
    actions->on("view.navigation", [this] {
        const bool shown = m_parts.actions->action("view.navigation")->isChecked();
        m_parts.body->setNavigationVisible(shown);
        m_settings.setValue(settings::keys::navigationVisible(), shown);
    });
    actions->on("view.detail", [this] { m_details.setVisible(m_parts.actions->action("view.detail")->isChecked()); });
    actions->on("help.shortcuts", [this] { (new ShortcutSheet(&m_window))->open(); });
    actions->on("help.support", [this] { emit m_window.supportRequested(); });
    actions->on("help.about", [this] { emit m_window.aboutRequested(); });
    auto *menuKey = new QShortcut(QKeySequence(Qt::Key_F10), &m_window);
    connect(menuKey, &QShortcut::activated, this, [this] { m_parts.top->openMenu(); });
}

void WindowActions::bindMoving()
{
    ActionSet *actions = m_parts.actions;
    actions->on("go.back", [this] { m_travel.back(); });
    actions->on("go.forward", [this] { m_travel.forward(); });
    actions->on("go.palette", [this] { m_palette.popup(m_parts.top->searchArea()); });
    actions->on("go.navigation", [this] {
        m_parts.actions->action("view.navigation")->setChecked(true);
        m_parts.body->setNavigationVisible(true);
        m_parts.navigation->focusList();
    });
    actions->on("go.namespaces", [this] { m_scope.openChooser(); });
    actions->on("go.workspaces", [this] { m_scope.openWorkspaces(); });
    actions->on("tab.next", [this] { m_parts.tabs->step(1); });
    actions->on("tab.previous", [this] { m_parts.tabs->step(-1); });
    actions->on("tab.duplicate", [this] {
        const ResourcePage *from = page();
        const QString filter = from->filter();
        m_desk.newPage(from->kind(), from->viewId())->setFilter(filter);
    });
    actions->on("tab.close", [this] { m_parts.tabs->close(m_parts.tabs->currentIndex()); });
    actions->on("view.nextPane", [this] { nextPane(); });
    for (int i = 0; i < 9; ++i) {
        auto *shortcut = new QShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + i)), &m_window);
        m_kindKeys += shortcut;
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            if (const QString id = m_parts.navigation->order().value(i); !id.isEmpty())
                m_desk.openKind(id);
        });
    }
}

void WindowActions::bindList()
{
    ActionSet *actions = m_parts.actions;
    actions->on("list.filter", [this] { page()->focusFilter(); });
    actions->on("list.clearFilter", [this] { page()->setFilter({}); });
    actions->on("list.saveView", [this] { saveView(); });
    actions->on("list.retry", [this] { page()->retry(); });
    actions->on("list.cancel", [this] { page()->cancelReading(); });
    actions->on("list.columns", [this] { page()->chooseColumns(); });
    const auto sort = [this](bool add) { page()->view()->sortBy(std::max(0, page()->view()->currentIndex().column()), add); };
    actions->on("list.sort", [sort] { sort(false); });
    actions->on("list.sortAlso", [sort] { sort(true); });
    actions->on("list.export", [this] { page()->exportRows(); });
    actions->on("list.copyKubectl", [this] { QApplication::clipboard()->setText(kubectlCommand(viewQuery())); });
    actions->on("list.copyCurl", [this] { QApplication::clipboard()->setText(curlCommand(viewQuery())); });
}

void WindowActions::bindObject()
{
    ActionSet *actions = m_parts.actions;
    actions->on("object.details", [this] { m_details.showTab(DetailPane::Tab::Overview); });
    actions->on("object.yaml", [this] { m_details.showTab(DetailPane::Tab::Yaml); });
    actions->on("object.events", [this] { m_details.showTab(DetailPane::Tab::Events); });
    actions->on("object.openInTab", [this] { openInTab(); });
    actions->on("object.copyName", [this] { QApplication::clipboard()->setText(page()->selectedNames().join(u'\n')); });
    actions->on("object.copyCell", [this] { QApplication::clipboard()->setText(page()->view()->currentIndex().data(Qt::EditRole).toString()); });
    actions->on("object.copyRow", [this] { QApplication::clipboard()->setText(page()->selectedText()); });
    actions->on("object.copyYaml", [this] { copyYaml(); });
    actions->on("object.filterByValue", [this] { page()->addFilterWord(page()->currentCellText()); });
}

void WindowActions::openInTab()
{
    const auto selected = page()->selection();
    if (!selected)
        return;
    ResourcePage *other = m_desk.newPage(page()->kind());
    other->setFilter(models::quotedFilterWord(selected->name));
    other->select(selected->nameSpace, selected->name);
}

void WindowActions::copyYaml()
{
    if (const auto objects = page()->selectedObjects(); objects.size() > 1)
        ui::copyYaml(*m_desk.cluster(), page()->kind(), objects, &m_window);
    else
        m_details.copyYaml();
}

ViewQuery WindowActions::viewQuery() const
{
    ViewQuery query;
    // Where the session is, not where the profile says: the demo's has no address, and a server may have moved.
    query.server = m_session ? m_session->server().address.base : QUrl();
    page()->describe(query);
    return query;
}

void WindowActions::saveView()
{
    const SavedView view = page()->asView();
    const QString name = view.filter.isEmpty() ? page()->title() : page()->title() + QStringLiteral(" · ") + view.filter;
    auto *dialog = new ViewDialog(tr("Save view"), name.left(60), {}, &m_window);
    connect(dialog, &ViewDialog::chosen, this, [this, view](const QString &chosen, const QString &icon) {
        SavedView named = view;
        named.name = chosen;
        named.icon = icon;
        SavedViews::of(m_settings).add(named);
    });
    dialog->open();
}

void WindowActions::update()
{
    Needs met = Need::Nothing;
    met.setFlag(Need::Connection, m_desk.cluster() != nullptr);
    const bool locked = m_parts.front->locked();
    for (QShortcut *key : std::as_const(m_kindKeys))
        key->setEnabled(!locked);
    if (locked) {
        m_parts.actions->setMet(met);
        return;
    }
    met.setFlag(Need::Unlocked);
    met.setFlag(Need::Page, page() != nullptr);
    met.setFlag(Need::Selection, page() && page()->selection());
    met.setFlag(Need::Back, m_travel.canGoBack());
    met.setFlag(Need::Forward, m_travel.canGoForward());
    met.setFlag(Need::SeveralTabs, m_parts.tabs->pages().size() > 1);
    met.setFlag(Need::Workspaces, m_desk.cluster() && m_scope.hasWorkspaces());
    m_parts.actions->setMet(met);
}

void WindowActions::showObjectMenu(const QPoint &globalPosition)
{
    if (!page() || !page()->selection())
        return;
    auto *menu = new QMenu(&m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_parts.actions->fill(*menu, ActionGroup::Object);
    menu->popup(globalPosition);
}

void WindowActions::nextPane()
{
    const QWidget *now = QApplication::focusWidget();
    if (!page() || (now && m_parts.detail->isAncestorOf(now)))
        m_parts.navigation->focusList();
    else if (now && m_parts.navigation->isAncestorOf(now))
        page()->focusFilter();
    else if (now && page()->view()->isAncestorOf(now) && m_details.visible())
        m_details.focus();
    else if (now && page()->view()->isAncestorOf(now))
        m_parts.navigation->focusList();
    else
        page()->focusTable();
}

} // namespace sk::ui
