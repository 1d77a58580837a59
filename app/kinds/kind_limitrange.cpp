#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind limitrangeKind()
{
    return KindBuilder(typeOf("", "v1", "limitranges", "LimitRange", true, {QStringLiteral("limits")}), QT_TRANSLATE_NOOP("sk", "LimitRanges"), Category::Configuration, 60)
        .name()
        .nameSpace()
        .text("types", QT_TRANSLATE_NOOP("sk", "For"), 20, [](JsonView o, const ProjectionContext &) { return joinedMember(o["spec"]["limits"], "type", QStringLiteral(", ")); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            object["spec"]["limits"].eachElement([&list](JsonView limit) {
                Section section(QT_TRANSLATE_NOOP("sk", "Limits"));
                section.fact(QT_TRANSLATE_NOOP("sk", "For"), limit["type"])
                    .fact(QT_TRANSLATE_NOOP("sk", "Minimum"), quantitiesText(limit["min"])).from("{.spec.limits[*].min}")
                    .fact(QT_TRANSLATE_NOOP("sk", "Maximum"), quantitiesText(limit["max"])).from("{.spec.limits[*].max}")
                    .fact(QT_TRANSLATE_NOOP("sk", "Default request"), quantitiesText(limit["defaultRequest"])).from("{.spec.limits[*].defaultRequest}")
                    .fact(QT_TRANSLATE_NOOP("sk", "Default limit"), quantitiesText(limit["default"])).from("{.spec.limits[*].default}")
                    .fact(QT_TRANSLATE_NOOP("sk", "Limit to request, at most"), quantitiesText(limit["maxLimitRequestRatio"])).from("{.spec.limits[*].maxLimitRequestRatio}")
                    .addTo(list);
            });
            return list;
        })
        .build();
}

} // namespace sk::kinds
