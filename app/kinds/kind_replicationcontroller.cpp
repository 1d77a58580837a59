#include "podtemplate_p.h"
#include "workloadstatus_p.h"

namespace sk::kinds {

kube::ResourceKind replicationcontrollerKind()
{
    KindBuilder builder(typeOf("", "v1", "replicationcontrollers", "ReplicationController", true, {QStringLiteral("rc")}), QT_TRANSLATE_NOOP("sk", "ReplicationControllers"), Category::Workloads, 80);
    const auto wanted = [](JsonView object) { return numberOr(object["spec"]["replicas"], 1); };
    builder.name(36).nameSpace();
    builder.ready("ready", QT_TRANSLATE_NOOP("sk", "Ready"), [](JsonView o) { return numberOr(o["status"]["readyReplicas"], 0); }, wanted);
    builder.status([wanted](JsonView object, const ProjectionContext &context) -> Verdict {
        if (isDeleting(object))
            return deletingVerdict(object, context);
        if (const JsonView failure = condition(object, "ReplicaFailure"); failure["status"].string() == "True")
            return {QCoreApplication::translate("sk", "Cannot create pods: %1").arg(evidence(failure["message"].text())), Health::Failing, 0};
        return replicasVerdict(wanted(object), numberOr(object["status"]["readyReplicas"], 0), QT_TRANSLATE_NOOP("sk", "Ready"), QT_TRANSLATE_NOOP("sk", "%1 of %2 ready"));
    });
    builder.number("current", QT_TRANSLATE_NOOP("sk", "Current"), [](JsonView o) { return numberOr(o["status"]["replicas"], 0); });
    builder.text("owner", QT_TRANSLATE_NOOP("sk", "Controlled by"), 28, [](JsonView o, const ProjectionContext &) { return ownerText(o); });
    return workloadColumns(builder)
        .age()
        .detail([wanted](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Replicas"))
                .fact(QT_TRANSLATE_NOOP("sk", "Wanted"), QString::number(wanted(object)))
                .fact(QT_TRANSLATE_NOOP("sk", "Ready"), object["status"]["readyReplicas"])
                .fact(QT_TRANSLATE_NOOP("sk", "Controlled by"), ownerText(object))
                .fact(QT_TRANSLATE_NOOP("sk", "Selector"), workloadSelector(object))
                .addTo(list);
            addTemplateSections(object, list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
