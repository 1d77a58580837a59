#include "access_p.h"

namespace sk::kinds {

kube::ResourceKind globalroleKind()
{
    return roleLike(typeOf("iam.kubesphere.io", "v1alpha2", "globalroles", "GlobalRole", false),
        QT_TRANSLATE_NOOP("sk", "GlobalRoles"), Category::Access, 70);
}

} // namespace sk::kinds
