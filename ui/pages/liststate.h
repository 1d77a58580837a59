#pragma once

#include "listwords.h"

#include <sk/widgets/stateview.h>

namespace sk::models {
class ResourceTableModel;
}

namespace sk::ui {

/// `filtered`: a filter or a choice of namespaces is set.
[[nodiscard]] ListCounts countsOf(const models::ResourceTableModel &model, bool filtered);

/// What is known of a list and of how it is shown.
struct ListSituation {
    kube::ListStatus status;
    ListCounts counts;
    QString title; ///< of the kind, plural
    QString filter; ///< trimmed
    bool someNamespaces = false; ///< not all are chosen
    bool bySelectors = false; ///< the server was asked for what the filter lets through
    Error nextError; ///< of the list that was to take this one's place
    bool nextIsForFilter = false; ///< PageList's
    bool asksForUse = false; ///< the filter compares figures from monitoring
};

/// What stands in the place of rows. Never "empty" while it loads: what stands there follows from what is known.
struct ListState {
    widgets::StateView::State state = widgets::StateView::State::Hidden; ///< Hidden: the rows themselves
    QString title;
    QString text; ///< or what to do
    QString details;
    qint64 done = 0; ///< rows, while loading
    qint64 total = -1; ///< -1: not known
};
[[nodiscard]] ListState listState(const ListSituation &situation);
void showState(widgets::StateView &view, const ListState &state);

/// What is said above the rows that are there: that they are old, or not all.
struct ListTrouble {
    theme::Tone tone = theme::Tone::Unknown;
    QString title; ///< empty: nothing is to be said
    QString text;
    QString toolTip;
    bool retry = false; ///< it may help
};
[[nodiscard]] ListTrouble listTrouble(const ListSituation &situation);

} // namespace sk::ui
