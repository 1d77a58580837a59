#include "podtemplate_p.h"

namespace sk::kinds {

kube::ResourceKind cronjobKind()
{
    KindBuilder builder(typeOf("batch", "v1", "cronjobs", "CronJob", true, {QStringLiteral("cj")}), QT_TRANSLATE_NOOP("sk", "CronJobs"), Category::Workloads, 70);
    builder.name()
        .nameSpace()
        .path("schedule", QT_TRANSLATE_NOOP("sk", "Schedule"), 16, {"spec", "schedule"})
        .path("timezone", QT_TRANSLATE_NOOP("sk", "Time zone"), 14, {"spec", "timeZone"})
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            if (object["spec"]["suspend"].boolean())
                return {QCoreApplication::translate("sk", "Suspended"), Health::Finished, 0};
            if (const auto active = static_cast<int>(object["status"]["active"].size()); active > 0)
                return {QCoreApplication::translate("sk", "%n job(s) running", nullptr, active), Health::Progressing, 0};
            return {QCoreApplication::translate("sk", "Scheduled"), Health::Healthy, 0};
        })
        .number("active", QT_TRANSLATE_NOOP("sk", "Active"), [](JsonView o) { return static_cast<double>(o["status"]["active"].size()); })
        .time("lastschedule", QT_TRANSLATE_NOOP("sk", "Last schedule"), {"status", "lastScheduleTime"})
        .time("lastsuccess", QT_TRANSLATE_NOOP("sk", "Last success"), {"status", "lastSuccessfulTime"})
        .text("suspend", QT_TRANSLATE_NOOP("sk", "Suspended"), 10, [](JsonView o, const ProjectionContext &) { return yesNo(o["spec"]["suspend"].boolean()); })
        .wide();
    return workloadColumns(builder, [](JsonView object) { return object["spec"]["jobTemplate"]; })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            const JsonView spec = object["spec"];
            Section(QT_TRANSLATE_NOOP("sk", "Cron job"))
                .fact(QT_TRANSLATE_NOOP("sk", "Schedule"), spec["schedule"])
                .fact(QT_TRANSLATE_NOOP("sk", "Time zone"), spec["timeZone"])
                .fact(QT_TRANSLATE_NOOP("sk", "Suspended"), yesNo(spec["suspend"].boolean())).from("{.spec.suspend}")
                .fact(QT_TRANSLATE_NOOP("sk", "Concurrency"), spec["concurrencyPolicy"])
                .fact(QT_TRANSLATE_NOOP("sk", "Active jobs"), joinedMember(object["status"]["active"], "name", QStringLiteral(", "))).from("{.status.active[*].name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Last schedule"), object["status"]["lastScheduleTime"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
