#pragma once

#include "profile.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace sk::session {

/// A connection as an object of `connections.json` and of an exported file. What is empty or usual is left out.
[[nodiscard]] nlohmann::json profileToJson(const Profile &profile);
/// Nothing without an id and a server, or with the demo cluster's id. What is not understood falls back to its usual value.
[[nodiscard]] std::optional<Profile> profileFromJson(const nlohmann::json &json);

} // namespace sk::session
