#include "resourcepage.h"

#include "filterlanguage.h"
#include "listheader.h"
#include "liststate.h"
#include "pagecolumns.h"
#include "pagememory.h"
#include "rowexport.h"
#include "rowsarea.h"
#include "tableplace.h"
#include "viewcommands.h"

#include <sk/dialogs/filterhelp.h>
#include <sk/kube/decoding.h>
#include <sk/models/filterparser.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/tableview.h>

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

namespace sk::ui {

using namespace std::chrono_literals;

struct ResourcePage::Private {
    kube::ResourceKind kind;
    PageMemory memory;
    const Clock &clock;
    std::unique_ptr<PageList> list;
    std::unique_ptr<models::ResourceTableModel> model; // goes before its list
    PageColumns *pageColumns = nullptr;

    ListHeader *header = nullptr;
    widgets::SearchField *search = nullptr; ///< the header's
    RowsArea *rows = nullptr;
    widgets::TableView *table = nullptr; ///< the rows'
    TablePlace *place = nullptr;

    bool selectorsIgnored = false; ///< as the chips say it
    QTimer refreshing; // one look at counts and status for many changes

    Private(const kube::ResourceKind &k, PageMemory m, const Clock &c)
        : kind(k)
        , memory(std::move(m))
        , clock(c)
    {
    }
};

ResourcePage::ResourcePage(const kube::ResourceKind &kind, PageList::Open openList, const QStringList &namespaces, settings::Settings &settings,
    const Clock &clock, const QString &viewId, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(kind, PageMemory(settings, kind.type.id(), viewId), clock))
{
    d->list = std::make_unique<PageList>(kind, std::move(openList), [this] { return d->pageColumns->kind(); }, namespaces);
    build();
    connectParts();
    d->list->open();
    retranslate();
    refresh();
}

void ResourcePage::build()
{
    d->header = new ListHeader;
    d->search = d->header->search();
    d->search->setLanguage(filterLanguage([this]() -> const kube::ObjectStore * { return d->list->isOpen() ? &d->list->store() : nullptr; }));
    d->search->setHistory(d->memory.filters());
    d->search->setMarker([this](const QString &part) {
        const bool open = d->list->isOpen();
        return markOf(d->kind, part, open ? d->list->store().kind().selectors : kube::Selectors(), open && d->list->status().selectorsIgnored);
    });
    d->rows = new RowsArea;
    d->table = d->rows->table();
    d->place = new TablePlace(d->table);
    d->pageColumns = new PageColumns(d->kind, d->table, d->memory.layout(), this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(d->header);
    layout->addWidget(d->rows, 1);
    setFocusProxy(d->table);
    setTabOrder(d->header->lastTabStop(), d->table);
}

void ResourcePage::connectParts()
{
    const auto soon = [this] {
        // The first rows at once; while more come, the words and figures about them change no more often than anybody reads them.
        const bool firstRows = d->model && d->model->rowCount() > 0 && !d->table->isVisibleTo(this);
        const auto pause = firstRows ? 0ms : d->list->reading() ? 100ms : 30ms;
        if (!d->refreshing.isActive() || firstRows)
            d->refreshing.start(pause);
    };
    connect(d->list.get(), &PageList::statusChanged, this, soon);
    connect(d->list.get(), &PageList::exchanged, this, [this, soon] {
        showList();
        connect(d->model.get(), &models::ResourceTableModel::countsChanged, this, soon);
        connect(d->model.get(), &QAbstractItemModel::dataChanged, this, soon);
        refresh();
    });
    connect(d->search, &widgets::SearchField::filterChanged, this, &ResourcePage::filterTyped);
    connect(d->search, &widgets::SearchField::historyChanged, this, [this](const QStringList &history) { d->memory.keepFilters(history); });
    connect(d->search, &widgets::SearchField::helpRequested, this, [this] { (new FilterHelp(filterHelpHtml(d->kind), window()))->show(); });
    connect(d->search, &widgets::SearchField::leaveRequested, this, &ResourcePage::focusTable);
    connect(d->header, &ListHeader::saveViewRequested, this, &ResourcePage::saveViewRequested);
    connect(d->header, &ListHeader::columnsRequested, this, &ResourcePage::chooseColumns);
    connect(d->header, &ListHeader::cancelRequested, this, &ResourcePage::cancelReading);
    connect(d->header, &ListHeader::goOnRequested, this, [this] {
        d->list->goOn();
        refresh();
    });
    connect(d->header, &ListHeader::retryRequested, this, &ResourcePage::retry);
    connect(d->rows, &RowsArea::cancelRequested, this, &ResourcePage::cancelReading);
    connect(d->rows, &RowsArea::retryRequested, this, &ResourcePage::retry);
    connect(d->rows, &RowsArea::clearRequested, this, [this] { setFilter({}); });
    connect(d->rows, &RowsArea::rowsPainted, this, &ResourcePage::rowsPainted);
    connect(d->rows, &RowsArea::ticked, this, [this](int first, int last) { d->model->tick(first, last); });
    connect(d->pageColumns, &PageColumns::changed, this, [this] { d->memory.keepLayout(d->pageColumns->layout()); });
    connect(d->pageColumns, &PageColumns::kindChanged, this, [this] {
        d->memory.keepLayout(d->pageColumns->layout());
        d->list->readColumns();
        refresh();
    });
    connect(d->place, &TablePlace::selectionChanged, this, &ResourcePage::selectionChanged);
    connect(d->place, &TablePlace::selectionUpdated, this, &ResourcePage::selectionUpdated);
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

    d->refreshing.setSingleShot(true);
    connect(&d->refreshing, &QTimer::timeout, this, &ResourcePage::refresh);
}

ResourcePage::~ResourcePage()
{
    delete d->header; // with the filter's field, which says what was typed when the focus leaves it: not when all that it asks is gone
    d->table->setModel(nullptr);
}

/// Puts the list below the view. What the user has before the eyes stays: filter, sort, columns, selection.
void ResourcePage::showList()
{
    kube::ObjectStore &store = d->list->store();
    const bool first = !d->model;
    const bool sameColumns = first || kube::sameColumns(d->pageColumns->kind().columns, store.kind().columns);
    d->pageColumns->setServed(store.kind());
    auto model = std::make_unique<models::ResourceTableModel>(store, d->clock);
    model->setFilter(d->search->text());
    model->setNamespaces(d->list->namespaces());
    QByteArray layout;
    if (!first)
        layout = sameColumns ? d->pageColumns->layout() : d->memory.layout();
    QItemSelectionModel *oldSelection = d->table->selectionModel();
    d->table->setModel(model.get());
    delete oldSelection;
    d->place->setModel(model.get());
    d->model = std::move(model); // the old model goes before the old list
    showSort();
    d->pageColumns->apply(layout);
    d->model->setSearchedColumns(d->table->visibleColumns());
    d->search->updateMarks();
}

void ResourcePage::showSort()
{
    QList<widgets::TableSort> keys;
    for (const models::SortKey &key : d->model->sortKeys())
        keys.append({key.column, key.order});
    d->table->setSort(keys);
}

void ResourcePage::chooseColumns()
{
    d->pageColumns->popup(d->header->columnsPosition());
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
    if (!d->list->setNamespaces(namespaces))
        return;
    d->model->setNamespaces(namespaces);
    refresh();
}

void ResourcePage::setFilter(const QString &text)
{
    d->search->setFilterText(text);
    d->list->askNow();
}

void ResourcePage::filterTyped(const QString &text)
{
    d->rows->cancelFocusRows();
    d->model->setFilter(text);
    d->list->setFilter(text);
    refresh();
    emit filterChanged();
}

SavedView ResourcePage::asView() const
{
    SavedView view;
    view.kind = d->kind.type.id();
    view.filter = d->search->text();
    view.namespaces = d->list->namespaces();
    view.layout = d->pageColumns->layout();
    return view;
}

QString ResourcePage::viewId() const
{
    return d->memory.viewId();
}

std::optional<SavedView> ResourcePage::shownView() const
{
    return d->memory.view();
}

void ResourcePage::showView()
{
    const auto view = shownView();
    if (!view)
        return;
    d->pageColumns->setLayout(view->layout); // nothing where it brings none
    setFilter(view->filter);
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
    d->rows->cancelFocusRows();
    d->search->setFocus(Qt::ShortcutFocusReason);
    d->search->selectAll();
}

void ResourcePage::focusTable()
{
    d->rows->focusRows();
}

void ResourcePage::retry()
{
    d->list->retry();
    refresh();
}

bool ResourcePage::reading() const
{
    return d->list->reading();
}

void ResourcePage::reopen()
{
    d->list->open();
}

void ResourcePage::cancelReading()
{
    d->list->cancel();
    refresh();
}

void ResourcePage::readAgainForLanguage()
{
    d->model->retranslate();
    d->list->readAgain(); // the sentences of the rows were made by the decoder in the language of then
}

void ResourcePage::select(const QString &nameSpace, const QString &name)
{
    d->place->select(nameSpace, name);
}

void ResourcePage::restorePlace(const QString &nameSpace, const QString &name, int scroll)
{
    d->place->restore(nameSpace, name, scroll, settled() && !moreToCome());
}

QList<ObjectName> ResourcePage::selectedObjects() const
{
    return d->place->selectedObjects();
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
    QStringList columns;
    for (const int column : d->table->visibleColumns())
        columns += d->table->columns()[column].id;
    describeList(query, kind(), d->list->namespaces(), d->search->text(), columns);
}

std::optional<Selection> ResourcePage::selection() const
{
    const kube::Row *row = d->place->row();
    return row ? std::optional(selectionOf(*row, d->pageColumns->kind().columns, d->clock.now())) : std::nullopt;
}

QString ResourcePage::selectedText() const
{
    return d->table->selectionAsText(false);
}

ListCounts ResourcePage::counts() const
{
    return countsOf(*d->model, !d->search->text().trimmed().isEmpty() || !d->list->namespaces().isEmpty());
}

bool ResourcePage::holdsTheChosen() const
{
    return d->list->holdsTheChosen();
}

bool ResourcePage::settled() const
{
    return !d->refreshing.isActive() && d->list->settled();
}

/// Rows that are not there may be on their way, although the ones that are there can be worked with.
bool ResourcePage::moreToCome() const
{
    return status().freshness == kube::ListStatus::Freshness::CatchingUp || (d->list->next() && !d->list->nextError());
}

void ResourcePage::setStale(bool stale)
{
    d->rows->setStale(stale);
}

void ResourcePage::refresh()
{
    ListSituation situation{d->list->status(), counts(), title(), d->search->text().trimmed(), !d->list->namespaces().isEmpty(), d->list->bySelectors(), d->list->nextError(), d->list->nextIsForFilter()};
    if (situation.counts.shown == 0 && situation.status.unmeasuredAbove > 0)
        situation.asksForUse = models::asksForJoined(models::parseFilter(situation.filter).root, d->kind);
    if (std::exchange(d->selectorsIgnored, situation.status.selectorsIgnored) != situation.status.selectorsIgnored)
        d->search->updateMarks();
    d->header->showSituation(situation, *d->list);
    d->rows->showState(listState(situation));
    d->place->rowsChanged(settled() && !moreToCome());
    emit stateChanged();
}

void ResourcePage::retranslate()
{
    d->header->setTitle(title());
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
}

void ResourcePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    d->list->setLookedAt(false);
}

} // namespace sk::ui
