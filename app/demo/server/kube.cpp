#include "kube.h"
#include "utc_time.h"

#include <algorithm>

namespace sk::demo {

namespace {

HttpResponse notServed()
{
    return statusResponse(404, "NotFound", "the server could not find the requested resource", Json::object());
}

bool groupExists(const State &state, const std::string &group)
{
    const auto &kinds = state.world->kinds();
    return std::any_of(kinds.begin(), kinds.end(), [&group](const KindInfo &kind) { return kind.group == group; });
}

void answerGet(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange)
{
    const auto text = state.world->text(kind, info.nameSpace, info.name);
    if (text.empty())
        return exchange->send(kubeNotFound(kind, info.name));
    if (info.subresource == "scale") {
        const auto object = Json::parse(text, nullptr, false);
        Json metadata = Json::object();
        for (const char *key : {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            if (const auto *value = member(object, {"metadata", key}))
                metadata[key] = *value;
        }
        const auto *wanted = member(object, {"spec", "replicas"});
        const auto *there = member(object, {"status", "replicas"});
        std::string selector;
        if (const auto *labels = member(object, {"spec", "selector", "matchLabels"})) {
            for (const auto &[key, value] : labels->items())
                selector += (selector.empty() ? "" : ",") + key + '=' + value.get<std::string>();
        }
        return exchange->send(kubeJson(dumpJson(Json{{"kind", "Scale"},
                                                     {"apiVersion", "autoscaling/v1"},
                                                     {"metadata", metadata},
                                                     {"spec", Json{{"replicas", wanted ? *wanted : Json(1)}}},
                                                     {"status", Json{{"replicas", there ? *there : Json(0)}, {"selector", selector}}}}),
                                       kubeFormat(request)));
    }
    exchange->send(kubeObject(state, kind, text, kubeFormat(request)));
}

} // namespace

void answerKube(State &state, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange)
{
    if (auto discovery = answerDiscovery(state, request, info))
        return exchange->send(std::move(*discovery));
    if (info.group == "authorization.k8s.io")
        return exchange->send(answerReviews(state, request, info));
    const auto *kind = state.world->findKind(info.group, info.version, info.plural);
    if (!kind)
        return exchange->send(info.root == "apis" && !groupExists(state, info.group) ? goNotFound() : notServed());
    const bool known = info.subresource.empty() || std::find(kind->subresources.begin(), kind->subresources.end(), info.subresource) != kind->subresources.end()
        || (kind->kind == "Pod" && (info.subresource == "log" || info.subresource == "eviction" || info.subresource == "exec"));
    if (!known || (!kind->namespaced && !info.nameSpace.empty() && info.plural != "namespaces"))
        return exchange->send(notServed());
    const auto nameSpace = kind->namespaced ? info.nameSpace : std::string();
    RequestInfo plain = info;
    plain.nameSpace = nameSpace;
    if (info.subresource == "log")
        return answerPodLog(state, request, plain, exchange);
    if (info.subresource == "exec") {
        const auto pod = state.world->object(*kind, nameSpace, info.name);
        if (!pod)
            return exchange->send(kubeNotFound(*kind, info.name));
        auto container = chosenContainer(*pod, request.value("container"));
        if (auto *error = std::get_if<HttpResponse>(&container))
            return exchange->send(std::move(*error));
        return exchange->send(statusResponse(400, "BadRequest", "Upgrade request required"));
    }
    if (info.verb == "watch")
        return answerKubeWatch(state, *kind, request, plain, exchange);
    if (info.verb == "list")
        return answerKubeList(state, *kind, request, plain, exchange);
    if (info.verb == "get")
        return answerGet(state, *kind, request, plain, exchange);
    exchange->send(answerKubeWrite(state, *kind, request, plain));
}

HttpResponse answerReviews(const State &state, const HttpRequest &request, const RequestInfo &info)
{
    const auto body = Json::parse(request.body, nullptr, false);
    if (request.method != "POST" || !body.is_object())
        return statusResponse(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Json::object());
    const auto *spec = member(body, {"spec"});
    const auto format = kubeFormat(request);
    if (info.plural == "selfsubjectaccessreviews") {
        // Answered for the server's own account, which may do everything, whoever asks: seen live.
        Json fields = Json::object();
        if (const auto *attributes = spec ? member(*spec, {"resourceAttributes"}) : nullptr) {
            Json inner{{".", Json::object()}};
            for (const auto &[key, value] : attributes->items())
                inner["f:" + key] = Json::object();
            fields = Json{{"f:spec", Json{{"f:resourceAttributes", inner}}}};
        }
        const Json managed{{"manager", "unknown"}, {"operation", "Update"}, {"apiVersion", "authorization.k8s.io/v1"}, {"time", rfc3339(state.now())}, {"fieldsType", "FieldsV1"}, {"fieldsV1", fields}};
        return kubeJson(dumpJson(Json{{"kind", "SelfSubjectAccessReview"},
                                      {"apiVersion", "authorization.k8s.io/v1"},
                                      {"metadata", Json{{"creationTimestamp", nullptr}, {"managedFields", Json::array({managed})}}},
                                      {"spec", spec ? *spec : Json::object()},
                                      {"status", Json{{"allowed", true}}}}),
                        format, 201);
    }
    if (info.plural == "selfsubjectrulesreviews") {
        const auto rule = [](std::initializer_list<const char *> verbs, std::initializer_list<const char *> groups, std::initializer_list<const char *> resources) {
            return Json{{"verbs", Json(std::vector<std::string>(verbs.begin(), verbs.end()))}, {"apiGroups", Json(std::vector<std::string>(groups.begin(), groups.end()))}, {"resources", Json(std::vector<std::string>(resources.begin(), resources.end()))}};
        };
        const auto urls = [](std::initializer_list<const char *> verbs, std::initializer_list<const char *> paths) {
            return Json{{"verbs", Json(std::vector<std::string>(verbs.begin(), verbs.end()))}, {"nonResourceURLs", Json(std::vector<std::string>(paths.begin(), paths.end()))}};
        };
        return kubeJson(dumpJson(Json{{"kind", "SelfSubjectRulesReview"},
                                      {"apiVersion", "authorization.k8s.io/v1"},
                                      {"metadata", Json{{"creationTimestamp", nullptr}}},
                                      {"spec", Json::object()},
                                      {"status",
                                       Json{{"resourceRules", Json::array({rule({"create"}, {"authorization.k8s.io"}, {"selfsubjectaccessreviews", "selfsubjectrulesreviews"}), rule({"*"}, {"*"}, {"*"})})},
                                            {"nonResourceRules", Json::array({urls({"get"}, {"/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"}), urls({"*"}, {"*"}), urls({"get"}, {"/healthz", "/livez", "/readyz", "/version", "/version/"})})},
                                            {"incomplete", false}}}}),
                        format, 201);
    }
    return notServed();
}

} // namespace sk::demo
