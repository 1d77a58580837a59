#include "budgets.h"

#include "kube.h"

#include <algorithm>
#include <charconv>

namespace sk::demo {

namespace {

/// "30%" or a number of `total`, rounded up.
int amount(const Json &value, int total)
{
    if (value.is_number_integer())
        return value.get<int>();
    int percent = 0;
    if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        std::from_chars(text.data(), text.data() + text.size(), percent);
    }
    return (total * percent + 99) / 100;
}

bool covers(const Json &budget, const Json &pod)
{
    const auto *wanted = member(budget, {"spec", "selector", "matchLabels"});
    const auto *labels = member(pod, {"metadata", "labels"});
    if (!wanted || wanted->empty() || !labels)
        return false;
    return std::all_of(wanted->items().begin(), wanted->items().end(), [labels](const auto &pair) { return labels->contains(pair.key()) && labels->at(pair.key()) == pair.value(); });
}

bool isHealthy(const Json &pod)
{
    const auto *conditions = member(pod, {"status", "conditions"});
    if (!conditions || member(pod, {"metadata", "deletionTimestamp"}))
        return false;
    return std::any_of(conditions->begin(), conditions->end(), [](const Json &one) { return one.value("type", "") == "Ready" && one.value("status", "") == "True"; });
}

struct Numbers {
    int expected = 0, healthy = 0, desired = 0;

    [[nodiscard]] int allowed() const { return std::max(0, healthy - desired); }
};

Numbers count(const State &state, const Json &budget)
{
    Numbers numbers;
    const auto *pods = state.world->findKind("", "v1", "pods");
    state.world->each(*pods, memberText(budget, {"metadata", "namespace"}), {}, {}, [&](const Entry &entry) {
        const auto pod = state.world->object(*pods, entry.nameSpace, entry.name);
        const auto phase = pod ? memberText(*pod, {"status", "phase"}) : std::string();
        if (pod && phase != "Succeeded" && phase != "Failed" && covers(budget, *pod)) {
            ++numbers.expected;
            numbers.healthy += isHealthy(*pod) ? 1 : 0;
        }
        return true;
    });
    if (const auto *least = member(budget, {"spec", "minAvailable"}))
        numbers.desired = amount(*least, numbers.expected);
    else if (const auto *most = member(budget, {"spec", "maxUnavailable"}))
        numbers.desired = std::max(0, numbers.expected - amount(*most, numbers.expected));
    return numbers;
}

const KindInfo *budgetKind(const State &state)
{
    const auto *kind = state.world->findKind("policy", "v1", "poddisruptionbudgets");
    return kind ? kind : state.world->findKind("policy", "v1beta1", "poddisruptionbudgets");
}

} // namespace

void settleBudgets(State &state)
{
    const auto *kind = budgetKind(state);
    std::vector<std::pair<std::string, std::string>> keys;
    state.world->each(*kind, {}, {}, {}, [&keys](const Entry &entry) {
        keys.emplace_back(entry.nameSpace, entry.name);
        return true;
    });
    for (const auto &[nameSpace, name] : keys) {
        auto budget = *state.world->object(*kind, nameSpace, name);
        const auto numbers = count(state, budget);
        const Json status{{"observedGeneration", budget["metadata"].value("generation", 1)}, {"disruptionsAllowed", numbers.allowed()}, {"currentHealthy", numbers.healthy},
                          {"desiredHealthy", numbers.desired}, {"expectedPods", numbers.expected}};
        if (budget.value("status", Json()) == status)
            continue;
        budget["status"] = status;
        (void)state.world->update(*kind, nameSpace, name, budget, false, World::Part::Status);
    }
}

HttpResponse answerEviction(State &state, const KindInfo &pods, const HttpRequest &request, const RequestInfo &info)
{
    const auto pod = state.world->object(pods, info.nameSpace, info.name);
    if (!pod)
        return kubeNotFound(pods, info.name);
    std::optional<HttpResponse> refused;
    const auto *budgets = budgetKind(state);
    state.world->each(*budgets, info.nameSpace, {}, {}, [&](const Entry &entry) {
        const auto budget = state.world->object(*budgets, entry.nameSpace, entry.name);
        if (!budget || !covers(*budget, *pod))
            return true;
        const auto numbers = count(state, *budget);
        if (numbers.allowed() > 0)
            return true;
        refused = statusResponse(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.",
                                 Json{{"causes", Json::array({Json{{"reason", "DisruptionBudget"}, {"message", "The disruption budget " + std::string(entry.name) + " needs " + std::to_string(numbers.desired) + " healthy pods and has " + std::to_string(numbers.healthy) + " currently"}}})}});
        return false;
    });
    if (refused)
        return std::move(*refused);
    const bool dryRun = request.value("dryRun") == "All";
    const auto result = state.world->remove(pods, info.nameSpace, info.name, dryRun);
    if (const auto *error = std::get_if<WorldError>(&result))
        return worldErrorResponse(*error, pods, info.name);
    if (!dryRun)
        settleBudgets(state);
    return kubeJson(dumpJson(Json{{"kind", "Status"}, {"apiVersion", "v1"}, {"metadata", Json::object()}, {"status", "Success"}, {"code", 201}}), kubeFormat(request), 201);
}

} // namespace sk::demo
