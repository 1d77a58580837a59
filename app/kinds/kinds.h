#pragma once

#include <sk/kube/resourcekind.h>

#include <vector>

namespace sk::kinds {

/// All known kinds, from the kind_*.cpp files of this directory, in no particular order.
[[nodiscard]] std::vector<kube::ResourceKind> allKinds();

} // namespace sk::kinds
