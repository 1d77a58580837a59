#pragma once

#include "filtertree.h"

#include <sk/core/clock.h>
#include <sk/kube/resourcekind.h>

#include <QList>

#include <memory>
#include <optional>

namespace sk::models {

/// A filter bound to a kind: a predicate over rows. A cheap value; immutable.
///
/// Words, regular expressions and fuzzy texts look at the columns that the caller counts as visible. Ages and figures that are joined
/// from monitoring are left out there: they would make rows come and go while nothing happens (`age<1h` and `cpu>500m` ask for them).
class RowFilter {
public:
    RowFilter() = default; ///< passes every row
    /// `error` tells what cannot be asked of this kind; such a filter passes every row. Column keys are ids or titles.
    [[nodiscard]] static RowFilter compile(const FilterNode &root, const kube::ResourceKind &kind, FilterError *error);

    [[nodiscard]] bool isEmpty() const { return !d; }
    /// `columns`: the visible ones. Allocates nothing for words, labels and comparisons.
    [[nodiscard]] bool matches(const kube::Row &row, const QList<int> &columns, UnixMs now) const;
    /// Which rows pass moves with the clock ("age<1h").
    [[nodiscard]] bool dependsOnTime() const;
    /// Which rows pass moves with the visible columns.
    [[nodiscard]] bool dependsOnColumns() const;
    /// Every row that passes this filter passes `before` too, so only those need to be looked at again.
    [[nodiscard]] bool narrows(const RowFilter &before) const;
    friend bool operator==(const RowFilter &a, const RowFilter &b);

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

/// Whether it compares figures that are joined from monitoring ("cpu>500m"): where nothing is measured, no row has them.
[[nodiscard]] bool asksForJoined(const FilterNode &root, const kube::ResourceKind &kind);

/// The names by which a column can be asked for, and the others, for completion and for "did you mean".
struct FilterKey {
    QString key; ///< what is written before the operator
    QString hint; ///< translated: what it is
    int column = -1; ///< -1: not a column
};
[[nodiscard]] QList<FilterKey> filterKeys(const kube::ResourceKind &kind);

/// "1h", "90s", "2d12h", "1w" in milliseconds; nothing for a text that is none.
[[nodiscard]] std::optional<qint64> parseSpan(const QString &text);

} // namespace sk::models
