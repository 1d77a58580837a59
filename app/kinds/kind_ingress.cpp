#include "fields_p.h"

namespace sk::kinds {

namespace {

QString hosts(JsonView ingress, const ProjectionContext &)
{
    QStringList found;
    ingress["spec"]["rules"].eachElement([&found](JsonView rule) {
        const QString host = rule["host"].text();
        found += host.isEmpty() ? QStringLiteral("*") : host;
    });
    found.removeDuplicates();
    return found.join(u',');
}

QString addresses(JsonView ingress, const ProjectionContext &)
{
    QStringList found;
    ingress["status"]["loadBalancer"]["ingress"].eachElement([&found](JsonView entry) {
        const QString ip = entry["ip"].text();
        found += ip.isEmpty() ? entry["hostname"].text() : ip;
    });
    return found.join(u',');
}

QString backendText(JsonView backend)
{
    const JsonView service = backend["service"];
    if (service.isNull())
        return backend["resource"]["kind"].text() + u'/' + backend["resource"]["name"].text();
    const QString name = service["port"]["name"].text();
    return service["name"].text() + u':' + (name.isEmpty() ? service["port"]["number"].text() : name);
}

} // namespace

kube::ResourceKind ingressKind()
{
    return KindBuilder(typeOf("networking.k8s.io", "v1", "ingresses", "Ingress", true, {QStringLiteral("ing")}), QT_TRANSLATE_NOOP("sk", "Ingresses"), Category::Network, 20)
        .name()
        .nameSpace()
        .status([](JsonView ingress, const ProjectionContext &context) -> Verdict {
            if (addresses(ingress, context).isEmpty())
                return {QCoreApplication::translate("sk", "No address for %t: no controller took it"), Health::Warning, timeOf(ingress["metadata"]["creationTimestamp"])};
            return {QCoreApplication::translate("sk", "Has an address"), Health::Healthy, 0};
        }, 30)
        .text("class", QT_TRANSLATE_NOOP("sk", "Class"), 12,
            [](JsonView o, const ProjectionContext &) {
                const QString name = o["spec"]["ingressClassName"].text();
                return name.isEmpty() ? o["metadata"]["annotations"]["kubernetes.io/ingress.class"].text() : name;
            })
        .text("hosts", QT_TRANSLATE_NOOP("sk", "Hosts"), 30, hosts)
        .text("address", QT_TRANSLATE_NOOP("sk", "Address"), 20, addresses, CellType::IpAddress)
        .text("ports", QT_TRANSLATE_NOOP("sk", "Ports"), 9,
            [](JsonView o, const ProjectionContext &) { return o["spec"]["tls"].size() > 0 ? QStringLiteral("80, 443") : QStringLiteral("80"); })
        .age()
        .detail([](JsonView ingress, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Ingress"))
                .fact(QT_TRANSLATE_NOOP("sk", "Class"), ingress["spec"]["ingressClassName"])
                .fact(QT_TRANSLATE_NOOP("sk", "Address"), addresses(ingress, context)).from("{.status.loadBalancer.ingress[*].ip}")
                .fact(QT_TRANSLATE_NOOP("sk", "Default backend"), ingress["spec"]["defaultBackend"].isObject() ? backendText(ingress["spec"]["defaultBackend"]) : QString()).from("{.spec.defaultBackend.service.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "TLS secrets"), joinedMember(ingress["spec"]["tls"], "secretName", QStringLiteral(", "))).from("{.spec.tls[*].secretName}")
                .addTo(list);
            Section rules(QT_TRANSLATE_NOOP("sk", "Rules"));
            ingress["spec"]["rules"].eachElement([&rules](JsonView rule) {
                const QString host = rule["host"].text();
                rule["http"]["paths"].eachElement([&](JsonView path) {
                    rules.named((host.isEmpty() ? QStringLiteral("*") : host) + path["path"].text(), backendText(path["backend"]));
                });
            });
            rules.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
