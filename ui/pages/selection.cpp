#include "selection.h"

#include <sk/models/cellformat.h>

namespace sk::ui {

Selection selectionOf(const kube::Row &row, const std::vector<kube::Column> &columns, UnixMs now)
{
    Selection result{row.uid, row.nameSpace, row.name, row.resourceVersion, row.health, {}, row.cells};
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
        if (columns[i].type == kube::CellType::Status)
            result.status = models::displayText(columns[i], row.cells[i], now);
    return result;
}

} // namespace sk::ui
