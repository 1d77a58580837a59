#include "kapis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace sk::demo {

namespace {

std::int64_t integer(const Json &object, std::initializer_list<const char *> path, std::int64_t fallback = 0)
{
    const auto *value = member(object, path);
    return value && value->is_number_integer() ? value->get<std::int64_t>() : fallback;
}

bool hasCondition(const Json &object, std::string_view type, std::string_view status)
{
    const auto *conditions = member(object, {"status", "conditions"});
    return conditions && conditions->is_array() && std::any_of(conditions->begin(), conditions->end(), [&](const Json &condition) { return memberText(condition, {"type"}) == type && memberText(condition, {"status"}) == status; });
}

std::string workloadStatus(const KindInfo &kind, const Json &object)
{
    if (kind.kind == "DaemonSet") {
        const auto wanted = integer(object, {"status", "desiredNumberScheduled"});
        if (wanted == 0 && integer(object, {"status", "numberReady"}) == 0)
            return "stopped";
        return wanted == integer(object, {"status", "numberReady"}) ? "running" : "updating";
    }
    const auto wanted = integer(object, {"spec", "replicas"}, 1);
    const auto ready = integer(object, {"status", "readyReplicas"});
    if (wanted == 0 && ready == 0)
        return "stopped";
    return wanted == ready ? "running" : "updating";
}

std::string nodeStatus(const Json &object)
{
    if (const auto *cordoned = member(object, {"spec", "unschedulable"}); cordoned && *cordoned == true)
        return "unschedulable";
    const auto *conditions = member(object, {"status", "conditions"});
    for (const auto &condition : conditions ? *conditions : Json::array()) {
        const auto type = memberText(condition, {"type"});
        if (memberText(condition, {"status"}) != (type == "Ready" ? "True" : "False"))
            return "warning";
    }
    return "running";
}

std::string podStatus(const Json &object)
{
    const auto phase = memberText(object, {"status", "phase"});
    if (phase == "Succeeded")
        return "Completed";
    if (phase == "Failed")
        return "Error";
    if (phase == "Pending")
        return "Waiting";
    return hasCondition(object, "Ready", "True") ? "Running" : "Error";
}

std::string jobStatus(const Json &object)
{
    if (hasCondition(object, "Failed", "True"))
        return "failed";
    return hasCondition(object, "Complete", "True") ? "completed" : "running";
}

bool lowerEquals(std::string_view a, std::string_view b)
{
    return equalsIgnoreCase(a, b);
}

bool statusFilter(const KindInfo &kind, const Json &object, std::string_view value)
{
    const auto &name = kind.kind;
    if (name == "Deployment" || name == "StatefulSet" || name == "DaemonSet")
        return workloadStatus(kind, object) == value;
    if (name == "Node")
        return nodeStatus(object) == value;
    if (name == "Pod")
        return podStatus(object) == value;
    if (name == "Job")
        return jobStatus(object) == value;
    if (name == "CronJob") {
        const auto *suspended = member(object, {"spec", "suspend"});
        return (suspended && *suspended == true ? "paused" : "running") == value;
    }
    if (name == "PersistentVolumeClaim" || name == "PersistentVolume")
        return lowerEquals(memberText(object, {"status", "phase"}), value);
    if (name == "Namespace")
        return memberText(object, {"status", "phase"}) == value;
    return false;
}

/// A filter that only some kinds know; nothing when this kind does not know it.
std::optional<bool> kindFilter(const State &state, const KindInfo &kind, const Json &object, std::string_view key, std::string_view value)
{
    const auto &name = kind.kind;
    if (name == "Pod") {
        if (key == "nodeName")
            return memberText(object, {"spec", "nodeName"}) == value;
        if (key == "phase")
            return memberText(object, {"status", "phase"}) == value;
        if (key == "podIP" && state.v4())
            return memberText(object, {"status", "podIP"}) == value;
        if (key == "pvcName") {
            const auto *volumes = member(object, {"spec", "volumes"});
            return volumes && std::any_of(volumes->begin(), volumes->end(), [&](const Json &volume) { return memberText(volume, {"persistentVolumeClaim", "claimName"}) == value; });
        }
        if (key == "serviceName") {
            const auto *services = state.world->findKind("", "v1", "services");
            const auto service = services ? state.world->object(*services, memberText(object, {"metadata", "namespace"}), value) : std::nullopt;
            const auto *selector = service ? member(*service, {"spec", "selector"}) : nullptr;
            const auto *labels = member(object, {"metadata", "labels"});
            if (!selector || selector->empty() || !labels)
                return false;
            for (const auto &[label, wanted] : selector->items()) {
                if (!labels->contains(label) || labels->at(label) != wanted)
                    return false;
            }
            return true;
        }
    }
    if ((name == "PersistentVolumeClaim" || name == "PersistentVolume") && key == "storageClassName")
        return memberText(object, {"spec", "storageClassName"}) == value;
    if (name == "User" && key == "email")
        return memberText(object, {"spec", "email"}) == value;
    if (name == "Secret" && key == "fieldSelector" && !state.v33()) {
        std::string error;
        const auto selector = FieldSelector::parse(kind, value, &error);
        return selector && selector->matches(object);
    }
    return std::nullopt;
}

} // namespace

double quantityValue(std::string_view text)
{
    const std::string copy(text);
    char *end = nullptr;
    const double number = std::strtod(copy.c_str(), &end);
    const std::string_view suffix(end);
    static constexpr std::array<std::pair<std::string_view, double>, 14> units{{{"Ki", 1024.0}, {"Mi", 1048576.0}, {"Gi", 1073741824.0}, {"Ti", 1099511627776.0}, {"Pi", 1125899906842624.0}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}, {"P", 1e15}, {"m", 1e-3}, {"u", 1e-6}, {"n", 1e-9}, {"", 1.0}}};
    for (const auto &[unit, factor] : units) {
        if (suffix == unit)
            return number * factor;
    }
    return 0;
}

bool passesFilter(const State &state, const KindInfo &kind, const Json &object, std::string_view key, std::string_view value)
{
    if (const auto known = kindFilter(state, kind, object, key, value))
        return *known;
    const auto annotation = [&](const std::string &name) {
        const auto *annotations = member(object, {"metadata", "annotations"});
        return annotations && annotations->contains(name) ? annotations->at(name).get<std::string>() : std::string();
    };
    const auto name = memberText(object, {"metadata", "name"});
    const auto alias = state.options.world.apiDomain + "/alias-name";
    if (key == "name")
        return name.find(value) != std::string::npos || (state.v4() && !annotation(alias).empty() && annotation(alias).find(value) != std::string::npos)
            || (kind.kind == "CustomResourceDefinition" && memberText(object, {"spec", "names", "kind"}).find(value) != std::string::npos);
    if (key == "names") {
        const auto list = "," + std::string(value) + ",";
        return list.find("," + name + ",") != std::string::npos;
    }
    if (key == "uid")
        return memberText(object, {"metadata", "uid"}) == value;
    if (key == "namespace")
        return memberText(object, {"metadata", "namespace"}) == value;
    if (key == "ownerReference" || key == "ownerKind") {
        const auto *owners = member(object, {"metadata", "ownerReferences"});
        const char *field = key == "ownerKind" ? "kind" : "uid";
        return owners && std::any_of(owners->begin(), owners->end(), [&](const Json &owner) { return memberText(owner, {field}) == value; });
    }
    if (key == "label" || key == "annotation") {
        const auto selector = LabelSelector::parse(value);
        const auto *map = member(object, {"metadata", key == "label" ? "labels" : "annotations"});
        return selector && selector->matches(map ? *map : Json());
    }
    if ((key == "alias" && !state.v33() && !state.v4()) || (key == "nameAndAlias" && state.v4()))
        return annotation(alias).find(value) != std::string::npos || (key == "nameAndAlias" && name.find(value) != std::string::npos);
    if (key == "status") {
        static constexpr std::array kinds{"Deployment", "StatefulSet", "DaemonSet", "Node", "Pod", "Job", "CronJob", "PersistentVolumeClaim", "PersistentVolume", "Namespace"};
        if (std::find(kinds.begin(), kinds.end(), kind.kind) != kinds.end())
            return statusFilter(kind, object, value);
    }
    // The oddity that empties lists: v3 takes what it does not know as a filter that nothing passes; v4 leaves it out.
    return state.v4();
}

} // namespace sk::demo
