#pragma once

#include "rowfilter.h"

#include <functional>

namespace sk::models {

/// What a test sees besides the row.
struct RowLook {
    const QList<int> &columns; ///< visible; empty: all
    UnixMs now;
};
using RowTest = std::function<bool(const kube::Row &, const RowLook &)>;

/// Tests of single terms. What cannot be asked of the kind is told once in `error` (the first stays).
[[nodiscard]] RowTest compileComparison(const kube::ResourceKind &kind, const FilterNode &node, bool &onTime, FilterError &error);
[[nodiscard]] RowTest compileLabels(const FilterNode &node);
[[nodiscard]] RowTest compileFields(const kube::ResourceKind &kind, const FilterNode &node, FilterError &error);

/// What a key of the language means for a kind.
struct KeyMeaning {
    enum class What : quint8 { Unknown, Column, Namespace, Owner, Health };
    What what = What::Unknown;
    int column = -1;
    bool identity = false; ///< ":" asks for the whole value: "ns:team-1" is not "team-10"
};
[[nodiscard]] KeyMeaning meaningOf(const kube::ResourceKind &kind, const QString &key);
/// The key that was perhaps meant; empty: none is near.
[[nodiscard]] QString nearestKey(const kube::ResourceKind &kind, const QString &key);

} // namespace sk::models
