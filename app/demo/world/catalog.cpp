#include "world_p.h"

/// The applications of the demo company, and those that the platform brings.
namespace sk::demo {

namespace {

using W = WorkloadKind;
using L = LogStyle;

App app(const char *name, W kind, const char *image, int replicas, int port, L logs, const char *cpu = "100m", const char *memory = "128Mi",
        const char *limit = "256Mi")
{
    App result;
    result.name = name;
    result.kind = kind;
    result.image = image;
    result.replicas = replicas;
    result.port = port;
    result.logs = logs;
    result.cpu = cpu;
    result.memory = memory;
    result.memoryLimit = limit;
    return result;
}

App with(App value, const char *sidecar, const char *storage = "", bool init = false)
{
    value.sidecar = sidecar;
    value.storage = storage;
    value.init = init;
    return value;
}

App daemon(const char *name, const char *image, int port, L logs)
{
    App result = app(name, W::DaemonSet, image, 0, port, logs, "100m", "64Mi", "200Mi");
    result.hostNetwork = true;
    return result;
}

App troubled(App value, PodLife trouble, std::int16_t exitCode = 1)
{
    value.trouble = trouble;
    value.troubleExit = exitCode;
    return value;
}

} // namespace

const std::vector<std::pair<std::string, App>> &systemApps()
{
    static const std::vector<std::pair<std::string, App>> apps {
        {"kube-system", daemon("kube-proxy", "kubesphere/kube-proxy:v1.20.2", 0, L::Glog)},
        {"kube-system", daemon("calico-node", "calico/node:v3.20.0", 0, L::Plain)},
        {"kubesphere-monitoring-system", daemon("node-exporter", "prom/node-exporter:v1.3.1", 9100, L::Plain)},
        {"kubesphere-logging-system", daemon("fluent-bit", "kubesphere/fluent-bit:v1.8.11", 2020, L::Plain)},
        {"kube-system", daemon("nodelocaldns", "kubesphere/k8s-dns-node-cache:1.15.12", 9253, L::Plain)},
        {"kube-system", app("coredns", W::Deployment, "coredns/coredns:1.8.0", 2, 53, L::Plain, "100m", "70Mi", "170Mi")},
        {"kube-system", app("calico-kube-controllers", W::Deployment, "calico/kube-controllers:v3.20.0", 1, 0, L::Glog)},
        {"kube-system", app("metrics-server", W::Deployment, "kubesphere/metrics-server:v0.4.2", 1, 443, L::Glog)},
        {"kube-system", app("openebs-localpv-provisioner", W::Deployment, "openebs/provisioner-localpv:2.10.1", 1, 0, L::Glog)},
        {"kube-system", app("snapshot-controller", W::StatefulSet, "kubesphere/snapshot-controller:v4.0.0", 1, 0, L::Glog)},
        {"kubesphere-system", app("ks-apiserver", W::Deployment, "kubesphere/ks-apiserver:v3.4.1", 1, 9090, L::Glog, "20m", "100Mi", "1Gi")},
        {"kubesphere-system", app("ks-console", W::Deployment, "kubesphere/ks-console:v3.4.1", 1, 8000, L::Access, "20m", "100Mi", "1Gi")},
        {"kubesphere-system", app("ks-controller-manager", W::Deployment, "kubesphere/ks-controller-manager:v3.4.1", 1, 8443, L::Glog, "30m", "50Mi", "1000Mi")},
        {"kubesphere-system", app("ks-installer", W::Deployment, "kubesphere/ks-installer:v3.4.1", 1, 0, L::Plain, "20m", "100Mi", "1Gi")},
        {"kubesphere-system", with(app("redis", W::StatefulSet, "redis:5.0.14-alpine", 1, 6379, L::Database), "", "2Gi")},
        {"kubesphere-controls-system", app("default-http-backend", W::Deployment, "mirrorgooglecontainers/defaultbackend-amd64:1.4", 1, 80, L::Access, "10m", "20Mi", "20Mi")},
        {"kubesphere-monitoring-system", with(app("prometheus-k8s", W::StatefulSet, "prom/prometheus:v2.39.1", 2, 9090, L::Plain, "200m", "400Mi", "16Gi"), "kubesphere/prometheus-config-reloader:v0.55.1", "20Gi")},
        {"kubesphere-monitoring-system", with(app("alertmanager-main", W::StatefulSet, "prom/alertmanager:v0.23.0", 3, 9093, L::Plain, "20m", "30Mi", "200Mi"), "kubesphere/prometheus-config-reloader:v0.55.1")},
        {"kubesphere-monitoring-system", app("kube-state-metrics", W::Deployment, "kubesphere/kube-state-metrics:v2.6.0", 1, 8443, L::Glog)},
        {"kubesphere-monitoring-system", app("prometheus-operator", W::Deployment, "kubesphere/prometheus-operator:v0.55.1", 1, 8443, L::Plain)},
        {"cert-manager", app("cert-manager", W::Deployment, "quay.io/jetstack/cert-manager-controller:v1.5.3", 1, 9402, L::Glog)},
        {"cert-manager", app("cert-manager-webhook", W::Deployment, "quay.io/jetstack/cert-manager-webhook:v1.5.3", 1, 443, L::Glog)},
        {"ingress-nginx", app("ingress-nginx-controller", W::Deployment, "k8s.gcr.io/ingress-nginx/controller:v1.1.0", 2, 80, L::Access, "100m", "90Mi", "512Mi")},
    };
    return apps;
}

const std::vector<std::pair<std::string, App>> &companyApps()
{
    static const std::vector<std::pair<std::string, App>> apps {
        // The troubled ones first, so that even a small cluster has them.
        {"payments", troubled(app("fraud-check", W::Deployment, "registry.example.com/payments/fraud-check:2.7.1", 3, 8080, L::Java, "250m", "512Mi", "1Gi"), PodLife::BackOff, 1)},
        {"shop", troubled(app("recommendation", W::Deployment, "registry.example.com/shop/recommendation:1.14.0", 2, 8080, L::JsonLines, "200m", "256Mi", "512Mi"), PodLife::BackOff, 137)},
        {"analytics", troubled(app("etl-worker", W::Deployment, "registry.example.com/analytics/etl-worker:0.9.3", 4, 0, L::Java, "250m", "512Mi", "1Gi"), PodLife::BackOff, 2)},
        {"team-mobile", troubled(app("push-gateway", W::Deployment, "registry.example.com/mobile/push-gateway:3.2.0-rc1", 2, 8080, L::JsonLines), PodLife::PullBackOff)},
        {"analytics", troubled(app("model-training", W::Deployment, "registry.example.com/analytics/model-training:5.1", 1, 0, L::Plain, "64", "32Gi", "64Gi"), PodLife::Unschedulable)},
        {"shop", troubled(with(app("search", W::Deployment, "registry.example.com/shop/search:4.0.2", 3, 8080, L::Java, "300m", "512Mi", "1Gi"), "", "", true), PodLife::Init)},
        {"shop", with(app("web", W::Deployment, "registry.example.com/shop/web:2.31.0", 6, 80, L::Access), "istio/proxyv2:1.11.1")},
        {"shop", app("cart", W::Deployment, "registry.example.com/shop/cart:1.9.4", 4, 8080, L::JsonLines)},
        {"shop", app("checkout", W::Deployment, "registry.example.com/shop/checkout:3.3.1", 4, 8080, L::Java, "250m", "384Mi", "768Mi")},
        {"shop", app("catalog", W::Deployment, "registry.example.com/shop/catalog:2.2.7", 4, 8080, L::JsonLines)},
        {"shop", app("inventory", W::Deployment, "registry.example.com/shop/inventory:1.0.12", 3, 8080, L::JsonLines)},
        {"shop", with(app("postgres", W::StatefulSet, "postgres:13.5", 3, 5432, L::Database, "500m", "1Gi", "2Gi"), "", "50Gi")},
        {"shop", with(app("redis", W::StatefulSet, "redis:6.2", 3, 6379, L::Database), "", "8Gi")},
        {"shop", app("image-resizer", W::Deployment, "registry.example.com/shop/image-resizer:0.4.4", 2, 8080, L::JsonLines)},
        {"payments", app("gateway", W::Deployment, "registry.example.com/payments/gateway:5.4.0", 4, 8443, L::Java, "250m", "512Mi", "1Gi")},
        {"payments", app("ledger", W::Deployment, "registry.example.com/payments/ledger:2.0.9", 3, 8080, L::Java, "250m", "512Mi", "1Gi")},
        {"payments", app("settlement", W::Deployment, "registry.example.com/payments/settlement:1.3.2", 2, 8080, L::Java)},
        {"payments", with(app("kafka", W::StatefulSet, "confluentinc/cp-kafka:6.2.1", 3, 9092, L::Database, "500m", "1Gi", "2Gi"), "", "100Gi")},
        {"payments", app("card-vault", W::Deployment, "registry.example.com/payments/card-vault:1.1.0", 2, 8200, L::JsonLines)},
        {"analytics", app("ingest", W::Deployment, "registry.example.com/analytics/ingest:0.18.1", 4, 8080, L::JsonLines)},
        {"analytics", with(app("clickhouse", W::StatefulSet, "clickhouse/clickhouse-server:21.8", 3, 8123, L::Database, "500m", "2Gi", "4Gi"), "", "200Gi")},
        {"analytics", app("superset", W::Deployment, "apache/superset:1.4.0", 2, 8088, L::Access, "200m", "512Mi", "1Gi")},
        {"analytics", app("airflow-scheduler", W::Deployment, "apache/airflow:2.2.3", 1, 0, L::Plain, "200m", "512Mi", "1Gi")},
        {"team-mobile", app("mobile-bff", W::Deployment, "registry.example.com/mobile/bff:7.0.3", 4, 8080, L::JsonLines)},
        {"team-mobile", app("feature-flags", W::Deployment, "registry.example.com/mobile/feature-flags:1.2.0", 2, 8080, L::JsonLines)},
        {"team-web", app("frontend", W::Deployment, "registry.example.com/web/frontend:12.1.0", 4, 3000, L::Access)},
        {"team-web", app("cms", W::Deployment, "registry.example.com/web/cms:4.4.1", 2, 8080, L::Access)},
        {"team-platform", app("gitlab-runner", W::Deployment, "gitlab/gitlab-runner:v14.6.0", 2, 0, L::Plain)},
        {"team-platform", with(app("vault", W::StatefulSet, "vault:1.9.2", 3, 8200, L::JsonLines), "", "10Gi")},
        {"team-data", app("notebook-hub", W::Deployment, "jupyterhub/k8s-hub:1.2.0", 1, 8081, L::Plain)},
        {"team-data", app("feature-store", W::Deployment, "registry.example.com/data/feature-store:0.6.0", 3, 8080, L::JsonLines)},
        {"default", app("hello", W::Deployment, "nginx:1.21", 2, 80, L::Access, "50m", "32Mi", "64Mi")},
    };
    return apps;
}

Json podTemplateOf(const App &app, const std::string &nameSpace)
{
    Json container {{"name", app.name}, {"image", app.image}};
    if (app.port != 0)
        container["ports"] = Json::array({{{"name", app.port == 53 ? "dns" : "http"}, {"containerPort", app.port}, {"protocol", app.port == 53 ? "UDP" : "TCP"}}});
    if (app.kind != W::DaemonSet)
        container["env"] = Json::array({{{"name", "LOG_LEVEL"}, {"value", "info"}},
            {{"name", "POD_NAME"}, {"valueFrom", {{"fieldRef", {{"apiVersion", "v1"}, {"fieldPath", "metadata.name"}}}}}}});
    container["resources"] = {{"limits", {{"cpu", std::string(app.cpu) == "64" ? "64" : "1"}, {"memory", app.memoryLimit}}},
                              {"requests", {{"cpu", app.cpu}, {"memory", app.memory}}}};
    Json mounts = Json::array({{{"name", "config"}, {"mountPath", "/etc/" + app.name}}});
    if (!app.storage.empty())
        mounts.push_back({{"name", "data"}, {"mountPath", "/var/lib/" + app.name}});
    container["volumeMounts"] = mounts;
    if (app.port != 0 && app.logs != L::Database && app.kind != W::DaemonSet) {
        container["livenessProbe"] = {{"httpGet", {{"path", "/healthz"}, {"port", app.port}, {"scheme", "HTTP"}}}, {"initialDelaySeconds", 15},
                                      {"timeoutSeconds", 1}, {"periodSeconds", 10}, {"successThreshold", 1}, {"failureThreshold", 3}};
        container["readinessProbe"] = {{"httpGet", {{"path", "/ready"}, {"port", app.port}, {"scheme", "HTTP"}}}, {"timeoutSeconds", 1},
                                       {"periodSeconds", 10}, {"successThreshold", 1}, {"failureThreshold", 3}};
    }
    container["terminationMessagePath"] = "/dev/termination-log";
    container["terminationMessagePolicy"] = "File";
    container["imagePullPolicy"] = "IfNotPresent";
    Json spec = Json::object();
    spec["volumes"] = Json::array({{{"name", "config"}, {"configMap", {{"name", app.name + "-config"}, {"defaultMode", 420}}}}});
    if (app.init)
        spec["initContainers"] = Json::array({{{"name", "restore-index"}, {"image", "registry.example.com/base/toolbox:1.2"},
            {"command", Json::array({"sh", "-c", "until restore-index; do sleep 5; done"})}, {"resources", Json::object()},
            {"terminationMessagePath", "/dev/termination-log"}, {"terminationMessagePolicy", "File"}, {"imagePullPolicy", "IfNotPresent"}}});
    spec["containers"] = Json::array({container});
    if (!app.sidecar.empty())
        spec["containers"].push_back({{"name", app.sidecar.find("proxy") != std::string::npos ? "istio-proxy" : "config-reloader"},
            {"image", app.sidecar}, {"resources", {{"requests", {{"cpu", "10m"}, {"memory", "32Mi"}}}}},
            {"terminationMessagePath", "/dev/termination-log"}, {"terminationMessagePolicy", "File"}, {"imagePullPolicy", "IfNotPresent"}});
    spec["restartPolicy"] = "Always";
    spec["terminationGracePeriodSeconds"] = 30;
    spec["dnsPolicy"] = "ClusterFirst";
    if (app.kind == W::DaemonSet) {
        spec["nodeSelector"] = {{"kubernetes.io/os", "linux"}};
        if (app.hostNetwork)
            spec["hostNetwork"] = true;
    }
    spec["securityContext"] = Json::object();
    spec["schedulerName"] = "default-scheduler";
    if (nameSpace == "kube-system" && app.kind == W::DaemonSet)
        spec["priorityClassName"] = "system-node-critical";
    return {{"metadata", {{"creationTimestamp", nullptr}, {"labels", {{"app", app.name}}}}}, {"spec", spec}};
}

} // namespace sk::demo
