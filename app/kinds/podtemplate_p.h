#pragma once

#include "fields_p.h"

namespace sk::kinds {

/// Adds the wide columns that all workloads have: containers, images, selector. `workload`: the part of the object that has them.
KindBuilder &workloadColumns(KindBuilder &builder, JsonView (*workload)(JsonView object) = [](JsonView object) { return object; });
/// "Containers" of a pod template: image, requests, limits.
void addTemplateSections(JsonView object, QList<DetailSection> &list);
/// "requests cpu 100m, memory 64Mi; limits memory 256Mi"
[[nodiscard]] QString resourcesText(JsonView resources);
/// The path of a container's image; `containers`: the keys of the list that it is in.
[[nodiscard]] QString imagePath(const QStringList &containers, JsonView container);
/// The selector of a workload: a LabelSelector, or the plain map of a replication controller.
[[nodiscard]] QString workloadSelector(JsonView object);

} // namespace sk::kinds
