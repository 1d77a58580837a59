#pragma once

#include "filtertree.h"

#include <QStringView>

#include <optional>

namespace sk::models {

/// Walks over a filter's text. Every call leaves the place where it found it unless it took something.
class FilterScanner {
public:
    explicit FilterScanner(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] qsizetype position() const { return m_at; }
    [[nodiscard]] qsizetype size() const { return m_text.size(); }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }
    void take() { ++m_at; }
    bool takeIf(QChar c);
    void back(qsizetype position) { m_at = position; }
    void skipBlanks();

    [[nodiscard]] bool isWord(QStringView word) const; ///< the next word is this one, in any case
    bool word(QStringView word); ///< takes it, with the blanks around it

    [[nodiscard]] QString key(); ///< "restarts"; empty when no letter begins here
    [[nodiscard]] bool atOperator() const; ///< behind a key
    [[nodiscard]] FilterOp op();
    [[nodiscard]] QString plain(); ///< up to a blank, a quote, a parenthesis or a brace
    [[nodiscard]] QString value(); ///< the same, and up to a comma
    [[nodiscard]] QString selectorKey(); ///< the same, and up to an operator
    [[nodiscard]] std::optional<QString> quoted(); ///< nothing: not closed; then everything is taken
    [[nodiscard]] std::optional<QString> regex(); ///< the same

private:
    [[nodiscard]] QString upTo(QStringView stops);

    QStringView m_text;
    qsizetype m_at = 0;
};

/// What is wrong with a regular expression, in the library's words; empty: nothing.
[[nodiscard]] QString regexTrouble(const QString &pattern);

} // namespace sk::models
