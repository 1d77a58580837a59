#include "fields_p.h"
#include "platform_p.h"

namespace sk::kinds {

namespace {

Verdict namespaceStatus(JsonView object, const ProjectionContext &context)
{
    const QString phase = object["status"]["phase"].text();
    if (!isDeleting(object))
        return {phase, phase == QLatin1String("Active") ? Health::Healthy : Health::Unknown, 0};
    // What holds the deletion back, in the order of how much it tells.
    for (const char *type : {"NamespaceDeletionContentFailure", "NamespaceDeletionGroupVersionParsingFailure", "NamespaceDeletionDiscoveryFailure",
             "NamespaceFinalizersRemaining", "NamespaceContentRemaining"}) {
        const JsonView found = condition(object, type);
        if (found["status"].string() == "True")
            return {QCoreApplication::translate("sk", "Terminating for %t: %1").arg(evidence(found["message"].text())), Health::Warning,
                timeOf(object["metadata"]["deletionTimestamp"])};
    }
    return deletingVerdict(object, context);
}

} // namespace

kube::ResourceKind namespaceKind()
{
    return KindBuilder(typeOf("", "v1", "namespaces", "Namespace", false, {QStringLiteral("ns")}), QT_TRANSLATE_NOOP("sk", "Namespaces"), Category::Cluster, 20)
        .name()
        .status(namespaceStatus, 34, KindBuilder::Deleting::InRule)
        .text("workspace", QT_TRANSLATE_NOOP("sk", "Workspace"), 18, platformLabel("workspace"), CellType::Name)
        .text("creator", QT_TRANSLATE_NOOP("sk", "Creator"), 14, platformAnnotation("creator"))
        .wide()
        .selectable("status.phase")
        .age()
        .detail([workspace = platformLabel("workspace"), creator = platformAnnotation("creator"), description = platformAnnotation("description")](JsonView object, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Namespace"))
                .fact(QT_TRANSLATE_NOOP("sk", "Workspace"), workspace(object, context))
                .fact(QT_TRANSLATE_NOOP("sk", "Creator"), creator(object, context))
                .fact(QT_TRANSLATE_NOOP("sk", "Description"), description(object, context))
                .fact(QT_TRANSLATE_NOOP("sk", "Finalizers"), joined(object["spec"]["finalizers"], QStringLiteral(", "))).from("{.spec.finalizers[*]}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
