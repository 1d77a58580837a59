#pragma once

#include "filtertree.h"

#include <QStringView>

namespace sk::models {

struct ParsedFilter {
    FilterNode root; ///< an All, whose children are the parts that can be switched off one by one
    FilterError error; ///< the first; `root` is of no use then
};

/// Reads a filter's text. Never fails on odd input other than by `error`; knows nothing of kinds and columns.
[[nodiscard]] ParsedFilter parseFilter(QStringView text);

/// The text of a tree, in one writing: parseFilter(printFilter(x)).root == x for every tree that parseFilter() gives.
[[nodiscard]] QString printFilter(const FilterNode &node);

/// A text as it may stand behind a key, or alone as a word: quoted where it has to be.
[[nodiscard]] QString quotedFilterValue(const QString &value);
[[nodiscard]] QString quotedFilterWord(const QString &word);

} // namespace sk::models
