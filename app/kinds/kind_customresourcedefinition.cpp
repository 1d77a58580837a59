#include "fields_p.h"

namespace sk::kinds {

namespace {

QString versions(JsonView object, const ProjectionContext &)
{
    QStringList served;
    object["spec"]["versions"].eachElement([&served](JsonView version) {
        if (version["served"].boolean())
            served += version["name"].text();
    });
    return served.join(QStringLiteral(", "));
}

} // namespace

kube::ResourceKind customresourcedefinitionKind()
{
    return KindBuilder(typeOf("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, {QStringLiteral("crd"), QStringLiteral("crds")}),
        QT_TRANSLATE_NOOP("sk", "CustomResourceDefinitions"), Category::Cluster, 75)
        .name(48)
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            if (const JsonView names = condition(object, "NamesAccepted"); names["status"].string() == "False")
                return {QCoreApplication::translate("sk", "Name conflict: %1").arg(evidence(names["message"].text())), Health::Failing, 0};
            if (const JsonView schema = condition(object, "NonStructuralSchema"); schema["status"].string() == "True")
                return {QCoreApplication::translate("sk", "Served, schema not structural: %1").arg(evidence(schema["message"].text())), Health::Warning, 0};
            const JsonView established = condition(object, "Established");
            if (const QString why = evidence(established["message"].text()); established["status"].string() == "False" && established["reason"].string() != "Installing" && !why.isEmpty())
                return {QCoreApplication::translate("sk", "Not served: %1").arg(why), Health::Failing, 0};
            if (conditionIs(object, "Established"))
                return {QCoreApplication::translate("sk", "Served"), Health::Healthy, 0};
            return {QCoreApplication::translate("sk", "Not served yet"), Health::Progressing, 0};
        }, 20)
        .path("kind", QT_TRANSLATE_NOOP("sk", "Kind"), 24, {"spec", "names", "kind"})
        .path("group", QT_TRANSLATE_NOOP("sk", "Group"), 30, {"spec", "group"})
        .text("versions", QT_TRANSLATE_NOOP("sk", "Versions"), 18, versions)
        .path("scope", QT_TRANSLATE_NOOP("sk", "Scope"), 11, {"spec", "scope"})
        .age()
        .detail([](JsonView object, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Definition"))
                .fact(QT_TRANSLATE_NOOP("sk", "Kind"), object["spec"]["names"]["kind"])
                .fact(QT_TRANSLATE_NOOP("sk", "Group"), object["spec"]["group"])
                .fact(QT_TRANSLATE_NOOP("sk", "Versions"), versions(object, context)).from("{.spec.versions[*].name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Stored versions"), joined(object["status"]["storedVersions"], QStringLiteral(", "))).from("{.status.storedVersions[*]}")
                .fact(QT_TRANSLATE_NOOP("sk", "Short names"), joined(object["spec"]["names"]["shortNames"], QStringLiteral(", "))).from("{.spec.names.shortNames[*]}")
                .fact(QT_TRANSLATE_NOOP("sk", "Conversion"), object["spec"]["conversion"]["strategy"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
