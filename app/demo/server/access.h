#pragma once

#include "http_types.h"
#include "state.h"

#include <variant>

/// Who asks, what the request is about, and whether it is allowed: the filters in front of every handler.
namespace sk::demo {

struct Caller {
    const User *user = nullptr; ///< null: system:anonymous

    [[nodiscard]] std::string name() const { return user ? user->name : "system:anonymous"; }
};

/// What a path says, as pkg/apiserver/request/requestinfo.go reads it.
struct RequestInfo {
    std::string root; ///< "api", "apis", "kapis" or else
    bool resource = false; ///< false: a non-resource path
    std::string cluster; ///< of a cluster prefix; empty without
    std::string verb; ///< "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"
    std::string group;
    std::string version;
    std::string workspace;
    std::string nameSpace;
    std::string plural;
    std::string name;
    std::string subresource;
    std::vector<std::string> rest; ///< segments after group and version, scope included
};

[[nodiscard]] RequestInfo parseRequestInfo(const State &state, const HttpRequest &request);
/// The authentication filter: a caller, or the 401.
[[nodiscard]] std::variant<Caller, HttpResponse> authenticate(State &state, const HttpRequest &request);
/// The authorization filter: nothing when allowed, or the 403.
[[nodiscard]] std::optional<HttpResponse> authorize(const State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller);

} // namespace sk::demo
