#pragma once

#include "filtertree.h"

#include <sk/kube/resourcekind.h>

namespace sk::models {

/// What of a filter the server can do itself. The rows are asked by the whole filter here in any case: a server that does not keep to
/// its selectors, or refuses them, changes what is read and never what is shown.
struct FilterPlan {
    QString labelSelector;
    QString fieldSelector;
    friend bool operator==(const FilterPlan &, const FilterPlan &) = default;
};
[[nodiscard]] FilterPlan planFilter(const FilterNode &root, const kube::ResourceKind &kind);

} // namespace sk::models
