#include "tablesource.h"

#include "decoding_p.h"
#include "deletion.h"

#include <sk/core/age.h>

#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>

namespace sk::kube {

namespace {

constexpr double msPerSecond = 1000;

Column nameColumn()
{
    return {.id = QStringLiteral("name"), .title = QT_TRANSLATE_NOOP("sk", "Name"), .type = CellType::Name, .widthChars = 32, .titleText = {}};
}

Column namespaceColumn()
{
    return {.id = QStringLiteral("namespace"), .title = QT_TRANSLATE_NOOP("sk", "Namespace"), .type = CellType::Name, .widthChars = 18, .titleText = {}};
}

Column ageColumn()
{
    return {.id = QStringLiteral("age"), .title = QT_TRANSLATE_NOOP("sk", "Age"), .type = CellType::Age, .widthChars = 8, .rightAligned = true, .titleText = {}};
}

/// "External-IP" → "external-ip": stable as long as the server's name is.
QString columnId(const QString &name)
{
    QString id;
    for (const QChar c : name.toLower())
        id += c.isLetterOrNumber() ? c : QLatin1Char('-');
    return id.isEmpty() ? QStringLiteral("column") : id;
}

bool isOneOf(const QString &id, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&id](const char *word) { return id == QLatin1String(word); });
}

CellType typeOfColumn(const QString &id, std::string_view type, std::string_view format)
{
    if (type == "integer" || type == "number")
        return CellType::Number;
    if (type == "date" || format == "date" || format == "date-time" || id == QLatin1String("age"))
        return CellType::Age;
    if (type == "boolean")
        return CellType::Text;
    if (isOneOf(id, {"status", "phase", "state", "ready", "health", "synced", "available", "established", "approved", "succeeded"}))
        return CellType::Status;
    if (id == QLatin1String("version"))
        return CellType::Version;
    if (id == QLatin1String("ip") || id.endsWith(QLatin1String("-ip")) || id == QLatin1String("address"))
        return CellType::IpAddress;
    return CellType::Name; // natural order: "5Gi" before "10Gi"
}

int widthOf(CellType type, const QString &title)
{
    const int least = static_cast<int>(title.size()) + 2;
    switch (type) {
    case CellType::Number:
    case CellType::Age:
        return std::max(8, least);
    case CellType::Status:
        return std::max(16, least);
    case CellType::Version:
        return std::max(12, least);
    default:
        return std::max(18, least);
    }
}

/// Worse ones later.
int severity(Health health)
{
    static constexpr std::array order{Health::None, Health::Finished, Health::Healthy, Health::Progressing, Health::Unknown, Health::Warning, Health::Failing};
    return static_cast<int>(std::find(order.begin(), order.end(), health) - order.begin());
}

/// Kubectl's rounding leaves up to the smaller of the two units off.
bool agrees(qint64 shown, qint64 exact)
{
    return std::abs(exact - shown) <= std::max<qint64>(5'000, exact / 8);
}

void fillCell(const Column &column, JsonView value, const ProjectionContext &context, Row &row, Cell &cell)
{
    switch (column.type) {
    case CellType::Number:
        cell.a = value.number().value_or(unknownNumber);
        break;
    case CellType::Age: {
        if (const auto time = parseTime(value.string())) { // Kubernetes' own tables have dates as they are
            cell.a = static_cast<double>(*time);
            break;
        }
        const auto shown = parseHumanDuration(value.string());
        if (column.id == QLatin1String("age") && row.created != 0 && (!shown || agrees(*shown, context.now - row.created)))
            cell.a = static_cast<double>(row.created);
        else if (shown)
            cell.a = static_cast<double>(context.now - *shown);
        break;
    }
    case CellType::Status: {
        cell.text = value.text();
        cell.health = healthOfWord(cell.text);
        // "Ready: False" says no more than that; "Approved: False" or "Succeeded: False" may only be early.
        if (cell.text == QLatin1String("False") || cell.text == QLatin1String("false"))
            cell.health = isOneOf(column.id, {"ready", "available", "synced", "established"}) ? Health::Warning : Health::None;
        cell.text.replace(QLatin1String("%t"), QStringLiteral("% t")); // the mark for a time in sentences of our own
        if (severity(cell.health) > severity(row.health))
            row.health = cell.health;
        break;
    }
    default:
        if (value.string() == "<none>")
            break; // kubectl's word for nothing
        cell.text = value.isString() ? context.texts.get(value.string()) : value.text();
    }
}

} // namespace

std::vector<Column> plainColumns(const ResourceType &type)
{
    std::vector<Column> columns{nameColumn()};
    if (type.namespaced)
        columns.push_back(namespaceColumn());
    columns.push_back(ageColumn());
    return columns;
}

std::vector<Column> tableColumns(const ResourceType &type, JsonView definitions)
{
    std::vector<Column> columns;
    QSet<QString> ids{QStringLiteral("name"), QStringLiteral("namespace")};
    std::size_t index = 0;
    definitions.eachElement([&](JsonView definition) {
        const QString title = definition["name"].text();
        if (index++ == 0) {
            columns.push_back(nameColumn());
            if (type.namespaced)
                columns.push_back(namespaceColumn());
            return;
        }
        Column column;
        column.id = columnId(title);
        for (int again = 2; ids.contains(column.id); ++again)
            column.id = columnId(title) + QString::number(again);
        ids.insert(column.id);
        column.type = typeOfColumn(column.id, definition["type"].string(), definition["format"].string());
        column.rightAligned = column.type == CellType::Number || column.type == CellType::Age;
        column.wide = definition["priority"].integer() > 0;
        if (column.id == QLatin1String("age"))
            column.title = ageColumn().title;
        else
            column.titleText = title;
        column.widthChars = widthOf(column.type, title);
        columns.push_back(std::move(column));
    });
    return columns;
}

Row tableRow(const std::vector<Column> &columns, JsonView from, const ProjectionContext &context)
{
    Row row = rowOfMetadata(from["object"]["metadata"], context);
    row.cells.resize(columns.size());
    std::size_t served = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].id == QLatin1String("namespace")) {
            row.cells[i].text = row.nameSpace;
            continue;
        }
        if (served == 0)
            row.cells[i].text = row.name;
        else
            fillCell(columns[i], from["cells"].at(served), context, row, row.cells[i]);
        ++served;
    }
    // The server's columns rarely tell that an object's deletion hangs.
    if (const auto deletion = deletionOf(from["object"]["metadata"], context.now); deletion && severity(deletion->health) > severity(row.health))
        row.health = deletion->health;
    return row;
}

void projectPlain(const std::vector<Column> &columns, Row &row)
{
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        if (columns[i].id == QLatin1String("name"))
            row.cells[i].text = row.name;
        else if (columns[i].id == QLatin1String("namespace"))
            row.cells[i].text = row.nameSpace;
        else if (columns[i].id == QLatin1String("age") && row.created != 0)
            row.cells[i].a = static_cast<double>(row.created);
    }
}

std::optional<qint64> parseHumanDuration(std::string_view text)
{
    double total = 0;
    bool any = false;
    while (!text.empty()) {
        double number = 0;
        std::size_t digits = 0;
        while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9')
            number = number * 10 + (text[digits++] - '0');
        if (digits == 0 || digits == text.size())
            return std::nullopt;
        double unit = 0;
        switch (text[digits]) {
        case 's': unit = 1; break;
        case 'm': unit = 60; break;
        case 'h': unit = 3600; break;
        case 'd': unit = 86'400; break;
        case 'y': unit = 365.0 * 86'400; break;
        default: return std::nullopt;
        }
        total += number * unit;
        any = true;
        text.remove_prefix(digits + 1);
    }
    return any ? std::optional(static_cast<qint64>(total * msPerSecond)) : std::nullopt;
}

Health healthOfWord(const QString &word)
{
    struct Word {
        const char *text;
        Health health;
    };
    // As the common controllers write them (cert-manager, Argo, Flux, Velero, Rook, Prometheus, the platform's own).
    static constexpr std::array words{
        Word{"active", Health::Healthy}, Word{"available", Health::Healthy}, Word{"bound", Health::Healthy}, Word{"deployed", Health::Healthy},
        Word{"established", Health::Healthy}, Word{"healthy", Health::Healthy}, Word{"ok", Health::Healthy}, Word{"ready", Health::Healthy},
        Word{"running", Health::Healthy}, Word{"synced", Health::Healthy}, Word{"true", Health::Healthy},
        Word{"complete", Health::Finished}, Word{"completed", Health::Finished}, Word{"finished", Health::Finished}, Word{"succeeded", Health::Finished},
        Word{"suspended", Health::Finished},
        Word{"creating", Health::Progressing}, Word{"deleting", Health::Progressing}, Word{"inprogress", Health::Progressing},
        Word{"installing", Health::Progressing}, Word{"new", Health::Progressing}, Word{"pending", Health::Progressing},
        Word{"progressing", Health::Progressing}, Word{"provisioning", Health::Progressing}, Word{"reconciling", Health::Progressing},
        Word{"terminating", Health::Progressing}, Word{"updating", Health::Progressing}, Word{"upgrading", Health::Progressing},
        Word{"degraded", Health::Warning}, Word{"notready", Health::Warning}, Word{"outofsync", Health::Warning}, Word{"partiallyfailed", Health::Warning},
        Word{"unhealthy", Health::Warning}, Word{"warning", Health::Warning},
        Word{"crashloopbackoff", Health::Failing}, Word{"error", Health::Failing}, Word{"failed", Health::Failing}, Word{"failedvalidation", Health::Failing},
        Word{"lost", Health::Failing},
        Word{"unknown", Health::Unknown},
    };
    const QString lower = word.toLower();
    const auto found = std::find_if(words.begin(), words.end(), [&lower](const Word &each) { return lower == QLatin1String(each.text); });
    return found == words.end() ? Health::None : found->health;
}

} // namespace sk::kube
