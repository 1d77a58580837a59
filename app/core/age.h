#pragma once

#include "clock.h"

#include <QString>

#include <optional>
#include <string_view>

namespace sk {

/// Reads an RFC 3339 time ("2026-11-23T22:05:50Z", fractions and offsets allowed). Fast: called for every cell with a time.
[[nodiscard]] std::optional<UnixMs> parseTime(std::string_view text);

/// A span as kubectl prints it (k8s.io/apimachinery/pkg/util/duration HumanDuration): "45s", "3m10s", "5h", "211d", "2y30d".
/// Negative spans of up to two seconds are "0s", longer ones "<invalid>".
[[nodiscard]] QString humanDuration(std::int64_t milliseconds);

} // namespace sk
