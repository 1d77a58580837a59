#pragma once

#include <sk/kube/cell.h>

#include <array>
#include <optional>

/// Cells in order: the one place that says which of two values comes first.
namespace sk::models {

/// Total order by type, ascending. Unknown last in both directions is the model's affair. Negative, zero, positive.
[[nodiscard]] int compareCells(const kube::Column &column, const kube::Cell &a, const kube::Cell &b);
[[nodiscard]] bool isUnknown(const kube::Column &column, const kube::Cell &cell);
[[nodiscard]] bool hasTime(const kube::Cell &cell); ///< `a` is a point in time

/// "node-2" before "node-10", without regard to case; of equal ones the shorter run of zeros first. Allocates nothing.
[[nodiscard]] int compareNatural(const QString &a, const QString &b);
/// As compareNatural(), but a pre-release comes before its release: v1.27.0-rc.1 < v1.27.0 < v1.27.0+k3s1.
[[nodiscard]] int compareVersions(const QString &a, const QString &b);
/// IPv4 before IPv6, by their numbers; of a list of addresses the first counts; what is no address comes last, in natural order.
[[nodiscard]] int compareAddresses(const QString &a, const QString &b);

// For sorting many cells: the same order as numbers, computed once for each cell instead of at every comparison.

/// The value of a cell whose order is that of numbers (counts, ages, shares): compareCells() as the lexicographic order of these.
/// Nothing for the types that are ordered by their text, wholly or after the health.
[[nodiscard]] std::optional<std::array<quint64, 2>> numberKey(const kube::Column &column, const kube::Cell &cell);
/// A prefix of the order of texts of this type: where the keys differ they decide, where they are equal the texts do.
[[nodiscard]] std::array<quint64, 2> textKey(kube::CellType type, const QString &text);
[[nodiscard]] int compareTexts(kube::CellType type, const QString &a, const QString &b);
/// What is ordered before the texts: how urgent a status is, the amount of a value that is one; else 0.
[[nodiscard]] quint64 beforeText(const kube::Column &column, const kube::Cell &cell);

} // namespace sk::models
