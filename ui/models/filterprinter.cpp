#include "filterparser.h"

#include <algorithm>

namespace sk::models {

namespace {

using Type = FilterNode::Type;

bool isKeyword(const QString &text)
{
    static const QStringList words{QStringLiteral("or"), QStringLiteral("and"), QStringLiteral("not"), QStringLiteral("in"), QStringLiteral("notin")};
    return words.contains(text, Qt::CaseInsensitive);
}

QString quoted(const QString &text)
{
    QString out(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\';
        out += c;
    }
    return out + u'"';
}

/// Characters that mean nothing anywhere in the language, and those that mean something only at a beginning.
QString plainOrQuoted(const QString &text, QStringView alsoInside)
{
    const auto safe = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'*'; };
    const bool plain = !text.isEmpty() && safe(text.front()) && !isKeyword(text)
        && std::all_of(text.begin(), text.end(), [&](QChar c) { return safe(c) || c == u'-' || c == u'/' || c == u'@' || c == u'+' || c == u'%' || alsoInside.contains(c); });
    return plain ? text : quoted(text);
}

QString printKey(const QString &key)
{
    const bool plain = !key.isEmpty() && key.front().isLetter()
        && std::all_of(key.begin(), key.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; });
    return plain ? key : quoted(key);
}

QString printRegex(const QString &pattern)
{
    QString out(u'/');
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == u'\\' && i + 1 < pattern.size()) {
            out += pattern[i++];
            out += pattern[i];
        } else {
            out += pattern[i] == u'/' ? QStringLiteral("\\/") : QString(pattern[i]);
        }
    }
    return out + u'/';
}

QString printValues(const QStringList &values)
{
    QStringList out;
    for (const QString &value : values)
        out += value.isEmpty() ? QString() : quotedFilterValue(value);
    return out.join(u',');
}

QString printTerms(const std::vector<SelectorTerm> &terms)
{
    QStringList out;
    for (const SelectorTerm &term : terms) {
        switch (term.test) {
        case SelectorTerm::Test::Exists:
            out += term.key;
            break;
        case SelectorTerm::Test::Missing:
            out += u'!' + term.key;
            break;
        case SelectorTerm::Test::In:
        case SelectorTerm::Test::NotIn: {
            const bool in = term.test == SelectorTerm::Test::In;
            if (term.values.size() == 1)
                out += term.key + (in ? QStringLiteral("=") : QStringLiteral("!=")) + printValues(term.values);
            else
                out += term.key + (in ? QStringLiteral(" in (") : QStringLiteral(" notin (")) + printValues(term.values) + u')';
            break;
        }
        }
    }
    return out.join(u',');
}

QString printOp(FilterOp op)
{
    switch (op) {
    case FilterOp::Contains: return QStringLiteral(":");
    case FilterOp::NotContains: return QStringLiteral(":!");
    case FilterOp::Equal: return QStringLiteral("=");
    case FilterOp::NotEqual: return QStringLiteral("!=");
    case FilterOp::Less: return QStringLiteral("<");
    case FilterOp::LessEqual: return QStringLiteral("<=");
    case FilterOp::Greater: return QStringLiteral(">");
    case FilterOp::GreaterEqual: return QStringLiteral(">=");
    }
    return {};
}

QString print(const FilterNode &node)
{
    switch (node.type) {
    case Type::All: {
        QStringList parts;
        for (const FilterNode &child : node.children)
            parts += child.type == Type::Any && node.children.size() > 1 ? u'(' + print(child) + u')' : print(child);
        return parts.join(u' ');
    }
    case Type::Any: {
        QStringList parts;
        for (const FilterNode &child : node.children)
            parts += print(child);
        return parts.join(QStringLiteral(" or "));
    }
    case Type::Not: {
        const FilterNode &child = node.children.front();
        const bool isGroup = child.type == Type::All || child.type == Type::Any;
        return isGroup ? QStringLiteral("-(") + print(child) + u')' : u'-' + print(child);
    }
    case Type::Off:
        return u'{' + print(node.children.front()) + u'}';
    case Type::Word:
        return plainOrQuoted(node.text, {});
    case Type::Regex:
        return printRegex(node.text);
    case Type::Fuzzy:
        return u'~' + plainOrQuoted(node.text, {});
    case Type::Compare:
        return printKey(node.text) + printOp(node.op) + printValues(node.values);
    case Type::Label:
        return QStringLiteral("label:") + printTerms(node.terms);
    case Type::Field:
        return QStringLiteral("field:") + printTerms(node.terms);
    }
    return {};
}

} // namespace

QString quotedFilterValue(const QString &value)
{
    return plainOrQuoted(value, u":");
}

QString quotedFilterWord(const QString &word)
{
    return plainOrQuoted(word, {});
}

QString printFilter(const FilterNode &node)
{
    return print(node);
}

} // namespace sk::models
