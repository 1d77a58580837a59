#include "platform_p.h"

#include "fields_p.h"
#include "kinds.h"

namespace sk::kinds {

namespace {

thread_local const std::string *domainNow = nullptr; ///< while allKinds() runs

} // namespace

std::vector<kube::ResourceKind> allKinds(const QString &apiDomain)
{
    const std::string domain = apiDomain.toStdString();
    domainNow = &domain;
    std::vector<kube::ResourceKind> kinds = makeKinds();
    domainNow = nullptr;
    return kinds;
}

std::string platformName(std::string_view name, std::string_view group)
{
    Q_ASSERT(domainNow);
    std::string result(group);
    result += *domainNow;
    result += '/';
    result += name;
    return result;
}

KindBuilder::TextOf platformLabel(std::string_view name)
{
    return [key = platformName(name)](JsonView object, const ProjectionContext &context) { return pooled(object["metadata"]["labels"][key], context); };
}

KindBuilder::TextOf platformAnnotation(std::string_view name, std::string_view group)
{
    return [key = platformName(name, group)](JsonView object, const ProjectionContext &context) { return pooled(object["metadata"]["annotations"][key], context); };
}

} // namespace sk::kinds
