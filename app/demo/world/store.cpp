#include "world_p.h"

#include <algorithm>

/// Objects, their texts, their history and those who watch.
namespace sk::demo {

namespace {

HistoryItem deletion(int kindAt, const Key &key, std::uint64_t version)
{
    HistoryItem change;
    change.type = WatchEvent::Type::Deleted;
    change.kind = static_cast<std::uint16_t>(kindAt);
    change.nameSpace = key.nameSpace;
    change.name = key.name;
    change.resourceVersion = version;
    return change;
}

constexpr std::size_t historyEvents = 100'000;
constexpr std::size_t historyLimit = 64U << 20U;

} // namespace

std::size_t HistoryItem::bytes() const
{
    // A text is shared by the event that made it and the next one that has it as its previous; counting it once is fair.
    return 160 + name.size() + (text ? text->size() : 0) + (pod ? sizeof(Pod) : 0) + (previousPod ? sizeof(Pod) : 0);
}

const std::shared_ptr<const std::string> &Item::textOrMade() const
{
    if (!text && lazy) {
        text = std::make_shared<const std::string>((*lazy)());
        lazy.reset();
    }
    return text;
}

std::string_view World::Private::intern(std::string_view nameSpace)
{
    return *names.emplace(nameSpace).first;
}

const Item *World::Private::find(int kindAt, std::string_view nameSpace, std::string_view name) const
{
    const Store &store = stores[static_cast<std::size_t>(kindAt)];
    const auto found = store.find(KeyLess::View(nameSpace, name));
    return found == store.end() ? nullptr : &found->second;
}

Item *World::Private::find(int kindAt, std::string_view nameSpace, std::string_view name)
{
    Store &store = stores[static_cast<std::size_t>(kindAt)];
    const auto found = store.find(KeyLess::View(nameSpace, name));
    return found == store.end() ? nullptr : &found->second;
}

std::string World::Private::textOf(const Key &key, const Item &item) const
{
    if (const auto &text = item.textOrMade())
        return *text;
    std::string result;
    if (item.pod)
        renderPod(result, key.nameSpace, key.name, *item.pod);
    return result;
}

std::optional<Json> World::Private::read(int kindAt, std::string_view nameSpace, std::string_view name) const
{
    const Item *item = find(kindAt, nameSpace, name);
    if (item == nullptr)
        return std::nullopt;
    if (const auto &stored = item->textOrMade())
        return Json::parse(*stored);
    std::string text;
    renderPod(text, nameSpace, name, *item->pod);
    return Json::parse(text);
}

void World::Private::put(int kindAt, std::string_view nameSpace, const std::string &name, Json object)
{
    const std::uint64_t next = version + 1;
    object["metadata"]["resourceVersion"] = std::to_string(next);
    putText(kindAt, nameSpace, name, next, dumped(object));
}

void World::Private::putText(int kindAt, std::string_view nameSpace, const std::string &name, std::uint64_t resourceVersion, std::string text)
{
    version = resourceVersion;
    Store &store = stores[static_cast<std::size_t>(kindAt)];
    auto shared = std::make_shared<const std::string>(std::move(text));
    auto found = store.find(KeyLess::View(nameSpace, name));
    HistoryItem change;
    if (found == store.end()) {
        found = store.emplace(Key {intern(nameSpace), name}, Item {}).first;
    } else {
        change.type = WatchEvent::Type::Modified;
        change.previous = found->second.textOrMade();
    }
    found->second.resourceVersion = resourceVersion;
    found->second.text = shared;
    if (building)
        return;
    change.kind = static_cast<std::uint16_t>(kindAt);
    change.nameSpace = found->first.nameSpace;
    change.name = name;
    change.resourceVersion = resourceVersion;
    change.text = std::move(shared);
    remember(std::move(change));
}

void World::Private::erase(int kindAt, std::string_view nameSpace, std::string_view name)
{
    Store &store = stores[static_cast<std::size_t>(kindAt)];
    const auto found = store.find(KeyLess::View(nameSpace, name));
    if (found == store.end())
        return;
    if (found->second.pod) {
        erasePod(found->first);
        return;
    }
    ++version;
    HistoryItem change = deletion(kindAt, found->first, version);
    // A DELETED event carries the last state under the version of the deletion.
    Json last = Json::parse(*found->second.textOrMade());
    last["metadata"]["resourceVersion"] = std::to_string(version);
    change.text = std::make_shared<const std::string>(dumped(last));
    store.erase(found);
    remember(std::move(change));
}

void World::Private::mutate(int kindAt, std::string_view nameSpace, std::string_view name, const std::function<void(Json &)> &change)
{
    std::optional<Json> object = read(kindAt, nameSpace, name);
    if (!object)
        return;
    change(*object);
    put(kindAt, nameSpace, std::string(name), std::move(*object));
}

void World::Private::patch(int kindAt, std::string_view nameSpace, std::string_view name, const std::function<void(std::string &)> &change)
{
    const Item *item = find(kindAt, nameSpace, name);
    if (item == nullptr || item->pod)
        return;
    std::string text = *item->textOrMade();
    change(text);
    // The first one is metadata's: names and generated names come before it, and they hold no quotes.
    static constexpr std::string_view mark = "\"resourceVersion\":\"";
    const std::size_t at = text.find(mark) + mark.size();
    text.replace(at, text.find('"', at) - at, std::to_string(version + 1));
    putText(kindAt, nameSpace, std::string(name), version + 1, std::move(text));
}

void World::Private::remember(HistoryItem item)
{
    if (building)
        return;
    historyBytes += item.bytes();
    history.push_back(std::move(item));
    tell(history.back());
    while (history.size() > historyEvents || historyBytes > historyLimit) {
        historyBytes -= history.front().bytes();
        oldest = history.front().resourceVersion;
        history.pop_front();
    }
}

WatchEvent World::Private::eventOf(const HistoryItem &item) const
{
    WatchEvent event;
    event.type = item.type;
    event.kind = &kinds[item.kind];
    event.nameSpace = item.nameSpace;
    event.name = item.name;
    event.resourceVersion = item.resourceVersion;
    event.text = item.text;
    event.previousText = item.previous;
    if (item.pod) {
        std::string text;
        renderPod(text, item.nameSpace, item.name, *item.pod);
        event.text = std::make_shared<const std::string>(std::move(text));
    }
    if (item.previousPod) {
        std::string text;
        renderPod(text, item.nameSpace, item.name, *item.previousPod);
        event.previousText = std::make_shared<const std::string>(std::move(text));
    }
    return event;
}

void World::Private::tell(const HistoryItem &item)
{
    // The text is made only if someone listens, and once for all of them.
    std::optional<WatchEvent> event;
    bool stale = false;
    for (std::size_t i = 0; i < watchers.size(); ++i) {
        const std::shared_ptr<Watcher> watcher = watchers[i].lock();
        if (!watcher) {
            stale = true;
            continue;
        }
        if (watcher->kind != item.kind || (!watcher->nameSpace.empty() && watcher->nameSpace != item.nameSpace))
            continue;
        if (!event)
            event = eventOf(item);
        watcher->sink(*event);
    }
    if (stale)
        std::erase_if(watchers, [](const std::weak_ptr<Watcher> &watcher) { return watcher.expired(); });
}

const Key *World::Private::addPod(std::string_view nameSpace, const std::string &name, Pod value)
{
    ++version;
    value.resourceVersion = version;
    auto [found, added] = stores[static_cast<std::size_t>(podKind)].try_emplace(Key {intern(nameSpace), name});
    if (!added)
        return nullptr;
    found->second.resourceVersion = version;
    found->second.pod = std::make_unique<Pod>(std::move(value));
    const Pod &stored = *found->second.pod;
    if (stored.group != nullptr)
        stored.group->pods.push_back(&found->first);
    if (!building) {
        HistoryItem change;
        change.kind = static_cast<std::uint16_t>(podKind);
        change.nameSpace = found->first.nameSpace;
        change.name = name;
        change.resourceVersion = version;
        change.pod = std::make_unique<const Pod>(stored);
        remember(std::move(change));
    }
    return &found->first;
}

void World::Private::changePod(const Key &key, const std::function<void(Pod &)> &change)
{
    Item *item = find(podKind, key.nameSpace, key.name);
    if (item == nullptr || !item->pod)
        return;
    Pod &target = *item->pod;
    const bool wasReady = target.ready() && target.deleted == 0;
    std::unique_ptr<const Pod> before;
    if (!building)
        before = std::make_unique<const Pod>(target);
    change(target);
    target.resourceVersion = ++version;
    item->resourceVersion = version;
    if (!building) {
        HistoryItem event;
        event.type = WatchEvent::Type::Modified;
        event.kind = static_cast<std::uint16_t>(podKind);
        event.nameSpace = key.nameSpace;
        event.name = key.name;
        event.resourceVersion = version;
        event.pod = std::make_unique<const Pod>(target);
        event.previousPod = std::move(before);
        remember(std::move(event));
    }
    if (target.group != nullptr && wasReady != (target.ready() && target.deleted == 0))
        markDirty(*target.group->workload);
}

void World::Private::erasePod(const Key &key)
{
    Store &store = stores[static_cast<std::size_t>(podKind)];
    const auto found = store.find(key);
    if (found == store.end())
        return;
    ++version;
    Pod last = *found->second.pod;
    last.resourceVersion = version;
    unassign(found->first, last);
    if (last.group != nullptr) {
        std::erase(last.group->pods, &found->first);
        markDirty(*last.group->workload);
    }
    HistoryItem change = deletion(podKind, found->first, version);
    change.pod = std::make_unique<const Pod>(std::move(last));
    store.erase(found);
    remember(std::move(change));
}

} // namespace sk::demo
