#include "access_p.h"

namespace sk::kinds {

kube::ResourceKind rolebindingKind()
{
    return bindingLike(typeOf("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true, {QStringLiteral("rb")}),
        QT_TRANSLATE_NOOP("sk", "RoleBindings"), Category::Access, 40);
}

} // namespace sk::kinds
