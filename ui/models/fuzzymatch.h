#pragma once

#include <QString>

namespace sk::models {

/// How well `text` fits what was typed, for lists that are searched by a few letters: the letters occur in this order, in any case.
/// The whole text is best, then its beginning, then the beginnings of its words, then a piece of it, then letters with gaps; of equals
/// the shorter text. -1: does not fit. An empty `typed` fits everything, with 0.
[[nodiscard]] int fuzzyScore(QStringView typed, QStringView text);

} // namespace sk::models
