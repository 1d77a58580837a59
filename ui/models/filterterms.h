#pragma once

#include <QString>
#include <QStringList>

namespace sk::models {

/// The words of a filter text, ready to be looked for: "worker -cordoned" wants "worker" and refuses "cordoned".
class FilterTerms {
public:
    FilterTerms() = default;
    explicit FilterTerms(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_wanted.isEmpty() && m_refused.isEmpty(); }
    /// `folded` is a text in lower case.
    [[nodiscard]] bool match(const QString &folded) const;
    friend bool operator==(const FilterTerms &, const FilterTerms &) = default;

private:
    QStringList m_wanted;
    QStringList m_refused;
};

} // namespace sk::models
