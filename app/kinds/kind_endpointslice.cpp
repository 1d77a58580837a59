#include "fields_p.h"

namespace sk::kinds {

namespace {

QString addresses(JsonView object)
{
    QStringList parts;
    object["endpoints"].eachElement([&parts](JsonView endpoint) { parts += joined(endpoint["addresses"]); });
    return parts.join(u',');
}

} // namespace

kube::ResourceKind endpointsliceKind()
{
    return KindBuilder(typeOf("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true), QT_TRANSLATE_NOOP("sk", "EndpointSlices"), Category::Network, 50)
        .name()
        .nameSpace()
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            double all = 0;
            double ready = 0;
            object["endpoints"].eachElement([&](JsonView endpoint) {
                ++all;
                ready += endpoint["conditions"]["ready"].boolean(true) ? 1 : 0; // not said counts as ready, says the API
            });
            return endpointsVerdict(ready, all);
        }, 16)
        .path("addresstype", QT_TRANSLATE_NOOP("sk", "Address type"), 10, {"addressType"})
        .text("ports", QT_TRANSLATE_NOOP("sk", "Ports"), 12, [](JsonView o, const ProjectionContext &) { return joinedMember(o["ports"], "port"); })
        .text("endpoints", QT_TRANSLATE_NOOP("sk", "Endpoints"), 44, [](JsonView o, const ProjectionContext &) { return addresses(o); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section section(QT_TRANSLATE_NOOP("sk", "Addresses"));
            object["endpoints"].eachElement([&section](JsonView endpoint) {
                const bool ready = endpoint["conditions"]["ready"].boolean(true);
                section.named(endpoint["targetRef"]["name"].text(), joined(endpoint["addresses"], QStringLiteral(", ")), ready ? Health::Healthy : Health::Warning);
            });
            section.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
