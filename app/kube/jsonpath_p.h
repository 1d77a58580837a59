#pragma once

#include "jsonpath.h"

#include <optional>
#include <string>
#include <vector>

namespace sk::kube {

enum class PathOperator { Exists, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

/// One side of a comparison: a value that is written, or what a path leads to.
struct PathSide {
    std::optional<QString> text; ///< a quoted text, or a word: true, false
    std::optional<double> number;
    std::vector<JsonPath::Step> path; ///< from the element, or from the object
    bool isPath = false;
    bool fromRoot = false;
};

/// One step of a path.
struct JsonPath::Step {
    enum class Type { Member, Every, Indexes, Slice, Descend, Filter };
    Type type = Type::Member;
    std::string key; ///< of Member
    std::vector<int> indexes; ///< of Indexes; of Slice: from, to, step
    bool hasEnd = false; ///< of Slice
    PathSide left, right; ///< of Filter
    PathOperator op = PathOperator::Exists;
};

constexpr int deepestPath = 64; ///< of what `..` descends into, and of filters in filters

/// The steps of a path; nothing, and the problem, where the text is none.
[[nodiscard]] std::optional<std::vector<JsonPath::Step>> parsePath(const QString &text, JsonPath::Problem &problem);

} // namespace sk::kube
