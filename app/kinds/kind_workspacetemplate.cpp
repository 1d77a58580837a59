#include "fields_p.h"

namespace sk::kinds {

namespace {

QString clusters(JsonView object)
{
    return joinedMember(object["spec"]["placement"]["clusters"], "name", QStringLiteral(", "));
}

} // namespace

kube::ResourceKind workspacetemplateKind()
{
    return KindBuilder(typeOf("tenant.kubesphere.io", "v1beta1", "workspacetemplates", "WorkspaceTemplate", false), QT_TRANSLATE_NOOP("sk", "WorkspaceTemplates"), Category::Cluster, 50)
        .name()
        .path("manager", QT_TRANSLATE_NOOP("sk", "Manager"), 18, {"spec", "template", "spec", "manager"})
        .text("clusters", QT_TRANSLATE_NOOP("sk", "Clusters"), 30, [](JsonView o, const ProjectionContext &) { return clusters(o); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Workspace template"))
                .fact(QT_TRANSLATE_NOOP("sk", "Manager"), object["spec"]["template"]["spec"]["manager"])
                .fact(QT_TRANSLATE_NOOP("sk", "Clusters"), clusters(object)).from("{.spec.placement.clusters[*].name}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
