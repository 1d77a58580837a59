#include "world_p.h"

#include <algorithm>

/// What happens by itself, at the chosen rate.
namespace sk::demo {

void World::advance(std::chrono::system_clock::time_point at)
{
    Private &world = *d;
    const std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    const double elapsed = static_cast<double>(std::max<std::int64_t>(0, ms - world.nowMs)) / 1000;
    world.nowMs = std::max(ms, world.nowMs);
    world.now = static_cast<Seconds>(world.nowMs / 1000);
    const double rate = world.options.eventsPerSecond;
    // After a pause not everything that could have happened is made up for: that would be a flood, not a cluster.
    world.credit = std::min(world.credit + rate * elapsed, std::max(rate * 5, 20.0));
    const std::uint64_t before = world.version;
    for (int steps = 0; steps < 50000 && !world.tasks.empty() && world.tasks.top().dueMs <= world.nowMs; ++steps) {
        const Task task = world.tasks.top();
        world.tasks.pop();
        const auto node = static_cast<int>(task.id);
        switch (task.what) {
        case Task::What::Pod:
            world.stepPod(task);
            break;
        case Task::What::DeletePod:
            if (const Item *item = world.find(world.podKind, task.nameSpace, task.name); item != nullptr && item->pod->id == task.id && !item->pod->lost)
                world.erasePod(Key {task.nameSpace, task.name});
            break;
        case Task::What::NodeBack:
            world.nodeBack(node);
            break;
        case Task::What::NodeClean:
            world.nodeClean(node);
            break;
        case Task::What::NodeLeave:
            world.nodeLeave(node);
            break;
        }
    }
    world.settle();
    const auto spent = [&] { return static_cast<double>(world.version - before); };
    if (rate > 0) {
        for (int steps = 0; steps < 50000 && world.credit - spent() >= 1; ++steps)
            world.happen();
        world.settle();
    }
    world.credit = std::max(world.credit - spent(), -std::max(rate * 10, 20.0));
}

void World::Private::happen()
{
    // A fixed round of frequent things with the rare ones in between: every kind of happening is seen within a minute.
    const std::size_t at = turn++;
    const std::uint32_t dice = rng.below(1000);
    if (at % 4 == 0)
        renewLease();
    else if (at % 7 == 1)
        heartbeat();
    else if (dice < 120)
        rollout();
    else if (dice < 200)
        rescale();
    else if (dice < 240)
        runCronJob();
    else if (dice < 330)
        crashSome();
    else if (dice < 345 && nodes.size() >= 6)
        nodeDown(static_cast<int>(nodes.size()) - 1 - static_cast<int>(rng.below(2)));
    else if (dice < 360 && nodes.size() >= 6)
        nodeFill(static_cast<int>(nodes.size()) - 3 - static_cast<int>(rng.below(2)));
    else if (dice < 370 && nodes.size() >= 6 && !nodes.back().ready)
        nodeBack(static_cast<int>(nodes.size()) - 1);
    else
        blink();
}

const Key *World::Private::somePod()
{
    for (int i = 0; i < 20 && !workloads.empty(); ++i) {
        const Workload &owner = *workloads[rng.below(static_cast<std::uint32_t>(workloads.size()))];
        if (owner.doomed || owner.kind == WorkloadKind::Job || owner.groups.empty() || owner.current()->pods.empty())
            continue;
        return owner.current()->pods[rng.below(static_cast<std::uint32_t>(owner.current()->pods.size()))];
    }
    return nullptr;
}

Workload *World::Private::someWorkload(WorkloadKind wanted)
{
    for (int i = 0; i < 40 && !workloads.empty(); ++i) {
        Workload &owner = *workloads[rng.below(static_cast<std::uint32_t>(workloads.size()))];
        if (!owner.doomed && owner.kind == wanted && owner.trouble == PodLife::Running && owner.desired > 0 && !owner.nameSpace.starts_with("kube"))
            return &owner;
    }
    return nullptr;
}

void World::Private::rollout()
{
    // At a slow rate a rollout of many pods would be all that is ever seen.
    Workload *owner = someWorkload(WorkloadKind::Deployment);
    if (owner == nullptr || owner->desired > std::max(4.0, options.eventsPerSecond * 2))
        return;
    for (std::size_t i = 0; i + 1 < owner->groups.size(); ++i) {
        if (!owner->groups[i]->pods.empty())
            return; // still busy with the last one
    }
    mutate(owner->kindIndex, owner->nameSpace, owner->name, [&](Json &object) {
        Json &image = object["spec"]["template"]["spec"]["containers"][0]["image"];
        const std::string old = image.get<std::string>();
        const std::size_t dot = old.rfind('.');
        const std::size_t colon = old.rfind(':');
        const bool numbered = dot != std::string::npos && colon != std::string::npos && dot > colon;
        image = numbered ? old.substr(0, dot + 1) + std::to_string(std::atoi(old.c_str() + dot + 1) + 1) : old.substr(0, colon) + ":1.0." + std::to_string(rng.below(90));
        object["spec"]["template"]["metadata"]["annotations"]["kubectl.kubernetes.io/restartedAt"] = timeText(now);
        object["metadata"]["generation"] = numberAt(object, {"metadata", "generation"}, 1) + 1;
    });
    if (const auto object = read(owner->kindIndex, owner->nameSpace, owner->name))
        rollTo(*owner, *object);
}

void World::Private::rescale()
{
    Workload *owner = someWorkload(WorkloadKind::Deployment);
    if (owner == nullptr)
        return;
    // The number of pods wanders around where it began.
    const int to = owner->desired <= 2 || (rng.chance(0.5) && owner->desired < 40) ? owner->desired + 1 : owner->desired - 1;
    if (to > owner->desired && stores[static_cast<std::size_t>(podKind)].size() > static_cast<std::size_t>(options.pods) * 11 / 10 + 10)
        return;
    mutate(owner->kindIndex, owner->nameSpace, owner->name, [&](Json &object) {
        object["spec"]["replicas"] = to;
        object["metadata"]["generation"] = numberAt(object, {"metadata", "generation"}, 1) + 1;
    });
    owner->desired = to;
    owner->maxSurge = -1;
    owner->statusMark = 0;
    markDirty(*owner);
}

void World::Private::crashSome()
{
    const Key *key = somePod();
    if (key == nullptr || !pod(*key).ready() || pod(*key).deleted != 0)
        return;
    const std::int16_t codes[] = {1, 137, 2, 139, 143};
    crash(Key {*key}, codes[rng.below(5)]);
}

void World::Private::blink()
{
    const Key *found = somePod();
    if (found == nullptr)
        return;
    const Key key = *found;
    const Pod &one = pod(key);
    if (!one.ready() || one.deleted != 0)
        return;
    changePod(key, [this](Pod &value) {
        value.life = PodLife::Unready;
        value.changed = now;
    });
    podEvent(key, pod(key), true, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
    later(rng.between(1500, 6000), Task::What::Pod, key.nameSpace, key.name, pod(key).id);
}

void World::Private::runCronJob()
{
    if (cronJobs.empty())
        return;
    const auto [nameSpace, name] = cronJobs[rng.below(static_cast<std::uint32_t>(cronJobs.size()))];
    if (find(kind("cronjobs"), nameSpace, name) == nullptr)
        return;
    const std::string job = name + '-' + std::to_string(now / 60 * 60);
    if (makeJob(nameSpace, job, "registry.example.com/" + name + ":1", name, now, 5 + rng.below(30)) == nullptr)
        return;
    mutate(kind("cronjobs"), nameSpace, name, [&](Json &object) { object["status"]["lastScheduleTime"] = timeText(now); });
    removeJobs(name, nameSpace);
}

} // namespace sk::demo
