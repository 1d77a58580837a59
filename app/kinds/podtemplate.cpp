#include "podtemplate_p.h"

#include <sk/kube/jsonpath.h>

namespace sk::kinds {

QString workloadSelector(JsonView object)
{
    const JsonView selector = object["spec"]["selector"];
    if (selector["matchLabels"].isObject() || selector["matchExpressions"].isArray())
        return selectorText(selector);
    return labelsText(selector);
}

KindBuilder &workloadColumns(KindBuilder &builder, JsonView (*workload)(JsonView object))
{
    const auto member = [workload](std::string_view key) {
        return [key, workload](JsonView object, const ProjectionContext &context) {
            return context.texts.get(joinedMember(workload(object)["spec"]["template"]["spec"]["containers"], key).toStdString());
        };
    };
    builder.text("containers", QT_TRANSLATE_NOOP("sk", "Containers"), 20, member("name")).wide();
    builder.text("images", QT_TRANSLATE_NOOP("sk", "Images"), 36, member("image")).wide();
    return builder.text("selector", QT_TRANSLATE_NOOP("sk", "Selector"), 30,
                      [workload](JsonView object, const ProjectionContext &) { return workloadSelector(workload(object)); })
        .wide();
}

QString resourcesText(JsonView resources)
{
    QStringList parts;
    if (const QString requests = quantitiesText(resources["requests"]); !requests.isEmpty())
        parts += QCoreApplication::translate("sk", "requests %1").arg(requests);
    if (const QString limits = quantitiesText(resources["limits"]); !limits.isEmpty())
        parts += QCoreApplication::translate("sk", "limits %1").arg(limits);
    return parts.join(QStringLiteral("; "));
}

QString imagePath(const QStringList &containers, JsonView container)
{
    const QString list = kube::pathOf(containers);
    return list.chopped(1) + QStringLiteral("[?(@.name==\"%1\")].image}").arg(container["name"].text());
}

void addTemplateSections(JsonView object, QList<DetailSection> &list)
{
    Section section(QT_TRANSLATE_NOOP("sk", "Containers"));
    const JsonView spec = object["spec"]["template"]["spec"];
    for (const char *containers : {"initContainers", "containers"}) {
        spec[containers].eachElement([&](JsonView container) {
            const QString resources = resourcesText(container["resources"]);
            const QString image = container["image"].text();
            section.named(container["name"].text(), resources.isEmpty() ? image : image + QStringLiteral(" · ") + resources)
                .from(imagePath(spec[containers].path(), container));
        });
    }
    section.addTo(list);
}

} // namespace sk::kinds
