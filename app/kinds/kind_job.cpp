#include "podtemplate_p.h"

namespace sk::kinds {

namespace {

Verdict jobStatus(JsonView job, const ProjectionContext &context)
{
    // In kubectl's order: how a job ended says more than that it is being deleted.
    const JsonView status = job["status"];
    if (conditionIs(job, "Complete"))
        return {QStringLiteral("Complete"), Health::Finished, 0};
    if (const JsonView failed = condition(job, "Failed"); failed["status"].string() == "True") {
        const QString reason = evidence(failed["reason"].text());
        return {reason.isEmpty() ? QStringLiteral("Failed") : QCoreApplication::translate("sk", "Failed: %1, pods failed: %2").arg(reason, QString::number(status["failed"].integer())),
            Health::Failing, 0};
    }
    if (isDeleting(job))
        return deletingVerdict(job, context);
    if (conditionIs(job, "Suspended"))
        return {QStringLiteral("Suspended"), Health::Finished, 0};
    // What is decided while pods still run (Kubernetes 1.31 on).
    if (const JsonView target = condition(job, "FailureTarget"); target["status"].string() == "True")
        return {QCoreApplication::translate("sk", "FailureTarget: %1, its pods are ending").arg(evidence(target["reason"].text())), Health::Failing, 0};
    if (conditionIs(job, "SuccessCriteriaMet"))
        return {QCoreApplication::translate("sk", "SuccessCriteriaMet, its pods are ending"), Health::Progressing, 0};
    if (job["spec"]["suspend"].boolean()) // the controller has not seen it yet
        return {QStringLiteral("Suspended"), Health::Finished, 0};
    if (const auto failures = status["failed"].integer(); failures > 0)
        return {QCoreApplication::translate("sk", "Running, pods failed: %1").arg(failures), Health::Warning, 0};
    const UnixMs started = timeOf(status["startTime"]);
    return {started != 0 ? QCoreApplication::translate("sk", "Running for %t") : QCoreApplication::translate("sk", "Not started"), Health::Progressing, started};
}

void completions(JsonView job, const ProjectionContext &, Row &, Cell &cell)
{
    cell.a = numberOr(job["status"]["succeeded"], 0);
    cell.b = numberOr(job["spec"]["completions"], kube::unknownNumber);
    if (!std::isnan(cell.b))
        return;
    // Without a number of completions one success ends the job, of however many that work side by side: as kubectl shows it.
    cell.b = 1;
    if (const double parallel = numberOr(job["spec"]["parallelism"], 1); parallel > 1)
        cell.c = parallel;
}

Column plain(const char *id, const char *title, CellType type, int widthChars)
{
    return {.id = QString::fromLatin1(id), .title = title, .type = type, .widthChars = widthChars, .titleText = {}};
}

/// How long it took, or since when it works.
void duration(JsonView job, const ProjectionContext &, Row &, Cell &cell)
{
    const UnixMs start = timeOf(job["status"]["startTime"]);
    UnixMs end = timeOf(job["status"]["completionTime"]);
    if (end == 0)
        end = timeOf(condition(job, "Failed")["lastTransitionTime"]);
    if (start == 0)
        return;
    if (end == 0)
        cell.b = static_cast<double>(start);
    else if (end >= start)
        cell.a = static_cast<double>(end - start);
}

} // namespace

kube::ResourceKind jobKind()
{
    KindBuilder builder(typeOf("batch", "v1", "jobs", "Job", true, {QStringLiteral("jo")}), QT_TRANSLATE_NOOP("sk", "Jobs"), Category::Workloads, 60);
    builder.name().nameSpace().status(jobStatus, 34, KindBuilder::Deleting::InRule);
    builder.column(plain("completions", QT_TRANSLATE_NOOP("sk", "Completions"), CellType::Ready, 11), completions);
    builder.column(plain("duration", QT_TRANSLATE_NOOP("sk", "Duration"), CellType::Duration, 9), duration);
    builder.text("owner", QT_TRANSLATE_NOOP("sk", "Controlled by"), 24, [](JsonView o, const ProjectionContext &) { return ownerText(o); }).wide();
    return workloadColumns(builder)
        .selectable("status.successful")
        .age()
        .detail([](JsonView job, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Job"))
                .fact(QT_TRANSLATE_NOOP("sk", "Completions"), job["spec"]["completions"])
                .fact(QT_TRANSLATE_NOOP("sk", "Parallelism"), job["spec"]["parallelism"])
                .fact(QT_TRANSLATE_NOOP("sk", "Back-off limit"), job["spec"]["backoffLimit"])
                .fact(QT_TRANSLATE_NOOP("sk", "Active"), job["status"]["active"])
                .fact(QT_TRANSLATE_NOOP("sk", "Succeeded"), job["status"]["succeeded"])
                .fact(QT_TRANSLATE_NOOP("sk", "Failed"), job["status"]["failed"])
                .fact(QT_TRANSLATE_NOOP("sk", "Started"), job["status"]["startTime"])
                .fact(QT_TRANSLATE_NOOP("sk", "Ended"), job["status"]["completionTime"])
                .fact(QT_TRANSLATE_NOOP("sk", "Controlled by"), ownerText(job)).from("{.metadata.ownerReferences[*].name}")
                .addTo(list);
            addTemplateSections(job, list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
