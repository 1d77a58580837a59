#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind serviceaccountKind()
{
    return KindBuilder(typeOf("", "v1", "serviceaccounts", "ServiceAccount", true, {QStringLiteral("sa")}), QT_TRANSLATE_NOOP("sk", "ServiceAccounts"), Category::Access, 10)
        .name()
        .nameSpace()
        .number("secrets", QT_TRANSLATE_NOOP("sk", "Secrets"), [](JsonView o) { return static_cast<double>(o["secrets"].size()); })
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Service account"))
                .fact(QT_TRANSLATE_NOOP("sk", "Secrets"), joinedMember(object["secrets"], "name", QStringLiteral(", "))).from("{.secrets[*].name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Image pull secrets"), joinedMember(object["imagePullSecrets"], "name", QStringLiteral(", "))).from("{.imagePullSecrets[*].name}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
