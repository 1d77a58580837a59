#include "workloadstatus_p.h"

namespace sk::kinds {

kube::ResourceKind replicasetKind()
{
    return replicaKeeper(typeOf("apps", "v1", "replicasets", "ReplicaSet", true, {QStringLiteral("rs")}), QT_TRANSLATE_NOOP("sk", "ReplicaSets"), 50);
}

} // namespace sk::kinds
