#include "fuzzymatch.h"

#include <algorithm>

namespace sk::models {

namespace {

bool beginsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    const QChar c = text[at];
    return !before.isLetterOrNumber() || (before.isLower() && c.isUpper());
}

/// Letters in order: each at a word's beginning, or right after the one before, where there is a choice. Nothing: -1.
int scattered(QStringView typed, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    bool follows = false;
    for (const QChar raw : typed) {
        if (raw.isSpace()) {
            follows = false;
            continue;
        }
        const QChar wanted = raw.toCaseFolded();
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text[i].toCaseFolded() != wanted)
                continue;
            if (found < 0)
                found = i;
            if ((i == at && follows) || beginsWord(text, i)) {
                found = i;
                break;
            }
        }
        if (found < 0)
            return -1;
        score += found == at && follows ? 6 : beginsWord(text, found) ? 5 : 1;
        at = found + 1;
        follows = true;
    }
    return score;
}

} // namespace

int fuzzyScore(QStringView typed, QStringView text)
{
    typed = typed.trimmed();
    if (typed.isEmpty())
        return 0;
    const int brevity = 60 - static_cast<int>(std::min<qsizetype>(60, text.size()));
    const qsizetype at = text.indexOf(typed, 0, Qt::CaseInsensitive);
    if (at == 0 && text.size() == typed.size())
        return 1000;
    if (at == 0)
        return 800 + brevity;
    if (at > 0) {
        for (qsizetype i = at; i >= 0; i = text.indexOf(typed, i + 1, Qt::CaseInsensitive))
            if (beginsWord(text, i))
                return 600 + brevity;
        return 400 + brevity;
    }
    // A greedy choice may run into a dead end that the plainest one does not; then there is no fit by word beginnings.
    const int score = scattered(typed, text);
    return score < 0 ? -1 : std::min(390, 100 + score * 4 + brevity / 2);
}

} // namespace sk::models
