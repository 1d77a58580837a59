#include "windowpalette.h"

#include "pagedesk.h"
#include "paletteentries.h"

#include <sk/pages/resourcepage.h>
#include <sk/pages/savedviews.h>

namespace sk::ui {

WindowPalette::WindowPalette(PageDesk &desk, ActionSet &actions, QWidget *window)
    : QObject(window)
    , m_palette(new CommandPalette(window))
{
    const auto go = [&desk](const PageAddress &address) { desk.open(address); };
    m_palette->addSource([&desk](const QString &typed) {
        if (!desk.cluster())
            return QList<PaletteEntry>();
        return kindEntries(desk.cluster()->catalog().kinds(), typed, [&desk](const QString &id, const QString &filter) {
            desk.openKind(id);
            if (!filter.isEmpty())
                desk.current()->setFilter(filter);
        });
    });
    m_palette->addSource([this, &desk, go](const QString &) {
        return desk.cluster() ? recentEntries(m_recent, desk.cluster()->catalog().kinds(), go) : QList<PaletteEntry>();
    });
    m_palette->addSource([&desk](const QString &) {
        return desk.cluster() ? viewEntries(desk.views(), desk.cluster()->catalog().kinds(), [&desk](const QString &id) { desk.openView(id, false); })
                              : QList<PaletteEntry>();
    });
    m_palette->addSource([&actions](const QString &) { return actionEntries(actions); });
    m_palette->addSource([&desk, go](const QString &typed) {
        QList<PaletteEntry> entries;
        if (desk.cluster())
            desk.cluster()->eachLoaded([&](const kube::ObjectStore &store) { entries += objectEntries(store, typed, go); });
        return entries;
    });
}

void WindowPalette::noteRecent(const kube::ResourceKind &kind, const Selection &object)
{
    constexpr qsizetype most = 20;
    PageAddress address;
    address.kind = kind.type.id();
    address.nameSpace = object.nameSpace;
    address.name = object.name;
    m_recent.removeAll(address);
    m_recent.prepend(address);
    if (m_recent.size() > most)
        m_recent.removeLast();
}

void WindowPalette::forgetRecent()
{
    m_recent.clear();
}

void WindowPalette::popup(const QRect &below)
{
    m_palette->popup(below);
}

} // namespace sk::ui
