#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind priorityclassKind()
{
    return KindBuilder(typeOf("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false, {QStringLiteral("pc")}), QT_TRANSLATE_NOOP("sk", "PriorityClasses"), Category::Cluster, 85)
        .name()
        .number("value", QT_TRANSLATE_NOOP("sk", "Value"), [](JsonView o) { return numberOr(o["value"], 0); }, 12)
        .text("default", QT_TRANSLATE_NOOP("sk", "Default"), 8, [](JsonView o, const ProjectionContext &) { return o["globalDefault"].boolean() ? yesNo(true) : QString(); })
        .path("preemption", QT_TRANSLATE_NOOP("sk", "Preemption"), 22, {"preemptionPolicy"})
        .path("description", QT_TRANSLATE_NOOP("sk", "Description"), 50, {"description"})
        .age()
        .build();
}

} // namespace sk::kinds
