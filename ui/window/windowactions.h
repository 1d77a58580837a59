#pragma once

#include "windowparts.h"

#include <QObject>
#include <QPointer>

class QShortcut;

namespace sk::session {
class Session;
}

namespace sk::ui {

class MainWindow;
class NamespaceScope;
class ObjectDetails;
class PageDesk;
class ResourcePage;
class Travel;
class WindowPalette;
struct ViewQuery;

/// What a window's actions do, which of them make sense now, and the keys that have no entry in the menu.
class WindowActions : public QObject {
    Q_OBJECT

public:
    WindowActions(MainWindow &window, const WindowParts &parts, NamespaceScope &scope, PageDesk &desk, ObjectDetails &details, Travel &travel, WindowPalette &palette,
        settings::Settings &settings);

    void setSession(session::Session *session); ///< null: none
    void update(); ///< enables what makes sense now
    void saveView();
    void showObjectMenu(const QPoint &globalPosition);

private:
    void bindWindow();
    void bindMoving();
    void bindList();
    void bindObject();
    void openInTab();
    void copyYaml();
    void nextPane();
    [[nodiscard]] ResourcePage *page() const;
    [[nodiscard]] ViewQuery viewQuery() const;

    MainWindow &m_window;
    WindowParts m_parts;
    NamespaceScope &m_scope;
    PageDesk &m_desk;
    ObjectDetails &m_details;
    Travel &m_travel;
    WindowPalette &m_palette;
    settings::Settings &m_settings;
    QPointer<session::Session> m_session;
    QList<QShortcut *> m_kindKeys; ///< Ctrl+1 …
};

} // namespace sk::ui
