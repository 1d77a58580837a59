#include "windowparts.h"

#include "bodyarea.h"
#include "environmentedge.h"
#include "line.h"
#include "mainmenu.h"
#include "navigationpane.h"
#include "pagetabs.h"
#include "sessionstack.h"
#include "statusarea.h"
#include "topbar.h"

#include <sk/actions/actionset.h>
#include <sk/pages/detailpane.h>

#include <QHBoxLayout>
#include <QMainWindow>

namespace sk::ui {

WindowParts buildWindow(QMainWindow &window, settings::Settings &settings, const Clock &clock)
{
    WindowParts parts;
    parts.actions = new ActionSet(&window);
    parts.menu = new MainMenu(*parts.actions, settings, &window);
    parts.edge = new EnvironmentEdge;
    parts.top = new TopBar(parts.menu);
    parts.navigation = new NavigationPane(settings);
    parts.tabs = new PageTabs;
    parts.detail = new DetailPane(clock);
    parts.body = new BodyArea(parts.navigation, parts.tabs, parts.detail);
    parts.front = new SessionStack(parts.body, clock);
    parts.status = new StatusArea;

    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(parts.top);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(parts.front, 1);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(parts.status);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(parts.edge);
    row->addLayout(column, 1);
    window.setCentralWidget(central);
    return parts;
}

} // namespace sk::ui
