#include "mainwindow.h"

#include "bodyarea.h"
#include "environmentedge.h"
#include "line.h"
#include "lockpage.h"
#include "mainmenu.h"
#include "namespacechooser.h"
#include "navigationcounts.h"
#include "navigationpane.h"
#include "paletteentries.h"
#include "pagetabs.h"
#include "sessionbar.h"
#include "shortcutsheet.h"
#include "signoutquestion.h"
#include "statusarea.h"
#include "topbar.h"
#include "travel.h"
#include "yamlcopy.h"
#include "workspacechooser.h"

#include <sk/actions/actionset.h>
#include <sk/core/version.h>
#include <sk/pages/detailpane.h>
#include <sk/models/filterparser.h>
#include <sk/pages/pagecolumns.h>
#include <sk/pages/savedviews.h>
#include <sk/dialogs/viewdialog.h>
#include <sk/pages/viewcommands.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

using State = session::Session::State;

struct MainWindow::Private {
    MainWindow *q;
    settings::Settings &settings;
    const Clock &clock;

    Connection connection;
    std::shared_ptr<kube::ResourceList> namespaceList; ///< what the chooser offers
    QStringList namespaces; ///< chosen; empty: all
    std::function<void()> takeNamespaces; ///< which there are, once more
    std::optional<PageAddress> awaited; ///< its kind is not known before the server told what it has
    bool awaitedByUser = false; ///< else it is the page of last time
    QList<PageAddress> recent; ///< objects that were looked into, the last one first
    bool restoring = false; ///< the connection of last time is on its way
    bool firstRowsTold = false;
    bool allRowsTold = false;
    std::chrono::milliseconds rowsCompleteAt{-1};

    ActionSet *actions = nullptr;
    Travel *travel = nullptr;
    CommandPalette *palette = nullptr;
    MainMenu *menu = nullptr;
    EnvironmentEdge *edge = nullptr;
    TopBar *top = nullptr;
    NavigationPane *navigation = nullptr;
    NavigationCounts *navigationCounts = nullptr;
    PageTabs *tabs = nullptr;
    DetailPane *detail = nullptr;
    BodyArea *body = nullptr;
    StatusArea *status = nullptr;
    SessionBar *sessionBar = nullptr;
    LockPage *lockPage = nullptr;
    QWidget *workplace = nullptr; ///< the bar and the body
    QPointer<QWidget> focusBefore; ///< where the cursor was when the session was refused
    QWidget *welcome = nullptr;
    QPushButton *signIn = nullptr;
    QLabel *welcomeText = nullptr;
    QStackedLayout *stack = nullptr;

    Private(MainWindow *window, settings::Settings &s, const Clock &c)
        : q(window)
        , settings(s)
        , clock(c)
    {
    }

    void build();
    void buildWelcome();
    void bindActions();
    void bindObjectActions();
    [[nodiscard]] const kube::ResourceKind *kind(const QString &id) const;
    [[nodiscard]] ResourcePage *page() const { return tabs->current(); }
    void openKind(const QString &kindId, bool newTab);
    ResourcePage *newPage(const kube::ResourceKind &kind);
    void openView(const QString &viewId, bool newTab);
    void saveView();
    void buildTravel();
    void buildPalette();
    void bindListActions();
    void noteRecent(const kube::ResourceKind &kind, const Selection &object);
    [[nodiscard]] ViewQuery viewQuery() const;
    void pageChanged();
    void pageState(ResourcePage *page);
    void showSelection();
    void updateActions();
    void updateStatus();
    void sessionChanged();
    void namespacesChosen(const QStringList &names);
    void listNamespaces();
    void kindsChanged();
    [[nodiscard]] bool knownOrAwaited(const PageAddress &address, bool byUser); ///< false: kindsChanged() goes on
    void checkMilestones();
    void nextPane();
    void showMenu(const QPoint &where);
    void setDetailVisible(bool visible);
    void retranslate();
};

MainWindow::MainWindow(settings::Settings &settings, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, settings, clock))
{
    d->build();
    d->bindActions();
    d->bindListActions();
    d->bindObjectActions();
    d->retranslate();
    // As large as is good to work in, and never larger than the screen with its panels and the window's own frame.
    constexpr double share = 0.92;
    resize(QSize(1600, 1000).boundedTo(screen()->availableSize() * share));
    restoreGeometry(settings.layout(QStringLiteral("window")));
    d->body->restoreState(settings.layout(QStringLiteral("body")));
    d->actions->action("view.navigation")->setChecked(settings.value(settings::keys::navigationVisible()).toBool());
    d->body->setNavigationVisible(d->actions->action("view.navigation")->isChecked());
    d->setDetailVisible(settings.value(settings::keys::detailVisible()).toBool());
    setConnection({});
}

MainWindow::~MainWindow()
{
    setConnection({});
}

void MainWindow::Private::build()
{
    q->setObjectName(QStringLiteral("mainWindow"));
    q->setMinimumSize(640, 400);
    actions = new ActionSet(q);
    menu = new MainMenu(*actions, settings, q);
    edge = new EnvironmentEdge;
    top = new TopBar(menu);
    navigation = new NavigationPane(settings);
    navigationCounts = new NavigationCounts(*navigation, q);
    tabs = new PageTabs;
    detail = new DetailPane(clock);
    sessionBar = new SessionBar(clock);
    lockPage = new LockPage(clock);
    status = new StatusArea;
    body = new BodyArea(navigation, tabs, detail);
    buildWelcome();
    buildTravel();
    buildPalette();

    auto *middle = new QWidget;
    stack = new QStackedLayout(middle);
    stack->addWidget(welcome);
    // Above everything that the connection shows: in a narrow window the details lie over the page, and must not lie over the password.
    workplace = new QWidget;
    auto *barAndBody = new QVBoxLayout(workplace);
    barAndBody->setContentsMargins(0, 0, 0, 0);
    barAndBody->setSpacing(0);
    barAndBody->addWidget(sessionBar);
    barAndBody->addWidget(body, 1);
    stack->addWidget(workplace);
    stack->addWidget(lockPage);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(middle, 1);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(status);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(edge);
    row->addLayout(column, 1);
    q->setCentralWidget(central);

    connect(navigation, &NavigationPane::viewOpened, q, [this](const QString &id, bool newTab) { openView(id, newTab); });
    connect(navigation, &NavigationPane::opened, q, [this](const QString &id, bool newTab) { openKind(id, newTab); });
    connect(navigation, &NavigationPane::retryRequested, q, [this](const QString &group) {
        if (connection.cluster)
            connection.cluster->catalog().refresh(group);
    });
    connect(tabs, &PageTabs::currentChanged, q, [this] { pageChanged(); });
    connect(top->namespaces(), &NamespaceChooser::chosenChanged, q,
        [this](const QStringList &names) { namespacesChosen(names.isEmpty() ? top->workspaces()->members() : names); });
    connect(top->workspaces(), &WorkspaceChooser::chosenChanged, q, [this] {
        namespacesChosen(top->workspaces()->members());
        if (takeNamespaces)
            takeNamespaces();
    });
    connect(sessionBar, &SessionBar::otherUserRequested, q, &MainWindow::signInRequested);
    connect(sessionBar, &SessionBar::passwordChangeRequested, q, &MainWindow::passwordChangeRequested);
    connect(lockPage, &LockPage::otherUserRequested, q, &MainWindow::signInRequested);
    connect(menu, &MainMenu::lockPolicyChosen, q, &MainWindow::lockPolicyChosen);
    connect(detail, &DetailPane::closeRequested, q, [this] { setDetailVisible(false); });
    connect(detail, &DetailPane::columnRequested, q, [this](const QString &spec) {
        if (!page())
            return;
        if (const QString why = page()->addColumn(spec); !why.isEmpty())
            QToolTip::showText(QCursor::pos(), why, detail);
    });
    connect(detail, &DetailPane::loaded, q, [this] { checkMilestones(); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, q, [this] { actions->retint(); });
}

void MainWindow::Private::buildWelcome()
{
    welcome = new QWidget;
    welcomeText = new QLabel;
    welcomeText->setAlignment(Qt::AlignCenter);
    signIn = new QPushButton;
    signIn->setObjectName(QStringLiteral("signIn"));
    signIn->setDefault(true);
    auto *layout = new QVBoxLayout(welcome);
    layout->addStretch(2);
    layout->addWidget(welcomeText);
    layout->addSpacing(12);
    layout->addWidget(signIn, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    welcome->setAutoFillBackground(true);
    welcome->setBackgroundRole(QPalette::Base);
    connect(signIn, &QPushButton::clicked, q, &MainWindow::signInRequested);
}

void MainWindow::Private::bindActions()
{
    actions->on("connection.signIn", [this] { emit q->connectionRequested(); });
    actions->on("window.new", [this] { emit q->newWindowRequested(); });
    actions->on("connection.signOut", [this] { emit q->signOutRequested(false); });
    actions->on("connection.signOutEverywhere", [this] {
        if (const session::Session *session = connection.session)
            askSignOutEverywhere(q, session->server().major, session->identity().user, [this](bool everywhere) { emit q->signOutRequested(everywhere); });
    });
    actions->on("connection.lock", [this] {
        if (connection.session)
            connection.session->lock();
    });
    actions->on("app.quit", [this] { emit q->quitRequested(); });
    actions->on("go.back", [this] { travel->back(); });
    actions->on("go.forward", [this] { travel->forward(); });
    actions->on("go.palette", [this] { palette->popup(top->searchArea()); });
    actions->on("go.navigation", [this] {
        actions->action("view.navigation")->setChecked(true);
        body->setNavigationVisible(true);
        navigation->focusList();
    });
    actions->on("go.namespaces", [this] { top->namespaces()->openList(); });
    actions->on("tab.next", [this] { tabs->step(1); });
    actions->on("tab.previous", [this] { tabs->step(-1); });
    actions->on("tab.duplicate", [this] {
        ResourcePage *from = page();
        const QString filter = from->filter();
        newPage(from->kind())->setFilter(filter);
    });
    actions->on("tab.close", [this] { tabs->close(tabs->currentIndex()); });
    actions->on("view.navigation", [this] {
        const bool shown = actions->action("view.navigation")->isChecked();
        body->setNavigationVisible(shown);
        settings.setValue(settings::keys::navigationVisible(), shown);
    });
    actions->on("view.detail", [this] { setDetailVisible(actions->action("view.detail")->isChecked()); });
    actions->on("view.nextPane", [this] { nextPane(); });
    actions->on("help.shortcuts", [this] { (new ShortcutSheet(q))->open(); });
    actions->on("help.support", [this] { emit q->supportRequested(); });
    actions->on("help.about", [this] { emit q->aboutRequested(); });

    for (int i = 0; i < 9; ++i) {
        auto *shortcut = new QShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + i)), q);
        connect(shortcut, &QShortcut::activated, q, [this, i] {
            if (const QString id = navigation->order().value(i); !id.isEmpty())
                openKind(id, false);
        });
    }
    auto *menuKey = new QShortcut(QKeySequence(Qt::Key_F10), q);
    connect(menuKey, &QShortcut::activated, q, [this] { top->openMenu(); });
}

void MainWindow::Private::bindListActions()
{
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

ViewQuery MainWindow::Private::viewQuery() const
{
    ViewQuery query;
    query.server = QUrl(connection.session ? connection.session->profile().server : QString());
    page()->describe(query);
    return query;
}

void MainWindow::Private::bindObjectActions()
{
    const auto showTab = [this](DetailPane::Tab tab) {
        setDetailVisible(true);
        showSelection();
        detail->showTab(tab);
    };
    actions->on("object.details", [=, this] { showTab(DetailPane::Tab::Overview); });
    actions->on("object.yaml", [=, this] { showTab(DetailPane::Tab::Yaml); });
    actions->on("object.events", [=, this] { showTab(DetailPane::Tab::Events); });
    actions->on("object.openInTab", [this] {
        const auto selected = page()->selection();
        if (!selected)
            return;
        ResourcePage *other = newPage(page()->kind());
        other->setFilter(models::quotedFilterWord(selected->name));
        other->select(selected->nameSpace, selected->name);
    });
    actions->on("object.copyName", [this] { QApplication::clipboard()->setText(page()->selectedNames().join(u'\n')); });
    actions->on("object.copyCell", [this] { QApplication::clipboard()->setText(page()->view()->currentIndex().data(Qt::EditRole).toString()); });
    actions->on("object.copyRow", [this] { QApplication::clipboard()->setText(page()->selectedText()); });
    actions->on("object.copyYaml", [this] {
        if (const auto objects = page()->selectedObjects(); objects.size() > 1) {
            copyYaml(*connection.cluster, page()->kind(), objects, q);
            return;
        }
        showSelection();
        detail->copyYaml();
    });
    actions->on("object.filterByValue", [this] { page()->addFilterWord(page()->currentCellText()); });
}

const kube::ResourceKind *MainWindow::Private::kind(const QString &id) const
{
    return connection.cluster ? connection.cluster->catalog().find(id) : nullptr;
}

void MainWindow::setConnection(const Connection &connection, const std::optional<PageAddress> &first)
{
    // Whatever shows the old connection goes before it.
    if (d->connection.session)
        disconnect(d->connection.session, nullptr, this, nullptr);
    if (d->connection.cluster)
        disconnect(&d->connection.cluster->catalog(), nullptr, this, nullptr);
    if (d->connection.cluster)
        disconnect(&d->connection.cluster->catalog(), nullptr, this, nullptr);
    d->connection = {};
    d->awaited.reset();
    d->detail->setSource({});
    d->sessionBar->setSession(nullptr);
    d->lockPage->setSession(nullptr);
    d->focusBefore.clear();
    d->status->setSession(nullptr);
    if (d->namespaceList)
        disconnect(d->namespaceList.get(), nullptr, this, nullptr);
    d->namespaceList.reset();
    d->tabs->closeAll();
    d->navigation->setCatalog(nullptr);
    d->navigationCounts->setCluster(nullptr);
    d->travel->clear();
    d->recent.clear();
    d->firstRowsTold = d->allRowsTold = false;
    d->rowsCompleteAt = std::chrono::milliseconds(-1);
    d->connection = connection;
    const bool connected = connection.session && connection.cluster;
    d->stack->setCurrentWidget(connected ? d->workplace : d->welcome);
    if (!connected) {
        d->top->clearConnection();
        d->signIn->setFocus();
        d->edge->setEnvironment(session::Environment::Unmarked);
        d->updateActions();
        d->retranslate();
        return;
    }

    session::Session *session = connection.session;
    d->sessionBar->setSession(session);
    d->lockPage->setSession(session);
    // After the bars, which show what there is to be focused.
    connect(session, &session::Session::stateChanged, this, [this] { d->sessionChanged(); });
    d->status->setSession(session);
    d->edge->setEnvironment(session->profile().environment, session->profile().colour);
    kube::Cluster *cluster = connection.cluster;
    d->detail->setSource({
        [cluster](const auto &kind, const auto &space, const auto &name, QObject *context, auto answer) { cluster->detail(kind, space, name, context, std::move(answer)); },
        [cluster](const auto &kind, const auto &space, const auto &name, QObject *context, auto answer) { cluster->events(kind, space, name, context, std::move(answer)); },
    });
    const QString home = session->profile().defaultNamespace;
    d->namespaces = home.isEmpty() ? d->settings.value(settings::keys::lastNamespaces()).toStringList() : QStringList{home};
    d->top->namespaces()->setChosen(d->namespaces);
    kube::Catalog &catalog = cluster->catalog();
    connect(&catalog, &kube::Catalog::changed, this, [this] { d->kindsChanged(); });
    d->navigation->setCatalog(&catalog);
    d->navigationCounts->setCluster(cluster);
    d->navigationCounts->setNamespaces(d->namespaces);
    const QString last = d->settings.value(settings::keys::lastPage()).toString();
    auto start = PageAddress::fromUrl(QUrl(QStringLiteral("sk://") + session->profile().startPage));
    if (start && start->nameSpace.isEmpty())
        start->nameSpace = home;
    if (first)
        open(*first);
    else if (start)
        open(*start);
    else if (d->kind(last))
        d->openKind(last, false);
    else
        (void)d->knownOrAwaited({last, {}, {}, {}}, false);
    // After the page that the user waits for.
    QTimer::singleShot(0, this, [this, cluster] {
        if (d->connection.cluster == cluster)
            d->listNamespaces();
    });
    // What else there is is asked once the first rows are shown (checkMilestones()), or when they take long.
    constexpr int longMs = 3000;
    QTimer::singleShot(longMs, this, [this, cluster] {
        if (d->connection.cluster == cluster)
            cluster->catalog().read();
    });
    d->sessionChanged();
    d->retranslate();
}

void MainWindow::Private::listNamespaces()
{
    const kube::ResourceKind *namespaceKind = kind(QStringLiteral("namespaces"));
    if (!namespaceKind)
        return;
    namespaceList = connection.cluster->list(*namespaceKind, {});
    const auto take = [this] {
        if (!namespaceList)
            return;
        QStringList names;
        kube::ObjectStore &store = namespaceList->store();
        for (int i = 0; i < store.size(); ++i)
            names += store.row(i).name;
        top->workspaces()->take(store);
        const QStringList scope = top->workspaces()->members();
        top->namespaces()->setKnown(scope.isEmpty() ? names : scope);
        if (namespaceList->status().complete) {
            top->workspaces()->setShown(namespaces);
            navigation->setCount(namespaceList->store().kind().type.id(), store.size());
        }
    };
    takeNamespaces = take;
    connect(&namespaceList->store(), &kube::ObjectStore::changed, q, take);
    connect(namespaceList.get(), &kube::ResourceList::statusChanged, q, take);
    take();
}

void MainWindow::Private::kindsChanged()
{
    const kube::Catalog &catalog = connection.cluster->catalog();
    if (allRowsTold && !catalog.unsettled())
        navigationCounts->start();
    for (ResourcePage *each : tabs->pages()) {
        const kube::ResourceKind *now = catalog.find(each->kind().type.id());
        if (now && now->type.id() == each->kind().type.id() && now->type.version != each->kind().type.version)
            each->reopen();
    }
    if (!awaited || (!catalog.find(awaited->kind) && catalog.unsettled()))
        return;
    const PageAddress address = *std::exchange(awaited, {});
    if (catalog.find(address.kind)) {
        q->open(address);
        return;
    }
    if (awaitedByUser)
        emit q->kindUnknown(address.kind);
    if (!page() && !catalog.kinds().empty())
        openKind(catalog.kinds().front().type.id(), false);
}

ResourcePage *MainWindow::Private::newPage(const kube::ResourceKind &kind)
{
    kube::Cluster *cluster = connection.cluster;
    auto *page = new ResourcePage(
        kind,
        [cluster](const kube::ResourceKind &whole, const QStringList &names) {
            // In the version that is served: before the server told, that was a guess.
            kube::ResourceKind served = whole;
            if (const kube::ResourceKind *now = cluster->catalog().find(whole.type.id()))
                served.type = now->type;
            return cluster->list(served, names);
        },
        namespaces, settings, clock);
    page->columns()->setFieldSource([this, cluster, kind](QObject *context, auto answer) {
        if (connection.cluster == cluster)
            cluster->fields(kind, namespaces.size() == 1 ? namespaces.first() : QString(), context, std::move(answer));
    });
    connect(page, &ResourcePage::stateChanged, q, [this, page] { pageState(page); });
    connect(page, &ResourcePage::selectionChanged, q, [this, page] {
        if (page == this->page()) {
            showSelection();
            updateActions();
        }
    });
    connect(page, &ResourcePage::selectionUpdated, q, [this, page] {
        if (page == this->page())
            showSelection();
    });
    connect(page, &ResourcePage::saveViewRequested, q, [this] { saveView(); });
    connect(page, &ResourcePage::filterChanged, q, [this] { tabs->retitle(); });
    connect(page, &ResourcePage::rowsPainted, q, [this] {
        if (!std::exchange(firstRowsTold, true))
            emit q->firstRowsShown();
        checkMilestones();
    });
    connect(page, &ResourcePage::detailRequested, q, [this] {
        setDetailVisible(true);
        showSelection();
        detail->setFocus();
    });
    connect(page, &ResourcePage::menuRequested, q, [this](const QPoint &where) { showMenu(where); });
    page->setStale(connection.session && connection.session->state() == State::Refused);
    tabs->add(page);
    page->focusTable();
    return page;
}

void MainWindow::Private::openView(const QString &viewId, bool newTab)
{
    const auto view = SavedViews::of(settings).find(viewId);
    if (!view || !connection.cluster)
        return;
    const kube::ResourceKind *found = kind(view->kind);
    if (!found) {
        emit q->kindUnknown(view->kind);
        return;
    }
    namespacesChosen(view->namespaces);
    openKind(found->type.id(), newTab);
    page()->applyView(*view);
}

void MainWindow::Private::saveView()
{
    const SavedView view = page()->asView();
    const QString name = view.filter.isEmpty() ? page()->title() : page()->title() + QStringLiteral(" · ") + view.filter;
    auto *dialog = new ViewDialog(tr("Save view"), name.left(60), {}, q);
    connect(dialog, &ViewDialog::chosen, q, [this, view](const QString &chosen, const QString &icon) {
        SavedView named = view;
        named.name = chosen;
        named.icon = icon;
        SavedViews::of(settings).add(named);
    });
    dialog->open();
}

void MainWindow::Private::openKind(const QString &kindId, bool newTab)
{
    const kube::ResourceKind *found = kind(kindId);
    if (!found || !connection.cluster)
        return;
    ResourcePage *open = newTab ? nullptr : tabs->find(found->type.id());
    if (open) {
        tabs->setCurrent(open);
        open->focusTable();
    } else {
        newPage(*found);
    }
}

bool MainWindow::Private::knownOrAwaited(const PageAddress &address, bool byUser)
{
    if (kind(address.kind))
        return true;
    // Perhaps the server has it: kindsChanged() goes on when it has said so.
    awaited = address;
    awaitedByUser = byUser;
    kube::Catalog &catalog = connection.cluster->catalog();
    if (catalog.unsettled())
        catalog.read();
    else
        QMetaObject::invokeMethod(q, [this] {
            if (connection.cluster)
                kindsChanged();
        }, Qt::QueuedConnection);
    return false;
}

void MainWindow::open(const PageAddress &address)
{
    if (!d->connection.cluster)
        return;
    if (!d->knownOrAwaited(address, true))
        return;
    const kube::ResourceKind *found = d->kind(address.kind);
    if (!address.nameSpace.isEmpty() && found->type.namespaced && !d->namespaces.isEmpty() && !d->namespaces.contains(address.nameSpace))
        d->namespacesChosen({address.nameSpace});
    else if (!address.nameSpace.isEmpty() && found->type.namespaced && address.name.isEmpty())
        d->namespacesChosen({address.nameSpace});
    d->openKind(found->type.id(), false);
    ResourcePage *page = d->page();
    page->setFilter(address.filter);
    if (!address.name.isEmpty()) {
        page->select(address.nameSpace, address.name);
        d->setDetailVisible(true);
    }
}

void MainWindow::setRestoring(bool restoring)
{
    d->restoring = restoring;
    d->retranslate();
}

void MainWindow::setLockPolicy(int afterMinutes, bool withScreen)
{
    d->menu->setLockPolicy(afterMinutes, withScreen);
}

PageAddress MainWindow::currentAddress() const
{
    PageAddress address;
    ResourcePage *page = d->page();
    if (!page)
        return address;
    address.kind = page->kind().type.id();
    if (page->kind().type.namespaced && d->namespaces.size() == 1)
        address.nameSpace = d->namespaces.first();
    if (const auto selected = page->selection()) {
        address.name = selected->name;
        address.nameSpace = selected->nameSpace;
    }
    address.filter = page->filter();
    return address;
}

void MainWindow::Private::buildTravel()
{
    travel = new Travel(q, {[this](const QString &kindId) -> ResourcePage * {
                                openKind(kindId, false);
                                return page() && page()->kind().type.id() == kindId ? page() : nullptr;
                            },
                               [this] { return namespaces; },
                               [this](const QStringList &names) {
                                   top->namespaces()->setChosen(names);
                                   namespacesChosen(names);
                               }});
    connect(travel, &Travel::changed, q, [this] { updateActions(); });
}

void MainWindow::Private::buildPalette()
{
    palette = new CommandPalette(q);
    const auto go = [this](const PageAddress &address) { q->open(address); };
    palette->addSource([this](const QString &typed) {
        if (!connection.cluster)
            return QList<PaletteEntry>();
        return kindEntries(connection.cluster->catalog().kinds(), typed, [this](const QString &id, const QString &filter) {
            openKind(id, false);
            if (!filter.isEmpty())
                page()->setFilter(filter);
        });
    });
    palette->addSource([this, go](const QString &) {
        return connection.cluster ? recentEntries(recent, connection.cluster->catalog().kinds(), go) : QList<PaletteEntry>();
    });
    palette->addSource([this](const QString &) { return actionEntries(*actions); });
    palette->addSource([this, go](const QString &typed) {
        QList<PaletteEntry> entries;
        if (connection.cluster)
            connection.cluster->eachLoaded([&](const kube::ObjectStore &store) { entries += objectEntries(store, typed, go); });
        return entries;
    });
    connect(top, &TopBar::searchRequested, q, [this] { actions->action("go.palette")->trigger(); });
}

void MainWindow::Private::noteRecent(const kube::ResourceKind &kind, const Selection &object)
{
    constexpr qsizetype most = 20;
    PageAddress address;
    address.kind = kind.type.id();
    address.nameSpace = object.nameSpace;
    address.name = object.name;
    recent.removeAll(address);
    recent.prepend(address);
    if (recent.size() > most)
        recent.removeLast();
}

void MainWindow::Private::pageChanged()
{
    ResourcePage *front = page();
    navigation->setCurrent(front ? front->kind().type.id() : QString());
    QStringList counted{QStringLiteral("namespaces")};
    for (ResourcePage *each : tabs->pages())
        counted += each->kind().type.id();
    navigationCounts->setCountedElsewhere(counted);
    if (front) {
        navigation->noteOpened(front->kind().type.id());
        settings.setValue(settings::keys::lastPage(), front->kind().type.id());
    }
    travel->arrived(front);
    showSelection();
    updateActions();
    updateStatus();
    retranslate(); // the title of the window
    checkMilestones();
}

void MainWindow::Private::pageState(ResourcePage *changed)
{
    const kube::ListStatus &state = changed->status();
    const QString id = changed->kind().type.id();
    navigation->setForbidden(id, state.freshness == kube::ListStatus::Freshness::Failed && state.error.code == ErrorCode::Forbidden);
    if (state.complete && !changed->narrowed()) // else it counts what a filter left
        navigation->setCount(id, changed->counts().total);
    if (changed != page())
        return;
    showSelection();
    updateStatus();
    checkMilestones();
}

void MainWindow::Private::showSelection()
{
    ResourcePage *front = page();
    const auto selected = front ? front->selection() : std::nullopt;
    body->setDetailFilled(selected.has_value());
    if (selected && body->detailVisible()) {
        noteRecent(front->kind(), *selected);
        detail->showObject(front->kind(), *selected);
    } else {
        detail->clear();
    }
}

void MainWindow::Private::setDetailVisible(bool visible)
{
    const bool hadFocus = detail->isAncestorOf(QApplication::focusWidget());
    body->setDetailVisible(visible);
    actions->action("view.detail")->setChecked(visible);
    settings.setValue(settings::keys::detailVisible(), visible);
    showSelection();
    if (!visible && hadFocus && page())
        page()->focusTable();
}

void MainWindow::Private::updateActions()
{
    Needs met = Need::Nothing;
    met.setFlag(Need::Connection, connection.cluster != nullptr);
    met.setFlag(Need::Page, page() != nullptr);
    met.setFlag(Need::Selection, page() && page()->selection());
    met.setFlag(Need::Back, travel->canGoBack());
    met.setFlag(Need::Forward, travel->canGoForward());
    met.setFlag(Need::SeveralTabs, tabs->pages().size() > 1);
    actions->setMet(met);
}

void MainWindow::Private::updateStatus()
{
    ResourcePage *front = page();
    if (!front) {
        status->setRows({});
        return;
    }
    const kube::ListStatus &state = front->status();
    QStringList parts{rowsText(state, front->counts())};
    if (state.asOf != 0)
        parts += timeOfDay(state.asOf);
    status->setRows(parts.join(QStringLiteral(" · ")));
}

void MainWindow::Private::sessionChanged()
{
    session::Session *session = connection.session;
    if (!session)
        return;
    top->setConnection(session->profile(), session->identity().user);
    status->update();
    // Greyed as long as nothing new can come; what was chosen, filtered and scrolled to stays.
    const bool stale = session->refusedSince() != 0 || session->state() == State::WaitingForNetwork;
    for (ResourcePage *each : tabs->pages())
        each->setStale(stale);
    const bool hidden = stack->currentWidget() == lockPage;
    if (session->state() == State::Locked || (hidden && session->state() == State::SigningIn)) {
        focusBefore = hidden ? focusBefore.data() : q->focusWidget();
        stack->setCurrentWidget(lockPage);
        lockPage->focusPassword();
    } else if (session->state() == State::Refused && !sessionBar->isAncestorOf(q->focusWidget())) {
        focusBefore = q->focusWidget();
        // Whoever is typing goes on; what is typed must not end up in a password field.
        if (!qobject_cast<QLineEdit *>(q->focusWidget()))
            sessionBar->focusPassword();
    } else if (session->state() == State::Active) {
        stack->setCurrentWidget(workplace);
        if (focusBefore && focusBefore->isVisibleTo(q))
            focusBefore->setFocus(Qt::OtherFocusReason);
        else if (page() && !QApplication::focusWidget())
            page()->focusTable();
        focusBefore.clear();
    }
    updateActions();
}

void MainWindow::Private::namespacesChosen(const QStringList &names)
{
    if (names == namespaces)
        return;
    namespaces = names;
    settings.setValue(settings::keys::lastNamespaces(), names);
    navigationCounts->setNamespaces(names);
    top->namespaces()->setChosen(names);
    for (ResourcePage *each : tabs->pages())
        each->setNamespaces(names);
    travel->arrived(page());
    updateStatus();
}

void MainWindow::Private::checkMilestones()
{
    // Rows that are there but not painted yet are told about when they are: the first rows come before all of them.
    if (firstRowsTold && connection.cluster)
        connection.cluster->catalog().read();
    if (!allRowsTold && page() && page()->settled() && (firstRowsTold || page()->counts().shown == 0)) {
        allRowsTold = true;
        rowsCompleteAt = clock.monotonic();
        // A list without rows has no first row to be painted.
        if (page()->counts().shown == 0 && !std::exchange(firstRowsTold, true)) {
            emit q->firstRowsShown();
            connection.cluster->catalog().read();
        }
        emit q->allRowsShown();
        if (!connection.cluster->catalog().unsettled())
            navigationCounts->start();
    }
}

void MainWindow::Private::nextPane()
{
    QWidget *now = QApplication::focusWidget();
    if (!page() || (now && detail->isAncestorOf(now)))
        navigation->focusList();
    else if (now && navigation->isAncestorOf(now))
        page()->focusFilter();
    else if (now && page()->view()->isAncestorOf(now) && body->detailVisible())
        detail->setFocus(Qt::ShortcutFocusReason);
    else if (now && page()->view()->isAncestorOf(now))
        navigation->focusList();
    else
        page()->focusTable();
}

void MainWindow::Private::showMenu(const QPoint &where)
{
    if (!page() || !page()->selection())
        return;
    auto *objectMenu = new QMenu(q);
    objectMenu->setAttribute(Qt::WA_DeleteOnClose);
    actions->fill(*objectMenu, ActionGroup::Object);
    objectMenu->popup(where);
}

bool MainWindow::settled() const
{
    ResourcePage *page = d->page();
    if (!page || !page->settled())
        return false;
    return !(d->body->detailVisible() && d->detail->loading());
}

int MainWindow::rowsShown() const
{
    return d->page() ? d->page()->counts().shown : 0;
}

void MainWindow::Private::retranslate()
{
    const QString product = QStringLiteral("Super Kubenetes Console");
    QStringList title;
    if (page())
        title += page()->title();
    if (connection.session)
        title += connection.session->profile().name;
    title += product;
    q->setWindowTitle(title.join(QStringLiteral(" – ")));
    welcomeText->setText(restoring ? tr("Restoring the session…") : tr("Sign in to see a cluster."));
    signIn->setText(restoring ? tr("Sign in instead…") : tr("Sign in…"));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    d->settings.setLayout(QStringLiteral("window"), saveGeometry());
    d->settings.setLayout(QStringLiteral("body"), d->body->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // What nobody nearer to the focus wanted: a filter clears itself first, then the details close.
    if (event->key() == Qt::Key_Escape && d->connection.cluster && d->body->detailVisible()) {
        d->setDetailVisible(false);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && d) {
        d->actions->retranslate();
        d->menu->retranslate();
        d->retranslate();
        d->updateStatus();
    }
}

} // namespace sk::ui
