#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind workspaceKind()
{
    return KindBuilder(typeOf("tenant.kubesphere.io", "v1alpha1", "workspaces", "Workspace", false), QT_TRANSLATE_NOOP("sk", "Workspaces"), Category::Cluster, 40)
        .name()
        .path("manager", QT_TRANSLATE_NOOP("sk", "Manager"), 18, {"spec", "manager"})
        .path("alias", QT_TRANSLATE_NOOP("sk", "Alias"), 24, {"metadata", "annotations", "kubesphere.io/alias-name"})
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Workspace"))
                .fact(QT_TRANSLATE_NOOP("sk", "Manager"), object["spec"]["manager"])
                .fact(QT_TRANSLATE_NOOP("sk", "Network isolation"), object["spec"]["networkIsolation"].isBoolean() ? yesNo(object["spec"]["networkIsolation"].boolean()) : QString())
                .fact(QT_TRANSLATE_NOOP("sk", "Creator"), object["metadata"]["annotations"]["kubesphere.io/creator"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
