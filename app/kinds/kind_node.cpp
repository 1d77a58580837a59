#include "fields_p.h"

namespace sk::kinds {

namespace {

QString roles(JsonView node)
{
    static constexpr std::string_view prefix = "node-role.kubernetes.io/";
    QStringList names;
    node["metadata"]["labels"].eachMember([&names](std::string_view key, JsonView value) {
        QString role;
        if (key.starts_with(prefix))
            role = fromUtf8(key.substr(prefix.size()));
        else if (key == "kubernetes.io/role")
            role = value.text();
        if (!role.isEmpty() && !names.contains(role))
            names += role;
    });
    names.sort();
    return names.join(u',');
}

QString pressures(JsonView node)
{
    QStringList found;
    if (conditionIs(node, "MemoryPressure"))
        found += QCoreApplication::translate("sk", "memory pressure");
    if (conditionIs(node, "DiskPressure"))
        found += QCoreApplication::translate("sk", "disk pressure");
    if (conditionIs(node, "PIDPressure"))
        found += QCoreApplication::translate("sk", "process ID pressure");
    if (conditionIs(node, "NetworkUnavailable"))
        found += QCoreApplication::translate("sk", "network unavailable");
    return found.join(QStringLiteral(", "));
}

Verdict nodeStatus(JsonView node, const ProjectionContext &)
{
    const JsonView ready = condition(node, "Ready");
    const std::string_view state = ready["status"].string();
    Verdict verdict;
    if (state == "True") {
        verdict = {QStringLiteral("Ready"), Health::Healthy, 0};
    } else if (ready.isNull()) {
        verdict = {QCoreApplication::translate("sk", "Unknown: the node reports no state"), Health::Unknown, 0};
    } else {
        const QString reason = evidence(ready["reason"].text());
        // The node controller's word for a kubelet that stopped posting.
        const QString why = reason == QLatin1String("NodeStatusUnknown") ? QCoreApplication::translate("sk", "kubelet silent") : reason;
        verdict.since = timeOf(ready["lastTransitionTime"]);
        verdict.text = verdict.since != 0 ? QCoreApplication::translate("sk", "NotReady for %t") : QStringLiteral("NotReady");
        if (!why.isEmpty())
            verdict.text += QStringLiteral(": ") + why;
        verdict.health = Health::Failing;
    }
    // A kubelet that is silent or ill leaves old pressure conditions behind: only a ready node's are worth a word.
    if (const QString pressure = pressures(node); state == "True" && !pressure.isEmpty()) {
        verdict.text += QStringLiteral(", ") + pressure;
        verdict.health = Health::Warning;
    }
    if (node["spec"]["unschedulable"].boolean()) {
        verdict.text += QStringLiteral(", ") + QCoreApplication::translate("sk", "cordoned");
        if (verdict.health == Health::Healthy)
            verdict.health = Health::Warning;
    }
    return verdict;
}

QString address(JsonView node, std::string_view type)
{
    return node["status"]["addresses"].findElement([type](JsonView entry) { return entry["type"].string() == type; })["address"].text();
}

QString taintText(JsonView taint)
{
    const QString value = taint["value"].text();
    return taint["key"].text() + (value.isEmpty() ? QString() : u'=' + value) + u':' + taint["effect"].text();
}

QString taints(JsonView node, const ProjectionContext &context)
{
    QStringList parts;
    node["spec"]["taints"].eachElement([&parts](JsonView taint) { parts += taintText(taint); });
    return context.texts.get(parts.join(QStringLiteral(", ")).toStdString());
}

Column meter(const char *id, const char *title, MeterUnit unit, const char *tip)
{
    return {.id = QString::fromLatin1(id), .title = title, .type = CellType::Meter, .widthChars = 20, .joined = true, .meterUnit = unit, .titleText = {}, .toolTip = tip};
}

KindBuilder::Fill allocatable(std::string_view resource)
{
    return [resource](JsonView node, const ProjectionContext &, Row &, Cell &cell) { cell.c = quantityOf(node["status"]["allocatable"][resource]); };
}

QList<DetailSection> nodeDetail(JsonView node, const ProjectionContext &)
{
    QList<DetailSection> list;
    const JsonView allocatableOf = node["status"]["allocatable"];
    const JsonView info = node["status"]["nodeInfo"];
    const JsonView labels = node["metadata"]["labels"];
    Section(QT_TRANSLATE_NOOP("sk", "Load"), DetailSection::Shape::Meters)
        .meter(QT_TRANSLATE_NOOP("sk", "CPU"), quantityOf(allocatableOf["cpu"]), MeterUnit::Cores).from("{.status.allocatable.cpu}")
        .meter(QT_TRANSLATE_NOOP("sk", "Memory"), quantityOf(allocatableOf["memory"]), MeterUnit::Bytes).from("{.status.allocatable.memory}")
        .meter(QT_TRANSLATE_NOOP("sk", "Pods"), quantityOf(allocatableOf["pods"]), MeterUnit::Pieces).from("{.status.allocatable.pods}")
        .addTo(list);
    JsonView zone = labels["topology.kubernetes.io/zone"];
    if (zone.isNull())
        zone = labels["failure-domain.beta.kubernetes.io/zone"];
    Section(QT_TRANSLATE_NOOP("sk", "System"))
        .fact(QT_TRANSLATE_NOOP("sk", "Roles"), roles(node))
        .fact(QT_TRANSLATE_NOOP("sk", "Internal IP"), address(node, "InternalIP")).from("{.status.addresses[?(@.type==\"InternalIP\")].address}")
        .fact(QT_TRANSLATE_NOOP("sk", "External IP"), address(node, "ExternalIP")).from("{.status.addresses[?(@.type==\"ExternalIP\")].address}")
        .fact(QT_TRANSLATE_NOOP("sk", "Host name"), address(node, "Hostname")).from("{.status.addresses[?(@.type==\"Hostname\")].address}")
        .fact(QT_TRANSLATE_NOOP("sk", "OS image"), info["osImage"])
        .fact(QT_TRANSLATE_NOOP("sk", "Kernel"), info["kernelVersion"])
        .fact(QT_TRANSLATE_NOOP("sk", "Runtime"), info["containerRuntimeVersion"])
        .fact(QT_TRANSLATE_NOOP("sk", "Kubelet"), info["kubeletVersion"])
        .fact(QT_TRANSLATE_NOOP("sk", "Architecture"), info["architecture"])
        .fact(QT_TRANSLATE_NOOP("sk", "Zone"), zone)
        .fact(QT_TRANSLATE_NOOP("sk", "Instance type"), labels["node.kubernetes.io/instance-type"])
        .fact(QT_TRANSLATE_NOOP("sk", "Pod address range"), node["spec"]["podCIDR"])
        .fact(QT_TRANSLATE_NOOP("sk", "Capacity"), quantitiesText(node["status"]["capacity"])).from("{.status.capacity}")
        .fact(QT_TRANSLATE_NOOP("sk", "Allocatable"), quantitiesText(allocatableOf)).from("{.status.allocatable}")
        .addTo(list);
    Section chips(QT_TRANSLATE_NOOP("sk", "Taints"), DetailSection::Shape::Chips);
    node["spec"]["taints"].eachElement([&chips](JsonView taint) { chips.chip(taintText(taint)).from("{.spec.taints[*].key}"); });
    chips.addTo(list);
    return list;
}

} // namespace

kube::ResourceKind nodeKind()
{
    return KindBuilder(typeOf("", "v1", "nodes", "Node", false, {QStringLiteral("no")}), QT_TRANSLATE_NOOP("sk", "Nodes"), Category::Cluster, 10)
        .name(24)
        .status(nodeStatus)
        .kubectlSays(QT_TRANSLATE_NOOP("sk", "cordoned"), "SchedulingDisabled")
        .text("roles", QT_TRANSLATE_NOOP("sk", "Roles"), 20, [](JsonView o, const ProjectionContext &c) { return c.texts.get(roles(o).toStdString()); }, CellType::Name)
        .column(meter("cpu", QT_TRANSLATE_NOOP("sk", "CPU"), MeterUnit::Cores, QT_TRANSLATE_NOOP("sk", "Cores used and requested, of those that pods can have")), allocatable("cpu"))
        .column(meter("memory", QT_TRANSLATE_NOOP("sk", "Memory"), MeterUnit::Bytes, QT_TRANSLATE_NOOP("sk", "Memory used and requested, of what pods can have")), allocatable("memory"))
        .column(meter("pods", QT_TRANSLATE_NOOP("sk", "Pods"), MeterUnit::Pieces, QT_TRANSLATE_NOOP("sk", "Pods on the node, of those that it takes")), allocatable("pods"))
        .text("pressure", QT_TRANSLATE_NOOP("sk", "Pressure"), 14, [](JsonView o, const ProjectionContext &c) { return c.texts.get(pressures(o).toStdString()); })
        .path("version", QT_TRANSLATE_NOOP("sk", "Version"), 11, {"status", "nodeInfo", "kubeletVersion"}, CellType::Version)
        .text("internalip", QT_TRANSLATE_NOOP("sk", "Internal IP"), 15, [](JsonView o, const ProjectionContext &) { return address(o, "InternalIP"); }, CellType::IpAddress)
        .text("externalip", QT_TRANSLATE_NOOP("sk", "External IP"), 15, [](JsonView o, const ProjectionContext &) { return address(o, "ExternalIP"); }, CellType::IpAddress)
        .wide()
        .path("osimage", QT_TRANSLATE_NOOP("sk", "OS image"), 26, {"status", "nodeInfo", "osImage"})
        .wide()
        .path("kernel", QT_TRANSLATE_NOOP("sk", "Kernel"), 22, {"status", "nodeInfo", "kernelVersion"}, CellType::Version)
        .wide()
        .path("runtime", QT_TRANSLATE_NOOP("sk", "Runtime"), 20, {"status", "nodeInfo", "containerRuntimeVersion"})
        .wide()
        .text("taints", QT_TRANSLATE_NOOP("sk", "Taints"), 24, taints)
        .wide()
        .selectable("spec.unschedulable")
        .age()
        .sortBy("status")
        .detail(nodeDetail)
        .build();
}

} // namespace sk::kinds
