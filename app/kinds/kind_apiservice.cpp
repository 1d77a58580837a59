#include "fields_p.h"

namespace sk::kinds {

namespace {

QString service(JsonView object, const ProjectionContext &)
{
    const JsonView found = object["spec"]["service"];
    return found.isObject() ? found["namespace"].text() + u'/' + found["name"].text() : QStringLiteral("Local");
}

} // namespace

kube::ResourceKind apiserviceKind()
{
    return KindBuilder(typeOf("apiregistration.k8s.io", "v1", "apiservices", "APIService", false), QT_TRANSLATE_NOOP("sk", "APIServices"), Category::Cluster, 80)
        .name(40)
        .text("service", QT_TRANSLATE_NOOP("sk", "Service"), 32, service)
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            const JsonView available = condition(object, "Available");
            const std::string_view state = available["status"].string();
            if (state == "True")
                return {QCoreApplication::translate("sk", "Available"), Health::Healthy, 0};
            if (state.empty())
                return {QCoreApplication::translate("sk", "Unknown"), Health::Unknown, 0};
            const UnixMs since = timeOf(available["lastTransitionTime"]);
            const QString why = evidence(available["reason"].text());
            return {(since != 0 ? QCoreApplication::translate("sk", "Not available for %t: %1") : QCoreApplication::translate("sk", "Not available: %1")).arg(why),
                Health::Failing, since};
        })
        .age()
        .build();
}

} // namespace sk::kinds
