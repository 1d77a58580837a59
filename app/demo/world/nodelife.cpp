#include "world_p.h"

#include <algorithm>

/// What nodes go through: heartbeats, a lost kubelet, a full disk.
namespace sk::demo {

std::vector<Key> World::Private::podsOn(int node) const
{
    std::vector<Key> result;
    for (const Key *key : nodes[static_cast<std::size_t>(node)].pods)
        result.push_back(*key);
    std::sort(result.begin(), result.end(), KeyLess());
    return result;
}

void World::Private::heartbeat()
{
    const NodeInfo &node = nodes[turn / 7 % nodes.size()];
    if (!node.ready)
        return;
    const std::string time = timeText(now);
    patch(nodeKind, "", node.name, [&time](std::string &text) {
        static constexpr std::string_view mark = "\"lastHeartbeatTime\":\"";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + mark.size()))
            text.replace(at + mark.size(), time.size(), time);
    });
}

void World::Private::renewLease()
{
    const NodeInfo &node = nodes[turn / 4 % nodes.size()];
    if (!node.ready)
        return;
    const std::string time = microTimeText(now, static_cast<std::uint32_t>(nowMs % 1000 * 1000 + turn % 1000));
    patch(leaseKind, "kube-node-lease", node.name, [&time](std::string &text) {
        static constexpr std::string_view mark = "\"renewTime\":\"";
        text.replace(text.rfind(mark) + mark.size(), time.size(), time);
    });
}

void World::Private::nodeDown(int index)
{
    NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    if (!node.ready || (node.master && nodes.size() >= 6))
        return;
    // Not two at once: the demo is to stay usable.
    for (const NodeInfo &other : nodes) {
        if (!other.ready)
            return;
    }
    node.ready = false;
    setNodeConditions(index);
    nodeEvent(node, false, "NodeNotReady", "Node " + node.name + " status is now: NodeNotReady");
    for (const Key &key : podsOn(index)) {
        if (pod(key).finished())
            continue;
        changePod(key, [this](Pod &one) {
            one.lost = true;
            one.changed = now;
        });
    }
    later(40000, Task::What::NodeLeave, {}, {}, static_cast<std::uint64_t>(index));
    later(rng.between(75000, 180000), Task::What::NodeBack, {}, {}, static_cast<std::uint64_t>(index));
}

void World::Private::nodeLeave(int index)
{
    if (nodes[static_cast<std::size_t>(index)].ready)
        return;
    for (const Key &key : podsOn(index)) {
        if (!pod(key).tmpl->onEveryNode && pod(key).active())
            beginDelete(key, -1);
    }
}

void World::Private::nodeBack(int index)
{
    NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    if (node.ready)
        return;
    node.ready = true;
    setNodeConditions(index);
    nodeEvent(node, false, "NodeReady", "Node " + node.name + " status is now: NodeReady");
    for (const Key &key : podsOn(index)) {
        if (pod(key).deleted != 0) {
            erasePod(key);
            continue;
        }
        changePod(key, [this](Pod &one) {
            one.lost = false;
            one.changed = now;
        });
        // Whatever it was about to become, it goes on.
        if (pod(key).life != PodLife::Running && !pod(key).finished())
            later(rng.between(300, 3000), Task::What::Pod, key.nameSpace, key.name, pod(key).id);
    }
}

void World::Private::nodeFill(int index)
{
    NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    if (node.master && nodes.size() >= 6)
        return;
    if (!node.ready)
        return;
    if (!node.diskPressure) {
        for (const NodeInfo &other : nodes) {
            if (other.diskPressure)
                return;
        }
        node.diskPressure = true;
        setNodeConditions(index);
        nodeEvent(node, false, "NodeHasDiskPressure", "Node " + node.name + " status is now: NodeHasDiskPressure");
    }
    nodeEvent(node, true, "EvictionThresholdMet", "Attempting to reclaim ephemeral-storage");
    evictFrom(index, 1);
    later(rng.between(60000, 150000), Task::What::NodeClean, {}, {}, static_cast<std::uint64_t>(index));
}

void World::Private::nodeClean(int index)
{
    NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    if (!node.diskPressure)
        return;
    node.diskPressure = false;
    setNodeConditions(index);
    nodeEvent(node, false, "NodeHasNoDiskPressure", "Node " + node.name + " status is now: NodeHasNoDiskPressure");
}

void World::Private::evictFrom(int index, int count)
{
    for (const Key &key : podsOn(index)) {
        const Pod &one = pod(key);
        if (count == 0)
            return;
        if (one.group == nullptr || one.group->workload->kind != WorkloadKind::Deployment || !one.ready() || !one.active())
            continue;
        --count;
        podEvent(key, one, true, "Evicted", "The node was low on resource: ephemeral-storage. ");
        changePod(key, [this](Pod &value) {
            value.life = PodLife::Evicted;
            value.changed = now;
        });
        markDirty(*pod(key).group->workload);
    }
}

} // namespace sk::demo
