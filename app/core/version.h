#pragma once

namespace sk {

/// The program's version, from `project(VERSION)`; static storage.
[[nodiscard]] const char *version();

} // namespace sk
