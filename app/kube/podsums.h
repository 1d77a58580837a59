#pragma once

#include "decoder.h"
#include "objectstore.h"

#include <QHash>
#include <QString>

namespace sk::kube {

/// What the pods of a list ask of their nodes, by node.
struct PodSums {
    QHash<QString, JoinedValues::Value> cpu; ///< requested cores, only `b`
    QHash<QString, JoinedValues::Value> memory; ///< requested bytes, only `b`
    QHash<QString, JoinedValues::Value> pods; ///< how many, only `a`
    qint64 read = 0; ///< pods so far
    QString next; ///< the list's `continue`; empty: that was the last page
    bool readable = true; ///< false: the last page was no list, and nothing of it was added
};

/// Adds a page of a list of pods to `sums`, by the scheduler's rules: what the containers and the side-cars among the init containers
/// ask together, or the most that an init container needs beside the side-cars before it, and the pod's overhead. Pods without a node
/// and pods that have ended hold nothing. Decoder thread.
[[nodiscard]] PodSums addPods(DecoderState &state, const QByteArray &body, PodSums sums);

} // namespace sk::kube
