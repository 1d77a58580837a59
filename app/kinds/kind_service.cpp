#include "fields_p.h"

namespace sk::kinds {

namespace {

/// "80/TCP,443:30443/TCP", as kubectl.
QString ports(JsonView service)
{
    QStringList parts;
    service["spec"]["ports"].eachElement([&parts](JsonView port) {
        QString text = port["port"].text();
        if (port["nodePort"].integer() != 0)
            text += u':' + port["nodePort"].text();
        parts += text + u'/' + fromUtf8(port["protocol"].string("TCP"));
    });
    return parts.join(u',');
}

QString balancers(JsonView service)
{
    QStringList parts;
    service["status"]["loadBalancer"]["ingress"].eachElement([&parts](JsonView entry) {
        const QString ip = entry["ip"].text();
        parts += ip.isEmpty() ? entry["hostname"].text() : ip;
    });
    return parts.join(u',');
}

QString externalIp(JsonView service, const ProjectionContext &)
{
    const std::string_view type = service["spec"]["type"].string();
    if (type == "ExternalName")
        return service["spec"]["externalName"].text();
    const QString given = joined(service["spec"]["externalIPs"]);
    const QString balanced = type == "LoadBalancer" ? balancers(service) : QString();
    return balanced.isEmpty() || given.isEmpty() ? balanced + given : balanced + u',' + given;
}

Verdict serviceStatus(JsonView service, const ProjectionContext &context)
{
    if (isDeleting(service))
        return deletingVerdict(service, context);
    if (service["spec"]["type"].string() == "LoadBalancer" && externalIp(service, context).isEmpty())
        return {QCoreApplication::translate("sk", "Waits for a load balancer for %t"), Health::Progressing, timeOf(service["metadata"]["creationTimestamp"])};
    // Where it can be reached. Whether anything answers is for the endpoints to say; a service alone cannot know: no health.
    const std::string_view type = service["spec"]["type"].string();
    if (type == "ExternalName")
        return {QCoreApplication::translate("sk", "Another name"), Health::None, 0};
    if (service["spec"]["clusterIP"].string() == "None")
        return {QCoreApplication::translate("sk", "Headless"), Health::None, 0};
    if (type == "NodePort")
        return {QCoreApplication::translate("sk", "On every node"), Health::None, 0};
    if (type == "LoadBalancer")
        return {QCoreApplication::translate("sk", "Balanced"), Health::Healthy, 0};
    return {QCoreApplication::translate("sk", "Inside the cluster"), Health::None, 0};
}

QList<DetailSection> serviceDetail(JsonView service, const ProjectionContext &context)
{
    QList<DetailSection> list;
    const JsonView spec = service["spec"];
    Section(QT_TRANSLATE_NOOP("sk", "Service"))
        .fact(QT_TRANSLATE_NOOP("sk", "Type"), spec["type"])
        .fact(QT_TRANSLATE_NOOP("sk", "Cluster IP"), spec["clusterIPs"].size() > 1 ? joined(spec["clusterIPs"], QStringLiteral(", ")) : spec["clusterIP"].text()).from("{.spec.clusterIP}")
        .fact(QT_TRANSLATE_NOOP("sk", "External IP"), externalIp(service, context))
        .fact(QT_TRANSLATE_NOOP("sk", "Selector"), labelsText(spec["selector"])).from("{.spec.selector}")
        .fact(QT_TRANSLATE_NOOP("sk", "Session affinity"), spec["sessionAffinity"])
        .fact(QT_TRANSLATE_NOOP("sk", "External traffic"), spec["externalTrafficPolicy"])
        .addTo(list);
    Section section(QT_TRANSLATE_NOOP("sk", "Ports"));
    spec["ports"].eachElement([&section](JsonView port) {
        QString text = QCoreApplication::translate("sk", "%1/%2 to %3").arg(port["port"].text(), fromUtf8(port["protocol"].string("TCP")), port["targetPort"].text());
        if (port["nodePort"].integer() != 0)
            text += QCoreApplication::translate("sk", ", node port %1").arg(port["nodePort"].text());
        const QString name = port["name"].text();
        section.named(name.isEmpty() ? port["port"].text() : name, text)
            .from(name.isEmpty() ? QStringLiteral("{.spec.ports[*].port}") : QStringLiteral("{.spec.ports[?(@.name==\"%1\")].port}").arg(name));
    });
    section.addTo(list);
    return list;
}

} // namespace

kube::ResourceKind serviceKind()
{
    return KindBuilder(typeOf("", "v1", "services", "Service", true, {QStringLiteral("svc")}), QT_TRANSLATE_NOOP("sk", "Services"), Category::Network, 10)
        .name()
        .nameSpace()
        .path("type", QT_TRANSLATE_NOOP("sk", "Type"), 13, {"spec", "type"})
        .path("clusterip", QT_TRANSLATE_NOOP("sk", "Cluster IP"), 15, {"spec", "clusterIP"}, CellType::IpAddress)
        .text("externalip", QT_TRANSLATE_NOOP("sk", "External IP"), 20, externalIp, CellType::IpAddress)
        .text("ports", QT_TRANSLATE_NOOP("sk", "Ports"), 24, [](JsonView o, const ProjectionContext &) { return ports(o); })
        .status(serviceStatus, 20)
        .text("selector", QT_TRANSLATE_NOOP("sk", "Selector"), 28, [](JsonView o, const ProjectionContext &) { return labelsText(o["spec"]["selector"]); })
        .wide()
        .age()
        .detail(serviceDetail)
        .build();
}

} // namespace sk::kinds
