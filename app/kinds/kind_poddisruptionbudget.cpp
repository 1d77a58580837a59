#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind poddisruptionbudgetKind()
{
    return KindBuilder(typeOf("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, {QStringLiteral("pdb")}), QT_TRANSLATE_NOOP("sk", "PodDisruptionBudgets"), Category::Configuration, 40)
        .name()
        .nameSpace()
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            const JsonView status = object["status"];
            const auto allowed = status["disruptionsAllowed"].integer();
            const auto healthy = status["currentHealthy"].integer();
            const auto needed = status["desiredHealthy"].integer();
            if (status["expectedPods"].integer() == 0)
                return {QCoreApplication::translate("sk", "Matches no pod"), Health::Warning, 0};
            if (allowed > 0)
                return {QCoreApplication::translate("sk", "%1 may be evicted").arg(allowed), Health::Healthy, 0};
            return {QCoreApplication::translate("sk", "None may be evicted: %1 healthy, %2 needed").arg(QString::number(healthy), QString::number(needed)),
                healthy < needed ? Health::Failing : Health::Warning, 0};
        })
        .path("minavailable", QT_TRANSLATE_NOOP("sk", "Min. available"), 10, {"spec", "minAvailable"})
        .path("maxunavailable", QT_TRANSLATE_NOOP("sk", "Max. unavailable"), 10, {"spec", "maxUnavailable"})
        .number("alloweddisruptions", QT_TRANSLATE_NOOP("sk", "Allowed"), [](JsonView o) { return numberOr(o["status"]["disruptionsAllowed"], 0); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Disruption budget"))
                .fact(QT_TRANSLATE_NOOP("sk", "Selector"), selectorText(object["spec"]["selector"])).from("{.spec.selector}")
                .fact(QT_TRANSLATE_NOOP("sk", "Healthy"), object["status"]["currentHealthy"])
                .fact(QT_TRANSLATE_NOOP("sk", "Needed"), object["status"]["desiredHealthy"])
                .fact(QT_TRANSLATE_NOOP("sk", "Expected"), object["status"]["expectedPods"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
