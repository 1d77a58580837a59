#include "world_p.h"

#include <cstdio>

/// Kubernetes Events: what the kubelets, the scheduler and the controllers say.
namespace sk::demo {

namespace {

constexpr std::size_t keptEvents = 4000; ///< the rest expires, as after an hour on a real cluster
constexpr const char *legacyFields = R"({"f:count":{},"f:firstTimestamp":{},"f:involvedObject":{"f:apiVersion":{},"f:kind":{},"f:name":{},"f:namespace":{},"f:resourceVersion":{},"f:uid":{}},"f:lastTimestamp":{},"f:message":{},"f:reason":{},"f:source":{"f:component":{}},"f:type":{}})";
constexpr const char *seriesFields = R"({"f:action":{},"f:eventTime":{},"f:note":{},"f:reason":{},"f:regarding":{"f:apiVersion":{},"f:kind":{},"f:name":{},"f:namespace":{},"f:resourceVersion":{},"f:uid":{}},"f:reportingController":{},"f:reportingInstance":{},"f:type":{}})";

} // namespace

void World::Private::emitEvent(const char *involvedKind, std::string_view involvedApi, std::string_view nameSpace, std::string_view name,
                               const std::string &uid, std::uint64_t involvedVersion, bool warning, const char *reason, const std::string &message,
                               const char *component, std::string_view host, Seconds first, int count)
{
    const std::string where = nameSpace.empty() ? "default" : std::string(nameSpace);
    const std::uint64_t id = newId();
    char stamp[20];
    std::snprintf(stamp, sizeof stamp, "%016llx", static_cast<unsigned long long>(static_cast<std::uint64_t>(first) * 1000000000ULL + mix(id) % 1000000000ULL));
    const std::string eventName = std::string(name) + '.' + stamp;
    // The scheduler already speaks the new events API, all others the old one.
    const bool scheduler = std::string_view(component) == "default-scheduler";
    const std::string at = timeText(first);
    std::string text = R"({"kind":"Event","apiVersion":"v1","metadata":{"name":")" + eventName + R"(","namespace":")" + where + R"(","uid":")" + uidText(id)
        + R"(","resourceVersion":")" + std::to_string(version + 1) + R"(","creationTimestamp":")" + at + R"(","managedFields":[{"manager":")"
        + (scheduler ? "kube-scheduler" : std::string_view(component) == "kubelet" ? "kubelet" : "kube-controller-manager")
        + R"(","operation":"Update","apiVersion":")" + (scheduler ? "events.k8s.io/v1" : "v1") + R"(","time":")" + at
        + R"(","fieldsType":"FieldsV1","fieldsV1":)" + (scheduler ? seriesFields : legacyFields) + R"(}]},"involvedObject":{"kind":")" + involvedKind + '"';
    if (!nameSpace.empty())
        text += R"(,"namespace":")" + std::string(nameSpace) + '"';
    text += R"(,"name":")" + std::string(name) + R"(","uid":")" + uid + R"(","apiVersion":")" + std::string(involvedApi) + '"';
    if (involvedVersion != 0)
        text += R"(,"resourceVersion":")" + std::to_string(involvedVersion) + '"';
    text += R"(},"reason":")" + std::string(reason) + R"(","message":")";
    appendEscaped(text, message);
    text += R"(","source":{)";
    if (!scheduler) {
        text += R"("component":")" + std::string(component) + '"';
        if (!host.empty())
            text += R"(,"host":")" + std::string(host) + '"';
    }
    text += R"(},"firstTimestamp":)";
    const std::string type = warning ? "Warning" : "Normal";
    if (scheduler) {
        text += R"(null,"lastTimestamp":null,"type":")" + type + R"(","eventTime":")" + microTimeText(first, static_cast<std::uint32_t>(mix(id)))
            + R"(","action":"Binding","reportingComponent":"default-scheduler","reportingInstance":"default-scheduler-master-01"})";
    } else {
        text += '"' + timeText(count > 1 ? first - static_cast<Seconds>(count) * 40 : first) + R"(","lastTimestamp":")" + at + R"(","count":)" + std::to_string(count) + R"(,"type":")" + type
            + R"(","eventTime":null,"reportingComponent":"","reportingInstance":""})";
    }
    putText(eventKind, where, eventName, version + 1, std::move(text));
    eventNames.emplace_back(where, eventName);
    if (eventNames.size() > keptEvents) {
        erase(eventKind, eventNames.front().first, eventNames.front().second);
        eventNames.pop_front();
    }
}

void World::Private::podEvent(const Key &key, const Pod &one, bool warning, const char *reason, const std::string &message, Seconds at, int count)
{
    const bool scheduler = std::string_view(reason) == "Scheduled" || std::string_view(reason) == "FailedScheduling";
    const std::string host = one.node >= 0 ? nodes[static_cast<std::size_t>(one.node)].name : std::string();
    emitEvent("Pod", "v1", key.nameSpace, key.name, uidText(one.id), one.resourceVersion, warning, reason, message, scheduler ? "default-scheduler" : "kubelet", host,
              at == 0 ? now : at, count);
}

void World::Private::workloadEvent(const Workload &owner, bool warning, const char *reason, const std::string &message)
{
    static constexpr const char *components[] = {"deployment-controller", "replicaset-controller", "statefulset-controller", "daemonset-controller", "job-controller"};
    const KindInfo &info = kinds[static_cast<std::size_t>(owner.kindIndex)];
    const Item *item = find(owner.kindIndex, owner.nameSpace, owner.name);
    emitEvent(info.kind.c_str(), info.apiVersion(), owner.nameSpace, owner.name, owner.uid, item != nullptr ? item->resourceVersion : 0, warning, reason, message,
              components[static_cast<int>(owner.kind)], {}, now);
}

void World::Private::nodeEvent(const NodeInfo &node, bool warning, const char *reason, const std::string &message, Seconds at)
{
    const bool controller = std::string_view(reason) == "NodeNotReady";
    // The kubelet reports about its node under the node's name instead of its uid.
    emitEvent("Node", "v1", {}, node.name, node.name, 0, warning, reason, message, controller ? "node-controller" : "kubelet", controller ? std::string_view() : std::string_view(node.name),
              at == 0 ? now : at);
}

void World::Private::makeInitialEvents()
{
    for (const auto &[key, item] : stores[static_cast<std::size_t>(podKind)]) {
        const Pod &one = *item.pod;
        const std::string container = one.tmpl->containers.empty() ? std::string() : one.tmpl->containers[0].name;
        const std::string image = one.tmpl->containers.empty() ? std::string() : one.tmpl->containers[0].image;
        switch (one.life) {
        case PodLife::BackOff:
            podEvent(key, one, true, "BackOff", "Back-off restarting failed container", now - 35, one.restarts * 9);
            podEvent(key, one, false, "Pulled", "Container image \"" + image + "\" already present on machine", one.lastStart, one.restarts);
            podEvent(key, one, false, "Created", "Created container " + container, one.lastStart, one.restarts);
            podEvent(key, one, false, "Started", "Started container " + container, one.lastStart, one.restarts);
            break;
        case PodLife::PullBackOff:
            podEvent(key, one, true, "Failed", "Failed to pull image \"" + image + "\": rpc error: code = NotFound desc = failed to pull and unpack image", now - 140, 21);
            podEvent(key, one, true, "Failed", "Error: ImagePullBackOff", now - 60, 88);
            podEvent(key, one, false, "BackOff", "Back-off pulling image \"" + image + '"', now - 20, 130);
            break;
        case PodLife::Unschedulable:
            podEvent(key, one, true, "FailedScheduling", one.note ? *one.note : std::string(), now - 50);
            break;
        default:
            if (now - one.created < 3600)
                podEvent(key, one, false, "Started", "Started container " + container, one.runningSince);
        }
    }
    for (const NodeInfo &node : nodes) {
        if (!node.ready)
            nodeEvent(node, false, "NodeNotReady", "Node " + node.name + " status is now: NodeNotReady", now - 1440);
        if (node.diskPressure)
            nodeEvent(node, true, "EvictionThresholdMet", "Attempting to reclaim ephemeral-storage", now - 70);
        if (node.cordoned)
            nodeEvent(node, false, "NodeNotSchedulable", "Node " + node.name + " status is now: NodeNotSchedulable", now - 3000);
    }
}

} // namespace sk::demo
