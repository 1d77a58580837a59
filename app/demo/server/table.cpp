#include "kube.h"

namespace sk::demo {

namespace {

/// The raw text of the object's `metadata`, which stands at its top level.
std::string_view metadataText(std::string_view object)
{
    const auto start = object.find("\"metadata\":{");
    if (start == std::string_view::npos)
        return "{}";
    const auto open = start + 11;
    int depth = 0;
    bool inString = false;
    for (auto i = open; i < object.size(); ++i) {
        const char c = object[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return object.substr(open, i + 1 - open);
        }
    }
    return "{}";
}

} // namespace

std::string tableColumns(const KindInfo &kind)
{
    Json columns = Json::array();
    for (const auto &column : kind.columns)
        columns.push_back(Json{{"name", column.name}, {"type", column.type}, {"format", column.format}, {"description", column.description}, {"priority", column.priority}});
    return dumpJson(columns);
}

std::string partialMetadata(std::string_view object, bool typed)
{
    return std::string(typed ? R"({"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":)" : R"({"metadata":)") + std::string(metadataText(object)) + '}';
}

std::string tableRow(const State &state, const KindInfo &kind, std::string_view object, KubeFormat::Include include)
{
    const auto parsed = Json::parse(object, nullptr, false);
    std::string row = "{\"cells\":" + dumpJson(state.world->tableCells(kind, parsed, state.now()));
    if (include == KubeFormat::Include::Metadata)
        row += ",\"object\":" + partialMetadata(object);
    else if (include == KubeFormat::Include::Object)
        row += ",\"object\":" + std::string(object);
    return row + '}';
}

} // namespace sk::demo
