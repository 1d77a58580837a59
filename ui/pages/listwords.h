#pragma once

#include <sk/core/clock.h>
#include <sk/kube/resourcelist.h>
#include <sk/theme/theme.h>

#include <QString>

namespace sk::ui {

/// What the freshness mark of a list says.
struct FreshnessWords {
    theme::Tone tone = theme::Tone::Unknown;
    QString text; ///< "Live", "Partial 12k of 43k", "As of 14:31:07"
    QString toolTip; ///< the same at length, with absolute times
};
[[nodiscard]] FreshnessWords freshnessWords(const kube::ListStatus &status);

/// Where the rows of a list stand, for its summary and the status area.
struct ListCounts {
    int total = 0; ///< rows that were read
    int shown = 0; ///< rows that pass the filter and the namespaces
    int failing = 0, warning = 0, progressing = 0, healthy = 0; ///< among the shown
    bool filtered = false; ///< a filter or a choice of namespaces is set
};
/// "128 nodes | 124 healthy | ✖ 1 failing | ▲ 3 need a look", as rich text with the theme's colours.
[[nodiscard]] QString summaryHtml(const QString &kindTitle, const kube::ListStatus &status, const ListCounts &counts);
/// "128 rows, complete", "1,204 of 12,500 rows"
[[nodiscard]] QString rowsText(const kube::ListStatus &status, const ListCounts &counts);

[[nodiscard]] QString numberText(qint64 number); ///< with the language's separators
[[nodiscard]] QString shortNumberText(qint64 number); ///< "950", "12k", "1.2M"
[[nodiscard]] QString timeOfDay(UnixMs time); ///< "14:03:22", local time
[[nodiscard]] QString dateAndTime(UnixMs time); ///< local, with the date and the zone
/// "Nodes" as it stands inside a sentence: "nodes".
[[nodiscard]] QString inSentence(const QString &kindTitle);

} // namespace sk::ui
