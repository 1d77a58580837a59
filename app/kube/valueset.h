#pragma once

#include "resourcekind.h"

#include <QStringView>

#include <functional>
#include <optional>

/// A ValueSet is names and their values as one text, "\nname=value\nother=value\n": 50,000 rows share a few such texts (see
/// TextPool), where a map in each would cost more than all of its cells. Names and values of labels hold neither "\n" nor "=".
namespace sk::kube {

/// `nameInSet` is "\nname=", made once by the asker. A set without the name gives nothing; an empty value is one.
[[nodiscard]] std::optional<QStringView> valueIn(const QString &set, const QString &nameInSet);
[[nodiscard]] QString nameInSet(const QString &name);
void eachValue(const QString &set, const std::function<void(QStringView name, QStringView value)> &visit);

/// Fills `labels`, `fields` and `owner` of the row from the object (whole, or only its metadata). Decoder thread.
void readFacts(const ResourceKind &kind, JsonView object, TextPool &texts, Row &row);

} // namespace sk::kube
