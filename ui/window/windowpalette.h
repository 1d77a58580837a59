#pragma once

#include <sk/kube/resourcekind.h>
#include <sk/pages/pageaddress.h>
#include <sk/pages/selection.h>

#include <QObject>

namespace sk::ui {

class ActionSet;
class CommandPalette;
class PageDesk;

/// What a window's palette finds: the kinds of its connection, the objects looked into last, its actions, and what is loaded.
class WindowPalette : public QObject {
    Q_OBJECT

public:
    WindowPalette(PageDesk &desk, ActionSet &actions, QWidget *window);
    void noteRecent(const kube::ResourceKind &kind, const Selection &object);
    void forgetRecent(); ///< another connection
    void popup(const QRect &below); ///< under this rectangle of the screen

private:
    CommandPalette *m_palette;
    QList<PageAddress> m_recent; ///< the last one first
};

} // namespace sk::ui
