#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cell.h>

#include <QString>

/// Cells as words: the one place where values become text, for painting, copying, tooltips and screen readers.
namespace sk::models {

[[nodiscard]] QString displayText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< "–" for unknown numbers
[[nodiscard]] QString toolTipText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< absolute times, whole meters; may be empty
[[nodiscard]] QString accessibleText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< health and unit in words
[[nodiscard]] QString columnTitle(const kube::Column &column); ///< translated
/// Total order by type: unknown last in both directions is the model's affair. Negative, zero, positive.
[[nodiscard]] int compareCells(const kube::Column &column, const kube::Cell &a, const kube::Cell &b);
[[nodiscard]] bool isUnknown(const kube::Column &column, const kube::Cell &cell);
[[nodiscard]] QString healthWord(kube::Health health); ///< "healthy", "failing" …; translated

} // namespace sk::models
