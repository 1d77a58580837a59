#include "kindbuilder_p.h"

#include "fields_p.h"

#include <algorithm>
#include <utility>

namespace sk::kinds {

ResourceType typeOf(const char *group, const char *version, const char *plural, const char *kind, bool namespaced, const QStringList &shortNames)
{
    return {QString::fromLatin1(group), QString::fromLatin1(version), QString::fromLatin1(plural), QString::fromLatin1(kind), namespaced, shortNames};
}

KindBuilder::KindBuilder(ResourceType type, const char *title, Category category, int order)
{
    m_kind.type = std::move(type);
    m_kind.title = title;
    m_kind.category = category;
    m_kind.order = order;
}

KindBuilder &KindBuilder::column(Column column, Fill fill)
{
    switch (column.type) {
    case CellType::Number:
    case CellType::Age:
    case CellType::Duration:
    case CellType::Ready:
    case CellType::Cores:
    case CellType::Bytes:
        column.rightAligned = true;
        break;
    default:
        break;
    }
    m_kind.columns.push_back(std::move(column));
    m_fills.push_back(std::move(fill));
    return *this;
}

KindBuilder &KindBuilder::name(int widthChars)
{
    return column({.id = QStringLiteral("name"), .title = QT_TRANSLATE_NOOP("sk", "Name"), .type = CellType::Name, .widthChars = widthChars, .titleText = {}},
        [](JsonView, const ProjectionContext &, Row &row, Cell &cell) { cell.text = row.name; });
}

KindBuilder &KindBuilder::nameSpace()
{
    return column({.id = QStringLiteral("namespace"), .title = QT_TRANSLATE_NOOP("sk", "Namespace"), .type = CellType::Name, .widthChars = 20, .titleText = {}},
        [](JsonView, const ProjectionContext &, Row &row, Cell &cell) { cell.text = row.nameSpace; });
}

KindBuilder &KindBuilder::age()
{
    return column({.id = QStringLiteral("age"), .title = QT_TRANSLATE_NOOP("sk", "Age"), .type = CellType::Age, .widthChars = 8, .titleText = {}},
        [](JsonView, const ProjectionContext &, Row &row, Cell &cell) {
            if (row.created != 0)
                cell.a = static_cast<double>(row.created);
        });
}

KindBuilder &KindBuilder::status(StatusOf rule, int widthChars, Deleting deleting)
{
    return column({.id = QStringLiteral("status"), .title = QT_TRANSLATE_NOOP("sk", "Status"), .type = CellType::Status, .widthChars = widthChars, .titleText = {}},
        [rule = std::move(rule), deleting](JsonView object, const ProjectionContext &context, Row &row, Cell &cell) {
            setStatus(deleting == Deleting::First && isDeleting(object) ? deletingVerdict(object, context) : rule(object, context), row, cell);
        });
}

KindBuilder &KindBuilder::text(const char *id, const char *title, int widthChars, TextOf rule, CellType type)
{
    return column({.id = QString::fromLatin1(id), .title = title, .type = type, .widthChars = widthChars, .titleText = {}},
        [rule = std::move(rule)](JsonView object, const ProjectionContext &context, Row &, Cell &cell) { cell.text = rule(object, context); });
}

KindBuilder &KindBuilder::path(const char *id, const char *title, int widthChars, Path path, CellType type)
{
    return column({.id = QString::fromLatin1(id), .title = title, .type = type, .widthChars = widthChars, .titleText = {}},
        [keys = std::vector<std::string_view>(path.begin(), path.end()), shared = type != CellType::IpAddress](
            JsonView object, const ProjectionContext &context, Row &, Cell &cell) {
            for (const std::string_view key : keys)
                object = object[key];
            cell.text = shared ? pooled(object, context) : object.text(); // each row has another address
        });
}

KindBuilder &KindBuilder::number(const char *id, const char *title, NumberOf rule, int widthChars)
{
    return column({.id = QString::fromLatin1(id), .title = title, .type = CellType::Number, .widthChars = widthChars, .titleText = {}},
        [rule = std::move(rule)](JsonView object, const ProjectionContext &, Row &, Cell &cell) { cell.a = rule(object); });
}

KindBuilder &KindBuilder::ready(const char *id, const char *title, NumberOf have, NumberOf want)
{
    return column({.id = QString::fromLatin1(id), .title = title, .type = CellType::Ready, .widthChars = 7, .titleText = {}},
        [have = std::move(have), want = std::move(want)](JsonView object, const ProjectionContext &, Row &, Cell &cell) {
            cell.a = have(object);
            cell.b = want(object);
        });
}

KindBuilder &KindBuilder::time(const char *id, const char *title, Path path)
{
    return column({.id = QString::fromLatin1(id), .title = title, .type = CellType::Age, .widthChars = 9, .titleText = {}},
        [keys = std::vector<const char *>(path)](JsonView object, const ProjectionContext &, Row &, Cell &cell) {
            for (const char *key : keys)
                object = object[key];
            if (const UnixMs time = timeOf(object); time != 0)
                cell.a = static_cast<double>(time);
        });
}

KindBuilder &KindBuilder::wide()
{
    m_kind.columns.back().wide = true;
    return *this;
}

KindBuilder &KindBuilder::tip(const char *toolTip)
{
    m_kind.columns.back().toolTip = toolTip;
    return *this;
}

KindBuilder &KindBuilder::kubectlSays(const char *ownWord, const char *kubectlWord)
{
    m_kind.columns.back().ownWord = ownWord;
    m_kind.columns.back().kubectlWord = kubectlWord;
    return *this;
}

KindBuilder &KindBuilder::whole(std::function<void(JsonView, const ProjectionContext &, Row &)> rule)
{
    m_whole = std::move(rule);
    return *this;
}

KindBuilder &KindBuilder::selectable(const char *field, const char *columnId)
{
    m_kind.selectableFields.emplaceBack(QString::fromLatin1(field), QString::fromLatin1(columnId));
    return *this;
}

KindBuilder &KindBuilder::versions(const QStringList &understood)
{
    m_kind.versions = understood;
    return *this;
}

KindBuilder &KindBuilder::sortBy(const char *id, bool descending)
{
    m_kind.defaultSort = QString::fromLatin1(id);
    m_kind.defaultSortDescending = descending;
    return *this;
}

KindBuilder &KindBuilder::detail(std::function<QList<DetailSection>(JsonView, const ProjectionContext &)> rule)
{
    m_kind.detail = std::move(rule);
    return *this;
}

/// Hanging deletions are the trouble that every kind can have.
void KindBuilder::addPlainStatus()
{
    constexpr int width = 22;
    status([](JsonView, const ProjectionContext &) { return Verdict(); }, width).tip(QT_TRANSLATE_NOOP("sk", "Says when the object is being deleted, and what holds that back"));
    std::rotate(m_kind.columns.rbegin(), m_kind.columns.rbegin() + 1, m_kind.columns.rbegin() + 2);
    std::rotate(m_fills.rbegin(), m_fills.rbegin() + 1, m_fills.rbegin() + 2);
}

ResourceKind KindBuilder::build()
{
    if (m_kind.columnIndex(QStringLiteral("status")) < 0)
        addPlainStatus();
    m_kind.project = [fills = std::move(m_fills), all = std::move(m_whole)](JsonView object, const ProjectionContext &context, Row &row) {
        for (std::size_t i = 0; i < fills.size() && i < row.cells.size(); ++i) {
            if (fills[i])
                fills[i](object, context, row, row.cells[i]);
        }
        if (all)
            all(object, context, row);
    };
    if (!m_kind.detail)
        m_kind.detail = [](JsonView, const ProjectionContext &) { return QList<DetailSection>(); };
    return std::move(m_kind);
}

} // namespace sk::kinds
