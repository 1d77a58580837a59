#pragma once

#include "fields_p.h"

namespace sk::kinds {

/// What `kubectl get pods` says of a pod, and our sentence about it.
struct PodStatus {
    QString word; ///< kubectl's STATUS, exactly (printPod of k8s.io/kubernetes/pkg/printers/internalversion)
    int ready = 0;
    int total = 0;
    std::int64_t restarts = 0;
    UnixMs lastRestart = 0; ///< 0: none known
    Verdict verdict; ///< the word, extended with its evidence
};

[[nodiscard]] PodStatus podStatus(JsonView pod, const ProjectionContext &context);

/// "0/12 nodes fit: insufficient memory" from the scheduler's message; other messages as they are.
[[nodiscard]] QString schedulingEvidence(const QString &message);

} // namespace sk::kinds
