#pragma once

#include "cellorder.h"

#include <sk/core/clock.h>
#include <sk/kube/cell.h>

#include <QString>

/// Cells as words: the one place where values become text, for painting, copying, tooltips and screen readers.
namespace sk::models {

[[nodiscard]] QString displayText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< "–" for unknown numbers
/// As it is shown, but with times as times, in sentences too ("NotReady since …"): for copies and exports, which are read later. "2026-11-25T13:04:05Z"; empty when unknown.
[[nodiscard]] QString copyText(const kube::Column &column, const kube::Cell &cell, UnixMs now);
[[nodiscard]] QString isoTime(UnixMs time); ///< UTC, to the second
[[nodiscard]] QString toolTipText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< absolute times, whole meters; may be empty
[[nodiscard]] QString accessibleText(const kube::Column &column, const kube::Cell &cell, UnixMs now); ///< health and unit in words
[[nodiscard]] QString columnTitle(const kube::Column &column); ///< translated
[[nodiscard]] QString healthWord(kube::Health health); ///< "healthy", "failing" …; translated

} // namespace sk::models
