#pragma once

#include "kindbuilder_p.h"

#include <vector>

/// The platform's own labels and annotations. Their names begin with the connection's API domain, a setting; the kinds are made anew for
/// each connection, so a rule keeps the whole name. To be called while a kind is being made, not from inside a rule.
namespace sk::kinds {

/// "kubesphere.io/workspace" for "workspace"; with the group "iam.", "iam.kubesphere.io/globalrole".
[[nodiscard]] std::string platformName(std::string_view name, std::string_view group = {});
/// A column's rule: a label or an annotation with that name.
[[nodiscard]] KindBuilder::TextOf platformLabel(std::string_view name);
[[nodiscard]] KindBuilder::TextOf platformAnnotation(std::string_view name, std::string_view group = {});

/// Generated from the files: one call for each.
[[nodiscard]] std::vector<kube::ResourceKind> makeKinds();

} // namespace sk::kinds
