#include "kapis.h"

#include <cmath>
#include <map>

namespace sk::demo {

namespace {

struct Sums {
    double cpuRequests = 0, cpuLimits = 0, memoryRequests = 0, memoryLimits = 0;
};

double value(const Json &container, const char *which, const char *what)
{
    const auto *found = member(container, {"resources", which, what});
    return found && found->is_string() ? quantityValue(found->get_ref<const std::string &>()) : 0;
}

void addPod(const Json &pod, Sums &sums)
{
    Sums containers;
    const auto *list = member(pod, {"spec", "containers"});
    for (const auto &container : list ? *list : Json::array()) {
        containers.cpuRequests += value(container, "requests", "cpu");
        containers.cpuLimits += value(container, "limits", "cpu");
        containers.memoryRequests += value(container, "requests", "memory");
        containers.memoryLimits += value(container, "limits", "memory");
    }
    // Init containers run one after the other before the rest: the largest of them counts when it is larger.
    const auto *first = member(pod, {"spec", "initContainers"});
    for (const auto &container : first ? *first : Json::array()) {
        containers.cpuRequests = std::max(containers.cpuRequests, value(container, "requests", "cpu"));
        containers.cpuLimits = std::max(containers.cpuLimits, value(container, "limits", "cpu"));
        containers.memoryRequests = std::max(containers.memoryRequests, value(container, "requests", "memory"));
        containers.memoryLimits = std::max(containers.memoryLimits, value(container, "limits", "memory"));
    }
    sums.cpuRequests += containers.cpuRequests;
    sums.cpuLimits += containers.cpuLimits;
    sums.memoryRequests += containers.memoryRequests;
    sums.memoryLimits += containers.memoryLimits;
}

std::string cpuText(double cores)
{
    const auto milli = static_cast<long long>(std::llround(cores * 1000));
    return milli % 1000 == 0 ? std::to_string(milli / 1000) : std::to_string(milli) + 'm';
}

std::string memoryText(double bytes)
{
    const auto whole = static_cast<long long>(std::llround(bytes));
    if (whole != 0 && whole % (1LL << 30) == 0)
        return std::to_string(whole >> 30) + "Gi";
    if (whole != 0 && whole % (1LL << 20) == 0)
        return std::to_string(whole >> 20) + "Mi";
    if (whole != 0 && whole % (1LL << 10) == 0)
        return std::to_string(whole >> 10) + "Ki";
    return std::to_string(whole);
}

std::string fraction(double part, double whole)
{
    return (whole > 0 ? std::to_string(static_cast<int>(part / whole * 100)) : std::string("0")) + '%';
}

/// The sums of every node, counted once per state of the world: the real server counts every pod for every node.
const std::map<std::string, Sums> &nodeSums(State &state)
{
    static thread_local std::map<std::string, Sums> sums;
    static thread_local const World *owner = nullptr;
    static thread_local std::uint64_t version = 0;
    static thread_local std::chrono::steady_clock::time_point counted;
    const auto *podKind = state.world->findKind("", "v1", "pods");
    // A large world is counted at most every ten seconds: it changes all the time, and counting takes long.
    const bool fresh = version == state.world->resourceVersion()
        || (podKind && state.world->count(*podKind) > 5000 && std::chrono::steady_clock::now() - counted < std::chrono::seconds(10));
    if (owner == state.world.get() && fresh)
        return sums;
    counted = std::chrono::steady_clock::now();
    owner = state.world.get();
    version = state.world->resourceVersion();
    sums.clear();
    if (const auto *pods = podKind) {
        state.world->each(*pods, {}, {}, {}, [&](const Entry &entry) {
            const auto text = state.world->text(*pods, entry.nameSpace, entry.name);
            const auto node = firstStringValue(text, "nodeName");
            const auto phase = firstStringValue(text, "phase");
            if (node.empty() || phase == "Succeeded" || phase == "Failed")
                return true;
            // Only the spec is of interest; the larger half of a pod is managedFields before it and status after it.
            const auto from = text.find(",\"spec\":{");
            const auto to = text.rfind(",\"status\":{");
            if (from == std::string::npos || to == std::string::npos || to < from)
                return true;
            addPod(Json::parse("{" + text.substr(from + 1, to - from - 1) + "}", nullptr, false), sums[std::string(node)]);
            return true;
        });
    }
    return sums;
}

void decorateNode(State &state, Json &node)
{
    const auto &all = nodeSums(state);
    const auto found = all.find(memberText(node, {"metadata", "name"}));
    const auto sums = found == all.end() ? Sums{} : found->second;
    const double cpu = quantityValue(memberText(node, {"status", "allocatable", "cpu"}));
    const double memory = quantityValue(memberText(node, {"status", "allocatable", "memory"}));
    auto &annotations = node["metadata"]["annotations"];
    const auto prefix = "node." + state.options.world.apiDomain + '/';
    annotations[prefix + "cpu-limits"] = cpuText(sums.cpuLimits);
    annotations[prefix + "cpu-limits-fraction"] = fraction(sums.cpuLimits, cpu);
    annotations[prefix + "cpu-requests"] = cpuText(sums.cpuRequests);
    annotations[prefix + "cpu-requests-fraction"] = fraction(sums.cpuRequests, cpu);
    annotations[prefix + "memory-limits"] = memoryText(sums.memoryLimits);
    annotations[prefix + "memory-limits-fraction"] = fraction(sums.memoryLimits, memory);
    annotations[prefix + "memory-requests"] = memoryText(sums.memoryRequests);
    annotations[prefix + "memory-requests-fraction"] = fraction(sums.memoryRequests, memory);
}

void decorateClaim(State &state, Json &claim)
{
    const auto *pods = state.world->findKind("", "v1", "pods");
    const auto name = memberText(claim, {"metadata", "name"});
    bool used = false;
    if (pods) {
        state.world->each(*pods, memberText(claim, {"metadata", "namespace"}), {}, {}, [&](const Entry &entry) {
            used = state.world->text(*pods, entry.nameSpace, entry.name).find("\"claimName\":\"" + name + '"') != std::string::npos;
            return !used;
        });
    }
    auto &annotations = claim["metadata"]["annotations"];
    annotations[state.options.world.apiDomain + "/in-use"] = used ? "true" : "false";
    annotations[state.options.world.apiDomain + "/allow-snapshot"] = "false";
}

void decorateClass(State &state, Json &storageClass)
{
    int count = 0;
    const auto name = memberText(storageClass, {"metadata", "name"});
    if (const auto *claims = state.world->findKind("", "v1", "persistentvolumeclaims")) {
        state.world->each(*claims, {}, {}, {}, [&](const Entry &entry) {
            count += firstStringValue(state.world->text(*claims, entry.nameSpace, entry.name), "storageClassName") == name ? 1 : 0;
            return true;
        });
    }
    storageClass["metadata"]["annotations"][state.options.world.apiDomain + "/pvc-count"] = std::to_string(count);
}

/// v3 reads autoscalers as autoscaling/v2beta2, the world keeps v1.
void convertAutoscaler(Json &scaler)
{
    auto &spec = scaler["spec"];
    auto &status = scaler["status"];
    const auto resource = [](const char *side, const Json &value) {
        Json amount{{"averageUtilization", value}};
        if (std::string_view(side) == "target")
            amount = Json{{"type", "Utilization"}, {"averageUtilization", value}};
        return Json::array({Json{{"type", "Resource"}, {"resource", Json{{"name", "cpu"}, {side, std::move(amount)}}}}});
    };
    if (spec.contains("targetCPUUtilizationPercentage"))
        spec["metrics"] = resource("target", spec["targetCPUUtilizationPercentage"]);
    spec.erase("targetCPUUtilizationPercentage");
    status["currentMetrics"] = status.contains("currentCPUUtilizationPercentage") ? resource("current", status["currentCPUUtilizationPercentage"]) : Json();
    status.erase("currentCPUUtilizationPercentage");
    const auto since = memberText(scaler, {"metadata", "creationTimestamp"});
    const auto condition = [&since](const char *type, const char *reason, const char *message) {
        return Json{{"type", type}, {"status", "True"}, {"lastTransitionTime", since}, {"reason", reason}, {"message", message}};
    };
    status["conditions"] = Json::array({condition("AbleToScale", "ReadyForNewScale", "recommended size matches current size"),
                                        condition("ScalingActive", "ValidMetricFound", "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)")});
}

} // namespace

void decorate(State &state, const KindInfo &kind, Json &object)
{
    if (!object.is_object())
        return;
    if (kind.kind == "Node")
        decorateNode(state, object);
    else if (kind.kind == "PersistentVolumeClaim")
        decorateClaim(state, object);
    else if (kind.kind == "StorageClass")
        decorateClass(state, object);
    else if (kind.kind == "HorizontalPodAutoscaler")
        convertAutoscaler(object);
    else if (kind.kind == "Cluster" && object.contains("spec") && object["spec"].contains("connection"))
        object["spec"]["connection"]["kubeconfig"] = "";
}

} // namespace sk::demo
