#include "platform.h"

namespace sk::demo {

namespace {

HttpResponse version(const State &state)
{
    const bool v4 = state.v4();
    const std::string number = v4 ? "v4.1.2" : state.v33() ? "v3.3.2" : "v3.4.1";
    const auto build = [](std::string gitVersion, std::string major, std::string minor, std::string commit, std::string date, std::string go) {
        return Json{{"gitVersion", std::move(gitVersion)}, {"gitMajor", std::move(major)}, {"gitMinor", std::move(minor)}, {"gitCommit", std::move(commit)}, {"gitTreeState", "clean"}, {"buildDate", std::move(date)}, {"goVersion", std::move(go)}, {"compiler", "gc"}, {"platform", "linux/amd64"}};
    };
    auto body = build(number, number.substr(1, 1), number.substr(3, 1), "0000000000000000000000000000000000000000", "2026-01-01T00:00:00Z", "go1.19.8");
    body["kubernetes"] = Json{{"major", "1"}, {"minor", "20"}, {"gitVersion", "v1.20.2"}, {"gitCommit", "faecb196815e248d3ecfb03c680a4507229c2a56"}, {"gitTreeState", "clean"}, {"buildDate", "2021-01-13T13:20:00Z"}, {"goVersion", "go1.15.5"}, {"compiler", "gc"}, {"platform", "linux/amd64"}};
    return kapisJson(body);
}

HttpResponse configz(const State &state)
{
    if (state.v4())
        return kapisJson(Json{{"multicluster", Json{{"proxyPublishService", ""}, {"proxyPublishAddress", ""}, {"agentImage", "kubesphere/tower:v0.2.1"}, {"clusterControllerResyncPeriod", 120000000000LL}, {"hostClusterName", "host"}, {"clusterName", "host"}, {"clusterRole", "host"}, {"chartPath", "/var/helm-charts/ks-core"}}}});
    Json flags = Json::object();
    for (const auto &[name, on] : std::initializer_list<std::pair<const char *, bool>>{
             {"alerting", false}, {"auditing", false}, {"authentication", true}, {"authorization", true}, {"cache", true}, {"devops", false}, {"edgeruntime", false}, {"events", false}, {"gateway", true},
             {"gpu", false}, {"kubeedge", false}, {"kubernetes", true}, {"logging", false}, {"metering", true}, {"monitoring", true}, {"multicluster", false}, {"network", false}, {"network.ippool", false},
             {"notification", false}, {"openpitrix", true}, {"openpitrix.appstore", false}, {"s3", false}, {"servicemesh", false}, {"sonarqube", false}, {"terminal", true}})
        flags[name] = on;
    return kapisJson(flags);
}

HttpResponse oauthConfig(const State &state)
{
    return kapisJson(Json{{"issuer", state.options.clientId},
                          {"clients", Json::array({Json{{"name", state.options.clientId}, {"redirectURIs", Json::array({"*"})}, {"grantMethod", "auto"}}})},
                          {"accessTokenMaxAge", state.options.accessTokenSeconds * 1000000000LL},
                          {"accessTokenInactivityTimeout", (state.options.refreshTokenSeconds - state.options.accessTokenSeconds) * 1000000000LL}});
}

} // namespace

std::optional<HttpResponse> answerPlatform(const State &state, const HttpRequest &request)
{
    const auto &path = request.path;
    const auto configs = "/kapis/" + state.group("config") + "/v1alpha2/configs/";
    const bool health = (path == "/healthz" && !state.v33()) || (path == "/livez" && state.v4());
    const bool known = path == "/kapis/version" || (path == "/version" && !state.v33()) || health || path == configs + "configz" || path == configs + "oauth" || (path == configs + "gpu/kinds" && !state.v4());
    if (!known)
        return std::nullopt;
    if (request.method != "GET" && request.method != "HEAD") {
        auto response = routerText(405);
        response.headers.insert(response.headers.begin(), {"Allow", "GET"});
        return response;
    }
    if (health)
        return HttpResponse{200, {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}}, "ok"};
    const auto accept = request.header("Accept");
    if (!accept.empty() && accept.find("application/json") == std::string_view::npos && accept.find("*/*") == std::string_view::npos)
        return routerText(406);
    if (path.ends_with("/configz"))
        return configz(state);
    if (path.ends_with("/oauth"))
        return oauthConfig(state);
    if (path.ends_with("/gpu/kinds"))
        return kapisJson(Json());
    return version(state);
}

} // namespace sk::demo
