#pragma once

#include <QPoint>
#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace sk::ui {

class SavedViews;

/// The menu of one saved view: open, replace by what is shown, rename, up, down, export, remove. `open` gets whether in a new tab; without
/// `replace` there is nothing to replace it by.
void showViewMenu(SavedViews &views, const QString &id, const QPoint &where, QWidget *parent, const std::function<void(bool newTab)> &open,
    const std::function<void()> &replace = {});

/// Entries for all views: import, export all, put back what was removed.
void addViewActions(QMenu *menu, SavedViews &views, QWidget *parent);

} // namespace sk::ui
