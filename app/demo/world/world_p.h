#pragma once

#include "text_p.h"
#include "world.h"

#include <deque>
#include <map>
#include <queue>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

/// What a World is made of. Shared by the files of this directory only.
namespace sk::demo {

struct Group;
struct Workload;

/// Where in its life a pod is; its status text follows from this and a few times.
enum class PodLife : std::uint8_t {
    Unscheduled, ///< just made
    Unschedulable, ///< the scheduler found no node
    Scheduled, ///< has a node, the kubelet has not looked yet
    Creating, ///< ContainerCreating
    Init, ///< init containers run
    Running, ///< all containers run and are ready
    Unready, ///< all run, the first is not ready
    BackOff, ///< first container waits for CrashLoopBackOff to pass
    Crashed, ///< first container has just ended with an error
    PullError, ///< ErrImagePull
    PullBackOff, ///< ImagePullBackOff
    Succeeded,
    Failed,
    Evicted,
};

/// How the containers of an application write logs.
enum class LogStyle : std::uint8_t { Access, JsonLines, Java, Glog, Database, Plain };

struct ContainerInfo {
    std::string name;
    std::string image;
    double cpuRequest = 0; ///< cores
    double memoryRequest = 0; ///< bytes
    double memoryLimit = 0; ///< bytes; 0: none
};

/// What all pods of one revision have in common, with their text ready but for a few holes.
struct PodTemplate {
    /// From the opening brace to just before `"status":`; made when first asked for.
    [[nodiscard]] const HoledText &head() const;
    std::function<std::string()> makeHead;
    mutable HoledText made;
    std::vector<ContainerInfo> init;
    std::vector<ContainerInfo> containers;
    std::string generateName; ///< "web-fb8bfdcd6-"; the pod's name without its suffix
    std::string ownerKind;
    std::string qosClass;
    double cpuRequest = 0;
    double memoryRequest = 0;
    int graceSeconds = 30;
    bool restarts = true; ///< restartPolicy Always
    bool hostNetwork = false;
    bool onEveryNode = false; ///< a daemon, tolerates everything
    bool hasSelector = false; ///< nodeSelector that no node has: never fits
    LogStyle logs = LogStyle::Plain;
    double cpuUse = 0.02; ///< cores, on average
    double memoryUse = 64.0 * 1048576; ///< bytes, on average
};

/// A pod is kept in a few bytes; its JSON text is made when someone asks. Copyable: the watch history keeps copies.
struct Pod {
    std::uint64_t id = 0; ///< its uid follows from it
    std::uint64_t resourceVersion = 0;
    std::shared_ptr<const PodTemplate> tmpl;
    std::shared_ptr<const Json> custom; ///< set once a client wrote it: its metadata and spec as the client wants them
    Group *group = nullptr; ///< its controller's, null for a bare pod
    Seconds created = 0;
    Seconds started = 0; ///< when the kubelet took it
    Seconds changed = 0; ///< last transition of readiness
    Seconds runningSince = 0; ///< of the first container
    Seconds lastStart = 0, lastFinish = 0; ///< of the first container's previous run
    Seconds deleted = 0; ///< deletionTimestamp; 0: not being deleted
    std::int32_t node = -1;
    std::uint32_t ip = 0;
    std::uint16_t restarts = 0;
    std::int16_t exitCode = 0; ///< of the last run
    PodLife life = PodLife::Unscheduled;
    bool lost = false; ///< its node does not report, so the node controller took its readiness
    std::shared_ptr<const std::string> note; ///< why the scheduler found no node

    [[nodiscard]] bool ready() const { return life == PodLife::Running && !lost; }
    [[nodiscard]] bool finished() const { return life == PodLife::Succeeded || life == PodLife::Failed || life == PodLife::Evicted; }
    [[nodiscard]] bool active() const { return deleted == 0 && !finished(); }
};

/// Namespaces are interned: the view outlives everything.
struct Key {
    std::string_view nameSpace;
    std::string name;
};

struct KeyLess {
    using is_transparent = void;
    using View = std::pair<std::string_view, std::string_view>;
    static View view(const Key &key) { return {key.nameSpace, key.name}; }
    static View view(const View &key) { return key; }
    template<typename A, typename B>
    bool operator()(const A &a, const B &b) const
    {
        return view(a) < view(b);
    }
};

struct Item {
    std::uint64_t resourceVersion = 0;
    mutable std::shared_ptr<const std::string> text; ///< null for pods, and for what nobody has looked at yet
    mutable std::unique_ptr<std::function<std::string()>> lazy; ///< makes the text of an object as it was when the world was made
    std::unique_ptr<Pod> pod;

    [[nodiscard]] const std::shared_ptr<const std::string> &textOrMade() const;
};

using Store = std::map<Key, Item, KeyLess>;

/// A revision: a Deployment's ReplicaSet, or the one set of pods of a StatefulSet, DaemonSet, Job or ReplicaSet.
struct Group {
    Workload *workload = nullptr;
    std::string name;
    std::string hash; ///< pod-template-hash or controller-revision-hash
    std::shared_ptr<const PodTemplate> tmpl;
    std::vector<const Key *> pods; ///< in order of creation
    int desired = 0;
    int revision = 1;
    std::uint64_t templateHash = 0; ///< of the pod template it was made from
    int statusTotal = -1, statusReady = -1; ///< as last written into its ReplicaSet
};

enum class WorkloadKind : std::uint8_t { Deployment, ReplicaSet, StatefulSet, DaemonSet, Job };

struct Workload {
    WorkloadKind kind = WorkloadKind::Deployment;
    int kindIndex = 0; ///< in World::kinds()
    std::string_view nameSpace;
    std::string name;
    std::string uid;
    std::string service; ///< the Service that selects it, empty: none
    int desired = 0;
    int completions = 1;
    int maxSurge = -1, maxUnavailable = -1; ///< as numbers; -1: not looked up since the object changed
    std::uint64_t endpointsMark = 0; ///< of the endpoints last written
    std::uint64_t statusMark = 0; ///< of the status last written
    std::uint64_t templateHash = 0; ///< of the pod template's text
    std::vector<std::unique_ptr<Group>> groups; ///< the last one is the current revision
    bool dirty = false;
    bool doomed = false; ///< its object is gone, its pods are going
    PodLife trouble = PodLife::Running; ///< what its pods come to instead of running
    std::int16_t troubleExit = 1;
    bool ownsTrouble = false; ///< trouble only for the first pod
    Seconds finishAfter = 0; ///< a job's run time
    std::string cronJob; ///< of a Job

    [[nodiscard]] Group *current() const { return groups.empty() ? nullptr : groups.back().get(); }
};

struct NodeInfo {
    std::string name;
    std::uint32_t ip = 0;
    double cpu = 0; ///< cores
    double memory = 0; ///< bytes
    double disk = 0; ///< bytes
    int podsMax = 110;
    bool master = false;
    bool ready = true;
    bool cordoned = false;
    bool diskPressure = false;
    double cpuRequested = 0;
    double memoryRequested = 0;
    std::uint32_t nextIp = 2;
    std::set<const Key *> pods; ///< in no order that means something; sort before acting on them
};

/// What a workload's status follows from.
struct StatusFacts {
    WorkloadKind kind = WorkloadKind::Deployment;
    int desired = 0, completions = 1, total = 0, ready = 0, updated = 0, succeeded = 0, failed = 0, revisions = 1;
    std::string name, currentName, currentHash, firstHash;
    Seconds finishAfter = 0;

    [[nodiscard]] std::uint64_t mark() const;
};
/// The status at a time; `old` (may be null) is the one before, whose transition times are kept.
[[nodiscard]] Json statusOf(const StatusFacts &facts, const Json &generation, Seconds at, const Json *old);
[[nodiscard]] Json replicaSetStatus(int total, int ready, const Json &generation);

/// Something that is due at a time: the next step of a pod's life, a node's return.
struct Task {
    enum class What : std::uint8_t { Pod, DeletePod, NodeBack, NodeClean, NodeLeave };
    std::int64_t dueMs = 0;
    std::uint64_t order = 0;
    What what = What::Pod;
    std::string_view nameSpace;
    std::string name;
    std::uint64_t id = 0;

    bool operator<(const Task &other) const { return dueMs != other.dueMs ? dueMs > other.dueMs : order > other.order; }
};

/// One remembered change. For pods copies of the compact state are kept and rendered when someone replays.
struct HistoryItem {
    WatchEvent::Type type = WatchEvent::Type::Added;
    std::uint16_t kind = 0;
    std::string_view nameSpace;
    std::string name;
    std::uint64_t resourceVersion = 0;
    std::shared_ptr<const std::string> text, previous;
    std::unique_ptr<const Pod> pod, previousPod;

    [[nodiscard]] std::size_t bytes() const;
};

struct Watcher {
    int kind = 0;
    std::string nameSpace;
    std::function<void(const WatchEvent &)> sink;
};

/// An application of the catalogue, from which workloads are made.
struct App {
    std::string name;
    WorkloadKind kind = WorkloadKind::Deployment;
    std::string image;
    int replicas = 1;
    int port = 8080; ///< 0: no service
    const char *cpu = "100m";
    const char *memory = "128Mi";
    const char *memoryLimit = "256Mi";
    LogStyle logs = LogStyle::JsonLines;
    double cpuUse = 0.05;
    double memoryUse = 90; ///< MiB
    std::string sidecar; ///< image of a second container, or empty
    std::string storage; ///< size of a volume, StatefulSets only
    bool init = false; ///< has an init container
    bool hostNetwork = false;
    PodLife trouble = PodLife::Running;
    std::int16_t troubleExit = 1;
};

struct World::Private {
    explicit Private(WorldOptions worldOptions);

    // --- kinds and columns
    WorldOptions options;
    std::vector<KindInfo> kinds;
    std::unordered_map<std::string, int> kindIndex; ///< by "plural.group"
    std::vector<Store> stores;
    void buildKinds();
    [[nodiscard]] int kind(std::string_view plural) const; ///< by plural; the names are unique among the built-in kinds
    [[nodiscard]] int indexOf(const KindInfo &info) const { return static_cast<int>(&info - kinds.data()); }
    int podKind = 0, nodeKind = 0, eventKind = 0, namespaceKind = 0, replicaSetKind = 0, leaseKind = 0, endpointsKind = 0, sliceKind = 0;

    // --- store
    std::unordered_set<std::string> names; ///< interned namespaces
    std::uint64_t version = 0;
    bool building = true; ///< nothing is remembered or told while the world is made
    std::deque<HistoryItem> history;
    std::size_t historyBytes = 0;
    std::uint64_t oldest = 0;
    std::vector<std::weak_ptr<Watcher>> watchers;
    [[nodiscard]] std::string_view intern(std::string_view nameSpace);
    [[nodiscard]] const Item *find(int kindAt, std::string_view nameSpace, std::string_view name) const;
    [[nodiscard]] Item *find(int kindAt, std::string_view nameSpace, std::string_view name);
    [[nodiscard]] std::optional<Json> read(int kindAt, std::string_view nameSpace, std::string_view name) const;
    [[nodiscard]] std::string textOf(const Key &key, const Item &item) const;
    /// Stores an object under a new resourceVersion and tells the watchers. Returns it as stored.
    void put(int kindAt, std::string_view nameSpace, const std::string &name, Json object);
    void putText(int kindAt, std::string_view nameSpace, const std::string &name, std::uint64_t resourceVersion, std::string text);
    void erase(int kindAt, std::string_view nameSpace, std::string_view name);
    /// Reads, changes and stores an object; nothing happens when it is missing.
    void mutate(int kindAt, std::string_view nameSpace, std::string_view name, const std::function<void(Json &)> &change);
    /// Changes an object's text in place, without reading it: for what happens all the time.
    void patch(int kindAt, std::string_view nameSpace, std::string_view name, const std::function<void(std::string &)> &change);
    void remember(HistoryItem item);
    void tell(const HistoryItem &item);
    [[nodiscard]] WatchEvent eventOf(const HistoryItem &item) const;

    // --- pods
    std::vector<NodeInfo> nodes;
    std::unordered_map<std::string, int> nodeIndex;
    [[nodiscard]] static std::shared_ptr<PodTemplate> compile(const Json &podTemplate, std::string_view nameSpace, WorkloadKind ownerKind,
                                                              const std::string &ownerName, const std::string &ownerUid, const std::string &hash);
    void renderPod(std::string &out, std::string_view nameSpace, std::string_view name, const Pod &pod) const;
    void renderStatus(std::string &out, std::string_view nameSpace, std::string_view name, const Pod &pod) const;
    const Key *addPod(std::string_view nameSpace, const std::string &name, Pod pod);
    void changePod(const Key &key, const std::function<void(Pod &)> &change);
    void erasePod(const Key &key);
    [[nodiscard]] Pod &pod(const Key &key) { return *find(podKind, key.nameSpace, key.name)->pod; }
    [[nodiscard]] const Pod &pod(const Key &key) const { return *find(podKind, key.nameSpace, key.name)->pod; }
    void assign(const Key &key, Pod &pod, int node);
    void unassign(const Key &key, const Pod &pod);
    [[nodiscard]] int pickNode(const PodTemplate &tmpl);
    [[nodiscard]] std::string podTrouble(const PodTemplate &tmpl) const; ///< the scheduler's sentence
    int nextNode = 0;

    // --- making
    Rng rng;
    Seconds now = 0; ///< of the construction, then of the last advance
    std::int64_t nowMs = 0;
    std::uint64_t nextId = 1;
    std::vector<std::unique_ptr<Workload>> workloads;
    std::map<std::pair<std::string, std::string>, Workload *> workloadByName; ///< by ("Deployment/ns", name)
    std::vector<std::pair<std::string, std::string>> services; ///< of the catalogue, ns and name
    [[nodiscard]] Json meta(std::string_view nameSpace, const std::string &name, Seconds created, Json labels = {}, Json annotations = {},
                            Json owners = {}, bool generation = false);
    [[nodiscard]] std::uint64_t newId() { return mix(options.seed) ^ nextId++; }
    /// Adds managedFields as `manager` would own them and stores the object. Gives kind and apiVersion.
    void make(std::string_view plural, Json object, const char *manager = "kubectl-client-side-apply");
    /// Like make(), but the object is built when someone looks at it. `build` must not depend on what changes later.
    void makeLazy(std::string_view plural, std::string_view nameSpace, const std::string &name, std::function<Json()> build,
                  const char *manager = "kubectl-client-side-apply");
    [[nodiscard]] Json finished(int kindAt, Json object, const char *manager) const;
    void makeNamespaces(const std::vector<std::pair<std::string, std::string>> &list);
    void makeNamespaceContents(const std::string &nameSpace, Seconds created);
    void makeNodes();
    void makeNode(int index);
    void makeStorage();
    void makeAccess();
    void makePlatform();
    void makeCustom();
    void makeCluster();
    void makeWorkloads();
    void makePolicies();
    void makeInitialEvents();
    Workload *makeWorkload(const std::string &nameSpace, const App &app, int replicas, Seconds created);
    void makeService(const std::string &nameSpace, const App &app, Seconds created, Workload *workload);
    void makeEndpoints(Workload &workload, const App &app, std::uint64_t serviceId, Seconds created);
    void makeCronJob(const std::string &nameSpace, const std::string &name, const std::string &image, Seconds everyMinutes); ///< a divisor of 60; with its last two jobs
    Workload *makeJob(const std::string &nameSpace, const std::string &name, const std::string &image, const std::string &cronJob, Seconds created,
                      Seconds finishAfter);
    void fillGroup(Workload &workload, Group &group, int count, Seconds created);
    void settlePod(const Key &key, Seconds created, int ordinal);
    [[nodiscard]] static Json replicaSetObject(std::uint64_t id, std::string_view nameSpace, const std::string &owner, const std::string &ownerUid,
                                               int ownerDesired, const std::string &name, const std::string &hash, int revision, int desired,
                                               const Json &deployment, Seconds created);
    [[nodiscard]] StatusFacts factsOf(const Workload &workload) const;
    void addEndpoints(Workload &workload, std::string &ready, std::string &notReady, std::string &slice, std::uint64_t &mark) const;
    [[nodiscard]] std::string label(const std::string &name) const { return options.apiDomain + '/' + name; }

    // --- controllers
    std::priority_queue<Task> tasks;
    std::uint64_t taskOrder = 0;
    std::vector<Workload *> dirty;
    void later(std::int64_t delayMs, Task::What what, std::string_view nameSpace, std::string name, std::uint64_t id);
    void markDirty(Workload &workload);
    void settle(); ///< lets the controllers follow what changed
    void reconcile(Workload &workload);
    void reconcileDeployment(Workload &workload);
    void reconcileSet(Workload &workload);
    void reconcileDaemons(Workload &workload);
    void reconcileJob(Workload &workload);
    void updateStatus(Workload &workload);
    void updateEndpoints(Workload &workload);
    void spawn(Workload &workload, Group &group, int ordinal, int node);
    void beginDelete(const Key &key, int graceMs);
    void stepPod(const Task &task);
    void crash(const Key &key, std::int16_t exitCode);
    void adopt(int kindAt, std::string_view nameSpace, const Json &object); ///< starts to control a new workload
    void rollTo(Workload &workload, const Json &object); ///< follows a changed one
    void addGroup(Workload &workload, const Json &object);
    [[nodiscard]] int parallel(const Workload &workload, const char *what) const; ///< maxSurge or maxUnavailable as a number
    [[nodiscard]] bool isTroubled(const Key &key, const Pod &pod) const;
    void removeJobs(const std::string &cronJob, std::string_view nameSpace);
    void dropWorkload(Workload &workload);
    [[nodiscard]] Workload *workload(int kindAt, std::string_view nameSpace, std::string_view name) const;

    // --- life
    double credit = 0;
    std::size_t turn = 0;
    void happen();
    void rollout();
    void rescale();
    void crashSome();
    void restartSome();
    void blink();
    void heartbeat();
    void renewLease();
    void runCronJob();
    void nodeDown(int node);
    void nodeBack(int node);
    void nodeFill(int node);
    void nodeClean(int node);
    void setNodeConditions(int node);
    static void applyNodeConditions(Json &object, bool ready, bool diskPressure, bool cordoned, Seconds at, bool initial);
    void nodeLeave(int node); ///< the node controller gives up on its pods
    void evictFrom(int node, int count);
    [[nodiscard]] std::vector<Key> podsOn(int node) const;
    [[nodiscard]] const Key *somePod();
    [[nodiscard]] Workload *someWorkload(WorkloadKind wanted);
    std::vector<std::pair<std::string, std::string>> cronJobs;
    std::deque<std::pair<std::string, std::string>> eventNames; ///< oldest first, so that old events go as they do after an hour
    void emitEvent(const char *involvedKind, std::string_view involvedApi, std::string_view nameSpace, std::string_view name, const std::string &uid,
                   std::uint64_t involvedVersion, bool warning, const char *reason, const std::string &message, const char *component,
                   std::string_view host, Seconds first, int count = 1);
    void podEvent(const Key &key, const Pod &pod, bool warning, const char *reason, const std::string &message, Seconds at = 0, int count = 1);
    void workloadEvent(const Workload &workload, bool warning, const char *reason, const std::string &message);
    void nodeEvent(const NodeInfo &node, bool warning, const char *reason, const std::string &message, Seconds at = 0);

    // --- writing
    [[nodiscard]] std::string resourceName(int kindAt) const; ///< "deployments.apps", as errors call it
    [[nodiscard]] WorldError missing(int kindAt, std::string_view name) const;
    [[nodiscard]] Json canonical(int kindAt, Json object) const; ///< members in the order in which a server writes them
    void createPod(const std::string &nameSpace, const std::string &name, const Json &object);
    void afterWrite(int kindAt, const std::string &nameSpace, const std::string &name, const Json &object, bool created);
    void cascade(int kindAt, const std::string &nameSpace, const std::string &name, const Json &object);
    void emptyNamespace(const std::string &nameSpace);
};

/// The applications that a demo cluster runs: first those that every cluster has, then the company's, by namespace.
[[nodiscard]] const std::vector<std::pair<std::string, App>> &systemApps();
[[nodiscard]] const std::vector<std::pair<std::string, App>> &companyApps();
/// The pod template (metadata.labels and spec) of an application.
[[nodiscard]] Json podTemplateOf(const App &app, const std::string &nameSpace);

/// An object's metadata in the order of its members, with a uid that follows from `id` and no version yet.
[[nodiscard]] Json metaOf(std::uint64_t id, std::string_view nameSpace, const std::string &name, Seconds created, Json labels = {},
                          Json annotations = {}, Json owners = {}, bool generation = false);

/// What `manager` owns of an object, in the form of managedFields' FieldsV1.
[[nodiscard]] Json ownedFields(const Json &object);
[[nodiscard]] Json managedEntry(const char *manager, const std::string &apiVersion, Seconds time, Json fields);

[[nodiscard]] std::vector<KindInfo> builtinKinds(const std::string &apiDomain);
[[nodiscard]] std::vector<TableColumn> columnsOf(const std::string &plural);
/// The cells of a kind that has a printer of its own.
[[nodiscard]] Json podCells(const Json &pod, Seconds now);
[[nodiscard]] Json nodeCells(const Json &node, Seconds now);
[[nodiscard]] Json workloadCells(const std::string &plural, const Json &object, Seconds now);
[[nodiscard]] std::optional<Json> networkCells(const std::string &plural, const Json &object, Seconds now);
[[nodiscard]] std::optional<Json> otherCells(const std::string &plural, const Json &object, Seconds now);
[[nodiscard]] std::string ageText(const Json &object, Seconds now);

} // namespace sk::demo
