#include "fields_p.h"

#include <utility>

namespace sk::kinds {

namespace {

/// Where a metric of this type is described, in the specification and in the status.
const char *sourceOf(std::string_view type)
{
    static constexpr std::pair<std::string_view, const char *> sources[] = {
        {"Resource", "resource"}, {"ContainerResource", "containerResource"}, {"Pods", "pods"}, {"Object", "object"}, {"External", "external"}};
    for (const auto &[name, key] : sources) {
        if (name == type)
            return key;
    }
    return nullptr;
}

std::string_view metricName(JsonView source)
{
    return source["name"].isString() ? source["name"].string() : source["metric"]["name"].string();
}

/// "cpu: 45%/80%", "requests_per_second: 12/20 (avg)"; "?" for what is not measured. kubectl leaves out the names of all but resources.
QString metricText(JsonView metric, JsonView measured)
{
    const std::string_view type = metric["type"].string();
    const char *key = sourceOf(type);
    if (!key)
        return metric["type"].text();
    const JsonView source = metric[key];
    const JsonView current = measured.findElement([&](JsonView entry) {
        const JsonView other = entry[key];
        return entry["type"].string() == type && metricName(other) == metricName(source) && other["container"].string() == source["container"].string()
            && other["describedObject"]["name"].string() == source["describedObject"]["name"].string();
    })[key]["current"];
    const JsonView target = source["target"];
    const bool share = target["averageUtilization"].isNumber();
    const bool average = !share && !target["averageValue"].isNull();
    const char *value = share ? "averageUtilization" : average ? "averageValue" : "value";
    const QString unit = share ? QStringLiteral("%") : QString();
    const QString have = current[value].text();
    const QString text = fromUtf8(metricName(source)) + QStringLiteral(": ") + (have.isEmpty() ? QStringLiteral("?") : have + unit) + u'/' + target[value].text() + unit;
    return average && (type == "Object" || type == "External") ? text + QStringLiteral(" (avg)") : text;
}

/// All of them, where kubectl shows two.
QString targets(JsonView scaler)
{
    QStringList parts;
    scaler["spec"]["metrics"].eachElement([&](JsonView metric) { parts += metricText(metric, scaler["status"]["currentMetrics"]); });
    // autoscaling/v1 knows one metric, and calls it by name.
    if (const JsonView target = scaler["spec"]["targetCPUUtilizationPercentage"]; target.isNumber()) {
        const QString have = scaler["status"]["currentCPUUtilizationPercentage"].text();
        parts += QStringLiteral("cpu: ") + (have.isEmpty() ? QStringLiteral("?") : have + u'%') + u'/' + target.text() + u'%';
    }
    return parts.join(QStringLiteral(", "));
}

/// "FailedGetResourceMetric: missing request for cpu", or the one of the two that is there.
QString why(JsonView found)
{
    const QString reason = found["reason"].text();
    const QString message = found["message"].text();
    return evidence(reason.isEmpty() || message.isEmpty() ? reason + message : reason + QStringLiteral(": ") + message);
}

} // namespace

kube::ResourceKind horizontalpodautoscalerKind()
{
    return KindBuilder(typeOf("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, {QStringLiteral("hpa")}), QT_TRANSLATE_NOOP("sk", "HorizontalPodAutoscalers"), Category::Configuration, 30)
        .versions({QStringLiteral("v2"), QStringLiteral("v2beta2"), QStringLiteral("v1")})
        .name()
        .nameSpace()
        .status([](JsonView scaler, const ProjectionContext &) -> Verdict {
            for (const char *type : {"AbleToScale", "ScalingActive"}) {
                const JsonView found = condition(scaler, type);
                // A workload scaled to zero by hand switches the scaler off: no fault.
                if (found["status"].string() == "False" && found["reason"].string() != "ScalingDisabled")
                    return {QCoreApplication::translate("sk", "Cannot scale: %1").arg(why(found)), Health::Failing, 0};
                if (found["reason"].string() == "ScalingDisabled")
                    return {QCoreApplication::translate("sk", "Switched off: scaled to zero"), Health::Finished, 0};
            }
            const double have = numberOr(scaler["status"]["currentReplicas"], 0);
            if (have >= numberOr(scaler["spec"]["maxReplicas"], 0) && conditionIs(scaler, "ScalingLimited"))
                return {QCoreApplication::translate("sk", "At its maximum of %1").arg(have), Health::Warning, 0};
            if (const double want = numberOr(scaler["status"]["desiredReplicas"], have); want != have)
                return {QCoreApplication::translate("sk", "Scaling from %1 to %2").arg(QString::number(have), QString::number(want)), Health::Progressing, 0};
            return {QCoreApplication::translate("sk", "Steady"), Health::Healthy, 0};
        })
        .text("reference", QT_TRANSLATE_NOOP("sk", "Scales"), 28,
            [](JsonView o, const ProjectionContext &) { return o["spec"]["scaleTargetRef"]["kind"].text() + u'/' + o["spec"]["scaleTargetRef"]["name"].text(); })
        .text("targets", QT_TRANSLATE_NOOP("sk", "Targets"), 24, [](JsonView o, const ProjectionContext &) { return targets(o); })
        .number("min", QT_TRANSLATE_NOOP("sk", "Min."), [](JsonView o) { return numberOr(o["spec"]["minReplicas"], 1); })
        .number("max", QT_TRANSLATE_NOOP("sk", "Max."), [](JsonView o) { return numberOr(o["spec"]["maxReplicas"], kube::unknownNumber); })
        .number("replicas", QT_TRANSLATE_NOOP("sk", "Replicas"), [](JsonView o) { return numberOr(o["status"]["currentReplicas"], 0); })
        .age()
        .detail([](JsonView scaler, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Autoscaler"))
                .fact(QT_TRANSLATE_NOOP("sk", "Scales"), QString(scaler["spec"]["scaleTargetRef"]["kind"].text() + u'/' + scaler["spec"]["scaleTargetRef"]["name"].text())).from("{.spec.scaleTargetRef.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Targets"), targets(scaler))
                .fact(QT_TRANSLATE_NOOP("sk", "Replicas"), scaler["status"]["currentReplicas"])
                .fact(QT_TRANSLATE_NOOP("sk", "Wanted"), scaler["status"]["desiredReplicas"])
                .fact(QT_TRANSLATE_NOOP("sk", "Last scaled"), scaler["status"]["lastScaleTime"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
