#include "fields_p.h"

#include <sk/kube/jsonpath.h>

namespace sk::kinds {

namespace {

/// "requests.cpu: 2/4, pods: 3/10", and apart from them the limits: as kubectl.
QString usage(JsonView quota, bool limits)
{
    QStringList parts;
    quota["status"]["hard"].eachMember([&](std::string_view key, JsonView hard) {
        if (key.starts_with("limits.") != limits)
            return;
        const QString used = quota["status"]["used"][key].text();
        parts += fromUtf8(key) + QStringLiteral(": ") + (used.isEmpty() ? QStringLiteral("0") : used) + u'/' + hard.text();
    });
    return parts.join(QStringLiteral(", "));
}

Verdict quotaStatus(JsonView quota, const ProjectionContext &)
{
    constexpr double near = 0.9;
    QStringList full;
    QStringList almost;
    quota["status"]["hard"].eachMember([&](std::string_view key, JsonView hard) {
        const double limit = quantityOf(hard);
        const double used = quantityOf(quota["status"]["used"][key]);
        if (std::isnan(limit) || std::isnan(used) || limit <= 0)
            return;
        if (used >= limit)
            full += fromUtf8(key);
        else if (used >= near * limit)
            almost += fromUtf8(key);
    });
    if (!full.isEmpty())
        return {QCoreApplication::translate("sk", "Used up: %1").arg(evidence(full.join(QStringLiteral(", ")))), Health::Failing, 0};
    if (!almost.isEmpty())
        return {QCoreApplication::translate("sk", "Nearly used up: %1").arg(evidence(almost.join(QStringLiteral(", ")))), Health::Warning, 0};
    return {QCoreApplication::translate("sk", "Room left"), Health::Healthy, 0};
}

} // namespace

kube::ResourceKind resourcequotaKind()
{
    return KindBuilder(typeOf("", "v1", "resourcequotas", "ResourceQuota", true, {QStringLiteral("quota")}), QT_TRANSLATE_NOOP("sk", "ResourceQuotas"), Category::Configuration, 50)
        .name()
        .nameSpace()
        .status(quotaStatus)
        .text("request", QT_TRANSLATE_NOOP("sk", "Used of allowed"), 44, [](JsonView o, const ProjectionContext &) { return usage(o, false); })
        .text("limit", QT_TRANSLATE_NOOP("sk", "Limits used of allowed"), 34, [](JsonView o, const ProjectionContext &) { return usage(o, true); })
        .age()
        .detail([](JsonView quota, const ProjectionContext &) {
            QList<DetailSection> list;
            Section section(QT_TRANSLATE_NOOP("sk", "Used of allowed"));
            quota["status"]["hard"].eachMember([&](std::string_view key, JsonView hard) {
                const JsonView used = quota["status"]["used"][key];
                section.named(fromUtf8(key), QCoreApplication::translate("sk", "%1 of %2").arg(used.text(), hard.text())).from(kube::pathOf(used.path()));
            });
            section.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
