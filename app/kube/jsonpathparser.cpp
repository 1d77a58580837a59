#include "jsonpath_p.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace sk::kube {

namespace {

using Step = JsonPath::Step;
using Steps = std::vector<Step>;

/// Reads a path; stops at the first thing that is wrong.
class Parser {
public:
    explicit Parser(const QString &text)
        : m_text(text)
        , m_end(text.size())
    {
    }

    std::optional<Steps> whole()
    {
        skipBlanks();
        const bool braces = take(u'{');
        if (braces) {
            // The last one that is not part of a quoted text or of a filter is the end.
            while (m_end > m_at && m_text[m_end - 1].isSpace())
                --m_end;
            if (m_end <= m_at || m_text[m_end - 1] != u'}')
                return fail(QCoreApplication::translate("sk", "The closing brace is missing."), m_end);
            --m_end;
        }
        skipBlanks();
        take(u'$') || take(u'@');
        if (!more())
            return fail(QCoreApplication::translate("sk", "A path begins with a dot, for example {.spec.nodeName}."));
        auto steps = path(false);
        skipBlanks();
        if (steps && more())
            return fail(QCoreApplication::translate("sk", "A dot or a bracket is expected here."));
        if (steps && steps->empty())
            return fail(QCoreApplication::translate("sk", "A path begins with a dot, for example {.spec.nodeName}."));
        return steps;
    }

    JsonPath::Problem problem;

private:
    [[nodiscard]] bool more() const { return m_at < m_end; }
    [[nodiscard]] QChar now() const { return more() ? m_text[m_at] : QChar(); }
    bool take(QChar c)
    {
        if (now() != c || !more())
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(QStringView word)
    {
        if (!QStringView(m_text).mid(m_at, m_end - m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    void skipBlanks()
    {
        while (more() && now().isSpace())
            ++m_at;
    }
    std::nullopt_t fail(const QString &message, qsizetype at = -1)
    {
        if (!problem)
            problem = {message, static_cast<int>(at < 0 ? m_at : at)};
        return std::nullopt;
    }

    std::optional<Steps> path(bool inFilter)
    {
        Steps steps;
        if (!inFilter && now() != u'.' && now() != u'[') { // kubectl's columns take "spec.nodeName" too
            auto step = member(false);
            if (!step)
                return std::nullopt;
            steps.push_back(std::move(*step));
        }
        while (more()) {
            if (now() == u'.') {
                ++m_at;
                if (take(u'.')) {
                    Step step;
                    step.type = Step::Type::Descend;
                    steps.push_back(step);
                    if (now() == u'[')
                        continue;
                } else if (now() == u'[') {
                    continue; // ".[0]" is how some write it
                } else if (!more() || (inFilter && ends(now()))) {
                    if (steps.empty() && inFilter)
                        return steps; // "@."
                    return fail(QCoreApplication::translate("sk", "A name is missing after the dot."));
                }
                auto step = member(inFilter);
                if (!step)
                    return std::nullopt;
                steps.push_back(std::move(*step));
            } else if (now() == u'[') {
                auto step = bracket();
                if (!step)
                    return std::nullopt;
                steps.push_back(std::move(*step));
            } else {
                break;
            }
        }
        return steps;
    }

    [[nodiscard]] static bool ends(QChar c)
    {
        return c.isSpace() || c == u')' || c == u'=' || c == u'!' || c == u'<' || c == u'>' || c == u'&' || c == u'|';
    }

    std::optional<Step> member(bool inFilter)
    {
        Step step;
        if (take(u'*')) {
            step.type = Step::Type::Every;
            return step;
        }
        QString name;
        while (more() && now() != u'.' && now() != u'[' && !now().isSpace() && !(inFilter && ends(now()))) {
            const bool escaped = now() == u'\\' && m_at + 1 < m_end;
            if (escaped)
                ++m_at;
            if (!escaped && QStringView(u"{}'\"]").contains(now()))
                return fail(QCoreApplication::translate("sk", "“%1” cannot stand here.").arg(now()));
            name += now();
            ++m_at;
        }
        if (name.isEmpty())
            return fail(QCoreApplication::translate("sk", "A name is missing after the dot."));
        step.key = name.toStdString();
        return step;
    }

    std::optional<QString> quoted()
    {
        const QChar quote = now();
        const qsizetype begin = m_at++;
        QString text;
        while (more() && now() != quote) {
            if (now() == u'\\' && m_at + 1 < m_end)
                ++m_at;
            text += now();
            ++m_at;
        }
        if (!take(quote))
            return fail(QCoreApplication::translate("sk", "The closing quote is missing."), begin);
        return text;
    }

    std::optional<int> integer()
    {
        const qsizetype begin = m_at;
        take(u'-');
        while (more() && now().isDigit())
            ++m_at;
        bool ok = false;
        const int value = QStringView(m_text).mid(begin, m_at - begin).toInt(&ok);
        if (!ok)
            return fail(QCoreApplication::translate("sk", "A number, a quoted name, * or ?( is expected in brackets."), begin);
        return value;
    }

    std::optional<Step> closed(std::optional<Step> step)
    {
        skipBlanks();
        if (step && !take(u']'))
            return fail(QCoreApplication::translate("sk", "The closing bracket is missing."));
        return step;
    }

    std::optional<Step> bracket()
    {
        ++m_at;
        skipBlanks();
        Step step;
        if (take(u'*')) {
            step.type = Step::Type::Every;
            return closed(step);
        }
        if (now() == u'\'' || now() == u'"') {
            const auto name = quoted();
            if (!name)
                return std::nullopt;
            step.key = name->toStdString();
            return closed(step);
        }
        if (take(u'?')) {
            skipBlanks();
            if (!take(u'('))
                return fail(QCoreApplication::translate("sk", "A filter is written [?(@.name==\"value\")]."));
            return closed(filter());
        }
        return closed(indexes());
    }

    std::optional<Step> indexes()
    {
        Step step;
        step.type = Step::Type::Indexes;
        int value = 0;
        const bool open = now() == u':';
        if (!open) {
            const auto first = integer();
            if (!first)
                return std::nullopt;
            value = *first;
        }
        if (take(u':')) {
            step.type = Step::Type::Slice;
            step.indexes = {value, 0, 1};
            if (more() && now() != u']' && now() != u':') {
                const auto end = integer();
                if (!end)
                    return std::nullopt;
                step.indexes[1] = *end;
                step.hasEnd = true;
            }
            if (take(u':')) {
                const auto by = integer();
                if (!by)
                    return std::nullopt;
                if (*by < 1)
                    return fail(QCoreApplication::translate("sk", "The step of a range is 1 or more."));
                step.indexes[2] = *by;
            }
            return step;
        }
        step.indexes.push_back(value);
        while (take(u',')) {
            skipBlanks();
            const auto next = integer();
            if (!next)
                return std::nullopt;
            step.indexes.push_back(*next);
        }
        return step;
    }

    std::optional<PathSide> side()
    {
        skipBlanks();
        PathSide side;
        if (now() == u'@' || now() == u'$') {
            side.isPath = true;
            side.fromRoot = now() == u'$';
            ++m_at;
            auto steps = path(true);
            if (!steps)
                return std::nullopt;
            side.path = std::move(*steps);
            return side;
        }
        if (now() == u'\'' || now() == u'"') {
            const auto text = quoted();
            if (!text)
                return std::nullopt;
            side.text = *text;
            return side;
        }
        const qsizetype begin = m_at;
        while (more() && !ends(now()))
            ++m_at;
        const QString word = m_text.mid(begin, m_at - begin);
        bool ok = false;
        const double number = word.toDouble(&ok);
        if (ok)
            side.number = number;
        else if (word == QLatin1String("true") || word == QLatin1String("false"))
            side.text = word;
        else
            return fail(QCoreApplication::translate("sk", "A filter compares @.name with a number, true, false or a quoted text."), begin);
        return side;
    }

    std::optional<Step> filter()
    {
        if (++m_depth > deepestPath)
            return fail(QCoreApplication::translate("sk", "Too many filters within each other."));
        Step step;
        step.type = Step::Type::Filter;
        auto left = side();
        if (!left)
            return std::nullopt;
        step.left = std::move(*left);
        skipBlanks();
        static const std::array<std::pair<QStringView, PathOperator>, 6> operators{{{u"==", PathOperator::Equal}, {u"!=", PathOperator::NotEqual},
            {u"<=", PathOperator::LessEqual}, {u">=", PathOperator::GreaterEqual}, {u"<", PathOperator::Less}, {u">", PathOperator::Greater}}};
        for (const auto &[word, op] : operators) {
            if (step.op == PathOperator::Exists && takeWord(word))
                step.op = op;
        }
        if (step.op != PathOperator::Exists) {
            auto right = side();
            if (!right)
                return std::nullopt;
            step.right = std::move(*right);
        }
        skipBlanks();
        if (!take(u')'))
            return fail(now() == u'&' || now() == u'|' ? QCoreApplication::translate("sk", "A filter holds one comparison.")
                                                       : QCoreApplication::translate("sk", "The closing parenthesis is missing."));
        --m_depth;
        return step;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_end;
    int m_depth = 0;
};

} // namespace

std::optional<std::vector<JsonPath::Step>> parsePath(const QString &text, JsonPath::Problem &problem)
{
    Parser parser(text);
    auto steps = parser.whole();
    problem = parser.problem;
    return steps;
}

} // namespace sk::kube
