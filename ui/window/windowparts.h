#pragma once

#include <sk/core/clock.h>
#include <sk/settings/settings.h>

class QMainWindow;

namespace sk::ui {

class ActionSet;
class BodyArea;
class DetailPane;
class EnvironmentEdge;
class MainMenu;
class NavigationPane;
class PageTabs;
class SessionStack;
class StatusArea;
class TopBar;

/// The widgets of a window, laid out in it; it owns them.
struct WindowParts {
    ActionSet *actions = nullptr;
    MainMenu *menu = nullptr;
    EnvironmentEdge *edge = nullptr;
    TopBar *top = nullptr;
    NavigationPane *navigation = nullptr;
    PageTabs *tabs = nullptr;
    DetailPane *detail = nullptr;
    BodyArea *body = nullptr;
    SessionStack *front = nullptr;
    StatusArea *status = nullptr;
};
[[nodiscard]] WindowParts buildWindow(QMainWindow &window, settings::Settings &settings, const Clock &clock);

} // namespace sk::ui
