#pragma once

#include <sk/world/world.h>

#include <string>
#include <string_view>
#include <variant>

namespace sk::demo {

struct PatchError {
    int code = 400;
    std::string message;
};

/// RFC 6902.
[[nodiscard]] std::variant<Json, PatchError> applyJsonPatch(const Json &object, const Json &patch);
/// RFC 7386.
[[nodiscard]] Json applyMergePatch(Json object, const Json &patch);
/// Kubernetes' own: lists of objects are merged by their merge key, `$patch: delete|replace` and `$setElementOrder`, `$deleteFromPrimitiveList` are understood.
[[nodiscard]] Json applyStrategicPatch(Json object, const Json &patch);

} // namespace sk::demo
