#pragma once

#include "tls_material.h"

#include <optional>
#include <string>

namespace sk::demo {

/// The text of a kubeconfig with the contexts `certificate` (current), `token` and `nobody`, all for one server.
[[nodiscard]] std::string kubeconfigText(const std::string &url, const TlsMaterial &material, const std::string &token);
/// Writes beside and renames, so that nobody reads half of it; readable by its owner only when `secret`. An error is one English line.
[[nodiscard]] std::optional<std::string> writeWhole(const std::string &file, const std::string &content, bool secret);

} // namespace sk::demo
