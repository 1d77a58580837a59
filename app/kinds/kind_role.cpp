#include "access_p.h"

namespace sk::kinds {

kube::ResourceKind roleKind()
{
    return roleLike(typeOf("rbac.authorization.k8s.io", "v1", "roles", "Role", true, {QStringLiteral("ro")}),
        QT_TRANSLATE_NOOP("sk", "Roles"), Category::Access, 20);
}

} // namespace sk::kinds
