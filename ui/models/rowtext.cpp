#include "rowtext_p.h"

#include "cellformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sk::models {

namespace {

/// Lower case of what names, images and statuses are made of, by table: QChar::toLower() costs a lookup in two tables for each.
char16_t fold(char16_t c)
{
    return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c | 0x20) : c;
}

} // namespace

Needle::Needle(const QString &text)
    : m_folded(text.toCaseFolded())
{
    m_ascii = std::all_of(m_folded.begin(), m_folded.end(), [](QChar c) { return c.unicode() < 128; });
    // Digits, what stands between them, and units; "–" and words for unknown are nobody's search.
    m_mayBeNumber = std::all_of(m_folded.begin(), m_folded.end(), [](QChar c) { return !c.isLetter() || QStringView(u"kmgtpei").contains(c); });
}

bool Needle::occursIn(QStringView text) const
{
    if (!m_ascii)
        return text.contains(m_folded, Qt::CaseInsensitive);
    const qsizetype size = m_folded.size();
    if (size == 0)
        return true;
    if (text.size() < size)
        return false;
    const char16_t *hay = text.utf16();
    const char16_t *const last = hay + (text.size() - size);
    const auto *needle = reinterpret_cast<const char16_t *>(m_folded.utf16());
    const char16_t first = needle[0];
    const char16_t upper = first >= u'a' && first <= u'z' ? static_cast<char16_t>(first & ~0x20) : first;
    for (; hay <= last; ++hay) {
        if (*hay != first && *hay != upper)
            continue;
        qsizetype i = 1;
        while (i < size && fold(hay[i]) == needle[i])
            ++i;
        if (i == size)
            return true;
    }
    return false;
}

RowTexts::RowTexts(const std::vector<kube::Column> &columns)
    : m_columns(columns)
    , m_own(columns.size())
{
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (*columns[c].kubectlWord)
            m_own[c] = {QCoreApplication::translate("sk", columns[c].ownWord), QString::fromLatin1(columns[c].kubectlWord)};
    }
}

QStringView RowTexts::number(const kube::Column &column, const kube::Cell &cell) const
{
    // Whole numbers below a thousand look the same in every language, and are nearly all.
    const auto small = [](double value) { return value >= 0 && value < 1000 && std::floor(value) == value; };
    thread_local QString text; // filled anew for each of many rows: its memory stays
    const auto append = [](double value) {
        const int n = static_cast<int>(value);
        if (n >= 100)
            text += QChar(u'0' + n / 100);
        if (n >= 10)
            text += QChar(u'0' + n / 10 % 10);
        text += QChar(u'0' + n % 10);
    };
    text.resize(0);
    if (column.type == kube::CellType::Number && small(cell.a)) {
        append(cell.a);
    } else if (column.type == kube::CellType::Ready && small(cell.a) && small(cell.b) && std::isnan(cell.c)) {
        append(cell.a);
        text += u'/';
        append(cell.b);
    } else {
        text = displayText(column, cell, 0);
    }
    return text;
}

bool globMatches(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype from = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            from = t;
        } else if (p < pattern.size() && pattern[p].toCaseFolded() == text[t].toCaseFolded()) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

bool fuzzyMatches(const QString &folded, QStringView text)
{
    qsizetype found = 0;
    for (const QChar c : text) {
        if (found < folded.size() && c.toCaseFolded() == folded[found])
            ++found;
    }
    return found == folded.size();
}

} // namespace sk::models
