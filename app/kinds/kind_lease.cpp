#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind leaseKind()
{
    return KindBuilder(typeOf("coordination.k8s.io", "v1", "leases", "Lease", true), QT_TRANSLATE_NOOP("sk", "Leases"), Category::Cluster, 90)
        .name(36)
        .nameSpace()
        .path("holder", QT_TRANSLATE_NOOP("sk", "Holder"), 40, {"spec", "holderIdentity"})
        .time("renewed", QT_TRANSLATE_NOOP("sk", "Renewed"), {"spec", "renewTime"})
        .number("duration", QT_TRANSLATE_NOOP("sk", "Seconds"), [](JsonView o) { return numberOr(o["spec"]["leaseDurationSeconds"], kube::unknownNumber); })
        .number("transitions", QT_TRANSLATE_NOOP("sk", "Changes of hands"), [](JsonView o) { return numberOr(o["spec"]["leaseTransitions"], kube::unknownNumber); })
        .wide()
        .age()
        .build();
}

} // namespace sk::kinds
