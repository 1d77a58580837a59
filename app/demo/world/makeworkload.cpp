#include "world_p.h"

#include <algorithm>

/// Workloads of a new world: the controller objects, their pods and their services.
namespace sk::demo {

Json World::Private::meta(std::string_view nameSpace, const std::string &name, Seconds created, Json labels, Json annotations, Json owners,
                          bool generation)
{
    return metaOf(newId(), nameSpace, name, created, std::move(labels), std::move(annotations), std::move(owners), generation);
}

Json metaOf(std::uint64_t id, std::string_view nameSpace, const std::string &name, Seconds created, Json labels, Json annotations,
                            Json owners, bool generation)
{
    Json result {{"name", name}};
    if (!nameSpace.empty())
        result["namespace"] = nameSpace;
    result["uid"] = uidText(id);
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

Json World::Private::finished(int kindAt, Json object, const char *manager) const
{
    const KindInfo &info = kinds[static_cast<std::size_t>(kindAt)];
    Json full {{"kind", info.kind}, {"apiVersion", info.apiVersion()}};
    full["metadata"] = std::move(object["metadata"]);
    for (auto &[key, value] : object.items()) {
        if (key != "metadata")
            full[key] = std::move(value);
    }
    const Seconds created = parseTime(stringAt(full, {"metadata", "creationTimestamp"}));
    // The API server gives the account of a namespace no manager.
    if (info.plural != "serviceaccounts")
        full["metadata"]["managedFields"] = Json::array({managedEntry(manager, info.apiVersion(), created, ownedFields(full))});
    return full;
}

void World::Private::make(std::string_view plural, Json object, const char *manager)
{
    const int at = kind(plural);
    const std::string nameSpace = stringAt(object, {"metadata", "namespace"});
    const std::string name = stringAt(object, {"metadata", "name"});
    put(at, nameSpace, name, finished(at, std::move(object), manager));
}

void World::Private::makeLazy(std::string_view plural, std::string_view nameSpace, const std::string &name, std::function<Json()> build, const char *manager)
{
    const int at = kind(plural);
    if (!building) {
        put(at, nameSpace, name, finished(at, build(), manager));
        return;
    }
    const std::uint64_t own = ++version;
    Item &item = stores[static_cast<std::size_t>(at)].try_emplace(Key {intern(nameSpace), name}).first->second;
    item.resourceVersion = own;
    item.lazy = std::make_unique<std::function<std::string()>>([this, at, own, manager, build = std::move(build)] {
        Json object = finished(at, build(), manager);
        object["metadata"]["resourceVersion"] = std::to_string(own);
        return dumped(object);
    });
}

Json World::Private::replicaSetObject(std::uint64_t id, std::string_view nameSpace, const std::string &owner, const std::string &ownerUid, int ownerDesired,
                                      const std::string &name, const std::string &hash, int revision, int desired, const Json &deployment, Seconds created)
{
    Json podTemplate = deployment["spec"]["template"];
    podTemplate["metadata"]["labels"]["pod-template-hash"] = hash;
    Json selector = deployment["spec"].value("selector", Json::object());
    selector["matchLabels"]["pod-template-hash"] = hash;
    Json metadata = metaOf(id, nameSpace, name, created, podTemplate["metadata"]["labels"],
        {{"deployment.kubernetes.io/desired-replicas", std::to_string(ownerDesired)}, {"deployment.kubernetes.io/max-replicas", std::to_string(ownerDesired + (ownerDesired + 3) / 4)},
         {"deployment.kubernetes.io/revision", std::to_string(revision)}},
        Json::array({{{"apiVersion", "apps/v1"}, {"kind", "Deployment"}, {"name", owner}, {"uid", ownerUid}, {"controller", true}, {"blockOwnerDeletion", true}}}), true);
    return {{"metadata", std::move(metadata)}, {"spec", {{"replicas", desired}, {"selector", std::move(selector)}, {"template", std::move(podTemplate)}}},
            {"status", replicaSetStatus(0, 0, 1)}};
}

namespace {

/// A workload's object without its status.
Json workloadObject(const App &app, const std::string &nameSpace, std::uint64_t id, int replicas, Seconds created, int revision, const std::string &creatorLabel)
{
    Json annotations = Json::object();
    if (app.kind == WorkloadKind::Deployment)
        annotations["deployment.kubernetes.io/revision"] = std::to_string(revision);
    else if (app.kind == WorkloadKind::DaemonSet)
        annotations["deprecated.daemonset.template.generation"] = "1";
    annotations[creatorLabel] = "admin";
    Json metadata = metaOf(id, nameSpace, app.name, created, {{"app", app.name}}, annotations, {}, true);
    Json spec = Json::object();
    if (app.kind != WorkloadKind::DaemonSet)
        spec["replicas"] = replicas;
    spec["selector"] = {{"matchLabels", {{"app", app.name}}}};
    spec["template"] = podTemplateOf(app, nameSpace);
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
    return {{"metadata", std::move(metadata)}, {"spec", std::move(spec)}};
}

} // namespace

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

    const Json podTemplate = podTemplateOf(app, nameSpace);
    const bool second = app.kind == WorkloadKind::Deployment && rng.chance(0.3); // has been rolled out twice
    const std::uint64_t id = newId();
    made.uid = uidText(id);
    made.templateHash = hashOf(dumped(podTemplate));
    workloads.push_back(std::move(owned));
    workloadByName[{std::to_string(made.kindIndex) + '/' + nameSpace, made.name}] = &made;
    if (app.kind == WorkloadKind::DaemonSet)
        made.desired = static_cast<int>(nodes.size());

    Rng hashes(mix(options.seed) ^ hashOf(nameSpace + '/' + app.name));
    const std::string creator = label("creator");
    const auto object = [=] { return workloadObject(app, nameSpace, id, replicas, created, second ? 2 : 1, creator); };
    for (int revision = second ? 1 : 2; revision <= 2; ++revision) {
        auto owner = std::make_unique<Group>();
        Group &group = *owner;
        made.groups.push_back(std::move(owner));
        const bool current = revision == 2;
        group.workload = &made;
        group.hash = hashes.suffix(app.kind == WorkloadKind::Deployment ? 10 : 9);
        group.name = app.kind == WorkloadKind::Deployment ? app.name + '-' + group.hash : app.name;
        group.revision = current && !second ? 1 : revision;
        group.desired = current ? made.desired : 0;
        group.templateHash = current ? made.templateHash : made.templateHash + 1;
        const std::uint64_t groupId = newId();
        const std::string uid = app.kind == WorkloadKind::Deployment ? uidText(groupId) : made.uid;
        group.tmpl = [&] {
            auto tmpl = compile(podTemplate, nameSpace, app.kind, group.name, uid, group.hash);
            tmpl->logs = app.logs;
            return tmpl;
        }();
        if (current)
            fillGroup(made, group, made.desired, created);
        const StatusFacts facts = factsOf(made);
        if (app.kind == WorkloadKind::Deployment) {
            group.statusTotal = group.desired;
            group.statusReady = current ? facts.total * 100003 + facts.ready : 0;
            makeLazy("replicasets", nameSpace, group.name,
                     [=, uidOfOwner = made.uid, name = group.name, hash = group.hash, number = group.revision, desired = group.desired] {
                         Json set = replicaSetObject(groupId, nameSpace, app.name, uidOfOwner, replicas, name, hash, number, desired, object(), created);
                         set["status"] = replicaSetStatus(desired, desired == 0 ? 0 : facts.ready, 1);
                         return set;
                     }, "kube-controller-manager");
        } else {
            makeLazy("controllerrevisions", nameSpace, app.name + '-' + group.hash, [=, uidOfOwner = made.uid, hash = group.hash] {
                const char *kindName = app.kind == WorkloadKind::StatefulSet ? "StatefulSet" : "DaemonSet";
                return Json {{"metadata", metaOf(groupId, nameSpace, app.name + '-' + hash, created, {{"app", app.name}, {"controller-revision-hash", hash}}, {},
                                  Json::array({{{"apiVersion", "apps/v1"}, {"kind", kindName}, {"name", app.name}, {"uid", uidOfOwner}, {"controller", true}, {"blockOwnerDeletion", true}}}))},
                             {"data", {{"spec", {{"template", podTemplateOf(app, nameSpace)}}}}}, {"revision", 1}};
            }, "kube-controller-manager");
        }
    }
    const StatusFacts facts = factsOf(made);
    made.statusMark = facts.mark();
    makeLazy(plurals[static_cast<int>(app.kind)], nameSpace, app.name, [=] {
        Json full = object();
        full["status"] = statusOf(facts, 1, created + 60, nullptr);
        return full;
    });
    if (app.port != 0)
        makeService(nameSpace, app, created, &made);
    return &made;
}

void World::Private::fillGroup(Workload &owner, Group &group, int count, Seconds created)
{
    group.pods.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        Pod made;
        made.id = newId();
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

} // namespace sk::demo
