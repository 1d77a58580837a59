#pragma once

#include <sk/kube/resourcekind.h>

#include <vector>

namespace sk::kinds {

/// All known kinds, from the kind_*.cpp files of this directory, in no particular order. `apiDomain` is the prefix of the platform's own
/// labels and annotations ("<apiDomain>/workspace"); the API groups are the Catalog's to rename.
[[nodiscard]] std::vector<kube::ResourceKind> allKinds(const QString &apiDomain = QStringLiteral("kubesphere.io"));

} // namespace sk::kinds
