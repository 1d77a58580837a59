#include "podtemplate_p.h"
#include "workloadstatus_p.h"

namespace sk::kinds {

namespace {

double wanted(JsonView object)
{
    return numberOr(object["spec"]["replicas"], 1);
}

Verdict statefulSetStatus(JsonView object, const ProjectionContext &context)
{
    if (isDeleting(object))
        return deletingVerdict(object, context);
    const JsonView status = object["status"];
    const double want = wanted(object);
    const bool seen = status["observedGeneration"].integer() >= object["metadata"]["generation"].integer();
    const bool changing = status["updateRevision"].isString() && status["currentRevision"].string() != status["updateRevision"].string();
    const double updated = numberOr(status["updatedReplicas"], 0);
    const double partition = numberOr(object["spec"]["updateStrategy"]["rollingUpdate"]["partition"], 0);
    // With a partition only the replicas above it are updated, and that is the end of it.
    if (want > 0 && (!seen || (changing && updated < want - partition)) && object["spec"]["updateStrategy"]["type"].string() != "OnDelete")
        return {QCoreApplication::translate("sk", "Rolling out, %1 of %2 updated").arg(QString::number(updated), QString::number(want - partition)), Health::Progressing, 0};
    return replicasVerdict(want, numberOr(status["readyReplicas"], 0), QT_TRANSLATE_NOOP("sk", "Ready"), QT_TRANSLATE_NOOP("sk", "%1 of %2 ready"));
}

} // namespace

kube::ResourceKind statefulsetKind()
{
    KindBuilder builder(typeOf("apps", "v1", "statefulsets", "StatefulSet", true, {QStringLiteral("sts")}), QT_TRANSLATE_NOOP("sk", "StatefulSets"), Category::Workloads, 30);
    builder.name().nameSpace();
    builder.ready("ready", QT_TRANSLATE_NOOP("sk", "Ready"), [](JsonView o) { return numberOr(o["status"]["readyReplicas"], 0); }, wanted);
    builder.status(statefulSetStatus);
    builder.path("service", QT_TRANSLATE_NOOP("sk", "Service"), 20, {"spec", "serviceName"}).wide();
    return workloadColumns(builder)
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Replicas"))
                .fact(QT_TRANSLATE_NOOP("sk", "Wanted"), QString::number(wanted(object)))
                .fact(QT_TRANSLATE_NOOP("sk", "Ready"), object["status"]["readyReplicas"])
                .fact(QT_TRANSLATE_NOOP("sk", "Updated"), object["status"]["updatedReplicas"])
                .fact(QT_TRANSLATE_NOOP("sk", "Strategy"), object["spec"]["updateStrategy"]["type"])
                .fact(QT_TRANSLATE_NOOP("sk", "Pod management"), object["spec"]["podManagementPolicy"])
                .fact(QT_TRANSLATE_NOOP("sk", "Service"), object["spec"]["serviceName"])
                .fact(QT_TRANSLATE_NOOP("sk", "Selector"), workloadSelector(object))
                .addTo(list);
            addTemplateSections(object, list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
