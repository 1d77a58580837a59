#include "kube.h"

#include <algorithm>
#include <cctype>

namespace sk::demo {

namespace {

Json resourceEntry(const KindInfo &kind)
{
    Json entry{{"name", kind.plural}, {"singularName", isBuiltInGroup(kind.group) ? std::string() : kind.singular}, {"namespaced", kind.namespaced}, {"kind", kind.kind}, {"verbs", kind.verbs}};
    if (!kind.shortNames.empty())
        entry["shortNames"] = kind.shortNames;
    if (!kind.categories.empty())
        entry["categories"] = kind.categories;
    // Opaque to clients; made from the name, so that it stays the same.
    entry["storageVersionHash"] = base64UrlEncode(std::to_string(std::hash<std::string>()(kind.group + kind.kind)).substr(0, 8)).substr(0, 11) + "=";
    return entry;
}

Json subresourceEntry(const KindInfo &kind, const std::string &name)
{
    Json entry{{"name", kind.plural + '/' + name}, {"singularName", ""}, {"namespaced", kind.namespaced}};
    if (name == "scale") {
        entry["group"] = "autoscaling";
        entry["version"] = "v1";
    } else if (name == "eviction") {
        entry["group"] = "policy";
        entry["version"] = "v1beta1";
    }
    entry["kind"] = name == "scale" ? "Scale" : name == "eviction" ? "Eviction" : name == "exec" ? "PodExecOptions" : name == "attach" ? "PodAttachOptions" : name == "portforward" ? "PodPortForwardOptions" : kind.kind;
    if (name == "eviction")
        entry["verbs"] = Json::array({"create"});
    else if (name == "exec" || name == "attach" || name == "portforward")
        entry["verbs"] = Json::array({"create", "get"});
    else if (name == "log")
        entry["verbs"] = Json::array({"get"});
    else
        entry["verbs"] = Json::array({"get", "patch", "update"});
    return entry;
}

std::vector<std::string> groupVersions(const State &state, const std::string &group)
{
    std::vector<std::string> versions;
    for (const auto &kind : state.world->kinds()) {
        if (kind.group == group && std::find(versions.begin(), versions.end(), kind.version) == versions.end())
            versions.push_back(kind.version);
    }
    return versions;
}

Json groupEntry(const std::string &group, const std::vector<std::string> &versions)
{
    Json list = Json::array();
    for (const auto &version : versions)
        list.push_back(Json{{"groupVersion", group + '/' + version}, {"version", version}});
    const auto first = list.front();
    return Json{{"name", group}, {"versions", std::move(list)}, {"preferredVersion", first}};
}

Json resourceList(const State &state, const RequestInfo &info)
{
    std::vector<Json> resources;
    for (const auto &kind : state.world->kinds()) {
        if (kind.group != info.group || kind.version != info.version)
            continue;
        resources.push_back(resourceEntry(kind));
        for (const auto &name : kind.subresources)
            resources.push_back(subresourceEntry(kind, name));
    }
    if (info.group == "authorization.k8s.io" && info.version == "v1") {
        for (const char *name : {"selfsubjectaccessreviews", "selfsubjectrulesreviews"})
            resources.push_back(Json{{"name", name}, {"singularName", ""}, {"namespaced", false}, {"kind", name == std::string_view("selfsubjectaccessreviews") ? "SelfSubjectAccessReview" : "SelfSubjectRulesReview"}, {"verbs", Json::array({"create"})}});
    }
    std::sort(resources.begin(), resources.end(), [](const Json &a, const Json &b) { return a.at("name").get_ref<const std::string &>() < b.at("name").get_ref<const std::string &>(); });
    Json list{{"kind", "APIResourceList"}};
    if (!info.group.empty())
        list["apiVersion"] = "v1";
    list["groupVersion"] = info.group.empty() ? info.version : info.group + '/' + info.version;
    list["resources"] = resources;
    return list;
}

/// The version of the aggregated form that the client would rather have than the list of groups; empty: it does not know that form.
std::string aggregatedVersion(std::string_view accept)
{
    while (!accept.empty()) {
        const auto type = accept.substr(0, accept.find(','));
        accept.remove_prefix(std::min(accept.size(), type.size() + 1));
        if (type.find("g=apidiscovery.k8s.io") == std::string_view::npos || type.find("as=APIGroupDiscoveryList") == std::string_view::npos)
            return {}; // an ordinary one comes first
        if (type.find("v=v2beta1") != std::string_view::npos)
            return "v2beta1";
        if (type.find("v=v2") != std::string_view::npos)
            return "v2";
    }
    return {};
}

Json aggregatedResource(const KindInfo &kind)
{
    const auto kindOf = [&kind](const std::string &name) {
        const bool own = !isBuiltInGroup(kind.group); // definitions say group and version, built-in kinds leave them out
        return Json{{"group", own ? kind.group : std::string()}, {"version", own ? kind.version : std::string()}, {"kind", name}};
    };
    Json entry{{"resource", kind.plural}, {"responseKind", kindOf(kind.kind)}, {"scope", kind.namespaced ? "Namespaced" : "Cluster"}, {"singularResource", kind.singular}, {"verbs", kind.verbs}};
    if (!kind.shortNames.empty())
        entry["shortNames"] = kind.shortNames;
    if (!kind.categories.empty())
        entry["categories"] = kind.categories;
    for (const auto &name : kind.subresources) {
        const auto plain = subresourceEntry(kind, name);
        entry["subresources"].push_back(Json{{"subresource", name}, {"responseKind", kindOf(plain.at("kind"))}, {"verbs", plain.at("verbs")}});
    }
    return entry;
}

/// Everything about one root, /api or /apis, at once (KEP-3352, of newer Kubernetes; nobody recorded one, and the version that the stand-in says stays the recorded one).
HttpResponse aggregatedDiscovery(const State &state, bool core, const std::string &version, const KubeFormat &format)
{
    Json items = Json::array();
    std::vector<std::string> seen;
    for (const auto &kind : state.world->kinds()) {
        if (kind.group.empty() != core || std::find(seen.begin(), seen.end(), kind.group) != seen.end())
            continue;
        seen.push_back(kind.group);
        Json versions = Json::array();
        for (const auto &each : groupVersions(state, kind.group)) {
            Json entry{{"version", each}, {"freshness", "Current"}};
            if (state.faults.failDiscoveryGroup && kind.group == "backup.example.com") {
                entry["freshness"] = "Stale"; // the server behind an aggregated group is down: the answer itself is a good one
            } else {
                for (const auto &resource : state.world->kinds())
                    if (resource.group == kind.group && resource.version == each)
                        entry["resources"].push_back(aggregatedResource(resource));
            }
            versions.push_back(std::move(entry));
        }
        Json metadata{{"creationTimestamp", nullptr}};
        if (!core)
            metadata["name"] = kind.group;
        items.push_back(Json{{"metadata", std::move(metadata)}, {"versions", std::move(versions)}});
    }
    if (!core) {
        Json resources = Json::array();
        for (const char *name : {"SelfSubjectAccessReview", "SelfSubjectRulesReview"}) {
            std::string lower = name;
            std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            resources.push_back(Json{{"resource", lower + 's'}, {"responseKind", {{"group", ""}, {"version", ""}, {"kind", name}}}, {"scope", "Cluster"}, {"singularResource", lower}, {"verbs", Json::array({"create"})}});
        }
        items.push_back(Json{{"metadata", {{"creationTimestamp", nullptr}, {"name", "authorization.k8s.io"}}}, {"versions", Json::array({Json{{"version", "v1"}, {"freshness", "Current"}, {"resources", std::move(resources)}}})}});
    }
    auto response = kubeJson(dumpJson(Json{{"kind", "APIGroupDiscoveryList"}, {"apiVersion", "apidiscovery.k8s.io/" + version}, {"metadata", Json::object()}, {"items", std::move(items)}}), format);
    for (auto &[name, value] : response.headers)
        if (name == "Content-Type")
            value = "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
    return response;
}

} // namespace

std::optional<HttpResponse> answerDiscovery(const State &state, const HttpRequest &request, const RequestInfo &info)
{
    if (!info.plural.empty())
        return std::nullopt;
    auto format = kubeFormat(request);
    format.as = KubeFormat::As::Object;
    if (request.method != "GET" && request.method != "HEAD")
        return statusResponse(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Json::object());
    const bool isRoot = info.root == "api" ? info.version.empty() : info.root == "apis" && info.group.empty();
    if (const auto version = aggregatedVersion(request.header("Accept")); isRoot && state.v4() && !version.empty())
        return aggregatedDiscovery(state, info.root == "api", version, format);
    if (info.root == "api" && info.version.empty())
        return kubeJson(dumpJson(Json{{"kind", "APIVersions"}, {"versions", Json::array({"v1"})}, {"serverAddressByClientCIDRs", Json::array({Json{{"clientCIDR", "0.0.0.0/0"}, {"serverAddress", "127.0.0.1:6443"}}})}}), format);
    if (info.root == "apis" && info.group.empty()) {
        Json groups = Json::array();
        std::vector<std::string> seen{""};
        for (const auto &kind : state.world->kinds()) {
            if (std::find(seen.begin(), seen.end(), kind.group) != seen.end())
                continue;
            seen.push_back(kind.group);
            groups.push_back(groupEntry(kind.group, groupVersions(state, kind.group)));
        }
        groups.push_back(groupEntry("authorization.k8s.io", {"v1"}));
        return kubeJson(dumpJson(Json{{"kind", "APIGroupList"}, {"apiVersion", "v1"}, {"groups", groups}}), format);
    }
    auto versions = groupVersions(state, info.group);
    if (info.group == "authorization.k8s.io")
        versions = {"v1"};
    // As when the server behind an aggregated group is down.
    if (state.faults.failDiscoveryGroup && info.group == "backup.example.com")
        return HttpResponse{503, {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}}, "service unavailable\n"};
    if (versions.empty())
        return goNotFound();
    if (info.root == "apis" && info.version.empty()) {
        auto entry = groupEntry(info.group, versions);
        Json answer{{"kind", "APIGroup"}, {"apiVersion", "v1"}};
        answer.update(entry);
        return kubeJson(dumpJson(answer), format);
    }
    if (std::find(versions.begin(), versions.end(), info.version) == versions.end())
        return info.root == "api" ? statusResponse(404, "NotFound", "the server could not find the requested resource", Json::object()) : goNotFound();
    return kubeJson(dumpJson(resourceList(state, info)), format);
}

} // namespace sk::demo
