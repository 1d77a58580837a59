#include "access_p.h"

namespace sk::kinds {

kube::ResourceKind clusterrolebindingKind()
{
    return bindingLike(typeOf("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, {QStringLiteral("crb")}),
        QT_TRANSLATE_NOOP("sk", "ClusterRoleBindings"), Category::Access, 50);
}

} // namespace sk::kinds
