#include "kapis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace sk::demo {

namespace {

constexpr std::array servedV3{"deployments", "daemonsets", "statefulsets", "services", "configmaps", "secrets", "pods", "serviceaccounts", "ingresses", "networkpolicies", "jobs", "applications",
                              "persistentvolumeclaims", "volumesnapshots", "rolebindings", "roles", "ippools", "dashboards", "persistentvolumes", "volumesnapshotclasses", "volumesnapshotcontents",
                              "nodes", "namespaces", "customresourcedefinitions", "devopsprojects", "workspaces", "workspacetemplates", "globalroles", "workspaceroles", "users", "globalrolebindings",
                              "workspacerolebindings", "loginrecords", "groups", "groupbindings", "clusterroles", "clusterrolebindings", "clusters", "clusterdashboards", "cronjobs", "storageclasses",
                              "horizontalpodautoscalers"};
constexpr std::array servedV4{"deployments", "daemonsets", "statefulsets", "services", "configmaps", "secrets", "pods", "serviceaccounts", "ingresses", "jobs", "cronjobs", "persistentvolumeclaims",
                              "horizontalpodautoscalers", "rolebindings", "roles", "persistentvolumes", "nodes", "namespaces", "customresourcedefinitions", "workspaces", "workspacetemplates",
                              "globalroles", "workspaceroles", "users", "globalrolebindings", "workspacerolebindings", "loginrecords", "groups", "groupbindings", "clusterroles",
                              "clusterrolebindings", "clusters", "labels"};
constexpr std::array clusterScoped{"persistentvolumes", "nodes", "namespaces", "customresourcedefinitions", "workspaces", "workspacetemplates", "globalroles", "users", "globalrolebindings",
                                   "clusterroles", "clusterrolebindings", "clusters", "storageclasses", "volumesnapshotclasses"};

bool served(const State &state, std::string_view plural)
{
    return state.v4() ? std::find(servedV4.begin(), servedV4.end(), plural) != servedV4.end() : std::find(servedV3.begin(), servedV3.end(), plural) != servedV3.end();
}

struct Paging {
    std::int64_t limit = -1; ///< -1: all
    std::int64_t page = 1;
    std::string sortBy = "creationTimestamp";
    bool ascending = false;
    std::optional<LabelSelector> labels;
    std::vector<std::pair<std::string, std::string>> filters;
};

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Paging readPaging(const State &state, const QueryList &query)
{
    // A key given twice: the last one wins on v3, the first one on v4.
    std::map<std::string, std::string> values;
    for (const auto &[key, value] : query) {
        if (state.v4())
            values.emplace(key, value);
        else
            values.insert_or_assign(key, value);
    }
    Paging paging;
    for (const auto &[key, value] : values) {
        if (key == "limit")
            paging.limit = wholeNumber(value).value_or(-1);
        else if (key == "page")
            paging.page = wholeNumber(value).value_or(1);
        else if (key == "sortBy")
            paging.sortBy = value.empty() ? paging.sortBy : value;
        else if (key == "ascending")
            paging.ascending = value == "true";
        else if (key == "labelSelector")
            paging.labels = LabelSelector::parse(value); // a broken one selects everything
        else
            paging.filters.emplace_back(key, value);
    }
    return paging;
}

struct Row {
    std::string nameSpace;
    std::string name;
    std::string sortKey;
};

/// The time that a sort key names; unknown keys mean the creation.
std::string sortTime(const KindInfo &kind, std::string_view sortBy, std::string_view text)
{
    if ((sortBy == "updateTime" || sortBy == "lastUpdateTimestamp") && (kind.kind == "Deployment" || kind.kind == "Job")) {
        const auto object = Json::parse(text, nullptr, false);
        std::string latest;
        if (const auto *conditions = member(object, {"status", "conditions"})) {
            for (const auto &condition : *conditions)
                latest = std::max(latest, memberText(condition, {kind.kind == "Job" ? "lastTransitionTime" : "lastUpdateTime"}));
        }
        if (!latest.empty())
            return latest;
    }
    return std::string(firstStringValue(text, "creationTimestamp"));
}

/// The objects that pass, in order.
std::vector<Row> select(State &state, const KindInfo &kind, std::string_view nameSpace, const Paging &paging, const std::function<bool(const Json &)> &visible)
{
    const bool byName = paging.sortBy == "name";
    const bool needsText = !byName || paging.labels || visible || std::any_of(paging.filters.begin(), paging.filters.end(), [](const auto &filter) { return filter.first != "name"; });
    const bool needsObject = (paging.labels && !paging.labels->empty()) || visible || !paging.filters.empty();
    std::vector<Row> rows;
    state.world->each(kind, nameSpace, {}, {}, [&](const Entry &entry) {
        Row row{std::string(entry.nameSpace), std::string(entry.name), {}};
        if (needsText || needsObject) {
            const auto text = state.world->text(kind, entry.nameSpace, entry.name);
            if (needsObject) {
                const auto object = Json::parse(text, nullptr, false);
                const auto *labels = member(object, {"metadata", "labels"});
                if (paging.labels && !paging.labels->matches(labels ? *labels : Json()))
                    return true;
                if (visible && !visible(object))
                    return true;
                for (const auto &[key, value] : paging.filters) {
                    if (!passesFilter(state, kind, object, key, value))
                        return true;
                }
            }
            if (!byName)
                row.sortKey = sortTime(kind, paging.sortBy, text);
        }
        rows.push_back(std::move(row));
        return true;
    });
    std::sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) {
        const auto order = std::tie(a.sortKey, a.name) <=> std::tie(b.sortKey, b.name);
        return paging.ascending ? order < 0 : order > 0;
    });
    return rows;
}

HttpResponse notSupported()
{
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}}, "resource is not supported\n"};
}

std::string itemText(State &state, const KindInfo &kind, std::string_view nameSpace, std::string_view name)
{
    auto text = state.world->text(kind, nameSpace, name);
    // v3 reads built-in kinds and snapshots through typed informers, which drop the type.
    const bool typed = state.v4() || !(isBuiltInGroup(kind.group) || kind.group == "snapshot.storage.k8s.io");
    const bool decorated = !state.v4() && (kind.kind == "Node" || kind.kind == "PersistentVolumeClaim" || kind.kind == "StorageClass" || kind.kind == "HorizontalPodAutoscaler");
    if (kind.kind == "Cluster" || decorated) {
        auto object = Json::parse(text, nullptr, false);
        decorate(state, kind, object);
        text = dumpJson(object);
    }
    return typed ? text : withoutTypeMeta(text);
}

HttpResponse notFound(const State &state, const KindInfo &kind, std::string_view name)
{
    const auto quotedName = "\"" + std::string(name) + "\" not found";
    if (state.v4())
        return textError(404, kind.kind + (kind.group.empty() ? "" : '.' + kind.group) + ' ' + quotedName);
    // Informers' errors all go through the internal-error writer.
    const auto text = (kind.group.empty() ? kind.singular : kind.singular + '.' + kind.group) + ' ' + quotedName;
    return textError(isFallbackKind(state, kind.plural) ? 404 : 500, text);
}

} // namespace

bool isFallbackKind(const State &state, std::string_view plural)
{
    return !state.v4() && (plural == "cronjobs" || plural == "storageclasses" || plural == "horizontalpodautoscalers");
}

const KindInfo *kapisKind(const State &state, std::string_view plural)
{
    if (!served(state, plural))
        return nullptr;
    for (const auto &kind : state.world->kinds()) {
        if (kind.plural == plural && kind.group != "metrics.k8s.io" && kind.group != "events.k8s.io")
            return &kind;
    }
    return nullptr;
}

HttpResponse kapisList(State &state, const KindInfo &kind, std::string_view nameSpace, const QueryList &query, const std::function<bool(const Json &)> &visible)
{
    auto paging = readPaging(state, query);
    if (isFallbackKind(state, kind.plural)) {
        // The older code: no label selector, and only it panics beyond the last page.
        paging.labels.reset();
        if (paging.sortBy != "createTime")
            paging.sortBy = "name";
    }
    const auto rows = select(state, kind, nameSpace, paging, visible);
    std::size_t begin = 0, end = rows.size();
    if (paging.limit != -1) {
        const auto limit = paging.limit;
        const auto start = (paging.page - 1) * limit;
        if (limit <= 0 || paging.page <= 0 || start >= static_cast<std::int64_t>(rows.size())) {
            if (isFallbackKind(state, kind.plural) && start > static_cast<std::int64_t>(rows.size()))
                return textError(500, "Internal server error");
            begin = end = 0;
        } else {
            begin = static_cast<std::size_t>(start);
            end = std::min(rows.size(), begin + static_cast<std::size_t>(limit));
        }
    } else if (isFallbackKind(state, kind.plural) && paging.page >= 2) {
        return textError(500, "Internal server error");
    }
    std::string body = "{\"items\":[";
    for (auto i = begin; i < end; ++i) {
        if (i > begin)
            body += ',';
        body += itemText(state, kind, rows[i].nameSpace, rows[i].name);
    }
    body += "],\"totalItems\":" + std::to_string(rows.size()) + '}';
    return kapisText(body);
}

HttpResponse answerResources(State &state, const HttpRequest &request, const RequestInfo &info)
{
    if (info.plural == "componenthealth" || info.plural == "components" || (info.plural == "metrics" && state.v4()))
        return answerOverview(state, request, info);
    if (!info.subresource.empty())
        return routerText(404);
    if (info.plural.empty())
        return routerText(404);
    if (!served(state, info.plural))
        return notSupported();
    const bool cluster = std::find(clusterScoped.begin(), clusterScoped.end(), info.plural) != clusterScoped.end();
    // namespaces/{n} is the namespace itself, not something in it.
    const bool self = info.plural == "namespaces";
    if (cluster && !self && !info.nameSpace.empty())
        return notSupported();
    // Without multi-cluster, which v3 leaves out, there are no cluster objects.
    const auto *kind = info.plural == "clusters" && !state.v4() ? nullptr : kapisKind(state, info.plural);
    if (info.name.empty())
        return kind ? kapisList(state, *kind, self ? std::string_view() : std::string_view(info.nameSpace), request.query) : kapisText(R"({"items":[],"totalItems":0})");
    if (!kind)
        return textError(state.v4() ? 404 : 500, info.plural + " \"" + info.name + "\" not found");
    const auto nameSpace = kind->namespaced ? info.nameSpace : std::string();
    if (state.world->text(*kind, nameSpace, info.name).empty())
        return notFound(state, *kind, info.name);
    return kapisText(itemText(state, *kind, nameSpace, info.name));
}

HttpResponse answerKapis(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller)
{
    const auto is = [&](const char *group, std::initializer_list<const char *> versions) {
        return info.group == state.group(group) && std::find(versions.begin(), versions.end(), info.version) != versions.end();
    };
    const bool resources = is("resources", {"v1alpha3"});
    const bool overview = is("resources", {"v1alpha2"});
    const bool tenant = state.v4() ? is("tenant", {"v1beta1", "v1alpha3"}) : is("tenant", {"v1alpha2", "v1alpha3"});
    const bool iam = is("iam", {state.v4() ? "v1beta1" : "v1alpha2"});
    const bool monitoring = !state.v4() && is("monitoring", {"v1alpha3"});
    if (!resources && !overview && !tenant && !iam && !monitoring)
        return routerText(404);
    const bool account = iam && info.plural == "users"; // the one thing that is written here
    if (!account && request.method != "GET" && request.method != "HEAD") {
        auto response = routerText(405);
        response.headers.insert(response.headers.begin(), {"Allow", "GET"});
        return response;
    }
    const auto accept = request.header("Accept");
    if (!accept.empty() && accept.find("application/json") == std::string_view::npos && accept.find("*/*") == std::string_view::npos)
        return routerText(406);
    if (resources)
        return answerResources(state, request, info);
    if (overview)
        return answerOverview(state, request, info);
    if (tenant)
        return answerTenant(state, request, info, caller);
    return iam ? answerIam(state, request, info, caller) : answerMonitoring(state, request, info);
}

} // namespace sk::demo
