#include "mainwindow.h"

#include "bodyarea.h"
#include "curtain.h"
#include "environmentedge.h"
#include "mainmenu.h"
#include "milestones.h"
#include "namespacescope.h"
#include "navigationcounts.h"
#include "navigationpane.h"
#include "objectdetails.h"
#include "pagedesk.h"
#include "pagetabs.h"
#include "sessionstack.h"
#include "statusarea.h"
#include "topbar.h"
#include "travel.h"
#include "windowactions.h"
#include "windowpalette.h"
#include "windowparts.h"

#include <sk/actions/actionset.h>
#include <sk/pages/savedviews.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>

#include <QCloseEvent>
#include <QKeyEvent>
#include <QScreen>
#include <QTimer>

namespace sk::ui {

using State = session::Session::State;

struct MainWindow::Private {
    MainWindow *q;
    settings::Settings &settings;
    const Clock &clock;
    Connection connection;

    WindowParts parts;
    NavigationCounts *counts = nullptr;
    NamespaceScope *scope = nullptr;
    PageDesk *desk = nullptr;
    ObjectDetails *details = nullptr;
    Milestones *milestones = nullptr;
    Travel *travel = nullptr;
    WindowPalette *palette = nullptr;
    WindowActions *actions = nullptr;
    Curtain *curtain = nullptr;
    QString restoring; ///< the connection that is being taken up, while there is none
    bool away = false; ///< its server is
    bool locked = false; ///< as it is shown
    std::optional<PageAddress> forLater; ///< what was to be opened while locked

    Private(MainWindow *window, settings::Settings &s, const Clock &c)
        : q(window)
        , settings(s)
        , clock(c)
    {
    }

    void build();
    void connectParts();
    void endConnection();
    void beginConnection(const std::optional<PageAddress> &first);
    void openFirst(const std::optional<PageAddress> &asked);
    void pageMade(ResourcePage *page);
    void pageChanged();
    void pageState(ResourcePage *page);
    void tellCounted(); ///< which kinds' objects are counted by pages
    void namespacesChanged();
    void sessionChanged();
    void followLock();
    [[nodiscard]] bool stale() const; ///< nothing new can come: rows are greyed
    void updateStatus();
    void updateTitle();
};

MainWindow::MainWindow(settings::Settings &settings, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, settings, clock))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(640, 400);
    d->build();
    d->connectParts();
    // As large as is good to work in, and never larger than the screen with its panels and the window's own frame.
    constexpr double share = 0.92;
    resize(QSize(1600, 1000).boundedTo(screen()->availableSize() * share));
    restoreGeometry(settings.layout(QStringLiteral("window")));
    d->parts.body->restoreState(settings.layout(QStringLiteral("body")));
    const bool navigation = settings.value(settings::keys::navigationVisible()).toBool();
    d->parts.actions->action("view.navigation")->setChecked(navigation);
    d->parts.body->setNavigationVisible(navigation);
    d->details->setVisible(settings.value(settings::keys::detailVisible()).toBool());
    setConnection({});
}

MainWindow::~MainWindow()
{
    setConnection({});
}

void MainWindow::Private::build()
{
    parts = buildWindow(*q, settings, clock);
    counts = new NavigationCounts(*parts.navigation, q);
    scope = new NamespaceScope(*parts.top, settings, q);
    desk = new PageDesk(*parts.tabs, *scope, settings, clock, q);
    details = new ObjectDetails(*parts.detail, *parts.body, *desk, *parts.actions, settings, q);
    milestones = new Milestones(*desk, *counts, q);
    travel = new Travel(q, {[this](const PagePlace &place) { return desk->returnTo(place.kind, place.view); }, [this] { return scope->chosen(); }, [this](const QStringList &names) { scope->choose(names); }});
    palette = new WindowPalette(*desk, *parts.actions, q);
    curtain = new Curtain(q);
    actions = new WindowActions(*q, parts, *scope, *desk, *details, *travel, *palette, settings);
}

void MainWindow::Private::connectParts()
{
    connect(&SavedViews::of(settings), &SavedViews::changed, q, [this] { updateTitle(); });
    connect(parts.navigation, &NavigationPane::viewOpened, desk, &PageDesk::openView);
    connect(parts.navigation, &NavigationPane::viewReplaceRequested, desk, &PageDesk::replaceView);
    connect(parts.navigation, &NavigationPane::opened, desk, &PageDesk::openKind);
    connect(parts.navigation, &NavigationPane::retryRequested, q, [this](const QString &group) {
        if (connection.cluster)
            connection.cluster->catalog().refresh(group);
    });
    connect(parts.tabs, &PageTabs::currentChanged, q, [this] { pageChanged(); });
    connect(parts.menu, &MainMenu::lockPolicyChosen, q, &MainWindow::lockPolicyChosen);
    connect(parts.detail, &DetailPane::loaded, milestones, &Milestones::check);
    connect(parts.front, &SessionStack::signInRequested, q, &MainWindow::signInRequested);
    connect(parts.front, &SessionStack::retryRequested, q, &MainWindow::restoreRetryRequested);
    connect(parts.front, &SessionStack::passwordChangeRequested, q, &MainWindow::passwordChangeRequested);
    connect(parts.front, &SessionStack::certificateRequested, q, &MainWindow::certificateRequested);
    connect(parts.front, &SessionStack::focusWanted, q, [this] {
        if (desk->current())
            desk->current()->focusTable();
    });
    connect(scope, &NamespaceScope::changed, q, [this] { namespacesChanged(); });
    connect(scope, &NamespaceScope::workspacesChanged, actions, &WindowActions::update);
    connect(scope, &NamespaceScope::counted, parts.navigation, &NavigationPane::setCount);
    connect(desk, &PageDesk::pageMade, q, [this](ResourcePage *page) { pageMade(page); });
    connect(desk, &PageDesk::kindUnknown, q, &MainWindow::kindUnknown);
    connect(details, &ObjectDetails::shown, palette, &WindowPalette::noteRecent);
    connect(milestones, &Milestones::firstRowsShown, q, &MainWindow::firstRowsShown);
    connect(milestones, &Milestones::allRowsShown, q, &MainWindow::allRowsShown);
    connect(&theme::Theme::instance(), &theme::Theme::changed, q, [this] { parts.actions->retint(); });
}

void MainWindow::setConnection(const Connection &connection, const std::optional<PageAddress> &first)
{
    d->endConnection();
    if (connection.session && connection.cluster) {
        d->connection = connection;
        d->beginConnection(first);
    } else {
        d->parts.front->showWelcome();
        d->followLock();
        d->parts.top->clearConnection();
        d->parts.edge->setEnvironment(session::Environment::Unmarked);
        d->actions->update();
    }
    d->updateTitle();
}

/// Whatever shows the connection goes before it.
void MainWindow::Private::endConnection()
{
    if (connection.session)
        disconnect(connection.session, nullptr, q, nullptr);
    if (connection.cluster)
        disconnect(&connection.cluster->catalog(), nullptr, q, nullptr);
    connection = {};
    curtain->forget();
    forLater.reset();
    details->setCluster(nullptr);
    actions->setSession(nullptr);
    parts.front->setSession(nullptr);
    parts.status->setSession(nullptr);
    scope->end();
    desk->setCluster(nullptr);
    parts.navigation->setCatalog(nullptr);
    counts->setCluster(nullptr);
    travel->clear();
    palette->forgetRecent();
    milestones->reset();
}

void MainWindow::Private::beginConnection(const std::optional<PageAddress> &first)
{
    session::Session *session = connection.session;
    kube::Cluster *cluster = connection.cluster;
    parts.front->setSession(session);
    actions->setSession(session);
    // After the bars, which show what there is to be focused.
    connect(session, &session::Session::stateChanged, q, [this] { sessionChanged(); });
    parts.status->setSession(session);
    parts.edge->setEnvironment(session->profile().environment, session->profile().colour);
    details->setCluster(cluster);
    scope->begin(session->profile().defaultNamespace);
    connect(&cluster->catalog(), &kube::Catalog::changed, q, [this] {
        milestones->kindsChanged();
        desk->kindsChanged();
    });
    parts.navigation->setCatalog(&cluster->catalog());
    counts->setCluster(cluster);
    counts->setNamespaces(scope->chosen());
    desk->setCluster(cluster);
    openFirst(first);
    // After the page that the user waits for.
    QTimer::singleShot(0, q, [this, cluster] {
        if (connection.cluster == cluster)
            scope->readKnown(*cluster, connection.session->server().apiDomain);
    });
    // What else there is is asked once the first rows are shown (Milestones), or when they take long.
    constexpr int longMs = 3000;
    QTimer::singleShot(longMs, q, [this, cluster] {
        if (connection.cluster == cluster)
            cluster->catalog().read();
    });
    sessionChanged();
}

void MainWindow::Private::openFirst(const std::optional<PageAddress> &asked)
{
    const session::Profile &profile = connection.session->profile();
    auto start = PageAddress::fromUrl(QUrl(QStringLiteral("sk://") + profile.startPage));
    if (start && start->nameSpace.isEmpty())
        start->nameSpace = profile.defaultNamespace;
    if (asked)
        desk->open(*asked);
    else if (start)
        desk->open(*start);
    else
        desk->openLast(settings.value(settings::keys::lastPage()).toString(), settings.value(settings::keys::lastView()).toString());
}

void MainWindow::open(const PageAddress &address)
{
    if (d->locked)
        d->forLater = address;
    else
        d->desk->open(address);
}

void MainWindow::setRestoring(const QString &name, const Error &trouble, UnixMs nextTry)
{
    const bool away = static_cast<bool>(trouble);
    d->parts.front->setRestoring(name, trouble, nextTry);
    d->parts.top->setRestoring(name, away);
    d->parts.status->setRestoring(!name.isEmpty(), away);
    d->restoring = name;
    d->away = away;
    d->updateTitle();
}

void MainWindow::setLockPolicy(int afterMinutes, bool withScreen)
{
    d->parts.menu->setLockPolicy(afterMinutes, withScreen);
}

PageAddress MainWindow::currentAddress() const
{
    return d->desk->currentAddress();
}

void MainWindow::Private::pageMade(ResourcePage *page)
{
    connect(page, &ResourcePage::stateChanged, q, [this, page] { pageState(page); });
    connect(page, &ResourcePage::selectionChanged, q, [this, page] {
        if (page != desk->current())
            return;
        details->showSelection();
        actions->update();
    });
    connect(page, &ResourcePage::selectionUpdated, q, [this, page] {
        if (page == desk->current())
            details->showSelection();
    });
    connect(page, &ResourcePage::saveViewRequested, actions, &WindowActions::saveView);
    connect(page, &ResourcePage::filterChanged, parts.tabs, &PageTabs::retitle);
    connect(page, &ResourcePage::rowsPainted, milestones, &Milestones::rowsPainted);
    connect(page, &ResourcePage::detailRequested, q, [this] {
        details->setVisible(true);
        details->focus();
    });
    connect(page, &ResourcePage::menuRequested, actions, &WindowActions::showObjectMenu);
    page->setStale(stale());
}

void MainWindow::Private::pageChanged()
{
    ResourcePage *front = desk->current();
    parts.navigation->setCurrent(front ? front->kind().type.id() : QString(), front ? front->viewId() : QString());
    tellCounted();
    if (front) {
        parts.navigation->noteOpened(front->kind().type.id());
        settings.setValue(settings::keys::lastPage(), front->kind().type.id());
        settings.setValue(settings::keys::lastView(), front->viewId());
    }
    travel->arrived(front);
    details->showSelection();
    actions->update();
    updateStatus();
    updateTitle();
    milestones->check();
}

void MainWindow::Private::tellCounted()
{
    QStringList counted{QStringLiteral("namespaces")};
    for (const ResourcePage *each : parts.tabs->pages())
        if (each->holdsTheChosen())
            counted += each->kind().type.id();
    counts->setCountedElsewhere(counted);
}

void MainWindow::Private::pageState(ResourcePage *changed)
{
    const kube::ListStatus &state = changed->status();
    const QString id = changed->kind().type.id();
    parts.navigation->setForbidden(id, state.freshness == kube::ListStatus::Freshness::Failed && state.error.code == ErrorCode::Forbidden);
    if (state.complete && changed->holdsTheChosen()) // else it counts what a filter left, or other namespaces too
        parts.navigation->setCount(id, changed->counts().total);
    tellCounted();
    if (changed != desk->current())
        return;
    details->showSelection();
    updateStatus();
    milestones->check();
}

void MainWindow::Private::namespacesChanged()
{
    counts->setNamespaces(scope->chosen());
    for (ResourcePage *each : parts.tabs->pages())
        each->setNamespaces(scope->chosen());
    travel->arrived(desk->current());
    updateStatus();
}

void MainWindow::Private::sessionChanged()
{
    const session::Session *session = connection.session;
    if (!session)
        return;
    parts.top->setConnection(session->profile(), session->server().address.base, session->identity().user);
    parts.status->update();
    for (ResourcePage *each : parts.tabs->pages())
        each->setStale(stale()); // what was chosen, filtered and scrolled to stays
    parts.front->follow();
    followLock();
    actions->update();
}

/// A locked window neither shows nor does anything of the cluster; what it hides is as it was afterwards.
void MainWindow::Private::followLock()
{
    const bool now = parts.front->locked();
    parts.top->setLocked(now);
    travel->setHeld(now);
    curtain->setDrawn(now);
    if (std::exchange(locked, now) == now)
        return;
    updateTitle();
    updateStatus();
    if (const auto address = std::exchange(forLater, {}); address && !now)
        desk->open(*address);
}

bool MainWindow::Private::stale() const
{
    return connection.session && (connection.session->refusedSince() != 0 || connection.session->state() == State::WaitingForNetwork);
}

void MainWindow::Private::updateStatus()
{
    const ResourcePage *front = desk->current();
    if (!front || locked) {
        parts.status->setRows({});
        return;
    }
    const kube::ListStatus &state = front->status();
    QStringList words{rowsText(state, front->counts())};
    if (state.asOf != 0)
        words += timeOfDay(state.asOf);
    parts.status->setRows(words.join(QStringLiteral(" · ")));
}

void MainWindow::Private::updateTitle()
{
    QStringList title;
    if (desk->current() && !locked)
        title += PageTabs::nameOf(*desk->current());
    if (connection.session)
        title += connection.session->profile().name;
    else if (!restoring.isEmpty())
        title += away ? QStringList{restoring, StatusArea::awayText()} : QStringList{restoring};
    title += QStringLiteral("Super Kubenetes Console");
    q->setWindowTitle(title.join(QStringLiteral(" – ")));
}

bool MainWindow::settled() const
{
    const ResourcePage *page = d->desk->current();
    return page && page->settled() && !d->details->loading();
}

int MainWindow::rowsShown() const
{
    return d->desk->current() ? d->desk->current()->counts().shown : 0;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    d->settings.setLayout(QStringLiteral("window"), saveGeometry());
    d->settings.setLayout(QStringLiteral("body"), d->parts.body->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // What nobody nearer to the focus wanted: a filter clears itself first, then the details close.
    if (event->key() == Qt::Key_Escape && !d->locked && d->connection.cluster && d->details->visible()) {
        d->details->setVisible(false);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && d) {
        d->parts.actions->retranslate();
        d->parts.menu->retranslate();
        d->updateTitle();
        d->updateStatus();
    }
}

} // namespace sk::ui
