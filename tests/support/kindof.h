#pragma once

#include <sk/kinds/kinds.h>

namespace sk::test {

/// The kind with this id ("pods", "apps/deployments"); an empty one where there is none.
inline kube::ResourceKind kindOf(const QString &id)
{
    for (const kube::ResourceKind &kind : kinds::allKinds())
        if (kind.type.id() == id)
            return kind;
    return {};
}

} // namespace sk::test
