#include "router.h"

#include "access.h"
#include "faces.h"
#include "kapis.h"
#include "kube.h"
#include "oauth.h"
#include "platform.h"

namespace sk::demo {

namespace {

/// Whether Faults::answerOnly means this request.
bool isMeant(const State &state, const HttpRequest &request)
{
    const auto &only = state.faults.answerOnly;
    if (only.empty())
        return true;
    const auto info = parseRequestInfo(state, request);
    std::string_view word = "writes";
    if (request.path == "/oauth/token")
        word = "tokens";
    else if (info.verb == "watch")
        word = "watches";
    else if (info.resource && info.verb == "list")
        word = "lists";
    else if (request.method == "GET" || request.method == "HEAD")
        word = "gets";
    return only.find(word) != std::string::npos;
}

/// The answers that Faults::answer names; nothing when none is switched on.
std::optional<HttpResponse> faultyAnswer(State &state, const HttpRequest &request)
{
    const auto &answer = state.faults.answer;
    if (answer.empty() || state.faults.answerTimes == 0 || !isMeant(state, request))
        return std::nullopt;
    if (state.faults.answerTimes > 0)
        --state.faults.answerTimes;
    if (answer == "500")
        return HttpResponse{500, {{"Content-Type", "text/plain; charset=utf-8"}}, "Internal server error\n"};
    if (answer == "502")
        return HttpResponse{502, {{"Content-Type", "text/html"}}, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"};
    if (answer == "503")
        return errStatus(503, "ServiceUnavailable", "cluster host is not ready");
    if (answer == "429") {
        if (request.path == "/oauth/token")
            return oauthError(429, "invalid_grant", state.v4() ? "Rate limit exceeded." : "auth rate limit exceeded");
        auto response = statusResponse(429, "TooManyRequests", "Too many requests, please try again later.", Json{{"retryAfterSeconds", state.faults.retryAfterSeconds}});
        response.headers.emplace_back("Retry-After", std::to_string(state.faults.retryAfterSeconds));
        return response;
    }
    if (answer == "redirect")
        return HttpResponse{302, {{"Location", state.faults.redirectTo.empty() ? std::string("/login") : state.faults.redirectTo}}, {}};
    if (answer == "html")
        return HttpResponse{200, {{"Content-Type", "text/html; charset=utf-8"}}, "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>KubeSphere</title></head>\n<body><div id=\"root\"></div><script src=\"/dist/main.js\"></script></body>\n</html>\n"};
    return std::nullopt;
}

/// What a server with (v4) or without (v3) multi-cluster does with `/clusters/{c}` in a path.
std::optional<HttpResponse> dispatchCluster(const State &state, const RequestInfo &info)
{
    if (info.cluster.empty() || (state.v4() && info.cluster == "host"))
        return std::nullopt;
    if (state.v4())
        return errStatus(400, "BadRequest", "cluster " + info.cluster + " not exists");
    if (info.root == "kapis")
        return routerText(404);
    return statusResponse(404, "NotFound", "the server could not find the requested resource", Json::object());
}

void handle(State &state, const HttpRequest &request, const ExchangePtr &exchange)
{
    if (auto fault = faultyAnswer(state, request))
        return exchange->send(std::move(*fault));
    if (state.options.face == Face::KsApiserver)
        return routeToKsApiserver(state, request, exchange);
    answerFace(state, request, exchange);
}

} // namespace

void routeToKsApiserver(State &state, const HttpRequest &request, const ExchangePtr &exchange)
{
    auto authenticated = authenticate(state, request);
    if (auto *refused = std::get_if<HttpResponse>(&authenticated))
        return exchange->send(std::move(*refused));
    const auto caller = std::get<Caller>(authenticated);
    const auto info = parseRequestInfo(state, request);
    // Core discovery behind a cluster prefix runs the real path parser out of its range: the connection just ends.
    if (!info.cluster.empty() && info.root == "api" && info.plural.empty())
        return exchange->abort();
    if (auto refused = authorize(state, request, info, caller))
        return exchange->send(std::move(*refused));
    if (request.path.starts_with("/oauth/") || request.path == "/.well-known/openid-configuration")
        return exchange->send(answerOauth(state, request, caller));
    if (auto answer = dispatchCluster(state, info))
        return exchange->send(std::move(*answer));
    if (auto answer = answerPlatform(state, request))
        return exchange->send(std::move(*answer));
    if (info.root == "api" || info.root == "apis")
        return answerKube(state, request, info, exchange);
    if (info.root == "kapis") {
        if (request.path == "/kapis" && state.v33())
            return exchange->send({301, {{"Content-Type", "text/html; charset=utf-8"}, {"Location", "/kapis/"}}, "<a href=\"/kapis/\">Moved Permanently</a>.\n\n"});
        return exchange->send(answerKapis(state, request, info, caller));
    }
    exchange->send(goNotFound());
}

void route(State &state, const HttpRequest &request, const ExchangePtr &exchange)
{
    if (request.path.starts_with("/demo/"))
        return exchange->send(answerControl(state, request, exchange.get()));
    exchange->setFaults({state.faults.bytesPerSecond, state.faults.cutAfterBytes, state.faults.silentAfterBytes});
    if (state.faults.latencyMs <= 0)
        return handle(state, request, exchange);
    exchange->later(state.faults.latencyMs, [&state, request, exchange] {
        if (!exchange->closed())
            handle(state, request, exchange);
    });
}

} // namespace sk::demo
