#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QString>

#include <map>
#include <set>
#include <string>

/// What shape JSON has: which members where, of which types.
namespace demotest {

inline const char *typeName(const nlohmann::json &value)
{
    return value.is_number() ? "number" : value.type_name();
}

/// What is known of a kind from all recordings: how often each member stands where it could, and its types.
class Schema
{
public:
    void learn(const std::string &path, const nlohmann::json &value)
    {
        if (isMap(path)) {
            if (value.is_object()) {
                m_nodes[path].types.insert("object");
                for (const auto &[key, member] : value.items())
                    learn(path + "{}", member);
                return;
            }
        }
        auto &node = m_nodes[path];
        node.types.insert(typeName(value));
        if (value.is_object()) {
            ++node.objects;
            for (const auto &[key, member] : value.items()) {
                ++node.members[key];
                learn(path + '.' + key, member);
            }
        } else if (value.is_array()) {
            for (const auto &item : value)
                learn(path + "[]", item);
        }
    }

    void check(const std::string &path, const nlohmann::json &value, std::set<std::string> &found) const
    {
        const auto known = m_nodes.find(path);
        if (known == m_nodes.end())
            return;
        const auto &node = known->second;
        if (!node.types.count(typeName(value))) {
            found.insert(path + " is " + typeName(value));
            return;
        }
        if (isMap(path) && value.is_object()) {
            for (const auto &[key, member] : value.items())
                check(path + "{}", member, found);
        } else if (value.is_object()) {
            for (const auto &[key, member] : value.items()) {
                if (!node.members.count(key))
                    found.insert(path + " has " + key);
                else
                    check(path + '.' + key, member, found);
            }
            for (const auto &[key, count] : node.members) {
                if (count == node.objects && !value.contains(key))
                    found.insert(path + " lacks " + key);
            }
        } else if (value.is_array()) {
            for (const auto &item : value)
                check(path + "[]", item, found);
        }
    }

private:
    /// Objects whose keys are data.
    static bool isMap(const std::string &path)
    {
        static const std::set<std::string> maps{"labels", "annotations", "data", "stringData", "binaryData", "matchLabels", "nodeSelector", "capacity", "allocatable", "limits", "requests", "hard", "used", "left", "parameters", "fieldsV1"};
        if (path.find(".fieldsV1") != std::string::npos)
            return true;
        const auto dot = path.rfind('.');
        const auto last = path.substr(dot + 1);
        // A service's selector is a map, everyone else's is a LabelSelector; overview answers have a "data" of fixed keys.
        if (last == "selector")
            return path == "services.spec.selector" || path == "persistentvolumeclaims.spec.selector";
        return maps.count(last) != 0 && path.rfind("answer", 0) != 0;
    }

    struct Node {
        std::set<std::string> types;
        std::map<std::string, int> members;
        int objects = 0;
    };
    std::map<std::string, Node> m_nodes;
};

/// The plural that a path asks for.
inline std::string pluralOf(const QByteArray &path)
{
    auto parts = path.left(path.indexOf('?') < 0 ? path.size() : path.indexOf('?')).split('/');
    parts.removeAll(QByteArray());
    int start = parts.value(0) == "api" ? 2 : 3;
    if (parts.value(start) == "namespaces" && parts.size() > start + 2)
        start += 2;
    else if (parts.value(start) == "workspaces" && parts.size() > start + 2)
        start += 2;
    auto plural = parts.value(start).toStdString();
    if (parts.value(start + 2) == "scale" || parts.value(start + 2) == "globalroles")
        plural = parts.value(start + 2).toStdString();
    if (path.contains("/tenant.") && path.contains("v1alpha2/workspaces"))
        plural = parts.size() > 5 ? "namespaces" : "workspacetemplates";
    return plural;
}

/// Walks an answer: objects of a kind go to that kind's schema, the envelope to one of its own.
template<typename Visit>
void walk(const QByteArray &path, const QString &recording, const nlohmann::json &answer, const Visit &visit)
{
    const auto plural = pluralOf(path);
    if (!answer.is_object() || answer.value("kind", "") == "Status" || answer.contains("error") || plural.empty()) {
        visit("answer(" + recording.toStdString() + ")", answer);
        return;
    }
    if (answer.contains("items")) {
        auto envelope = answer;
        envelope["items"] = nlohmann::json::array();
        visit("list(" + std::string(path.startsWith("/kapis") ? "kapis" : answer.contains("kind") ? "kube" : "?") + ")", envelope);
        for (const auto &item : answer["items"])
            visit(answer.value("kind", "") == "PartialObjectMetadataList" ? plural + "-metadata" : plural, [&] { auto copy = item; copy.erase("kind"); copy.erase("apiVersion"); return copy; }());
        return;
    }
    if (answer.value("kind", "") == "Table") {
        auto envelope = answer;
        envelope["rows"] = nlohmann::json::array();
        visit("table", envelope);
        for (const auto &row : answer["rows"]) {
            auto bare = row;
            bare.erase("object");
            visit("row", bare);
            if (row.contains("object"))
                visit(row["object"].value("kind", "") == "PartialObjectMetadata" ? "partial" : plural + "-typed", row["object"]);
        }
        return;
    }
    if (answer.contains("metadata")) {
        auto copy = answer;
        // Who says its type where is checked by the recording itself, below; the rest is one schema a kind.
        copy.erase("kind");
        copy.erase("apiVersion");
        visit(plural, copy);
        return;
    }
    visit("answer(" + recording.toStdString() + ")", answer);
}

/// The first level: what an answer is, and whether its items say their type.
inline std::string outline(const nlohmann::json &answer)
{
    if (!answer.is_object())
        return typeName(answer);
    std::string line = answer.value("kind", "") == "Status" ? "Status " + answer.value("reason", "") : std::string("object");
    if (answer.contains("kind"))
        line += " kind=" + answer.value("kind", "");
    if (answer.contains("items")) {
        const auto &items = answer["items"];
        line += items.empty() ? " no items" : items[0].contains("kind") ? " typed items" : " untyped items";
    }
    if (answer.contains("rows"))
        line += answer["rows"].empty() ? " no rows" : " rows";
    return line;
}

} // namespace demotest
