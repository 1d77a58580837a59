#include "world_p.h"

#include <algorithm>
#include <cmath>

/// The public face: reading and watching. Making, writing and living are in files of their own.
namespace sk::demo {

World::Private::Private(WorldOptions worldOptions)
    : options(std::move(worldOptions))
    , rng(mix(options.seed))
{
    const auto start = options.now.value_or(std::chrono::system_clock::now());
    nowMs = std::chrono::duration_cast<std::chrono::milliseconds>(start.time_since_epoch()).count();
    now = static_cast<Seconds>(nowMs / 1000);
    options.nodes = std::max(1, options.nodes);
    options.pods = std::max(0, options.pods);
    buildKinds();
    version = 1000;
    makeCluster();
    building = false;
    oldest = version;
}

void World::Private::buildKinds()
{
    kinds = builtinKinds(options.apiDomain);
    stores.resize(kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i)
        kindIndex.emplace(kinds[i].plural, static_cast<int>(i));
    podKind = kind("pods");
    nodeKind = kind("nodes");
    eventKind = kind("events");
    namespaceKind = kind("namespaces");
    replicaSetKind = kind("replicasets");
    leaseKind = kind("leases");
    endpointsKind = kind("endpoints");
    sliceKind = kind("endpointslices");
}

int World::Private::kind(std::string_view plural) const
{
    return kindIndex.at(std::string(plural));
}

World::World(WorldOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

World::~World() = default;

const WorldOptions &World::options() const
{
    return d->options;
}

const std::vector<KindInfo> &World::kinds() const
{
    return d->kinds;
}

const KindInfo *World::findKind(std::string_view group, std::string_view version, std::string_view plural) const
{
    for (const KindInfo &kind : d->kinds) {
        if (kind.plural == plural && kind.group == group && kind.version == version)
            return &kind;
    }
    return nullptr;
}

std::uint64_t World::resourceVersion() const
{
    return d->version;
}

std::size_t World::count(const KindInfo &kind, std::string_view nameSpace) const
{
    const Store &store = d->stores[static_cast<std::size_t>(d->indexOf(kind))];
    if (nameSpace.empty())
        return store.size();
    std::size_t result = 0;
    for (auto at = store.lower_bound(KeyLess::View(nameSpace, {})); at != store.end() && at->first.nameSpace == nameSpace; ++at)
        ++result;
    return result;
}

void World::each(const KindInfo &kind, std::string_view nameSpace, std::string_view afterNamespace, std::string_view afterName,
                 const std::function<bool(const Entry &)> &visit) const
{
    const Store &store = d->stores[static_cast<std::size_t>(d->indexOf(kind))];
    const bool fromStart = afterNamespace.empty() && afterName.empty();
    auto at = fromStart ? store.lower_bound(KeyLess::View(nameSpace, {})) : store.upper_bound(KeyLess::View(afterNamespace, afterName));
    if (!fromStart && !nameSpace.empty() && afterNamespace < nameSpace)
        at = store.lower_bound(KeyLess::View(nameSpace, {}));
    for (; at != store.end(); ++at) {
        if (!nameSpace.empty() && at->first.nameSpace != nameSpace)
            return;
        if (!visit({at->first.nameSpace, at->first.name}))
            return;
    }
}

std::string World::text(const KindInfo &kind, std::string_view nameSpace, std::string_view name) const
{
    const Item *item = d->find(d->indexOf(kind), nameSpace, name);
    if (item == nullptr)
        return {};
    if (const auto &stored = item->textOrMade())
        return *stored;
    std::string result;
    d->renderPod(result, nameSpace, name, *item->pod);
    return result;
}

std::optional<Json> World::object(const KindInfo &kind, std::string_view nameSpace, std::string_view name) const
{
    return d->read(d->indexOf(kind), nameSpace, name);
}

std::uint64_t World::oldestWatchable() const
{
    return d->oldest;
}

std::shared_ptr<void> World::watch(const KindInfo &kind, std::string_view nameSpace, std::uint64_t since,
                                   std::function<void(const WatchEvent &)> sink)
{
    auto watcher = std::make_shared<Watcher>();
    watcher->kind = d->indexOf(kind);
    watcher->nameSpace = nameSpace;
    watcher->sink = std::move(sink);
    auto at = std::upper_bound(d->history.begin(), d->history.end(), since,
                               [](std::uint64_t value, const HistoryItem &item) { return value < item.resourceVersion; });
    for (; at != d->history.end(); ++at) {
        if (at->kind == watcher->kind && (nameSpace.empty() || at->nameSpace == nameSpace))
            watcher->sink(d->eventOf(*at));
    }
    d->watchers.push_back(watcher);
    return watcher;
}

void World::compact()
{
    d->history.clear();
    d->historyBytes = 0;
    d->oldest = d->version;
}

Json World::tableCells(const KindInfo &kind, const Json &object, std::chrono::system_clock::time_point now) const
{
    const auto at = static_cast<Seconds>(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    if (kind.plural == "pods")
        return podCells(object, at);
    if (kind.plural == "nodes")
        return nodeCells(object, at);
    Json cells = workloadCells(kind.plural, object, at);
    if (!cells.is_null())
        return cells;
    if (auto network = networkCells(kind.plural, object, at))
        return *network;
    if (auto other = otherCells(kind.plural, object, at))
        return *other;
    return Json::array({stringAt(object, {"metadata", "name"}), ageText(object, at)});
}

} // namespace sk::demo
