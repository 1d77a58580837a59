#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind ingressclassKind()
{
    return KindBuilder(typeOf("networking.k8s.io", "v1", "ingressclasses", "IngressClass", false), QT_TRANSLATE_NOOP("sk", "IngressClasses"), Category::Network, 30)
        .name()
        .text("default", QT_TRANSLATE_NOOP("sk", "Default"), 8,
            [](JsonView o, const ProjectionContext &) {
                return o["metadata"]["annotations"]["ingressclass.kubernetes.io/is-default-class"].string() == "true" ? yesNo(true) : QString();
            })
        .path("controller", QT_TRANSLATE_NOOP("sk", "Controller"), 34, {"spec", "controller"})
        .text("parameters", QT_TRANSLATE_NOOP("sk", "Parameters"), 30,
            [](JsonView o, const ProjectionContext &) {
                const JsonView parameters = o["spec"]["parameters"];
                return parameters.isNull() ? QString() : parameters["kind"].text() + u'/' + parameters["name"].text();
            })
        .age()
        .build();
}

} // namespace sk::kinds
