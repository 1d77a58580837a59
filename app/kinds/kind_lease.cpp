#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind leaseKind()
{
    return KindBuilder(typeOf("coordination.k8s.io", "v1", "leases", "Lease", true), QT_TRANSLATE_NOOP("sk", "Leases"), Category::Cluster, 90)
        .name(36)
        .nameSpace()
        .status([](JsonView object, const ProjectionContext &context) -> Verdict {
            const JsonView spec = object["spec"];
            if (spec["holderIdentity"].string().empty())
                return {QCoreApplication::translate("sk", "Free"), Health::None, 0};
            const UnixMs renewed = timeOf(spec["renewTime"]);
            const auto milliseconds = static_cast<UnixMs>(numberOr(spec["leaseDurationSeconds"], 0) * 1000);
            // As of when it was read: a lease that nobody renews sends no event either.
            if (renewed != 0 && milliseconds > 0 && context.now - renewed > milliseconds)
                return {QCoreApplication::translate("sk", "Expired, not renewed for %t"), Health::Warning, renewed};
            return {QCoreApplication::translate("sk", "Held"), Health::Healthy, 0};
        }, 24)
        .path("holder", QT_TRANSLATE_NOOP("sk", "Holder"), 40, {"spec", "holderIdentity"})
        .time("renewed", QT_TRANSLATE_NOOP("sk", "Renewed"), {"spec", "renewTime"})
        .number("duration", QT_TRANSLATE_NOOP("sk", "Seconds"), [](JsonView o) { return numberOr(o["spec"]["leaseDurationSeconds"], kube::unknownNumber); })
        .number("transitions", QT_TRANSLATE_NOOP("sk", "Changes of hands"), [](JsonView o) { return numberOr(o["spec"]["leaseTransitions"], kube::unknownNumber); })
        .wide()
        .age()
        .build();
}

} // namespace sk::kinds
