#include "decoding.h"

#include "decoding_p.h"
#include "resourceversion.h"
#include "tablesource.h"
#include "valueset.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>

#include <algorithm>
#include <cstdlib>

namespace sk::kube {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

Row toRow(const ResourceKind &kind, JsonView object, const ProjectionContext &context)
{
    Row row = rowOfMetadata(object["metadata"], context);
    readFacts(kind, object, context.texts, row);
    row.cells.resize(kind.columns.size());
    if (kind.project)
        kind.project(object, context, row);
    else
        projectPlain(kind.columns, row);
    row.cells.resize(kind.columns.size());
    if (kind.projectCustom)
        kind.projectCustom(object, context, row);
    return row;
}

Row toTableRow(const ResourceKind &kind, const std::vector<Column> &columns, JsonView row, const ProjectionContext &context)
{
    Row result = tableRow(columns, row, context);
    readFacts(kind, row["object"], context.texts, result);
    if (kind.projectCustom)
        kind.projectCustom(row["object"], context, result);
    return result;
}

/// The server's columns, then the user's own.
std::vector<Column> columnsOf(const ResourceKind &kind, JsonView definitions)
{
    std::vector<Column> columns = tableColumns(kind.type, definitions);
    std::copy_if(kind.columns.cbegin(), kind.columns.cend(), std::back_inserter(columns), [](const Column &column) { return column.custom; });
    return columns;
}

QString shortText(JsonView value)
{
    return value.text().left(2000);
}

ErrorCode codeOfStatus(std::int64_t status, const QString &reason)
{
    if (status == 410 || reason == QLatin1String("Expired") || reason == QLatin1String("Gone"))
        return ErrorCode::Gone;
    if (status == 401)
        return ErrorCode::Unauthorized;
    if (status == 403)
        return ErrorCode::Forbidden;
    if (status == 404)
        return ErrorCode::NotFound;
    if (status == 429)
        return ErrorCode::TooManyRequests;
    if (status == 503)
        return ErrorCode::Unavailable;
    return ErrorCode::ServerError;
}

} // namespace

Row rowOfMetadata(JsonView metadata, const ProjectionContext &context)
{
    Row row;
    row.name = metadata["name"].text();
    row.nameSpace = context.texts.get(metadata["namespace"].string());
    row.resourceVersion = metadata["resourceVersion"].text();
    if (const auto time = parseTime(metadata["creationTimestamp"].string()))
        row.created = *time;
    row.uid = Uid::fromText(metadata["uid"].string());
    if (row.uid.isNull() && !row.name.isEmpty()) {
        // Aggregated APIs (metrics) serve objects without a uid: what they are called is then who they are.
        const QByteArray named = (row.nameSpace + u'/' + row.name).toUtf8();
        row.uid = Uid::fromText(view(named));
    }
    return row;
}

QString continueTokenIn(DecoderState &state, const QByteArray &beginning)
{
    // The document up to and with its metadata, closed by hand: then it is JSON, or we wait for more of it.
    const std::string_view text = view(beginning);
    int depth = 0;
    bool inString = false;
    bool inMetadata = false;
    std::size_t stringBegin = 0;
    std::string_view lastString; // at depth 1: a key or a value
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"') {
                inString = false;
                if (depth == 1)
                    lastString = text.substr(stringBegin, i - stringBegin);
            }
            continue;
        }
        if (c == '"') {
            inString = true;
            stringBegin = i + 1;
        } else if (c == '{' || c == '[') {
            if (depth == 1 && (lastString == "items" || lastString == "rows"))
                return {};
            inMetadata = inMetadata || (depth == 1 && c == '{' && lastString == "metadata");
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
            if (depth == 1 && inMetadata) {
                const std::string closed = std::string(text.substr(0, i + 1)) + '}';
                const auto root = state.document.parse(closed);
                return root ? (*root)["metadata"]["continue"].text() : QString();
            }
        }
    }
    return {};
}

ListPage decodePage(DecoderState &state, const ResourceKind &kind, const QByteArray &body, UnixMs now, const std::function<void(const PageHead &)> &headRead)
{
    ListPage page;
    const auto root = state.document.parse(view(body));
    const bool isTable = kind.table && root && (*root)["kind"].string() == "Table";
    const JsonView items = root ? (*root)[isTable ? "rows" : "items"] : JsonView();
    // `items: null` is an empty list in Go; no `items` at all is one only where the answer calls itself a list.
    const bool isList = root && root->isObject() && (items.isArray() || (items.isNull() && ((*root)["metadata"].isObject() || (*root)["totalItems"].isNumber())))
        && (*root)["kind"].string() != "Status";
    if (!isList) {
        if (headRead)
            headRead(page.head);
        return page;
    }
    const JsonView metadata = (*root)["metadata"];
    page.head.readable = true;
    page.head.resourceVersion = metadata["resourceVersion"].text();
    page.head.continueToken = metadata["continue"].text();
    page.head.remaining = metadata["remainingItemCount"].integer(-1);
    page.head.total = (*root)["totalItems"].integer(-1);
    page.head.items = static_cast<qint64>(items.size());
    if (headRead)
        headRead(page.head);

    const ProjectionContext context{state.texts, now};
    if (isTable)
        page.columns = columnsOf(kind, (*root)["columnDefinitions"]);
    const std::vector<Column> &columns = page.columns.empty() ? kind.columns : page.columns;
    page.rows.upserts.reserve(items.size());
    items.eachElement([&](JsonView object) {
        if (!object.isObject())
            return;
        Row row = isTable ? toTableRow(kind, columns, object, context) : toRow(kind, object, context);
        if (!row.uid.isNull())
            page.rows.upserts.push_back(std::move(row));
    });
    return page;
}

WatchBatch decodeWatch(DecoderState &state, const ResourceKind &kind, const QByteArray &lines, UnixMs now)
{
    WatchBatch batch;
    const ProjectionContext context{state.texts, now};
    QHash<Uid, std::size_t> present; // uid → place in upserts
    QHash<Uid, QString> removed; // uid → version of then
    std::string_view rest = view(lines);
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const auto event = state.document.parse(line);
        const std::string_view type = event ? (*event)["type"].string() : std::string_view();
        const JsonView object = event ? (*event)["object"] : JsonView();
        if (type == "ERROR") {
            batch.error.httpStatus = static_cast<int>(std::clamp<std::int64_t>(object["code"].integer(500), 0, 999));
            batch.error.reason = shortText(object["reason"]);
            batch.error.message = shortText(object["message"]);
            batch.error.code = codeOfStatus(batch.error.httpStatus, batch.error.reason);
            if (const auto seconds = object["details"]["retryAfterSeconds"].integer(0); seconds > 0)
                batch.error.retryAfter = std::chrono::seconds(std::min<std::int64_t>(seconds, 3600));
            break; // nothing follows
        }
        if (!object.isObject() || (type != "ADDED" && type != "MODIFIED" && type != "DELETED" && type != "BOOKMARK")) {
            batch.unreadable = true;
            break; // the resourceVersion must not move past what was missed
        }
        const bool isTable = kind.table && object["kind"].string() == "Table";
        if (type == "BOOKMARK") {
            batch.bookmark = true;
        } else if (isTable && object["columnDefinitions"].isArray() && !sameColumns(kind.columns, columnsOf(kind, object["columnDefinitions"]))) {
            batch.unreadable = true; // other columns than the list had: it is read again
            break;
        } else {
            ++batch.events;
            Row row = isTable ? toTableRow(kind, kind.columns, object["rows"].at(0), context) : toRow(kind, object, context);
            if (row.uid.isNull()) {
                batch.unreadable = true;
                break;
            }
            const auto known = present.constFind(row.uid);
            const auto gone = removed.constFind(row.uid);
            const bool old = (known != present.cend() && isOlderVersion(row.resourceVersion, batch.delta.upserts[*known].resourceVersion))
                || (gone != removed.cend() && isOlderVersion(row.resourceVersion, *gone));
            if (old) {
                // Told after newer news: it counts as an event, and changes nothing.
            } else if (type == "DELETED") {
                if (known != present.cend())
                    batch.delta.upserts[*known].uid = {}; // taken out below
                present.remove(row.uid);
                removed.insert(row.uid, row.resourceVersion);
            } else {
                removed.remove(row.uid);
                if (known != present.cend()) {
                    batch.delta.upserts[*known] = std::move(row);
                } else {
                    present.insert(row.uid, batch.delta.upserts.size());
                    batch.delta.upserts.push_back(std::move(row));
                }
            }
        }
        QString version = object["metadata"]["resourceVersion"].text();
        if (isTable && version.isEmpty())
            version = object["rows"].at(0)["object"]["metadata"]["resourceVersion"].text();
        if (!version.isEmpty())
            batch.resourceVersion = version;
    }
    std::erase_if(batch.delta.upserts, [](const Row &row) { return row.uid.isNull(); });
    for (auto it = removed.cbegin(); it != removed.cend(); ++it) {
        batch.delta.removals.push_back(it.key());
        batch.delta.removalVersions.push_back(*it);
    }
    return batch;
}

bool sameColumns(const std::vector<Column> &a, const std::vector<Column> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const Column &x, const Column &y) {
        return x.id == y.id && x.type == y.type && x.wide == y.wide && x.titleText == y.titleText;
    });
}

Result<QList<ObjectEvent>> decodeEvents(DecoderState &state, const QByteArray &body)
{
    const auto root = state.document.parse(view(body));
    if (!root || !root->isObject()) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        return error;
    }
    QList<ObjectEvent> events;
    (*root)["items"].eachElement([&](JsonView item) {
        ObjectEvent event;
        event.uid = Uid::fromText(item["metadata"]["uid"].string());
        event.warning = item["type"].string() == "Warning";
        event.reason = item["reason"].text();
        event.message = item["message"].text().trimmed();
        event.source = item["source"]["component"].text();
        if (event.source.isEmpty())
            event.source = item["reportingComponent"].text();
        const auto count = std::max(item["count"].integer(0), item["series"]["count"].integer(0));
        event.count = static_cast<int>(std::clamp<std::int64_t>(count, 1, 1'000'000'000));
        // Old emitters fill first and lastTimestamp, new ones eventTime and series; each leaves the others null.
        const auto timeOf = [&item](std::initializer_list<JsonView> candidates) -> UnixMs {
            for (const JsonView candidate : candidates) {
                if (const auto time = parseTime(candidate.string()))
                    return *time;
            }
            return parseTime(item["metadata"]["creationTimestamp"].string()).value_or(0);
        };
        event.first = timeOf({item["firstTimestamp"], item["eventTime"]});
        event.last = timeOf({item["series"]["lastObservedTime"], item["lastTimestamp"], item["eventTime"]});
        events.push_back(std::move(event));
    });
    std::stable_sort(events.begin(), events.end(), [](const ObjectEvent &x, const ObjectEvent &y) { return x.last > y.last; });
    return events;
}

Names decodeNames(DecoderState &state, const QByteArray &body)
{
    Names result;
    const auto root = state.document.parse(view(body));
    if (!root || !root->isObject())
        return result;
    result.readable = true;
    (*root)["items"].eachElement([&](JsonView item) {
        if (const QString name = item["metadata"]["name"].text(); !name.isEmpty() && !result.names.contains(name))
            result.names.push_back(name);
    });
    return result;
}

Metrics decodeMetrics(DecoderState &state, const QByteArray &body)
{
    Metrics metrics;
    const auto root = state.document.parse(view(body));
    if (!root)
        return metrics;
    (*root)["results"].eachElement([&](JsonView metric) {
        if (!metric["error"].string().empty())
            return; // it could not be computed, which is not the same as a value for nobody
        auto &values = metrics[metric["metric_name"].text()];
        metric["data"]["result"].eachElement([&](JsonView row) {
            const JsonView labels = row["metric"];
            QString name = labels["pod"].text();
            if (!name.isEmpty())
                name = labels["namespace"].text() + u'/' + name;
            else
                name = labels["node"].text();
            JsonView pair = row["value"];
            if (!pair.isArray() && row["values"].size() > 0)
                pair = row["values"].at(row["values"].size() - 1);
            if (name.isEmpty() || pair.size() != 2)
                return;
            bool ok = false;
            const double value = pair.at(1).text().toDouble(&ok);
            if (ok && std::isfinite(value))
                values.insert(name, value);
        });
    });
    return metrics;
}

NodeRequests decodeNodeRequests(DecoderState &state, const QByteArray &body, const QString &apiDomain)
{
    NodeRequests requests;
    const auto root = state.document.parse(view(body));
    if (!root)
        return requests;
    const std::string prefix = "node." + apiDomain.toStdString();
    const std::string cpuKey = prefix + "/cpu-requests";
    const std::string memoryKey = prefix + "/memory-requests";
    requests.total = (*root)["totalItems"].integer(0);
    requests.items = static_cast<qint64>((*root)["items"].size());
    (*root)["items"].eachElement([&](JsonView node) {
        const QString name = node["metadata"]["name"].text();
        const JsonView annotations = node["metadata"]["annotations"];
        if (const auto cpu = parseQuantity(annotations[cpuKey].string()))
            requests.cpu[name].b = *cpu;
        if (const auto memory = parseQuantity(annotations[memoryKey].string()))
            requests.memory[name].b = *memory;
    });
    return requests;
}

} // namespace sk::kube
