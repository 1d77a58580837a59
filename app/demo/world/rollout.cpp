#include "world_p.h"

#include <algorithm>

/// Workloads that clients make, change and remove.
namespace sk::demo {

void World::Private::addGroup(Workload &owner, const Json &object)
{
    const Json podTemplate = object["spec"].value("template", Json::object());
    owner.templateHash = hashOf(dumped(podTemplate));
    const int revision = owner.groups.empty() ? 1 : owner.current()->revision + 1;
    // Going back to an earlier template brings its ReplicaSet back, as an undo does.
    const auto old = std::find_if(owner.groups.begin(), owner.groups.end(), [&](const auto &group) { return group->templateHash == owner.templateHash; });
    if (old != owner.groups.end()) {
        std::rotate(old, old + 1, owner.groups.end());
        owner.current()->revision = revision;
        owner.current()->statusTotal = -1;
        if (owner.kind == WorkloadKind::Deployment)
            mutate(replicaSetKind, owner.nameSpace, owner.current()->name, [&](Json &set) { set["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = std::to_string(revision); });
    } else {
        auto group = std::make_unique<Group>();
        group->workload = &owner;
        group->hash = Rng(owner.templateHash).suffix(10);
        group->name = owner.kind == WorkloadKind::Deployment ? owner.name + '-' + group->hash : owner.name;
        group->revision = revision;
        group->templateHash = owner.templateHash;
        std::string uid = owner.uid;
        if (owner.kind == WorkloadKind::Deployment) {
            Json set = replicaSetObject(newId(), owner.nameSpace, owner.name, owner.uid, owner.desired, group->name, group->hash, revision, 0, object, now);
            uid = set["metadata"]["uid"].get<std::string>();
            make("replicasets", std::move(set), "kube-controller-manager");
        } else if (owner.kind != WorkloadKind::Job && owner.kind != WorkloadKind::ReplicaSet) {
            make("controllerrevisions", {{"metadata", meta(owner.nameSpace, owner.name + '-' + group->hash, now, {{"controller-revision-hash", group->hash}}, {},
                Json::array({{{"apiVersion", "apps/v1"}, {"kind", kinds[static_cast<std::size_t>(owner.kindIndex)].kind}, {"name", owner.name}, {"uid", owner.uid}, {"controller", true}, {"blockOwnerDeletion", true}}}))},
                {"data", {{"spec", {{"template", podTemplate}}}}}, {"revision", revision}}, "kube-controller-manager");
        }
        auto compiled = compile(podTemplate, owner.nameSpace, owner.kind, group->name, uid, group->hash);
        if (!owner.groups.empty())
            compiled->logs = owner.current()->tmpl->logs;
        group->tmpl = std::move(compiled);
        owner.groups.push_back(std::move(group));
    }
    if (owner.kind == WorkloadKind::Deployment)
        mutate(owner.kindIndex, owner.nameSpace, owner.name, [&](Json &value) { value["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = std::to_string(revision); });
    // The history limit of ten revisions.
    while (owner.groups.size() > 11 && owner.groups.front()->pods.empty()) {
        erase(replicaSetKind, owner.nameSpace, owner.groups.front()->name);
        owner.groups.erase(owner.groups.begin());
    }
}

void World::Private::adopt(int kindAt, std::string_view nameSpace, const Json &object)
{
    static const std::map<std::string, WorkloadKind> known {{"deployments", WorkloadKind::Deployment}, {"replicasets", WorkloadKind::ReplicaSet},
        {"statefulsets", WorkloadKind::StatefulSet}, {"daemonsets", WorkloadKind::DaemonSet}, {"jobs", WorkloadKind::Job}};
    const auto found = known.find(kinds[static_cast<std::size_t>(kindAt)].plural);
    if (found == known.end())
        return;
    auto owned = std::make_unique<Workload>();
    Workload &made = *owned;
    made.kind = found->second;
    made.kindIndex = kindAt;
    made.nameSpace = intern(nameSpace);
    made.name = stringAt(object, {"metadata", "name"});
    made.uid = stringAt(object, {"metadata", "uid"});
    made.desired = static_cast<int>(numberAt(object, {"spec", made.kind == WorkloadKind::Job ? "parallelism" : "replicas"}, 1));
    made.completions = static_cast<int>(numberAt(object, {"spec", "completions"}, 1));
    made.finishAfter = 20;
    workloads.push_back(std::move(owned));
    workloadByName[{std::to_string(kindAt) + '/' + std::string(nameSpace), made.name}] = &made;
    addGroup(made, object);
    made.current()->desired = 0;
    markDirty(made);
}

void World::Private::rollTo(Workload &owner, const Json &object)
{
    if (owner.kind != WorkloadKind::DaemonSet && owner.kind != WorkloadKind::Job)
        owner.desired = static_cast<int>(numberAt(object, {"spec", "replicas"}, 1));
    if (const Json *podTemplate = sk::demo::find(object, {"spec", "template"}); podTemplate != nullptr && owner.kind != WorkloadKind::Job
        && hashOf(dumped(*podTemplate)) != owner.templateHash) {
        addGroup(owner, object);
        // A client that changes the template has repaired it, or so we believe.
        if (owner.trouble != PodLife::Unschedulable)
            owner.trouble = PodLife::Running;
    }
    // Whoever wrote the object may have changed anything in it.
    owner.statusMark = 0;
    owner.maxSurge = -1;
    owner.maxUnavailable = -1;
    markDirty(owner);
}

void World::Private::dropWorkload(Workload &owner)
{
    owner.doomed = true;
    // These may still have to be made from this workload, which will not be there any more.
    for (const auto &[kindAt, name] : {std::pair(endpointsKind, owner.service), std::pair(sliceKind, owner.service + '-' + Rng(hashOf(owner.name)).suffix(5))}) {
        if (const Item *item = find(kindAt, owner.nameSpace, name))
            static_cast<void>(item->textOrMade());
    }
    workloadByName.erase({std::to_string(owner.kindIndex) + '/' + std::string(owner.nameSpace), owner.name});
    for (const auto &group : owner.groups) {
        if (owner.kind == WorkloadKind::Deployment)
            erase(replicaSetKind, owner.nameSpace, group->name);
        else if (owner.kind == WorkloadKind::StatefulSet || owner.kind == WorkloadKind::DaemonSet)
            erase(kind("controllerrevisions"), owner.nameSpace, owner.name + '-' + group->hash);
        std::vector<Key> pods;
        for (const Key *key : group->pods)
            pods.push_back(*key);
        for (const Key &key : pods)
            beginDelete(key, -1);
    }
    markDirty(owner);
}

void World::Private::removeJobs(const std::string &cronJob, std::string_view nameSpace)
{
    std::vector<Workload *> jobs;
    for (const auto &owner : workloads) {
        if (owner->kind == WorkloadKind::Job && !owner->doomed && owner->cronJob == cronJob && owner->nameSpace == nameSpace)
            jobs.push_back(owner.get());
    }
    // successfulJobsHistoryLimit
    for (std::size_t i = 0; i + 3 < jobs.size(); ++i) {
        const std::string name = jobs[i]->name;
        dropWorkload(*jobs[i]);
        erase(kind("jobs"), nameSpace, name);
    }
}

} // namespace sk::demo
