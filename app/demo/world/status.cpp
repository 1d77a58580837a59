#include "world_p.h"

#include <algorithm>

/// What the controllers write into the status of workloads and into endpoints.
namespace sk::demo {

namespace {

Json conditionOf(const char *type, bool good, Seconds at, const char *reason, const std::string &message)
{
    return {{"type", type}, {"status", good ? "True" : "False"}, {"lastUpdateTime", timeText(at)}, {"lastTransitionTime", timeText(at)},
            {"reason", reason}, {"message", message}};
}

Json deploymentStatus(const StatusFacts &facts, const Json &generation, Seconds at, const Json *old)
{
    Json status {{"observedGeneration", generation}};
    const auto put = [&status](const char *name, int value) {
        if (value > 0)
            status[name] = value;
    };
    put("replicas", facts.total);
    put("updatedReplicas", facts.updated);
    put("readyReplicas", facts.ready);
    put("availableReplicas", facts.ready);
    put("unavailableReplicas", std::max(facts.total, facts.desired) - facts.ready);
    const bool available = facts.ready >= facts.desired - facts.desired / 4;
    const bool done = facts.updated == facts.desired && facts.total == facts.updated && facts.ready == facts.total;
    Json conditions = Json::array({conditionOf("Available", available, at, available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                               available ? "Deployment has minimum availability." : "Deployment does not have minimum availability."),
                                   conditionOf("Progressing", true, at, done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                               "ReplicaSet \"" + facts.currentName + (done ? "\" has successfully progressed." : "\" is progressing."))});
    // A condition keeps the time of its last transition while its status stays.
    const Json *before = old != nullptr ? find(*old, {"conditions"}) : nullptr;
    for (Json &condition : conditions) {
        for (const Json &previous : before != nullptr ? *before : Json::array()) {
            const auto same = [&](const char *key) { return previous.value(key, Json("")) == condition[key]; };
            if (!same("type") || !same("status"))
                continue;
            condition["lastTransitionTime"] = previous.value("lastTransitionTime", "");
            if (same("reason") && same("message"))
                condition["lastUpdateTime"] = previous.value("lastUpdateTime", "");
        }
    }
    status["conditions"] = std::move(conditions);
    return status;
}

Json jobStatus(const StatusFacts &facts, Seconds at, const Json *old)
{
    if (old != nullptr && old->contains("completionTime"))
        return *old;
    const std::string started = old != nullptr ? stringAt(*old, {"startTime"}) : std::string();
    const std::string start = started.empty() ? timeText(at) : started;
    Json status = Json::object();
    const bool complete = facts.succeeded >= facts.completions;
    if (complete) {
        const Seconds end = std::min(at, parseTime(start) + std::max<Seconds>(1, facts.finishAfter));
        status["conditions"] = Json::array({{{"type", "Complete"}, {"status", "True"}, {"lastProbeTime", timeText(end)}, {"lastTransitionTime", timeText(end)}}});
        status["startTime"] = start;
        status["completionTime"] = timeText(end);
    } else {
        status["startTime"] = start;
    }
    if (facts.total > 0)
        status["active"] = facts.total;
    if (facts.succeeded > 0)
        status["succeeded"] = facts.succeeded;
    if (facts.failed > 0)
        status["failed"] = facts.failed;
    return status;
}

/// Puts `status` in the place of the last member of an object's text.
void replaceLast(std::string &text, std::string_view member, const std::string &value)
{
    const std::size_t at = text.rfind(member);
    if (at != std::string::npos)
        text.erase(at);
    else
        text.pop_back();
    text += member;
    text += value;
    text += '}';
}

} // namespace

std::uint64_t StatusFacts::mark() const
{
    std::uint64_t result = hashOf(currentName + firstHash + currentHash);
    for (const int value : {desired, completions, total, ready, updated, succeeded, failed, revisions})
        result = mix(result ^ static_cast<std::uint64_t>(value));
    return result;
}

Json statusOf(const StatusFacts &facts, const Json &generation, Seconds at, const Json *old)
{
    switch (facts.kind) {
    case WorkloadKind::Deployment:
        return deploymentStatus(facts, generation, at, old);
    case WorkloadKind::StatefulSet: {
        Json status {{"observedGeneration", generation}, {"replicas", facts.total}};
        if (facts.ready > 0)
            status["readyReplicas"] = facts.ready;
        const int current = facts.revisions == 1 ? facts.total : facts.total - facts.updated;
        if (current > 0)
            status["currentReplicas"] = current;
        if (facts.updated > 0)
            status["updatedReplicas"] = facts.updated;
        status["currentRevision"] = facts.name + '-' + facts.firstHash;
        status["updateRevision"] = facts.name + '-' + facts.currentHash;
        status["collisionCount"] = 0;
        status["availableReplicas"] = 0;
        return status;
    }
    case WorkloadKind::DaemonSet: {
        Json status {{"currentNumberScheduled", facts.total}, {"numberMisscheduled", 0}, {"desiredNumberScheduled", facts.desired},
                     {"numberReady", facts.ready}, {"observedGeneration", generation}, {"updatedNumberScheduled", facts.updated}};
        if (facts.ready > 0)
            status["numberAvailable"] = facts.ready;
        if (facts.desired > facts.ready)
            status["numberUnavailable"] = facts.desired - facts.ready;
        return status;
    }
    case WorkloadKind::ReplicaSet:
        return replicaSetStatus(facts.total, facts.ready, generation);
    case WorkloadKind::Job:
        break;
    }
    return jobStatus(facts, at, old);
}

Json replicaSetStatus(int total, int ready, const Json &generation)
{
    Json status {{"replicas", total}};
    if (total > 0)
        status["fullyLabeledReplicas"] = total;
    if (ready > 0) {
        status["readyReplicas"] = ready;
        status["availableReplicas"] = ready;
    }
    status["observedGeneration"] = generation;
    return status;
}

StatusFacts World::Private::factsOf(const Workload &owner) const
{
    StatusFacts facts;
    facts.kind = owner.kind;
    facts.desired = owner.desired;
    facts.completions = owner.completions;
    facts.name = owner.name;
    facts.revisions = static_cast<int>(owner.groups.size());
    facts.finishAfter = owner.finishAfter;
    if (const Group *current = owner.current()) {
        facts.currentName = current->name;
        facts.currentHash = current->hash;
        facts.firstHash = owner.groups.front()->hash;
    }
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            facts.succeeded += one.life == PodLife::Succeeded ? 1 : 0;
            facts.failed += one.life == PodLife::Failed || one.life == PodLife::Evicted ? 1 : 0;
            if (!one.active())
                continue;
            ++facts.total;
            facts.ready += one.ready() ? 1 : 0;
            facts.updated += group.get() == owner.current() ? 1 : 0;
        }
    }
    return facts;
}

void World::Private::updateStatus(Workload &owner)
{
    for (const auto &group : owner.groups) {
        if (owner.kind != WorkloadKind::Deployment)
            break;
        int total = 0, ready = 0;
        for (const Key *key : group->pods) {
            total += pod(*key).active() ? 1 : 0;
            ready += pod(*key).active() && pod(*key).ready() ? 1 : 0;
        }
        const int mark = total * 100003 + ready;
        if (group->statusTotal == group->desired && group->statusReady == mark)
            continue;
        const bool rescaled = group->statusTotal != group->desired;
        group->statusTotal = group->desired;
        group->statusReady = mark;
        mutate(replicaSetKind, owner.nameSpace, group->name, [&](Json &object) {
            if (rescaled && numberAt(object, {"spec", "replicas"}) != group->desired) {
                object["spec"]["replicas"] = group->desired;
                object["metadata"]["generation"] = numberAt(object, {"metadata", "generation"}, 1) + 1;
            }
            object["status"] = replicaSetStatus(total, ready, object["metadata"]["generation"]);
        });
    }
    const StatusFacts facts = factsOf(owner);
    const Item *item = find(owner.kindIndex, owner.nameSpace, owner.name);
    if (item == nullptr)
        return;
    // The generation is part of the status as well; it changes only when someone writes, which clears the mark.
    const std::uint64_t mark = facts.mark();
    if (mark == owner.statusMark)
        return;
    owner.statusMark = mark;
    const Json object = Json::parse(*item->textOrMade());
    const Json *old = sk::demo::find(object, {"status"});
    const Json status = statusOf(facts, object["metadata"].value("generation", Json(1)), now, old);
    if (old != nullptr && *old == status)
        return;
    // Not by replacing text: conditions hold a member of the same name.
    mutate(owner.kindIndex, owner.nameSpace, owner.name, [&](Json &changed) { changed["status"] = status; });
}

void World::Private::addEndpoints(Workload &owner, std::string &ready, std::string &notReady, std::string &slice, std::uint64_t &mark) const
{
    int inSlice = 0;
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            if (!one.active() || one.ip == 0 || one.life < PodLife::Init)
                continue;
            mark = mix(mark ^ one.id ^ (one.ready() ? 1U : 0U));
            std::string ip;
            for (int shift = 24; shift >= 0; shift -= 8)
                ip += std::to_string((one.ip >> shift) & 255U) + (shift > 0 ? "." : "");
            const std::string &node = nodes[static_cast<std::size_t>(one.node)].name;
            const std::string reference = R"("targetRef":{"kind":"Pod","namespace":")" + std::string(key->nameSpace) + R"(","name":")" + key->name
                + R"(","uid":")" + uidText(one.id) + "\"}";
            std::string &to = one.ready() ? ready : notReady;
            to += (to.empty() ? "" : ",") + (R"({"ip":")" + ip + R"(","nodeName":")" + node + "\"," + reference + '}');
            // The controller cuts a Service's endpoints into slices of 100; the first is enough here.
            if (++inSlice <= 100)
                slice += (slice.empty() ? "" : ",") + (R"({"addresses":[")" + ip + R"("],"conditions":{"ready":)" + (one.ready() ? "true" : "false") + "},"
                    + reference + R"(,"topology":{"kubernetes.io/hostname":")" + node + "\"}}");
        }
    }
}

void World::Private::updateEndpoints(Workload &owner)
{
    if (find(endpointsKind, owner.nameSpace, owner.service) == nullptr)
        return;
    std::string ready, notReady, slice;
    std::uint64_t mark = 1;
    addEndpoints(owner, ready, notReady, slice, mark);
    if (mark == owner.endpointsMark)
        return;
    owner.endpointsMark = mark;
    std::string ports;
    if (const auto service = read(kind("services"), owner.nameSpace, owner.service)) {
        for (const Json &port : (*service)["spec"].value("ports", Json::array())) {
            const Json target = port.value("targetPort", Json(8080));
            ports += (ports.empty() ? "" : ",") + (R"({"name":")" + port.value("name", "") + R"(","port":)" + (target.is_number() ? dumped(target) : "8080")
                + R"(,"protocol":")" + port.value("protocol", "TCP") + "\"}");
        }
    }
    std::string subset;
    if (!ready.empty())
        subset += R"("addresses":[)" + ready + "],";
    if (!notReady.empty())
        subset += R"("notReadyAddresses":[)" + notReady + "],";
    patch(endpointsKind, owner.nameSpace, owner.service, [&](std::string &text) {
        if (const std::size_t at = text.find(",\"subsets\":["); at != std::string::npos) {
            text.erase(at);
            text += '}';
        }
        if (!subset.empty())
            replaceLast(text, ",\"subsets\":", "[{" + subset + R"("ports":[)" + ports + "]}]");
    });
    patch(sliceKind, owner.nameSpace, owner.service + '-' + Rng(hashOf(owner.name)).suffix(5), [&](std::string &text) {
        replaceLast(text, ",\"addressType\":", R"("IPv4","endpoints":[)" + slice + R"(],"ports":[)" + ports + ']');
    });
}

} // namespace sk::demo
