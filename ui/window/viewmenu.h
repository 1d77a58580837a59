#pragma once

#include <QPoint>
#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace sk::ui {

class SavedViews;

/// The menu of one saved view: open, rename, up, down, export, remove. `open` gets whether in a new tab.
void showViewMenu(SavedViews &views, const QString &id, const QPoint &where, QWidget *parent, const std::function<void(bool newTab)> &open);

/// Entries for all views: import, export all, put back what was removed.
void addViewActions(QMenu *menu, SavedViews &views, QWidget *parent);

} // namespace sk::ui
