#include "world_p.h"

/// What kinds the cluster serves, as a Kubernetes 1.20 with the platform's CRDs does.
namespace sk::demo {

namespace {

struct Row {
    const char *group;
    const char *version;
    const char *kind;
    const char *plural;
    const char *shortNames;
    const char *subresources;
    bool namespaced;
    bool all; ///< category "all"
};

constexpr Row rows[] = {
    {"", "v1", "ConfigMap", "configmaps", "cm", "", true, false},
    {"", "v1", "Endpoints", "endpoints", "ep", "", true, false},
    {"", "v1", "Event", "events", "ev", "", true, false},
    {"", "v1", "LimitRange", "limitranges", "limits", "", true, false},
    {"", "v1", "Namespace", "namespaces", "ns", "finalize status", false, false},
    {"", "v1", "Node", "nodes", "no", "proxy status", false, false},
    {"", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", "pvc", "status", true, false},
    {"", "v1", "PersistentVolume", "persistentvolumes", "pv", "status", false, false},
    {"", "v1", "Pod", "pods", "po", "attach binding eviction exec log portforward proxy status", true, true},
    {"", "v1", "PodTemplate", "podtemplates", "", "", true, false},
    {"", "v1", "ReplicationController", "replicationcontrollers", "rc", "scale status", true, true},
    {"", "v1", "ResourceQuota", "resourcequotas", "quota", "status", true, false},
    {"", "v1", "Secret", "secrets", "", "", true, false},
    {"", "v1", "ServiceAccount", "serviceaccounts", "sa", "token", true, false},
    {"", "v1", "Service", "services", "svc", "proxy status", true, true},
    {"apiregistration.k8s.io", "v1", "APIService", "apiservices", "", "status", false, false},
    {"apps", "v1", "ControllerRevision", "controllerrevisions", "", "", true, false},
    {"apps", "v1", "DaemonSet", "daemonsets", "ds", "status", true, true},
    {"apps", "v1", "Deployment", "deployments", "deploy", "scale status", true, true},
    {"apps", "v1", "ReplicaSet", "replicasets", "rs", "scale status", true, true},
    {"apps", "v1", "StatefulSet", "statefulsets", "sts", "scale status", true, true},
    {"autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa", "status", true, true},
    {"batch", "v1", "Job", "jobs", "", "status", true, true},
    {"batch", "v1beta1", "CronJob", "cronjobs", "cj", "status", true, true},
    {"networking.k8s.io", "v1", "IngressClass", "ingressclasses", "", "", false, false},
    {"networking.k8s.io", "v1", "Ingress", "ingresses", "ing", "status", true, false},
    {"networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol", "", true, false},
    {"policy", "v1beta1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb", "status", true, false},
    {"rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", "", "", false, false},
    {"rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", "", "", false, false},
    {"rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", "", "", true, false},
    {"rbac.authorization.k8s.io", "v1", "Role", "roles", "", "", true, false},
    {"storage.k8s.io", "v1", "StorageClass", "storageclasses", "sc", "", false, false},
    {"apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "crd crds", "status", false, false},
    {"scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "pc", "", false, false},
    {"coordination.k8s.io", "v1", "Lease", "leases", "", "", true, false},
    {"discovery.k8s.io", "v1beta1", "EndpointSlice", "endpointslices", "", "", true, false},
    {"snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots", "", "status", true, false},
    {"snapshot.storage.k8s.io", "v1", "VolumeSnapshotClass", "volumesnapshotclasses", "", "", false, false},
    {"snapshot.storage.k8s.io", "v1", "VolumeSnapshotContent", "volumesnapshotcontents", "", "status", false, false},
    {"cluster.DOMAIN", "v1alpha1", "Cluster", "clusters", "", "status", false, false},
    {"tenant.DOMAIN", "v1alpha1", "Workspace", "workspaces", "", "status", false, false},
    {"tenant.DOMAIN", "v1alpha2", "WorkspaceTemplate", "workspacetemplates", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "User", "users", "", "status", false, false},
    {"iam.DOMAIN", "v1alpha2", "Group", "groups", "", "status", false, false},
    {"iam.DOMAIN", "v1alpha2", "GroupBinding", "groupbindings", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "GlobalRole", "globalroles", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "GlobalRoleBinding", "globalrolebindings", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "WorkspaceRole", "workspaceroles", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "WorkspaceRoleBinding", "workspacerolebindings", "", "", false, false},
    {"iam.DOMAIN", "v1alpha2", "LoginRecord", "loginrecords", "", "", false, false},
    {"cert-manager.io", "v1", "Certificate", "certificates", "cert certs", "status", true, false},
    {"backup.example.com", "v1", "Backup", "backups", "bk", "status", true, false},
};

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        result.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string lower(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

} // namespace

std::vector<KindInfo> builtinKinds(const std::string &apiDomain)
{
    std::vector<KindInfo> result;
    for (const Row &row : rows) {
        KindInfo info;
        info.group = row.group;
        if (const std::size_t at = info.group.find("DOMAIN"); at != std::string::npos)
            info.group.replace(at, 6, apiDomain);
        info.version = row.version;
        info.kind = row.kind;
        info.plural = row.plural;
        info.singular = lower(row.kind);
        info.shortNames = words(row.shortNames);
        info.subresources = words(row.subresources);
        info.namespaced = row.namespaced;
        if (row.all)
            info.categories = {"all"};
        info.verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"};
        // These two cannot be deleted as a collection.
        if (info.plural == "namespaces" || info.plural == "services")
            std::erase(info.verbs, "deletecollection");
        info.columns = columnsOf(info.plural);
        result.push_back(std::move(info));
    }
    return result;
}

} // namespace sk::demo
