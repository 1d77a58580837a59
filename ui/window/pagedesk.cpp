#include "pagedesk.h"

#include "namespacescope.h"
#include "pagetabs.h"

#include <sk/pages/pagecolumns.h>
#include <sk/pages/savedviews.h>

namespace sk::ui {

PageDesk::PageDesk(PageTabs &tabs, NamespaceScope &scope, settings::Settings &settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_tabs(tabs)
    , m_scope(scope)
    , m_settings(settings)
    , m_clock(clock)
{
    connect(&SavedViews::of(settings), &SavedViews::changed, &m_tabs, &PageTabs::retitle);
}

void PageDesk::setCluster(kube::Cluster *cluster)
{
    m_cluster = nullptr; // closing a tab brings another to the front, which is not to be read any more
    m_awaited.reset();
    m_tabs.closeAll();
    m_cluster = cluster;
}

ResourcePage *PageDesk::current() const
{
    return m_tabs.current();
}

PageAddress PageDesk::currentAddress() const
{
    PageAddress address;
    const ResourcePage *page = current();
    if (!page)
        return address;
    address.kind = page->kind().type.id();
    if (page->kind().type.namespaced && m_scope.chosen().size() == 1)
        address.nameSpace = m_scope.chosen().first();
    if (const auto selected = page->selection()) {
        address.name = selected->name;
        address.nameSpace = selected->nameSpace;
    }
    address.filter = page->filter();
    return address;
}

const kube::ResourceKind *PageDesk::kind(const QString &id) const
{
    return m_cluster ? m_cluster->catalog().find(id) : nullptr;
}

bool PageDesk::knownOrAwaited(const PageAddress &address, bool byUser)
{
    if (kind(address.kind))
        return true;
    // Perhaps the server has it: kindsChanged() goes on when it has said so.
    m_awaited = address;
    m_awaitedByUser = byUser;
    kube::Catalog &catalog = m_cluster->catalog();
    if (catalog.unsettled())
        catalog.read();
    else
        QMetaObject::invokeMethod(this, &PageDesk::kindsChanged, Qt::QueuedConnection);
    return false;
}

void PageDesk::open(const PageAddress &address)
{
    if (!m_cluster || !knownOrAwaited(address, true))
        return;
    const kube::ResourceKind *found = kind(address.kind);
    const bool inNamespace = !address.nameSpace.isEmpty() && found->type.namespaced;
    const QStringList &chosen = m_scope.chosen();
    if (inNamespace && (address.name.isEmpty() || (!chosen.isEmpty() && !chosen.contains(address.nameSpace))))
        m_scope.choose({address.nameSpace});
    openKind(found->type.id());
    ResourcePage *page = current();
    page->setFilter(address.filter);
    if (!address.name.isEmpty()) {
        page->select(address.nameSpace, address.name);
        emit objectOpened();
    }
}

void PageDesk::openKind(const QString &kindId, bool newTab)
{
    const kube::ResourceKind *found = kind(kindId);
    if (!found)
        return;
    bringForward(*found, {}, newTab);
}

void PageDesk::bringForward(const kube::ResourceKind &kind, const QString &viewId, bool newTab)
{
    if (ResourcePage *open = newTab ? nullptr : m_tabs.find(kind.type.id(), viewId)) {
        m_tabs.setCurrent(open);
        open->focusTable();
    } else {
        newPage(kind, viewId);
    }
}

ResourcePage *PageDesk::returnTo(const QString &kindId, const QString &viewId)
{
    const kube::ResourceKind *found = kind(kindId);
    if (!found)
        return nullptr;
    const bool gone = !m_tabs.find(found->type.id(), viewId) && !SavedViews::of(m_settings).find(viewId);
    bringForward(*found, gone ? QString() : viewId, false);
    return current();
}

void PageDesk::openLast(const QString &kindId, const QString &viewId)
{
    m_awaitedView = viewId;
    if (!knownOrAwaited({kindId, {}, {}, {}}, false))
        return;
    const auto view = SavedViews::of(m_settings).find(viewId);
    if (view && view->kind == kindId)
        openView(viewId);
    else
        openKind(kindId);
}

QList<SavedView> PageDesk::views() const
{
    return SavedViews::of(m_settings).views();
}

void PageDesk::openView(const QString &viewId, bool newTab)
{
    const auto view = SavedViews::of(m_settings).find(viewId);
    if (!view || !m_cluster)
        return;
    const kube::ResourceKind *found = kind(view->kind);
    if (!found) {
        emit kindUnknown(view->kind);
        return;
    }
    m_scope.choose(view->namespaces);
    bringForward(*found, viewId, newTab);
    current()->showView();
}

void PageDesk::replaceView(const QString &viewId)
{
    if (current())
        SavedViews::of(m_settings).replace(viewId, current()->asView());
}

ResourcePage *PageDesk::newPage(const kube::ResourceKind &kind, const QString &viewId)
{
    kube::Cluster *cluster = m_cluster;
    auto *page = new ResourcePage(
        kind,
        [cluster](const kube::ResourceKind &whole, const QStringList &names) {
            // In the version that is served: before the server told, that was a guess.
            kube::ResourceKind served = whole;
            if (const kube::ResourceKind *now = cluster->catalog().find(whole.type.id()))
                served.type = now->type;
            return cluster->list(served, names);
        },
        m_scope.chosen(), m_settings, m_clock, viewId);
    page->columns()->setFieldSource([this, cluster, kind](QObject *context, auto answer) {
        if (m_cluster == cluster)
            cluster->fields(kind, m_scope.chosen().size() == 1 ? m_scope.chosen().first() : QString(), context, std::move(answer));
    });
    emit pageMade(page);
    m_tabs.add(page);
    page->focusTable();
    return page;
}

void PageDesk::kindsChanged()
{
    if (!m_cluster)
        return;
    const kube::Catalog &catalog = m_cluster->catalog();
    for (ResourcePage *each : m_tabs.pages()) {
        const kube::ResourceKind *now = catalog.find(each->kind().type.id());
        if (now && now->type.id() == each->kind().type.id() && now->type.version != each->kind().type.version)
            each->reopen();
    }
    if (!m_awaited || (!catalog.find(m_awaited->kind) && catalog.unsettled()))
        return;
    const PageAddress address = *std::exchange(m_awaited, {});
    if (catalog.find(address.kind)) {
        if (m_awaitedByUser)
            open(address);
        else
            openLast(address.kind, m_awaitedView);
        return;
    }
    if (m_awaitedByUser)
        emit kindUnknown(address.kind);
    if (!current() && !catalog.kinds().empty())
        openKind(catalog.kinds().front().type.id());
}

} // namespace sk::ui
