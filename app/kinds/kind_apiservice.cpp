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
            const QString reason = available["reason"].text();
            const QString message = available["message"].text();
            const QString why = evidence(message.isEmpty() ? reason : reason + QStringLiteral(": ") + message);
            return {(since != 0 ? QCoreApplication::translate("sk", "Not available for %t: %1") : QCoreApplication::translate("sk", "Not available: %1")).arg(why),
                Health::Failing, since};
        })
        .age()
        .detail([](JsonView object, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "API service"))
                .fact(QT_TRANSLATE_NOOP("sk", "Group"), object["spec"]["group"])
                .fact(QT_TRANSLATE_NOOP("sk", "Version"), object["spec"]["version"])
                .fact(QT_TRANSLATE_NOOP("sk", "Service"), service(object, context)).from("{.spec.service.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "TLS not checked"), object["spec"]["insecureSkipTLSVerify"].boolean() ? yesNo(true) : QString()).from("{.spec.insecureSkipTLSVerify}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
