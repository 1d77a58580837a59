#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// The filter language as a tree. The grammar is in DECISIONS.md ("The filter language"); filterparser.h makes trees from text.
namespace sk::models {

enum class FilterOp : quint8 { Contains, NotContains, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

/// One requirement of a label or field selector, as Kubernetes writes them: "app in (a,b)", "tier!=web", "x", "!x".
struct SelectorTerm {
    enum class Test : quint8 { In, NotIn, Exists, Missing };
    QString key;
    Test test = Test::Exists;
    QStringList values; ///< of In and NotIn; not empty
    friend bool operator==(const SelectorTerm &, const SelectorTerm &) = default;
};

struct FilterNode {
    enum class Type : quint8 {
        All, ///< every child holds; without children: everything passes
        Any, ///< one child holds
        Not, ///< its one child does not hold
        Off, ///< its one child is switched off: counts as not written
        Word, ///< `text` occurs in a visible column
        Regex, ///< `text` matches in a visible column
        Fuzzy, ///< the letters of `text` occur in this order in a visible column
        Compare, ///< the column or property `text`, `op`, one of `values`
        Label, ///< `terms` of the object's labels
        Field, ///< `terms` of the object's fields
    };
    Type type = Type::All;
    QString text;
    FilterOp op = FilterOp::Contains;
    QStringList values;
    std::vector<SelectorTerm> terms;
    std::vector<FilterNode> children;
    int position = 0; ///< of its first character in the text that it was read from
    int length = 0;

    /// Where it was written does not matter.
    friend bool operator==(const FilterNode &a, const FilterNode &b)
    {
        return a.type == b.type && a.text == b.text && a.op == b.op && a.values == b.values && a.terms == b.terms && a.children == b.children;
    }
};

/// What is wrong with a filter's text, and where.
struct FilterError {
    int position = 0;
    int length = 0;
    QString message; ///< a translated sentence; empty: nothing is wrong
    explicit operator bool() const { return !message.isEmpty(); }
};

} // namespace sk::models
