#include "filterterms.h"

#include <algorithm>

namespace sk::models {

FilterTerms::FilterTerms(const QString &text)
{
    const QStringList words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (!word.startsWith(u'-'))
            m_wanted += word;
        else if (word.size() > 1) // a lone "-" is the beginning of a word that is being typed
            m_refused += word.mid(1);
    }
}

bool FilterTerms::match(const QString &folded) const
{
    const auto occurs = [&folded](const QString &word) { return folded.contains(word); };
    return std::all_of(m_wanted.begin(), m_wanted.end(), occurs) && std::none_of(m_refused.begin(), m_refused.end(), occurs);
}

} // namespace sk::models
