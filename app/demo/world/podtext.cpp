#include "world_p.h"

#include <algorithm>

/// Texts of pods: compiled once for a revision, then filled.
namespace sk::demo {

namespace {

Json defaultTolerations(bool daemon)
{
    const auto tolerate = [](const char *key, const char *effect, bool seconds) {
        Json result {{"key", std::string("node.kubernetes.io/") + key}, {"operator", "Exists"}, {"effect", effect}};
        if (seconds)
            result["tolerationSeconds"] = 300;
        return result;
    };
    Json result = Json::array({tolerate("not-ready", "NoExecute", !daemon), tolerate("unreachable", "NoExecute", !daemon)});
    if (daemon) {
        for (const char *key : {"disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"})
            result.push_back(tolerate(key, "NoSchedule", false));
    }
    return result;
}

ContainerInfo containerOf(const Json &container)
{
    ContainerInfo info;
    info.name = stringAt(container, {"name"});
    info.image = stringAt(container, {"image"});
    info.cpuRequest = parseQuantity(stringAt(container, {"resources", "requests", "cpu"}));
    info.memoryRequest = parseQuantity(stringAt(container, {"resources", "requests", "memory"}));
    info.memoryLimit = parseQuantity(stringAt(container, {"resources", "limits", "memory"}));
    return info;
}

std::string qosOf(const Json &spec)
{
    bool any = false;
    bool guaranteed = true;
    const Json *containers = find(spec, {"containers"});
    if (containers == nullptr || !containers->is_array())
        return "BestEffort";
    for (const Json &container : *containers) {
        const Json *requests = find(container, {"resources", "requests"});
        const Json *limits = find(container, {"resources", "limits"});
        any = any || (requests != nullptr && !requests->empty()) || (limits != nullptr && !limits->empty());
        guaranteed = guaranteed && limits != nullptr && requests != nullptr && limits->contains("cpu") && limits->contains("memory")
            && *limits == *requests;
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
}

void replaceAll(std::string &text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

constexpr const char *conditionFields = R"(".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},)";

} // namespace

const HoledText &PodTemplate::head() const
{
    if (made.size() == 0 && makeHead)
        made = HoledText(makeHead());
    return made;
}

namespace {

// The text of a pod of this revision, with marks for what differs from pod to pod.
std::string headText(const Json &podTemplate, const std::string &nameSpace, WorkloadKind ownerKind, const std::string &kindName,
                     const std::string &ownerName, const std::string &ownerUid, const std::string &hash)
{
    const bool ordinal = ownerKind == WorkloadKind::StatefulSet && !ownerName.empty();
    const bool daemon = ownerKind == WorkloadKind::DaemonSet && !ownerName.empty();

    Json metadata {{"name", HoledText::mark(Hole::Name)}};
    if (!ownerName.empty()) {
        metadata["generateName"] = ownerName + '-';
    }
    metadata["namespace"] = nameSpace;
    metadata["uid"] = HoledText::mark(Hole::Uid);
    metadata["resourceVersion"] = HoledText::mark(Hole::ResourceVersion);
    metadata["creationTimestamp"] = HoledText::mark(Hole::Created);
    metadata["DELETION"] = 0;
    std::map<std::string, Json> labels;
    if (const Json *own = sk::demo::find(podTemplate, {"metadata", "labels"}); own != nullptr && own->is_object()) {
        for (const auto &[key, value] : own->items())
            labels[key] = value;
    }
    if (ordinal) {
        labels["controller-revision-hash"] = ownerName + '-' + hash;
        labels["statefulset.kubernetes.io/pod-name"] = HoledText::mark(Hole::Name);
    } else if (daemon) {
        labels["controller-revision-hash"] = hash;
        labels["pod-template-generation"] = "1";
    } else if (kindName == "ReplicaSet") {
        labels["pod-template-hash"] = hash;
    }
    if (!labels.empty())
        metadata["labels"] = labels;
    if (const Json *own = sk::demo::find(podTemplate, {"metadata", "annotations"}); own != nullptr && own->is_object() && !own->empty())
        metadata["annotations"] = *own;
    if (!ownerName.empty())
        metadata["ownerReferences"] = Json::array({{{"apiVersion", ownerKind == WorkloadKind::Job ? "batch/v1" : "apps/v1"},
                                                    {"kind", kindName}, {"name", ownerName}, {"uid", ownerUid},
                                                    {"controller", true}, {"blockOwnerDeletion", true}}});

    Json own = sk::demo::find(podTemplate, {"spec"}) != nullptr ? podTemplate["spec"] : Json::object();
    if (!own.contains("containers") || !own["containers"].is_array())
        own["containers"] = Json::array();
    Json spec = Json::object();
    // The order of PodSpec's members.
    for (const char *key : {"volumes", "initContainers", "containers"}) {
        if (own.contains(key))
            spec[key] = own[key];
    }
    for (const char *list : {"initContainers", "containers"}) {
        if (!spec.contains(list))
            continue;
        for (Json &container : spec[list]) {
            if (!container.contains("resources"))
                container["resources"] = Json::object();
            if (!container.contains("terminationMessagePath"))
                container["terminationMessagePath"] = "/dev/termination-log";
            if (!container.contains("terminationMessagePolicy"))
                container["terminationMessagePolicy"] = "File";
            if (!container.contains("imagePullPolicy"))
                container["imagePullPolicy"] = "IfNotPresent";
        }
    }
    spec["restartPolicy"] = own.value("restartPolicy", "Always");
    spec["terminationGracePeriodSeconds"] = own.value("terminationGracePeriodSeconds", 30);
    for (const char *key : {"activeDeadlineSeconds"}) {
        if (own.contains(key))
            spec[key] = own[key];
    }
    spec["dnsPolicy"] = own.value("dnsPolicy", "ClusterFirst");
    for (const char *key : {"nodeSelector", "serviceAccountName", "serviceAccount"}) {
        if (own.contains(key))
            spec[key] = own[key];
    }
    spec["NODE"] = 0;
    if (own.contains("hostNetwork"))
        spec["hostNetwork"] = own["hostNetwork"];
    spec["securityContext"] = own.contains("securityContext") ? own["securityContext"] : Json::object();
    if (own.contains("imagePullSecrets"))
        spec["imagePullSecrets"] = own["imagePullSecrets"];
    if (ordinal) {
        spec["hostname"] = HoledText::mark(Hole::Name);
        spec["subdomain"] = ownerName;
    }
    if (daemon) {
        spec["affinity"] = {{"nodeAffinity", {{"requiredDuringSchedulingIgnoredDuringExecution",
            {{"nodeSelectorTerms", Json::array({{{"matchFields", Json::array({{{"key", "metadata.name"}, {"operator", "In"},
                {"values", Json::array({HoledText::mark(Hole::NodeName)})}}})}}})}}}}}};
    } else if (own.contains("affinity")) {
        spec["affinity"] = own["affinity"];
    }
    spec["schedulerName"] = own.value("schedulerName", "default-scheduler");
    spec["tolerations"] = own.contains("tolerations") ? own["tolerations"] : defaultTolerations(daemon);
    if (own.contains("priorityClassName"))
        spec["priorityClassName"] = own["priorityClassName"];
    spec["priority"] = own.value("priorityClassName", "") == "system-node-critical" ? 2000001000 : 0;
    spec["enableServiceLinks"] = own.value("enableServiceLinks", true);
    spec["preemptionPolicy"] = "PreemptLowerPriority";

    Json owned {{"metadata", metadata}, {"spec", spec}};
    owned["spec"].erase("NODE");
    owned["spec"].erase("priority");
    owned["spec"].erase("preemptionPolicy");
    owned["metadata"].erase("DELETION");
    Json entry = managedEntry("kube-controller-manager", "v1", 0, ownedFields(owned));
    entry["time"] = HoledText::mark(Hole::Created);
    metadata["managedFields"] = Json::array({entry, "MANAGED"});

    std::string text = dumped(Json {{"kind", "Pod"}, {"apiVersion", "v1"}, {"metadata", metadata}, {"spec", spec}});
    text.pop_back();
    text += ',';
    replaceAll(text, "\"DELETION\":0,", HoledText::mark(Hole::Deletion));
    replaceAll(text, ",\"MANAGED\"", HoledText::mark(Hole::ManagedStatus));
    replaceAll(text, "\"NODE\":0,", HoledText::mark(Hole::NodeMember));
    return text;
}

} // namespace

std::shared_ptr<PodTemplate> World::Private::compile(const Json &podTemplate, std::string_view nameSpace, WorkloadKind ownerKind,
                                                     const std::string &ownerName, const std::string &ownerUid, const std::string &hash)
{
    auto result = std::make_shared<PodTemplate>();
    static constexpr const char *kindNames[] = {"ReplicaSet", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"};
    result->ownerKind = ownerName.empty() ? "" : kindNames[static_cast<int>(ownerKind)];
    result->onEveryNode = ownerKind == WorkloadKind::DaemonSet && !ownerName.empty();
    if (!ownerName.empty())
        result->generateName = ownerName + '-';
    const Json empty = Json::object();
    const Json *spec = sk::demo::find(podTemplate, {"spec"});
    if (spec == nullptr || !spec->is_object())
        spec = &empty;
    for (const char *list : {"initContainers", "containers"}) {
        const Json *containers = sk::demo::find(*spec, {list});
        if (containers == nullptr || !containers->is_array())
            continue;
        const bool init = list[0] == 'i';
        for (const Json &container : *containers) {
            (init ? result->init : result->containers).push_back(containerOf(container));
            if (init)
                continue;
            result->cpuRequest += result->containers.back().cpuRequest;
            result->memoryRequest += result->containers.back().memoryRequest;
        }
    }
    result->qosClass = qosOf(*spec);
    result->graceSeconds = static_cast<int>(numberAt(*spec, {"terminationGracePeriodSeconds"}, 30));
    const std::string restart = stringAt(*spec, {"restartPolicy"});
    result->restarts = restart.empty() || restart == "Always";
    if (const Json *host = sk::demo::find(*spec, {"hostNetwork"}))
        result->hostNetwork = host->is_boolean() && host->get<bool>();
    if (const Json *selector = sk::demo::find(*spec, {"nodeSelector"}))
        result->hasSelector = selector->is_object() && !selector->empty() && !selector->contains("kubernetes.io/os");
    result->cpuUse = std::max(0.005, std::min(result->cpuRequest, 4.0) * 0.45);
    result->memoryUse = std::max(24.0 * 1048576, result->memoryRequest * 0.7);
    result->makeHead = [=, where = std::string(nameSpace), kindName = result->ownerKind] {
        return headText(podTemplate, where, ownerKind, kindName, ownerName, ownerUid, hash);
    };
    return result;
}

void World::Private::renderPod(std::string &out, std::string_view nameSpace, std::string_view name, const Pod &pod) const
{
    const std::string_view node = pod.node >= 0 ? std::string_view(nodes[static_cast<std::size_t>(pod.node)].name) : std::string_view();
    if (pod.custom) {
        // A client's own metadata and spec, under the world's version, node and status.
        Json object = *pod.custom;
        object["metadata"]["resourceVersion"] = std::to_string(pod.resourceVersion);
        if (pod.deleted != 0) {
            object["metadata"]["deletionTimestamp"] = timeText(pod.deleted);
            object["metadata"]["deletionGracePeriodSeconds"] = pod.tmpl->graceSeconds;
        }
        if (!node.empty())
            object["spec"]["nodeName"] = node;
        object.erase("status");
        std::string text = dumped(object);
        text.pop_back();
        out += text;
        out += ",\"status\":";
        renderStatus(out, nameSpace, name, pod);
        out += '}';
        return;
    }
    out.reserve(out.size() + pod.tmpl->head().size() + 2600);
    pod.tmpl->head().render(out, [&](Hole hole, std::string &to) {
        switch (hole) {
        case Hole::Name:
            to += name;
            break;
        case Hole::Uid:
            appendUid(to, pod.id);
            break;
        case Hole::ResourceVersion:
            appendNumber(to, pod.resourceVersion);
            break;
        case Hole::Created:
            appendTime(to, pod.created);
            break;
        case Hole::Deletion:
            if (pod.deleted != 0) {
                to += "\"deletionTimestamp\":\"";
                appendTime(to, pod.deleted);
                to += "\",\"deletionGracePeriodSeconds\":";
                appendNumber(to, static_cast<std::uint64_t>(pod.tmpl->graceSeconds));
                to += ',';
            }
            break;
        case Hole::NodeMember:
            if (!node.empty()) {
                to += "\"nodeName\":\"";
                to += node;
                to += "\",";
            }
            break;
        case Hole::NodeName:
            to += node;
            break;
        case Hole::ManagedStatus:
            if (pod.life <= PodLife::Scheduled)
                break;
            to += R"(,{"manager":"kubelet","operation":"Update","apiVersion":"v1","time":")";
            appendTime(to, std::max(pod.changed, pod.started));
            to += R"(","fieldsType":"FieldsV1","fieldsV1":{"f:status":{"f:conditions":{)";
            for (const char *type : {"ContainersReady", "Initialized", "Ready"}) {
                to += R"("k:{\"type\":\")";
                to += type;
                to += R"(\"}":{)";
                to += conditionFields;
                if (pod.life != PodLife::Running && type[0] != 'I')
                    to += R"("f:message":{},"f:reason":{},)";
                to += R"("f:status":{},"f:type":{}})";
                to += type[0] == 'R' ? "}" : ",";
            }
            to += R"(,"f:containerStatuses":{},"f:hostIP":{},)";
            if (!pod.tmpl->init.empty())
                to += R"("f:initContainerStatuses":{},)";
            to += R"("f:phase":{})";
            if (pod.ip != 0) {
                std::string ip;
                for (int shift = 24; shift >= 0; shift -= 8) {
                    appendNumber(ip, (pod.ip >> shift) & 255U);
                    if (shift > 0)
                        ip += '.';
                }
                to += R"(,"f:podIP":{},"f:podIPs":{".":{},"k:{\"ip\":\")" + ip + R"(\"}":{".":{},"f:ip":{}}})";
            }
            to += R"(,"f:startTime":{}}}})";
            break;
        }
    });
    out += "\"status\":";
    renderStatus(out, nameSpace, name, pod);
    out += '}';
}

} // namespace sk::demo
