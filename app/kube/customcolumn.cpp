#include "customcolumn.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>

#include <QCoreApplication>

#include <algorithm>

namespace sk::kube {

namespace {

const QString labelPrefix = QStringLiteral("label:");
const QString annotationPrefix = QStringLiteral("annotation:");
const QString pathPrefix = QStringLiteral("path:");

constexpr int longestCell = 300; ///< characters: what a table can show; the whole is in the details

void fill(const QString &text, TextPool &texts, Cell &cell)
{
    if (text.isEmpty())
        return;
    const std::string utf8 = text.toStdString();
    cell.text = texts.get(utf8);
    if (const auto quantity = parseQuantity(utf8))
        cell.a = *quantity;
    else if (const auto time = parseTime(utf8))
        cell.a = static_cast<double>(*time);
}

/// What fills one column; made once for a list, run for every object.
std::function<QString(JsonView)> readerOf(const CustomColumn &column)
{
    if (column.source == CustomColumn::Source::Path)
        return [path = JsonPath::parse(column.what)](JsonView object) { return path.text(object, longestCell); };
    const char *member = column.source == CustomColumn::Source::Label ? "labels" : "annotations";
    return [member, key = column.what.toStdString()](JsonView object) { return object["metadata"][member][key].text().left(longestCell); };
}

} // namespace

QString CustomColumn::id() const
{
    switch (source) {
    case Source::Label:
        return labelPrefix + what;
    case Source::Annotation:
        return annotationPrefix + what;
    case Source::Path:
        break;
    }
    return pathPrefix + what;
}

QString CustomColumn::title() const
{
    return source == Source::Path ? what.mid(1, what.size() - 2) : what;
}

bool CustomColumn::isId(const QString &text)
{
    return text.startsWith(labelPrefix) || text.startsWith(annotationPrefix) || text.startsWith(pathPrefix);
}

std::optional<CustomColumn> CustomColumn::parse(const QString &text, JsonPath::Problem *problem)
{
    const QString trimmed = text.trimmed();
    const auto key = [&](const QString &prefix, Source source) -> std::optional<CustomColumn> {
        const QString name = trimmed.mid(prefix.size()).trimmed();
        if (!name.isEmpty() && std::none_of(name.cbegin(), name.cend(), [](QChar c) { return c.isSpace(); }))
            return CustomColumn{source, name};
        if (problem)
            *problem = {QCoreApplication::translate("sk", "A key is missing after the colon, for example label:app."), static_cast<int>(prefix.size())};
        return std::nullopt;
    };
    if (trimmed.startsWith(labelPrefix))
        return key(labelPrefix, Source::Label);
    if (trimmed.startsWith(annotationPrefix))
        return key(annotationPrefix, Source::Annotation);
    QString path = trimmed.startsWith(pathPrefix) ? trimmed.mid(pathPrefix.size()) : trimmed;
    if (JsonPath::parse(path, problem).isNull())
        return std::nullopt;
    // One spelling, so that the same column is not there twice.
    if (path.startsWith(u'{'))
        path = path.mid(1, path.size() - 2).trimmed();
    if (path.startsWith(u'$'))
        path = path.mid(1);
    if (!path.startsWith(u'.') && !path.startsWith(u'['))
        path.prepend(u'.');
    return CustomColumn{Source::Path, u'{' + path + u'}'};
}

bool mayShow(const ResourceType &type, const CustomColumn &column)
{
    if (type.plural != QLatin1String("secrets") || !type.group.isEmpty())
        return true;
    if (column.source == CustomColumn::Source::Annotation)
        return column.what != QLatin1String("kubectl.kubernetes.io/last-applied-configuration");
    if (column.source == CustomColumn::Source::Label)
        return true;
    // What is named here is harmless; wildcards, descents and annotations could lead to the data or to kubectl's copy of it.
    static const QStringList harmless{QStringLiteral(".metadata.name"), QStringLiteral(".metadata.labels."), QStringLiteral(".metadata.creationTimestamp"),
        QStringLiteral(".metadata.resourceVersion"), QStringLiteral(".metadata.uid"), QStringLiteral(".metadata.ownerReferences"), QStringLiteral(".type"),
        QStringLiteral(".immutable")};
    const QString path = column.what.mid(1);
    return !path.contains(QLatin1String("$")) && std::any_of(harmless.cbegin(), harmless.cend(), [&](const QString &begin) { return path.startsWith(begin); });
}

ResourceKind withColumns(ResourceKind kind, const QList<CustomColumn> &columns)
{
    if (columns.isEmpty())
        return kind;
    std::vector<std::function<QString(JsonView)>> readers;
    for (const CustomColumn &custom : columns) {
        Column column;
        column.id = custom.id();
        column.titleText = custom.title();
        column.type = CellType::Value;
        column.widthChars = 18;
        column.custom = true;
        kind.columns.push_back(column);
        readers.push_back(mayShow(kind.type, custom) ? readerOf(custom) : [](JsonView) { return QString(); });
    }
    kind.projectCustom = [readers = std::move(readers)](JsonView object, const ProjectionContext &context, Row &row) {
        const std::size_t first = row.cells.size() - std::min(row.cells.size(), readers.size());
        for (std::size_t i = 0; i < readers.size() && first + i < row.cells.size(); ++i)
            fill(readers[i](object), context.texts, row.cells[first + i]);
    };
    return kind;
}

} // namespace sk::kube
