#pragma once

#include "access.h"

/// Disruption budgets, and the evictions that they allow.
namespace sk::demo {

/// Brings the status of every budget up to date with its pods.
void settleBudgets(State &state);
/// `POST …/pods/{name}/eviction`: 429 with a cause DisruptionBudget where a budget does not allow it.
[[nodiscard]] HttpResponse answerEviction(State &state, const KindInfo &pods, const HttpRequest &request, const RequestInfo &info);

} // namespace sk::demo
