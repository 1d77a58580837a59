#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace sk {

/// Reads a Kubernetes quantity ("120m", "1Gi", "16393244Ki", "1e3", "4") as a plain number: cores, bytes, pieces.
/// Nothing for a text that is none.
[[nodiscard]] std::optional<double> parseQuantity(std::string_view text);

/// Cores as an operator writes them: "16", "9.9", "250m".
[[nodiscard]] QString formatCores(double cores);

/// Bytes with binary prefixes and at most one decimal: "64 Gi", "44.8 Gi", "512 Mi", "0".
[[nodiscard]] QString formatBytes(double bytes);

/// Like formatBytes, in the unit in which `of` would be shown, without it: formatBytesLike(44.8 Gi, 64 Gi) = "44.8".
[[nodiscard]] QString formatBytesLike(double bytes, double of);

} // namespace sk
