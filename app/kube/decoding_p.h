#pragma once

#include "resourcekind.h"

namespace sk::kube {

/// What every row has, from an object's `metadata`; without cells.
[[nodiscard]] Row rowOfMetadata(JsonView metadata, const ProjectionContext &context);

} // namespace sk::kube
