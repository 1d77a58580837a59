#include "patch.h"

#include <algorithm>
#include <map>

namespace sk::demo {

namespace {

/// The merge keys of the usual lists, by the list's name; k8s.io/api's `patchMergeKey` tags.
const char *mergeKey(std::string_view list, const Json &items)
{
    static const std::map<std::string_view, const char *> keys{
        {"containers", "name"}, {"initContainers", "name"}, {"ephemeralContainers", "name"}, {"volumes", "name"}, {"env", "name"}, {"imagePullSecrets", "name"}, {"secrets", "name"},
        {"volumeMounts", "mountPath"}, {"volumeDevices", "devicePath"}, {"conditions", "type"}, {"ownerReferences", "uid"}, {"hostAliases", "ip"}, {"podIPs", "ip"}, {"addresses", "type"},
        {"taints", "key"}, {"topologySpreadConstraints", "topologyKey"}, {"resourceClaims", "name"}};
    if (list == "ports") // containerPort in a pod, port in a service
        return !items.empty() && items.front().is_object() && items.front().contains("containerPort") ? "containerPort" : "port";
    const auto found = keys.find(list);
    return found == keys.end() ? nullptr : found->second;
}

void mergeStrategic(Json &object, const Json &patch);

void mergeList(Json &list, const Json &patch, const char *key)
{
    for (const auto &entry : patch) {
        if (!entry.is_object()) {
            if (std::find(list.begin(), list.end(), entry) == list.end())
                list.push_back(entry);
            continue;
        }
        const auto directive = entry.value("$patch", "");
        if (directive == "replace") {
            list = Json::array();
            continue;
        }
        const auto wanted = entry.find(key);
        const auto found = std::find_if(list.begin(), list.end(), [&](const Json &item) { return wanted != entry.end() && item.is_object() && item.contains(key) && item.at(key) == *wanted; });
        if (directive == "delete") {
            if (found != list.end())
                list.erase(found);
        } else if (found != list.end()) {
            mergeStrategic(*found, entry);
        } else {
            Json fresh = Json::object();
            mergeStrategic(fresh, entry);
            list.push_back(std::move(fresh));
        }
    }
}

void mergeStrategic(Json &object, const Json &patch)
{
    if (!object.is_object())
        object = Json::object();
    if (patch.value("$patch", "") == "replace") {
        object = patch;
        object.erase("$patch");
        return;
    }
    for (const auto &[name, value] : patch.items()) {
        constexpr std::string_view deletion = "$deleteFromPrimitiveList/";
        if (name.starts_with(deletion)) {
            if (const auto list = object.find(name.substr(deletion.size())); list != object.end() && list->is_array()) {
                for (const auto &gone : value)
                    list->erase(std::remove(list->begin(), list->end(), gone), list->end());
            }
            continue;
        }
        if (name.starts_with("$"))
            continue;
        if (value.is_null()) {
            object.erase(name);
        } else if (value.is_object()) {
            if (value.value("$patch", "") == "delete") {
                object.erase(name);
                continue;
            }
            mergeStrategic(object[name], value);
        } else if (value.is_array()) {
            auto &list = object[name];
            const auto *key = mergeKey(name, list.is_array() && !list.empty() ? list : value);
            if (key && list.is_array())
                mergeList(list, value, key);
            else if (key) {
                list = Json::array();
                mergeList(list, value, key);
            } else if (name == "finalizers" && list.is_array()) {
                mergeList(list, value, "");
            } else {
                list = value;
            }
        } else {
            object[name] = value;
        }
    }
}

void mergePlain(Json &object, const Json &patch)
{
    if (!patch.is_object()) {
        object = patch;
        return;
    }
    if (!object.is_object())
        object = Json::object();
    for (const auto &[name, value] : patch.items()) {
        if (value.is_null())
            object.erase(name);
        else
            mergePlain(object[name], value);
    }
}

} // namespace

std::variant<Json, PatchError> applyJsonPatch(const Json &object, const Json &patch)
{
    if (!patch.is_array())
        return PatchError{400, "error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch"};
    try {
        return object.patch(patch);
    } catch (const Json::exception &problem) {
        return PatchError{422, std::string("the server rejected our request due to an error in our request: ") + problem.what()};
    }
}

Json applyMergePatch(Json object, const Json &patch)
{
    mergePlain(object, patch);
    return object;
}

Json applyStrategicPatch(Json object, const Json &patch)
{
    mergeStrategic(object, patch);
    return object;
}

} // namespace sk::demo
