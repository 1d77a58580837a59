#include "fieldnames.h"

#include "jsonpath.h"

#include <set>
#include <string>

namespace sk::kube {

namespace {

constexpr std::size_t mostPaths = 2000;
constexpr int deepest = 12;

using Names = std::set<std::string, std::less<>>;

void collectKeys(JsonView map, Names &names)
{
    map.eachMember([&names](std::string_view key, JsonView) { names.emplace(key); });
}

std::string escaped(std::string_view key)
{
    const QString path = pathOf({exactText(key)});
    return path.mid(1, path.size() - 2).toStdString(); // without the braces, with the dot
}

void collectPaths(JsonView value, const std::string &path, int depth, Names &paths)
{
    if (paths.size() >= mostPaths || depth > deepest)
        return;
    if (value.isArray()) {
        value.eachElement([&](JsonView element) { collectPaths(element, path + "[*]", depth + 1, paths); });
    } else if (value.isObject()) {
        value.eachMember([&](std::string_view key, JsonView member) { collectPaths(member, path + escaped(key), depth + 1, paths); });
    } else if (!value.isNull()) {
        paths.insert(path);
    }
}

QStringList toList(const Names &names)
{
    QStringList list;
    for (const std::string &name : names)
        list += QString::fromStdString(name);
    return list;
}

} // namespace

FieldNames decodeFieldNames(DecoderState &state, const QByteArray &body)
{
    FieldNames result;
    const auto root = state.document.parse({body.constData(), static_cast<std::size_t>(body.size())});
    if (!root || !root->isObject())
        return result;
    Names labels;
    Names annotations;
    Names paths;
    (*root)["items"].eachElement([&](JsonView object) {
        const JsonView metadata = object["metadata"];
        collectKeys(metadata["labels"], labels);
        collectKeys(metadata["annotations"], annotations);
        object.eachMember([&](std::string_view key, JsonView member) {
            // Labels and annotations have their own columns; managedFields is the server's bookkeeping; data may be secret or huge.
            if (key == "data" || key == "binaryData" || key == "stringData")
                return;
            if (key != "metadata") {
                collectPaths(member, escaped(key), 1, paths);
                return;
            }
            member.eachMember([&](std::string_view name, JsonView value) {
                if (name != "labels" && name != "annotations" && name != "managedFields")
                    collectPaths(value, ".metadata" + escaped(name), 2, paths);
            });
        });
    });
    result.labels = toList(labels);
    result.annotations = toList(annotations);
    for (const QString &path : toList(paths))
        result.paths += u'{' + path + u'}';
    return result;
}

} // namespace sk::kube
