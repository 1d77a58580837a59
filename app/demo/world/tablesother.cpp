#include "world_p.h"

#include <algorithm>

/// Cells of networking, storage, access and custom kinds.
namespace sk::demo {

namespace {

std::string joined(const Json *list, const char *member = nullptr)
{
    std::string result;
    if (list != nullptr && list->is_array()) {
        for (const Json &one : *list) {
            const std::string text = member != nullptr ? stringAt(one, {member}) : one.is_string() ? one.get<std::string>() : dumped(one);
            if (!text.empty())
                result += (result.empty() ? "" : ",") + text;
        }
    }
    return result;
}

std::string orNone(const std::string &text)
{
    return text.empty() ? "<none>" : text;
}

std::string pairs(const Json *map)
{
    std::string result;
    if (map != nullptr && map->is_object()) {
        for (const auto &[key, value] : map->items())
            result += (result.empty() ? "" : ",") + key + '=' + (value.is_string() ? value.get<std::string>() : dumped(value));
    }
    return orNone(result);
}

std::string modes(const Json *list)
{
    std::string result;
    if (list != nullptr && list->is_array()) {
        for (const Json &mode : *list)
            result += std::string(result.empty() ? "" : ",") + (mode == "ReadWriteOnce" ? "RWO" : mode == "ReadOnlyMany" ? "ROX" : mode == "ReadWriteMany" ? "RWX" : "RWOP");
    }
    return result;
}

std::string endpointsText(const Json &object)
{
    std::string result;
    int shown = 0, all = 0;
    const Json *subsets = find(object, {"subsets"});
    if (subsets == nullptr || !subsets->is_array())
        return "<none>";
    for (const Json &subset : *subsets) {
        for (const Json &port : subset.value("ports", Json::array())) {
            for (const Json &address : subset.value("addresses", Json::array())) {
                ++all;
                if (shown < 3) {
                    result += (shown > 0 ? "," : "") + address.value("ip", "") + ':' + std::to_string(port.value("port", 0));
                    ++shown;
                }
            }
        }
    }
    if (all > shown)
        result += " + " + std::to_string(all - shown) + " more...";
    return orNone(result);
}

std::string conditionText(const Json &object, const char *type, const char *member)
{
    if (const Json *conditions = find(object, {"status", "conditions"})) {
        for (const Json &condition : *conditions) {
            if (condition.value("type", "") == type)
                return condition.value(member, "");
        }
    }
    return {};
}

std::size_t sizeOf(const Json *value)
{
    return value == nullptr ? 0 : value->size();
}

std::string subjects(const Json &object, const char *kind)
{
    std::string result;
    if (const Json *list = find(object, {"subjects"})) {
        for (const Json &one : *list) {
            if (one.value("kind", "") == kind)
                result += (result.empty() ? "" : ", ") + (one.contains("namespace") ? one.value("namespace", "") + '/' : "") + one.value("name", "");
        }
    }
    return result;
}

} // namespace

std::optional<Json> networkCells(const std::string &plural, const Json &object, Seconds now)
{
    const std::string name = stringAt(object, {"metadata", "name"});
    const std::string age = ageText(object, now);
    if (plural == "services") {
        std::string ports;
        if (const Json *list = find(object, {"spec", "ports"})) {
            for (const Json &port : *list) {
                ports += (ports.empty() ? "" : ",") + std::to_string(port.value("port", 0));
                if (port.contains("nodePort"))
                    ports += ':' + std::to_string(port.value("nodePort", 0));
                ports += '/' + port.value("protocol", "TCP");
            }
        }
        const std::string type = stringAt(object, {"spec", "type"});
        std::string external = joined(find(object, {"spec", "externalIPs"}));
        if (type == "LoadBalancer") {
            const std::string balancer = joined(find(object, {"status", "loadBalancer", "ingress"}), "ip");
            external = balancer.empty() && external.empty() ? "<pending>" : balancer;
        } else if (type == "ExternalName") {
            external = stringAt(object, {"spec", "externalName"});
        }
        return Json::array({name, type, orNone(stringAt(object, {"spec", "clusterIP"})), orNone(external), orNone(ports), age, pairs(find(object, {"spec", "selector"}))});
    }
    if (plural == "endpoints")
        return Json::array({name, endpointsText(object), age});
    if (plural == "endpointslices") {
        std::string ports, addresses;
        if (const Json *list = find(object, {"ports"})) {
            for (const Json &port : *list)
                ports += (ports.empty() ? "" : ",") + std::to_string(port.value("port", 0));
        }
        int count = 0;
        const Json *endpoints = find(object, {"endpoints"});
        for (const Json &endpoint : endpoints != nullptr ? *endpoints : Json::array()) {
            for (const Json &address : endpoint.value("addresses", Json::array())) {
                if (count++ < 3)
                    addresses += (addresses.empty() ? "" : ",") + address.get<std::string>();
            }
        }
        if (count > 3)
            addresses += " + " + std::to_string(count - 3) + " more...";
        return Json::array({name, stringAt(object, {"addressType"}), ports.empty() ? "<unset>" : ports, addresses.empty() ? "<unset>" : addresses, age});
    }
    if (plural == "ingresses") {
        std::string hosts = joined(find(object, {"spec", "rules"}), "host");
        return Json::array({name, orNone(stringAt(object, {"spec", "ingressClassName"})), hosts.empty() ? "*" : hosts, joined(find(object, {"status", "loadBalancer", "ingress"}), "ip"),
                            sizeOf(find(object, {"spec", "tls"})) > 0 ? "80, 443" : "80", age});
    }
    if (plural == "ingressclasses")
        return Json::array({name, stringAt(object, {"spec", "controller"}), orNone(stringAt(object, {"spec", "parameters", "name"})), age});
    if (plural == "networkpolicies")
        return Json::array({name, pairs(find(object, {"spec", "podSelector", "matchLabels"})), age});
    if (plural == "leases")
        return Json::array({name, stringAt(object, {"spec", "holderIdentity"}), age});
    return std::nullopt;
}

std::optional<Json> otherCells(const std::string &plural, const Json &object, Seconds now)
{
    const std::string name = stringAt(object, {"metadata", "name"});
    const std::string age = ageText(object, now);
    const std::string created = stringAt(object, {"metadata", "creationTimestamp"});
    const auto at = [&](std::initializer_list<std::string_view> path) { return stringAt(object, path); };
    const auto raw = [&](std::initializer_list<std::string_view> path) {
        const Json *value = find(object, path);
        return value != nullptr ? *value : Json(nullptr);
    };
    if (plural == "namespaces")
        return Json::array({name, at({"status", "phase"}), age});
    if (plural == "configmaps")
        return Json::array({name, sizeOf(find(object, {"data"})) + sizeOf(find(object, {"binaryData"})), age});
    if (plural == "secrets")
        return Json::array({name, at({"type"}), sizeOf(find(object, {"data"})), age});
    if (plural == "serviceaccounts")
        return Json::array({name, sizeOf(find(object, {"secrets"})), age});
    if (plural == "persistentvolumeclaims") {
        const bool bound = !at({"spec", "volumeName"}).empty();
        return Json::array({name, at({"status", "phase"}), at({"spec", "volumeName"}), bound ? at({"status", "capacity", "storage"}) : "", bound ? modes(find(object, {"status", "accessModes"})) : "",
                            at({"spec", "storageClassName"}), age, at({"spec", "volumeMode"})});
    }
    if (plural == "persistentvolumes") {
        const std::string claim = at({"spec", "claimRef", "name"});
        return Json::array({name, at({"spec", "capacity", "storage"}), modes(find(object, {"spec", "accessModes"})), at({"spec", "persistentVolumeReclaimPolicy"}), at({"status", "phase"}),
                            claim.empty() ? "" : at({"spec", "claimRef", "namespace"}) + '/' + claim, at({"spec", "storageClassName"}), at({"status", "reason"}), age, at({"spec", "volumeMode"})});
    }
    if (plural == "storageclasses") {
        const Json *annotations = find(object, {"metadata", "annotations"});
        const bool isDefault = annotations != nullptr && annotations->value("storageclass.kubernetes.io/is-default-class", "") == "true";
        return Json::array({isDefault ? name + " (default)" : name, at({"provisioner"}), at({"reclaimPolicy"}), at({"volumeBindingMode"}), raw({"allowVolumeExpansion"}) == true, age});
    }
    if (plural == "events") {
        const auto ago = [&](const std::string &text) {
            const Seconds time = parseTime(text);
            return time == 0 ? std::string("<unknown>") : humanDuration(static_cast<std::int64_t>(now) - time);
        };
        const std::string last = at({"lastTimestamp"});
        const std::string first = at({"firstTimestamp"});
        std::string involved = at({"involvedObject", "kind"});
        std::transform(involved.begin(), involved.end(), involved.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        std::string source = at({"source", "component"});
        if (source.empty())
            source = at({"reportingComponent"});
        if (const std::string host = at({"source", "host"}); !host.empty())
            source += ", " + host;
        return Json::array({ago(last.empty() ? at({"eventTime"}) : last), at({"type"}), at({"reason"}), involved + '/' + at({"involvedObject", "name"}), at({"involvedObject", "fieldPath"}), source,
                            at({"message"}), ago(first.empty() ? at({"eventTime"}) : first), numberAt(object, {"count"}, 1), name});
    }
    if (plural == "resourcequotas") {
        std::string request, limit;
        if (const Json *hard = find(object, {"spec", "hard"})) {
            for (const auto &[key, value] : hard->items()) {
                std::string &to = key.starts_with("limits") ? limit : request;
                to += (to.empty() ? "" : ", ") + key + ": " + orNone(at({"status", "used", key})) + '/' + value.get<std::string>();
            }
        }
        return Json::array({name, age, request, limit});
    }
    if (plural == "limitranges" || plural == "roles" || plural == "clusterroles" || plural == "customresourcedefinitions")
        return Json::array({name, created});
    if (plural == "priorityclasses")
        return Json::array({name, raw({"value"}), raw({"globalDefault"}) == true, age});
    if (plural == "rolebindings" || plural == "clusterrolebindings")
        return Json::array({name, at({"roleRef", "kind"}) + '/' + at({"roleRef", "name"}), age, subjects(object, "User"), subjects(object, "Group"), subjects(object, "ServiceAccount")});
    if (plural == "poddisruptionbudgets") {
        const auto limit = [&](const char *key) {
            const Json value = raw({"spec", key});
            return value.is_null() ? std::string("N/A") : value.is_string() ? value.get<std::string>() : dumped(value);
        };
        return Json::array({name, limit("minAvailable"), limit("maxUnavailable"), numberAt(object, {"status", "disruptionsAllowed"}), age});
    }
    if (plural == "horizontalpodautoscalers") {
        const Json now_ = raw({"status", "currentCPUUtilizationPercentage"});
        const Json target = raw({"spec", "targetCPUUtilizationPercentage"});
        return Json::array({name, at({"spec", "scaleTargetRef", "kind"}) + '/' + at({"spec", "scaleTargetRef", "name"}),
                            (now_.is_null() ? std::string("<unknown>") : dumped(now_) + '%') + '/' + (target.is_null() ? std::string("<auto>") : dumped(target) + '%'),
                            std::to_string(numberAt(object, {"spec", "minReplicas"}, 1)), std::to_string(numberAt(object, {"spec", "maxReplicas"})),
                            std::to_string(numberAt(object, {"status", "currentReplicas"})), age});
    }
    if (plural == "apiservices") {
        const std::string service = at({"spec", "service", "name"});
        return Json::array({name, service.empty() ? "Local" : at({"spec", "service", "namespace"}) + '/' + service, conditionText(object, "Available", "status"), age});
    }
    if (plural == "controllerrevisions") {
        const Json *owners = find(object, {"metadata", "ownerReferences"});
        std::string controller = "<none>";
        if (owners != nullptr && !owners->empty()) {
            std::string kind = (*owners)[0].value("kind", "");
            std::transform(kind.begin(), kind.end(), kind.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
            controller = kind + ".apps/" + (*owners)[0].value("name", "");
        }
        return Json::array({name, controller, raw({"revision"}), age});
    }
    if (plural == "podtemplates")
        return Json::array({name, joined(find(object, {"template", "spec", "containers"}), "name"), joined(find(object, {"template", "spec", "containers"}), "image"), pairs(find(object, {"template", "metadata", "labels"})), age});
    if (plural == "volumesnapshots")
        return Json::array({name, raw({"status", "readyToUse"}), raw({"spec", "source", "persistentVolumeClaimName"}), raw({"status", "restoreSize"}), raw({"spec", "volumeSnapshotClassName"}), created});
    if (plural == "volumesnapshotclasses")
        return Json::array({name, raw({"driver"}), raw({"deletionPolicy"}), created});
    if (plural == "volumesnapshotcontents")
        return Json::array({name, raw({"status", "readyToUse"}), raw({"status", "restoreSize"}), raw({"spec", "deletionPolicy"}), raw({"spec", "driver"}), raw({"spec", "volumeSnapshotRef", "name"}), created});
    // Custom resources: a missing member is null.
    const auto labelled = [&](const char *suffix) {
        if (const Json *labels = find(object, {"metadata", "labels"})) {
            for (const auto &[key, value] : labels->items()) {
                if (key.ends_with(suffix))
                    return value;
            }
        }
        return Json(nullptr);
    };
    if (plural == "users")
        return Json::array({name, raw({"spec", "email"}), raw({"status", "state"})});
    if (plural == "workspaces")
        return Json::array({name});
    if (plural == "clusters")
        return Json::array({name, raw({"spec", "joinFederation"}), raw({"spec", "provider"}), raw({"spec", "enable"}), raw({"status", "kubernetesVersion"})});
    if (plural == "globalrolebindings")
        return Json::array({name, raw({"roleRef", "name"})});
    if (plural == "workspaceroles") {
        const Json *annotations = find(object, {"metadata", "annotations"});
        Json alias = nullptr;
        if (annotations != nullptr) {
            for (const auto &[key, value] : annotations->items()) {
                if (key.ends_with("/alias-name"))
                    alias = value;
            }
        }
        return Json::array({name, labelled("/workspace"), alias});
    }
    if (plural == "workspacerolebindings" || plural == "groups")
        return Json::array({name, labelled("/workspace")});
    if (plural == "groupbindings")
        return Json::array({name, raw({"groupRef", "name"}), joined(find(object, {"users"}))});
    if (plural == "loginrecords")
        return Json::array({name, raw({"spec", "type"}), raw({"spec", "provider"}), raw({"spec", "sourceIP"}), raw({"spec", "success"}), raw({"spec", "reason"}), created});
    if (plural == "certificates")
        return Json::array({name, conditionText(object, "Ready", "status"), raw({"spec", "secretName"}), raw({"spec", "issuerRef", "name"}), conditionText(object, "Ready", "message"), created});
    if (plural == "backups")
        return Json::array({name, raw({"status", "phase"}), raw({"status", "progress"}), raw({"status", "size"}), raw({"spec", "schedule"}), created});
    return Json::array({name, created});
}

} // namespace sk::demo
