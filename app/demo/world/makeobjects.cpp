#include "world_p.h"

/// Storage, access rules, policies and jobs of a new world.
namespace sk::demo {

void World::Private::makeCronJob(const std::string &nameSpace, const std::string &name, const std::string &image, Seconds everyMinutes)
{
    App app;
    app.name = name;
    app.image = image;
    app.port = 0;
    Json podTemplate = podTemplateOf(app, nameSpace);
    podTemplate["spec"]["restartPolicy"] = "Never";
    const Seconds period = everyMinutes * 60;
    const Seconds last = (now - 60) / period * period; // of a minute ago: its job is done
    const std::string schedule = everyMinutes == 60 ? "0 * * * *" : "*/" + std::to_string(everyMinutes) + " * * * *";
    make("cronjobs", {{"metadata", meta(nameSpace, name, now - 86400 * 40, {{"app", name}})},
        {"spec", {{"schedule", schedule}, {"concurrencyPolicy", "Forbid"}, {"suspend", false},
                  {"jobTemplate", {{"metadata", {{"creationTimestamp", nullptr}}}, {"spec", {{"template", std::move(podTemplate)}}}}},
                  {"successfulJobsHistoryLimit", 3}, {"failedJobsHistoryLimit", 1}}},
        {"status", {{"lastScheduleTime", timeText(last)}}}});
    cronJobs.emplace_back(nameSpace, name);
    for (const Seconds started : {last - period, last})
        makeJob(nameSpace, name + '-' + std::to_string(started), image, name, started, 42);
}

Workload *World::Private::makeJob(const std::string &nameSpace, const std::string &name, const std::string &image, const std::string &cronJob,
                                  Seconds created, Seconds finishAfter)
{
    if (find(kind("jobs"), nameSpace, name) != nullptr)
        return nullptr;
    App app;
    app.name = "job";
    app.image = image;
    app.port = 0;
    Json podTemplate = podTemplateOf(app, nameSpace);
    podTemplate["spec"]["restartPolicy"] = "Never";
    Json owners = Json::array();
    if (const auto cron = read(kind("cronjobs"), nameSpace, cronJob))
        owners.push_back({{"apiVersion", "batch/v1beta1"}, {"kind", "CronJob"}, {"name", cronJob}, {"uid", (*cron)["metadata"]["uid"]}, {"controller", true}, {"blockOwnerDeletion", true}});
    Json metadata = meta(nameSpace, name, created, {{"app", cronJob}}, {}, owners);
    const std::string uid = metadata["uid"].get<std::string>();
    podTemplate["metadata"]["labels"] = {{"controller-uid", uid}, {"job-name", name}};
    auto owned = std::make_unique<Workload>();
    Workload &made = *owned;
    made.kind = WorkloadKind::Job;
    made.kindIndex = kind("jobs");
    made.nameSpace = intern(nameSpace);
    made.name = name;
    made.uid = uid;
    made.desired = 1;
    made.finishAfter = finishAfter;
    made.cronJob = cronJob;
    made.templateHash = hashOf(dumped(podTemplate));
    auto group = std::make_unique<Group>();
    group->workload = &made;
    group->name = name;
    group->desired = 1;
    group->tmpl = compile(podTemplate, nameSpace, WorkloadKind::Job, name, uid, {});
    made.groups.push_back(std::move(group));
    workloads.push_back(std::move(owned));
    workloadByName[{std::to_string(made.kindIndex) + '/' + nameSpace, name}] = &made;
    make("jobs", {{"metadata", std::move(metadata)}, {"spec", {{"parallelism", 1}, {"completions", 1}, {"backoffLimit", 6}, {"selector", {{"matchLabels", {{"controller-uid", uid}}}}},
        {"template", std::move(podTemplate)}}}, {"status", {{"startTime", timeText(created)}}}}, "kube-controller-manager");
    if (!building) {
        workloadEvent(made, false, "SuccessfulCreate", "Created pod for job " + name);
        markDirty(made);
        return &made;
    }
    Pod finished;
    finished.id = newId();
    finished.tmpl = made.current()->tmpl;
    finished.group = made.current();
    finished.created = created;
    finished.started = created + 1;
    finished.runningSince = created + 3;
    finished.lastFinish = created + finishAfter;
    finished.changed = finished.lastFinish;
    finished.life = PodLife::Succeeded;
    const Key *key = addPod(nameSpace, name + '-' + rng.suffix(5), finished);
    assign(*key, pod(*key), pickNode(*finished.tmpl));
    updateStatus(made);
    return &made;
}

void World::Private::makeStorage()
{
    make("storageclasses", {{"metadata", meta("", "local", now - 86400 * 200, {}, {{"storageclass.kubernetes.io/is-default-class", "true"}})},
        {"provisioner", "openebs.io/local"}, {"reclaimPolicy", "Delete"}, {"volumeBindingMode", "WaitForFirstConsumer"}});
    make("storageclasses", {{"metadata", meta("", "csi-ssd", now - 86400 * 150)}, {"provisioner", "disk.csi.example.com"}, {"reclaimPolicy", "Delete"},
        {"allowVolumeExpansion", true}, {"volumeBindingMode", "Immediate"}});
    make("volumesnapshotclasses", {{"metadata", meta("", "csi-ssd-snapshot", now - 86400 * 120, {}, {}, {}, true)}, {"driver", "disk.csi.example.com"}, {"deletionPolicy", "Delete"}});
    for (const auto &[nameSpace, app] : companyApps()) {
        if (app.storage.empty())
            continue;
        for (int i = 0; i < app.replicas; ++i) {
            const std::string claim = "data-" + app.name + '-' + std::to_string(i);
            Json metadata = meta(nameSpace, claim, now - 86400 * 90, {{"app", app.name}}, {{"pv.kubernetes.io/bind-completed", "yes"}, {"pv.kubernetes.io/bound-by-controller", "yes"}});
            const std::string uid = metadata["uid"].get<std::string>();
            const std::string volume = "pvc-" + uid;
            metadata["finalizers"] = Json::array({"kubernetes.io/pvc-protection"});
            make("persistentvolumeclaims", {{"metadata", std::move(metadata)},
                {"spec", {{"accessModes", Json::array({"ReadWriteOnce"})}, {"resources", {{"requests", {{"storage", app.storage}}}}}, {"volumeName", volume}, {"storageClassName", "csi-ssd"}, {"volumeMode", "Filesystem"}}},
                {"status", {{"phase", "Bound"}, {"accessModes", Json::array({"ReadWriteOnce"})}, {"capacity", {{"storage", app.storage}}}}}}, "kube-controller-manager");
            Json owner = meta("", volume, now - 86400 * 90, {}, {{"pv.kubernetes.io/provisioned-by", "disk.csi.example.com"}});
            owner["finalizers"] = Json::array({"kubernetes.io/pv-protection"});
            make("persistentvolumes", {{"metadata", std::move(owner)},
                {"spec", {{"capacity", {{"storage", app.storage}}}, {"csi", {{"driver", "disk.csi.example.com"}, {"volumeHandle", "vol-" + uid.substr(0, 8)}, {"fsType", "ext4"}}},
                          {"accessModes", Json::array({"ReadWriteOnce"})}, {"claimRef", {{"kind", "PersistentVolumeClaim"}, {"namespace", nameSpace}, {"name", claim}, {"uid", uid}, {"apiVersion", "v1"}}},
                          {"persistentVolumeReclaimPolicy", "Delete"}, {"storageClassName", "csi-ssd"}, {"volumeMode", "Filesystem"}}},
                {"status", {{"phase", "Bound"}}}}, "csi-provisioner");
        }
    }
    Json scratch = meta("team-data", "scratch", now - 5400);
    scratch["finalizers"] = Json::array({"kubernetes.io/pvc-protection"});
    make("persistentvolumeclaims", {{"metadata", std::move(scratch)},
        {"spec", {{"accessModes", Json::array({"ReadWriteMany"})}, {"resources", {{"requests", {{"storage", "500Gi"}}}}}, {"storageClassName", "nfs"}, {"volumeMode", "Filesystem"}}},
        {"status", {{"phase", "Pending"}}}});
    make("volumesnapshotcontents", {{"metadata", meta("", "snapcontent-postgres-0", now - 86400, {}, {}, {}, true)},
        {"spec", {{"deletionPolicy", "Delete"}, {"driver", "disk.csi.example.com"}, {"source", {{"volumeHandle", "vol-0"}}}, {"volumeSnapshotClassName", "csi-ssd-snapshot"},
                  {"volumeSnapshotRef", {{"kind", "VolumeSnapshot"}, {"name", "postgres-0-daily"}, {"namespace", "shop"}}}}},
        {"status", {{"creationTime", 1700000000}, {"readyToUse", true}, {"restoreSize", 53687091200LL}, {"snapshotHandle", "snap-0"}}}}, "snapshot-controller");
    make("volumesnapshots", {{"metadata", meta("shop", "postgres-0-daily", now - 86400, {}, {}, {}, true)},
        {"spec", {{"source", {{"persistentVolumeClaimName", "data-postgres-0"}}}, {"volumeSnapshotClassName", "csi-ssd-snapshot"}}},
        {"status", {{"boundVolumeSnapshotContentName", "snapcontent-postgres-0"}, {"creationTime", timeText(now - 86390)}, {"readyToUse", true}, {"restoreSize", "50Gi"}}}});
}

void World::Private::makeAccess()
{
    const auto rule = [](const char *group, std::initializer_list<const char *> resources, std::initializer_list<const char *> verbs) {
        return Json {{"verbs", verbs}, {"apiGroups", Json::array({group})}, {"resources", resources}};
    };
    const Json bootstrap {{"kubernetes.io/bootstrapping", "rbac-defaults"}};
    const Json update {{"rbac.authorization.kubernetes.io/autoupdate", "true"}};
    const Seconds then = now - 86400 * 203;
    make("clusterroles", {{"metadata", meta("", "cluster-admin", then, bootstrap, update)}, {"rules", Json::array({rule("*", {"*"}, {"*"})})}}, "kube-apiserver");
    make("clusterroles", {{"metadata", meta("", "view", then, bootstrap, update)},
        {"rules", Json::array({rule("", {"configmaps", "pods", "services", "events"}, {"get", "list", "watch"}), rule("apps", {"deployments", "statefulsets", "daemonsets"}, {"get", "list", "watch"})})}}, "kube-apiserver");
    make("clusterroles", {{"metadata", meta("", "system:node", then, bootstrap, update)}, {"rules", Json::array({rule("", {"nodes", "pods"}, {"get", "list", "watch"})})}}, "kube-apiserver");
    const auto bind = [](const char *kindName, const char *role, const char *subjectKind, const std::string &subject, const std::string &nameSpace) {
        Json who {{"kind", subjectKind}};
        if (std::string_view(subjectKind) != "ServiceAccount")
            who["apiGroup"] = "rbac.authorization.k8s.io";
        who["name"] = subject;
        if (!nameSpace.empty())
            who["namespace"] = nameSpace;
        return Json {{"subjects", Json::array({who})}, {"roleRef", {{"apiGroup", "rbac.authorization.k8s.io"}, {"kind", kindName}, {"name", role}}}};
    };
    const auto withMeta = [](Json metadata, Json rest) {
        Json result {{"metadata", std::move(metadata)}};
        for (auto &[key, value] : rest.items())
            result[key] = std::move(value);
        return result;
    };
    make("clusterrolebindings", withMeta(meta("", "cluster-admin", then, bootstrap, update), bind("ClusterRole", "cluster-admin", "Group", "system:masters", "")), "kube-apiserver");
    make("clusterrolebindings", withMeta(meta("", "admin", then), bind("ClusterRole", "cluster-admin", "User", "admin", "")));
    for (const char *nameSpace : {"shop", "payments", "analytics", "team-mobile"}) {
        make("roles", {{"metadata", meta(nameSpace, "deployer", now - 86400 * 60)}, {"rules", Json::array({rule("apps", {"deployments", "replicasets"}, {"get", "list", "watch", "patch", "update"})})}});
        make("rolebindings", withMeta(meta(nameSpace, "deployer", now - 86400 * 60), bind("Role", "deployer", "ServiceAccount", "default", nameSpace)));
    }
    for (const auto &[name, value] : std::initializer_list<std::pair<const char *, int>> {{"system-cluster-critical", 2000000000}, {"system-node-critical", 2000001000}, {"business-critical", 100000}})
        make("priorityclasses", {{"metadata", meta("", name, then, {}, {}, {}, true)}, {"value", value}, {"description", "Used for pods that must not be moved."}, {"preemptionPolicy", "PreemptLowerPriority"}}, "kube-apiserver");
    for (const KindInfo &info : kinds) {
        const std::string name = info.version + '.' + info.group;
        if (find(kind("apiservices"), "", name) == nullptr)
            make("apiservices", {{"metadata", meta("", name, then, {{"kube-aggregator.kubernetes.io/automanaged", "true"}})},
                {"spec", info.group.empty() ? Json {{"version", info.version}, {"groupPriorityMinimum", 18000}, {"versionPriority", 1}}
                                            : Json {{"group", info.group}, {"version", info.version}, {"groupPriorityMinimum", 17000}, {"versionPriority", 15}}},
                {"status", {{"conditions", Json::array({{{"type", "Available"}, {"status", "True"}, {"lastTransitionTime", timeText(then)}, {"reason", "Local"}, {"message", "Local APIServices are always available"}}})}}}}, "kube-apiserver");
    }
}

void World::Private::makePolicies()
{
    const auto backend = [](const std::string &service) {
        return Json::array({{{"path", "/"}, {"pathType", "Prefix"}, {"backend", {{"service", {{"name", service}, {"port", {{"number", 80}}}}}}}}});
    };
    make("ingressclasses", {{"metadata", meta("", "nginx", now - 86400 * 180, {}, {}, {}, true)}, {"spec", {{"controller", "k8s.io/ingress-nginx"}}}});
    for (const auto &[nameSpace, name, host] : std::initializer_list<std::tuple<const char *, const char *, const char *>> {{"shop", "web", "shop.example.com"}, {"team-web", "frontend", "www.example.com"}, {"payments", "gateway", "pay.example.com"}})
        make("ingresses", {{"metadata", meta(nameSpace, name, now - 86400 * 70, {{"app", name}}, {{"cert-manager.io/cluster-issuer", "letsencrypt"}}, {}, true)},
            {"spec", {{"ingressClassName", "nginx"}, {"tls", Json::array({{{"hosts", Json::array({host})}, {"secretName", std::string(name) + "-tls"}}})}, {"rules", Json::array({{{"host", host}, {"http", {{"paths", backend(name)}}}}})}}},
            {"status", {{"loadBalancer", {{"ingress", Json::array({{{"ip", "203.0.113.10"}}})}}}}}});
    for (const char *nameSpace : {"shop", "payments", "analytics"}) {
        make("networkpolicies", {{"metadata", meta(nameSpace, "deny-all", now - 86400 * 70, {}, {}, {}, true)}, {"spec", {{"podSelector", Json::object()}, {"policyTypes", Json::array({"Ingress"})}}}, {"status", Json::object()}});
        make("resourcequotas", {{"metadata", meta(nameSpace, nameSpace, now - 86400 * 70)}, {"spec", {{"hard", {{"limits.cpu", "80"}, {"limits.memory", "160Gi"}, {"pods", "200"}, {"requests.cpu", "40"}, {"requests.memory", "80Gi"}}}}},
            {"status", {{"hard", {{"limits.cpu", "80"}, {"limits.memory", "160Gi"}, {"pods", "200"}, {"requests.cpu", "40"}, {"requests.memory", "80Gi"}}}, {"used", {{"limits.cpu", "36"}, {"limits.memory", "41Gi"}, {"pods", "37"}, {"requests.cpu", "9300m"}, {"requests.memory", "18Gi"}}}}}}, "kube-controller-manager");
        make("limitranges", {{"metadata", meta(nameSpace, "defaults", now - 86400 * 70)}, {"spec", {{"limits", Json::array({{{"type", "Container"}, {"default", {{"cpu", "1"}, {"memory", "512Mi"}}}, {"defaultRequest", {{"cpu", "50m"}, {"memory", "64Mi"}}}}})}}}});
        make("secrets", {{"metadata", meta(nameSpace, "registry-credentials", now - 86400 * 70)}, {"data", {{".dockerconfigjson", "eyJhdXRocyI6e319"}}}, {"type", "kubernetes.io/dockerconfigjson"}});
        make("secrets", {{"metadata", meta(nameSpace, "database", now - 86400 * 70)}, {"data", {{"password", "bm90LWEtcmVhbC1wYXNzd29yZA=="}, {"username", "YXBw"}}}, {"type", "Opaque"}});
    }
    for (const auto &[nameSpace, name] : std::initializer_list<std::pair<const char *, const char *>> {{"shop", "web"}, {"shop", "cart"}, {"payments", "gateway"}}) {
        make("poddisruptionbudgets", {{"metadata", meta(nameSpace, name, now - 86400 * 50, {}, {}, {}, true)}, {"spec", {{"minAvailable", 2}, {"selector", {{"matchLabels", {{"app", name}}}}}}},
            {"status", {{"observedGeneration", 1}, {"disruptionsAllowed", 2}, {"currentHealthy", 4}, {"desiredHealthy", 2}, {"expectedPods", 4}}}});
        make("horizontalpodautoscalers", {{"metadata", meta(nameSpace, name, now - 86400 * 50)},
            {"spec", {{"scaleTargetRef", {{"kind", "Deployment"}, {"name", name}, {"apiVersion", "apps/v1"}}}, {"minReplicas", 2}, {"maxReplicas", 10}, {"targetCPUUtilizationPercentage", 70}}},
            {"status", {{"lastScaleTime", timeText(now - 4000)}, {"currentReplicas", 4}, {"desiredReplicas", 4}, {"currentCPUUtilizationPercentage", 48}}}});
    }
    const auto plainPod = [](const char *name, const char *image) {
        return Json {{"metadata", {{"creationTimestamp", nullptr}, {"labels", {{"app", name}}}}}, {"spec", {{"containers", Json::array({{{"name", name}, {"image", image}, {"resources", Json::object()},
            {"terminationMessagePath", "/dev/termination-log"}, {"terminationMessagePolicy", "File"}, {"imagePullPolicy", "IfNotPresent"}}})}, {"restartPolicy", "Always"}, {"terminationGracePeriodSeconds", 30}, {"dnsPolicy", "ClusterFirst"}, {"securityContext", Json::object()}, {"schedulerName", "default-scheduler"}}}};
    };
    make("replicationcontrollers", {{"metadata", meta("default", "legacy-proxy", now - 86400 * 190, {{"app", "legacy-proxy"}}, {}, {}, true)},
        {"spec", {{"replicas", 0}, {"selector", {{"app", "legacy-proxy"}}}, {"template", plainPod("legacy-proxy", "haproxy:2.0")}}}, {"status", {{"replicas", 0}, {"observedGeneration", 1}}}});
    make("podtemplates", {{"metadata", meta("team-platform", "ci-runner", now - 86400 * 100)}, {"template", plainPod("ci-runner", "gitlab/gitlab-runner-helper:v14.6.0")}});
    make("services", {{"metadata", meta("default", "kubernetes", now - 86400 * 203, {{"component", "apiserver"}, {"provider", "kubernetes"}})},
        {"spec", {{"ports", Json::array({{{"name", "https"}, {"protocol", "TCP"}, {"port", 443}, {"targetPort", 6443}}})}, {"clusterIP", "10.233.0.1"}, {"clusterIPs", Json::array({"10.233.0.1"})}, {"type", "ClusterIP"}, {"sessionAffinity", "None"}}},
        {"status", {{"loadBalancer", Json::object()}}}}, "kube-apiserver");
}

} // namespace sk::demo
