#include "faces.h"

#include "access.h"
#include "kube.h"
#include "router.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace sk::demo {

namespace {

HttpResponse consolePage()
{
    return {200, {{"Content-Type", "text/html; charset=utf-8"}}, "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>KubeSphere</title></head>\n<body><div id=\"root\"></div><script src=\"/dist/main.js\"></script></body>\n</html>\n"};
}

HttpResponse toLogin(const HttpRequest &request)
{
    const auto target = request.path == "/" ? std::string("/login") : "/login?referer=" + request.path;
    return {302, {{"Location", target}, {"Content-Type", "text/html; charset=utf-8"}}, "Redirecting to <a href=\"" + htmlEscaped(target) + "\">" + htmlEscaped(target) + "</a>."};
}

/// `/kapis/…`, `/api/…`, `/apis/…`; v4 also behind `/clusters/{c}`.
bool isApiPath(const HttpRequest &request, bool v4)
{
    auto parts = splitPath(request.path);
    if (v4 && parts.size() > 2 && parts[0] == "clusters")
        parts.erase(parts.begin(), parts.begin() + 2);
    return parts.size() > 1 && (parts[0] == "kapis" || parts[0] == "api" || parts[0] == "apis");
}

void answerConsole(State &state, const HttpRequest &request, const ExchangePtr &exchange, bool v4)
{
    // The upgrade handler reads the cookie without looking whether there is one; the process dies.
    if (request.webSocket && !request.hasHeader("Cookie"))
        return exchange->abort();
    const bool oauth = v4 && (request.path.starts_with("/oauth/") || request.path.starts_with("/.well-known/"));
    if (oauth || isApiPath(request, v4)) {
        // The token is the cookie's; what the client itself says is not passed on by v3.
        auto forwarded = request;
        if (!v4)
            std::erase_if(forwarded.headers, [](const auto &header) { return equalsIgnoreCase(header.first, "Authorization"); });
        return routeToKsApiserver(state, forwarded, exchange);
    }
    if (request.path == "/login" && request.method == "GET")
        return exchange->send(consolePage());
    exchange->send(toLogin(request));
}

HttpResponse ingressPage()
{
    return {404, {{"Content-Type", "text/html"}}, "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"};
}

HttpResponse redirect(const State &state, const HttpRequest &request)
{
    auto target = state.faults.redirectTo;
    if (target.empty()) {
        const auto host = std::string(request.header("Host"));
        target = "https://" + host.substr(0, host.rfind(':')) + request.target;
    }
    return {308, {{"Location", target}, {"Content-Type", "text/html"}}, "<html><head><title>308 Permanent Redirect</title></head></html>\r\n"};
}

/// A Kubernetes version document: the names of kube-apiserver, and no `kubernetes` inside.
HttpResponse kubeVersion()
{
    return {200, {{"Content-Type", "application/json"}}, R"({
  "major": "1",
  "minor": "20",
  "gitVersion": "v1.20.2",
  "gitCommit": "faecb196815e248d3ecfb03c680a4507229c2a56",
  "gitTreeState": "clean",
  "buildDate": "2021-01-13T13:20:00Z",
  "goVersion": "go1.15.5",
  "compiler": "gc",
  "platform": "linux/amd64"
})"};
}

HttpResponse kubeForbidden(const std::string &user, const HttpRequest &request, const RequestInfo &info)
{
    std::string verb = request.method;
    std::transform(verb.begin(), verb.end(), verb.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto message = "User \"" + user + "\" cannot " + verb + " path \"" + request.path + '"';
    Json details = Json::object();
    if (info.resource) {
        message = "User \"" + user + "\" cannot " + info.verb + " resource \"" + info.plural + "\" in API group \"" + info.group + "\" "
            + (info.nameSpace.empty() ? "at the cluster scope" : "in the namespace \"" + info.nameSpace + '"');
        message = info.plural + (info.group.empty() ? "" : '.' + info.group) + (info.name.empty() ? "" : " \"" + info.name + '"') + " is forbidden: " + message;
        details["kind"] = info.plural;
    } else {
        message = "forbidden: " + message;
    }
    auto response = statusResponse(403, "Forbidden", message, details);
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return response;
}

} // namespace

void answerKubeApiserver(State &state, const HttpRequest &request, const ExchangePtr &exchange)
{
    std::string user = request.clientName;
    if (const auto credential = request.header("Authorization"); !credential.empty()) {
        const bool good = credential.starts_with("Bearer ") && credential.substr(7) == state.serviceAccountToken;
        if (!good && user.empty())
            return exchange->send(statusResponse(401, "Unauthorized", "Unauthorized"));
        if (good)
            user = "system:serviceaccount:kube-system:administrator";
    }
    static constexpr std::array open{"/version", "/healthz", "/livez", "/readyz"};
    const bool isOpen = std::find(open.begin(), open.end(), request.path) != open.end() && request.method == "GET";
    const auto info = parseRequestInfo(state, request);
    if (user.empty() && !isOpen)
        return exchange->send(kubeForbidden("system:anonymous", request, info));
    if (request.path == "/version")
        return exchange->send(kubeVersion());
    if (isOpen)
        return exchange->send({200, {{"Content-Type", "text/plain; charset=utf-8"}}, "ok"});
    if ((info.root == "api" || info.root == "apis") && info.cluster.empty())
        return answerKube(state, request, info, exchange);
    exchange->send(goNotFound());
}

void answerFace(State &state, const HttpRequest &request, const ExchangePtr &exchange)
{
    switch (state.options.face) {
    case Face::ConsoleV3:
        return answerConsole(state, request, exchange, false);
    case Face::ConsoleV4:
        return answerConsole(state, request, exchange, true);
    case Face::KubeApiserver:
        return answerKubeApiserver(state, request, exchange);
    case Face::Ingress:
        return exchange->send(ingressPage());
    case Face::Redirect:
        return exchange->send(redirect(state, request));
    case Face::KsApiserver:
        return routeToKsApiserver(state, request, exchange);
    }
}

} // namespace sk::demo
