#include "world_p.h"

#include <algorithm>

/// Workloads of a new world: the controller objects, their pods and their services.
namespace sk::demo {

namespace {

Json conditionOf(const char *type, bool good, Seconds at, const char *reason, const std::string &message)
{
    return {{"type", type}, {"status", good ? "True" : "False"}, {"lastUpdateTime", timeText(at)}, {"lastTransitionTime", timeText(at)},
            {"reason", reason}, {"message", message}};
}

} // namespace

Json World::Private::meta(std::string_view nameSpace, const std::string &name, Seconds created, Json labels, Json annotations, Json owners,
                          bool generation)
{
    Json result {{"name", name}};
    if (!nameSpace.empty())
        result["namespace"] = nameSpace;
    result["uid"] = uidText(mix(options.seed) ^ nextId++);
    result["resourceVersion"] = "0";
    if (generation)
        result["generation"] = 1;
    result["creationTimestamp"] = timeText(created);
    if (labels.is_object() && !labels.empty())
        result["labels"] = std::move(labels);
    if (annotations.is_object() && !annotations.empty())
        result["annotations"] = std::move(annotations);
    if (owners.is_array() && !owners.empty())
        result["ownerReferences"] = std::move(owners);
    return result;
}

void World::Private::make(std::string_view plural, Json object, const char *manager)
{
    const int at = kind(plural);
    const KindInfo &info = kinds[static_cast<std::size_t>(at)];
    Json full {{"kind", info.kind}, {"apiVersion", info.apiVersion()}};
    full["metadata"] = std::move(object["metadata"]);
    for (auto &[key, value] : object.items()) {
        if (key != "metadata")
            full[key] = std::move(value);
    }
    const Seconds created = parseTime(stringAt(full, {"metadata", "creationTimestamp"}));
    // The API server gives the account of a namespace no manager.
    if (plural != "serviceaccounts")
        full["metadata"]["managedFields"] = Json::array({managedEntry(manager, info.apiVersion(), created, ownedFields(full))});
    const std::string nameSpace = stringAt(full, {"metadata", "namespace"});
    const std::string name = stringAt(full, {"metadata", "name"});
    put(at, nameSpace, name, std::move(full));
}

Json World::Private::replicaSetObject(const Workload &workload, const Group &group, const Json &deployment, Seconds created)
{
    Json podTemplate = deployment["spec"]["template"];
    podTemplate["metadata"]["labels"]["pod-template-hash"] = group.hash;
    Json selector = deployment["spec"].value("selector", Json::object());
    selector["matchLabels"]["pod-template-hash"] = group.hash;
    const std::string desired = std::to_string(workload.desired);
    Json metadata = meta(workload.nameSpace, group.name, created, podTemplate["metadata"]["labels"],
        {{"deployment.kubernetes.io/desired-replicas", desired}, {"deployment.kubernetes.io/max-replicas", std::to_string(workload.desired + (workload.desired + 3) / 4)},
         {"deployment.kubernetes.io/revision", std::to_string(group.revision)}},
        Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", workload.name}, {"uid", workload.uid}, {"controller", true},
                      {"blockOwnerDeletion", true}}}), true);
    return {{"metadata", std::move(metadata)},
            {"spec", {{"replicas", group.desired}, {"selector", std::move(selector)}, {"template", std::move(podTemplate)}}},
            {"status", {{"replicas", group.desired}, {"fullyLabeledReplicas", group.desired}, {"readyReplicas", 0}, {"availableReplicas", 0}, {"observedGeneration", 1}}}};
}

Workload *World::Private::makeWorkload(const std::string &nameSpace, const App &app, int replicas, Seconds created)
{
    static constexpr const char *plurals[] = {"deployments", "replicasets", "statefulsets", "daemonsets", "jobs"};
    auto owned = std::make_unique<Workload>();
    Workload &made = *owned;
    made.kind = app.kind;
    made.kindIndex = kind(plurals[static_cast<int>(app.kind)]);
    made.nameSpace = intern(nameSpace);
    made.name = app.name;
    made.desired = replicas;
    made.trouble = app.trouble;
    made.troubleExit = app.troubleExit;
    made.ownsTrouble = app.trouble != PodLife::Unschedulable;
    if (app.port != 0)
        made.service = app.name;

    Json podTemplate = podTemplateOf(app, nameSpace);
    const bool init = rng.chance(0.3);
    Json annotations = Json::object();
    if (app.kind == WorkloadKind::Deployment)
        annotations["deployment.kubernetes.io/revision"] = init ? "2" : "1";
    else if (app.kind == WorkloadKind::DaemonSet)
        annotations["deprecated.daemonset.template.generation"] = "1";
    annotations[label("creator")] = "admin";
    Json metadata = meta(nameSpace, app.name, created, {{"app", app.name}}, annotations, {}, true);
    made.uid = metadata["uid"].get<std::string>();
    Json spec = Json::object();
    if (app.kind != WorkloadKind::DaemonSet)
        spec["replicas"] = replicas;
    spec["selector"] = {{"matchLabels", {{"app", app.name}}}};
    spec["template"] = podTemplate;
    if (app.kind == WorkloadKind::Deployment) {
        spec["strategy"] = {{"type", "RollingUpdate"}, {"rollingUpdate", {{"maxUnavailable", "25%"}, {"maxSurge", "25%"}}}};
        spec["revisionHistoryLimit"] = 10;
        spec["progressDeadlineSeconds"] = 600;
    } else if (app.kind == WorkloadKind::StatefulSet) {
        if (!app.storage.empty())
            spec["volumeClaimTemplates"] = Json::array({{{"kind", "PersistentVolumeClaim"}, {"apiVersion", "v1"},
                {"metadata", {{"name", "data"}, {"creationTimestamp", nullptr}}},
                {"spec", {{"accessModes", Json::array({"ReadWriteOnce"})}, {"resources", {{"requests", {{"storage", app.storage}}}}}, {"volumeMode", "Filesystem"}}},
                {"status", {{"phase", "Pending"}}}}});
        spec["serviceName"] = app.name;
        spec["podManagementPolicy"] = "OrderedReady";
        spec["updateStrategy"] = {{"type", "RollingUpdate"}, {"rollingUpdate", {{"partition", 0}}}};
        spec["revisionHistoryLimit"] = 10;
    } else {
        spec["updateStrategy"] = {{"type", "RollingUpdate"}, {"rollingUpdate", {{"maxUnavailable", 1}}}};
        spec["revisionHistoryLimit"] = 10;
    }
    Json object {{"metadata", std::move(metadata)}, {"spec", std::move(spec)}};
    made.templateHash = hashOf(dumped(podTemplate));
    workloads.push_back(std::move(owned));
    workloadByName[{std::to_string(made.kindIndex) + '/' + nameSpace, made.name}] = &made;

    Rng hashes(mix(options.seed) ^ hashOf(nameSpace + '/' + app.name));
    const auto addGroup = [&](int revision, int desired) {
        auto group = std::make_unique<Group>();
        group->workload = &made;
        group->hash = app.kind == WorkloadKind::StatefulSet || app.kind == WorkloadKind::DaemonSet ? hashes.suffix(9) : hashes.suffix(10);
        group->name = app.kind == WorkloadKind::Deployment ? app.name + '-' + group->hash : app.name;
        group->revision = revision;
        group->desired = desired;
        group->templateHash = revision == 1 && init ? made.templateHash + 1 : made.templateHash;
        std::string uid = made.uid;
        if (app.kind == WorkloadKind::Deployment) {
            Json set = replicaSetObject(made, *group, object, created);
            uid = set["metadata"]["uid"].get<std::string>();
            make("replicasets", std::move(set), "kube-controller-manager");
        } else {
            Json revisionObject {{"metadata", meta(nameSpace, app.name + '-' + group->hash, created, {{"app", app.name}, {"controller-revision-hash", group->hash}}, {},
                Json::array({{{"apiVersion", "apps/v1"}, {"kind", app.kind == WorkloadKind::StatefulSet ? "StatefulSet" : "DaemonSet"}, {"name", app.name},
                              {"uid", made.uid}, {"controller", true}, {"blockOwnerDeletion", true}}}))},
                {"data", {{"spec", {{"template", podTemplate}}}}}, {"revision", revision}};
            make("controllerrevisions", std::move(revisionObject), "kube-controller-manager");
        }
        auto compiled = compile(podTemplate, nameSpace, app.kind, group->name, uid, group->hash);
        auto own = std::const_pointer_cast<PodTemplate>(compiled);
        own->logs = app.logs;
        group->tmpl = std::move(own);
        made.groups.push_back(std::move(group));
    };
    if (app.kind == WorkloadKind::Deployment && init)
        addGroup(1, 0);
    addGroup(init && app.kind == WorkloadKind::Deployment ? 2 : 1, replicas);

    make(plurals[static_cast<int>(app.kind)], std::move(object));
    if (app.kind == WorkloadKind::DaemonSet) {
        made.desired = static_cast<int>(nodes.size());
        made.current()->desired = made.desired;
    }
    fillGroup(made, *made.current(), made.desired, created);
    updateStatus(made);
    if (app.port != 0)
        makeService(nameSpace, app, created, &made);
    return &made;
}

void World::Private::fillGroup(Workload &owner, Group &group, int count, Seconds created)
{
    group.pods.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        Pod made;
        made.id = mix(options.seed) ^ nextId++;
        made.tmpl = group.tmpl;
        made.group = &group;
        made.created = created;
        std::string name;
        do {
            name = owner.kind == WorkloadKind::StatefulSet ? group.name + '-' + std::to_string(i) : group.tmpl->generateName + rng.suffix(5);
        } while (find(podKind, owner.nameSpace, name) != nullptr);
        const Key *key = addPod(owner.nameSpace, name, std::move(made));
        Pod &stored = pod(*key);
        int node = owner.kind == WorkloadKind::DaemonSet ? i % static_cast<int>(nodes.size()) : -1;
        if (node < 0 && owner.trouble != PodLife::Unschedulable)
            node = pickNode(*group.tmpl);
        if (node >= 0)
            assign(*key, stored, node);
        settlePod(*key, created, i);
    }
}

void World::Private::settlePod(const Key &key, Seconds created, int ordinal)
{
    Pod &made = pod(key);
    Workload &owner = *made.group->workload;
    made.created = std::min<Seconds>(now - 1, created + static_cast<Seconds>(rng.below(owner.kind == WorkloadKind::Deployment ? 40000 : 60)));
    made.started = std::min<Seconds>(now, made.created + 1);
    made.runningSince = std::min<Seconds>(now, made.started + 3);
    made.changed = std::min<Seconds>(now, made.started + 8);
    made.life = made.node < 0 ? PodLife::Unschedulable : PodLife::Running;
    if (made.node >= 0 && !nodes[static_cast<std::size_t>(made.node)].ready) {
        made.lost = true;
        made.changed = now - 1440;
    }
    if (made.life == PodLife::Unschedulable) {
        made.note = std::make_shared<const std::string>(podTrouble(*made.tmpl));
        return;
    }
    if (ordinal == 0 && owner.ownsTrouble && owner.trouble != PodLife::Running) {
        made.created = now - 3600 * 5 - rng.below(7200);
        made.started = made.created + 1;
        made.changed = made.started;
        made.life = owner.trouble;
        made.exitCode = owner.troubleExit;
        if (owner.trouble == PodLife::BackOff) {
            made.restarts = static_cast<std::uint16_t>(rng.between(12, 40));
            made.lastFinish = now - rng.between(20, 200);
            made.lastStart = made.lastFinish - rng.between(4, 40);
            made.changed = made.lastFinish;
            if (options.eventsPerSecond > 0)
                later(rng.between(15000, 60000), Task::What::Pod, key.nameSpace, key.name, made.id);
        } else if (owner.trouble == PodLife::Init) {
            made.runningSince = 0;
        }
        return;
    }
    // A pod of a long life has been restarted now and then.
    if (rng.chance(0.08)) {
        made.restarts = static_cast<std::uint16_t>(rng.between(1, 4));
        const Seconds life = now - made.runningSince;
        made.lastStart = made.runningSince;
        made.lastFinish = made.runningSince + rng.below(life + 1);
        made.runningSince = std::min<Seconds>(now, made.lastFinish + 2);
        made.changed = std::min<Seconds>(now, made.lastFinish + 12);
        made.exitCode = rng.chance(0.3) ? std::int16_t {137} : std::int16_t {1};
    }
}

void World::Private::updateStatus(Workload &owner)
{
    int total = 0, ready = 0, updated = 0, active = 0, succeeded = 0, failed = 0;
    for (const auto &group : owner.groups) {
        int groupReady = 0, groupTotal = 0;
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            succeeded += one.life == PodLife::Succeeded ? 1 : 0;
            failed += one.life == PodLife::Failed || one.life == PodLife::Evicted ? 1 : 0;
            if (!one.active())
                continue;
            ++groupTotal;
            groupReady += one.ready() ? 1 : 0;
        }
        total += groupTotal;
        ready += groupReady;
        active += groupTotal;
        if (group.get() == owner.current())
            updated = groupTotal;
        if (owner.kind == WorkloadKind::Deployment && (group->dirty || building)) {
            group->dirty = false;
            mutate(replicaSetKind, owner.nameSpace, group->name, [&](Json &object) {
                if (numberAt(object, {"spec", "replicas"}) != group->desired) {
                    object["spec"]["replicas"] = group->desired;
                    object["metadata"]["generation"] = numberAt(object, {"metadata", "generation"}, 1) + (building ? 0 : 1);
                }
                Json status {{"replicas", groupTotal}};
                if (groupTotal > 0)
                    status["fullyLabeledReplicas"] = groupTotal;
                if (groupReady > 0) {
                    status["readyReplicas"] = groupReady;
                    status["availableReplicas"] = groupReady;
                }
                status["observedGeneration"] = object["metadata"]["generation"];
                object["status"] = std::move(status);
            });
        }
    }
    const std::optional<Json> before = read(owner.kindIndex, owner.nameSpace, owner.name);
    if (!before)
        return;
    const Json &object = *before;
    const Json generation = object["metadata"].value("generation", Json(1));
    const Seconds at = building ? parseTime(stringAt(object, {"metadata", "creationTimestamp"})) : now;
    Json status = Json::object();
    const Group *current = owner.current();
    switch (owner.kind) {
    case WorkloadKind::Deployment: {
        status["observedGeneration"] = generation;
        const auto put = [&status](const char *name, int value) {
            if (value > 0)
                status[name] = value;
        };
        put("replicas", total);
        put("updatedReplicas", updated);
        put("readyReplicas", ready);
        put("availableReplicas", ready);
        put("unavailableReplicas", std::max(total, owner.desired) - ready);
        const bool available = ready >= owner.desired - owner.desired / 4;
        const bool done = updated == owner.desired && total == updated && ready == total;
        Json conditions = Json::array({conditionOf("Available", available, at, available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                                   available ? "Deployment has minimum availability." : "Deployment does not have minimum availability."),
                                       conditionOf("Progressing", true, at, done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                                   "ReplicaSet \"" + (current != nullptr ? current->name : std::string())
                                                       + (done ? "\" has successfully progressed." : "\" is progressing."))});
        // A condition keeps the time of its last transition while its status stays.
        if (const Json *old = sk::demo::find(object, {"status", "conditions"})) {
            for (Json &condition : conditions) {
                for (const Json &previous : *old) {
                    if (previous.value("type", "") == condition["type"] && previous.value("status", "") == condition["status"]) {
                        condition["lastTransitionTime"] = previous.value("lastTransitionTime", "");
                        if (previous.value("reason", "") == condition["reason"] && previous.value("message", "") == condition["message"])
                            condition["lastUpdateTime"] = previous.value("lastUpdateTime", "");
                    }
                }
            }
        }
        status["conditions"] = std::move(conditions);
        break;
    }
    case WorkloadKind::StatefulSet:
        status = {{"observedGeneration", generation}, {"replicas", total}};
        if (ready > 0)
            status["readyReplicas"] = ready;
        if (owner.groups.size() == 1 || total > updated)
            status["currentReplicas"] = owner.groups.size() == 1 ? total : total - updated;
        status["updatedReplicas"] = updated;
        status["currentRevision"] = owner.name + '-' + owner.groups.front()->hash;
        status["updateRevision"] = owner.name + '-' + (current != nullptr ? current->hash : std::string());
        status["collisionCount"] = 0;
        status["availableReplicas"] = 0;
        break;
    case WorkloadKind::DaemonSet:
        status = {{"currentNumberScheduled", total}, {"numberMisscheduled", 0}, {"desiredNumberScheduled", owner.desired}, {"numberReady", ready},
                  {"observedGeneration", generation}, {"updatedNumberScheduled", updated}};
        if (ready > 0)
            status["numberAvailable"] = ready;
        if (owner.desired > ready)
            status["numberUnavailable"] = owner.desired - ready;
        break;
    case WorkloadKind::ReplicaSet:
        status = {{"replicas", total}, {"fullyLabeledReplicas", total}, {"readyReplicas", ready}, {"availableReplicas", ready}, {"observedGeneration", generation}};
        break;
    case WorkloadKind::Job: {
        const Json *old = sk::demo::find(object, {"status"});
        if (old != nullptr && old->contains("completionTime"))
            return;
        const std::string start = old != nullptr && old->contains("startTime") ? stringAt(*old, {"startTime"}) : timeText(at);
        const bool complete = succeeded >= owner.completions;
        if (complete) {
            const Seconds end = building ? std::min(now, parseTime(start) + owner.finishAfter) : now;
            status["conditions"] = Json::array({{{"type", "Complete"}, {"status", "True"}, {"lastProbeTime", timeText(end)}, {"lastTransitionTime", timeText(end)}}});
            status["startTime"] = start;
            status["completionTime"] = timeText(end);
        } else {
            status["startTime"] = start;
        }
        if (active > 0)
            status["active"] = active;
        if (succeeded > 0)
            status["succeeded"] = succeeded;
        if (failed > 0)
            status["failed"] = failed;
        break;
    }
    }
    if (object.contains("status") && object["status"] == status)
        return;
    Json changed = object;
    changed["status"] = std::move(status);
    put(owner.kindIndex, owner.nameSpace, owner.name, std::move(changed));
}

} // namespace sk::demo
