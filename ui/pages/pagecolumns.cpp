#include "pagecolumns.h"

#include <sk/models/cellformat.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/tablelayout.h>

#include <QCoreApplication>
#include <QHeaderView>

#include <algorithm>

namespace sk::ui {

using kube::CustomColumn;

namespace {

constexpr qsizetype mostOwn = 40;

/// The user's own columns among those of a saved arrangement.
QList<CustomColumn> ownIn(const QByteArray &layout)
{
    QList<CustomColumn> own;
    const auto parsed = widgets::TableLayout::fromBytes(layout);
    if (!parsed)
        return own;
    for (const auto &column : parsed->columns) {
        if (!CustomColumn::isId(column.id) || own.size() == mostOwn)
            continue;
        if (const auto custom = CustomColumn::parse(column.id); custom && !own.contains(*custom))
            own += *custom;
    }
    return own;
}

} // namespace

PageColumns::PageColumns(const kube::ResourceKind &kind, widgets::TableView *table, const QByteArray &layout, QObject *parent)
    : QObject(parent)
    , m_base(kind)
    , m_kind(kind)
    , m_own(ownIn(layout))
    , m_table(table)
    , m_layout(layout)
{
    m_kind = kube::withColumns(m_base, m_own);
    connect(table, &widgets::TableView::layoutChangedByUser, this, &PageColumns::changed);
    connect(table, &widgets::TableView::columnsRequested, this, &PageColumns::popup);
}

int PageColumns::indexOf(const QString &id) const
{
    return m_kind.columnIndex(id);
}

void PageColumns::setServed(const kube::ResourceKind &kind)
{
    m_kind = kind;
    m_base.type = kind.type; // the version that the server has
    m_base.columns.clear();
    std::copy_if(kind.columns.cbegin(), kind.columns.cend(), std::back_inserter(m_base.columns), [](const kube::Column &column) { return !column.custom; });
}

void PageColumns::apply(const QByteArray &before)
{
    QList<widgets::TableColumn> columns;
    for (const kube::Column &column : m_kind.columns)
        columns += widgets::TableColumn{column.id, column.widthChars, column.wide, column.type == kube::CellType::Name, column.type == kube::CellType::Status};
    m_table->setColumns(columns);
    if (!m_layout.isEmpty() || !before.isEmpty())
        m_table->restoreLayout(m_layout.isEmpty() ? before : m_layout);
    m_layout.clear();
    if (const int added = indexOf(m_toShow); added >= 0) {
        // In front of the age, which every list ends with.
        const int last = m_table->horizontalHeader()->visualIndex(indexOf(QStringLiteral("age")));
        if (last > 0 && last < m_table->horizontalHeader()->visualIndex(added))
            m_table->moveColumn(added, last);
        m_table->setColumnShown(added, true);
    }
    m_toShow.clear();
    if (m_chooser && m_chooser->isVisible())
        fillChooser();
}

QByteArray PageColumns::layout() const
{
    return m_layout.isEmpty() ? m_table->saveLayout() : m_layout;
}

bool PageColumns::setLayout(const QByteArray &layout)
{
    if (!widgets::TableLayout::fromBytes(layout))
        return false;
    const QList<CustomColumn> own = ownIn(layout);
    if (own == m_own)
        return m_table->restoreLayout(layout);
    m_layout = layout;
    setOwn(own);
    return true;
}

void PageColumns::setOwn(const QList<CustomColumn> &columns)
{
    m_own = columns;
    m_kind = kube::withColumns(m_base, m_own);
    emit kindChanged();
}

QString PageColumns::add(const QString &spec)
{
    kube::JsonPath::Problem problem;
    const auto column = CustomColumn::parse(spec, &problem);
    if (!column)
        return problem.message;
    if (!kube::mayShow(m_base.type, *column))
        return QCoreApplication::translate("sk", "Values of secrets are not shown in a list.");
    if (m_own.size() == mostOwn)
        return QCoreApplication::translate("sk", "There are %1 columns of your own already; take one out first.").arg(mostOwn);
    if (const int there = indexOf(column->id()); there >= 0) {
        m_table->setColumnShown(there, true);
        return {};
    }
    if (m_layout.isEmpty())
        m_layout = m_table->saveLayout();
    m_toShow = column->id();
    setOwn(m_own + QList<CustomColumn>{*column});
    return {};
}

void PageColumns::remove(const QString &id)
{
    QList<CustomColumn> left = m_own;
    left.removeIf([&id](const CustomColumn &column) { return column.id() == id; });
    if (left.size() == m_own.size())
        return;
    if (m_layout.isEmpty())
        m_layout = m_table->saveLayout();
    setOwn(left);
}

void PageColumns::popup(const QPoint &globalPosition)
{
    if (!m_chooser) {
        m_chooser = new widgets::ColumnChooser(m_table);
        connect(m_chooser, &widgets::ColumnChooser::shownChanged, this, [this](const QString &id, bool shown) { m_table->setColumnShown(indexOf(id), shown); });
        connect(m_chooser, &widgets::ColumnChooser::moved, this, [this](const QString &id, int position) { m_table->moveColumn(indexOf(id), position); });
        connect(m_chooser, &widgets::ColumnChooser::widened, this, [this](const QString &id, int characters) { m_table->widenColumn(indexOf(id), characters); });
        connect(m_chooser, &widgets::ColumnChooser::removeRequested, this, &PageColumns::remove);
        connect(m_chooser, &widgets::ColumnChooser::addRequested, this, [this](const QString &spec) {
            const QString why = add(spec);
            m_chooser->setError(why);
            if (why.isEmpty())
                fillChooser();
        });
        connect(m_chooser, &widgets::ColumnChooser::resetRequested, this, [this] {
            m_table->resetLayout();
            if (!m_own.isEmpty())
                setOwn({});
            fillChooser();
            emit changed();
        });
    }
    fillChooser();
    m_chooser->popup(globalPosition);
    if (m_fields)
        m_fields(this, [this](const kube::FieldNames &names) { suggest(names); });
}

void PageColumns::fillChooser()
{
    QList<widgets::ColumnChoice> choices;
    const QHeaderView *header = m_table->horizontalHeader();
    const auto choice = [this](int logical, bool shown) {
        const kube::Column &column = m_kind.columns[static_cast<std::size_t>(logical)];
        return widgets::ColumnChoice{column.id, models::columnTitle(column), shown, logical == 0, column.custom};
    };
    const int present = static_cast<int>(m_table->columns().size());
    for (int visual = 0; visual < std::min(header->count(), present); ++visual) {
        // While another list is on its way the view still has the columns of before.
        const int logical = indexOf(m_table->columns()[header->logicalIndex(visual)].id);
        if (logical >= 0)
            choices += choice(logical, !header->isSectionHidden(header->logicalIndex(visual)));
    }
    for (int logical = 0; logical < static_cast<int>(m_kind.columns.size()); ++logical)
        if (std::none_of(choices.cbegin(), choices.cend(), [&](const auto &c) { return c.id == m_kind.columns[static_cast<std::size_t>(logical)].id; }))
            choices += choice(logical, true);
    m_chooser->setColumns(choices);
}

void PageColumns::suggest(const kube::FieldNames &names)
{
    if (!m_chooser)
        return;
    QList<widgets::ColumnSuggestion> suggestions;
    const auto add = [&](const CustomColumn &column, const char *hint) {
        if (kube::mayShow(m_base.type, column))
            suggestions += widgets::ColumnSuggestion{column.id(), column.title(), QCoreApplication::translate("sk", hint)};
    };
    for (const QString &key : names.labels)
        add({CustomColumn::Source::Label, key}, QT_TRANSLATE_NOOP("sk", "label"));
    for (const QString &key : names.annotations)
        add({CustomColumn::Source::Annotation, key}, QT_TRANSLATE_NOOP("sk", "annotation"));
    for (const QString &path : names.paths)
        add({CustomColumn::Source::Path, path}, QT_TRANSLATE_NOOP("sk", "field"));
    m_chooser->setSuggestions(suggestions);
}

} // namespace sk::ui
