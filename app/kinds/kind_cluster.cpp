#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind clusterKind()
{
    return KindBuilder(typeOf("cluster.kubesphere.io", "v1alpha1", "clusters", "Cluster", false), QT_TRANSLATE_NOOP("sk", "Clusters"), Category::Cluster, 60)
        .name(24)
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            const JsonView ready = condition(object, "Ready");
            if (ready["status"].string() == "True")
                return {QStringLiteral("Ready"), Health::Healthy, 0};
            if (ready.isNull())
                return {QCoreApplication::translate("sk", "Unknown: the cluster reports no state"), Health::Unknown, 0};
            const QString message = ready["message"].text();
            const QString why = evidence(message.isEmpty() ? ready["reason"].text() : ready["reason"].text() + QStringLiteral(": ") + message);
            return {QCoreApplication::translate("sk", "NotReady: %1").arg(why), Health::Failing, 0};
        })
        .number("nodes", QT_TRANSLATE_NOOP("sk", "Nodes"), [](JsonView o) { return numberOr(o["status"]["nodeCount"], kube::unknownNumber); })
        .path("version", QT_TRANSLATE_NOOP("sk", "Version"), 12, {"status", "kubernetesVersion"}, CellType::Version)
        .path("provider", QT_TRANSLATE_NOOP("sk", "Provider"), 16, {"spec", "provider"})
        .path("connection", QT_TRANSLATE_NOOP("sk", "Connection"), 12, {"spec", "connection", "type"})
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Cluster"))
                .fact(QT_TRANSLATE_NOOP("sk", "Version"), object["status"]["kubernetesVersion"])
                .fact(QT_TRANSLATE_NOOP("sk", "Platform version"), object["status"]["kubeSphereVersion"])
                .fact(QT_TRANSLATE_NOOP("sk", "Provider"), object["spec"]["provider"])
                .fact(QT_TRANSLATE_NOOP("sk", "Connection"), object["spec"]["connection"]["type"])
                .fact(QT_TRANSLATE_NOOP("sk", "Nodes"), object["status"]["nodeCount"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
