#include "namespacescope.h"

#include "namespacechooser.h"
#include "topbar.h"
#include "workspacechooser.h"

#include <sk/settings/keys.h>

namespace sk::ui {

NamespaceScope::NamespaceScope(TopBar &top, settings::Settings &settings, QObject *parent)
    : QObject(parent)
    , m_top(top)
    , m_settings(settings)
{
    connect(top.namespaces(), &NamespaceChooser::chosenChanged, this,
        [this](const QStringList &names) { choose(names.isEmpty() ? m_top.workspaces()->members() : names); });
    connect(top.workspaces(), &WorkspaceChooser::chosenChanged, this, [this] {
        choose(m_top.workspaces()->members());
        takeKnown();
    });
    connect(top.workspaces(), &WorkspaceChooser::availableChanged, this, &NamespaceScope::workspacesChanged);
}

NamespaceScope::~NamespaceScope() = default;

void NamespaceScope::choose(const QStringList &names)
{
    if (names == m_chosen)
        return;
    m_chosen = names;
    m_settings.setValue(settings::keys::lastNamespaces(), names);
    m_top.namespaces()->setChosen(names);
    emit changed();
}

void NamespaceScope::begin(const QString &home)
{
    m_chosen = home.isEmpty() ? m_settings.value(settings::keys::lastNamespaces()).toStringList() : QStringList{home};
    m_top.namespaces()->setChosen(m_chosen);
}

void NamespaceScope::readKnown(kube::Cluster &cluster, const QString &apiDomain)
{
    m_apiDomain = apiDomain;
    const kube::ResourceKind *kind = cluster.catalog().find(QStringLiteral("namespaces"));
    if (!kind)
        return;
    m_known = cluster.list(*kind, {});
    connect(&m_known->store(), &kube::ObjectStore::changed, this, &NamespaceScope::takeKnown);
    connect(m_known.get(), &kube::ResourceList::statusChanged, this, &NamespaceScope::takeKnown);
    takeKnown();
}

void NamespaceScope::openChooser()
{
    m_top.namespaces()->openList();
}

void NamespaceScope::openWorkspaces()
{
    m_top.workspaces()->openMenu();
}

bool NamespaceScope::hasWorkspaces() const
{
    return m_top.workspaces()->available();
}

/// A list may outlive the connection's interest in it: it must not call back.
void NamespaceScope::end()
{
    if (!m_known)
        return;
    disconnect(m_known.get(), nullptr, this, nullptr);
    disconnect(&m_known->store(), nullptr, this, nullptr);
    m_known.reset();
}

void NamespaceScope::takeKnown()
{
    if (!m_known)
        return;
    QStringList names;
    kube::ObjectStore &store = m_known->store();
    for (int i = 0; i < store.size(); ++i)
        names += store.row(i).name;
    m_top.workspaces()->take(store, m_apiDomain);
    const QStringList scope = m_top.workspaces()->members();
    m_top.namespaces()->setKnown(scope.isEmpty() ? names : scope);
    if (m_known->status().complete) {
        m_top.workspaces()->setShown(m_chosen);
        emit counted(store.kind().type.id(), store.size());
    }
}

} // namespace sk::ui
