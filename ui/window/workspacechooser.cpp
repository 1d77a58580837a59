#include "workspacechooser.h"

#include <sk/kube/objectstore.h>
#include <sk/kube/valueset.h>
#include <sk/pages/listwords.h>
#include <sk/theme/theme.h>

#include <QActionGroup>
#include <QEvent>
#include <QMenu>

#include <algorithm>

namespace sk::ui {

WorkspaceChooser::WorkspaceChooser(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("workspaces"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the text
    connect(this, &QToolButton::clicked, this, &WorkspaceChooser::openMenu);
    const auto icon = [this] { setIcon(theme::Theme::instance().icon(QStringLiteral("chevron-down"))); };
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, icon);
    icon();
    hide();
    updateText();
}

void WorkspaceChooser::take(const kube::ObjectStore &namespaces, const QString &apiDomain)
{
    // Written by the platform's controllers (ks-controller-manager, namespace controller) on each namespace of a workspace.
    const QString label = kube::nameInSet(apiDomain + QStringLiteral("/workspace"));
    QMap<QString, QStringList> members;
    for (int i = 0; i < namespaces.size(); ++i) {
        const kube::Row &row = namespaces.row(i);
        if (const auto workspace = kube::valueIn(row.labels, label); workspace && !workspace->isEmpty())
            members[workspace->toString()] += row.name;
    }
    for (QStringList &names : members)
        names.sort();
    if (members == m_members)
        return;
    const QStringList before = this->members();
    const bool wasAvailable = available();
    m_members = members;
    if (!m_chosen.isEmpty() && !m_members.contains(m_chosen))
        m_chosen.clear();
    setVisible(available());
    updateText();
    if (wasAvailable != available())
        emit availableChanged();
    if (before != this->members())
        emit chosenChanged();
}

void WorkspaceChooser::clear()
{
    m_members.clear();
    m_chosen.clear();
    hide();
    updateText();
}

void WorkspaceChooser::setShown(const QStringList &namespaces)
{
    QStringList sorted = namespaces;
    sorted.sort();
    const QStringList mine = members();
    const bool within = !mine.isEmpty() && !sorted.isEmpty() && std::all_of(sorted.begin(), sorted.end(), [&mine](const QString &name) { return mine.contains(name); });
    if (within)
        return; // a choice among its namespaces
    m_chosen = m_members.key(sorted);
    updateText();
}

void WorkspaceChooser::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setLayoutDirection(Qt::LeftToRight);
    menu->setToolTipsVisible(true);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, const QString &workspace) {
        QAction *action = menu->addAction(text, this, [this, workspace] { choose(workspace); });
        action->setCheckable(true);
        action->setChecked(workspace == m_chosen);
        group->addAction(action);
        return action;
    };
    add(tr("All workspaces"), {});
    menu->addSeparator();
    for (auto it = m_members.cbegin(); it != m_members.cend(); ++it)
        add(QStringLiteral("%1 (%2)").arg(it.key(), numberText(it->size())), it.key())->setToolTip(it->mid(0, 20).join(u'\n'));
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void WorkspaceChooser::choose(const QString &workspace)
{
    if (workspace == m_chosen)
        return;
    m_chosen = workspace;
    updateText();
    emit chosenChanged();
}

void WorkspaceChooser::updateText()
{
    setText(tr("workspace: %1").arg(m_chosen.isEmpty() ? tr("all") : m_chosen));
    setAccessibleName(text());
    setToolTip(m_chosen.isEmpty() ? tr("Objects of all workspaces are shown") : tr("Only the namespaces of the workspace %1 are shown").arg(m_chosen));
}

void WorkspaceChooser::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateText();
}

} // namespace sk::ui
