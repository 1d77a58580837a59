#include "world_p.h"

#include <algorithm>
#include <map>

/// managedFields as a server keeps them: they are half of a real object's size, so a client must be measured with them.
namespace sk::demo {

namespace {

// The keys by which elements of a list are told apart; lists that are not here count as one value.
const std::map<std::string, std::vector<std::string>> &listKeys()
{
    static const std::map<std::string, std::vector<std::string>> keys {
        {"containers", {"name"}}, {"initContainers", {"name"}}, {"volumes", {"name"}}, {"env", {"name"}}, {"volumeMounts", {"mountPath"}},
        {"imagePullSecrets", {"name"}}, {"ownerReferences", {"uid"}}, {"podIPs", {"ip"}}, {"conditions", {"type"}}, {"addresses", {"type"}},
        {"secrets", {"name"}},
    };
    return keys;
}

// Members whose struct is not a pointer: the server notes no "." for them.
bool hasDot(const std::string &name)
{
    static const std::vector<std::string> without {"metadata", "spec", "status", "template", "strategy", "updateStrategy", "containers",
                                                   "daemonEndpoints", "kubeletEndpoint", "nodeInfo", "jobTemplate", "involvedObject",
                                                   "source", "loadBalancer", "roleRef", "names", "acceptedNames"};
    return std::find(without.begin(), without.end(), name) == without.end();
}

/// The fields of an object or of a list's elements, behind the "." that says that the object itself is owned too.
Json dotted(const std::string &name, std::map<std::string, Json> &sorted)
{
    Json result = Json::object();
    if (hasDot(name))
        result["."] = Json::object();
    for (auto &[key, fields] : sorted)
        result[key] = std::move(fields);
    return result;
}

Json fieldsOf(const std::string &name, const Json &value);

Json keyed(const std::string &name, const Json &list, const std::vector<std::string> &keys)
{
    std::map<std::string, Json> sorted;
    for (const Json &element : list) {
        Json key = Json::object();
        for (const std::string &member : keys) {
            if (element.contains(member))
                key[member] = element[member];
        }
        sorted["k:" + dumped(key)] = fieldsOf("", element);
    }
    return dotted(name, sorted);
}

Json fieldsOf(const std::string &name, const Json &value)
{
    if (value.is_array()) {
        if (name == "ports" && !value.empty() && value[0].is_object()) {
            const bool container = value[0].contains("containerPort");
            return keyed(name, value, {container ? "containerPort" : "port", "protocol"});
        }
        const auto keys = listKeys().find(name);
        if (keys != listKeys().end() && !value.empty())
            return keyed(name, value, keys->second);
        return Json::object();
    }
    if (!value.is_object() || value.empty() || value.contains("matchLabels") || name == "podSelector")
        return Json::object();
    std::map<std::string, Json> sorted;
    for (const auto &[key, member] : value.items()) {
        if (!member.is_null())
            sorted["f:" + key] = fieldsOf(key, member);
    }
    return dotted(name, sorted);
}

} // namespace

Json ownedFields(const Json &object)
{
    std::map<std::string, Json> sorted;
    for (const auto &[key, member] : object.items()) {
        if (key == "kind" || key == "apiVersion" || key == "status")
            continue;
        if (key == "metadata") {
            Json own = Json::object();
            for (const char *part : {"generateName", "labels", "annotations", "ownerReferences", "finalizers"}) {
                if (member.contains(part))
                    own[part] = member[part];
            }
            if (!own.empty())
                sorted["f:metadata"] = fieldsOf("metadata", own);
            continue;
        }
        if (key == "spec" && member.contains("nodeName")) {
            Json spec = member;
            spec.erase("nodeName");
            sorted["f:spec"] = fieldsOf("spec", spec);
            continue;
        }
        sorted["f:" + key] = fieldsOf(key, member);
    }
    Json result = Json::object();
    for (auto &[key, fields] : sorted)
        result[key] = std::move(fields);
    return result;
}

Json managedEntry(const char *manager, const std::string &apiVersion, Seconds time, Json fields)
{
    return {{"manager", manager}, {"operation", "Update"}, {"apiVersion", apiVersion}, {"time", timeText(time)},
            {"fieldsType", "FieldsV1"}, {"fieldsV1", std::move(fields)}};
}

} // namespace sk::demo
