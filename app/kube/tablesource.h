#pragma once

#include "resourcekind.h"

#include <optional>
#include <vector>

/// What is made of a server-side table (`Accept: application/json;as=Table;v=v1;g=meta.k8s.io`). Decoder thread.
namespace sk::kube {

/// Name, namespace where there is one, and age: what every kind has, and all that is known before the first table came.
[[nodiscard]] std::vector<Column> plainColumns(const ResourceType &type);

/// The columns of a table's `columnDefinitions`, behind its name the namespace. Priority above 0 is hidden by default, as in
/// kubectl. Empty when there are no definitions: only the first table of a watch has them.
[[nodiscard]] std::vector<Column> tableColumns(const ResourceType &type, JsonView definitions);

/// A row of a table, by the columns that tableColumns() made of it. The object must be included, at least its metadata.
///
/// A `date` comes as kubectl's duration ("5d3h"), rounded: a time made of it is right to within that. The age is the object's own
/// creation time wherever the two agree.
[[nodiscard]] Row tableRow(const std::vector<Column> &columns, JsonView row, const ProjectionContext &context);

/// An object of a list that is no table (a server that makes none): its plain columns.
void projectPlain(const std::vector<Column> &columns, Row &row);

/// kubectl's durations: "45s", "2m30s", "3h5m", "5d", "2y45d". Milliseconds; nothing for "<unknown>" and other words.
[[nodiscard]] std::optional<qint64> parseHumanDuration(std::string_view text);

/// How a word that controllers write into a column of status fares: "Ready", "Failed", "Progressing" … None for others.
[[nodiscard]] Health healthOfWord(const QString &word);

} // namespace sk::kube
