#pragma once

#include "jsonpath.h"
#include "resourcekind.h"

#include <QList>

namespace sk::kube {

/// A column that the user asked for: a label, an annotation, or any field of the object.
struct CustomColumn {
    enum class Source { Label, Annotation, Path };
    Source source = Source::Path;
    QString what; ///< the label's or annotation's key, or the path in braces

    /// "label:team", "annotation:example.io/owner", "path:{.spec.nodeName}": the id of the Column, for settings and saved views.
    [[nodiscard]] QString id() const;
    [[nodiscard]] QString title() const; ///< "team", "example.io/owner", ".spec.nodeName"
    /// Reads an id, or what a user types: the same, or a path with or without braces. Nothing, and why, for other texts.
    [[nodiscard]] static std::optional<CustomColumn> parse(const QString &text, JsonPath::Problem *problem = nullptr);
    [[nodiscard]] static bool isId(const QString &text); ///< begins as one
    friend bool operator==(const CustomColumn &, const CustomColumn &) = default;
};

/// Whether a list of this type may show it: the values of Secrets are shown in no list, wherever a path would find them.
[[nodiscard]] bool mayShow(const ResourceType &type, const CustomColumn &column);

/// The kind with these columns behind its own, filled by its projection. The cells hold the text and, where it is a number, a quantity
/// or a time, its amount.
[[nodiscard]] ResourceKind withColumns(ResourceKind kind, const QList<CustomColumn> &columns);

} // namespace sk::kube
