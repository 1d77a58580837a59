#include "world_p.h"

#include <algorithm>

/// The bones of a new world: namespaces, nodes, services, jobs and the order in which all is made.
namespace sk::demo {

void World::Private::makeNamespaces(const std::vector<std::pair<std::string, std::string>> &list)
{
    Rng ages(options.seed + 17);
    for (const auto &[name, workspace] : list) {
        const Seconds created = now - 86400 * (name.starts_with("kube") || name == "default" ? 200 : 30 + ages.below(160)) - ages.below(80000);
        Json labels = Json::object();
        if (!workspace.empty()) {
            labels[label("namespace")] = name;
            labels[label("workspace")] = workspace;
        }
        Json annotations = Json::object();
        if (!workspace.empty() && workspace != "system-workspace") {
            annotations[label("alias-name")] = name == "shop" ? "网店" : name;
            annotations[label("creator")] = "admin";
        }
        make("namespaces", {{"metadata", meta("", name, created, labels, annotations)}, {"spec", {{"finalizers", Json::array({"kubernetes"})}}},
                            {"status", {{"phase", "Active"}}}});
        makeNamespaceContents(name, created);
    }
}

void World::Private::makeNamespaceContents(const std::string &nameSpace, Seconds created)
{
    const std::string secret = "default-token-" + Rng(hashOf(nameSpace)).suffix(5);
    make("configmaps", {{"metadata", meta(nameSpace, "kube-root-ca.crt", created)},
                        {"data", {{"ca.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}}}}, "kube-controller-manager");
    Json account = meta(nameSpace, "default", created);
    make("secrets", {{"metadata", meta(nameSpace, secret, created, {}, {{"kubernetes.io/service-account.name", "default"},
                                                                         {"kubernetes.io/service-account.uid", account["uid"]}})},
                     {"data", {{"ca.crt", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo="}, {"namespace", "ZGVtbw=="},
                               {"token", "bm90LWEtcmVhbC10b2tlbg=="}}},
                     {"type", "kubernetes.io/service-account-token"}}, "kube-controller-manager");
    make("serviceaccounts", {{"metadata", std::move(account)}, {"secrets", Json::array({{{"name", secret}}})}});
}

void World::Private::makeNodes()
{
    const int masters = options.nodes >= 6 ? 3 : 1;
    const int perNode = options.pods / options.nodes + 30;
    for (int i = 0; i < options.nodes; ++i) {
        NodeInfo node;
        node.master = i < masters && options.nodes > 1;
        const int number = node.master ? i + 1 : i + 1 - (options.nodes > 1 ? masters : 0);
        node.name = (node.master ? "master-" : "worker-") + std::string(number < 10 ? "0" : "") + std::to_string(number);
        node.ip = (10U << 24U) | (20U << 16U) | (static_cast<std::uint32_t>(i / 250) << 8U) | static_cast<std::uint32_t>(i % 250 + 2);
        if (options.loopbackNodes)
            node.ip = (127U << 24U) | (static_cast<std::uint32_t>(i / 200) << 8U) | static_cast<std::uint32_t>(i % 200 + 20);
        const int size = static_cast<int>(rng.below(3));
        node.cpu = node.master ? 8 : 16 << size;
        node.memory = (node.master ? 16.0 : 64.0 * (1 << size)) * 1073741824.0;
        // Room for what it is to carry: a demo of few nodes and very many pods has giants.
        while (!node.master && node.cpu * 0.7 < perNode * 0.22) {
            node.cpu *= 2;
            node.memory *= 2;
        }
        node.disk = 200.0 * 1073741824.0;
        node.podsMax = std::max(110, (perNode / 10 + 1) * 20);
        nodeIndex[node.name] = i;
        nodes.push_back(node);
    }
    // Some are not well from the beginning, the last ones, so that small clusters keep healthy ones.
    const int n = options.nodes;
    if (n >= 6) {
        nodes[static_cast<std::size_t>(n - 1)].ready = false;
        nodes[static_cast<std::size_t>(n - 2)].cordoned = true;
        nodes[static_cast<std::size_t>(n - 3)].diskPressure = true;
    }
    for (int i = 0; i < n; ++i)
        makeNode(i);
}

void World::Private::makeNode(int index)
{
    const NodeInfo node = nodes[static_cast<std::size_t>(index)];
    const Seconds created = now - 86400 * 203 + static_cast<Seconds>(index) * 37;
    const std::uint64_t id = newId();
    const std::uint64_t leaseId = newId();
    makeLazy("nodes", {}, node.name, [node, index, created, id, at = now, few = options.nodes < 6] {
        Json labels {{"beta.kubernetes.io/arch", "amd64"}, {"beta.kubernetes.io/os", "linux"}, {"kubernetes.io/arch", "amd64"},
                     {"kubernetes.io/hostname", node.name}, {"kubernetes.io/os", "linux"}};
        if (node.master) {
            labels["node-role.kubernetes.io/control-plane"] = "";
            labels["node-role.kubernetes.io/master"] = "";
        }
        if (!node.master || few)
            labels["node-role.kubernetes.io/worker"] = "";
        labels["topology.kubernetes.io/zone"] = "zone-" + std::string(1, static_cast<char>('a' + index % 3));
        std::string address;
        for (int shift = 24; shift >= 0; shift -= 8)
            address += std::to_string((node.ip >> shift) & 255U) + (shift > 0 ? "." : "");
        const std::string subnet = "10." + std::to_string(64 + (index >> 8)) + '.' + std::to_string(index & 255) + ".0/24";
        Json spec {{"podCIDR", subnet}, {"podCIDRs", Json::array({subnet})}, {"providerID", "demo://" + node.name}};
        if (node.master && !few)
            spec["taints"] = Json::array({{{"key", "node-role.kubernetes.io/master"}, {"effect", "NoSchedule"}}});
        const auto amount = [&](bool all) {
            return Json {{"cpu", all ? std::to_string(static_cast<int>(node.cpu)) : std::to_string(static_cast<int>(node.cpu * 1000 - 200)) + 'm'},
                         {"ephemeral-storage", all ? std::to_string(static_cast<long long>(node.disk / 1024)) + "Ki" : std::to_string(static_cast<long long>(node.disk * 0.9))},
                         {"hugepages-2Mi", "0"}, {"memory", std::to_string(static_cast<long long>(node.memory * (all ? 1 : 0.97) / 1024)) + "Ki"},
                         {"pods", std::to_string(node.podsMax)}};
        };
        Json images = Json::array();
        for (const auto &[nameSpace, app] : systemApps()) {
            if (images.size() < 12)
                images.push_back({{"names", Json::array({app.image})}, {"sizeBytes", 20'000'000 + hashOf(app.image) % 180'000'000}});
        }
        std::string machine = uidText(hashOf(node.name) + 1);
        std::erase(machine, '-');
        Json status {{"capacity", amount(true)}, {"allocatable", amount(false)}, {"conditions", Json::array()},
            {"addresses", Json::array({{{"type", "InternalIP"}, {"address", address}}, {{"type", "Hostname"}, {"address", node.name}}})},
            {"daemonEndpoints", {{"kubeletEndpoint", {{"Port", 10250}}}}},
            {"nodeInfo", {{"machineID", machine}, {"systemUUID", uidText(hashOf(node.name) + 2)}, {"bootID", uidText(hashOf(node.name) + 3)}, {"kernelVersion", "5.10.0-26-amd64"},
                          {"osImage", "Debian GNU/Linux 11 (bullseye)"}, {"containerRuntimeVersion", "containerd://1.4.9"}, {"kubeletVersion", "v1.20.2"},
                          {"kubeProxyVersion", "v1.20.2"}, {"operatingSystem", "linux"}, {"architecture", "amd64"}}},
            {"images", images}};
        Json object {{"metadata", metaOf(id, {}, node.name, created, labels, {{"node.alpha.kubernetes.io/ttl", "0"}, {"volumes.kubernetes.io/controller-managed-attach-detach", "true"}})},
                     {"spec", spec}, {"status", status}};
        applyNodeConditions(object, node.ready, node.diskPressure, node.cordoned, at, true);
        return object;
    }, "kubelet");
    makeLazy("leases", "kube-node-lease", node.name, [node, created, id, leaseId, at = now] {
        return Json {{"metadata", metaOf(leaseId, "kube-node-lease", node.name, created, {}, {}, Json::array({{{"apiVersion", "v1"}, {"kind", "Node"}, {"name", node.name}, {"uid", uidText(id)}}}))},
                     {"spec", {{"holderIdentity", node.name}, {"leaseDurationSeconds", 40}, {"renewTime", microTimeText(at - (node.ready ? 3 : 1500), static_cast<std::uint32_t>(hashOf(node.name)))}}}};
    }, "kubelet");
}

void World::Private::setNodeConditions(int index)
{
    const NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    mutate(nodeKind, "", node.name, [&](Json &object) { applyNodeConditions(object, node.ready, node.diskPressure, node.cordoned, now, false); });
}

void World::Private::applyNodeConditions(Json &object, bool ready, bool diskPressure, bool cordoned, Seconds at, bool initial)
{
    const Json old = object["status"].value("conditions", Json::array());
    const Seconds created = parseTime(stringAt(object, {"metadata", "creationTimestamp"}));
    const Seconds beat = ready ? at - (initial ? 20 : 0) : at - (initial ? 1500 : 40);
    Json conditions = Json::array();
    const auto add = [&](const char *type, const char *status, const char *reason, const char *message) {
        const bool bad = std::string_view(status) == "Unknown" || (std::string_view(type) == "DiskPressure" && diskPressure);
        Seconds since = !initial ? at : bad ? at - 1440 : created;
        for (const Json &one : old) {
            if (one.value("type", "") == type && one.value("status", "") == status)
                since = parseTime(one.value("lastTransitionTime", ""));
        }
        conditions.push_back({{"type", type}, {"status", status}, {"lastHeartbeatTime", timeText(beat)}, {"lastTransitionTime", timeText(since)},
                              {"reason", reason}, {"message", message}});
    };
    if (ready) {
        add("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available");
        if (diskPressure)
            add("DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure");
        else
            add("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure");
        add("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available");
        add("Ready", "True", "KubeletReady", "kubelet is posting ready status. AppArmor enabled");
    } else {
        for (const char *type : {"MemoryPressure", "DiskPressure", "PIDPressure", "Ready"})
            add(type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");
    }
    object["status"]["conditions"] = std::move(conditions);
    // The taints that the node controller owns; those of others stay. One that stays keeps the time at which it came.
    const Json before = object["spec"].value("taints", Json::array());
    Json taints = Json::array();
    for (const Json &taint : before) {
        const std::string key = taint.value("key", "");
        if (key != "node.kubernetes.io/unreachable" && key != "node.kubernetes.io/disk-pressure" && key != "node.kubernetes.io/unschedulable")
            taints.push_back(taint);
    }
    const auto taint = [&](const char *key, const char *effect, Seconds since) {
        Json one {{"key", key}, {"effect", effect}, {"timeAdded", timeText(since)}};
        for (const Json &other : before) {
            if (other.value("key", "") == key && other.value("effect", "") == effect)
                one = other;
        }
        taints.push_back(std::move(one));
    };
    if (!ready) {
        taint("node.kubernetes.io/unreachable", "NoSchedule", initial ? at - 1440 : at);
        taint("node.kubernetes.io/unreachable", "NoExecute", initial ? at - 1435 : at);
    }
    if (ready && diskPressure)
        taint("node.kubernetes.io/disk-pressure", "NoSchedule", initial ? at - 1440 : at);
    if (cordoned)
        taint("node.kubernetes.io/unschedulable", "NoSchedule", initial ? at - 9000 : at);
    Json spec = object["spec"];
    for (const char *key : {"taints", "unschedulable"})
        spec.erase(key);
    if (!taints.empty())
        spec["taints"] = std::move(taints);
    if (cordoned)
        spec["unschedulable"] = true;
    object["spec"] = std::move(spec);
}

void World::Private::makeService(const std::string &nameSpace, const App &app, Seconds created, Workload *owner)
{
    const std::uint64_t id = newId();
    makeLazy("services", nameSpace, app.name, [=] {
        const auto number = static_cast<unsigned>(hashOf(nameSpace + '/' + app.name));
        const bool outside = app.name == "web" || app.name == "frontend";
        const bool headless = app.kind == WorkloadKind::StatefulSet;
        const std::string ip = headless ? "None" : "10.233." + std::to_string(number % 60) + '.' + std::to_string(number / 64 % 250 + 1);
        const bool platform = app.name.starts_with("ks-"); // its Services all listen at 80
        Json port {{"name", app.port == 53 ? "dns" : "http"}, {"protocol", app.port == 53 ? "UDP" : "TCP"}, {"port", app.port == 8080 || platform ? 80 : app.port},
                   {"targetPort", app.port == 8080 ? Json("http") : Json(app.port)}};
        if (outside)
            port["nodePort"] = 30000 + static_cast<int>(number % 2700);
        Json spec {{"ports", Json::array({port})}, {"selector", {{"app", app.name}}}, {"clusterIP", ip}, {"clusterIPs", Json::array({ip})},
                   {"type", outside ? "NodePort" : "ClusterIP"}, {"sessionAffinity", "None"}};
        if (outside)
            spec["externalTrafficPolicy"] = "Cluster";
        return Json {{"metadata", metaOf(id, nameSpace, app.name, created, {{"app", app.name}})}, {"spec", std::move(spec)}, {"status", {{"loadBalancer", Json::object()}}}};
    });
    makeEndpoints(*owner, app, id, created);
    const std::uint64_t configId = newId();
    makeLazy("configmaps", nameSpace, app.name + "-config", [=] {
        return Json {{"metadata", metaOf(configId, nameSpace, app.name + "-config", created, {{"app", app.name}})},
                     {"data", {{"application.yaml", "server:\n  port: " + std::to_string(app.port) + "\nlog:\n  level: info\n"}}}};
    });
}

void World::Private::makeEndpoints(Workload &owner, const App &app, std::uint64_t serviceId, Seconds created)
{
    const std::uint64_t id = newId();
    const std::uint64_t sliceId = newId();
    // What the pods are at the start is written down when someone asks, which is before the first change of one of them is told.
    const auto ports = [=] {
        return Json::array({{{"name", app.port == 53 ? "dns" : "http"}, {"port", app.port}, {"protocol", app.port == 53 ? "UDP" : "TCP"}}});
    };
    makeLazy("endpoints", owner.nameSpace, app.name, [this, &owner, app, id, created, ports] {
        Json object {{"metadata", metaOf(id, owner.nameSpace, app.name, created, {{"app", app.name}})}};
        std::string ready, notReady, slice;
        std::uint64_t mark = 1;
        addEndpoints(owner, ready, notReady, slice, mark);
        Json subset = Json::object();
        if (!ready.empty())
            subset["addresses"] = Json::parse('[' + ready + ']');
        if (!notReady.empty())
            subset["notReadyAddresses"] = Json::parse('[' + notReady + ']');
        if (!subset.empty()) {
            subset["ports"] = ports();
            object["subsets"] = Json::array({subset});
        }
        return object;
    }, "kube-controller-manager");
    makeLazy("endpointslices", owner.nameSpace, app.name + '-' + Rng(hashOf(app.name)).suffix(5), [this, &owner, app, sliceId, serviceId, created, ports] {
        Json metadata = metaOf(sliceId, owner.nameSpace, app.name + '-' + Rng(hashOf(app.name)).suffix(5), created,
            {{"app", app.name}, {"endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io"}, {"kubernetes.io/service-name", app.name}}, {},
            Json::array({{{"apiVersion", "v1"}, {"kind", "Service"}, {"name", app.name}, {"uid", uidText(serviceId)}, {"controller", true}, {"blockOwnerDeletion", true}}}));
        metadata["generateName"] = app.name + '-';
        std::string ready, notReady, slice;
        std::uint64_t mark = 1;
        addEndpoints(owner, ready, notReady, slice, mark);
        return Json {{"metadata", std::move(metadata)}, {"addressType", "IPv4"}, {"endpoints", Json::parse('[' + slice + ']')}, {"ports", ports()}};
    }, "kube-controller-manager");
    std::string ready, notReady, slice;
    owner.endpointsMark = 1;
    addEndpoints(owner, ready, notReady, slice, owner.endpointsMark);
}

void World::Private::makeCluster()
{
    std::vector<std::pair<std::string, std::string>> list;
    for (const char *name : {"default", "kube-public", "kube-system", "kube-node-lease", "kubesphere-system", "kubesphere-controls-system",
                             "kubesphere-monitoring-system", "kubesphere-logging-system", "cert-manager", "ingress-nginx"})
        list.emplace_back(name, "system-workspace");
    for (const auto &[name, workspace] : std::initializer_list<std::pair<const char *, const char *>> {{"shop", "retail"}, {"payments", "retail"},
             {"analytics", "data"}, {"team-mobile", "engineering"}, {"team-web", "engineering"}, {"team-platform", "engineering"}, {"team-data", "data"}})
        list.emplace_back(name, workspace);
    makeNamespaces(list);
    makeNodes();
    makeStorage();
    makeWorkloads();
    makeAccess();
    makePlatform();
    makePolicies();
    makeCustom();
    makeInitialEvents();
}

void World::Private::makeWorkloads()
{
    // Two pods more will be found evicted from the node whose disk is full.
    const int evicted = options.pods > 120 && nodes.size() >= 6 ? 2 : 0;
    const auto total = static_cast<std::size_t>(options.pods - evicted);
    const auto count = [this] { return stores[static_cast<std::size_t>(podKind)].size(); };
    const auto room = [&] { return total > count() ? total - count() : 0; };
    Rng ages(options.seed + 5);
    const auto age = [&] { return now - 86400 * (5 + ages.below(150)) - ages.below(80000); };
    // Daemons may take two fifths of the pods; a cluster of many empty nodes has fewer of them.
    std::size_t daemons = 0;
    for (const auto &[nameSpace, app] : systemApps()) {
        if (app.kind == WorkloadKind::DaemonSet) {
            if ((daemons + nodes.size()) * 5 > total * 2)
                continue;
            daemons += nodes.size();
            makeWorkload(nameSpace, app, 0, age());
        } else if (room() > 0) {
            makeWorkload(nameSpace, app, static_cast<int>(std::min<std::size_t>(room(), static_cast<std::size_t>(app.replicas))), age());
        }
    }
    for (const auto &[nameSpace, app] : companyApps()) {
        if (room() > 0)
            makeWorkload(nameSpace, app, static_cast<int>(std::min<std::size_t>(room(), static_cast<std::size_t>(app.replicas))), age());
    }
    if (room() > 20) {
        makeCronJob("shop", "sales-report", "registry.example.com/shop/report:1.2", 5);
        makeCronJob("payments", "reconcile", "registry.example.com/payments/reconcile:2.0", 10);
        makeCronJob("analytics", "compact", "registry.example.com/analytics/compact:0.3", 60);
        makeCronJob("team-data", "feature-refresh", "registry.example.com/data/refresh:1.0", 15);
    }
    // The rest: teams of their own, each with services of ordinary shape; large clusters have larger workloads.
    static constexpr const char *parts[] = {"api", "worker", "frontend", "scheduler", "billing", "notify", "session", "export", "sync", "proxy", "audit", "pricing"};
    static constexpr const char *teams[] = {"atlas", "borealis", "comet", "delta", "ember", "falcon", "glacier", "harbor", "iris", "juniper"};
    const std::size_t typical = total > 20000 ? 24 : total > 4000 ? 10 : 4;
    for (int team = 0; room() > 0; ++team) {
        const std::string nameSpace = std::string("team-") + teams[team % 10] + (team >= 10 ? '-' + std::to_string(team / 10) : "");
        makeNamespaces({{nameSpace, team % 2 == 0 ? "engineering" : "data"}});
        for (int part = 0; part < 12 && room() > 0; ++part) {
            App app;
            app.name = parts[part];
            app.image = "registry.example.com/" + nameSpace.substr(5) + '/' + app.name + ":1." + std::to_string(ages.below(30)) + '.' + std::to_string(ages.below(9));
            app.logs = part % 4 == 0 ? LogStyle::Access : part % 4 == 1 ? LogStyle::Java : LogStyle::JsonLines;
            app.port = part % 3 == 1 ? 0 : 8080;
            const std::size_t replicas = 1 + ages.below(static_cast<std::uint32_t>(typical * 2));
            makeWorkload(nameSpace, app, static_cast<int>(std::min(room(), replicas)), age());
        }
    }
    for (int i = 0; i < evicted; ++i) {
        Workload *owner = workload(kind("deployments"), "shop", i == 0 ? "cart" : "catalog");
        if (owner == nullptr)
            continue;
        Pod gone;
        gone.id = mix(options.seed) ^ nextId++;
        gone.tmpl = owner->current()->tmpl;
        gone.group = owner->current();
        gone.created = now - 86400;
        gone.started = now - 86399;
        gone.life = PodLife::Evicted;
        gone.node = static_cast<std::int32_t>(nodes.size()) - 3;
        addPod(owner->nameSpace, gone.tmpl->generateName + rng.suffix(5), gone);
    }
}

} // namespace sk::demo
