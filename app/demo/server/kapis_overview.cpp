#include "kapis.h"

namespace sk::demo {

namespace {

std::size_t countOf(const State &state, std::string_view plural, std::string_view nameSpace)
{
    const auto *kind = kapisKind(state, plural);
    if (!kind) {
        for (const auto &candidate : state.world->kinds()) {
            if (candidate.plural == plural)
                kind = &candidate;
        }
    }
    return kind ? state.world->count(*kind, kind->namespaced ? nameSpace : std::string_view()) : 0;
}

template<typename Visit>
void eachObject(const State &state, std::string_view plural, std::string_view nameSpace, Visit visit)
{
    for (const auto &kind : state.world->kinds()) {
        if (kind.plural != plural || kind.group == "metrics.k8s.io")
            continue;
        state.world->each(kind, kind.namespaced ? nameSpace : std::string_view(), {}, {}, [&](const Entry &entry) {
            if (const auto object = state.world->object(kind, entry.nameSpace, entry.name))
                visit(kind, *object);
            return true;
        });
        return;
    }
}

HttpResponse abnormal(const State &state, std::string_view nameSpace)
{
    const auto count = [&](const char *plural, const char *key, std::initializer_list<const char *> values) {
        int number = 0;
        eachObject(state, plural, nameSpace, [&](const KindInfo &kind, const Json &object) {
            for (const char *value : values)
                number += passesFilter(state, kind, object, key, value) ? 1 : 0;
        });
        return number;
    };
    return kapisJson(Json{{"namespace", nameSpace},
                          {"data",
                           Json{{"daemonsets", count("daemonsets", "status", {"updating"})},
                                {"deployments", count("deployments", "status", {"updating"})},
                                {"jobs", count("jobs", "status", {"failed"})},
                                // v4 asks for two phases at once, which no claim can have.
                                {"persistentvolumeclaims", state.v4() ? 0 : count("persistentvolumeclaims", "status", {"pending", "lost"})},
                                {"statefulsets", count("statefulsets", "status", {"updating"})}}}});
}

HttpResponse quotas(const State &state, std::string_view nameSpace)
{
    Json used = Json::object();
    for (const auto &[key, plural] : std::initializer_list<std::pair<const char *, const char *>>{{"count/cronjobs.batch", "cronjobs"}, {"count/daemonsets.apps", "daemonsets"}, {"count/deployments.apps", "deployments"}, {"count/ingresses.extensions", "ingresses"}, {"count/jobs.batch", "jobs"}, {"count/pods", "pods"}})
        used[key] = std::to_string(countOf(state, plural, nameSpace));
    used["count/s2ibuilders.devops." + state.options.world.apiDomain] = "0";
    used["count/services"] = std::to_string(countOf(state, "services", nameSpace));
    used["count/statefulsets.apps"] = std::to_string(countOf(state, "statefulsets", nameSpace));
    used["persistentvolumeclaims"] = std::to_string(countOf(state, "persistentvolumeclaims", nameSpace));
    if (nameSpace.empty())
        return kapisJson(Json{{"namespace", "\"\""}, {"data", Json{{"used", used}}}});
    Json hard = Json::object();
    Json left = Json::object();
    eachObject(state, "resourcequotas", nameSpace, [&](const KindInfo &, const Json &quota) {
        const auto *limits = member(quota, {"status", "hard"});
        if (!limits)
            return;
        for (const auto &[key, value] : limits->items()) {
            hard[key] = value;
            const auto now = memberText(quota, {"status", "used", key.c_str()});
            used[key] = now.empty() ? "0" : now;
            const auto rest = quantityValue(value.get<std::string>()) - quantityValue(used[key].get<std::string>());
            left[key] = rest <= 0 ? std::string("0") : std::to_string(static_cast<long long>(rest));
        }
    });
    Json data = Json::object();
    if (!hard.empty())
        data["hard"] = hard;
    data["used"] = used;
    if (!left.empty())
        data["left"] = left;
    return kapisJson(Json{{"namespace", nameSpace}, {"data", data}});
}

HttpResponse componentHealth(const State &state)
{
    int total = 0, healthy = 0;
    eachObject(state, "nodes", {}, [&](const KindInfo &kind, const Json &node) {
        ++total;
        healthy += passesFilter(state, kind, node, "status", "warning") ? 0 : 1;
    });
    return kapisJson(Json{{"kubesphereStatus", Json::array()}, {"nodeStatus", Json{{"totalNodes", total}, {"healthyNodes", healthy}}}});
}

/// v4 counts objects itself, without Prometheus; the values are numbers there.
HttpResponse counts(const State &state, std::string_view nameSpace)
{
    Json results = Json::array();
    const std::string prefix = nameSpace.empty() ? "cluster_" : "namespace_";
    for (const char *singular : {"namespace", "pod", "deployment", "statefulset", "daemonset", "job", "cronjob", "persistentvolumeclaim", "service", "ingress", "clusterrole", "clusterrolebinding"}) {
        const std::string plural = std::string(singular) + (singular == std::string_view("ingress") ? "es" : "s");
        if (!nameSpace.empty() && (plural == "namespaces" || plural.starts_with("clusterrole")))
            continue;
        results.push_back(Json{{"metric_name", prefix + singular + "_count"}, {"data", Json{{"resultType", "vector"}, {"result", Json::array({Json{{"value", Json::array({state.nowSeconds(), countOf(state, plural, nameSpace)})}}})}}}});
    }
    return kapisJson(Json{{"results", results}});
}

} // namespace

HttpResponse answerOverview(State &state, const HttpRequest &, const RequestInfo &info)
{
    if (info.plural == "metrics" && state.v4())
        return counts(state, info.nameSpace);
    if (info.plural == "componenthealth")
        return componentHealth(state);
    if (info.plural == "components")
        return info.name.empty() ? kapisJson(Json::array()) : textError(state.v4() ? 404 : 500, "component " + info.name + " not found");
    if (info.version == "v1alpha2" && info.plural == "abnormalworkloads")
        return abnormal(state, info.nameSpace);
    if (info.version == "v1alpha2" && info.plural == "quotas")
        return quotas(state, info.nameSpace);
    return routerText(404);
}

} // namespace sk::demo
