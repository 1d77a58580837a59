#include "access_p.h"

namespace sk::kinds {

kube::ResourceKind clusterroleKind()
{
    return roleLike(typeOf("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false, {QStringLiteral("cr")}),
        QT_TRANSLATE_NOOP("sk", "ClusterRoles"), Category::Access, 30);
}

} // namespace sk::kinds
