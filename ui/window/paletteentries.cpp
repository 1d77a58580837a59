#include "paletteentries.h"

#include <sk/kube/catalog.h>
#include <sk/models/fuzzymatch.h>
#include <sk/widgets/mnemonic.h>

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace sk::ui {

namespace {

// Of things that fit equally well, kinds are meant more often than views, those more often than actions, and those more often than one
// of many objects.
constexpr int kindWeight = 30;
constexpr int viewWeight = 25;
constexpr int actionWeight = 10;
constexpr int recentWeight = 20;
constexpr std::size_t mostObjects = 20; ///< of one list

QString iconOf(const kube::ResourceKind &kind)
{
    return kind.type.plural; // the default icon is the delegate's affair: an unknown name is no icon
}

} // namespace

QList<PaletteEntry> kindEntries(const std::vector<kube::ResourceKind> &kinds, const QString &typed,
    const std::function<void(const QString &kindId, const QString &filter)> &open)
{
    QList<PaletteEntry> entries;
    const QString what = QCoreApplication::translate("sk", "kind");
    const auto blank = typed.indexOf(u' ');
    for (const kube::ResourceKind &kind : kinds) {
        PaletteEntry entry;
        entry.title = kind.displayTitle();
        entry.detail = kind.type.group.isEmpty() ? what : what + QStringLiteral(" · ") + kind.type.group;
        entry.icon = iconOf(kind);
        entry.names = kube::kindNames(kind);
        entry.weight = kindWeight;
        entry.run = [open, id = kind.type.id()] { open(id, {}); };
        if (blank > 0 && entry.names.contains(typed.left(blank), Qt::CaseInsensitive)) {
            PaletteEntry filtered = entry;
            const QString filter = typed.mid(blank + 1).trimmed();
            filtered.title = QCoreApplication::translate("sk", "%1 with “%2”").arg(entry.title, filter);
            filtered.detail = QCoreApplication::translate("sk", "filter");
            filtered.names = {typed}; // what was typed is just this
            filtered.run = [open, id = kind.type.id(), filter] { open(id, filter); };
            entries += filtered;
        }
        entries += entry;
    }
    return entries;
}

QList<PaletteEntry> viewEntries(
    const QList<SavedView> &views, const std::vector<kube::ResourceKind> &kinds, const std::function<void(const QString &viewId)> &open)
{
    QList<PaletteEntry> entries;
    for (const SavedView &view : views) {
        const kube::ResourceKind *kind = kube::findKind(kinds, view.kind);
        if (!kind)
            continue; // of another cluster
        PaletteEntry entry;
        entry.title = view.name;
        entry.detail = QCoreApplication::translate("sk", "view") + QStringLiteral(" · ") + kind->displayTitle();
        entry.icon = view.icon.isEmpty() ? iconOf(*kind) : view.icon;
        entry.weight = viewWeight;
        entry.run = [open, id = view.id] { open(id); };
        entries += entry;
    }
    return entries;
}

QList<PaletteEntry> actionEntries(const ActionSet &actions)
{
    QList<PaletteEntry> entries;
    for (const ActionSpec &spec : actionTable()) {
        QAction *action = actions.action(spec.id);
        if (!action->isEnabled() || qstrcmp(spec.id, "go.palette") == 0)
            continue;
        PaletteEntry entry;
        entry.title = widgets::withoutMnemonic(action->text());
        if (QString english = widgets::withoutMnemonic(QString::fromUtf8(spec.text)); english != entry.title)
            entry.names = {std::move(english)}; // who reads Chinese may type English all the same, as with the kinds
        entry.detail = groupTitle(spec.group);
        entry.hint = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = QString::fromLatin1(spec.icon);
        entry.weight = actionWeight;
        entry.run = [action] { action->trigger(); };
        entries += entry;
    }
    return entries;
}

QList<PaletteEntry> recentEntries(
    const QList<PageAddress> &recent, const std::vector<kube::ResourceKind> &kinds, const std::function<void(const PageAddress &)> &open)
{
    QList<PaletteEntry> entries;
    int age = 0;
    for (const PageAddress &address : recent) {
        const auto kind = std::find_if(kinds.cbegin(), kinds.cend(), [&](const kube::ResourceKind &k) { return k.type.id() == address.kind; });
        if (kind == kinds.cend())
            continue;
        PaletteEntry entry;
        entry.title = address.name;
        entry.detail = QCoreApplication::translate("sk", "recent") + QStringLiteral(" · ") + kind->displayTitle()
            + (address.nameSpace.isEmpty() ? QString() : QStringLiteral(" · ") + address.nameSpace);
        entry.icon = iconOf(*kind);
        entry.weight = recentWeight + kindWeight - std::min(age++, kindWeight);
        entry.run = [open, address] { open(address); };
        entries += entry;
    }
    return entries;
}

QList<PaletteEntry> objectEntries(const kube::ObjectStore &store, const QString &typed, const std::function<void(const PageAddress &)> &open)
{
    QList<PaletteEntry> entries;
    if (typed.size() < 2)
        return entries;
    // A piece of the name, not letters with gaps: among 50,000 names nearly everything would fit.
    struct Fit {
        int score;
        int row;
    };
    std::vector<Fit> fits;
    for (int i = 0; i < store.size(); ++i) {
        const QString &name = store.row(i).name;
        if (name.contains(typed, Qt::CaseInsensitive))
            fits.push_back({models::fuzzyScore(typed, name), i});
    }
    const auto better = [](const Fit &a, const Fit &b) { return a.score != b.score ? a.score > b.score : a.row < b.row; };
    const auto kept = static_cast<std::ptrdiff_t>(std::min(fits.size(), mostObjects));
    std::partial_sort(fits.begin(), fits.begin() + kept, fits.end(), better);
    fits.resize(static_cast<std::size_t>(kept));
    const kube::ResourceKind &kind = store.kind();
    for (const Fit &fit : fits) {
        const kube::Row &row = store.row(fit.row);
        PageAddress address;
        address.kind = kind.type.id();
        address.nameSpace = row.nameSpace;
        address.name = row.name;
        PaletteEntry entry;
        entry.title = row.name;
        entry.detail = kind.displayTitle() + (row.nameSpace.isEmpty() ? QString() : QStringLiteral(" · ") + row.nameSpace);
        entry.icon = iconOf(kind);
        entry.run = [open, address] { open(address); };
        entries += entry;
    }
    return entries;
}

} // namespace sk::ui
