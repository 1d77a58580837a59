#include "filterscanner_p.h"

#include <QRegularExpression>

namespace sk::models {

namespace {

bool endsWord(QChar c)
{
    return c.isNull() || c.isSpace() || c == u'(' || c == u')' || c == u'{' || c == u'}' || c == u'"';
}

} // namespace

bool FilterScanner::takeIf(QChar c)
{
    if (atEnd() || peek() != c)
        return false;
    ++m_at;
    return true;
}

void FilterScanner::skipBlanks()
{
    while (!atEnd() && (peek().isSpace() || peek().isNull()))
        ++m_at;
}

bool FilterScanner::isWord(QStringView word) const
{
    FilterScanner ahead = *this;
    return ahead.word(word);
}

bool FilterScanner::word(QStringView word)
{
    const qsizetype before = m_at;
    skipBlanks();
    const QStringView rest = m_text.mid(m_at);
    if (rest.startsWith(word, Qt::CaseInsensitive) && (rest.size() == word.size() || endsWord(rest[word.size()]))) {
        m_at += word.size();
        skipBlanks();
        return true;
    }
    m_at = before;
    return false;
}

QString FilterScanner::key()
{
    const qsizetype begin = m_at;
    if (!peek().isLetter())
        return {};
    while (!atEnd() && (peek().isLetterOrNumber() || peek() == u'_' || peek() == u'-'))
        ++m_at;
    return m_text.mid(begin, m_at - begin).toString();
}

bool FilterScanner::atOperator() const
{
    switch (peek().unicode()) {
    case u':':
        return peek(1) != u':'; // "fe80::1" is a word
    case u'=':
    case u'<':
    case u'>':
        return true;
    case u'!':
        return peek(1) == u'=';
    default: {
        // "restarts > 5", as people write it.
        FilterScanner ahead = *this;
        ahead.skipBlanks();
        return ahead.m_at > m_at && (ahead.peek() == u'<' || ahead.peek() == u'>');
    }
    }
}

FilterOp FilterScanner::op()
{
    skipBlanks();
    const bool colon = takeIf(u':');
    if (takeIf(u'!')) {
        if (takeIf(u'='))
            return FilterOp::NotEqual;
        return FilterOp::NotContains;
    }
    if (takeIf(u'=')) {
        takeIf(u'=');
        return FilterOp::Equal;
    }
    const QChar first = peek();
    if (first == u'<' || first == u'>') {
        ++m_at;
        const bool orEqual = takeIf(u'=');
        skipBlanks();
        if (first == u'<')
            return orEqual ? FilterOp::LessEqual : FilterOp::Less;
        return orEqual ? FilterOp::GreaterEqual : FilterOp::Greater;
    }
    Q_ASSERT(colon);
    return FilterOp::Contains;
}

QString FilterScanner::upTo(QStringView stops)
{
    const qsizetype begin = m_at;
    while (!atEnd() && !endsWord(peek()) && !stops.contains(peek()))
        ++m_at;
    return m_text.mid(begin, m_at - begin).toString();
}

QString FilterScanner::plain()
{
    return upTo({});
}

QString FilterScanner::value()
{
    return upTo(u",");
}

QString FilterScanner::selectorKey()
{
    return upTo(u",=!");
}

std::optional<QString> FilterScanner::quoted()
{
    QString text;
    for (++m_at; !atEnd(); ++m_at) {
        if (peek() == u'"') {
            ++m_at;
            return text;
        }
        if (peek() == u'\\' && m_at + 1 < m_text.size())
            ++m_at;
        text += peek();
    }
    return std::nullopt;
}

std::optional<QString> FilterScanner::regex()
{
    QString pattern;
    for (++m_at; !atEnd(); ++m_at) {
        if (peek() == u'/') {
            ++m_at;
            return pattern;
        }
        if (peek() == u'\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            if (peek() != u'/')
                pattern += u'\\';
        }
        pattern += peek();
    }
    return std::nullopt;
}

QString regexTrouble(const QString &pattern)
{
    const QRegularExpression expression(pattern);
    return expression.isValid() ? QString() : expression.errorString();
}

} // namespace sk::models
