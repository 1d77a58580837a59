#include "workloadstatus_p.h"

namespace sk::kinds {

Verdict replicasVerdict(double want, double have, const char *allText, const char *someText)
{
    if (want <= 0 && have <= 0)
        return {QCoreApplication::translate("sk", "Scaled to zero"), Health::Finished, 0};
    if (have >= want)
        return {QCoreApplication::translate("sk", allText), Health::Healthy, 0};
    return {QCoreApplication::translate("sk", someText).arg(QString::number(have), QString::number(want)), have <= 0 ? Health::Failing : Health::Warning, 0};
}

double wantedReplicas(JsonView object)
{
    return numberOr(object["spec"]["replicas"], 1);
}

KindBuilder &readyReplicas(KindBuilder &builder)
{
    return builder.ready("ready", QT_TRANSLATE_NOOP("sk", "Ready"), [](JsonView o) { return numberOr(o["status"]["readyReplicas"], 0); }, wantedReplicas);
}

QList<DetailSection> replicasDetail(JsonView object, const std::function<void(Section &)> &own)
{
    QList<DetailSection> list;
    Section section(QT_TRANSLATE_NOOP("sk", "Replicas"));
    section.fact(QT_TRANSLATE_NOOP("sk", "Wanted"), QString::number(wantedReplicas(object)))
        .fact(QT_TRANSLATE_NOOP("sk", "Ready"), object["status"]["readyReplicas"])
        .fact(QT_TRANSLATE_NOOP("sk", "Updated"), object["status"]["updatedReplicas"]);
    if (own)
        own(section);
    section.fact(QT_TRANSLATE_NOOP("sk", "Controlled by"), ownerText(object)).from("{.metadata.ownerReferences[*].name}")
        .fact(QT_TRANSLATE_NOOP("sk", "Selector"), workloadSelector(object)).from("{.spec.selector}")
        .addTo(list);
    addTemplateSections(object, list);
    return list;
}

ResourceKind replicaKeeper(ResourceType type, const char *title, int order)
{
    KindBuilder builder(std::move(type), title, Category::Workloads, order);
    builder.name(36).nameSpace();
    readyReplicas(builder);
    builder.status([](JsonView object, const ProjectionContext &) -> Verdict {
        if (const JsonView failure = condition(object, "ReplicaFailure"); failure["status"].string() == "True")
            return {QCoreApplication::translate("sk", "Cannot create pods: %1").arg(evidence(failure["message"].text())), Health::Failing, 0};
        return replicasVerdict(
            wantedReplicas(object), numberOr(object["status"]["readyReplicas"], 0), QT_TRANSLATE_NOOP("sk", "Ready"), QT_TRANSLATE_NOOP("sk", "%1 of %2 ready"));
    });
    builder.number("current", QT_TRANSLATE_NOOP("sk", "Current"), [](JsonView o) { return numberOr(o["status"]["replicas"], 0); });
    builder.text("owner", QT_TRANSLATE_NOOP("sk", "Controlled by"), 28, [](JsonView o, const ProjectionContext &) { return ownerText(o); });
    return workloadColumns(builder).age().detail([](JsonView object, const ProjectionContext &) { return replicasDetail(object); }).build();
}

} // namespace sk::kinds
