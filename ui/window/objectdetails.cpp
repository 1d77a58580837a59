#include "objectdetails.h"

#include "bodyarea.h"
#include "pagedesk.h"

#include <sk/actions/actionset.h>
#include <sk/pages/resourcepage.h>
#include <sk/settings/keys.h>

#include <QApplication>
#include <QToolTip>

namespace sk::ui {

ObjectDetails::ObjectDetails(DetailPane &pane, BodyArea &body, PageDesk &desk, ActionSet &actions, settings::Settings &settings, QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_body(body)
    , m_desk(desk)
    , m_actions(actions)
    , m_settings(settings)
{
    connect(&pane, &DetailPane::closeRequested, this, [this] { setVisible(false); });
    connect(&pane, &DetailPane::columnRequested, this, [this](const QString &spec) {
        if (!m_desk.current())
            return;
        if (const QString why = m_desk.current()->addColumn(spec); !why.isEmpty())
            QToolTip::showText(QCursor::pos(), why, &m_pane);
    });
    connect(&desk, &PageDesk::objectOpened, this, [this] { setVisible(true); });
}

void ObjectDetails::setCluster(kube::Cluster *cluster)
{
    if (!cluster) {
        m_pane.setSource({});
        return;
    }
    m_pane.setSource({
        [cluster](const auto &kind, const auto &space, const auto &name, QObject *context, auto answer) { cluster->detail(kind, space, name, context, std::move(answer)); },
        [cluster](const auto &kind, const auto &space, const auto &name, QObject *context, auto answer) { cluster->events(kind, space, name, context, std::move(answer)); },
    });
}

void ObjectDetails::showSelection()
{
    const ResourcePage *front = m_desk.current();
    const auto selected = front ? front->selection() : std::nullopt;
    m_body.setDetailFilled(selected.has_value());
    if (selected && visible()) {
        emit shown(front->kind(), *selected);
        m_pane.showObject(front->kind(), *selected);
    } else {
        m_pane.clear();
    }
}

void ObjectDetails::setVisible(bool visible)
{
    const bool hadFocus = m_pane.isAncestorOf(QApplication::focusWidget());
    m_body.setDetailVisible(visible);
    m_actions.action("view.detail")->setChecked(visible);
    m_settings.setValue(settings::keys::detailVisible(), visible);
    showSelection();
    if (!visible && hadFocus && m_desk.current())
        m_desk.current()->focusTable();
}

bool ObjectDetails::visible() const
{
    return m_body.detailVisible();
}

void ObjectDetails::showTab(DetailPane::Tab tab)
{
    setVisible(true);
    m_pane.showTab(tab);
}

void ObjectDetails::focus()
{
    m_pane.setFocus(Qt::ShortcutFocusReason);
}

void ObjectDetails::copyYaml()
{
    showSelection();
    m_pane.copyYaml();
}

bool ObjectDetails::loading() const
{
    return visible() && m_pane.loading();
}

} // namespace sk::ui
