#include "world_p.h"

#include <algorithm>

/// What clients create, change and remove.
namespace sk::demo {

namespace {

bool validName(std::string_view name, bool pathSegment)
{
    if (name.empty() || name.size() > 253)
        return false;
    if (pathSegment) // RBAC and platform names may hold almost anything
        return name.find('/') == std::string_view::npos && name.find('%') == std::string_view::npos && name != "." && name != "..";
    const auto alnum = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return alnum(name.front()) && alnum(name.back()) && std::all_of(name.begin(), name.end(), [&](char c) { return alnum(c) || c == '-' || c == '.'; });
}

/// Whether somebody holds the object back. Kubernetes' own finalizers (protection of volumes) are taken away by its controllers at
/// once, because nothing here is in use for long.
bool heldBack(const Json &object)
{
    const Json *finalizers = find(object, {"metadata", "finalizers"});
    return finalizers != nullptr && finalizers->is_array()
        && std::any_of(finalizers->begin(), finalizers->end(), [](const Json &one) { return one.is_string() && !one.get_ref<const std::string &>().starts_with("kubernetes.io/"); });
}

WorldError invalid(const KindInfo &info, const std::string &name, const std::string &what)
{
    return {422, "Invalid", info.kind + (info.group.empty() ? "" : '.' + info.group) + " \"" + name + "\" is invalid: " + what};
}

} // namespace

std::string World::Private::resourceName(int kindAt) const
{
    const KindInfo &info = kinds[static_cast<std::size_t>(kindAt)];
    return info.group.empty() ? info.plural : info.plural + '.' + info.group;
}

WorldError World::Private::missing(int kindAt, std::string_view name) const
{
    return {404, "NotFound", resourceName(kindAt) + " \"" + std::string(name) + "\" not found"};
}

Json World::Private::canonical(int kindAt, Json object) const
{
    const KindInfo &info = kinds[static_cast<std::size_t>(kindAt)];
    Json result {{"kind", info.kind}, {"apiVersion", info.apiVersion()}};
    Json &own = object["metadata"];
    Json metadata = Json::object();
    for (const char *key : {"name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
                            "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "managedFields"}) {
        if (own.contains(key) && !own[key].is_null() && !((own[key].is_object() || own[key].is_array()) && own[key].empty()))
            metadata[key] = own[key];
    }
    // Maps of strings are written sorted.
    for (const char *key : {"labels", "annotations"}) {
        if (metadata.contains(key) && metadata[key].is_object()) {
            std::map<std::string, Json> sorted;
            for (const auto &[name, value] : metadata[key].items())
                sorted[name] = value;
            metadata[key] = Json(sorted);
        }
    }
    result["metadata"] = std::move(metadata);
    Json status;
    for (auto &[key, value] : object.items()) {
        if (key == "kind" || key == "apiVersion" || key == "metadata")
            continue;
        if (key == "status")
            status = std::move(value);
        else
            result[key] = std::move(value);
    }
    if (!status.is_null())
        result["status"] = std::move(status);
    return result;
}

std::variant<Json, WorldError> World::create(const KindInfo &info, std::string_view nameSpace, Json object, bool dryRun)
{
    const int at = d->indexOf(info);
    if (!object.is_object() || (object.contains("metadata") && !object["metadata"].is_object()))
        return WorldError {400, "BadRequest", "the object is not a Kubernetes object"};
    Json &metadata = object["metadata"];
    if (metadata.is_null())
        metadata = Json::object();
    std::string name = metadata.value("name", "");
    const std::string prefix = metadata.value("generateName", "");
    if (name.empty() && !prefix.empty()) {
        do {
            name = prefix.substr(0, 58) + d->rng.suffix(5);
        } while (d->find(at, nameSpace, name) != nullptr);
    }
    if (name.empty())
        return invalid(info, "", "metadata.name: Required value: name or generateName is required");
    if (!validName(name, info.group == "rbac.authorization.k8s.io" || info.group.ends_with(d->options.apiDomain)))
        return invalid(info, name, "metadata.name: Invalid value: \"" + name + "\": a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
                       "alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    const std::string where(info.namespaced ? nameSpace : std::string_view());
    if (info.namespaced) {
        if (metadata.contains("namespace") && metadata["namespace"] != nameSpace)
            return WorldError {400, "BadRequest", "the namespace of the provided object does not match the namespace sent on the request"};
        if (d->find(d->namespaceKind, "", nameSpace) == nullptr)
            return d->missing(d->namespaceKind, nameSpace);
    }
    if (d->find(at, where, name) != nullptr)
        return WorldError {409, "AlreadyExists", d->resourceName(at) + " \"" + name + "\" already exists"};
    if ((info.group == "apps" || info.plural == "jobs" || info.plural == "pods")) {
        const Json *containers = info.plural == "pods" ? find(object, {"spec", "containers"}) : find(object, {"spec", "template", "spec", "containers"});
        if ((containers == nullptr || !containers->is_array() || containers->empty()) && info.plural != "controllerrevisions")
            return invalid(info, name, info.plural == "pods" ? "spec.containers: Required value" : "spec.template.spec.containers: Required value");
    }
    Json labels = metadata.value("labels", Json::object());
    Json fresh = d->meta(where, name, d->now, labels, metadata.value("annotations", Json::object()), metadata.value("ownerReferences", Json::array()),
                         object.contains("spec") && info.plural != "pods" && info.plural != "services" && info.plural != "persistentvolumeclaims" && info.plural != "namespaces" && info.plural != "nodes" && info.plural != "jobs");
    if (!prefix.empty())
        fresh["generateName"] = prefix;
    if (metadata.contains("finalizers"))
        fresh["finalizers"] = metadata["finalizers"];
    object["metadata"] = std::move(fresh);
    const bool hasStatus = std::find(info.subresources.begin(), info.subresources.end(), "status") != info.subresources.end();
    if (hasStatus)
        object.erase("status");
    if (info.plural == "namespaces") {
        object["spec"]["finalizers"] = Json::array({"kubernetes"});
        object["status"] = {{"phase", "Active"}};
    } else if (info.group == "apps" && info.plural != "daemonsets" && info.plural != "controllerrevisions" && !object["spec"].contains("replicas")) {
        object["spec"]["replicas"] = 1;
    } else if (info.plural == "services") {
        const std::string ip = "10.233.61." + std::to_string(d->rng.between(2, 250));
        if (!object["spec"].contains("clusterIP"))
            object["spec"]["clusterIP"] = ip;
        if (!object["spec"].contains("type"))
            object["spec"]["type"] = "ClusterIP";
        object["status"] = {{"loadBalancer", Json::object()}};
    } else if (info.plural == "persistentvolumeclaims") {
        object["status"] = {{"phase", "Pending"}};
    }
    object["metadata"]["managedFields"] = Json::array({managedEntry("kubectl-create", info.apiVersion(), d->now, ownedFields(object))});
    object = d->canonical(at, std::move(object));
    if (dryRun) {
        object["metadata"].erase("resourceVersion");
        return object;
    }
    if (at == d->podKind)
        d->createPod(where, name, object);
    else
        d->put(at, where, name, object);
    // What is answered is what was stored, not what the controllers have since made of it.
    Json answer = *d->read(at, where, name);
    d->afterWrite(at, where, name, answer, true);
    return answer;
}

void World::Private::createPod(const std::string &nameSpace, const std::string &name, const Json &object)
{
    Json podTemplate {{"metadata", Json::object()}, {"spec", object["spec"]}};
    const std::shared_ptr<const PodTemplate> tmpl = compile(podTemplate, nameSpace, WorkloadKind::ReplicaSet, {}, {}, {});
    Pod made;
    made.id = newId();
    made.tmpl = tmpl;
    made.created = now;
    // The template's text brings the defaults, the client's object everything else.
    std::string text;
    renderPod(text, nameSpace, name, made);
    Json full = object;
    full["metadata"]["uid"] = uidText(made.id);
    const Json defaults = Json::parse(text);
    for (const auto &[key, value] : defaults["spec"].items()) {
        if (!full["spec"].contains(key) || key == "containers" || key == "initContainers")
            full["spec"][key] = value;
    }
    full.erase("status");
    made.custom = std::make_shared<const Json>(std::move(full));
    const std::string wanted = stringAt(object, {"spec", "nodeName"});
    const auto node = nodeIndex.find(wanted);
    const Key *key = addPod(nameSpace, name, std::move(made));
    if (node != nodeIndex.end())
        assign(*key, pod(*key), node->second);
    later(100, Task::What::Pod, key->nameSpace, key->name, pod(*key).id);
}

std::variant<Json, WorldError> World::update(const KindInfo &info, std::string_view nameSpace, std::string_view name, Json object, bool dryRun, Part part)
{
    const int at = d->indexOf(info);
    const std::string where(info.namespaced ? nameSpace : std::string_view());
    std::optional<Json> current = d->read(at, where, name);
    if (!current)
        return d->missing(at, name);
    if (!object.is_object() || !object.contains("metadata") || !object["metadata"].is_object())
        return WorldError {400, "BadRequest", "the object is not a Kubernetes object"};
    if (object["metadata"].value("name", "") != name)
        return WorldError {400, "BadRequest", "the name of the object (" + object["metadata"].value("name", "") + ") does not match the name on the URL (" + std::string(name) + ")"};
    const std::string sent = object["metadata"].value("resourceVersion", "");
    const Json &old = *current;
    if (!sent.empty() && sent != stringAt(old, {"metadata", "resourceVersion"}))
        return WorldError {409, "Conflict", "Operation cannot be fulfilled on " + d->resourceName(at) + " \"" + std::string(name)
                               + "\": the object has been modified; please apply your changes to the latest version and try again"};
    const std::string uid = object["metadata"].value("uid", "");
    if (!uid.empty() && uid != stringAt(old, {"metadata", "uid"}))
        return WorldError {409, "Conflict", "Operation cannot be fulfilled on " + d->resourceName(at) + " \"" + std::string(name) + "\": Precondition failed: UID in precondition: " + uid
                               + ", UID in object meta: " + stringAt(old, {"metadata", "uid"})};
    if (info.group == "apps") {
        const Json *before = find(old, {"spec", "selector"});
        const Json *after = find(object, {"spec", "selector"});
        if (before != nullptr && (after == nullptr || *before != *after))
            return invalid(info, std::string(name), "spec.selector: Invalid value: " + (after == nullptr ? "null" : dumped(*after)) + ": field is immutable");
        if (const Json *replicas = find(object, {"spec", "replicas"}); replicas != nullptr && (!replicas->is_number_integer() || replicas->get<std::int64_t>() < 0))
            return invalid(info, std::string(name), "spec.replicas: Invalid value: " + dumped(*replicas) + ": must be greater than or equal to 0");
    }
    for (const char *key : {"uid", "resourceVersion", "generation", "creationTimestamp", "namespace", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds"}) {
        if (old["metadata"].contains(key))
            object["metadata"][key] = old["metadata"][key];
        else
            object["metadata"].erase(key);
    }
    if (std::find(info.subresources.begin(), info.subresources.end(), "status") != info.subresources.end()) {
        if (part == Part::Status) {
            Json status = object.value("status", Json());
            object = old;
            object["status"] = std::move(status);
        } else if (old.contains("status"))
            object["status"] = old["status"];
        else
            object.erase("status");
    }
    object = d->canonical(at, std::move(object));
    if (object == old)
        return object;
    if (object.contains("spec") && object["metadata"].contains("generation") && object["spec"] != old.value("spec", Json()))
        object["metadata"]["generation"] = numberAt(old, {"metadata", "generation"}, 1) + 1;
    if (dryRun)
        return object;
    if (at != d->podKind && find(object, {"metadata", "deletionTimestamp"}) != nullptr && !heldBack(object)) {
        d->erase(at, where, std::string(name));
        d->cascade(at, where, std::string(name), object);
        return object;
    }
    if (at == d->podKind) {
        d->changePod(Key {d->intern(where), std::string(name)}, [&](Pod &pod) {
            Json own = object;
            own.erase("status");
            auto tmpl = std::make_shared<PodTemplate>(*pod.tmpl);
            const Json *containers = find(own, {"spec", "containers"});
            for (std::size_t i = 0; containers != nullptr && i < tmpl->containers.size() && i < containers->size(); ++i)
                tmpl->containers[i].image = (*containers)[i].value("image", tmpl->containers[i].image);
            pod.tmpl = std::move(tmpl);
            pod.custom = std::make_shared<const Json>(std::move(own));
        });
    } else {
        d->put(at, where, std::string(name), object);
    }
    Json answer = *d->read(at, where, name);
    d->afterWrite(at, where, std::string(name), answer, false);
    return answer;
}

void World::Private::afterWrite(int kindAt, const std::string &nameSpace, const std::string &name, const Json &object, bool created)
{
    const KindInfo &info = kinds[static_cast<std::size_t>(kindAt)];
    if (kindAt == namespaceKind && created) {
        makeNamespaceContents(name, now);
    } else if (kindAt == nodeKind) {
        const auto found = nodeIndex.find(name);
        if (found == nodeIndex.end())
            return;
        NodeInfo &node = nodes[static_cast<std::size_t>(found->second)];
        const Json *flag = sk::demo::find(object, {"spec", "unschedulable"});
        const bool cordoned = flag != nullptr && flag->is_boolean() && flag->get<bool>();
        if (cordoned != node.cordoned) {
            node.cordoned = cordoned;
            setNodeConditions(found->second);
            nodeEvent(node, false, cordoned ? "NodeNotSchedulable" : "NodeSchedulable", "Node " + name + " status is now: " + (cordoned ? "NodeNotSchedulable" : "NodeSchedulable"));
        }
    } else if (Workload *owner = workload(kindAt, nameSpace, name)) {
        rollTo(*owner, object);
    } else if (created && (info.group == "apps" || info.plural == "jobs")) {
        adopt(kindAt, nameSpace, object);
    }
}

std::variant<Json, WorldError> World::remove(const KindInfo &info, std::string_view nameSpace, std::string_view name, bool dryRun)
{
    const int at = d->indexOf(info);
    const std::string where(info.namespaced ? nameSpace : std::string_view());
    const std::string who(name);
    const std::optional<Json> current = d->read(at, where, who);
    if (!current)
        return d->missing(at, who);
    if (dryRun)
        return *current;
    if (at == d->podKind) {
        d->beginDelete(Key {d->intern(where), who}, -1);
        // Gone at once, or terminating for a while.
        return d->read(at, where, who).value_or(*current);
    }
    if (heldBack(*current)) {
        // It waits for whoever put the finalizer there.
        if (find(*current, {"metadata", "deletionTimestamp"}) != nullptr)
            return *current;
        Json waiting = *current;
        waiting["metadata"]["deletionTimestamp"] = timeText(d->now);
        waiting["metadata"]["deletionGracePeriodSeconds"] = 0;
        d->put(at, where, who, d->canonical(at, std::move(waiting)));
        return *d->read(at, where, who);
    }
    d->erase(at, where, who);
    d->cascade(at, where, who, *current);
    return *current;
}

void World::Private::cascade(int kindAt, const std::string &nameSpace, const std::string &name, const Json &object)
{
    if (Workload *owner = workload(kindAt, nameSpace, name))
        dropWorkload(*owner);
    if (kindAt == namespaceKind) {
        emptyNamespace(name);
    } else if (kindAt == nodeKind) {
        const auto found = nodeIndex.find(name);
        if (found == nodeIndex.end())
            return;
        for (const Key &key : podsOn(found->second))
            erasePod(key);
        erase(leaseKind, "kube-node-lease", name);
        NodeInfo &node = nodes[static_cast<std::size_t>(found->second)];
        node.ready = false; // nothing is scheduled to what is not there
    } else if (kindAt == replicaSetKind) {
        // Deleting the ReplicaSet of a Deployment deletes its pods; the Deployment then makes it again.
        for (const auto &owner : workloads) {
            if (owner->doomed || owner->kind != WorkloadKind::Deployment || owner->nameSpace != nameSpace)
                continue;
            for (const auto &group : owner->groups) {
                if (group->name != name)
                    continue;
                std::vector<Key> pods;
                for (const Key *key : group->pods)
                    pods.push_back(*key);
                for (const Key &key : pods)
                    beginDelete(key, -1);
                if (group.get() == owner->current()) {
                    Json again = object;
                    again["metadata"]["uid"] = uidText(newId());
                    again["metadata"]["creationTimestamp"] = timeText(now);
                    put(replicaSetKind, nameSpace, name, std::move(again));
                }
                markDirty(*owner);
            }
        }
    } else if (kindAt == kind("services")) {
        erase(endpointsKind, nameSpace, name);
        erase(sliceKind, nameSpace, name + '-' + Rng(hashOf(name)).suffix(5));
    } else if (kindAt == kind("cronjobs")) {
        std::vector<Workload *> jobs;
        for (const auto &owner : workloads) {
            if (!owner->doomed && owner->cronJob == name && owner->nameSpace == nameSpace)
                jobs.push_back(owner.get());
        }
        for (Workload *job : jobs) {
            erase(kind("jobs"), nameSpace, job->name);
            dropWorkload(*job);
        }
    }
}

void World::Private::emptyNamespace(const std::string &nameSpace)
{
    for (const auto &owner : workloads) {
        if (!owner->doomed && owner->nameSpace == nameSpace) {
            erase(owner->kindIndex, nameSpace, owner->name);
            dropWorkload(*owner);
        }
    }
    for (std::size_t at = 0; at < stores.size(); ++at) {
        std::vector<std::string> list;
        for (auto one = stores[at].lower_bound(KeyLess::View(nameSpace, {})); !nameSpace.empty() && one != stores[at].end() && one->first.nameSpace == nameSpace; ++one)
            list.push_back(one->first.name);
        for (const std::string &name : list)
            erase(static_cast<int>(at), nameSpace, name);
    }
}

} // namespace sk::demo
