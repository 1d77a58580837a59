#pragma once

#include <sk/core/clock.h>
#include <sk/kube/objectstore.h>

#include <QString>

#include <vector>

namespace sk::ui {

/// An object by its name.
struct ObjectName {
    QString nameSpace; ///< empty: cluster-scoped
    QString name;
    friend bool operator==(const ObjectName &, const ObjectName &) = default;
};

/// A row that a page has selected: enough to show its details.
struct Selection {
    kube::Uid uid;
    QString nameSpace;
    QString name;
    QString resourceVersion;
    kube::Health health = kube::Health::None;
    QString status; ///< the status sentence as shown
    std::vector<kube::Cell> cells; ///< of the row, for its meters
};

/// Of a row with these columns.
[[nodiscard]] Selection selectionOf(const kube::Row &row, const std::vector<kube::Column> &columns, UnixMs now);

} // namespace sk::ui
