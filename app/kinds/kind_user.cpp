#include "fields_p.h"
#include "platform_p.h"

namespace sk::kinds {

kube::ResourceKind userKind()
{
    return KindBuilder(typeOf("iam.kubesphere.io", "v1alpha2", "users", "User", false), QT_TRANSLATE_NOOP("sk", "Users"), Category::Access, 60)
        .name(24)
        .path("email", QT_TRANSLATE_NOOP("sk", "E-mail"), 28, {"spec", "email"})
        .status([](JsonView user, const ProjectionContext &) -> Verdict {
            const QString state = user["status"]["state"].text();
            if (state == QLatin1String("Active"))
                return {state, Health::Healthy, 0};
            if (state == QLatin1String("AuthLimitExceeded"))
                return {QCoreApplication::translate("sk", "AuthLimitExceeded: too many wrong passwords"), Health::Warning, 0};
            if (state.isEmpty())
                return {QCoreApplication::translate("sk", "Never signed in"), Health::Unknown, 0};
            return {state, Health::Warning, 0};
        }, 24)
        .text("role", QT_TRANSLATE_NOOP("sk", "Platform role"), 22, platformAnnotation("globalrole", "iam."))
        .time("lastlogin", QT_TRANSLATE_NOOP("sk", "Last sign-in"), {"status", "lastLoginTime"})
        .age()
        .detail([](JsonView user, const ProjectionContext &) {
            QList<DetailSection> list;
            // The hash of the password is the server's alone.
            Section(QT_TRANSLATE_NOOP("sk", "User"))
                .fact(QT_TRANSLATE_NOOP("sk", "E-mail"), user["spec"]["email"])
                .fact(QT_TRANSLATE_NOOP("sk", "Name"), user["spec"]["displayName"])
                .fact(QT_TRANSLATE_NOOP("sk", "Description"), user["spec"]["description"])
                .fact(QT_TRANSLATE_NOOP("sk", "Language"), user["spec"]["lang"])
                .fact(QT_TRANSLATE_NOOP("sk", "Last sign-in"), user["status"]["lastLoginTime"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
