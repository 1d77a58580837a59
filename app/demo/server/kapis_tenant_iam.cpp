#include "kapis.h"

#include "accounts.h"

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
    return role == Role::Admin ? "platform-admin" : role == Role::Nothing ? "" : "platform-regular";
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
        if (user.preRegistered())
            continue;
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
    // Who may list workspaces sees all; everyone else sees what a binding gives them.
    const bool member = caller.user && caller.user->role == Role::Member;
    const bool seesAll = caller.user && !member && caller.user->role != Role::Nothing;
    const bool seesSome = seesAll || member;
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
        if (text.empty() || !(seesAll || (member && name == caller.user->workspace)))
            return textError(state.v4() ? 404 : 500, "workspace.tenant." + state.options.world.apiDomain + " \"" + name + "\" not found");
        return kapisText(text);
    };
    // v4's v1alpha3 registers /workspaces twice, and the first registration gives templates.
    const bool asTemplates = rest[0] == "workspacetemplates" || (rest[0] == "workspaces" && (state.v4() ? info.version == "v1alpha3" : info.version == "v1alpha2"));
    if (rest[0] == "workspaces" || rest[0] == "workspacetemplates") {
        const auto *kind = asTemplates ? templates : workspaces;
        if (rest.size() == 1)
            return seesSome ? listOf(state, kind, request.query, [&](const Json &object) { return seesAll || memberText(object, {"metadata", "name"}) == caller.user->workspace; }) : empty();
        if (rest.size() == 2)
            return one(kind, rest[1]);
        if (rest.size() == 3 && rest[2] == "namespaces") {
            if (!seesAll && !(member && rest[1] == caller.user->workspace))
                return empty();
            return listOf(state, namespaces, request.query, [&](const Json &object) { return memberText(object, {"metadata", "labels", label.c_str()}) == rest[1]; });
        }
        if (rest.size() == 3 && rest[2] == "clusters")
            return seesAll && state.v4() ? listOf(state, clusters, request.query) : empty();
        return routerText(404);
    }
    if (rest[0] == "namespaces" && rest.size() == 1)
        return seesSome ? listOf(state, namespaces, request.query, [&](const Json &object) { return seesAll || memberText(object, {"metadata", "labels", label.c_str()}) == caller.user->workspace; }) : empty();
    if (rest[0] == "clusters" && rest.size() == 1)
        return seesAll && state.v4() ? listOf(state, clusters, request.query) : empty();
    if (rest[0] == "metrics" && rest.size() == 1 && state.v4())
        return answerOverview(state, request, info);
    return routerText(404);
}

HttpResponse answerIam(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller)
{
    if (info.plural == "users") {
        if (request.method == "POST" && info.name.empty())
            return answerUserCreation(state, request, caller);
        if (request.method == "PUT" && info.subresource == "password")
            return answerPasswordChange(state, request, info);
        if (request.method != "GET" && request.method != "HEAD")
            return routerText(405);
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
