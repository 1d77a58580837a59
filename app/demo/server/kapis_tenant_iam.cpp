#include "kapis.h"

#include <algorithm>

namespace sk::demo {

namespace {

const KindInfo *kindOf(const State &state, const std::string &group, std::string_view plural)
{
    for (const auto &kind : state.world->kinds()) {
        if (kind.plural == plural && (group.empty() || kind.group == group))
            return &kind;
    }
    return nullptr;
}

HttpResponse empty()
{
    return kapisText(R"({"items":[],"totalItems":0})");
}

HttpResponse listOf(State &state, const KindInfo *kind, const QueryList &query, const std::function<bool(const Json &)> &visible = {})
{
    return kind ? kapisList(state, *kind, {}, query, visible) : empty();
}

std::string globalRole(Role role)
{
    return role == Role::Admin ? "platform-admin" : role == Role::Viewer ? "platform-viewer" : "";
}

Json userObject(const State &state, const User &user)
{
    const auto iam = state.group("iam");
    Json annotations = Json::object();
    if (user.role != Role::Nothing)
        annotations[iam + "/globalrole"] = globalRole(user.role);
    annotations[iam + "/password-encrypted"] = "true";
    if (user.uninitialized)
        annotations[iam + "/uninitialized"] = "true";
    const auto version = state.v4() ? "v1beta1" : "v1alpha2";
    const auto created = state.world->kinds().empty() ? std::string() : std::string("2026-01-05T08:00:00Z");
    Json metadata{{"name", user.name}, {"uid", "00000000-0000-4000-8000-" + (std::string(12, '0') + std::to_string(std::hash<std::string>()(user.name) % 1000000)).substr(std::to_string(std::hash<std::string>()(user.name) % 1000000).size())}, {"resourceVersion", "377"}, {"generation", 1}, {"creationTimestamp", created}, {"annotations", annotations}};
    metadata["managedFields"] = Json::array({Json{{"manager", "controller-manager"}, {"operation", "Update"}, {"apiVersion", iam + '/' + version}, {"time", created}, {"fieldsType", "FieldsV1"}, {"fieldsV1", Json{{"f:spec", Json{{"f:email", Json::object()}}}}}}});
    Json status{{"state", user.disabled ? "Disabled" : user.lockedUntil > state.nowSeconds() ? "AuthLimitExceeded" : "Active"}};
    if (user.lockedUntil > state.nowSeconds())
        status["reason"] = "Failed login attempts exceed the limit";
    return Json{{"kind", "User"}, {"apiVersion", iam + '/' + version}, {"metadata", metadata}, {"spec", Json{{"email", user.email}}}, {"status", status}};
}

/// The accounts of the stand-in, by the rules of 3.4 as far as they fit a handful of users.
HttpResponse users(const State &state, const QueryList &query)
{
    std::vector<Json> items;
    std::int64_t limit = -1, page = 1;
    bool ascending = false;
    for (const auto &[key, value] : query) {
        if (key == "limit")
            limit = value.empty() || value.find_first_not_of("0123456789") != std::string::npos ? -1 : std::stoll(value.substr(0, 9));
        else if (key == "page")
            page = value.empty() || value.find_first_not_of("0123456789") != std::string::npos ? 1 : std::stoll(value.substr(0, 9));
        else if (key == "ascending")
            ascending = value == "true";
    }
    KindInfo kind;
    kind.kind = "User";
    for (const auto &user : state.users.all()) {
        auto object = userObject(state, user);
        const bool passes = std::all_of(query.begin(), query.end(), [&](const auto &pair) {
            const auto &key = pair.first;
            if (key == "limit" || key == "page" || key == "ascending" || key == "sortBy" || key == "labelSelector")
                return true;
            if (key == "globalrole")
                return globalRole(user.role) == pair.second;
            return passesFilter(state, kind, object, key, pair.second);
        });
        if (passes)
            items.push_back(std::move(object));
    }
    std::sort(items.begin(), items.end(), [ascending](const Json &a, const Json &b) {
        const auto left = memberText(a, {"metadata", "name"}), right = memberText(b, {"metadata", "name"});
        return ascending ? left < right : left > right;
    });
    const auto total = items.size();
    if (limit >= 0) {
        const auto start = static_cast<std::size_t>(std::max<std::int64_t>(0, (page - 1) * limit));
        std::vector<Json> part;
        if (page > 0) {
            for (auto i = start; i < items.size() && i < start + static_cast<std::size_t>(limit); ++i)
                part.push_back(items[i]);
        }
        items = std::move(part);
    }
    return kapisJson(Json{{"items", items}, {"totalItems", total}});
}

HttpResponse missingUser(const State &state, std::string_view name)
{
    if (state.v4())
        return textError(404, "User.iam." + state.options.world.apiDomain + " \"" + std::string(name) + "\" not found");
    return textError(500, "user.iam." + state.options.world.apiDomain + " \"" + std::string(name) + "\" not found");
}

/// The role templates that make up a user's global role.
Json globalRoles(const State &state, const User &user)
{
    Json roles = Json::array();
    const auto *kind = kindOf(state, state.group("iam"), "globalroles");
    if (!kind || user.role == Role::Nothing)
        return roles;
    state.world->each(*kind, {}, {}, {}, [&](const Entry &entry) {
        if (auto role = state.world->object(*kind, {}, entry.name)) {
            const auto name = memberText(*role, {"metadata", "name"});
            if (name.starts_with("role-template-") && (user.role == Role::Admin || name.find("-view-") != std::string::npos))
                roles.push_back(std::move(*role));
        }
        return true;
    });
    return roles;
}

} // namespace

HttpResponse answerTenant(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller)
{
    // Who may list workspaces sees all; everyone else sees what a binding gives them, which here is nothing.
    const bool seesAll = caller.user && caller.user->role != Role::Nothing;
    const auto *templates = kindOf(state, state.group("tenant"), "workspacetemplates");
    const auto *workspaces = kindOf(state, state.group("tenant"), "workspaces");
    const auto *namespaces = state.world->findKind("", "v1", "namespaces");
    const auto *clusters = kindOf(state, state.group("cluster"), "clusters");
    const auto label = state.options.world.apiDomain + "/workspace";
    const auto &rest = info.rest;
    if (rest.empty())
        return routerText(404);
    const auto one = [&](const KindInfo *kind, const std::string &name) {
        const auto text = kind ? state.world->text(*kind, {}, name) : std::string();
        if (text.empty() || !seesAll)
            return textError(state.v4() ? 404 : 500, "workspace.tenant." + state.options.world.apiDomain + " \"" + name + "\" not found");
        return kapisText(text);
    };
    // v4's v1alpha3 registers /workspaces twice, and the first registration gives templates.
    const bool asTemplates = rest[0] == "workspacetemplates" || (rest[0] == "workspaces" && (state.v4() ? info.version == "v1alpha3" : info.version == "v1alpha2"));
    if (rest[0] == "workspaces" || rest[0] == "workspacetemplates") {
        const auto *kind = asTemplates ? templates : workspaces;
        if (rest.size() == 1)
            return seesAll ? listOf(state, kind, request.query) : empty();
        if (rest.size() == 2)
            return one(kind, rest[1]);
        if (rest.size() == 3 && rest[2] == "namespaces") {
            if (!seesAll)
                return empty();
            return listOf(state, namespaces, request.query, [&](const Json &object) { return memberText(object, {"metadata", "labels", label.c_str()}) == rest[1]; });
        }
        if (rest.size() == 3 && rest[2] == "clusters")
            return seesAll && state.v4() ? listOf(state, clusters, request.query) : empty();
        return routerText(404);
    }
    if (rest[0] == "namespaces" && rest.size() == 1)
        return seesAll ? listOf(state, namespaces, request.query) : empty();
    if (rest[0] == "clusters" && rest.size() == 1)
        return seesAll && state.v4() ? listOf(state, clusters, request.query) : empty();
    if (rest[0] == "metrics" && rest.size() == 1 && state.v4())
        return answerOverview(state, request, info);
    return routerText(404);
}

HttpResponse answerIam(State &state, const HttpRequest &request, const RequestInfo &info)
{
    if (info.plural == "users") {
        if (info.name.empty())
            return users(state, request.query);
        const auto *user = state.users.find(info.name);
        if (!user)
            return missingUser(state, info.name);
        if (info.subresource.empty())
            return kapisJson(userObject(state, *user));
        if (info.subresource == "loginrecords")
            return empty();
        if (info.subresource == "globalroles" && !state.v4())
            return kapisJson(globalRoles(state, *user));
        if (info.subresource == "roletemplates" && state.v4()) {
            auto roles = request.value("scope") == "global" ? globalRoles(state, *user) : Json::array();
            const auto count = roles.size();
            return kapisJson(Json{{"items", std::move(roles)}, {"totalItems", count}});
        }
        return routerText(404);
    }
    if (info.plural == "clustermembers" && info.name.empty())
        return users(state, request.query);
    for (const char *plural : {"globalroles", "workspaceroles", "clusterroles", "roles"}) {
        if (info.plural != plural)
            continue;
        const auto *kind = kapisKind(state, plural);
        if (info.name.empty())
            return kind ? kapisList(state, *kind, info.nameSpace, request.query) : empty();
        const auto text = kind ? state.world->text(*kind, info.nameSpace, info.name) : std::string();
        return text.empty() ? textError(state.v4() ? 404 : 500, std::string(plural) + " \"" + info.name + "\" not found") : kapisText(text);
    }
    return routerText(404);
}

} // namespace sk::demo
