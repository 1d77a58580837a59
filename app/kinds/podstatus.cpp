#include "podstatus_p.h"

#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace sk::kinds {

namespace {

using Word = QLatin1String;

struct Container {
    JsonView status;
    bool init = false;
};

JsonView specOf(JsonView pod, const Container &container)
{
    const std::string_view name = container.status["name"].string();
    return pod["spec"][container.init ? "initContainers" : "containers"].findElement(
        [name](JsonView entry) { return entry["name"].string() == name; });
}

/// A sidecar: an init container that is kept running.
bool isRestartable(JsonView pod, std::string_view name)
{
    return pod["spec"]["initContainers"]
               .findElement([name](JsonView entry) { return entry["name"].string() == name; })["restartPolicy"]
               .string()
        == "Always";
}

/// kubectl's walk over the statuses. `culprit` is the container from which the word comes.
struct Walk {
    PodStatus result;
    Container culprit;
    bool hasCulprit = false;
    UnixMs sidecarRestart = 0;
    std::int64_t sidecarRestarts = 0;

    void blame(JsonView status, bool init, const QString &word)
    {
        result.word = word;
        culprit = {status, init};
        hasCulprit = true;
    }
    static QString exitWord(JsonView terminated)
    {
        if (const auto reason = terminated["reason"].text(); !reason.isEmpty())
            return reason;
        if (const auto signal = terminated["signal"].integer(); signal != 0)
            return QStringLiteral("Signal:%1").arg(signal);
        return QStringLiteral("ExitCode:%1").arg(terminated["exitCode"].integer());
    }
    /// Whether the pod is still initializing.
    bool initContainers(JsonView pod)
    {
        const JsonView statuses = pod["status"]["initContainerStatuses"];
        const std::size_t count = statuses.size();
        for (std::size_t i = 0; i < count; ++i) {
            const JsonView status = statuses.at(i);
            const bool sidecar = isRestartable(pod, status["name"].string());
            const std::int64_t restarts = status["restartCount"].integer();
            const UnixMs ended = timeOf(status["lastState"]["terminated"]["finishedAt"]);
            result.restarts += restarts;
            result.lastRestart = std::max(result.lastRestart, ended);
            if (sidecar) {
                sidecarRestarts += restarts;
                sidecarRestart = std::max(sidecarRestart, ended);
            }
            const JsonView terminated = status["state"]["terminated"];
            const QString waiting = status["state"]["waiting"]["reason"].text();
            if (terminated.isObject() && terminated["exitCode"].integer() == 0)
                continue;
            if (sidecar && status["started"].boolean()) {
                if (status["ready"].boolean())
                    ++result.ready;
                continue;
            }
            if (terminated.isObject())
                blame(status, true, QStringLiteral("Init:") + exitWord(terminated));
            else if (!waiting.isEmpty() && waiting != Word("PodInitializing"))
                blame(status, true, QStringLiteral("Init:") + waiting);
            else
                blame(status, true, QStringLiteral("Init:%1/%2").arg(i).arg(pod["spec"]["initContainers"].size()));
            return true;
        }
        return false;
    }
    void containers(JsonView pod)
    {
        result.restarts = sidecarRestarts;
        result.lastRestart = sidecarRestart;
        bool hasRunning = false;
        Container failed; ///< the first one that ended badly
        const JsonView statuses = pod["status"]["containerStatuses"];
        for (std::size_t i = statuses.size(); i-- > 0;) {
            const JsonView status = statuses.at(i);
            result.restarts += status["restartCount"].integer();
            result.lastRestart = std::max(result.lastRestart, timeOf(status["lastState"]["terminated"]["finishedAt"]));
            const JsonView state = status["state"];
            if (const QString waiting = state["waiting"]["reason"].text(); !waiting.isEmpty()) {
                blame(status, false, waiting);
            } else if (state["terminated"].isObject()) {
                blame(status, false, exitWord(state["terminated"]));
                if (state["terminated"]["exitCode"].integer() != 0)
                    failed = {status, false};
            } else if (status["ready"].boolean() && state["running"].isObject()) {
                hasRunning = true;
                ++result.ready;
            }
        }
        if (result.word != Word("Completed"))
            return;
        // One that is done does not speak for those that run, nor for one that failed (as newer kubectl says it).
        if (hasRunning && conditionIs(pod, "Ready"))
            result.word = QStringLiteral("Running");
        else if (failed.status.isObject())
            blame(failed.status, false, exitWord(failed.status["state"]["terminated"]));
        else if (hasRunning)
            result.word = QStringLiteral("NotReady");
    }
};

/// "OOMKilled (exit 137), limit 256Mi", "exit 1", "signal 9"
QString exitEvidence(JsonView terminated, JsonView spec)
{
    if (!terminated.isObject())
        return {};
    const qint64 code = terminated["exitCode"].integer();
    const QString reason = terminated["reason"].text();
    if (reason == Word("OOMKilled")) {
        const QString limit = spec["resources"]["limits"]["memory"].text();
        return limit.isEmpty() ? QCoreApplication::translate("sk", "OOMKilled (exit %1)").arg(code)
                               : QCoreApplication::translate("sk", "OOMKilled (exit %1), limit %2").arg(QString::number(code), limit);
    }
    if (code == 0 && terminated["signal"].integer() != 0)
        return QCoreApplication::translate("sk", "signal %1").arg(qint64{terminated["signal"].integer()});
    return QCoreApplication::translate("sk", "exit %1").arg(code);
}

Verdict notRunningVerdict(JsonView pod, const Walk &walk)
{
    const QString &word = walk.result.word;
    const QString phase = pod["status"]["phase"].text();
    const QString bare = word.startsWith(Word("Init:")) ? word.mid(5) : word;
    const JsonView status = walk.culprit.status;
    const JsonView spec = walk.hasCulprit ? specOf(pod, walk.culprit) : JsonView();
    const QString name = status["name"].text();
    const QString message = evidence(status["state"]["waiting"]["message"].text());

    if (!walk.hasCulprit)
        return {word, Health::Unknown, 0};
    if (bare == Word("Completed"))
        return {word, phase == Word("Failed") ? Health::Failing : Health::Finished, 0};
    if (bare == Word("CrashLoopBackOff")) {
        const QString last = exitEvidence(status["lastState"]["terminated"], spec);
        const auto restarts = static_cast<int>(status["restartCount"].integer());
        QString who = QCoreApplication::translate("sk", "container %1").arg(name);
        if (restarts > 0)
            who = QCoreApplication::translate("sk", "container %1 restarted %n time(s)", nullptr, restarts).arg(name);
        if (last.isEmpty())
            return {QCoreApplication::translate("sk", "%1: %2").arg(word, who), Health::Failing, 0};
        return {QCoreApplication::translate("sk", "%1: %2, last %3").arg(word, who, last), Health::Failing, 0};
    }
    if (bare == Word("ContainerCreating") || bare == Word("PodInitializing")) {
        const UnixMs since = timeOf(condition(pod, "PodScheduled")["lastTransitionTime"]);
        return {since ? QCoreApplication::translate("sk", "%1 for %t").arg(word) : word, Health::Progressing, since};
    }
    if (bare == Word("ImagePullBackOff") || bare == Word("ErrImagePull") || bare == Word("InvalidImageName") || bare == Word("ErrImageNeverPull"))
        return {QCoreApplication::translate("sk", "%1: container %2, image %3").arg(word, name, evidence(spec["image"].text())), Health::Failing, 0};
    const JsonView terminated = status["state"]["terminated"];
    if (bare == Word("OOMKilled")) {
        // The word is in the sentence already.
        const QString prefix = walk.culprit.init ? QStringLiteral("Init:") : QString();
        return {prefix + exitEvidence(terminated, spec), Health::Failing, 0};
    }
    if (terminated.isObject()) {
        const bool saysCode = bare.startsWith(Word("ExitCode:")) || bare.startsWith(Word("Signal:"));
        if (saysCode)
            return {QCoreApplication::translate("sk", "%1: container %2").arg(word, name), Health::Failing, 0};
        return {QCoreApplication::translate("sk", "%1 (%2): container %3").arg(word, exitEvidence(terminated, spec), name), Health::Failing, 0};
    }
    if (status["state"]["waiting"].isObject() && bare != QString() && !bare.at(0).isDigit()) {
        return {message.isEmpty() ? QCoreApplication::translate("sk", "%1: container %2").arg(word, name)
                                  : QCoreApplication::translate("sk", "%1: container %2, %3").arg(word, name, message),
            Health::Failing, 0};
    }
    // Init:0/2
    return {QCoreApplication::translate("sk", "%1: container %2").arg(word, name), Health::Progressing, 0};
}

Verdict runningVerdict(JsonView pod, const PodStatus &status, const ProjectionContext &context)
{
    constexpr UnixMs recent = 24 * 3'600'000LL;
    if (status.ready < status.total)
        return {QCoreApplication::translate("sk", "%1, %2 of %3 ready").arg(status.word, QString::number(status.ready), QString::number(status.total)),
            Health::Warning, 0};
    QString gate;
    pod["spec"]["readinessGates"].eachElement([&](JsonView entry) {
        const std::string_view type = entry["conditionType"].string();
        if (gate.isEmpty() && !conditionIs(pod, type))
            gate = fromUtf8(type);
    });
    if (!gate.isEmpty())
        return {QCoreApplication::translate("sk", "%1, readiness gate %2 not passed").arg(status.word, evidence(gate)), Health::Warning, 0};
    if (status.restarts > 0 && status.lastRestart != 0 && context.now - status.lastRestart < recent) {
        // Whose it was, and how it ended: of the container that ended last.
        JsonView last;
        pod["status"]["containerStatuses"].eachElement([&](JsonView entry) {
            if (timeOf(entry["lastState"]["terminated"]["finishedAt"]) == status.lastRestart)
                last = entry;
        });
        const QString how = exitEvidence(last["lastState"]["terminated"], specOf(pod, {last, false}));
        if (how.isEmpty())
            return {QCoreApplication::translate("sk", "%1, last restart %t ago").arg(status.word), Health::Healthy, status.lastRestart};
        const auto times = static_cast<int>(last["restartCount"].integer());
        // Several times, and just now: it will do so again.
        constexpr UnixMs justNow = 3'600'000LL;
        const bool again = times >= 3 && context.now - status.lastRestart < justNow;
        return {QCoreApplication::translate("sk", "%1, container %2 restarted %n time(s), last %t ago: %3", nullptr, times).arg(status.word, last["name"].text(), how),
            again ? Health::Warning : Health::Healthy, status.lastRestart};
    }
    return {status.word, Health::Healthy, 0};
}

Verdict verdictOf(JsonView pod, const Walk &walk, const ProjectionContext &context)
{
    const PodStatus &status = walk.result;
    const QString &word = status.word;
    const QString message = evidence(pod["status"]["message"].text());
    if (word == Word("Unknown"))
        return {message.isEmpty() ? QCoreApplication::translate("sk", "Unknown: the node is lost") : QCoreApplication::translate("sk", "Unknown: %1").arg(message),
            Health::Unknown, 0};
    if (word == Word("Terminating"))
        return deletingVerdict(pod, context);
    if (word == Word("SchedulingGated")) {
        const QString gates = joinedMember(pod["spec"]["schedulingGates"], "name", QStringLiteral(", "));
        return {gates.isEmpty() ? word : QCoreApplication::translate("sk", "%1: %2").arg(word, evidence(gates)), Health::Progressing, 0};
    }
    if (word == Word("Running"))
        return runningVerdict(pod, status, context);
    if (word == Word("NotReady"))
        return {QCoreApplication::translate("sk", "%1, %2 of %3 ready").arg(word, QString::number(status.ready), QString::number(status.total)), Health::Warning, 0};
    if (word == Word("Succeeded"))
        return {word, Health::Finished, 0};
    if (word == Word("Pending")) {
        const JsonView scheduled = condition(pod, "PodScheduled");
        if (scheduled["status"].string() == "False") {
            const QString why = schedulingEvidence(scheduled["message"].text());
            if (!why.isEmpty())
                return {QCoreApplication::translate("sk", "%1: %2").arg(word, why), Health::Failing, 0};
        }
        return {word, Health::Progressing, 0};
    }
    if (!walk.hasCulprit) {
        // The pod's own reason or phase: Evicted, NodeLost, NodeAffinity, UnexpectedAdmissionError, Failed.
        const QString text = message.isEmpty() ? word : QCoreApplication::translate("sk", "%1: %2").arg(word, message);
        return {text, word.isEmpty() ? Health::Unknown : Health::Failing, 0};
    }
    // An evicted pod may also have statuses; kubectl's word then comes from a container.
    return notRunningVerdict(pod, walk);
}

} // namespace

QString schedulingEvidence(const QString &message)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+)/(\\d+) nodes are available(?:: (.*?))?\\.?(?: preemption: .*)?$"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression between(QStringLiteral(", (?=\\d+ )"));
    static const QRegularExpression counted(QStringLiteral("^(\\d+) (?:node\\(s\\) )?(.*)$"), QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = form.match(message.trimmed());
    if (!match.hasMatch())
        return evidence(message);
    QStringList reasons;
    const QStringList parts = match.captured(3).split(between, Qt::SkipEmptyParts);
    for (QString part : parts) {
        while (part.endsWith(u'.'))
            part.chop(1);
        const QRegularExpressionMatch one = counted.match(part);
        QString reason = one.hasMatch() ? one.captured(2) : part;
        // "Insufficient memory" inside a sentence; names such as "PodDisruptionBudget" stay.
        if (reason.size() > 1 && reason.at(0).isUpper() && reason.startsWith(QLatin1String("Insufficient ")))
            reason[0] = reason.at(0).toLower();
        // A reason that holds for all nodes needs no count.
        if (one.hasMatch() && (parts.size() > 1 || one.captured(1) != match.captured(2)))
            reason = one.captured(1) + u' ' + reason;
        reasons += reason;
    }
    const QString head = QCoreApplication::translate("sk", "%1/%2 nodes fit").arg(match.captured(1), match.captured(2));
    return evidence(reasons.isEmpty() ? head : QCoreApplication::translate("sk", "%1: %2").arg(head, reasons.join(QStringLiteral(", "))));
}

PodStatus podStatus(JsonView pod, const ProjectionContext &context)
{
    Walk walk;
    const QString phase = pod["status"]["phase"].text();
    const QString reason = pod["status"]["reason"].text();
    walk.result.word = reason.isEmpty() ? phase : reason;
    if (condition(pod, "PodScheduled")["reason"].string() == "SchedulingGated")
        walk.result.word = QStringLiteral("SchedulingGated");
    walk.result.total = static_cast<int>(pod["spec"]["containers"].size());
    pod["spec"]["initContainers"].eachElement([&walk](JsonView container) {
        if (container["restartPolicy"].string() == "Always")
            ++walk.result.total;
    });
    const bool initializing = walk.initContainers(pod);
    if (!initializing || conditionIs(pod, "Initialized"))
        walk.containers(pod);
    if (isDeleting(pod)) {
        if (reason == Word("NodeLost"))
            walk.result.word = QStringLiteral("Unknown");
        else if (phase != Word("Succeeded") && phase != Word("Failed"))
            walk.result.word = QStringLiteral("Terminating");
    }
    walk.result.verdict = verdictOf(pod, walk, context);
    return walk.result;
}

} // namespace sk::kinds
