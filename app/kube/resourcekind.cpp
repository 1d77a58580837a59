#include "resourcekind.h"

#include <QCoreApplication>

namespace sk::kube {

int ResourceKind::columnIndex(const QString &id) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

QString ResourceKind::displayTitle() const
{
    return titleText.isEmpty() ? QCoreApplication::translate("sk", title) : titleText;
}

} // namespace sk::kube
