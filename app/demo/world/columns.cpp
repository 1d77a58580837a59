#include "world_p.h"

#include <map>

/// Column definitions of server-side tables, as the printers of Kubernetes 1.20 declare them (pkg/printers/internalversion).
namespace sk::demo {

namespace {

constexpr const char *nameText = "Name must be unique within a namespace. Is required when creating resources, although some resources may allow "
                                 "a client to request the generation of an appropriate name automatically. Name is primarily intended for "
                                 "creation idempotence and configuration definition. Cannot be updated. More info: "
                                 "http://kubernetes.io/docs/user-guide/identifiers#names";
constexpr const char *createdText = "CreationTimestamp is a timestamp representing the server time when this object was created. It is not "
                                    "guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It "
                                    "is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More "
                                    "info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

TableColumn column(const char *name, const char *description, int priority = 0, const char *type = "string")
{
    return {name, type, "", description, priority};
}

TableColumn age()
{
    return column("Age", createdText);
}

constexpr const char *addressText = "List of addresses reachable to the node. Queried from cloud provider, if available. More info: "
                                    "https://kubernetes.io/docs/concepts/nodes/node/#addresses Note: This field is declared as mergeable, but the "
                                    "merge key is not sufficiently unique, which can cause data corruption when it is merged. Callers should "
                                    "instead use a full-replacement patch. See http://pr.k8s.io/79391 for an example.";
constexpr const char *containersText = "Names of each container in the template.";
constexpr const char *imagesText = "Images referenced by each container in the template.";
constexpr const char *selectorText = "Label selector for pods. Existing ReplicaSets whose pods are selected by this will be the ones affected by "
                                     "this deployment.";

using Columns = std::vector<TableColumn>;

Columns withTemplate(Columns columns, bool selector = true)
{
    columns.push_back(age());
    columns.push_back(column("Containers", containersText, 1));
    columns.push_back(column("Images", imagesText, 1));
    if (selector)
        columns.push_back(column("Selector", selectorText, 1));
    return columns;
}

const std::map<std::string, Columns> &table()
{
    static const std::map<std::string, Columns> columns {
        {"pods",
         {column("Ready", "The aggregate readiness state of this pod for accepting traffic."),
          column("Status", "The aggregate status of the containers in this pod."),
          column("Restarts", "The number of times the containers in this pod have been restarted.", 0, "integer"), age(),
          column("IP", "IP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.", 1),
          column("Node", "NodeName is a request to schedule this pod onto a specific node. If it is non-empty, the scheduler simply schedules "
                         "this pod onto that node, assuming that it fits resource requirements.", 1),
          column("Nominated Node", "nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right "
                                   "away as preemption victims receive their graceful termination periods. This field does not guarantee that the "
                                   "pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become "
                                   "available sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that "
                                   "is created after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is "
                                   "scheduled.", 1),
          column("Readiness Gates", "If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers "
                                    "are ready AND all conditions specified in the readiness gates have status equal to \"True\" More info: "
                                    "https://git.k8s.io/enhancements/keps/sig-network/0007-pod-ready%2B%2B.md", 1)}},
        {"nodes",
         {column("Status", "The status of the node"), column("Roles", "The roles of the node"), age(),
          column("Version", "Kubelet Version reported by the node."), column("Internal-IP", addressText, 1), column("External-IP", addressText, 1),
          column("OS-Image", "OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy)).", 1),
          column("Kernel-Version", "Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64).", 1),
          column("Container-Runtime", "ContainerRuntime Version reported by the node through runtime remote API (e.g. docker://1.5.0).", 1)}},
        {"namespaces", {column("Status", "The status of the namespace"), age()}},
        {"deployments",
         withTemplate({column("Ready", "Number of the pod with ready state"),
                       column("Up-to-date", "Total number of non-terminated pods targeted by this deployment that have the desired template spec."),
                       column("Available", "Total number of available pods (ready for at least minReadySeconds) targeted by this deployment.")})},
        {"replicasets",
         withTemplate({column("Desired", "Replicas is the number of desired replicas.", 0, "integer"),
                       column("Current", "Replicas is the most recently oberved number of replicas.", 0, "integer"),
                       column("Ready", "The number of ready replicas for this replica set.", 0, "integer")})},
        {"replicationcontrollers",
         withTemplate({column("Desired", "Replicas is the number of desired replicas.", 0, "integer"),
                       column("Current", "Replicas is the most recently oberved number of replicas.", 0, "integer"),
                       column("Ready", "The number of ready replicas for this replication controller.", 0, "integer")})},
        {"statefulsets", withTemplate({column("Ready", "Number of the pod with ready state")}, false)},
        {"daemonsets",
         withTemplate({column("Desired", "The total number of nodes that should be running the daemon pod.", 0, "integer"),
                       column("Current", "The number of nodes that are running at least 1 daemon pod and are supposed to run the daemon pod.", 0, "integer"),
                       column("Ready", "The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and "
                                       "ready.", 0, "integer"),
                       column("Up-to-date", "The total number of nodes that are running updated daemon pod", 0, "integer"),
                       column("Available", "The number of nodes that should be running the daemon pod and have one or more of the daemon pod running "
                                           "and available.", 0, "integer"),
                       column("Node Selector", "NodeSelector is a selector which must be true for the pod to fit on a node.")})},
        {"jobs",
         withTemplate({column("Completions", "Specifies the desired number of successfully finished pods the job should be run with."),
                       column("Duration", "Time required to complete the job.")})},
        {"cronjobs",
         {column("Schedule", "The schedule in Cron format, see https://en.wikipedia.org/wiki/Cron."),
          column("Suspend", "This flag tells the controller to suspend subsequent executions.", 0, "boolean"),
          column("Active", "A list of pointers to currently running jobs.", 0, "integer"),
          column("Last Schedule", "Information when was the last time the job was successfully scheduled."), age(),
          column("Containers", containersText, 1), column("Images", imagesText, 1), column("Selector", selectorText, 1)}},
        {"services",
         {column("Type", "Type determines how the Service is exposed. Defaults to ClusterIP."),
          column("Cluster-IP", "clusterIP is the IP address of the service and is usually assigned randomly."),
          column("External-IP", "externalIPs is a list of IP addresses for which nodes in the cluster will also accept traffic for this service."),
          column("Port(s)", "The list of ports that are exposed by this service."), age(),
          column("Selector", "Route service traffic to pods with label keys and values matching this selector.", 1)}},
        {"endpoints", {column("Endpoints", "The set of all endpoints is the union of all subsets."), age()}},
        {"endpointslices",
         {column("AddressType", "addressType specifies the type of address carried by this EndpointSlice."),
          column("Ports", "ports specifies the list of network ports exposed by each endpoint in this slice."),
          column("Endpoints", "endpoints is a list of unique endpoints in this slice."), age()}},
        {"ingresses",
         {column("Class", "The name of the IngressClass resource that should be used for additional configuration"),
          column("Hosts", "Hosts that incoming requests are matched against before the ingress rule"),
          column("Address", "Address is a list containing ingress points for the load-balancer"),
          column("Ports", "Ports of TLS configurations that open"), age()}},
        {"ingressclasses",
         {column("Controller", "Controller that is responsible for handling this class"),
          column("Parameters", "A reference to a resource with additional parameters"), age()}},
        {"networkpolicies", {column("Pod-Selector", "Selects the pods to which this NetworkPolicy object applies."), age()}},
        {"configmaps", {column("Data", "Data contains the configuration data.", 0, "string"), age()}},
        {"secrets",
         {column("Type", "Used to facilitate programmatic handling of secret data."), column("Data", "Data contains the secret data.", 0, "string"), age()}},
        {"serviceaccounts",
         {column("Secrets", "Secrets is the list of secrets allowed to be used by pods running using this ServiceAccount."), age()}},
        {"persistentvolumeclaims",
         {column("Status", "Phase represents the current phase of PersistentVolumeClaim."),
          column("Volume", "VolumeName is the binding reference to the PersistentVolume backing this claim."),
          column("Capacity", "Represents the actual resources of the underlying volume."),
          column("Access Modes", "AccessModes contains the actual access modes the volume backing the PVC has."),
          column("StorageClass", "Name of the StorageClass required by the claim."), age(),
          column("VolumeMode", "volumeMode defines what type of volume is required by the claim.", 1)}},
        {"persistentvolumes",
         {column("Capacity", "A description of the persistent volume's resources and capacity."),
          column("Access Modes", "AccessModes contains all ways the volume can be mounted."),
          column("Reclaim Policy", "What happens to a persistent volume when released from its claim."),
          column("Status", "Phase indicates if a volume is available, bound to a claim, or released by a claim."),
          column("Claim", "ClaimRef is part of a bi-directional binding between PersistentVolume and PersistentVolumeClaim."),
          column("StorageClass", "Name of StorageClass to which this persistent volume belongs."),
          column("Reason", "Reason is a brief CamelCase string that describes any failure."), age(),
          column("VolumeMode", "volumeMode defines if a volume is intended to be used with a formatted filesystem or to remain in raw block state.", 1)}},
        {"storageclasses",
         {column("Provisioner", "Provisioner indicates the type of the provisioner."),
          column("ReclaimPolicy", "Dynamically provisioned PersistentVolumes of this storage class are created with this reclaimPolicy."),
          column("VolumeBindingMode", "VolumeBindingMode indicates how PersistentVolumeClaims should be provisioned and bound."),
          column("AllowVolumeExpansion", "AllowVolumeExpansion shows whether the storage class allow volume expand"), age()}},
        {"events",
         {column("Last Seen", "The time at which the most recent occurrence of this event was recorded."),
          column("Type", "Type of this event (Normal, Warning), new types could be added in the future"),
          column("Reason", "This should be a short, machine understandable string that gives the reason for the transition into the object's current "
                           "status."),
          column("Object", "The object that this event is about."), column("Subobject", "If referring to a piece of an object, a JSON/Go field access.", 1),
          column("Source", "The component reporting this event. Should be a short machine understandable string.", 1),
          column("Message", "A human-readable description of the status of this operation."),
          column("First Seen", "The time at which the event was first recorded.", 1),
          column("Count", "The number of times this event has occurred.", 1)}},
        {"resourcequotas",
         {age(), column("Request", "Request represents a minimum amount of cpu/memory that a container may consume."),
          column("Limit", "Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node.")}},
        {"limitranges", {TableColumn {"Created At", "date", "", createdText, 0}}},
        {"leases", {column("Holder", "holderIdentity contains the identity of the holder of a current lease."), age()}},
        {"priorityclasses",
         {column("Value", "The value of this priority class.", 0, "integer"),
          column("Global-Default", "globalDefault specifies whether this PriorityClass should be considered as the default priority.", 0, "boolean"), age()}},
        {"roles", {TableColumn {"Created At", "date", "", createdText, 0}}},
        {"clusterroles", {TableColumn {"Created At", "date", "", createdText, 0}}},
        {"rolebindings",
         {column("Role", "RoleRef can reference a Role in the current namespace or a ClusterRole in the global namespace."), age(),
          column("Users", "Users in the roleBinding", 1), column("Groups", "Groups in the roleBinding", 1),
          column("ServiceAccounts", "ServiceAccounts in the roleBinding", 1)}},
        {"clusterrolebindings",
         {column("Role", "RoleRef can only reference a ClusterRole in the global namespace."), age(), column("Users", "Users in the clusterRoleBinding", 1),
          column("Groups", "Groups in the clusterRoleBinding", 1), column("ServiceAccounts", "ServiceAccounts in the clusterRoleBinding", 1)}},
        {"poddisruptionbudgets",
         {column("Min Available", "The minimum number of pods that must be available."),
          column("Max Unavailable", "The maximum number of pods that may be unavailable."),
          column("Allowed Disruptions", "Calculated number of pods that may be disrupted at this time.", 0, "integer"), age()}},
        {"horizontalpodautoscalers",
         {column("Reference", "reference to scaled resource"), column("Targets", "current and target utilization"),
          column("MinPods", "lower limit for the number of replicas"), column("MaxPods", "upper limit for the number of replicas"),
          column("Replicas", "current number of replicas of pods managed by this autoscaler"), age()}},
        {"customresourcedefinitions", {TableColumn {"Created At", "date", "", createdText, 0}}},
        {"apiservices",
         {column("Service", "The reference to the service that hosts this API endpoint."),
          column("Available", "Whether this service is available."), age()}},
        {"controllerrevisions",
         {column("Controller", "Controller of the object"), column("Revision", "Revision indicates the revision of the state represented by Data."), age()}},
        {"podtemplates",
         {column("Containers", containersText), column("Images", imagesText), column("Pod Labels", "Labels of the template."), age()}},
        {"volumesnapshots",
         {column("ReadyToUse", "Indicates if the snapshot is ready to be used to restore a volume.", 0, "boolean"),
          column("SourcePVC", "If a new snapshot needs to be created, this contains the name of the source PVC."),
          column("RestoreSize", "Represents the minimum size of volume required to rehydrate from this snapshot."),
          column("SnapshotClass", "The name of the VolumeSnapshotClass requested by the VolumeSnapshot."),
          TableColumn {"Age", "date", "", createdText, 0}}},
        {"volumesnapshotclasses",
         {column("Driver", "The driver that handles this class."), column("DeletionPolicy", "Whether a content is deleted with its snapshot."),
          TableColumn {"Age", "date", "", createdText, 0}}},
        {"volumesnapshotcontents",
         {column("ReadyToUse", "Indicates if the snapshot is ready to be used to restore a volume.", 0, "boolean"),
          column("RestoreSize", "Represents the complete size of the snapshot in bytes", 0, "integer"),
          column("DeletionPolicy", "Whether this content is deleted with its snapshot."), column("Driver", "Name of the CSI driver."),
          column("VolumeSnapshot", "Name of the VolumeSnapshot object to which this content is bound."), TableColumn {"Age", "date", "", createdText, 0}}},
        {"users", {column("Email", "User email address"), column("Status", "User status")}},
        {"workspaces", {}},
        {"clusters",
         {column("Federated", "", 0, "boolean"), column("Provider", ""), column("Active", "", 0, "boolean"), column("Version", "")}},
        {"globalrolebindings", {column("Role", "")}},
        {"workspaceroles", {column("Workspace", ""), column("Alias", "")}},
        {"workspacerolebindings", {column("Workspace", "")}},
        {"groups", {column("Workspace", "")}},
        {"groupbindings", {column("Group", ""), column("Users", "")}},
        {"loginrecords",
         {column("Type", ""), column("Provider", ""), column("From", ""), column("Success", "", 0, "boolean"), column("Reason", ""),
          TableColumn {"Age", "date", "", createdText, 0}}},
        {"certificates",
         {column("Ready", ""), column("Secret", ""), column("Issuer", "", 1), column("Status", "", 1),
          TableColumn {"Age", "date", "", createdText, 0}}},
        {"backups",
         {column("Phase", "What the backup is doing"), column("Progress", "Per cent done", 0, "integer"), column("Size", "Bytes stored"),
          column("Schedule", "Cron schedule, empty for a single backup", 1), TableColumn {"Age", "date", "", createdText, 0}}},
    };
    return columns;
}

} // namespace

std::vector<TableColumn> columnsOf(const std::string &plural)
{
    std::vector<TableColumn> result;
    // Events are told apart by when they were seen; their name comes last.
    if (plural != "events")
        result.push_back({"Name", "string", "name", nameText, 0});
    const auto found = table().find(plural);
    if (found != table().end())
        result.insert(result.end(), found->second.begin(), found->second.end());
    else
        result.push_back({"Age", "date", "", createdText, 0});
    if (plural == "events")
        result.push_back({"Name", "string", "name", nameText, 1});
    return result;
}

} // namespace sk::demo
