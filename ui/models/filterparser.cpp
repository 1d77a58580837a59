#include "filterparser.h"

#include "filterscanner_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace sk::models {

namespace {

constexpr int deepest = 40; ///< parentheses within parentheses
constexpr qsizetype longest = 8'000;

QString say(const char *sentence)
{
    return QCoreApplication::translate("sk", sentence);
}

class Parser {
public:
    explicit Parser(QStringView text)
        : m_in(text)
    {
    }

    FilterNode whole()
    {
        FilterNode root;
        FilterNode node = any(0);
        m_in.skipBlanks();
        if (!m_error && !m_in.atEnd())
            fail(m_in.position(), 1, m_in.peek() == u')' ? say(QT_TRANSLATE_NOOP("sk", "There is no opening parenthesis for this one.")) : say(QT_TRANSLATE_NOOP("sk", "This brace does not switch off a whole part.")));
        if (node.type == FilterNode::Type::All)
            return node;
        root.length = static_cast<int>(m_in.size());
        root.children.push_back(std::move(node));
        return root;
    }
    [[nodiscard]] const FilterError &error() const { return m_error; }

private:
    using Type = FilterNode::Type;

    void fail(qsizetype position, qsizetype length, const QString &message)
    {
        if (!m_error)
            m_error = {static_cast<int>(position), static_cast<int>(std::max<qsizetype>(length, 1)), message};
    }
    void fail(qsizetype position, const char *sentence) { fail(position, m_in.position() - position, say(sentence)); }

    FilterNode made(FilterNode node, qsizetype begin) const
    {
        node.position = static_cast<int>(begin);
        node.length = static_cast<int>(m_in.position() - begin);
        return node;
    }

    /// "a or b"; a single alternative stands for itself.
    FilterNode any(int depth)
    {
        m_in.skipBlanks();
        const qsizetype begin = m_in.position();
        FilterNode node;
        node.type = Type::Any;
        qsizetype orAt = begin;
        while (!m_error) {
            FilterNode part = all(depth);
            const bool empty = part.type == Type::All && part.children.empty();
            m_in.skipBlanks();
            if (!empty || node.children.empty())
                orAt = m_in.position();
            const bool more = m_in.word(u"or");
            if (empty && (more || !node.children.empty())) {
                fail(orAt, 2, say(QT_TRANSLATE_NOOP("sk", "\"or\" needs something on both sides.")));
                break;
            }
            if (part.type == Type::Any) // "(a or b) or c" is one choice of three
                std::move(part.children.begin(), part.children.end(), std::back_inserter(node.children));
            else
                node.children.push_back(std::move(part));
            if (!more)
                break;
        }
        if (node.children.size() == 1)
            return std::move(node.children.front());
        if (std::any_of(node.children.begin(), node.children.end(), [](const FilterNode &part) { return holdsOff(part); }))
            fail(begin, QT_TRANSLATE_NOOP("sk", "Only a whole part of the filter can be switched off."));
        return made(std::move(node), begin);
    }

    static bool holdsOff(const FilterNode &node)
    {
        return node.type == Type::Off || (node.type == Type::All && std::any_of(node.children.begin(), node.children.end(), holdsOff));
    }

    /// "a b", "a and b"; inside a choice a single part stands for itself, at the top it stays a list.
    FilterNode all(int depth)
    {
        m_in.skipBlanks();
        const qsizetype begin = m_in.position();
        FilterNode node;
        while (!m_error) {
            m_in.skipBlanks();
            if (m_in.atEnd() || m_in.peek() == u')' || m_in.peek() == u'}' || m_in.isWord(u"or"))
                break;
            const qsizetype at = m_in.position();
            if (m_in.word(u"and")) {
                m_in.skipBlanks();
                if (node.children.empty() || m_in.atEnd() || m_in.peek() == u')' || m_in.isWord(u"or") || m_in.isWord(u"and"))
                    fail(at, QT_TRANSLATE_NOOP("sk", "\"and\" needs something on both sides."));
                continue;
            }
            if (auto part = m_in.peek() == u'{' ? off(depth) : signedPart(depth)) {
                if (part->type == Type::All)
                    std::move(part->children.begin(), part->children.end(), std::back_inserter(node.children));
                else
                    node.children.push_back(std::move(*part));
            }
        }
        if (node.children.size() == 1)
            return std::move(node.children.front());
        return made(std::move(node), begin);
    }

    /// "{part}": switched off. Only whole parts of the filter can be: inside a choice it would not say what is left.
    std::optional<FilterNode> off(int depth)
    {
        const qsizetype begin = m_in.position();
        if (depth > 0) {
            m_in.take();
            fail(begin, QT_TRANSLATE_NOOP("sk", "Only a whole part of the filter can be switched off."));
            return std::nullopt;
        }
        m_in.take();
        FilterNode inner = any(depth + 1);
        if (m_error)
            return std::nullopt;
        if (m_in.peek() != u'}') {
            fail(begin, QT_TRANSLATE_NOOP("sk", "The switched-off part has no closing brace."));
            return std::nullopt;
        }
        m_in.take();
        if (inner.type == Type::All && inner.children.empty())
            return std::nullopt;
        FilterNode node;
        node.type = Type::Off;
        node.children.push_back(std::move(inner));
        return made(std::move(node), begin);
    }

    std::optional<FilterNode> signedPart(int depth)
    {
        const qsizetype begin = m_in.position();
        bool negated = false;
        bool sign = false;
        while (m_in.takeIf(u'-') || m_in.takeIf(u'!') || m_in.word(u"not")) {
            negated = !negated;
            sign = true;
        }
        // A lone "-" is the beginning of a word that is being typed.
        if (sign && (m_in.atEnd() || m_in.peek().isSpace() || m_in.peek() == u')' || m_in.peek() == u'}'))
            return std::nullopt;
        auto part = group(depth);
        if (!part || !negated)
            return part;
        // "--a" is "a", and "-(-a)" too.
        if (part->type == Type::Not)
            return made(std::move(part->children.front()), begin);
        FilterNode node;
        node.type = Type::Not;
        node.children.push_back(std::move(*part));
        return made(std::move(node), begin);
    }

    std::optional<FilterNode> group(int depth)
    {
        if (m_in.peek() != u'(')
            return term();
        const qsizetype begin = m_in.position();
        m_in.take();
        if (depth >= deepest) {
            fail(begin, QT_TRANSLATE_NOOP("sk", "There are too many parentheses within each other."));
            return std::nullopt;
        }
        FilterNode node = any(depth + 1);
        if (m_error)
            return std::nullopt;
        if (m_in.peek() != u')') {
            fail(begin, QT_TRANSLATE_NOOP("sk", "This parenthesis is not closed."));
            return std::nullopt;
        }
        m_in.take();
        if (node.type == Type::All && node.children.empty()) {
            fail(begin, QT_TRANSLATE_NOOP("sk", "There is nothing between the parentheses."));
            return std::nullopt;
        }
        return made(std::move(node), begin);
    }

    std::optional<QString> quoted()
    {
        const qsizetype begin = m_in.position();
        auto text = m_in.quoted();
        if (!text)
            fail(begin, QT_TRANSLATE_NOOP("sk", "The quote is not closed."));
        return text;
    }

    std::optional<FilterNode> term()
    {
        const qsizetype begin = m_in.position();
        FilterNode node;
        if (m_in.peek() == u'/') {
            auto pattern = m_in.regex();
            if (!pattern) {
                fail(begin, QT_TRANSLATE_NOOP("sk", "The regular expression has no closing slash. Quote a text that begins with one."));
                return std::nullopt;
            }
            if (const QString trouble = regexTrouble(*pattern); !trouble.isEmpty()) {
                fail(begin, m_in.position() - begin, say(QT_TRANSLATE_NOOP("sk", "This is no regular expression: %1.")).arg(trouble));
                return std::nullopt;
            }
            node.type = Type::Regex;
            node.text = *pattern;
            return made(std::move(node), begin);
        }
        if (m_in.peek() == u'~') {
            m_in.take();
            const auto text = m_in.peek() == u'"' ? quoted() : std::optional(m_in.plain());
            if (!text || text->isEmpty())
                return std::nullopt;
            node.type = Type::Fuzzy;
            node.text = *text;
            return made(std::move(node), begin);
        }
        const bool isQuoted = m_in.peek() == u'"';
        const auto key = isQuoted ? quoted() : std::optional(m_in.key());
        if (!key)
            return std::nullopt;
        if (!key->isEmpty() && m_in.atOperator())
            return keyed(*key, begin);
        node.type = Type::Word;
        node.text = isQuoted ? *key : *key + m_in.plain();
        if (node.text.isEmpty()) {
            if (isQuoted || m_in.atEnd())
                return std::nullopt; // "" stands for nothing
            m_in.take();
            fail(begin, QT_TRANSLATE_NOOP("sk", "Nothing can begin with this. Quote it to look for it."));
            return std::nullopt;
        }
        return made(std::move(node), begin);
    }

    std::optional<FilterNode> keyed(const QString &key, qsizetype begin)
    {
        const QString lower = key.toLower();
        FilterNode node;
        if ((lower == QLatin1String("label") || lower == QLatin1String("field")) && m_in.takeIf(u':')) {
            node.type = lower == QLatin1String("label") ? Type::Label : Type::Field;
            if (!selector(node, begin))
                return std::nullopt;
            return made(std::move(node), begin);
        }
        node.type = Type::Compare;
        node.text = key;
        node.op = m_in.op();
        do {
            const auto value = m_in.peek() == u'"' ? quoted() : std::optional(m_in.value());
            if (!value)
                return std::nullopt;
            if (value->isEmpty()) {
                fail(begin, m_in.position() - begin, say(QT_TRANSLATE_NOOP("sk", "%1 needs a value.")).arg(key));
                return std::nullopt;
            }
            node.values += *value;
        } while (m_in.takeIf(u','));
        return made(std::move(node), begin);
    }

    /// Terms of a selector, separated by commas: each after the other must hold.
    bool selector(FilterNode &node, qsizetype begin)
    {
        const bool isField = node.type == Type::Field;
        do {
            SelectorTerm term;
            const bool missing = m_in.takeIf(u'!');
            term.key = m_in.selectorKey();
            if (term.key.isEmpty()) {
                fail(begin, m_in.position() - begin,
                    isField ? say(QT_TRANSLATE_NOOP("sk", "field: needs the path of a field, as in field:status.phase=Running."))
                            : say(QT_TRANSLATE_NOOP("sk", "label: needs the name of a label, as in label:app=web.")));
                return false;
            }
            if (missing)
                term.test = SelectorTerm::Test::Missing;
            else if (!selectorValues(term))
                return false;
            if (isField && term.values.isEmpty()) {
                fail(begin, m_in.position() - begin, say(QT_TRANSLATE_NOOP("sk", "field:%1 needs = or != and a value.")).arg(term.key));
                return false;
            }
            node.terms.push_back(std::move(term));
        } while (m_in.takeIf(u','));
        return true;
    }

    bool selectorValues(SelectorTerm &term)
    {
        using Test = SelectorTerm::Test;
        if (m_in.takeIf(u'=')) {
            m_in.takeIf(u'=');
            term.test = Test::In;
        } else if (m_in.peek() == u'!' && m_in.peek(1) == u'=') {
            m_in.take();
            m_in.take();
            term.test = Test::NotIn;
        } else {
            const qsizetype at = m_in.position();
            const bool in = m_in.word(u"in");
            if (!in && !m_in.word(u"notin"))
                return true; // exists
            m_in.skipBlanks();
            if (m_in.peek() != u'(') {
                m_in.back(at); // "label:x in": the next word only looks like it
                return true;
            }
            const qsizetype open = m_in.position();
            m_in.take();
            term.test = in ? Test::In : Test::NotIn;
            do {
                m_in.skipBlanks();
                const auto value = m_in.peek() == u'"' ? quoted() : std::optional(m_in.value());
                if (!value)
                    return false;
                term.values += *value;
                m_in.skipBlanks();
            } while (m_in.takeIf(u','));
            if (!m_in.takeIf(u')')) {
                fail(open, QT_TRANSLATE_NOOP("sk", "This parenthesis is not closed."));
                return false;
            }
            return true;
        }
        const auto value = m_in.peek() == u'"' ? quoted() : std::optional(m_in.value());
        if (!value)
            return false;
        term.values += *value; // an empty one is a value, as in Kubernetes
        return true;
    }

    FilterScanner m_in;
    FilterError m_error;
};

} // namespace

ParsedFilter parseFilter(QStringView text)
{
    ParsedFilter result;
    if (text.size() > longest) {
        result.error = {static_cast<int>(longest), static_cast<int>(text.size() - longest), say(QT_TRANSLATE_NOOP("sk", "The filter is too long."))};
        return result;
    }
    Parser parser(text);
    result.root = parser.whole();
    result.error = parser.error();
    return result;
}

} // namespace sk::models
