#pragma once

#include "cell.h"
#include "jsonview.h"

#include <optional>

namespace sk::kube {

/// How the deletion of an object goes.
struct Deletion {
    QString text; ///< translated, for a status: "Terminating for %t, waits for example.com/hold"
    Health health = Health::Progressing; ///< Warning: it should be over
    UnixMs since = 0; ///< when it was asked for; 0: not known, and no "%t" in the text
};

/// None where nobody asked for it. Any thread.
[[nodiscard]] std::optional<Deletion> deletionOf(JsonView metadata, UnixMs now);

} // namespace sk::kube
