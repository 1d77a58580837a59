#include "monitoring.h"

#include "selectors.h"

#include <map>
#include <memory>

namespace sk::demo {

namespace {

using Time = std::chrono::system_clock::time_point;
using NodeValue = double (*)(const World::NodeUsage &);

const std::vector<std::pair<std::string, NodeValue>> &nodeValues()
{
    using U = World::NodeUsage;
    static const std::vector<std::pair<std::string, NodeValue>> values{
        {"cpu_utilisation", [](const U &u) { return u.cpuTotal > 0 ? u.cpuUsed / u.cpuTotal : 0; }},
        {"cpu_total", [](const U &u) { return u.cpuTotal; }},
        {"cpu_usage", [](const U &u) { return u.cpuUsed; }},
        {"memory_utilisation", [](const U &u) { return u.memoryTotal > 0 ? u.memoryUsed / u.memoryTotal : 0; }},
        {"memory_usage_wo_cache", [](const U &u) { return u.memoryUsed; }},
        {"memory_available", [](const U &u) { return u.memoryTotal - u.memoryUsed; }},
        {"memory_total", [](const U &u) { return u.memoryTotal; }},
        {"net_bytes_transmitted", [](const U &u) { return u.netTransmitted; }},
        {"net_bytes_received", [](const U &u) { return u.netReceived; }},
        {"disk_size_capacity", [](const U &u) { return u.diskTotal; }},
        {"disk_size_available", [](const U &u) { return u.diskTotal - u.diskUsed; }},
        {"disk_size_usage", [](const U &u) { return u.diskUsed; }},
        {"disk_size_utilisation", [](const U &u) { return u.diskTotal > 0 ? u.diskUsed / u.diskTotal : 0; }},
        {"load1", [](const U &u) { return u.load1; }},
        {"load5", [](const U &u) { return u.load1 * 0.94; }},
        {"load15", [](const U &u) { return u.load1 * 0.88; }},
        {"pod_count", [](const U &u) { return static_cast<double>(u.podsRunning); }},
        {"pod_running_count", [](const U &u) { return static_cast<double>(u.podsRunning); }},
        {"pod_quota", [](const U &u) { return static_cast<double>(u.podsMax); }},
        {"pod_utilisation", [](const U &u) { return u.podsMax > 0 ? static_cast<double>(u.podsRunning) / u.podsMax : 0; }},
    };
    return values;
}

NodeValue nodeValue(std::string_view suffix)
{
    for (const auto &[name, value] : nodeValues()) {
        if (name == suffix)
            return value;
    }
    return nullptr;
}

std::vector<std::string> namesOf(const World &world, const char *group, const char *plural, std::string_view nameSpace = {})
{
    std::vector<std::string> names;
    if (const auto *kind = world.findKind(group, "v1", plural)) {
        world.each(*kind, nameSpace, {}, {}, [&](const Entry &entry) {
            names.emplace_back(entry.name);
            return true;
        });
    }
    return names;
}

World::NodeUsage clusterUsage(const World &world, const std::vector<std::string> &nodes, Time at)
{
    World::NodeUsage sum;
    sum.podsMax = 0;
    for (const auto &name : nodes) {
        const auto usage = world.nodeUsage(name, at);
        if (!usage)
            continue;
        sum.cpuUsed += usage->cpuUsed;
        sum.cpuTotal += usage->cpuTotal;
        sum.memoryUsed += usage->memoryUsed;
        sum.memoryTotal += usage->memoryTotal;
        sum.diskUsed += usage->diskUsed;
        sum.diskTotal += usage->diskTotal;
        sum.netReceived += usage->netReceived;
        sum.netTransmitted += usage->netTransmitted;
        sum.load1 += usage->load1 / static_cast<double>(nodes.size());
        sum.podsRunning += usage->podsRunning;
        sum.podsMax += usage->podsMax;
    }
    return sum;
}

int onlineNodes(const World &world)
{
    int online = 0;
    const auto *kind = world.findKind("", "v1", "nodes");
    for (const auto &name : namesOf(world, "", "nodes")) {
        const auto node = world.object(*kind, {}, name);
        const auto *conditions = node ? member(*node, {"status", "conditions"}) : nullptr;
        for (const auto &condition : conditions ? *conditions : Json::array())
            online += memberText(condition, {"type"}) == "Ready" && memberText(condition, {"status"}) == "True" ? 1 : 0;
    }
    return online;
}

const std::vector<std::pair<std::string, std::pair<const char *, const char *>>> &objectCounts()
{
    static const std::vector<std::pair<std::string, std::pair<const char *, const char *>>> counts{
        {"namespace_count", {"", "namespaces"}}, {"deployment_count", {"apps", "deployments"}}, {"statefulset_count", {"apps", "statefulsets"}}, {"daemonset_count", {"apps", "daemonsets"}},
        {"job_count", {"batch", "jobs"}}, {"pvc_count", {"", "persistentvolumeclaims"}}, {"service_count", {"", "services"}}, {"secret_count", {"", "secrets"}}, {"replicaset_count", {"apps", "replicasets"}}};
    return counts;
}

std::vector<Series> clusterSeries(const World &world, const std::string &metric)
{
    const auto suffix = metric.substr(8);
    const auto nodes = std::make_shared<std::vector<std::string>>(namesOf(world, "", "nodes"));
    if (const auto value = nodeValue(suffix)) {
        Json labels;
        if (suffix.ends_with("utilisation"))
            labels = Json{{"__name__", ":node_" + suffix + ':'}};
        return {{labels, [&world, nodes, value](Time at) { return std::optional(value(clusterUsage(world, *nodes, at))); }}};
    }
    double fixed = 0;
    if (suffix == "node_online")
        fixed = onlineNodes(world);
    else if (suffix == "node_total")
        fixed = static_cast<double>(nodes->size());
    else if (suffix == "node_offline")
        fixed = static_cast<double>(nodes->size()) - onlineNodes(world);
    for (const auto &[name, where] : objectCounts()) {
        if (name == suffix) {
            const auto *kind = world.findKind(where.first, "v1", where.second);
            fixed = kind ? static_cast<double>(world.count(*kind)) : 0;
        }
    }
    return {{Json(), [fixed](Time) { return std::optional(fixed); }}};
}

std::string nodeAddress(const World &world, const std::string &name)
{
    const auto *kind = world.findKind("", "v1", "nodes");
    const auto node = kind ? world.object(*kind, {}, name) : std::nullopt;
    const auto *addresses = node ? member(*node, {"status", "addresses"}) : nullptr;
    for (const auto &address : addresses ? *addresses : Json::array()) {
        if (memberText(address, {"type"}) == "InternalIP")
            return memberText(address, {"address"});
    }
    return {};
}

double podValue(const World::PodUsage &usage, std::string_view metric)
{
    if (metric.ends_with("cpu_usage"))
        return usage.cpuUsed;
    if (metric.ends_with("net_bytes_received"))
        return usage.netReceived;
    if (metric.ends_with("net_bytes_transmitted"))
        return usage.netTransmitted;
    return metric.ends_with("memory_usage") ? usage.memoryUsed * 1.15 : usage.memoryUsed; // with cache: a little more
}

struct PodPlace {
    std::string nameSpace, name, node, workload;
};

std::vector<PodPlace> podPlaces(const World &world, std::string_view nameSpace)
{
    std::vector<PodPlace> places;
    const auto *kind = world.findKind("", "v1", "pods");
    if (!kind)
        return places;
    world.each(*kind, nameSpace, {}, {}, [&](const Entry &entry) {
        PodPlace place{std::string(entry.nameSpace), std::string(entry.name), {}, {}};
        if (const auto pod = world.object(*kind, entry.nameSpace, entry.name)) {
            place.node = memberText(*pod, {"spec", "nodeName"});
            const auto *owners = member(*pod, {"metadata", "ownerReferences"});
            if (owners && !owners->empty()) {
                auto ownerKind = memberText(owners->front(), {"kind"});
                auto owner = memberText(owners->front(), {"name"});
                if (ownerKind == "ReplicaSet") {
                    ownerKind = "Deployment";
                    owner = owner.substr(0, owner.rfind('-'));
                }
                place.workload = ownerKind + ':' + owner;
            }
        }
        places.push_back(std::move(place));
        return true;
    });
    return places;
}

/// Sums a pod metric over groups of pods.
std::vector<Series> groupedSeries(const World &world, const std::string &metric, std::string_view nameSpace, bool byWorkload, const std::function<bool(const std::string &)> &wanted)
{
    std::map<std::pair<std::string, std::string>, std::shared_ptr<std::vector<PodPlace>>> groups;
    for (auto &place : podPlaces(world, nameSpace)) {
        const auto key = byWorkload ? place.workload : place.nameSpace;
        if (key.empty() || !wanted(byWorkload ? key.substr(key.find(':') + 1) : key))
            continue;
        auto &group = groups[{place.nameSpace, key}];
        if (!group)
            group = std::make_shared<std::vector<PodPlace>>();
        group->push_back(std::move(place));
    }
    std::vector<Series> rows;
    const bool count = metric.ends_with("pod_count") || metric.ends_with("pod_running_count");
    for (const auto &[key, group] : groups) {
        Json labels{{"namespace", key.first}};
        if (byWorkload)
            labels["workload"] = key.second;
        rows.push_back({labels, [&world, group, metric, count](Time at) {
                            double sum = 0;
                            for (const auto &place : *group) {
                                if (count)
                                    sum += 1;
                                else if (const auto usage = world.podUsage(place.nameSpace, place.name, at))
                                    sum += podValue(*usage, metric);
                            }
                            return std::optional(sum);
                        }});
    }
    return rows;
}

} // namespace

std::vector<std::string> metricNames(MetricScope::Level level)
{
    using Level = MetricScope::Level;
    std::vector<std::string> names;
    switch (level) {
    case Level::Cluster:
    case Level::Node:
        for (const auto &[suffix, value] : nodeValues())
            names.push_back((level == Level::Cluster ? "cluster_" : "node_") + suffix);
        if (level == Level::Cluster) {
            for (const char *suffix : {"node_online", "node_offline", "node_total"})
                names.push_back(std::string("cluster_") + suffix);
            for (const auto &[suffix, where] : objectCounts())
                names.push_back("cluster_" + suffix);
        }
        break;
    case Level::Namespace:
        names = {"namespace_cpu_usage", "namespace_memory_usage", "namespace_memory_usage_wo_cache", "namespace_net_bytes_transmitted", "namespace_net_bytes_received", "namespace_pod_count"};
        break;
    case Level::Workload:
        names = {"workload_cpu_usage", "workload_memory_usage", "workload_memory_usage_wo_cache", "workload_net_bytes_transmitted", "workload_net_bytes_received"};
        break;
    case Level::Pod:
        names = {"pod_cpu_usage", "pod_memory_usage", "pod_memory_usage_wo_cache", "pod_net_bytes_transmitted", "pod_net_bytes_received"};
        break;
    case Level::Platform:
        names = {"kubesphere_workspace_count", "kubesphere_user_count"};
        break;
    case Level::Workspace:
        break;
    }
    return names;
}

std::vector<Series> metricSeries(const World &world, const MetricScope &scope, const std::string &metric, const std::function<bool(const std::string &)> &wanted)
{
    using Level = MetricScope::Level;
    std::vector<Series> rows;
    switch (scope.level) {
    case Level::Cluster:
        return clusterSeries(world, metric);
    case Level::Node:
        for (const auto &name : namesOf(world, "", "nodes")) {
            if ((!scope.name.empty() && scope.name != name) || !wanted(name))
                continue;
            const auto value = nodeValue(metric.substr(5));
            Json labels{{"__name__", "node:" + metric + ":avg1m"}, {"host_ip", nodeAddress(world, name)}, {"node", name}, {"role", "worker"}};
            rows.push_back({labels, [&world, name, value](Time at) -> std::optional<double> {
                                const auto usage = world.nodeUsage(name, at);
                                return usage && value ? std::optional(value(*usage)) : std::nullopt;
                            }});
        }
        return rows;
    case Level::Namespace:
    case Level::Workload:
        return groupedSeries(world, metric, scope.nameSpace, scope.level == Level::Workload, wanted);
    case Level::Pod:
        for (auto &place : podPlaces(world, scope.nameSpace)) {
            if ((!scope.name.empty() && scope.name != place.name) || (!scope.node.empty() && scope.node != place.node) || place.node.empty() || !wanted(place.name))
                continue;
            Json labels{{"namespace", place.nameSpace}, {"node", place.node}, {"pod", place.name}};
            rows.push_back({labels, [&world, place, metric](Time at) -> std::optional<double> {
                                const auto usage = world.podUsage(place.nameSpace, place.name, at);
                                return usage ? std::optional(podValue(*usage, metric)) : std::nullopt;
                            }});
        }
        return rows;
    case Level::Platform: {
        const double count = metric.ends_with("user_count") ? 5 : 1;
        rows.push_back({Json(), [count](Time) { return std::optional(count); }});
        return rows;
    }
    case Level::Workspace:
        return rows;
    }
    return rows;
}

} // namespace sk::demo
