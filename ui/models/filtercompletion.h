#pragma once

#include "rowfilter.h"

#include <sk/kube/objectstore.h>

namespace sk::models {

struct FilterSuggestion {
    QString text; ///< takes the place of what stands between Completion::from and the cursor
    QString hint; ///< translated: what it is
};
struct FilterCompletion {
    int from = 0;
    QList<FilterSuggestion> suggestions;
};

/// What can come at the cursor: keys and columns, or behind a key the values that loaded rows have. Looks at the first 20,000 rows.
[[nodiscard]] FilterCompletion completeFilter(const QString &text, int cursor, const kube::ObjectStore &store);

} // namespace sk::models
