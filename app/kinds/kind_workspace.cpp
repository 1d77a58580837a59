#include "fields_p.h"
#include "platform_p.h"

namespace sk::kinds {

kube::ResourceKind workspaceKind()
{
    return KindBuilder(typeOf("tenant.kubesphere.io", "v1alpha1", "workspaces", "Workspace", false), QT_TRANSLATE_NOOP("sk", "Workspaces"), Category::Cluster, 40)
        .name()
        .path("manager", QT_TRANSLATE_NOOP("sk", "Manager"), 18, {"spec", "manager"})
        .text("alias", QT_TRANSLATE_NOOP("sk", "Alias"), 24, platformAnnotation("alias-name"))
        .age()
        .detail([creator = platformAnnotation("creator")](JsonView object, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Workspace"))
                .fact(QT_TRANSLATE_NOOP("sk", "Manager"), object["spec"]["manager"])
                .fact(QT_TRANSLATE_NOOP("sk", "Network isolation"), object["spec"]["networkIsolation"].isBoolean() ? yesNo(object["spec"]["networkIsolation"].boolean()) : QString()).from("{.spec.networkIsolation}")
                .fact(QT_TRANSLATE_NOOP("sk", "Creator"), creator(object, context))
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
