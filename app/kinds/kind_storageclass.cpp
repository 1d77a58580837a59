#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind storageclassKind()
{
    return KindBuilder(typeOf("storage.k8s.io", "v1", "storageclasses", "StorageClass", false, {QStringLiteral("sc")}), QT_TRANSLATE_NOOP("sk", "StorageClasses"), Category::Storage, 30)
        .name()
        .text("default", QT_TRANSLATE_NOOP("sk", "Default"), 8,
            [](JsonView o, const ProjectionContext &) {
                return o["metadata"]["annotations"]["storageclass.kubernetes.io/is-default-class"].string() == "true" ? yesNo(true) : QString();
            })
        .path("provisioner", QT_TRANSLATE_NOOP("sk", "Provisioner"), 28, {"provisioner"})
        .path("reclaimpolicy", QT_TRANSLATE_NOOP("sk", "Reclaim policy"), 12, {"reclaimPolicy"})
        .path("bindingmode", QT_TRANSLATE_NOOP("sk", "Binding mode"), 22, {"volumeBindingMode"})
        .text("expansion", QT_TRANSLATE_NOOP("sk", "Expansion"), 10, [](JsonView o, const ProjectionContext &) { return yesNo(o["allowVolumeExpansion"].boolean()); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section parameters(QT_TRANSLATE_NOOP("sk", "Parameters"));
            object["parameters"].eachMember([&parameters](std::string_view key, JsonView value) { parameters.named(fromUtf8(key), value); });
            parameters.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
