#include "world_p.h"

#include <algorithm>
#include <set>

/// Cells of pods, nodes and workloads, as the printers of Kubernetes 1.20 fill them (pkg/printers/internalversion/printers.go).
namespace sk::demo {

namespace {

std::string none(std::string text)
{
    return text.empty() ? "<none>" : text;
}

Json array(const Json &object, std::initializer_list<std::string_view> path)
{
    const Json *value = find(object, path);
    return value != nullptr && value->is_array() ? *value : Json::array();
}

bool isTrue(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::string templateList(const Json &object, const char *member)
{
    std::string result;
    const Json *spec = find(object, {"spec", "jobTemplate"});
    const Json &from = spec != nullptr ? *spec : object;
    for (const Json &container : array(from, {"spec", "template", "spec", "containers"}))
        result += (result.empty() ? "" : ",") + container.value(member, "");
    return result;
}

std::string labelsText(const Json *labels)
{
    std::string result;
    if (labels != nullptr && labels->is_object()) {
        for (const auto &[key, value] : labels->items())
            result += (result.empty() ? "" : ",") + key + '=' + (value.is_string() ? value.get<std::string>() : dumped(value));
    }
    return none(result);
}

std::string podStatus(const Json &pod, int &restarts, int &ready)
{
    std::string reason = stringAt(pod, {"status", "phase"});
    if (const std::string own = stringAt(pod, {"status", "reason"}); !own.empty())
        reason = own;
    restarts = 0;
    ready = 0;
    bool initializing = false;
    const Json inits = array(pod, {"status", "initContainerStatuses"});
    for (std::size_t i = 0; i < inits.size(); ++i) {
        const Json &status = inits[i];
        restarts += static_cast<int>(numberAt(status, {"restartCount"}));
        const Json *terminated = find(status, {"state", "terminated"});
        if (terminated != nullptr && numberAt(*terminated, {"exitCode"}) == 0)
            continue;
        const std::string waiting = stringAt(status, {"state", "waiting", "reason"});
        if (terminated != nullptr) {
            const std::string why = stringAt(*terminated, {"reason"});
            const auto signal = numberAt(*terminated, {"signal"});
            reason = !why.empty() ? "Init:" + why : signal != 0 ? "Init:Signal:" + std::to_string(signal) : "Init:ExitCode:" + std::to_string(numberAt(*terminated, {"exitCode"}));
        } else if (!waiting.empty() && waiting != "PodInitializing") {
            reason = "Init:" + waiting;
        } else {
            reason = "Init:" + std::to_string(i) + '/' + std::to_string(array(pod, {"spec", "initContainers"}).size());
        }
        initializing = true;
        break;
    }
    if (!initializing) {
        restarts = 0;
        bool running = false;
        const Json statuses = array(pod, {"status", "containerStatuses"});
        for (auto at = statuses.rbegin(); at != statuses.rend(); ++at) {
            restarts += static_cast<int>(numberAt(*at, {"restartCount"}));
            const std::string waiting = stringAt(*at, {"state", "waiting", "reason"});
            const Json *terminated = find(*at, {"state", "terminated"});
            if (!waiting.empty()) {
                reason = waiting;
            } else if (terminated != nullptr) {
                const std::string why = stringAt(*terminated, {"reason"});
                const auto signal = numberAt(*terminated, {"signal"});
                reason = !why.empty() ? why : signal != 0 ? "Signal:" + std::to_string(signal) : "ExitCode:" + std::to_string(numberAt(*terminated, {"exitCode"}));
            } else if (isTrue(*at, "ready") && find(*at, {"state", "running"}) != nullptr) {
                running = true;
                ++ready;
            }
        }
        if (reason == "Completed" && running) {
            bool podReady = false;
            for (const Json &condition : array(pod, {"status", "conditions"}))
                podReady = podReady || (condition.value("type", "") == "Ready" && condition.value("status", "") == "True");
            reason = podReady ? "Running" : "NotReady";
        }
    }
    if (find(pod, {"metadata", "deletionTimestamp"}) != nullptr)
        reason = stringAt(pod, {"status", "reason"}) == "NodeLost" ? "Unknown" : "Terminating";
    return reason;
}

} // namespace

std::string ageText(const Json &object, Seconds now)
{
    const Seconds created = parseTime(stringAt(object, {"metadata", "creationTimestamp"}));
    return created == 0 ? "<unknown>" : humanDuration(static_cast<std::int64_t>(now) - created);
}

Json podCells(const Json &pod, Seconds now)
{
    int restarts = 0;
    int ready = 0;
    const std::string status = podStatus(pod, restarts, ready);
    std::string ip;
    const Json ips = array(pod, {"status", "podIPs"});
    if (!ips.empty())
        ip = ips[0].value("ip", "");
    std::string gates = "<none>";
    const Json wanted = array(pod, {"spec", "readinessGates"});
    if (!wanted.empty()) {
        int met = 0;
        for (const Json &gate : wanted) {
            for (const Json &condition : array(pod, {"status", "conditions"}))
                met += condition.value("type", "") == gate.value("conditionType", "-") && condition.value("status", "") == "True" ? 1 : 0;
        }
        gates = std::to_string(met) + '/' + std::to_string(wanted.size());
    }
    return Json::array({stringAt(pod, {"metadata", "name"}), std::to_string(ready) + '/' + std::to_string(array(pod, {"spec", "containers"}).size()), status, restarts, ageText(pod, now),
                        none(ip), none(stringAt(pod, {"spec", "nodeName"})), none(stringAt(pod, {"status", "nominatedNodeName"})), gates});
}

Json nodeCells(const Json &node, Seconds now)
{
    std::string status;
    for (const Json &condition : array(node, {"status", "conditions"})) {
        if (condition.value("type", "") == "Ready")
            status = condition.value("status", "") == "True" ? "Ready" : "NotReady";
    }
    if (status.empty())
        status = "Unknown";
    if (const Json *cordoned = find(node, {"spec", "unschedulable"}); cordoned != nullptr && cordoned->is_boolean() && cordoned->get<bool>())
        status += ",SchedulingDisabled";
    std::set<std::string> roles;
    if (const Json *labels = find(node, {"metadata", "labels"})) {
        for (const auto &[key, value] : labels->items()) {
            if (key.starts_with("node-role.kubernetes.io/") && key.size() > 24)
                roles.insert(key.substr(24));
            else if (key == "kubernetes.io/role" && value.is_string() && !value.get<std::string>().empty())
                roles.insert(value.get<std::string>());
        }
    }
    std::string roleText;
    for (const std::string &role : roles)
        roleText += (roleText.empty() ? "" : ",") + role;
    std::string internal = "<none>", external = "<none>";
    for (const Json &address : array(node, {"status", "addresses"})) {
        if (address.value("type", "") == "InternalIP" && internal == "<none>")
            internal = address.value("address", "");
        else if (address.value("type", "") == "ExternalIP" && external == "<none>")
            external = address.value("address", "");
    }
    const auto info = [&](const char *key) {
        const std::string text = stringAt(node, {"status", "nodeInfo", key});
        return text.empty() ? std::string("<unknown>") : text;
    };
    return Json::array({stringAt(node, {"metadata", "name"}), status, none(roleText), ageText(node, now), stringAt(node, {"status", "nodeInfo", "kubeletVersion"}), internal, external,
                        info("osImage"), info("kernelVersion"), info("containerRuntimeVersion")});
}

Json workloadCells(const std::string &plural, const Json &object, Seconds now)
{
    const std::string name = stringAt(object, {"metadata", "name"});
    const auto status = [&](const char *key) { return numberAt(object, {"status", key}); };
    const std::string age = ageText(object, now);
    const std::string containers = templateList(object, "name");
    const std::string images = templateList(object, "image");
    std::string selector = labelsText(find(object, {"spec", "selector", "matchLabels"}));
    for (const Json &expression : array(object, {"spec", "selector", "matchExpressions"})) {
        std::string values;
        for (const Json &value : expression.value("values", Json::array()))
            values += (values.empty() ? "" : ",") + value.get<std::string>();
        const std::string op = expression.value("operator", "");
        const std::string key = expression.value("key", "");
        const std::string one = op == "Exists" ? key : op == "DoesNotExist" ? '!' + key : key + (op == "In" ? " in (" : " notin (") + values + ')';
        selector = selector == "<none>" ? one : selector + ',' + one;
    }
    if (plural == "deployments")
        return Json::array({name, std::to_string(status("readyReplicas")) + '/' + std::to_string(numberAt(object, {"spec", "replicas"})), std::to_string(status("updatedReplicas")),
                            std::to_string(status("availableReplicas")), age, containers, images, selector});
    if (plural == "replicasets")
        return Json::array({name, numberAt(object, {"spec", "replicas"}), status("replicas"), status("readyReplicas"), age, containers, images, selector});
    if (plural == "replicationcontrollers")
        return Json::array({name, numberAt(object, {"spec", "replicas"}), status("replicas"), status("readyReplicas"), age, containers, images, labelsText(find(object, {"spec", "selector"}))});
    if (plural == "statefulsets")
        return Json::array({name, std::to_string(status("readyReplicas")) + '/' + std::to_string(numberAt(object, {"spec", "replicas"})), age, containers, images});
    if (plural == "daemonsets")
        return Json::array({name, status("desiredNumberScheduled"), status("currentNumberScheduled"), status("numberReady"), status("updatedNumberScheduled"), status("numberAvailable"),
                            labelsText(find(object, {"spec", "template", "spec", "nodeSelector"})), age, containers, images, selector});
    if (plural == "jobs") {
        std::string completions;
        if (find(object, {"spec", "completions"}) != nullptr) {
            completions = std::to_string(status("succeeded")) + '/' + std::to_string(numberAt(object, {"spec", "completions"}));
        } else {
            const auto parallelism = numberAt(object, {"spec", "parallelism"});
            completions = std::to_string(status("succeeded")) + "/1" + (parallelism > 1 ? " of " + std::to_string(parallelism) : "");
        }
        const Seconds start = parseTime(stringAt(object, {"status", "startTime"}));
        const Seconds end = parseTime(stringAt(object, {"status", "completionTime"}));
        const std::string duration = start == 0 ? "" : humanDuration(static_cast<std::int64_t>(end == 0 ? now : end) - start);
        return Json::array({name, completions, duration, age, containers, images, selector});
    }
    if (plural == "cronjobs") {
        const Seconds last = parseTime(stringAt(object, {"status", "lastScheduleTime"}));
        const Json *suspend = find(object, {"spec", "suspend"});
        return Json::array({name, stringAt(object, {"spec", "schedule"}), suspend != nullptr && *suspend == true ? "True" : "False", array(object, {"status", "active"}).size(),
                            last == 0 ? "<none>" : humanDuration(static_cast<std::int64_t>(now) - last), age, containers, images, selector});
    }
    return {};
}

} // namespace sk::demo
