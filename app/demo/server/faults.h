#pragma once

#include "cluster.h"

namespace sk::demo {

/// Sets one fault by its name in JSON and on the command line, e.g. "latencyMs"; an error names what is wrong and the right ones.
[[nodiscard]] std::optional<std::string> setFault(Faults &faults, std::string_view name, std::string_view value);
/// The names that setFault() takes, joined by blanks.
[[nodiscard]] std::string faultNames();

} // namespace sk::demo
