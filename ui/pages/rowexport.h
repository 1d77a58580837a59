#pragma once

#include <sk/core/clock.h>

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace sk::models {
class ResourceTableModel;
}

namespace sk::ui {

/// What an export takes at the moment when it begins.
struct RowsToExport {
    models::ResourceTableModel *model = nullptr;
    QList<int> columns; ///< logical, in the order on screen
    UnixMs now = 0;
};

/// Asks for a file, then writes it piece by piece between other events; after a second with progress and *Cancel*. The file is replaced
/// when it is whole, or not at all. What goes wrong is said in a box that nobody has to wait for. `name` begins the file's name.
void exportRows(QWidget *parent, const QString &name, const std::function<RowsToExport()> &rows);

} // namespace sk::ui
