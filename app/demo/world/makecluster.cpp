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
    const NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    const Seconds created = now - 86400 * 203 + static_cast<Seconds>(index) * 37;
    Json labels {{"beta.kubernetes.io/arch", "amd64"}, {"beta.kubernetes.io/os", "linux"}, {"kubernetes.io/arch", "amd64"},
                 {"kubernetes.io/hostname", node.name}, {"kubernetes.io/os", "linux"}};
    if (node.master) {
        labels["node-role.kubernetes.io/control-plane"] = "";
        labels["node-role.kubernetes.io/master"] = "";
    }
    if (!node.master || options.nodes < 6)
        labels["node-role.kubernetes.io/worker"] = "";
    labels["topology.kubernetes.io/zone"] = "zone-" + std::string(1, static_cast<char>('a' + index % 3));
    std::string address;
    for (int shift = 24; shift >= 0; shift -= 8)
        address += std::to_string((node.ip >> shift) & 255U) + (shift > 0 ? "." : "");
    Json spec = Json::object();
    const std::string subnet = "10." + std::to_string(64 + (index >> 8)) + '.' + std::to_string(index & 255) + ".0/24";
    spec["podCIDR"] = subnet;
    spec["podCIDRs"] = Json::array({subnet});
    spec["providerID"] = "demo://" + node.name;
    if (node.master && options.nodes >= 6)
        spec["taints"] = Json::array({{{"key", "node-role.kubernetes.io/master"}, {"effect", "NoSchedule"}}});
    const auto amount = [&](double share) {
        return Json {{"cpu", share < 1 ? std::to_string(static_cast<int>(node.cpu * 1000 - 200)) + 'm' : std::to_string(static_cast<int>(node.cpu))},
                     {"ephemeral-storage", std::to_string(static_cast<long long>(node.disk * (share < 1 ? 0.9 / 1024 : 1.0 / 1024))) + (share < 1 ? "" : "Ki")},
                     {"hugepages-2Mi", "0"}, {"memory", std::to_string(static_cast<long long>(node.memory * share / 1024)) + "Ki"},
                     {"pods", std::to_string(node.podsMax)}};
    };
    Json images = Json::array();
    for (const auto &[nameSpace, app] : systemApps()) {
        if (images.size() < 12)
            images.push_back({{"names", Json::array({app.image})}, {"sizeBytes", 20'000'000 + hashOf(app.image) % 180'000'000}});
    }
    const auto hex = [&](std::uint64_t salt) {
        std::string text = uidText(hashOf(node.name) + salt);
        return text;
    };
    std::string machine = hex(1);
    std::erase(machine, '-');
    Json status {{"capacity", amount(1)}, {"allocatable", amount(0.97)}, {"conditions", Json::array()},
        {"addresses", Json::array({{{"type", "InternalIP"}, {"address", address}}, {{"type", "Hostname"}, {"address", node.name}}})},
        {"daemonEndpoints", {{"kubeletEndpoint", {{"Port", 10250}}}}},
        {"nodeInfo", {{"machineID", machine}, {"systemUUID", hex(2)}, {"bootID", hex(3)}, {"kernelVersion", "5.10.0-26-amd64"},
                      {"osImage", "Debian GNU/Linux 11 (bullseye)"}, {"containerRuntimeVersion", "containerd://1.4.9"}, {"kubeletVersion", "v1.20.2"},
                      {"kubeProxyVersion", "v1.20.2"}, {"operatingSystem", "linux"}, {"architecture", "amd64"}}},
        {"images", images}};
    Json metadata = meta("", node.name, created, labels, {{"node.alpha.kubernetes.io/ttl", "0"},
        {"volumes.kubernetes.io/controller-managed-attach-detach", "true"}});
    const std::string uid = stringAt(metadata, {"uid"});
    Json object {{"metadata", std::move(metadata)}, {"spec", spec}, {"status", status}};
    make("nodes", std::move(object), "kube-controller-manager");
    setNodeConditions(index);
    mutate(nodeKind, "", node.name, [&](Json &stored) {
        Json owned = Json::object();
        owned["status"] = stored["status"];
        Json fields = ownedFields(Json {{"all", owned}});
        stored["metadata"]["managedFields"].push_back(managedEntry("kubelet", "v1", now - 30, Json {{"f:status", fields["f:all"]["f:status"]}}));
    });
    Json lease = meta("kube-node-lease", node.name, created, {}, {}, Json::array({{{"apiVersion", "v1"}, {"kind", "Node"}, {"name", node.name}, {"uid", uid}}}));
    make("leases", {{"metadata", std::move(lease)}, {"spec", {{"holderIdentity", node.name}, {"leaseDurationSeconds", 40},
        {"renewTime", microTimeText(now - (node.ready ? 3 : 1500), static_cast<std::uint32_t>(hashOf(node.name)))}}}}, "kubelet");
}

void World::Private::setNodeConditions(int index)
{
    const NodeInfo &node = nodes[static_cast<std::size_t>(index)];
    mutate(nodeKind, "", node.name, [&](Json &object) {
        const Json old = object["status"].value("conditions", Json::array());
        const Seconds created = parseTime(stringAt(object, {"metadata", "creationTimestamp"}));
        const Seconds beat = node.ready ? now - (building ? 20 : 0) : building ? now - 1500 : now - 40;
        Json conditions = Json::array();
        const auto add = [&](const char *type, const char *status, const char *reason, const char *message) {
            Seconds since = building ? (std::string_view(status) == "Unknown" || (node.diskPressure && std::string_view(type) == "DiskPressure") ? now - 1440 : created) : now;
            for (const Json &one : old) {
                if (one.value("type", "") == type && one.value("status", "") == status)
                    since = parseTime(one.value("lastTransitionTime", ""));
            }
            conditions.push_back({{"type", type}, {"status", status}, {"lastHeartbeatTime", timeText(beat)}, {"lastTransitionTime", timeText(since)},
                                  {"reason", reason}, {"message", message}});
        };
        if (node.ready) {
            add("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available");
            if (node.diskPressure)
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
        Json taints = Json::array();
        if (object["spec"].contains("taints")) {
            for (const Json &taint : object["spec"]["taints"]) {
                const std::string key = taint.value("key", "");
                if (key != "node.kubernetes.io/unreachable" && key != "node.kubernetes.io/disk-pressure" && key != "node.kubernetes.io/unschedulable")
                    taints.push_back(taint);
            }
        }
        if (!node.ready) {
            taints.push_back({{"key", "node.kubernetes.io/unreachable"}, {"effect", "NoSchedule"}, {"timeAdded", timeText(building ? now - 1440 : now)}});
            taints.push_back({{"key", "node.kubernetes.io/unreachable"}, {"effect", "NoExecute"}, {"timeAdded", timeText(building ? now - 1435 : now)}});
        }
        if (node.ready && node.diskPressure)
            taints.push_back({{"key", "node.kubernetes.io/disk-pressure"}, {"effect", "NoSchedule"}, {"timeAdded", timeText(building ? now - 1440 : now)}});
        if (node.cordoned) {
            taints.push_back({{"key", "node.kubernetes.io/unschedulable"}, {"effect", "NoSchedule"}, {"timeAdded", timeText(building ? now - 9000 : now)}});
            object["spec"]["unschedulable"] = true;
        } else {
            object["spec"].erase("unschedulable");
        }
        if (taints.empty())
            object["spec"].erase("taints");
        else
            object["spec"]["taints"] = std::move(taints);
    });
}

void World::Private::makeService(const std::string &nameSpace, const App &app, Seconds created, Workload *owner)
{
    const auto number = static_cast<unsigned>(hashOf(nameSpace + '/' + app.name));
    const bool outside = app.name == "web" || app.name == "frontend";
    const bool headless = app.kind == WorkloadKind::StatefulSet;
    const std::string ip = headless ? "None" : "10.233." + std::to_string(number % 60) + '.' + std::to_string(number / 64 % 250 + 1);
    const std::string protocol = app.port == 53 ? "UDP" : "TCP";
    Json port {{"name", app.port == 53 ? "dns" : "http"}, {"protocol", protocol}, {"port", app.port == 8080 ? 80 : app.port}, {"targetPort", app.port == 8080 ? Json("http") : Json(app.port)}};
    if (outside)
        port["nodePort"] = 30000 + static_cast<int>(number % 2700);
    Json spec {{"ports", Json::array({port})}, {"selector", {{"app", app.name}}}, {"clusterIP", ip}, {"clusterIPs", Json::array({ip})},
               {"type", outside ? "NodePort" : "ClusterIP"}, {"sessionAffinity", "None"}};
    if (outside)
        spec["externalTrafficPolicy"] = "Cluster";
    make("services", {{"metadata", meta(nameSpace, app.name, created, {{"app", app.name}})}, {"spec", std::move(spec)}, {"status", {{"loadBalancer", Json::object()}}}});
    services.emplace_back(nameSpace, app.name);
    makeEndpoints(*owner);
    make("configmaps", {{"metadata", meta(nameSpace, app.name + "-config", created, {{"app", app.name}})},
                        {"data", {{"application.yaml", "server:\n  port: " + std::to_string(app.port) + "\nlog:\n  level: info\n"}}}});
}

void World::Private::makeEndpoints(Workload &owner)
{
    make("endpoints", {{"metadata", meta(owner.nameSpace, owner.service, now - 86400, {{"app", owner.name}})}}, "kube-controller-manager");
    const Item *service = find(kind("services"), owner.nameSpace, owner.service);
    const std::string uid = service != nullptr ? stringAt(Json::parse(*service->text), {"metadata", "uid"}) : std::string();
    Json metadata = meta(owner.nameSpace, owner.service + '-' + Rng(hashOf(owner.name)).suffix(5), now - 86400,
        {{"app", owner.name}, {"endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io"}, {"kubernetes.io/service-name", owner.service}}, {},
        Json::array({{{"apiVersion", "v1"}, {"kind", "Service"}, {"name", owner.service}, {"uid", uid}, {"controller", true}, {"blockOwnerDeletion", true}}}));
    metadata["generateName"] = owner.service + '-';
    make("endpointslices", {{"metadata", std::move(metadata)}, {"addressType", "IPv4"}, {"endpoints", Json::array()}, {"ports", Json::array()}}, "kube-controller-manager");
    updateEndpoints(owner);
}

void World::Private::updateEndpoints(Workload &owner)
{
    const std::optional<Json> service = read(kind("services"), owner.nameSpace, owner.service);
    if (!service)
        return;
    Json ready = Json::array(), notReady = Json::array(), slice = Json::array();
    for (const auto &group : owner.groups) {
        for (const Key *key : group->pods) {
            const Pod &one = pod(*key);
            if (!one.active() || one.ip == 0 || one.life < PodLife::Init)
                continue;
            std::string ip;
            for (int shift = 24; shift >= 0; shift -= 8)
                ip += std::to_string((one.ip >> shift) & 255U) + (shift > 0 ? "." : "");
            const std::string &node = nodes[static_cast<std::size_t>(one.node)].name;
            const Json reference {{"kind", "Pod"}, {"namespace", owner.nameSpace}, {"name", key->name}, {"uid", uidText(one.id)}};
            (one.ready() ? ready : notReady).push_back({{"ip", ip}, {"nodeName", node}, {"targetRef", reference}});
            // The controller splits a Service's endpoints into slices of 100; the first is enough here.
            if (slice.size() < 100)
                slice.push_back({{"addresses", Json::array({ip})}, {"conditions", {{"ready", one.ready()}}}, {"targetRef", reference},
                                 {"topology", {{"kubernetes.io/hostname", node}}}});
        }
    }
    Json ports = Json::array(), slicePorts = Json::array();
    for (const Json &port : (*service)["spec"].value("ports", Json::array())) {
        const Json target = port.value("targetPort", Json(8080));
        const Json number = target.is_number() ? target : Json(8080);
        ports.push_back({{"name", port.value("name", "")}, {"port", number}, {"protocol", port.value("protocol", "TCP")}});
        slicePorts.push_back(ports.back());
    }
    mutate(endpointsKind, owner.nameSpace, owner.service, [&](Json &object) {
        object.erase("subsets");
        Json subset = Json::object();
        if (!ready.empty())
            subset["addresses"] = ready;
        if (!notReady.empty())
            subset["notReadyAddresses"] = notReady;
        if (subset.empty())
            return;
        subset["ports"] = ports;
        object["subsets"] = Json::array({subset});
    });
    mutate(sliceKind, owner.nameSpace, owner.service + '-' + Rng(hashOf(owner.name)).suffix(5), [&](Json &object) {
        object["endpoints"] = slice;
        object["ports"] = slicePorts;
    });
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
        makeCronJob("shop", "nightly-report", "registry.example.com/shop/report:1.2", "*/5 * * * *");
        makeCronJob("payments", "reconcile", "registry.example.com/payments/reconcile:2.0", "*/10 * * * *");
        makeCronJob("analytics", "compact", "registry.example.com/analytics/compact:0.3", "0 * * * *");
        makeCronJob("team-data", "feature-refresh", "registry.example.com/data/refresh:1.0", "*/15 * * * *");
        for (const auto &[nameSpace, name] : cronJobs) {
            for (unsigned i = 0; i < 2; ++i) {
                const Seconds started = now - 600 * (i + 1) - 90;
                makeJob(nameSpace, name + '-' + std::to_string(started / 60 * 60), "registry.example.com/" + name + ":1", name, started, 42);
            }
        }
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
