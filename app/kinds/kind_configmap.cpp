#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind configmapKind()
{
    return KindBuilder(typeOf("", "v1", "configmaps", "ConfigMap", true, {QStringLiteral("cm")}), QT_TRANSLATE_NOOP("sk", "ConfigMaps"), Category::Configuration, 10)
        .name()
        .nameSpace()
        .number("data", QT_TRANSLATE_NOOP("sk", "Data"), [](JsonView o) { return static_cast<double>(o["data"].size() + o["binaryData"].size()); })
        .text("immutable", QT_TRANSLATE_NOOP("sk", "Immutable"), 10, [](JsonView o, const ProjectionContext &) { return o["immutable"].boolean() ? yesNo(true) : QString(); })
        .wide()
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section data(QT_TRANSLATE_NOOP("sk", "Data"));
            object["data"].eachMember([&data](std::string_view key, JsonView value) { data.named(fromUtf8(key), value); });
            object["binaryData"].eachMember([&data](std::string_view key, JsonView value) {
                const auto size = static_cast<int>(value.string().size() * 3 / 4); // as base64
                data.named(fromUtf8(key), QCoreApplication::translate("sk", "%n byte(s), binary", nullptr, size));
            });
            data.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
