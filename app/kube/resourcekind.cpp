#include "resourcekind.h"

namespace sk::kube {

int ResourceKind::columnIndex(const QString &id) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace sk::kube
