#pragma once

#include "fields_p.h"

namespace sk::kinds {

/// A role of any group: name, namespace, number of rules; the rules in the detail.
[[nodiscard]] ResourceKind roleLike(ResourceType type, const char *title, Category category, int order);
/// A binding: its role and whom it is given to.
[[nodiscard]] ResourceKind bindingLike(ResourceType type, const char *title, Category category, int order);

} // namespace sk::kinds
