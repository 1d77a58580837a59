#include "access.h"

#include "accounts.h"
#include "selectors.h"

#include <algorithm>
#include <array>

namespace sk::demo {

namespace {

bool isOpenPath(const State &state, std::string_view path)
{
    if (path.starts_with("/oauth/") || (path == "/kapis/version"))
        return true;
    if (state.v4()) {
        static constexpr std::array open{"/.well-known/openid-configuration", "/version", "/metrics", "/livez", "/healthz", "/openapi/v2", "/openapi/v3"};
        return std::find(open.begin(), open.end(), path) != open.end() || path.starts_with("/dist/")
            || path.starts_with("/kapis/" + state.group("config") + "/v1alpha2/configs");
    }
    return path.starts_with("/kapis/" + state.group("config") + '/') || path == "/kapis/metrics" || (path == "/healthz" && !state.v33());
}

HttpResponse unauthorized(const State &state, std::string message)
{
    if (!state.v4())
        message = "Unauthorized: " + message;
    return statusResponse(401, "Unauthorized", message);
}

std::variant<Caller, HttpResponse> basic(State &state, std::string_view credential)
{
    const auto decoded = base64Decode(credential);
    const auto colon = decoded.find(':');
    const auto name = decoded.substr(0, colon);
    const auto password = colon == std::string::npos ? std::string() : decoded.substr(colon + 1);
    switch (login(state, name, password)) {
    case LoginResult::Good:
        return Caller{state.users.find(name)};
    case LoginResult::Locked:
        return unauthorized(state, "auth rate limit exceeded");
    case LoginResult::Inactive:
        return unauthorized(state, "account is not active");
    case LoginResult::Wrong:
        break;
    }
    return unauthorized(state, "incorrect password");
}

std::string verbOf(const HttpRequest &request, const RequestInfo &info)
{
    const auto &method = request.method;
    if (method == "POST")
        return "create";
    if (method == "PUT")
        return "update";
    if (method == "PATCH")
        return "patch";
    if (method == "DELETE")
        return info.name.empty() ? "deletecollection" : "delete";
    const auto watch = request.value("watch");
    if (info.root != "kapis" && (watch == "true" || watch == "1"))
        return "watch";
    return info.name.empty() ? "list" : "get";
}

HttpResponse forbidden(const RequestInfo &info, const HttpRequest &request, const Caller &caller)
{
    std::string message;
    Json details = Json::object();
    if (!info.resource) {
        message = "forbidden: User \"" + caller.name() + "\" cannot " + request.method + " path \"" + htmlEscaped(request.path) + "\"";
    } else {
        const auto resource = info.plural + (info.subresource.empty() ? "" : '/' + info.subresource);
        message = info.plural + (info.group.empty() ? "" : '.' + info.group) + (info.name.empty() ? "" : " \"" + info.name + '"') + " is forbidden: User \"" + caller.name() + "\" cannot "
            + info.verb + " resource \"" + resource + "\" in API group \"" + info.group + "\" "
            + (info.nameSpace.empty() ? "at the cluster scope" : "in the namespace \"" + info.nameSpace + '"');
        if (!info.name.empty())
            details["name"] = info.name;
        if (!info.group.empty())
            details["group"] = info.group;
        details["kind"] = info.plural;
    }
    auto response = statusResponse(403, "Forbidden", message, details);
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return response;
}

/// What the role that every signed-in user has allows: their own account, the tenant lists (which show only what is
/// theirs), the list of clusters, discovery, and reviews of themselves.
bool allowedForEveryone(const State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller)
{
    const bool read = request.method == "GET" || request.method == "HEAD";
    if (caller.user->preRegistered())
        return info.group == state.group("iam") && info.plural == "users" && info.verb == "create";
    if (!info.resource)
        return read;
    if (info.group == state.group("iam") && info.plural == "users" && info.name == caller.name())
        return read || info.verb == "patch" || info.verb == "update";
    if (info.group == "authorization.k8s.io" && request.method == "POST")
        return true;
    if (!read)
        return false;
    if (info.plural.empty())
        return true;
    if (info.group == state.group("tenant") || info.group == state.group("config"))
        return true;
    return info.group == state.group("resources") && info.plural == "clusters";
}

/// What a member of a workspace may do: everything in its namespaces, and read the workspace itself.
bool allowedForMember(const State &state, const RequestInfo &info, const User &user)
{
    if (info.nameSpace.empty())
        return !info.workspace.empty() && info.workspace == user.workspace && info.verb != "create" && info.verb != "delete";
    const auto *kind = state.world->findKind("", "v1", "namespaces");
    const auto nameSpace = state.world->object(*kind, {}, info.nameSpace);
    const auto label = state.options.world.apiDomain + "/workspace";
    return nameSpace && memberText(*nameSpace, {"metadata", "labels", label.c_str()}) == user.workspace;
}

} // namespace

RequestInfo parseRequestInfo(const State &state, const HttpRequest &request)
{
    RequestInfo info;
    auto parts = splitPath(request.path);
    const auto drop = [&parts](std::size_t count) { parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(std::min(count, parts.size()))); };
    if (state.v4() && parts.size() >= 2 && parts[0] == "clusters") {
        info.cluster = parts[1];
        drop(2);
    }
    if (parts.empty() || (parts[0] != "api" && parts[0] != "apis" && parts[0] != "kapis"))
        return info;
    info.root = parts[0];
    const bool shortPath = parts.size() < 3;
    drop(1);
    if (parts.size() >= 2 && parts[0] == "clusters") {
        info.cluster = parts[1];
        drop(2);
    }
    if (info.root != "api" && !parts.empty()) {
        info.group = parts[0];
        drop(1);
    }
    if (!parts.empty()) {
        info.version = parts[0];
        drop(1);
    }
    info.resource = !shortPath;
    bool watchPath = false;
    if (info.root != "kapis" && !parts.empty() && parts[0] == "watch") {
        watchPath = true;
        drop(1);
    }
    info.rest = parts;
    if (parts.size() >= 3 && parts[0] == "workspaces" && info.root == "kapis" && info.group == state.group("tenant")) {
        info.workspace = parts[1];
        drop(2);
    }
    if (parts.size() >= 2 && parts[0] == "namespaces") {
        info.nameSpace = parts[1];
        // namespaces/{n}/status and namespaces/{n}/finalize are about the namespace itself.
        if (parts.size() >= 3 && !(parts.size() == 3 && (parts[2] == "status" || parts[2] == "finalize")))
            drop(2);
    }
    if (!parts.empty())
        info.plural = parts[0];
    if (parts.size() > 1)
        info.name = parts[1];
    if (parts.size() > 2)
        info.subresource = parts[2];
    info.verb = watchPath ? "watch" : verbOf(request, info);
    return info;
}

std::variant<Caller, HttpResponse> authenticate(State &state, const HttpRequest &request)
{
    const auto credential = request.header("Authorization");
    if (credential.empty())
        return Caller{};
    const auto blank = credential.find(' ');
    const auto scheme = credential.substr(0, blank);
    const auto value = blank == std::string_view::npos ? std::string_view() : credential.substr(blank + 1);
    if (equalsIgnoreCase(scheme, "Basic") && !value.empty())
        return basic(state, value);
    if (!equalsIgnoreCase(scheme, "Bearer") || value.empty())
        return state.v4() ? statusResponse(401, "Unauthorized", "The request cannot be authenticated.") : unauthorized(state, "%!s(<nil>)");
    const auto verdict = state.tokens.check(value, state.nowSeconds());
    if (!verdict.error.empty())
        return unauthorized(state, verdict.error);
    const auto *user = state.users.find(verdict.claims.user);
    if (!user || user->disabled)
        return unauthorized(state, "account is not active");
    return Caller{user};
}

std::optional<HttpResponse> authorize(const State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller)
{
    if (isOpenPath(state, request.path) || (caller.user && caller.user->role == Role::Admin))
        return std::nullopt;
    if (caller.user && allowedForEveryone(state, request, info, caller))
        return std::nullopt;
    if (caller.user && caller.user->role == Role::Member && info.resource && allowedForMember(state, info, *caller.user))
        return std::nullopt;
    const bool read = info.verb == "get" || info.verb == "list" || info.verb == "watch";
    if (caller.user && caller.user->role == Role::Viewer && read && info.resource && info.subresource != "exec" && info.subresource != "attach" && info.subresource != "portforward")
        return std::nullopt;
    return forbidden(info, request, caller);
}

} // namespace sk::demo
