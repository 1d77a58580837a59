#include "fields_p.h"

namespace sk::kinds {

namespace {

QString podSelector(JsonView policy)
{
    const QString text = selectorText(policy["spec"]["podSelector"]);
    return text.isEmpty() ? QCoreApplication::translate("sk", "all pods") : text;
}

} // namespace

kube::ResourceKind networkpolicyKind()
{
    return KindBuilder(typeOf("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, {QStringLiteral("netpol"), QStringLiteral("np")}), QT_TRANSLATE_NOOP("sk", "Network policies"), Category::Network, 60)
        .name()
        .nameSpace()
        .text("podselector", QT_TRANSLATE_NOOP("sk", "Pod selector"), 34, [](JsonView o, const ProjectionContext &) { return podSelector(o); })
        .text("types", QT_TRANSLATE_NOOP("sk", "Directions"), 16, [](JsonView o, const ProjectionContext &) { return joined(o["spec"]["policyTypes"]); })
        .age()
        .detail([](JsonView policy, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Network policy"))
                .fact(QT_TRANSLATE_NOOP("sk", "Pod selector"), podSelector(policy)).from("{.spec.podSelector}")
                .fact(QT_TRANSLATE_NOOP("sk", "Directions"), joined(policy["spec"]["policyTypes"], QStringLiteral(", "))).from("{.spec.policyTypes[*]}")
                .fact(QT_TRANSLATE_NOOP("sk", "Rules for incoming"), QString::number(policy["spec"]["ingress"].size()))
                .fact(QT_TRANSLATE_NOOP("sk", "Rules for outgoing"), QString::number(policy["spec"]["egress"].size()))
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
