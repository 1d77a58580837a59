#pragma once

#include "state.h"

namespace sk::demo {

/// Takes every request through the filters (faults, authentication, authorization, cluster dispatch) to its handler.
void route(State &state, const HttpRequest &request, const ExchangePtr &exchange);
/// The same without faults and control: what a web console forwards to.
void routeToKsApiserver(State &state, const HttpRequest &request, const ExchangePtr &exchange);

/// `/demo/…` (control.cpp): switches faults, disturbs watches, changes accounts and restarts the server while it runs; no
/// authentication, because only loopback reaches it.
[[nodiscard]] HttpResponse answerControl(State &state, const HttpRequest &request, const Exchange *exchange);

} // namespace sk::demo
