#pragma once

#include <sk/kube/objectstore.h>
#include <sk/models/rowfilter.h>
#include <sk/widgets/searchfield.h>

#include <functional>

namespace sk::ui {

/// The filter language for a search field: `store` gives the rows whose values are suggested (null: none), and the kind in force.
[[nodiscard]] widgets::SearchLanguage filterLanguage(std::function<const kube::ObjectStore *()> store);

/// Whether a part of the filter carries the mark that the server does it, and the sentence about it. `asked`: what the list was asked for;
/// `ignored`: but it does not keep to it.
[[nodiscard]] std::pair<bool, QString> markOf(const kube::ResourceKind &kind, const QString &part, const kube::Selectors &asked, bool ignored);

/// A page on the language: words, signs and examples, as rich text.
[[nodiscard]] QString filterHelpHtml(const kube::ResourceKind &kind);

} // namespace sk::ui
