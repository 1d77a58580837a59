#include "workloadstatus_p.h"

namespace sk::kinds {

namespace {

Verdict statefulSetStatus(JsonView object, const ProjectionContext &context)
{
    if (isDeleting(object))
        return deletingVerdict(object, context);
    const JsonView status = object["status"];
    const double want = wantedReplicas(object);
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
    readyReplicas(builder);
    builder.status(statefulSetStatus);
    builder.path("service", QT_TRANSLATE_NOOP("sk", "Service"), 20, {"spec", "serviceName"}).wide();
    return workloadColumns(builder)
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            return replicasDetail(object, [spec = object["spec"]](Section &section) {
                section.fact(QT_TRANSLATE_NOOP("sk", "Strategy"), spec["updateStrategy"]["type"])
                    .fact(QT_TRANSLATE_NOOP("sk", "Pod management"), spec["podManagementPolicy"])
                    .fact(QT_TRANSLATE_NOOP("sk", "Service"), spec["serviceName"]);
            });
        })
        .build();
}

} // namespace sk::kinds
