#pragma once

#include "access.h"
#include "selectors.h"

/// The platform's own API under `/kapis`.
namespace sk::demo {

[[nodiscard]] HttpResponse answerKapis(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller);

/// @name The groups
/// @{
[[nodiscard]] HttpResponse answerResources(State &state, const HttpRequest &request, const RequestInfo &info);
[[nodiscard]] HttpResponse answerOverview(State &state, const HttpRequest &request, const RequestInfo &info); ///< v1alpha2
[[nodiscard]] HttpResponse answerTenant(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller);
[[nodiscard]] HttpResponse answerIam(State &state, const HttpRequest &request, const RequestInfo &info, const Caller &caller);
[[nodiscard]] HttpResponse answerMonitoring(State &state, const HttpRequest &request, const RequestInfo &info);
/// @}

/// Lists objects of a kind with the filters, sorting and paging of contract 3.4, as `{"items":…,"totalItems":…}`.
[[nodiscard]] HttpResponse kapisList(State &state, const KindInfo &kind, std::string_view nameSpace, const QueryList &query, const std::function<bool(const Json &)> &visible = {});
/// The kind that the resources API means by a plural; null when it does not serve it in this version.
[[nodiscard]] const KindInfo *kapisKind(const State &state, std::string_view plural);
[[nodiscard]] bool isFallbackKind(const State &state, std::string_view plural);

/// Whether an object passes one filter of contract 3.4 and 3.5.
[[nodiscard]] bool passesFilter(const State &state, const KindInfo &kind, const Json &object, std::string_view key, std::string_view value);

/// Adds what the server computes: on v3 the requests and limits of nodes, PVC use and so on.
void decorate(State &state, const KindInfo &kind, Json &object);

/// "16393244Ki" in units, "120m" in units (0.12); 0 for text that is no quantity.
[[nodiscard]] double quantityValue(std::string_view text);

} // namespace sk::demo
