#include "podstatus_p.h"
#include "podtemplate_p.h"

namespace sk::kinds {

namespace {

Column joinedColumn(const char *id, const char *title, CellType type)
{
    return {.id = QString::fromLatin1(id), .title = title, .type = type, .widthChars = 9, .joined = true, .titleText = {}};
}

Column plain(const char *id, const char *title, CellType type, int widthChars)
{
    return {.id = QString::fromLatin1(id), .title = title, .type = type, .widthChars = widthChars, .titleText = {}};
}

Column restartsColumn()
{
    Column column = plain("restarts", QT_TRANSLATE_NOOP("sk", "Restarts"), CellType::Number, 13); // "12 (14h ago)"
    column.timed = true;
    return column;
}

/// "1/2": passed of all, as kubectl; empty without gates.
QString readinessGates(JsonView pod, const ProjectionContext &)
{
    const JsonView gates = pod["spec"]["readinessGates"];
    if (gates.size() == 0)
        return {};
    int passed = 0;
    gates.eachElement([&](JsonView gate) { passed += conditionIs(pod, gate["conditionType"].string()) ? 1 : 0; });
    return QStringLiteral("%1/%2").arg(passed).arg(gates.size());
}

QString stateText(JsonView status)
{
    const JsonView state = status["state"];
    if (state["running"].isObject())
        return QStringLiteral("Running");
    if (state["waiting"].isObject()) {
        const QString reason = state["waiting"]["reason"].text();
        return reason.isEmpty() ? QStringLiteral("Waiting") : reason;
    }
    if (state["terminated"].isObject())
        return QCoreApplication::translate("sk", "%1 (exit %2)").arg(state["terminated"]["reason"].text(), state["terminated"]["exitCode"].text());
    return QCoreApplication::translate("sk", "not started");
}

Health stateHealth(JsonView status)
{
    const JsonView state = status["state"];
    if (state["running"].isObject())
        return status["ready"].boolean() ? Health::Healthy : Health::Warning;
    if (state["terminated"].isObject())
        return state["terminated"]["exitCode"].integer() == 0 ? Health::Finished : Health::Failing;
    const std::string_view reason = state["waiting"]["reason"].string();
    return reason.empty() || reason == "ContainerCreating" || reason == "PodInitializing" ? Health::Progressing : Health::Failing;
}

void addContainers(JsonView pod, const char *title, std::string_view specs, std::string_view statuses, QList<DetailSection> &list)
{
    Section section(title);
    pod["spec"][specs].eachElement([&](JsonView container) {
        const std::string_view name = container["name"].string();
        const JsonView status = pod["status"][statuses].findElement([name](JsonView entry) { return entry["name"].string() == name; });
        QStringList notes;
        if (const auto restarts = static_cast<int>(status["restartCount"].integer()); restarts > 0)
            notes += QCoreApplication::translate("sk", "%n restart(s)", nullptr, restarts);
        if (const QString resources = resourcesText(container["resources"]); !resources.isEmpty())
            notes += resources;
        if (const JsonView last = status["lastState"]["terminated"]; last.isObject())
            notes += QCoreApplication::translate("sk", "last ended: %1 (exit %2) at %3")
                         .arg(last["reason"].text(), last["exitCode"].text(), last["finishedAt"].text());
        if (const QString message = status["state"]["waiting"]["message"].text(); !message.isEmpty())
            notes += message;
        section.named(fromUtf8(name), stateText(status) + QStringLiteral(" · ") + container["image"].text(), stateHealth(status), notes.join(QStringLiteral("; ")))
            .from(imagePath({QStringLiteral("spec"), fromUtf8(specs)}, container));
    });
    section.addTo(list);
}

QString volumeText(JsonView volume)
{
    QString text;
    volume.eachMember([&text](std::string_view key, JsonView value) {
        if (key == "name" || !text.isEmpty())
            return;
        text = fromUtf8(key);
        for (const char *member : {"name", "secretName", "claimName", "path", "driver"}) {
            if (value[member].isString()) {
                text += QStringLiteral(": ") + value[member].text();
                break;
            }
        }
    });
    return text;
}

QList<DetailSection> podDetail(JsonView pod, const ProjectionContext &)
{
    QList<DetailSection> list;
    addContainers(pod, QT_TRANSLATE_NOOP("sk", "Init containers"), "initContainers", "initContainerStatuses", list);
    addContainers(pod, QT_TRANSLATE_NOOP("sk", "Containers"), "containers", "containerStatuses", list);
    addContainers(pod, QT_TRANSLATE_NOOP("sk", "Ephemeral containers"), "ephemeralContainers", "ephemeralContainerStatuses", list);
    Section(QT_TRANSLATE_NOOP("sk", "Pod"))
        .fact(QT_TRANSLATE_NOOP("sk", "Node"), pod["spec"]["nodeName"])
        .fact(QT_TRANSLATE_NOOP("sk", "Pod IP"), pod["status"]["podIP"])
        .fact(QT_TRANSLATE_NOOP("sk", "Host IP"), pod["status"]["hostIP"])
        .fact(QT_TRANSLATE_NOOP("sk", "Controlled by"), ownerText(pod)).from("{.metadata.ownerReferences[*].name}")
        .fact(QT_TRANSLATE_NOOP("sk", "Quality of service"), pod["status"]["qosClass"])
        .fact(QT_TRANSLATE_NOOP("sk", "Service account"), pod["spec"]["serviceAccountName"])
        .fact(QT_TRANSLATE_NOOP("sk", "Priority class"), pod["spec"]["priorityClassName"])
        .fact(QT_TRANSLATE_NOOP("sk", "Restart policy"), pod["spec"]["restartPolicy"])
        .fact(QT_TRANSLATE_NOOP("sk", "Node selector"), labelsText(pod["spec"]["nodeSelector"])).from("{.spec.nodeSelector}")
        .addTo(list);
    Section volumes(QT_TRANSLATE_NOOP("sk", "Volumes"));
    pod["spec"]["volumes"].eachElement([&volumes](JsonView volume) { volumes.named(volume["name"].text(), volumeText(volume)); });
    volumes.addTo(list);
    Section tolerations(QT_TRANSLATE_NOOP("sk", "Tolerations"), DetailSection::Shape::Chips);
    pod["spec"]["tolerations"].eachElement([&tolerations](JsonView entry) {
        QString text = entry["key"].text();
        if (const QString value = entry["value"].text(); !value.isEmpty())
            text += u'=' + value;
        if (const QString effect = entry["effect"].text(); !effect.isEmpty())
            text += u':' + effect;
        if (entry["tolerationSeconds"].isNumber())
            text += QCoreApplication::translate("sk", " for %1 s").arg(entry["tolerationSeconds"].text());
        tolerations.chip(text.isEmpty() ? QCoreApplication::translate("sk", "everything") : text).from("{.spec.tolerations[*].key}");
    });
    tolerations.addTo(list);
    return list;
}

enum PodColumn : std::size_t { Name, NameSpace, Ready, Status, Restarts };

void fillPod(JsonView pod, const ProjectionContext &context, Row &row)
{
    const PodStatus status = podStatus(pod, context);
    row.cells[Ready].a = status.ready;
    row.cells[Ready].b = status.total;
    setStatus(status.verdict, row, row.cells[Status]);
    // Most pods say the same.
    row.cells[Status].text = context.texts.get(status.verdict.text.toStdString());
    row.cells[Restarts].a = static_cast<double>(status.restarts);
    if (status.restarts > 0 && status.lastRestart != 0)
        row.cells[Restarts].b = static_cast<double>(status.lastRestart);
}

} // namespace

kube::ResourceKind podKind()
{
    return KindBuilder(typeOf("", "v1", "pods", "Pod", true, {QStringLiteral("po")}), QT_TRANSLATE_NOOP("sk", "Pods"), Category::Workloads, 10)
        .name(34)
        .nameSpace()
        .column(plain("ready", QT_TRANSLATE_NOOP("sk", "Ready"), CellType::Ready, 7))
        .column(plain("status", QT_TRANSLATE_NOOP("sk", "Status"), CellType::Status, 28)) // and what room is left
        .column(restartsColumn())
        .column(joinedColumn("cpu", QT_TRANSLATE_NOOP("sk", "CPU"), CellType::Cores))
        .column(joinedColumn("memory", QT_TRANSLATE_NOOP("sk", "Memory"), CellType::Bytes))
        .path("ip", QT_TRANSLATE_NOOP("sk", "IP"), 15, {"status", "podIP"}, CellType::IpAddress)
        .path("node", QT_TRANSLATE_NOOP("sk", "Node"), 18, {"spec", "nodeName"}, CellType::Name)
        .path("nominatednode", QT_TRANSLATE_NOOP("sk", "Nominated node"), 20, {"status", "nominatedNodeName"}, CellType::Name)
        .wide()
        .text("readinessgates", QT_TRANSLATE_NOOP("sk", "Readiness gates"), 10, readinessGates)
        .wide()
        .text("image", QT_TRANSLATE_NOOP("sk", "Image"), 36,
            [](JsonView pod, const ProjectionContext &context) { return context.texts.get(joinedMember(pod["spec"]["containers"], "image").toStdString()); })
        .wide()
        .path("qos", QT_TRANSLATE_NOOP("sk", "Quality of service"), 11, {"status", "qosClass"})
        .wide()
        .selectable("spec.nodeName", "node")
        .selectable("spec.restartPolicy")
        .selectable("spec.schedulerName")
        .selectable("spec.serviceAccountName")
        .selectable("status.phase")
        .selectable("status.podIP", "ip")
        .selectable("status.nominatedNodeName", "nominatednode")
        .age()
        .whole(fillPod)
        .detail(podDetail)
        .build();
}

} // namespace sk::kinds
