#include "resourcepage.h"

#include "celldelegate.h"
#include "filterlanguage.h"
#include "savedviews.h"
#include "pagecolumns.h"
#include "rowexport.h"
#include "viewcommands.h"

#include <sk/core/quantity.h>
#include <sk/dialogs/errortext.h>
#include <sk/dialogs/filterhelp.h>
#include <sk/models/cellformat.h>
#include <sk/kube/decoding.h>
#include <sk/models/filterparser.h>
#include <sk/models/filterplan.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/widgets/freshnesschip.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;
using widgets::StateView;

struct ResourcePage::Private {
    kube::ResourceKind kind;
    OpenList openList;
    settings::Settings &settings;
    const Clock &clock;
    std::shared_ptr<kube::ResourceList> list;
    std::unique_ptr<models::ResourceTableModel> model; // goes before its list
    std::shared_ptr<kube::ResourceList> next; ///< being read with other columns; takes the list's place when it has all of its rows
    PageColumns *pageColumns = nullptr;
    QStringList namespaces; ///< that are to be shown; empty: all
    QStringList covered; ///< that the list reads; empty: all

    widgets::SearchField *search = nullptr;
    QToolButton *saveView = nullptr;
    models::FilterPlan plan; ///< of the filter, for the server
    bool selectorsIgnored = false; ///< as the chips say it
    widgets::FreshnessChip *chip = nullptr;
    QToolButton *columns = nullptr;
    QLabel *summary = nullptr;
    QToolButton *cancel = nullptr;
    widgets::ProgressLine *progress = nullptr;
    widgets::MessageBar *trouble = nullptr;
    QPushButton *troubleRetry = nullptr;
    widgets::TableView *table = nullptr;
    StateView *state = nullptr;
    QStackedLayout *stack = nullptr;

    QTimer ticking; // ages of the rows on screen
    QTimer asking; // another list is not asked for with every key
    QTimer refreshing; // one look at counts and status for many changes
    QString wantedNamespace, wantedName; // to be selected as soon as it is there
    kube::Uid wantedUid; // selected before the list was exchanged
    int wantedScroll = -1; ///< in pixels; -1: none
    kube::Uid current;
    QString currentVersion;
    bool paintedRows = false;
    bool focusTableWithRows = false; ///< the focus was asked for before there was a row that could have it
    QPointer<QWidget> focusMeanwhile; ///< who had it then: where the user has gone on to since, it stays

    Private(const kube::ResourceKind &k, OpenList open, settings::Settings &s, const Clock &c)
        : kind(k)
        , openList(std::move(open))
        , settings(s)
        , clock(c)
    {
    }
    [[nodiscard]] QString layoutName() const { return QStringLiteral("list/") + kind.type.id(); }
    [[nodiscard]] QString historyName() const { return QStringLiteral("filterHistory/") + kind.type.id(); }
    [[nodiscard]] const kube::Row *row() const
    {
        const QModelIndex index = table->currentIndex();
        return index.isValid() && table->selectionModel()->isRowSelected(index.row(), {}) ? model->rowAt(index.row()) : nullptr;
    }
};

ResourcePage::ResourcePage(const kube::ResourceKind &kind, OpenList openList, const QStringList &namespaces, settings::Settings &settings, const Clock &clock,
    QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(kind, std::move(openList), settings, clock))
{
    d->namespaces = kind.type.namespaced ? namespaces : QStringList();
    d->covered = d->namespaces;
    d->search = new widgets::SearchField;
    d->search->setLanguage(filterLanguage([this]() -> const kube::ObjectStore * { return d->list ? &d->list->store() : nullptr; }));
    d->search->setHistory(QString::fromUtf8(d->settings.layout(d->historyName())).split(u'\n', Qt::SkipEmptyParts));
    d->chip = new widgets::FreshnessChip;
    d->saveView = new QToolButton;
    d->saveView->setObjectName(QStringLiteral("saveView"));
    d->columns = new QToolButton;
    d->columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    d->summary = new QLabel;
    d->summary->setTextFormat(Qt::RichText);
    d->summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    d->cancel = new QToolButton;
    d->cancel->setAutoRaise(true);
    d->progress = new widgets::ProgressLine;
    d->trouble = new widgets::MessageBar;
    d->troubleRetry = new QPushButton;
    d->trouble->addControl(d->troubleRetry);
    d->trouble->hide();
    d->table = new widgets::TableView;
    d->table->setItemDelegate(new CellDelegate(d->table));
    d->table->setContextMenuPolicy(Qt::CustomContextMenu);
    d->table->viewport()->installEventFilter(this);
    d->pageColumns = new PageColumns(kind, d->table, settings.layout(d->layoutName()), this);
    d->state = new StateView;

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 0);
    top->setSpacing(8);
    top->addWidget(d->search, 1);
    top->addWidget(d->chip);
    top->addWidget(d->columns);
    top->addWidget(d->saveView);
    auto *summaryRow = new QHBoxLayout;
    summaryRow->setContentsMargins(12, 6, 12, 6);
    summaryRow->addWidget(d->summary, 1);
    summaryRow->addWidget(d->cancel);
    auto *body = new QWidget;
    d->stack = new QStackedLayout(body);
    d->stack->addWidget(d->table);
    d->stack->addWidget(d->state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(summaryRow);
    layout->addWidget(d->trouble);
    layout->addWidget(d->progress);
    layout->addWidget(body, 1);
    setFocusProxy(d->table);
    setTabOrder(d->search, d->columns);
    setTabOrder(d->columns, d->saveView);
    setTabOrder(d->saveView, d->table);

    connect(d->search, &widgets::SearchField::filterChanged, this, [this](const QString &text) {
        filterTyped(text);
    });
    connect(d->search, &widgets::SearchField::historyChanged, this,
        [this](const QStringList &history) { d->settings.setLayout(d->historyName(), history.join(u'\n').toUtf8()); });
    connect(d->saveView, &QToolButton::clicked, this, &ResourcePage::saveViewRequested);
    connect(d->search, &widgets::SearchField::helpRequested, this, [this] { (new FilterHelp(filterHelpHtml(d->kind), window()))->show(); });
    connect(d->search, &widgets::SearchField::leaveRequested, this, &ResourcePage::focusTable);
    connect(d->columns, &QToolButton::clicked, this, &ResourcePage::chooseColumns);
    connect(d->cancel, &QToolButton::clicked, this, [this] {
        if (d->list->status().freshness == Freshness::Partial)
            d->list->start(); // at the page where it was
        else
            cancelReading();
        refresh();
    });
    connect(d->troubleRetry, &QPushButton::clicked, this, &ResourcePage::retry);
    connect(d->state, &StateView::cancelRequested, this, &ResourcePage::cancelReading);
    connect(d->state, &StateView::retryRequested, this, &ResourcePage::retry);
    connect(d->state, &StateView::clearRequested, this, [this] { setFilter({}); });
    connect(d->pageColumns, &PageColumns::changed, this, [this] { d->settings.setLayout(d->layoutName(), d->pageColumns->layout()); });
    connect(d->pageColumns, &PageColumns::kindChanged, this, &ResourcePage::readOtherColumns);
    connect(d->table, &widgets::TableView::visibleColumnsChanged, this, [this] {
        if (d->model)
            d->model->setSearchedColumns(d->table->visibleColumns());
    });
    connect(d->table, &widgets::TableView::sortChanged, this, [this](const QList<widgets::TableSort> &sorted) {
        QList<models::SortKey> keys;
        for (const widgets::TableSort &key : sorted)
            keys.append({key.column, key.order});
        if (d->model)
            d->model->setSort(keys);
    });
    connect(d->table, &QAbstractItemView::activated, this, &ResourcePage::detailRequested);
    connect(d->table, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &position) { emit menuRequested(d->table->viewport()->mapToGlobal(position)); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &ResourcePage::refresh);

    d->asking.setSingleShot(true);
    d->asking.setInterval(500);
    connect(&d->asking, &QTimer::timeout, this, &ResourcePage::askServer);
    d->search->setMarker([this](const QString &part) { return markOf(d->kind, part, d->list ? d->list->status().selectorsIgnored : false, d->list && !d->list->store().kind().selectors.isEmpty()); });
    d->refreshing.setSingleShot(true);
    d->refreshing.setInterval(30);
    connect(&d->refreshing, &QTimer::timeout, this, &ResourcePage::refresh);
    d->ticking.setInterval(1000);
    connect(&d->ticking, &QTimer::timeout, this, &ResourcePage::tick);

    takeList();
    retranslate();
    refresh();
}

ResourcePage::~ResourcePage()
{
    d->table->viewport()->removeEventFilter(this);
    d->table->setModel(nullptr);
}

void ResourcePage::takeList()
{
    forgetNext();
    takeList(d->openList(wantedKind(), d->covered));
}

/// A list may outlive its page's interest in it: others share it, and the cluster keeps it for a while. It must not call back.
void ResourcePage::forgetNext()
{
    if (d->next)
        disconnect(d->next.get(), nullptr, this, nullptr);
    d->next.reset();
}

/// Puts this list below the view. What the user has before the eyes stays: filter, sort, columns, selection.
void ResourcePage::takeList(std::shared_ptr<kube::ResourceList> list)
{
    const bool first = !d->model;
    // The columns of a server-side table come with its first page, and with them another store.
    const bool sameColumns = first || kube::sameColumns(d->pageColumns->kind().columns, list->store().kind().columns);
    d->pageColumns->setServed(list->store().kind());
    auto model = std::make_unique<models::ResourceTableModel>(list->store(), d->clock);
    model->setFilter(d->search->text());
    model->setNamespaces(d->namespaces);
    QByteArray layout;
    if (!first) {
        layout = sameColumns ? d->pageColumns->layout() : d->settings.layout(d->layoutName());
        d->wantedUid = d->current; // the same object may well be in the other list
        disconnect(d->list.get(), nullptr, this, nullptr);
    }
    QItemSelectionModel *oldSelection = d->table->selectionModel();
    d->table->setModel(model.get());
    delete oldSelection;
    d->model = std::move(model); // the old model goes before the old list
    d->list = std::move(list);
    if (isVisible())
        d->list->setLookedAt(true);
    showSort();
    d->pageColumns->apply(layout);
    d->model->setSearchedColumns(d->table->visibleColumns());
    d->search->updateMarks();

    const auto soon = [this] {
        if (!d->refreshing.isActive())
            d->refreshing.start();
    };
    connect(d->list.get(), &kube::ResourceList::statusChanged, this, soon);
    connect(d->list.get(), &kube::ResourceList::storeReplaced, this, [this] {
        takeList();
        refresh();
    });
    connect(d->model.get(), &models::ResourceTableModel::countsChanged, this, soon);
    connect(d->model.get(), &QAbstractItemModel::dataChanged, this, soon);
    connect(d->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { noteCurrent(); });
    connect(d->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { noteCurrent(); });
}

void ResourcePage::showSort()
{
    QList<widgets::TableSort> keys;
    for (const models::SortKey &key : d->model->sortKeys())
        keys.append({key.column, key.order});
    d->table->setSort(keys);
}

/// Other columns need other cells, and those are filled where the objects are read. The rows of before stay until the list with the
/// new ones is whole; the summary says what is going on.
void ResourcePage::readOtherColumns()
{
    d->settings.setLayout(d->layoutName(), d->pageColumns->layout());
    if (!d->list->status().complete) {
        takeList(); // there is not much to be kept
        refresh();
        return;
    }
    forgetNext();
    d->next = d->openList(wantedKind(), d->covered);
    const auto look = [this] {
        const kube::ListStatus &status = d->next->status();
        if (!status.complete && status.freshness != Freshness::Failed) {
            refresh();
            return;
        }
        disconnect(d->next.get(), &kube::ResourceList::statusChanged, this, nullptr);
        takeList(std::exchange(d->next, nullptr));
        refresh();
    };
    connect(d->next.get(), &kube::ResourceList::statusChanged, this, look);
    look();
}

void ResourcePage::chooseColumns()
{
    d->pageColumns->popup(d->columns->mapToGlobal(QPoint(0, d->columns->height())));
}

QString ResourcePage::addColumn(const QString &spec)
{
    return d->pageColumns->add(spec);
}

PageColumns *ResourcePage::columns() const
{
    return d->pageColumns;
}

const kube::ResourceKind &ResourcePage::kind() const
{
    return d->pageColumns->base();
}

QString ResourcePage::title() const
{
    return d->kind.displayTitle();
}

const kube::ListStatus &ResourcePage::status() const
{
    return d->list->status();
}

widgets::TableView *ResourcePage::view() const
{
    return d->table;
}

void ResourcePage::setNamespaces(const QStringList &namespaces)
{
    if (!d->kind.type.namespaced || namespaces == d->namespaces)
        return;
    d->namespaces = namespaces;
    // A list that holds the chosen ones already only needs to be filtered. Not one that failed: narrower rights may do for fewer namespaces.
    const bool covers = d->covered.isEmpty()
        || (!namespaces.isEmpty() && std::all_of(namespaces.begin(), namespaces.end(), [this](const QString &name) { return d->covered.contains(name); }));
    if (covers && (d->list->status().complete || d->list->status().freshness == Freshness::Loading)) {
        d->model->setNamespaces(namespaces);
    } else {
        d->covered = namespaces;
        takeList();
    }
    refresh();
}

void ResourcePage::setFilter(const QString &text)
{
    d->search->setFilterText(text);
    if (d->asking.isActive())
        askServer(); // nobody is typing
}

void ResourcePage::filterTyped(const QString &text)
{
    d->focusTableWithRows = false;
    d->model->setFilter(text);
    if (const models::FilterPlan plan = models::planFilter(models::parseFilter(text).root, d->kind); plan != d->plan)
        d->asking.start();
    else
        d->asking.stop();
    refresh();
    emit filterChanged();
}

/// The filter is asked here in any case, so the rows are right at once, and the other list only has to be smaller.
void ResourcePage::askServer()
{
    d->asking.stop();
    d->plan = models::planFilter(models::parseFilter(d->search->text()).root, d->kind);
    if (const kube::ResourceKind wanted = wantedKind(); wanted.selectors == d->list->store().kind().selectors) {
        forgetNext(); // back before the other list was there
        return;
    }
    // What is left here would be read to its end for nobody: a page that opens with a filter begins with the list of all.
    if (!d->list->status().complete && d->list.use_count() == 1)
        d->list->stop();
    readOtherColumns();
}

kube::ResourceKind ResourcePage::wantedKind() const
{
    kube::ResourceKind kind = d->pageColumns->kind();
    kind.selectors = {d->plan.labelSelector, d->plan.fieldSelector};
    return kind;
}

SavedView ResourcePage::asView() const
{
    SavedView view;
    view.kind = d->kind.type.id();
    view.filter = d->search->text();
    view.namespaces = d->namespaces;
    view.layout = d->pageColumns->layout();
    return view;
}

void ResourcePage::applyView(const SavedView &view)
{
    if (!view.layout.isEmpty())
        d->pageColumns->setLayout(view.layout);
    setFilter(view.filter);
}

QString ResourcePage::filter() const
{
    return d->search->text();
}

void ResourcePage::addFilterWord(const QString &word)
{
    if (!word.trimmed().isEmpty())
        setFilter((d->search->text() + u' ' + models::quotedFilterWord(word.trimmed())).trimmed());
}

QString ResourcePage::currentCellText() const
{
    return d->table->currentIndex().data().toString();
}

void ResourcePage::focusFilter()
{
    d->focusTableWithRows = false;
    d->search->setFocus(Qt::ShortcutFocusReason);
    d->search->selectAll();
}

void ResourcePage::focusTable()
{
    if (d->model->rowCount() > 0 && !d->table->currentIndex().isValid())
        d->table->setCurrentIndex(d->model->index(0, 0));
    d->table->setFocus(Qt::OtherFocusReason);
    d->focusTableWithRows = d->stack->currentWidget() != d->table;
    d->focusMeanwhile = QApplication::focusWidget();
}

void ResourcePage::retry()
{
    d->list->retry();
    refresh();
}

bool ResourcePage::reading() const
{
    return d->list->status().freshness == Freshness::Loading;
}

void ResourcePage::reopen()
{
    takeList();
    refresh();
}

void ResourcePage::cancelReading()
{
    if (reading())
        d->list->stop();
    refresh();
}

void ResourcePage::readAgainForLanguage()
{
    d->model->retranslate();
    // The sentences of the rows were made by the decoder in the language of then.
    if (d->list->status().complete)
        d->list->retry();
}

void ResourcePage::select(const QString &nameSpace, const QString &name)
{
    d->wantedNamespace = nameSpace;
    d->wantedName = name;
    selectWanted();
}

void ResourcePage::selectWanted()
{
    const auto take = [this](const QModelIndex &index) {
        d->table->setCurrentIndex(index);
        d->table->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        d->table->scrollTo(index);
    };
    if (!d->wantedUid.isNull()) {
        if (const QModelIndex index = d->model->indexOf(d->wantedUid); index.isValid()) {
            d->wantedUid = {};
            take(index);
        }
    }
    if (d->wantedName.isEmpty())
        return;
    for (int row = 0; row < d->model->rowCount(); ++row) {
        const kube::Row *candidate = d->model->rowAt(row);
        if (candidate && candidate->name == d->wantedName && (d->wantedNamespace.isEmpty() || candidate->nameSpace == d->wantedNamespace)) {
            d->wantedName.clear();
            d->wantedUid = {};
            take(d->model->index(row, 0));
            return;
        }
    }
}

void ResourcePage::restorePlace(const QString &nameSpace, const QString &name, int scroll)
{
    if (name.isEmpty())
        d->table->clearSelection();
    else
        select(nameSpace, name);
    d->wantedScroll = scroll;
    scrollToWanted();
}

void ResourcePage::scrollToWanted()
{
    if (d->wantedScroll < 0)
        return;
    auto *bar = d->table->verticalScrollBar();
    const bool there = bar->maximum() >= d->wantedScroll;
    if (!there && !settled())
        return; // the rows that far down are still on their way
    bar->setValue(std::min(d->wantedScroll, bar->maximum()));
    d->wantedScroll = -1;
}

QList<ObjectName> ResourcePage::selectedObjects() const
{
    QList<int> rows;
    for (const QModelIndex &index : d->table->selectionModel()->selectedRows())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    QList<ObjectName> objects;
    for (const int row : std::as_const(rows))
        if (const kube::Row *object = d->model->rowAt(row))
            objects += {object->nameSpace, object->name};
    return objects;
}

QStringList ResourcePage::selectedNames() const
{
    QStringList names;
    for (const ObjectName &object : selectedObjects())
        names += object.name;
    return names;
}

void ResourcePage::exportRows()
{
    // The model may be exchanged while the user looks for a folder.
    ui::exportRows(this, d->kind.type.plural, [this] { return RowsToExport{d->model.get(), d->table->visibleColumns(), d->clock.now()}; });
}

void ResourcePage::describe(ViewQuery &query) const
{
    query.type = d->kind.type;
    query.namespaces = d->namespaces;
    const models::FilterPlan plan = models::planFilter(models::parseFilter(d->search->text()).root, d->kind);
    query.labelSelector = plan.labelSelector;
    query.fieldSelector = plan.fieldSelector;
    for (const int column : d->table->visibleColumns()) {
        const auto custom = kube::CustomColumn::parse(d->pageColumns->kind().columns[static_cast<std::size_t>(column)].id);
        if (custom && custom->source == kube::CustomColumn::Source::Label)
            query.labelColumns += custom->what;
    }
}

std::optional<Selection> ResourcePage::selection() const
{
    const kube::Row *row = d->row();
    if (!row)
        return std::nullopt;
    Selection result{row->uid, row->nameSpace, row->name, row->resourceVersion, row->health, {}, row->cells};
    const std::vector<kube::Column> &columns = d->pageColumns->kind().columns;
    for (std::size_t i = 0; i < columns.size() && i < row->cells.size(); ++i)
        if (columns[i].type == kube::CellType::Status)
            result.status = models::displayText(columns[i], row->cells[i], d->clock.now());
    return result;
}

QString ResourcePage::selectedText() const
{
    return d->table->selectionAsText(false);
}

void ResourcePage::noteCurrent()
{
    const kube::Row *row = d->row();
    const kube::Uid uid = row ? row->uid : kube::Uid{};
    const QString version = row ? row->resourceVersion : QString();
    const bool other = uid != d->current;
    const bool changed = version != d->currentVersion;
    d->current = uid;
    d->currentVersion = version;
    if (other && row)
        d->wantedUid = {}; // the user chose: what was selected before is no longer waited for
    if (other)
        emit selectionChanged();
    else if (changed)
        emit selectionUpdated();
}

ListCounts ResourcePage::counts() const
{
    ListCounts counts;
    counts.total = d->model->totalCount();
    counts.shown = d->model->rowCount();
    counts.failing = d->model->countOf(kube::Health::Failing);
    counts.warning = d->model->countOf(kube::Health::Warning);
    counts.progressing = d->model->countOf(kube::Health::Progressing);
    counts.healthy = d->model->countOf(kube::Health::Healthy);
    counts.filtered = !d->search->text().trimmed().isEmpty() || !d->namespaces.isEmpty();
    return counts;
}

bool ResourcePage::narrowed() const
{
    return !d->list->store().kind().selectors.isEmpty() && !d->list->status().selectorsIgnored;
}

bool ResourcePage::settled() const
{
    const kube::ListStatus &status = d->list->status();
    if (d->refreshing.isActive())
        return false;
    switch (status.freshness) {
    case Freshness::Live:
    case Freshness::Polling:
        return status.complete;
    case Freshness::CatchingUp:
    case Freshness::Reconnecting:
        return status.complete && status.error.code == ErrorCode::None;
    case Freshness::Partial:
        return true;
    case Freshness::Failed:
        // What the server decided will not change by itself; trouble on the way may.
        return status.error.code == ErrorCode::Forbidden || status.error.code == ErrorCode::NotFound;
    case Freshness::Idle:
    case Freshness::Loading:
    case Freshness::Waiting:
        return false;
    }
    return false;
}

void ResourcePage::setStale(bool stale)
{
    QPalette palette; // of the application
    if (stale) {
        const QColor grey = theme::Theme::instance().color(theme::Role::SecondaryText);
        palette = this->palette();
        palette.setColor(QPalette::Active, QPalette::Text, grey);
        palette.setColor(QPalette::Inactive, QPalette::Text, grey);
    }
    d->table->setPalette(palette);
}

void ResourcePage::refresh()
{
    const kube::ListStatus &status = d->list->status();
    if (std::exchange(d->selectorsIgnored, status.selectorsIgnored) != status.selectorsIgnored)
        d->search->updateMarks();
    const bool isReading = status.freshness == Freshness::Loading;
    const ListCounts count = counts();
    FreshnessWords fresh = freshnessWords(status);
    if (status.freshness == Freshness::Failed && count.total == 0 && fresh.tone != theme::Tone::Failing)
        fresh = {theme::Tone::Failing, tr("Failed"), fresh.toolTip}; // there is nothing that could be as of some time
    d->chip->setState(fresh.tone, fresh.text, fresh.toolTip);
    const bool isPartial = status.freshness == Freshness::Partial;
    d->cancel->setVisible((isReading && count.shown > 0) || isPartial);
    d->cancel->setText(isPartial ? tr("Go on") : tr("Cancel"));
    d->cancel->setToolTip(isPartial ? tr("Go on reading where it was stopped") : tr("Stop reading; the rows that came stay"));
    d->progress->setVisible(isReading && count.shown > 0);
    if (isReading)
        d->progress->setProgress(status.rowsRead, status.rowsExpected);
    // "0 nodes" is said only by who has looked.
    const bool known = count.total > 0 || isReading || (status.complete && status.freshness != Freshness::Failed);
    QString summary = known ? summaryHtml(title(), status, count) : QString();
    if (d->next) {
        const kube::ListStatus &next = d->next->status();
        const QString what = d->next->store().kind().selectors == d->list->store().kind().selectors ? tr("reading the new columns") : tr("asking the server");
        summary += QStringLiteral(" &nbsp;|&nbsp; ")
            + (next.rowsExpected > 0 ? tr("%1: %2 of about %3").arg(what, numberText(next.rowsRead), numberText(next.rowsExpected)) : what);
    }
    d->summary->setText(summary);
    refreshState();
    selectWanted();
    scrollToWanted();
    noteCurrent();
    emit stateChanged();
}

void ResourcePage::refreshState()
{
    const kube::ListStatus &status = d->list->status();
    const int shown = d->model->rowCount();
    const int total = d->model->totalCount();
    const bool failed = status.freshness == Freshness::Failed;
    const ErrorText words = status.error ? errorText(status.error) : ErrorText{};

    d->trouble->setVisible((failed && total > 0) || !status.forbiddenNamespaces.isEmpty());
    if (failed) {
        d->trouble->setMessage(theme::Tone::Failing, words.title, tr("The rows below are as of %1.").arg(timeOfDay(status.asOf)));
        d->trouble->setToolTip(words.details);
    } else if (!status.forbiddenNamespaces.isEmpty()) {
        d->trouble->setMessage(theme::Tone::Warning, tr("Not all namespaces are shown."),
            tr("There is no right to list %1 in: %2").arg(inSentence(title()), status.forbiddenNamespaces.join(QStringLiteral(", "))));
    }
    d->troubleRetry->setVisible(failed);

    // Never "empty" while it loads: what stands there follows from what is known.
    if (shown > 0) {
        d->state->showNothing();
    } else if (total > 0) {
        const QString filterText = d->search->text().trimmed();
        if (!filterText.isEmpty())
            d->state->showNothingMatches(tr("Nothing matches"), tr("The filter \"%1\" hides all %2 %3.").arg(filterText, numberText(total), inSentence(title())));
        else
            d->state->showEmpty(tr("Nothing in these namespaces"), tr("There are %1 %2 in others.").arg(numberText(total), inSentence(title())));
    } else if (status.complete && !failed && !d->list->store().kind().selectors.isEmpty()) {
        d->state->showNothingMatches(tr("Nothing matches"), tr("The server has no %1 for the filter \"%2\".").arg(inSentence(title()), d->search->text().trimmed()));
    } else if (failed && status.error.code == ErrorCode::Forbidden) {
        d->state->showForbidden(words.title, words.advice, words.details);
    } else if (failed) {
        d->state->showError(words.title, words.advice, words.details);
    } else if (status.freshness == Freshness::Partial) {
        d->state->showError(tr("Reading was stopped"), tr("Nothing had arrived until then."), {});
    } else if (status.complete) {
        d->state->showEmpty(tr("No %1").arg(inSentence(title())),
            d->namespaces.isEmpty() ? tr("The server has none that you may see.") : tr("There are none in the chosen namespaces."));
    } else {
        QString text;
        if (status.freshness == Freshness::Reconnecting || status.freshness == Freshness::Waiting)
            text = freshnessWords(status).text;
        else if (status.rowsExpected > 0)
            text = tr("%1 of about %2 read").arg(numberText(status.rowsRead), numberText(status.rowsExpected));
        else if (status.bytes > 0)
            text = tr("%1B so far").arg(formatBytes(static_cast<double>(status.bytes)));
        d->state->showLoading(tr("Reading %1").arg(inSentence(title())), text, status.rowsRead, status.rowsExpected);
    }
    d->stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(d->table) : d->state);
    if (shown > 0 && d->focusTableWithRows) {
        d->focusTableWithRows = false;
        if (isVisible() && (!QApplication::focusWidget() || QApplication::focusWidget() == d->focusMeanwhile))
            focusTable();
    }
}

void ResourcePage::tick()
{
    const auto [first, last] = d->table->visibleRows();
    if (last >= first && d->model->rowCount() > 0)
        d->model->tick(first, last);
}

void ResourcePage::retranslate()
{
    d->search->setPlaceholderText(tr("Filter: words, -not, restarts>5, age<1h"));
    d->search->line()->setAccessibleName(tr("Filter %1").arg(inSentence(title())));
    d->columns->setText(tr("Columns"));
    d->columns->setToolTip(tr("Choose columns"));
    d->saveView->setText(tr("Save view"));
    d->saveView->setToolTip(tr("Save this list as a view, with its columns, order, filter and namespaces"));
    d->troubleRetry->setText(tr("Retry"));
    d->table->setAccessibleName(title());
}

void ResourcePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        readAgainForLanguage();
        refresh();
    }
}

void ResourcePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    d->list->setLookedAt(true);
    tick(); // ages went on while nobody looked
    d->ticking.start();
}

void ResourcePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    d->list->setLookedAt(false);
    d->ticking.stop();
}

bool ResourcePage::eventFilter(QObject *watched, QEvent *event)
{
    if (!d->paintedRows && event->type() == QEvent::Paint && d->model && d->model->rowCount() > 0) {
        d->paintedRows = true;
        // After this frame, not in it.
        QMetaObject::invokeMethod(this, &ResourcePage::rowsPainted, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sk::ui
