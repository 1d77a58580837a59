#pragma once

#include <sk/kube/resourcekind.h>

#include <vector>

namespace sk::kinds {

/// All known kinds, from the kind_*.cpp files of this directory, in no particular order.
[[nodiscard]] std::vector<kube::ResourceKind> allKinds();

/// The kind that a person means by `name`: "apps/deployments", "deployments.apps", a plural, or one of kubectl's short names. Null: none.
[[nodiscard]] const kube::ResourceKind *findKind(const std::vector<kube::ResourceKind> &kinds, const QString &name);

} // namespace sk::kinds
