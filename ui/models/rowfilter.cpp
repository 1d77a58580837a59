#include "rowfilter.h"

#include "filtertests_p.h"
#include "rowtext_p.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sk::models {

using Type = FilterNode::Type;
using kube::Row;

struct RowFilter::Private {
    FilterNode tree; ///< without the parts that are switched off
    RowTest test;
    bool onTime = false;
    bool onColumns = false;
};

namespace {

class Compiler {
public:
    Compiler(const kube::ResourceKind &kind)
        : m_kind(std::make_shared<const kube::ResourceKind>(kind))
        , m_texts(std::make_shared<const RowTexts>(m_kind->columns))
    {
    }

    RowTest compile(const FilterNode &node)
    {
        switch (node.type) {
        case Type::All:
        case Type::Any:
            return several(node);
        case Type::Not: {
            RowTest inner = compile(node.children.front());
            return [inner](const Row &row, const RowLook &look) { return !inner(row, look); };
        }
        case Type::Off:
            return [](const Row &, const RowLook &) { return true; };
        case Type::Word:
            return word(node.text);
        case Type::Regex:
            return regex(node.text);
        case Type::Fuzzy:
            return fuzzy(node.text);
        case Type::Compare:
            return compileComparison(*m_kind, node, onTime, error);
        case Type::Label:
            return compileLabels(node);
        case Type::Field:
            return compileFields(*m_kind, node, error);
        }
        return {};
    }

    FilterError error;
    bool onTime = false;
    bool onColumns = false;

private:
    RowTest several(const FilterNode &node)
    {
        std::vector<RowTest> tests;
        for (const FilterNode &child : node.children)
            tests.push_back(compile(child));
        if (tests.size() == 1)
            return tests.front();
        if (node.type == Type::All)
            return [tests](const Row &row, const RowLook &look) { return std::all_of(tests.begin(), tests.end(), [&](const RowTest &test) { return test(row, look); }); };
        return [tests](const Row &row, const RowLook &look) { return std::any_of(tests.begin(), tests.end(), [&](const RowTest &test) { return test(row, look); }); };
    }

    RowTest word(const QString &text)
    {
        onColumns = true;
        return [kind = m_kind, texts = m_texts, needle = Needle(text)](const Row &row, const RowLook &look) {
            return texts->any(row, look.columns, needle.mayBeNumber(), [&needle](QStringView cell) { return needle.occursIn(cell); });
        };
    }

    RowTest regex(const QString &pattern)
    {
        onColumns = true;
        QRegularExpression expression(pattern, QRegularExpression::CaseInsensitiveOption);
        expression.optimize();
        return [kind = m_kind, texts = m_texts, expression](const Row &row, const RowLook &look) {
            return texts->any(row, look.columns, true, [&expression](QStringView cell) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
                return expression.matchView(cell).hasMatch();
#else
                return expression.match(cell).hasMatch();
#endif
            });
        };
    }

    RowTest fuzzy(const QString &text)
    {
        onColumns = true;
        return [kind = m_kind, texts = m_texts, folded = text.toCaseFolded()](const Row &row, const RowLook &look) {
            return texts->any(row, look.columns, false, [&folded](QStringView cell) { return fuzzyMatches(folded, cell); });
        };
    }

    std::shared_ptr<const kube::ResourceKind> m_kind;
    std::shared_ptr<const RowTexts> m_texts; ///< looks into m_kind
};

FilterNode withoutOff(const FilterNode &root)
{
    FilterNode node = root;
    std::erase_if(node.children, [](const FilterNode &child) { return child.type == Type::Off; });
    return node;
}

/// a implies b.
bool implies(const FilterNode &a, const FilterNode &b)
{
    if (a == b)
        return true;
    if (a.type == Type::Word && b.type == Type::Word)
        return a.text.contains(b.text, Qt::CaseInsensitive);
    if (b.type == Type::Any)
        return std::any_of(b.children.begin(), b.children.end(), [&a](const FilterNode &child) { return implies(a, child); });
    return false;
}

} // namespace

RowFilter RowFilter::compile(const FilterNode &root, const kube::ResourceKind &kind, FilterError *error)
{
    auto made = std::make_shared<Private>();
    Compiler compiler(kind);
    // The parts that are off are looked at too: a mistake in them is said before they are switched on.
    for (const FilterNode &child : root.children) {
        if (child.type == Type::Off)
            compiler.compile(child.children.front());
    }
    compiler.onTime = compiler.onColumns = false;
    made->tree = withoutOff(root);
    made->test = compiler.compile(made->tree);
    made->onTime = compiler.onTime;
    made->onColumns = compiler.onColumns;
    if (error)
        *error = compiler.error;
    RowFilter filter;
    if (!compiler.error && !made->tree.children.empty())
        filter.d = std::move(made);
    return filter;
}

bool RowFilter::matches(const Row &row, const QList<int> &columns, UnixMs now) const
{
    return !d || d->test(row, RowLook{columns, now});
}

bool RowFilter::dependsOnTime() const
{
    return d && d->onTime;
}

bool RowFilter::dependsOnColumns() const
{
    return d && d->onColumns;
}

bool RowFilter::narrows(const RowFilter &before) const
{
    if (!before.d)
        return true;
    if (!d || before.d->onTime)
        return false;
    const auto &mine = d->tree.children;
    const auto &theirs = before.d->tree.children;
    return std::all_of(theirs.begin(), theirs.end(),
        [&mine](const FilterNode &b) { return std::any_of(mine.begin(), mine.end(), [&b](const FilterNode &a) { return implies(a, b); }); });
}

bool asksForJoined(const FilterNode &root, const kube::ResourceKind &kind)
{
    if (root.type == Type::Off)
        return false;
    if (root.type == Type::Compare) {
        const KeyMeaning meaning = meaningOf(kind, root.text);
        return meaning.what == KeyMeaning::What::Column && kind.columns[static_cast<std::size_t>(meaning.column)].joined;
    }
    return std::any_of(root.children.begin(), root.children.end(), [&kind](const FilterNode &child) { return asksForJoined(child, kind); });
}

bool operator==(const RowFilter &a, const RowFilter &b)
{
    return a.d == b.d || (a.d && b.d && a.d->tree == b.d->tree);
}

} // namespace sk::models
