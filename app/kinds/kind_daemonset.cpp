#include "podtemplate_p.h"
#include "workloadstatus_p.h"

namespace sk::kinds {

namespace {

double statusNumber(JsonView object, std::string_view key)
{
    return numberOr(object["status"][key], 0);
}

Verdict daemonSetStatus(JsonView object, const ProjectionContext &)
{
    const double want = statusNumber(object, "desiredNumberScheduled");
    const double updated = statusNumber(object, "updatedNumberScheduled");
    const bool seen = object["status"]["observedGeneration"].integer() >= object["metadata"]["generation"].integer();
    const bool rolling = object["spec"]["updateStrategy"]["type"].string() != "OnDelete";
    if (rolling && (!seen || updated < want))
        return {QCoreApplication::translate("sk", "Rolling out, %1 of %2 updated").arg(QString::number(updated), QString::number(want)), Health::Progressing, 0};
    if (const double misplaced = statusNumber(object, "numberMisscheduled"); misplaced > 0)
        return {QCoreApplication::translate("sk", "%1 on nodes where it should not run").arg(QString::number(misplaced)), Health::Warning, 0};
    if (want <= 0)
        return {QCoreApplication::translate("sk", "No node wants it"), Health::Finished, 0};
    return replicasVerdict(want, statusNumber(object, "numberAvailable"), QT_TRANSLATE_NOOP("sk", "Available"), QT_TRANSLATE_NOOP("sk", "%1 of %2 available"));
}

KindBuilder::NumberOf number(const char *key)
{
    return [key](JsonView object) { return statusNumber(object, key); };
}

} // namespace

kube::ResourceKind daemonsetKind()
{
    KindBuilder builder(typeOf("apps", "v1", "daemonsets", "DaemonSet", true, {QStringLiteral("ds")}), QT_TRANSLATE_NOOP("sk", "DaemonSets"), Category::Workloads, 40);
    builder.name().nameSpace().status(daemonSetStatus);
    builder.number("desired", QT_TRANSLATE_NOOP("sk", "Desired"), number("desiredNumberScheduled"));
    builder.number("current", QT_TRANSLATE_NOOP("sk", "Current"), number("currentNumberScheduled"));
    builder.number("ready", QT_TRANSLATE_NOOP("sk", "Ready"), number("numberReady"));
    builder.number("uptodate", QT_TRANSLATE_NOOP("sk", "Up to date"), number("updatedNumberScheduled"));
    builder.number("available", QT_TRANSLATE_NOOP("sk", "Available"), number("numberAvailable"));
    builder.text("nodeselector", QT_TRANSLATE_NOOP("sk", "Node selector"), 20,
        [](JsonView o, const ProjectionContext &) { return labelsText(o["spec"]["template"]["spec"]["nodeSelector"]); });
    return workloadColumns(builder)
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Pods on nodes"))
                .fact(QT_TRANSLATE_NOOP("sk", "Wanted"), object["status"]["desiredNumberScheduled"])
                .fact(QT_TRANSLATE_NOOP("sk", "Ready"), object["status"]["numberReady"])
                .fact(QT_TRANSLATE_NOOP("sk", "Updated"), object["status"]["updatedNumberScheduled"])
                .fact(QT_TRANSLATE_NOOP("sk", "Available"), object["status"]["numberAvailable"])
                .fact(QT_TRANSLATE_NOOP("sk", "Strategy"), object["spec"]["updateStrategy"]["type"])
                .fact(QT_TRANSLATE_NOOP("sk", "Node selector"), labelsText(object["spec"]["template"]["spec"]["nodeSelector"])).from("{.spec.template.spec.nodeSelector}")
                .fact(QT_TRANSLATE_NOOP("sk", "Selector"), workloadSelector(object)).from("{.spec.selector}")
                .addTo(list);
            addTemplateSections(object, list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
