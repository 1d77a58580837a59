#pragma once

#include "fields_p.h"

namespace sk::kinds {

/// Adds the wide columns that all workloads have: containers, images, selector.
KindBuilder &workloadColumns(KindBuilder &builder);
/// "Containers" of a pod template: image, requests, limits.
void addTemplateSections(JsonView object, QList<DetailSection> &list);
/// "requests cpu 100m, memory 64Mi; limits memory 256Mi"
[[nodiscard]] QString resourcesText(JsonView resources);
/// The selector of a workload: a LabelSelector, or the plain map of a replication controller.
[[nodiscard]] QString workloadSelector(JsonView object);

} // namespace sk::kinds
