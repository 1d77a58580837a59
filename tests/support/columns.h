#pragma once

#include <sk/kube/cell.h>

namespace sk::test {

/// A column as the tests of tables need it: with a title and a type, and otherwise as a column is.
inline kube::Column column(const char *id, const char *title, kube::CellType type)
{
    kube::Column column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.type = type;
    return column;
}

} // namespace sk::test
