#include "travel.h"

#include <sk/pages/resourcepage.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

namespace sk::ui {

Travel::Travel(QWidget *window, Ways ways)
    : QObject(window)
    , m_window(window)
    , m_ways(std::move(ways))
{
    // Views take every button's press for themselves, so the window would not hear of these.
    qApp->installEventFilter(this);
}

Travel::~Travel() = default;

PagePlace Travel::placeOf(const ResourcePage &page) const
{
    PagePlace place;
    place.kind = page.kind().type.id();
    place.view = page.viewId();
    place.namespaces = m_ways.namespaces();
    place.filter = page.filter();
    if (const auto selected = page.selection()) {
        place.selectedNamespace = selected->nameSpace;
        place.selectedName = selected->name;
    }
    place.scroll = page.view()->verticalScrollBar()->value();
    return place;
}

void Travel::noteHowItIsLeft()
{
    const PagePlace *present = m_history.present();
    if (!m_page || !present || m_page->kind().type.id() != present->kind || m_page->viewId() != present->view)
        return;
    PagePlace left = placeOf(*m_page);
    left.namespaces = present->namespaces; // the choice may be the next place's already
    m_history.update(left);
}

void Travel::arrived(ResourcePage *page)
{
    if (m_travelling) {
        m_page = page;
        return;
    }
    noteHowItIsLeft();
    m_page = page;
    if (page)
        m_history.visit(placeOf(*page));
    emit changed();
}

void Travel::back()
{
    go(false);
}

void Travel::forward()
{
    go(true);
}

void Travel::go(bool forward)
{
    if (m_held)
        return;
    noteHowItIsLeft();
    const auto place = forward ? m_history.forward() : m_history.back();
    if (!place)
        return;
    m_travelling = true;
    if (m_ways.namespaces() != place->namespaces)
        m_ways.chooseNamespaces(place->namespaces);
    if (ResourcePage *page = m_ways.open(*place)) {
        page->setFilter(place->filter);
        page->restorePlace(place->selectedNamespace, place->selectedName, place->scroll);
        m_page = page;
    }
    m_travelling = false;
    emit changed();
}

void Travel::clear()
{
    m_history.clear();
    m_page = nullptr;
    emit changed();
}

bool Travel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        const auto button = static_cast<QMouseEvent *>(event)->button();
        if ((button == Qt::BackButton || button == Qt::ForwardButton) && static_cast<QWidget *>(watched)->window() == m_window) {
            go(button == Qt::ForwardButton);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace sk::ui
