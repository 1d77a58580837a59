#pragma once

#include "fields_p.h"

namespace sk::kinds {

/// "3 of 3 available" and its like for the controllers that keep a number of pods: what is short, and why.
[[nodiscard]] Verdict replicasVerdict(double want, double have, const char *allText, const char *someText);

} // namespace sk::kinds
