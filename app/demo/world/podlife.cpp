#include "world_p.h"

#include <algorithm>

/// The life of one pod after another: scheduled, pulled, started, crashed, started again.
namespace sk::demo {

bool World::Private::isTroubled(const Key &key, const Pod &one) const
{
    if (one.group == nullptr || one.group->workload->trouble == PodLife::Running || one.group->pods.empty())
        return false;
    // Only the first pod of a revision has the trouble, so that there is something to compare with.
    const Key &first = *one.group->pods.front();
    return first.name == key.name;
}

void World::Private::crash(const Key &key, std::int16_t exitCode)
{
    changePod(key, [&](Pod &one) {
        one.life = PodLife::Crashed;
        one.lastStart = one.runningSince;
        one.lastFinish = now;
        one.exitCode = exitCode;
        one.changed = now;
    });
    later(rng.between(600, 1500), Task::What::Pod, key.nameSpace, key.name, pod(key).id);
}

void World::Private::stepPod(const Task &task)
{
    const Item *item = find(podKind, task.nameSpace, task.name);
    if (item == nullptr || item->pod->id != task.id)
        return;
    const Key key {intern(task.nameSpace), task.name};
    const Pod &one = *item->pod;
    if (one.deleted != 0 || one.lost || one.finished())
        return;
    const bool alive = options.eventsPerSecond > 0;
    const bool troubled = isTroubled(key, one);
    const PodLife trouble = troubled ? one.group->workload->trouble : PodLife::Running;
    const bool job = !one.tmpl->restarts;
    const auto again = [&](std::uint32_t low, std::uint32_t high) { later(rng.between(low, high), Task::What::Pod, key.nameSpace, key.name, task.id); };
    const std::string container = one.tmpl->containers.empty() ? std::string("main") : one.tmpl->containers[0].name;
    const std::string image = one.tmpl->containers.empty() ? std::string() : one.tmpl->containers[0].image;
    switch (one.life) {
    case PodLife::Unscheduled:
    case PodLife::Unschedulable: {
        const int node = one.node >= 0 ? one.node : pickNode(*one.tmpl);
        if (node < 0) {
            auto note = std::make_shared<const std::string>(podTrouble(*one.tmpl));
            if (one.life != PodLife::Unschedulable || !one.note || *one.note != *note)
                changePod(key, [&](Pod &value) {
                    value.life = PodLife::Unschedulable;
                    value.note = note;
                });
            podEvent(key, pod(key), true, "FailedScheduling", *note);
            again(20000, 40000);
            return;
        }
        changePod(key, [&](Pod &value) {
            if (value.node < 0) {
                const Item *stored = find(podKind, key.nameSpace, key.name);
                static_cast<void>(stored);
                const auto at = stores[static_cast<std::size_t>(podKind)].find(key);
                assign(at->first, value, node);
            }
            value.life = PodLife::Scheduled;
            value.note = nullptr;
        });
        podEvent(key, pod(key), false, "Scheduled", "Successfully assigned " + std::string(key.nameSpace) + '/' + key.name + " to " + nodes[static_cast<std::size_t>(node)].name);
        again(30, 300);
        return;
    }
    case PodLife::Scheduled:
        changePod(key, [&](Pod &value) {
            value.life = PodLife::Creating;
            value.started = now;
            value.changed = now;
        });
        again(500, 2200);
        return;
    case PodLife::Creating:
        if (trouble == PodLife::PullBackOff) {
            changePod(key, [](Pod &value) { value.life = PodLife::PullError; });
            podEvent(key, pod(key), true, "Failed", "Failed to pull image \"" + image + "\": rpc error: code = NotFound desc = failed to pull and unpack image");
            again(2000, 6000);
            return;
        }
        if (!one.tmpl->init.empty()) {
            changePod(key, [](Pod &value) { value.life = PodLife::Init; });
            if (trouble != PodLife::Init)
                again(1500, 5000);
            return;
        }
        [[fallthrough]];
    case PodLife::Init:
        if (!(one.life == PodLife::Init && trouble == PodLife::Init)) {
            changePod(key, [&](Pod &value) {
                value.life = PodLife::Unready;
                value.runningSince = now;
            });
            podEvent(key, pod(key), false, "Pulled", "Container image \"" + image + "\" already present on machine");
            podEvent(key, pod(key), false, "Created", "Created container " + container);
            podEvent(key, pod(key), false, "Started", "Started container " + container);
            again(900, 4000);
        }
        return;
    case PodLife::PullError:
    case PodLife::PullBackOff: {
        const bool toBackOff = one.life == PodLife::PullError;
        changePod(key, [&](Pod &value) { value.life = toBackOff ? PodLife::PullBackOff : PodLife::PullError; });
        podEvent(key, pod(key), !toBackOff, toBackOff ? "BackOff" : "Failed", toBackOff ? "Back-off pulling image \"" + image + '"' : "Error: ErrImagePull");
        if (alive)
            again(toBackOff ? 40000 : 2000, toBackOff ? 120000 : 6000);
        return;
    }
    case PodLife::Unready:
        if (trouble == PodLife::BackOff && alive) {
            crash(key, one.group->workload->troubleExit);
            return;
        }
        changePod(key, [&](Pod &value) {
            value.life = PodLife::Running;
            value.changed = now;
        });
        if (job)
            later(std::max<std::int64_t>(1, one.group != nullptr ? one.group->workload->finishAfter : 10) * 1000, Task::What::Pod, key.nameSpace, key.name, task.id);
        return;
    case PodLife::Running:
        if (job) {
            changePod(key, [&](Pod &value) {
                value.life = PodLife::Succeeded;
                value.lastFinish = now;
                value.changed = now;
            });
            if (one.group != nullptr) {
                workloadEvent(*one.group->workload, false, "Completed", "Job completed");
                markDirty(*one.group->workload);
            }
        } else if (trouble == PodLife::BackOff && alive) {
            crash(key, one.group->workload->troubleExit);
        }
        return;
    case PodLife::Crashed:
        changePod(key, [](Pod &value) { value.life = PodLife::BackOff; });
        podEvent(key, pod(key), true, "BackOff", "Back-off restarting failed container", now, std::max(1, static_cast<int>(one.restarts)));
        again(troubled ? 15000 : 3000, troubled ? 60000 : 10000);
        return;
    case PodLife::BackOff:
        changePod(key, [&](Pod &value) {
            value.life = PodLife::Unready;
            value.runningSince = now;
            ++value.restarts;
            value.changed = now;
        });
        podEvent(key, pod(key), false, "Pulled", "Container image \"" + image + "\" already present on machine", now, one.restarts);
        podEvent(key, pod(key), false, "Started", "Started container " + container, now, one.restarts);
        again(troubled ? 4000 : 1000, troubled ? 15000 : 4000);
        return;
    case PodLife::Succeeded:
    case PodLife::Failed:
    case PodLife::Evicted:
        return;
    }
}

} // namespace sk::demo
