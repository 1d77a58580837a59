#include "resourcepage.h"

#include "celldelegate.h"
#include "liststatustext.h"

#include <sk/dialogs/errortext.h>
#include <sk/models/cellformat.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/theme/theme.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/pill.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>

namespace sk::ui {

struct ResourcePage::Private {
    kube::ResourceKind kind;
    Services services;
    std::shared_ptr<kube::ResourceList> list;
    std::unique_ptr<models::ResourceTableModel> model; // after the list: it goes first
    widgets::SearchField *search = nullptr;
    widgets::Pill *freshness = nullptr;
    QLabel *summary = nullptr;
    QProgressBar *progress = nullptr;
    widgets::MessageBar *failure = nullptr;
    widgets::TableView *table = nullptr;
    widgets::StateView *state = nullptr;
    QStackedLayout *stack = nullptr;
    QTimer tick;
    QTimer refresh; // one update of texts for many changes
    QStringList namespaces;
    QString wantedNamespace, wantedName; // to be selected when it appears
    kube::Uid current;
    QString currentVersion;

    [[nodiscard]] QString layoutName() const { return QStringLiteral("table-") + kind.type.id(); }
    [[nodiscard]] QString title() const { return QCoreApplication::translate("sk", kind.title); }
};

ResourcePage::ResourcePage(const kube::ResourceKind &kind, Services services, const QStringList &namespaces, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->kind = kind;
    d->services = services;
    d->namespaces = namespaces;
    d->list = services.cluster->list(kind);
    d->model = std::make_unique<models::ResourceTableModel>(d->list->store(), *services.clock);
    d->model->setNamespaces(namespaces);

    d->search = new widgets::SearchField;
    d->freshness = new widgets::Pill;
    d->summary = new QLabel;
    d->summary->setTextFormat(Qt::RichText);
    d->progress = new QProgressBar;
    d->progress->setTextVisible(false);
    d->progress->setFixedHeight(2);
    d->failure = new widgets::MessageBar;
    auto *retryButton = new QPushButton(tr("Retry"));
    d->failure->addControl(retryButton);
    d->failure->hide();
    d->table = new widgets::TableView;
    d->table->setItemDelegate(new CellDelegate(d->table));
    d->table->setModel(d->model.get());
    d->state = new widgets::StateView;

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 4);
    top->setSpacing(8);
    top->addWidget(d->search, 1);
    top->addWidget(d->freshness);
    auto *summaryRow = new QHBoxLayout;
    summaryRow->setContentsMargins(12, 0, 12, 6);
    summaryRow->addWidget(d->summary);
    auto *body = new QWidget;
    d->stack = new QStackedLayout(body);
    d->stack->addWidget(d->table);
    d->stack->addWidget(d->state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(summaryRow);
    layout->addWidget(d->failure);
    layout->addWidget(d->progress);
    layout->addWidget(body, 1);
    setFocusProxy(d->table);

    QList<widgets::TableView::ColumnLayout> columns;
    for (const kube::Column &column : kind.columns)
        columns << widgets::TableView::ColumnLayout{column.id, column.widthChars, column.wide};
    d->table->setColumnLayouts(columns);
    const int sortColumn = std::max(0, kind.columnIndex(kind.defaultSort));
    d->table->sortByColumn(sortColumn, kind.defaultSortDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    d->table->restoreLayout(services.settings->layout(d->layoutName()));
    d->model->setSearchedColumns(d->table->visibleColumns());

    connect(d->table, &widgets::TableView::layoutEdited, this, [this] { d->services.settings->setLayout(d->layoutName(), d->table->saveLayout()); });
    connect(d->table, &widgets::TableView::columnsShown, this, [this] { d->model->setSearchedColumns(d->table->visibleColumns()); });
    connect(d->search, &widgets::SearchField::queryChanged, d->model.get(), &models::ResourceTableModel::setFilter);
    connect(d->search, &widgets::SearchField::leftDownwards, d->table, qOverload<>(&QWidget::setFocus));
    connect(retryButton, &QPushButton::clicked, this, &ResourcePage::retry);
    connect(d->state, &widgets::StateView::actionTriggered, this, [this] {
        using Freshness = kube::ListStatus::Freshness;
        if (d->list->status().freshness == Freshness::Loading)
            d->list->stop();
        else if (d->list->status().freshness == Freshness::Failed)
            retry();
        else
            d->search->setQuery({});
    });
    connect(d->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { noteCurrent(); });
    connect(d->table, &QAbstractItemView::activated, this, &ResourcePage::yamlRequested);
    d->table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(d->table, &QWidget::customContextMenuRequested, this, &ResourcePage::showRowMenu);

    d->refresh.setSingleShot(true);
    d->refresh.setInterval(50);
    connect(&d->refresh, &QTimer::timeout, this, &ResourcePage::refreshTexts);
    const auto soon = [this] {
        if (!d->refresh.isActive())
            d->refresh.start();
    };
    connect(d->list.get(), &kube::ResourceList::statusChanged, this, soon);
    connect(d->model.get(), &models::ResourceTableModel::countsChanged, this, soon);
    connect(d->model.get(), &QAbstractItemModel::dataChanged, this, soon);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, soon);
    d->tick.setInterval(1000);
    connect(&d->tick, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        const auto [first, last] = d->table->visibleRows();
        if (first >= 0)
            d->model->tick(first, last);
    });
    d->tick.start();
    retranslate();
    refreshTexts();
}

ResourcePage::~ResourcePage()
{
    d->table->setModel(nullptr);
}

const kube::ResourceKind &ResourcePage::kind() const { return d->kind; }
const kube::ListStatus &ResourcePage::status() const { return d->list->status(); }
models::ResourceTableModel &ResourcePage::model() const { return *d->model; }
widgets::TableView &ResourcePage::table() const { return *d->table; }
widgets::SearchField &ResourcePage::searchField() const { return *d->search; }
QString ResourcePage::filter() const { return d->search->text(); }
void ResourcePage::setFilter(const QString &text) { d->search->setQuery(text); }
void ResourcePage::retry() { d->list->retry(); }

void ResourcePage::setNamespaces(const QStringList &namespaces)
{
    d->namespaces = namespaces;
    d->model->setNamespaces(namespaces);
    refreshTexts();
}

void ResourcePage::select(const QString &nameSpace, const QString &name)
{
    d->wantedNamespace = nameSpace;
    d->wantedName = name;
    selectWanted();
}

void ResourcePage::selectWanted()
{
    if (d->wantedName.isEmpty())
        return;
    for (int row = 0; row < d->model->rowCount(); ++row) {
        const kube::Row *candidate = d->model->rowAt(row);
        if (candidate && candidate->name == d->wantedName && (d->wantedNamespace.isEmpty() || candidate->nameSpace == d->wantedNamespace)) {
            d->wantedName.clear();
            d->table->selectRow(row);
            d->table->scrollTo(d->model->index(row, 0));
            return;
        }
    }
}

const kube::Row *ResourcePage::currentRow() const
{
    const QModelIndex index = d->table->currentIndex();
    return index.isValid() ? d->model->rowAt(index.row()) : nullptr;
}

void ResourcePage::noteCurrent()
{
    const kube::Row *row = currentRow();
    const kube::Uid uid = row ? row->uid : kube::Uid{};
    const QString version = row ? row->resourceVersion : QString();
    if (uid == d->current && version == d->currentVersion)
        return;
    d->current = uid;
    d->currentVersion = version;
    emit currentRowChanged();
}

bool ResourcePage::settled() const
{
    using Freshness = kube::ListStatus::Freshness;
    const kube::ListStatus &status = d->list->status();
    return !d->refresh.isActive() && (status.complete || status.freshness == Freshness::Failed || status.freshness == Freshness::Partial);
}

QString ResourcePage::completenessText() const
{
    const QLocale locale;
    const kube::ListStatus &status = d->list->status();
    const int shown = d->model->rowCount();
    const int total = d->model->totalCount();
    QString text = shown == total ? tr("%n row(s)", nullptr, total)
                                  : tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(total));
    if (status.complete)
        text += tr(", complete");
    const QString asOf = clockText(status.asOf);
    return asOf.isEmpty() ? text : text + QStringLiteral(" · ") + asOf;
}

void ResourcePage::refreshTexts()
{
    const kube::ListStatus &status = d->list->status();
    using Freshness = kube::ListStatus::Freshness;
    const FreshnessText fresh = freshnessText(status);
    d->freshness->setState(fresh.tone, fresh.text);
    d->freshness->setToolTip(fresh.toolTip);

    const bool reading = status.freshness == Freshness::Loading;
    d->progress->setVisible(reading);
    d->progress->setRange(0, status.rowsExpected > 0 ? static_cast<int>(status.rowsExpected) : 0);
    d->progress->setValue(static_cast<int>(status.rowsRead));

    const int shown = d->model->rowCount();
    const bool failed = status.freshness == Freshness::Failed;
    const ErrorText error = failed ? errorText(status.error) : ErrorText{};
    d->failure->setVisible(failed && shown > 0);
    if (failed)
        d->failure->setMessage(theme::Tone::Failing, error.title, error.advice);

    // Never "empty" while it loads: what stands there follows from what is known.
    widgets::StateView::Content content;
    if (shown == 0) {
        const int total = d->model->totalCount();
        if (failed) {
            content = {theme::Tone::Failing, error.title, error.advice, error.details, tr("Retry"), false};
        } else if (total > 0) {
            content = {theme::Tone::Neutral, tr("Nothing matches"), hiddenText(total), QString(), d->search->text().isEmpty() ? QString() : tr("Clear filter"), false};
        } else if (!status.complete) {
            content = {theme::Tone::Neutral, tr("Reading %1").arg(d->title()), progressText(status), QString(),
                       status.freshness == Freshness::Loading ? tr("Cancel") : QString(), true};
            if (status.freshness == Freshness::Reconnecting || status.freshness == Freshness::Waiting)
                content.text = fresh.text;
        } else {
            content = {theme::Tone::Neutral, tr("No %1 here").arg(d->title()), tr("The list was read to its end and is empty."), QString(), QString(), false};
        }
        d->state->setContent(content);
    }
    d->stack->setCurrentIndex(shown > 0 ? 0 : 1);
    d->summary->setText(summaryText());
    selectWanted();
    noteCurrent();
    emit statusChanged();
}

QString ResourcePage::hiddenText(int total) const
{
    if (!d->search->text().isEmpty())
        return tr("The filter \"%1\" hides all %n row(s).", nullptr, total).arg(d->search->text());
    return tr("The chosen namespaces hide all %n row(s).", nullptr, total);
}

QString ResourcePage::summaryText() const
{
    const QLocale locale;
    const auto &colors = theme::Theme::instance();
    const auto strong = [&](qint64 number) { return QStringLiteral("<b>%1</b>").arg(locale.toString(number)); };
    const auto toned = [&](theme::Tone tone, int count, const QString &text) {
        return QStringLiteral("<span style=\"color:%1\">%2 <b>%3</b> %4</span>")
            .arg(colors.foreground(tone).name(), theme::Theme::symbol(tone), locale.toString(count), text);
    };
    QStringList parts;
    const QString progress = progressText(d->list->status());
    if (!progress.isEmpty())
        parts << progress;
    const int shown = d->model->rowCount();
    const int total = d->model->totalCount();
    if (shown != total)
        parts << tr("%1 match").arg(strong(shown));
    else if (progress.isEmpty())
        parts << strong(total) + u' ' + d->title().toHtmlEscaped();
    if (const int healthy = d->model->countOf(kube::Health::Healthy))
        parts << tr("%1 healthy").arg(strong(healthy));
    if (const int failing = d->model->countOf(kube::Health::Failing))
        parts << toned(theme::Tone::Failing, failing, tr("failing"));
    if (const int warning = d->model->countOf(kube::Health::Warning))
        parts << toned(theme::Tone::Warning, warning, tr("need a look"));
    if (const int unknown = d->model->countOf(kube::Health::Unknown))
        parts << toned(theme::Tone::Unknown, unknown, tr("unknown"));
    return parts.join(QStringLiteral("<span style=\"color:%1\">&nbsp;&nbsp;│&nbsp;&nbsp;</span>").arg(colors.color(theme::Role::Line).name()));
}

void ResourcePage::showRowMenu(const QPoint &position)
{
    const QModelIndex index = d->table->indexAt(position);
    const kube::Row *row = index.isValid() ? d->model->rowAt(index.row()) : nullptr;
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [menu](const QString &label, const QString &text) {
        QObject::connect(menu->addAction(label), &QAction::triggered, menu, [text] { QApplication::clipboard()->setText(text); });
    };
    copy(tr("Copy name"), row->name);
    copy(tr("Copy cell"), index.data().toString());
    copy(tr("Copy rows as text"), d->table->selectionAsText());
    menu->addSeparator();
    connect(menu->addAction(tr("Show YAML")), &QAction::triggered, this, &ResourcePage::yamlRequested);
    if (const QString text = index.data().toString(); !text.isEmpty() && !text.contains(u' '))
        connect(menu->addAction(tr("Filter by \"%1\"").arg(text)), &QAction::triggered, this, [this, text] { d->search->setQuery(text); });
    if (const QString nameSpace = row->nameSpace; !nameSpace.isEmpty())
        connect(menu->addAction(tr("Only namespace \"%1\"").arg(nameSpace)), &QAction::triggered, this, [this, nameSpace] { emit namespaceChosen(nameSpace); });
    menu->popup(d->table->viewport()->mapToGlobal(position));
}

void ResourcePage::retranslate()
{
    d->search->setPlaceholderText(tr("Filter: words that must occur, -words that must not"));
    d->search->setAccessibleName(tr("Filter %1").arg(d->title()));
    d->table->setAccessibleName(d->title());
    d->model->retranslate();
}

void ResourcePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refreshTexts();
    }
}

void ResourcePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshTexts();
}

} // namespace sk::ui
