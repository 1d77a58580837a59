#include "workloadstatus_p.h"

namespace sk::kinds {

namespace {

Verdict deploymentStatus(JsonView object, const ProjectionContext &)
{
    const JsonView status = object["status"];
    const double want = wantedReplicas(object);
    const double updated = numberOr(status["updatedReplicas"], 0);
    const double available = numberOr(status["availableReplicas"], 0);
    const JsonView progressing = condition(object, "Progressing");
    if (progressing["reason"].string() == "ProgressDeadlineExceeded")
        return {QCoreApplication::translate("sk", "Stuck: roll-out timed out, %1 of %2 updated, %3 available")
                    .arg(QString::number(updated), QString::number(want), QString::number(available)),
            Health::Failing, 0};
    if (const JsonView failure = condition(object, "ReplicaFailure"); failure["status"].string() == "True")
        return {QCoreApplication::translate("sk", "Cannot create pods: %1").arg(evidence(failure["message"].text())), Health::Failing, 0};
    // As `kubectl rollout status` decides: the controller has not seen the newest specification, or not all replicas are of it.
    const bool seen = status["observedGeneration"].integer() >= object["metadata"]["generation"].integer();
    if (object["spec"]["paused"].boolean())
        return {QCoreApplication::translate("sk", "Paused, %1 of %2 available").arg(QString::number(available), QString::number(want)), Health::Warning, 0};
    if (!seen || updated < want)
        return {QCoreApplication::translate("sk", "Rolling out, %1 of %2 updated").arg(QString::number(updated), QString::number(want)), Health::Progressing, 0};
    if (const double old = numberOr(status["replicas"], 0) - updated; old > 0)
        return {QCoreApplication::translate("sk", "Rolling out, %1 old to end").arg(QString::number(old)), Health::Progressing, 0};
    return replicasVerdict(want, available, QT_TRANSLATE_NOOP("sk", "Available"), QT_TRANSLATE_NOOP("sk", "%1 of %2 available"));
}

QList<DetailSection> deploymentDetail(JsonView object, const ProjectionContext &)
{
    return replicasDetail(object, [object](Section &section) {
        const JsonView strategy = object["spec"]["strategy"];
        QString strategyText = strategy["type"].text();
        if (const JsonView rolling = strategy["rollingUpdate"]; rolling.isObject())
            strategyText += QCoreApplication::translate("sk", ", at most %1 more and %2 unavailable").arg(rolling["maxSurge"].text(), rolling["maxUnavailable"].text());
        section.fact(QT_TRANSLATE_NOOP("sk", "Available"), object["status"]["availableReplicas"])
            .fact(QT_TRANSLATE_NOOP("sk", "Unavailable"), object["status"]["unavailableReplicas"])
            .fact(QT_TRANSLATE_NOOP("sk", "Strategy"), strategyText).from("{.spec.strategy.type}")
            .fact(QT_TRANSLATE_NOOP("sk", "Revision"), object["metadata"]["annotations"]["deployment.kubernetes.io/revision"]);
    });
}

} // namespace

kube::ResourceKind deploymentKind()
{
    KindBuilder builder(typeOf("apps", "v1", "deployments", "Deployment", true, {QStringLiteral("deploy"), QStringLiteral("dp")}), QT_TRANSLATE_NOOP("sk", "Deployments"), Category::Workloads, 20);
    builder.name().nameSpace();
    readyReplicas(builder);
    builder.status(deploymentStatus);
    builder.number("uptodate", QT_TRANSLATE_NOOP("sk", "Up to date"), [](JsonView o) { return numberOr(o["status"]["updatedReplicas"], 0); });
    builder.number("available", QT_TRANSLATE_NOOP("sk", "Available"), [](JsonView o) { return numberOr(o["status"]["availableReplicas"], 0); });
    return workloadColumns(builder).age().detail(deploymentDetail).build();
}

} // namespace sk::kinds
