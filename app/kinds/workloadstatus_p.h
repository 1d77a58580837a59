#pragma once

#include "podtemplate_p.h"

namespace sk::kinds {

/// "3 of 3 available" and its like for the controllers that keep a number of pods: what is short, and why.
[[nodiscard]] Verdict replicasVerdict(double want, double have, const char *allText, const char *someText);

/// How many pods a controller is to keep; one where it does not say.
[[nodiscard]] double wantedReplicas(JsonView object);
/// The column "Ready": ready of wanted.
KindBuilder &readyReplicas(KindBuilder &builder);
/// The section "Replicas" with what all these controllers have: wanted, ready, selector; before the selector come facts of the kind's own.
[[nodiscard]] QList<DetailSection> replicasDetail(JsonView object, const std::function<void(Section &)> &own = {});

/// ReplicaSet and ReplicationController: the same thing, but for their selectors.
[[nodiscard]] ResourceKind replicaKeeper(ResourceType type, const char *title, int order);

} // namespace sk::kinds
