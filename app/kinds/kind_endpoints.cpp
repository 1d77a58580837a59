#include "fields_p.h"

namespace sk::kinds {

namespace {

/// "10.0.0.1:80,10.0.0.2:80", as kubectl, whole.
QString addresses(JsonView object, const char *which)
{
    QStringList parts;
    object["subsets"].eachElement([&](JsonView subset) {
        subset[which].eachElement([&](JsonView address) {
            const JsonView ports = subset["ports"];
            if (ports.size() == 0)
                parts += address["ip"].text();
            ports.eachElement([&](JsonView port) { parts += address["ip"].text() + u':' + port["port"].text(); });
        });
    });
    return parts.join(u',');
}

double count(JsonView object, const char *which)
{
    double sum = 0;
    object["subsets"].eachElement([&](JsonView subset) { sum += static_cast<double>(subset[which].size()); });
    return sum;
}

} // namespace

kube::ResourceKind endpointsKind()
{
    return KindBuilder(typeOf("", "v1", "endpoints", "Endpoints", true, {QStringLiteral("ep")}), QT_TRANSLATE_NOOP("sk", "Endpoints"), Category::Network, 40)
        .name()
        .nameSpace()
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            const double ready = count(object, "addresses");
            return endpointsVerdict(ready, ready + count(object, "notReadyAddresses"));
        }, 16)
        .text("endpoints", QT_TRANSLATE_NOOP("sk", "Endpoints"), 44, [](JsonView o, const ProjectionContext &) { return addresses(o, "addresses"); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Addresses"))
                .fact(QT_TRANSLATE_NOOP("sk", "Ready"), addresses(object, "addresses")).from("{.subsets[*].addresses[*].ip}")
                .fact(QT_TRANSLATE_NOOP("sk", "Not ready"), addresses(object, "notReadyAddresses")).from("{.subsets[*].notReadyAddresses[*].ip}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
