#include "workloadstatus_p.h"

namespace sk::kinds {

kube::ResourceKind replicationcontrollerKind()
{
    return replicaKeeper(typeOf("", "v1", "replicationcontrollers", "ReplicationController", true, {QStringLiteral("rc")}), QT_TRANSLATE_NOOP("sk", "ReplicationControllers"), 80);
}

} // namespace sk::kinds
