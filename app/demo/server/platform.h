#pragma once

#include "access.h"

namespace sk::demo {

/// Version, health, configuration: what belongs to ks-apiserver itself. Nothing when the path is none of them.
[[nodiscard]] std::optional<HttpResponse> answerPlatform(const State &state, const HttpRequest &request);

} // namespace sk::demo
