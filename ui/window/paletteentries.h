#pragma once

#include "commandpalette.h"

#include <sk/pages/pageaddress.h>
#include <sk/pages/savedviews.h>

#include <sk/actions/actionset.h>
#include <sk/kube/objectstore.h>

#include <vector>

namespace sk::ui {

/// What the palette offers, source by source.

/// Kinds by plural, singular, Kind, short name and title; "po web" opens pods filtered by "web".
[[nodiscard]] QList<PaletteEntry> kindEntries(const std::vector<kube::ResourceKind> &kinds, const QString &typed,
    const std::function<void(const QString &kindId, const QString &filter)> &open);

/// The user's views, by their own icon and name, of the kinds that the server has.
[[nodiscard]] QList<PaletteEntry> viewEntries(
    const QList<SavedView> &views, const std::vector<kube::ResourceKind> &kinds, const std::function<void(const QString &viewId)> &open);

/// The actions that can be used now, with their keys.
[[nodiscard]] QList<PaletteEntry> actionEntries(const ActionSet &actions);

/// Objects that were looked into, the last one first.
[[nodiscard]] QList<PaletteEntry> recentEntries(
    const QList<PageAddress> &recent, const std::vector<kube::ResourceKind> &kinds, const std::function<void(const PageAddress &)> &open);

/// Objects whose name holds what was typed, in a list that is loaded; the best few of them. Nothing for less than two letters.
[[nodiscard]] QList<PaletteEntry> objectEntries(const kube::ObjectStore &store, const QString &typed, const std::function<void(const PageAddress &)> &open);

} // namespace sk::ui
