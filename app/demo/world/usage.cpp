#include "world_p.h"

#include <algorithm>
#include <cmath>

/// Figures: smooth functions of time that follow from the pods that run.
namespace sk::demo {

namespace {

double secondsOf(std::chrono::system_clock::time_point at)
{
    return std::chrono::duration<double>(at.time_since_epoch()).count();
}

// A daily swell, an hourly one and a flutter of a minute, each in a phase of its own; around 1, never below 0.
double wave(std::uint64_t id, double time)
{
    const auto phase = [id](std::uint64_t salt) { return static_cast<double>(mix(id + salt) >> 40) / 16777216.0 * 6.283185; };
    return std::max(0.05, 1 + 0.35 * std::sin(time / 86400 * 6.283185 + phase(1) * 0.2) + 0.2 * std::sin(time / 2900 * 6.283185 + phase(2))
                        + 0.12 * std::sin(time / 61 * 6.283185 + phase(3)));
}

World::PodUsage usageOf(const Pod &pod, double time)
{
    World::PodUsage result;
    if (pod.life != PodLife::Running && pod.life != PodLife::Unready && !(pod.lost && pod.runningSince != 0))
        return result;
    const double own = 0.6 + static_cast<double>(mix(pod.id + 9) >> 40) / 16777216.0 * 0.8;
    result.cpuUsed = pod.tmpl->cpuUse * own * wave(pod.id, time);
    // Memory grows after a start and then breathes.
    const double grown = 1 - 0.4 * std::exp(-std::max(0.0, time - pod.runningSince) / 600);
    result.memoryUsed = pod.tmpl->memoryUse * (0.8 + 0.3 * (own - 0.6)) * grown * (1 + 0.04 * (wave(pod.id + 77, time) - 1));
    if (!pod.tmpl->hostNetwork) {
        result.netReceived = 18000 * own * wave(pod.id + 5, time);
        result.netTransmitted = 26000 * own * wave(pod.id + 6, time);
    }
    return result;
}

} // namespace

std::optional<World::PodUsage> World::podUsage(std::string_view nameSpace, std::string_view name, std::chrono::system_clock::time_point at) const
{
    const Item *item = d->find(d->podKind, nameSpace, name);
    if (item == nullptr)
        return std::nullopt;
    return usageOf(*item->pod, secondsOf(at));
}

std::optional<World::NodeUsage> World::nodeUsage(std::string_view name, std::chrono::system_clock::time_point at) const
{
    const auto found = d->nodeIndex.find(std::string(name));
    if (found == d->nodeIndex.end() || d->find(d->nodeKind, "", name) == nullptr)
        return std::nullopt;
    const NodeInfo &node = d->nodes[static_cast<std::size_t>(found->second)];
    const double time = secondsOf(at);
    const std::uint64_t id = hashOf(node.name) ^ d->options.seed;
    NodeUsage result;
    result.cpuTotal = node.cpu;
    result.memoryTotal = node.memory;
    result.diskTotal = node.disk;
    result.podsMax = node.podsMax;
    // The kubelet, the container runtime and the kernel need their part as well.
    result.cpuUsed = 0.25 * wave(id, time);
    result.memoryUsed = 1.4e9 + 0.02 * node.memory * wave(id + 1, time);
    for (const Key *key : node.pods) {
        const Pod &pod = d->pod(*key);
        const PodUsage usage = usageOf(pod, time);
        result.cpuUsed += usage.cpuUsed;
        result.memoryUsed += usage.memoryUsed;
        result.netReceived += usage.netReceived;
        result.netTransmitted += usage.netTransmitted;
        result.podsRunning += pod.life == PodLife::Running || pod.life == PodLife::Unready ? 1 : 0;
    }
    result.cpuUsed = std::min(result.cpuUsed, node.cpu * 0.99);
    result.memoryUsed = std::min(result.memoryUsed, node.memory * 0.97);
    result.diskUsed = node.disk * (node.diskPressure ? 0.93 : std::min(0.82, 0.25 + 0.002 * static_cast<double>(node.pods.size()) + 0.1 * static_cast<double>(mix(id) >> 60) / 16))
        + 2e8 * std::sin(time / 5000);
    result.load1 = result.cpuUsed * (1.05 + 0.1 * std::sin(time / 47));
    return result;
}

} // namespace sk::demo
