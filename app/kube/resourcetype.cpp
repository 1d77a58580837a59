#include "resourcetype.h"

#include <sk/net/serveraddress.h>

namespace sk::kube {

QByteArray ResourceType::listPath(const QString &nameSpace) const
{
    QByteArray path = group.isEmpty() ? QByteArrayLiteral("/api/") : QByteArrayLiteral("/apis/") + net::encodeSegment(group) + '/';
    path += net::encodeSegment(version);
    if (namespaced && !nameSpace.isEmpty())
        path += QByteArrayLiteral("/namespaces/") + net::encodeSegment(nameSpace);
    return path + '/' + net::encodeSegment(plural);
}

QByteArray ResourceType::objectPath(const QString &nameSpace, const QString &name) const
{
    return listPath(nameSpace) + '/' + net::encodeSegment(name);
}

} // namespace sk::kube
