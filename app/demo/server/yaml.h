#pragma once

#include <sk/world/world.h>

#include <optional>
#include <string>

namespace sk::demo {

/// A YAML (or JSON) mapping as JSON: plain scalars get the types that Kubernetes' own reader gives them. Nothing for anything else.
[[nodiscard]] std::optional<Json> parseYamlObject(const std::string &text);

} // namespace sk::demo
