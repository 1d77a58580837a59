#pragma once

#include "decoder.h"
#include "discoverydata.h"

namespace sk::kube {

/// The answer of /api or /apis, in the form of old (names of groups and versions) or in the aggregated one (Kubernetes 1.26: all
/// resources at once). Decoder thread.
struct DiscoveryRoot {
    bool readable = false;
    ServedApis apis; ///< in the old form no version is `read`
};
[[nodiscard]] DiscoveryRoot decodeDiscoveryRoot(DecoderState &state, const QByteArray &body);

/// The answer of /api/v1 or /apis/<group>/<version>. An unreadable one is BadAnswer in its `error`. Decoder thread.
[[nodiscard]] ServedVersion decodeResources(DecoderState &state, const QByteArray &body, const QString &group, const QString &version);

/// The resources of the core group that every Kubernetes server has: for where it cannot be asked (behind a cluster's prefix the
/// platform closes the connection on that question).
[[nodiscard]] ServedVersion coreResources();

} // namespace sk::kube
