#pragma once

#include <sk/kube/cell.h>
#include <sk/theme/theme.h>

namespace sk::ui {

/// The tone in which a health is shown.
[[nodiscard]] theme::Tone toneOf(kube::Health health);

} // namespace sk::ui
