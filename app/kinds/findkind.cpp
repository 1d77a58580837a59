#include "kinds.h"

namespace sk::kinds {

const kube::ResourceKind *findKind(const std::vector<kube::ResourceKind> &kinds, const QString &name)
{
    for (const kube::ResourceKind &kind : kinds) {
        const QString qualified = kind.type.group.isEmpty() ? kind.type.plural : kind.type.plural + u'.' + kind.type.group;
        if (kind.type.id() == name || qualified == name)
            return &kind;
    }
    for (const kube::ResourceKind &kind : kinds) {
        if (kind.type.plural == name || kind.type.shortNames.contains(name))
            return &kind;
    }
    return nullptr;
}

} // namespace sk::kinds
