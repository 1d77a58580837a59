#include "world_p.h"

#include <algorithm>
#include <cmath>

/// The controllers: they make and delete pods until a workload is as its object says.
namespace sk::demo {

void World::Private::later(std::int64_t delayMs, Task::What what, std::string_view nameSpace, std::string name, std::uint64_t id)
{
    tasks.push({nowMs + delayMs, taskOrder++, what, intern(nameSpace), std::move(name), id});
}

void World::Private::markDirty(Workload &owner)
{
    if (!owner.dirty && !building) {
        owner.dirty = true;
        dirty.push_back(&owner);
    }
}

Workload *World::Private::workload(int kindAt, std::string_view nameSpace, std::string_view name) const
{
    const auto found = workloadByName.find({std::to_string(kindAt) + '/' + std::string(nameSpace), std::string(name)});
    return found == workloadByName.end() ? nullptr : found->second;
}

void World::Private::settle()
{
    bool doomed = false;
    for (std::size_t round = 0; !dirty.empty() && round < 1000; ++round) {
        std::vector<Workload *> batch;
        batch.swap(dirty);
        for (Workload *owner : batch) {
            owner->dirty = false;
            doomed = doomed || owner->doomed;
            if (owner->doomed) {
                if (!owner->service.empty())
                    updateEndpoints(*owner);
                continue;
            }
            reconcile(*owner);
            updateStatus(*owner);
            if (!owner->service.empty())
                updateEndpoints(*owner);
        }
    }
    if (doomed) {
        std::erase_if(workloads, [](const std::unique_ptr<Workload> &owner) {
            return owner->doomed && !owner->dirty
                && std::all_of(owner->groups.begin(), owner->groups.end(), [](const auto &group) { return group->pods.empty(); });
        });
    }
}

void World::Private::reconcile(Workload &owner)
{
    if (owner.groups.empty())
        return;
    switch (owner.kind) {
    case WorkloadKind::Deployment:
        reconcileDeployment(owner);
        break;
    case WorkloadKind::ReplicaSet:
    case WorkloadKind::StatefulSet:
        reconcileSet(owner);
        break;
    case WorkloadKind::DaemonSet:
        reconcileDaemons(owner);
        break;
    case WorkloadKind::Job:
        reconcileJob(owner);
        break;
    }
    // Pods that failed stay for someone to look at, but not for ever.
    for (const auto &group : owner.groups) {
        std::vector<const Key *> failed;
        for (const Key *key : group->pods) {
            if (pod(*key).finished() && owner.kind != WorkloadKind::Job)
                failed.push_back(key);
        }
        for (std::size_t i = 0; i + 3 < failed.size(); ++i)
            erasePod(Key {*failed[i]});
    }
}

int World::Private::parallel(const Workload &owner, const char *what) const
{
    const std::optional<Json> object = read(owner.kindIndex, owner.nameSpace, owner.name);
    const bool up = std::string_view(what) == "maxSurge";
    const Json *value = object ? sk::demo::find(*object, {"spec", "strategy", "rollingUpdate", what}) : nullptr;
    if (value == nullptr)
        return object && stringAt(*object, {"spec", "strategy", "type"}) == "Recreate" ? (up ? 0 : owner.desired) : up ? (owner.desired + 3) / 4 : owner.desired / 4;
    if (value->is_number())
        return value->get<int>();
    const double share = parseQuantity(value->get<std::string>().substr(0, value->get<std::string>().find('%'))) / 100 * owner.desired;
    return static_cast<int>(up ? std::ceil(share) : std::floor(share));
}

void World::Private::reconcileDeployment(Workload &owner)
{
    Group &current = *owner.current();
    int total = 0, ready = 0, fresh = 0;
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            if (!one.active())
                continue;
            ++total;
            ready += one.ready() ? 1 : 0;
            fresh += group.get() == &current ? 1 : 0;
        }
    }
    if (total == owner.desired && fresh == total) {
        current.desired = owner.desired;
        return;
    }
    if (owner.maxSurge < 0) {
        owner.maxSurge = parallel(owner, "maxSurge");
        owner.maxUnavailable = parallel(owner, "maxUnavailable");
    }
    const int surge = owner.maxSurge;
    int unavailable = owner.maxUnavailable;
    if (surge == 0 && unavailable == 0)
        unavailable = 1;
    const int wanted = std::min(owner.desired - fresh, fresh == total ? owner.desired - fresh : owner.desired + surge - total);
    const auto scaled = [&](Group &group, int to) {
        if (to != group.desired)
            workloadEvent(owner, false, "ScalingReplicaSet", std::string("Scaled ") + (to > group.desired ? "up" : "down") + " replica set " + group.name + " to " + std::to_string(to));
        group.desired = to;
    };
    if (wanted > 0) {
        scaled(current, fresh + wanted);
        for (int i = 0; i < wanted; ++i)
            spawn(owner, current, -1, -1);
    }
    const auto shrink = [&](Group &group, int count, bool unreadyOnly) {
        std::vector<Key> victims;
        for (const bool readyOnes : {false, true}) {
            for (auto at = group.pods.rbegin(); at != group.pods.rend() && static_cast<int>(victims.size()) < count; ++at) {
                const Pod &one = pod(**at);
                if (one.active() && one.ready() == readyOnes && !(unreadyOnly && readyOnes))
                    victims.push_back(**at);
            }
        }
        if (victims.empty())
            return 0;
        int left = -static_cast<int>(victims.size());
        for (const Key *key : group.pods)
            left += pod(*key).active() ? 1 : 0;
        scaled(group, left);
        for (const Key &key : victims)
            beginDelete(key, -1);
        return static_cast<int>(victims.size());
    };
    if (fresh > owner.desired)
        shrink(current, fresh - owner.desired, false);
    int allowed = ready - (owner.desired - unavailable);
    for (const auto &group : owner.groups) {
        if (group.get() == &current)
            continue;
        shrink(*group, 1 << 20, true); // old ones that do not serve go first
        if (allowed > 0)
            allowed -= shrink(*group, allowed, false);
    }
}

void World::Private::reconcileSet(Workload &owner)
{
    Group &current = *owner.current();
    if (owner.kind == WorkloadKind::ReplicaSet) {
        std::vector<Key> active;
        for (const Key *key : current.pods) {
            if (pod(*key).active())
                active.push_back(*key);
        }
        for (int i = static_cast<int>(active.size()); i < owner.desired; ++i)
            spawn(owner, current, -1, -1);
        while (static_cast<int>(active.size()) > owner.desired) {
            beginDelete(active.back(), -1);
            active.pop_back();
        }
        return;
    }
    // A StatefulSet does one thing at a time, in order.
    bool allReady = true;
    std::map<int, std::pair<Key, Group *>> present;
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            allReady = allReady && one.ready() && one.deleted == 0;
            present.emplace(std::atoi(key->name.substr(key->name.rfind('-') + 1).c_str()), std::pair(*key, group.get()));
        }
    }
    for (int i = 0; i < owner.desired; ++i) {
        if (present.count(i) == 0) {
            bool before = true;
            for (const auto &[ordinal, entry] : present)
                before = before && (ordinal > i || pod(entry.first).ready());
            if (before || owner.trouble != PodLife::Running)
                spawn(owner, current, i, -1);
            return;
        }
    }
    for (auto at = present.rbegin(); at != present.rend(); ++at) {
        const Pod &one = pod(at->second.first);
        if (at->first >= owner.desired) {
            if (one.deleted == 0)
                beginDelete(at->second.first, -1);
            return;
        }
    }
    if (!allReady)
        return;
    for (auto at = present.rbegin(); at != present.rend(); ++at) {
        if (at->second.second != &current) {
            beginDelete(at->second.first, -1);
            return;
        }
    }
    if (owner.groups.size() > 1)
        owner.groups.erase(owner.groups.begin(), owner.groups.end() - 1);
}

void World::Private::reconcileDaemons(Workload &owner)
{
    Group &current = *owner.current();
    owner.desired = static_cast<int>(nodes.size());
    current.desired = owner.desired;
    std::vector<bool> covered(nodes.size(), false);
    bool allReady = true;
    std::optional<Key> outdated;
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            if (one.finished())
                continue;
            if (one.node >= 0)
                covered[static_cast<std::size_t>(one.node)] = true;
            allReady = allReady && ((one.ready() && one.deleted == 0) || one.lost);
            if (group.get() != &current && !one.lost && one.deleted == 0)
                outdated = *key;
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!covered[i] && nodes[i].ready)
            spawn(owner, current, -1, static_cast<int>(i));
    }
    if (outdated && allReady)
        beginDelete(*outdated, -1);
}

void World::Private::reconcileJob(Workload &owner)
{
    int active = 0, succeeded = 0, failed = 0;
    for (const Key *key : owner.current()->pods) {
        const Pod &one = pod(*key);
        active += one.active() ? 1 : 0;
        succeeded += one.life == PodLife::Succeeded ? 1 : 0;
        failed += one.life == PodLife::Failed || one.life == PodLife::Evicted ? 1 : 0;
    }
    if (succeeded + active < owner.completions && active == 0 && failed < 6)
        spawn(owner, *owner.current(), -1, -1);
}

void World::Private::spawn(Workload &owner, Group &group, int ordinal, int node)
{
    Pod made;
    made.id = newId();
    made.tmpl = group.tmpl;
    made.group = &group;
    made.created = now;
    std::string name;
    do {
        name = ordinal >= 0 ? group.name + '-' + std::to_string(ordinal) : group.tmpl->generateName + rng.suffix(5);
        if (ordinal >= 0 && find(podKind, owner.nameSpace, name) != nullptr)
            return;
    } while (find(podKind, owner.nameSpace, name) != nullptr);
    const Key *key = addPod(owner.nameSpace, name, std::move(made));
    if (node >= 0)
        assign(*key, pod(*key), node); // the daemon's affinity names its node; the scheduler only confirms
    if (owner.kind != WorkloadKind::Deployment)
        workloadEvent(owner, false, "SuccessfulCreate", "Created pod: " + name);
    later(rng.between(20, 200), Task::What::Pod, key->nameSpace, key->name, pod(*key).id);
}

void World::Private::beginDelete(const Key &asked, int graceMs)
{
    const Key key = asked;
    const Item *item = find(podKind, key.nameSpace, key.name);
    if (item == nullptr || item->pod->deleted != 0)
        return;
    if (item->pod->node < 0 || item->pod->finished()) {
        erasePod(key);
        return;
    }
    const std::uint64_t id = item->pod->id;
    changePod(key, [this](Pod &one) { one.deleted = now + static_cast<Seconds>(one.tmpl->graceSeconds); });
    if (pod(key).group != nullptr)
        markDirty(*pod(key).group->workload);
    if (pod(key).lost)
        return; // its kubelet cannot confirm; it stays Terminating
    podEvent(key, pod(key), false, "Killing", "Stopping container " + (pod(key).tmpl->containers.empty() ? std::string() : pod(key).tmpl->containers[0].name));
    later(graceMs >= 0 ? graceMs : rng.between(700, 3500), Task::What::DeletePod, key.nameSpace, key.name, id);
}

void World::Private::assign(const Key &key, Pod &one, int node)
{
    NodeInfo &info = nodes[static_cast<std::size_t>(node)];
    one.node = node;
    if (one.tmpl->hostNetwork) {
        one.ip = info.ip;
    } else {
        // The node's own /24 is enough for 250 pods at a time; more pods than that go on in a wider range.
        const auto index = static_cast<std::uint32_t>(node);
        one.ip = (10U << 24U) | ((64U + (index >> 8U)) << 16U) | ((index & 255U) << 8U) | (info.nextIp % 250U + 2U);
        if (info.nextIp >= 250U)
            one.ip += (40U + info.nextIp / 250U % 100U) << 16U;
        ++info.nextIp;
    }
    info.pods.insert(&key);
    info.cpuRequested += one.tmpl->cpuRequest;
    info.memoryRequested += one.tmpl->memoryRequest;
}

void World::Private::unassign(const Key &key, const Pod &one)
{
    if (one.node < 0)
        return;
    NodeInfo &info = nodes[static_cast<std::size_t>(one.node)];
    if (info.pods.erase(&key) == 0)
        return;
    info.cpuRequested -= one.tmpl->cpuRequest;
    info.memoryRequested -= one.tmpl->memoryRequest;
}

int World::Private::pickNode(const PodTemplate &tmpl)
{
    if (tmpl.hasSelector)
        return -1;
    const int count = static_cast<int>(nodes.size());
    int fallback = -1;
    for (int i = 0; i < count; ++i) {
        const int at = (nextNode + i) % count;
        const NodeInfo &node = nodes[static_cast<std::size_t>(at)];
        if ((node.master && count >= 6) || !node.ready || (!building && (node.cordoned || node.diskPressure)))
            continue;
        fallback = fallback < 0 ? at : fallback;
        if (static_cast<int>(node.pods.size()) < node.podsMax && node.cpuRequested + tmpl.cpuRequest <= node.cpu && node.memoryRequested + tmpl.memoryRequest <= node.memory) {
            nextNode = at + 1;
            return at;
        }
    }
    return building ? fallback : -1;
}

} // namespace sk::demo
