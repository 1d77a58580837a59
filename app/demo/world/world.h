#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The state of the built-in cluster: its objects, their history, and what happens to them. Knows nothing of HTTP.
///
/// A World is used from one thread only (the server's). All texts are UTF-8.
namespace sk::demo {

/// Keeps the order of keys, because a real API server does.
using Json = nlohmann::ordered_json;

/// What a world looks like; the same options and seed give the same world.
struct WorldOptions {
    int nodes = 12;
    int pods = 400;
    double eventsPerSecond = 1.0; ///< how many object changes a second happen by themselves; 0 freezes the world
    std::uint64_t seed = 42;
    bool loopbackNodes = false; ///< the nodes' internal addresses are 127.0.x.y, where the same process can listen
    std::string apiDomain = "kubesphere.io"; ///< the platform's API domain, also the prefix of its labels
    std::optional<std::chrono::system_clock::time_point> now; ///< the time at construction; the system clock's if not set
};

/// One column of a server-side table, as `additionalPrinterColumns` and the built-in printers declare it.
struct TableColumn {
    std::string name;
    std::string type; ///< "string", "integer", "number", "boolean", "date"
    std::string format; ///< "name" for the first one, else empty
    std::string description;
    int priority = 0; ///< 0 is always shown, 1 only in wide output
};

/// A kind that the cluster serves.
struct KindInfo {
    std::string group; ///< empty for the core group
    std::string version;
    std::string kind;
    std::string plural;
    std::string singular;
    std::vector<std::string> shortNames;
    std::vector<std::string> categories;
    std::vector<std::string> verbs;
    std::vector<std::string> subresources; ///< "status", "scale", "log", "exec", "eviction" …
    bool namespaced = true;
    std::vector<TableColumn> columns;

    [[nodiscard]] std::string apiVersion() const { return group.empty() ? version : group + '/' + version; }
};

/// One change, as a watch reports it.
struct WatchEvent {
    enum class Type { Added, Modified, Deleted };
    Type type = Type::Added;
    const KindInfo *kind = nullptr;
    std::string nameSpace; ///< empty for cluster-scoped objects
    std::string name;
    std::uint64_t resourceVersion = 0;
    std::shared_ptr<const std::string> text; ///< the object after the change (before it, for Deleted) as compact JSON, without kind and apiVersion left out
    std::shared_ptr<const std::string> previousText; ///< the object before a Modified; null otherwise. Selectors need it to turn a change into ADDED or DELETED
};

/// Why a write was refused; the server turns it into a `metav1.Status`.
struct WorldError {
    int code = 500; ///< 404, 409, 410, 422 …
    std::string reason; ///< "NotFound", "AlreadyExists", "Conflict", "Expired", "Invalid"
    std::string message;
};

/// A list entry: enough to select and order by, without rendering the object.
struct Entry {
    std::string_view nameSpace;
    std::string_view name;
};

class World {
public:
    explicit World(WorldOptions options);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    [[nodiscard]] const WorldOptions &options() const;

    /// @name Kinds
    /// @{
    [[nodiscard]] const std::vector<KindInfo> &kinds() const; ///< addresses stay valid for the life of the world
    [[nodiscard]] const KindInfo *findKind(std::string_view group, std::string_view version, std::string_view plural) const;
    /// The cells of one table row, in the order of KindInfo::columns, as kubectl's printers would fill them at `now`.
    [[nodiscard]] Json tableCells(const KindInfo &kind, const Json &object, std::chrono::system_clock::time_point now) const;
    /// @}

    /// @name Reading
    /// @{
    [[nodiscard]] std::uint64_t resourceVersion() const; ///< of the whole world; grows by at least one with each change
    [[nodiscard]] std::size_t count(const KindInfo &kind, std::string_view nameSpace = {}) const;
    /// Calls `visit` for the objects of a kind ordered by (namespace, name), starting after (`afterNamespace`, `afterName`)
    /// (both empty: from the start), in one namespace or, if empty, in all, until it returns false.
    void each(const KindInfo &kind, std::string_view nameSpace, std::string_view afterNamespace, std::string_view afterName,
              const std::function<bool(const Entry &)> &visit) const;
    /// The object as compact JSON with `kind` and `apiVersion` first; empty when there is none. 50,000 pods are rendered in under 3 s.
    [[nodiscard]] std::string text(const KindInfo &kind, std::string_view nameSpace, std::string_view name) const;
    [[nodiscard]] std::optional<Json> object(const KindInfo &kind, std::string_view nameSpace, std::string_view name) const;
    /// @}

    /// @name Writing. Sets uid, resourceVersion, creationTimestamp, generation; managedFields are kept as the world makes them.
    /// With `dryRun` nothing changes and the answer is what it would be.
    /// @{
    std::variant<Json, WorldError> create(const KindInfo &kind, std::string_view nameSpace, Json object, bool dryRun);
    /// What of an object is written, where the kind has a status sub-resource: everything but the status, or the status alone.
    enum class Part { Main, Status };
    /// Refuses with 409 when `object` carries a resourceVersion that is not the current one. An object that is being deleted goes
    /// when its last finalizer is taken away.
    std::variant<Json, WorldError> update(const KindInfo &kind, std::string_view nameSpace, std::string_view name, Json object, bool dryRun, Part part = Part::Main);
    /// An object with finalizers stays, with a deletionTimestamp.
    std::variant<Json, WorldError> remove(const KindInfo &kind, std::string_view nameSpace, std::string_view name, bool dryRun);
    /// @}

    /// @name Watching
    /// @{
    /// The oldest resourceVersion from which a watch can start; older ones are 410 Expired.
    [[nodiscard]] std::uint64_t oldestWatchable() const;
    /// Replays to `sink` what happened after `since`, in order, then calls it for each further change until the returned
    /// handle dies. `sink` must not write to the world.
    [[nodiscard]] std::shared_ptr<void> watch(const KindInfo &kind, std::string_view nameSpace, std::uint64_t since,
                                              std::function<void(const WatchEvent &)> sink);
    /// @}

    /// @name Life
    /// @{
    /// Lets happen what is due up to `now`: rollouts, crash loops, jobs, a node that loses its kubelet, events, node status.
    void advance(std::chrono::system_clock::time_point now);
    /// Forgets the watch history, so that every older resourceVersion is 410.
    void compact();
    /// @}

    /// @name Logs and figures
    /// @{
    /// Log lines of a container, oldest first, with their times; at most `tail` (0: all that there are, a few hundred).
    /// `since`: only lines after it. Lines go on appearing as time goes on, so that a follower asks again.
    struct LogLine {
        std::chrono::system_clock::time_point time;
        std::string text;
    };
    [[nodiscard]] std::vector<LogLine> log(std::string_view nameSpace, std::string_view pod, std::string_view container,
                                           std::chrono::system_clock::time_point since, std::chrono::system_clock::time_point now,
                                           std::size_t tail, bool previous) const;

    /// Use at a moment; follows from the pods that run and moves with time. CPU in cores, the rest in bytes.
    struct NodeUsage {
        double cpuUsed = 0, cpuTotal = 0, memoryUsed = 0, memoryTotal = 0, diskUsed = 0, diskTotal = 0, load1 = 0;
        double netReceived = 0, netTransmitted = 0; ///< bytes a second
        int podsRunning = 0, podsMax = 110;
    };
    struct PodUsage {
        double cpuUsed = 0, memoryUsed = 0, netReceived = 0, netTransmitted = 0;
    };
    [[nodiscard]] std::optional<NodeUsage> nodeUsage(std::string_view node, std::chrono::system_clock::time_point at) const;
    [[nodiscard]] std::optional<PodUsage> podUsage(std::string_view nameSpace, std::string_view pod, std::chrono::system_clock::time_point at) const;
    /// @}

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::demo
