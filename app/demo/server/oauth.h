#pragma once

#include "access.h"

namespace sk::demo {

/// Everything under `/oauth`, and v4's discovery document at the root. `caller` is who the authentication filter found.
[[nodiscard]] HttpResponse answerOauth(State &state, const HttpRequest &request, const Caller &caller);

} // namespace sk::demo
