#include "navigationentries.h"

#include "kindmemory.h"

#include <sk/dialogs/errortext.h>
#include <sk/pages/listwords.h>
#include <sk/pages/savedviews.h>
#include <sk/theme/theme.h>

#include <algorithm>

namespace sk::ui {

using namespace navigation;

namespace {

constexpr int mostRecent = 4;
const QString favouritesSection = QStringLiteral("favourites");
const QString customSection = QStringLiteral("custom");

} // namespace

QString categoryTitle(kube::Category category)
{
    switch (category) {
    case kube::Category::Cluster:
        return QCoreApplication::translate("sk", "Cluster");
    case kube::Category::Workloads:
        return QCoreApplication::translate("sk", "Workloads");
    case kube::Category::Network:
        return QCoreApplication::translate("sk", "Network");
    case kube::Category::Configuration:
        return QCoreApplication::translate("sk", "Configuration");
    case kube::Category::Storage:
        return QCoreApplication::translate("sk", "Storage");
    case kube::Category::Access:
        return QCoreApplication::translate("sk", "Access");
    case kube::Category::Custom:
        return QCoreApplication::translate("sk", "Custom resources");
    }
    return {};
}

NavigationEntries::NavigationEntries(Tree &tree, const KindMemory &memory, const SavedViews &views)
    : m_tree(tree)
    , m_memory(memory)
    , m_views(views)
{
}

void NavigationEntries::setCatalog(const kube::Catalog *catalog)
{
    m_catalog = catalog;
    m_counts.clear();
    m_forbidden.clear();
}

void NavigationEntries::fill(const QString &filter)
{
    m_filter = filter.trimmed();
    m_items.clear();
    m_viewItems.clear();
    m_tree.clear();
    if (!m_catalog)
        return;
    if (m_filter.isEmpty()) {
        addNamed(favouritesSection, QCoreApplication::translate("sk", "Favourites"), m_memory.favourites());
        addViews();
        // One alone is the kind on the screen: that needs no way to it.
        if (const QStringList ids = recent(); ids.size() > 1)
            addNamed(QStringLiteral("recent"), QCoreApplication::translate("sk", "Recent"), ids);
    }
    QTreeWidgetItem *section = nullptr;
    for (const kube::ResourceKind &kind : m_catalog->kinds()) {
        if (kind.category == kube::Category::Custom || !matches(kind))
            continue;
        const QString id = QStringLiteral("category%1").arg(static_cast<int>(kind.category));
        if (!section || section->data(0, IdRole).toString() != id)
            section = addSection(id, categoryTitle(kind.category));
        addKind(section, kind);
    }
    addCustom();
    // What was folded stays so; while filtering everything that matches is open.
    const auto unfold = [this](QTreeWidgetItem *each, bool isGroup) {
        each->setExpanded(!m_filter.isEmpty() || m_memory.isUnfolded(each->data(0, IdRole).toString(), isGroup));
    };
    for (int i = 0; i < m_tree.topLevelItemCount(); ++i) {
        QTreeWidgetItem *each = m_tree.topLevelItem(i);
        unfold(each, false);
        for (int j = 0; j < each->childCount(); ++j)
            unfold(each->child(j), true);
    }
}

void NavigationEntries::addNamed(const QString &id, const QString &title, const QStringList &kindIds)
{
    QTreeWidgetItem *section = nullptr;
    for (const QString &each : kindIds) {
        const kube::ResourceKind *kind = m_catalog->find(each);
        if (kind && kind->type.id() == each)
            addKind(section ? section : section = addSection(id, title), *kind);
    }
}

QTreeWidgetItem *NavigationEntries::addSection(const QString &id, const QString &title)
{
    auto *section = new QTreeWidgetItem(&m_tree, {title});
    section->setData(0, EntryRole, static_cast<int>(Entry::Section));
    section->setData(0, IdRole, id);
    section->setFlags(Qt::ItemIsEnabled);
    return section;
}

void NavigationEntries::addKind(QTreeWidgetItem *parent, const kube::ResourceKind &kind)
{
    auto *entry = new QTreeWidgetItem(parent, {kind.displayTitle()});
    entry->setData(0, EntryRole, static_cast<int>(Entry::Kind));
    entry->setData(0, IdRole, kind.type.id());
    m_items.insert(kind.type.id(), entry);
    describe(entry);
}

void NavigationEntries::describe(QTreeWidgetItem *entry) const
{
    const QString id = entry->data(0, IdRole).toString();
    const bool forbidden = m_forbidden.contains(id);
    const auto count = m_counts.constFind(id);
    const bool counted = count != m_counts.cend() && !forbidden;
    entry->setData(0, CountRole, counted ? QVariant(*count) : QVariant());
    entry->setData(0, ForbiddenRole, forbidden);
    const QString title = entry->text(0);
    if (forbidden)
        entry->setData(0, Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(title, QCoreApplication::translate("sk", "no right")));
    else
        entry->setData(0, Qt::AccessibleTextRole, counted ? QStringLiteral("%1, %2").arg(title, numberText(*count)) : title);
    const kube::ResourceKind *kind = m_catalog ? m_catalog->find(id) : nullptr;
    if (forbidden)
        entry->setToolTip(0, tr("There is no right to list %1.").arg(inSentence(title)));
    else if (kind)
        entry->setToolTip(0, QStringLiteral("%1 (%2)").arg(kind->type.kind, kind->type.apiVersion()));
}

/// Below the kinds among the favourites.
void NavigationEntries::addViews()
{
    const QList<SavedView> &views = m_views.views();
    if (views.isEmpty())
        return;
    QTreeWidgetItem *section = m_tree.topLevelItemCount() > 0 ? m_tree.topLevelItem(0) : nullptr;
    if (!section || section->data(0, IdRole).toString() != favouritesSection)
        section = addSection(favouritesSection, QCoreApplication::translate("sk", "Favourites"));
    for (const SavedView &view : views) {
        auto *entry = new QTreeWidgetItem(section, {view.name});
        entry->setData(0, EntryRole, static_cast<int>(Entry::View));
        entry->setData(0, IdRole, view.id);
        m_viewItems.insert(view.id, entry);
        if (!view.icon.isEmpty())
            entry->setIcon(0, theme::Theme::instance().icon(view.icon));
        entry->setToolTip(0, view.filter.isEmpty() ? view.kind : view.kind + u'\n' + view.filter);
        entry->setData(0, Qt::AccessibleTextRole, tr("%1, view").arg(view.name));
    }
}

void NavigationEntries::addCustom()
{
    QTreeWidgetItem *section = nullptr;
    QTreeWidgetItem *group = nullptr;
    const auto inSection = [this, &section] { return section ? section : section = addSection(customSection, categoryTitle(kube::Category::Custom)); };
    for (const kube::ResourceKind &kind : m_catalog->kinds()) {
        if (kind.category != kube::Category::Custom || !matches(kind))
            continue;
        if (!group || group->text(0) != kind.type.group) {
            group = new QTreeWidgetItem(inSection(), {kind.type.group});
            group->setData(0, EntryRole, static_cast<int>(Entry::Group));
            group->setData(0, IdRole, QString(QStringLiteral("group ") + kind.type.group));
            group->setFlags(Qt::ItemIsEnabled);
        }
        addKind(group, kind);
        group->setData(0, CountRole, group->childCount());
        group->setData(0, Qt::AccessibleTextRole, tr("%1, %n kind(s)", nullptr, group->childCount()).arg(kind.type.group));
    }
    if (!m_filter.isEmpty())
        return;
    const auto addFailure = [&](const QString &id, const QString &title, const Error &error) {
        auto *entry = new QTreeWidgetItem(inSection(), {title});
        entry->setData(0, EntryRole, static_cast<int>(Entry::Failure));
        entry->setData(0, IdRole, id);
        entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const ErrorText words = errorText(error);
        entry->setToolTip(0, tr("What %1 has is not known. %2 Press Enter to ask again.").arg(title, words.title));
        entry->setData(0, Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(title, QCoreApplication::translate("sk", "no answer")));
    };
    QSet<QString> told;
    for (const kube::Catalog::Failure &failure : m_catalog->failures()) {
        if (!told.contains(failure.group))
            addFailure(failure.group, failure.group.isEmpty() ? failure.version : failure.group, failure.error);
        told.insert(failure.group);
    }
    if (m_catalog->state() == kube::Catalog::State::Failed)
        addFailure(QString(), tr("Other kinds"), m_catalog->error());
}

bool NavigationEntries::matches(const kube::ResourceKind &kind) const
{
    if (m_filter.isEmpty() || kind.displayTitle().contains(m_filter, Qt::CaseInsensitive) || kind.type.group.contains(m_filter, Qt::CaseInsensitive))
        return true;
    const QStringList names = kube::kindNames(kind);
    return std::any_of(names.cbegin(), names.cend(), [this](const QString &name) { return name.contains(m_filter, Qt::CaseInsensitive); });
}

QStringList NavigationEntries::recent() const
{
    QStringList ids = m_memory.openedLast();
    ids.removeIf([this](const QString &id) { return m_memory.isFavourite(id) || !m_catalog || !m_catalog->find(id); });
    return ids.mid(0, mostRecent);
}

QStringList NavigationEntries::order() const
{
    if (!m_catalog)
        return {};
    QStringList ids = m_memory.favourites();
    ids.removeIf([this](const QString &id) { return !m_catalog->find(id); });
    for (const kube::ResourceKind &kind : m_catalog->kinds()) {
        if (!ids.contains(kind.type.id()))
            ids += kind.type.id();
    }
    return ids;
}

QStringList NavigationEntries::unfolded() const
{
    QStringList ids;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it) {
        bool open = true;
        for (QTreeWidgetItem *above = (*it)->parent(); above; above = above->parent())
            open = open && above->isExpanded();
        if (open && !ids.contains(it.key()))
            ids += it.key();
    }
    return ids;
}

QTreeWidgetItem *NavigationEntries::item(const QString &id) const
{
    // Of several the one that was added last: favourites and recent ones come first.
    return m_items.value(id, m_viewItems.value(id));
}

void NavigationEntries::setCount(const QString &kindId, qint64 count)
{
    if (m_counts.value(kindId, -1) == count)
        return;
    if (count < 0)
        m_counts.remove(kindId);
    else
        m_counts.insert(kindId, count);
    describeAll(kindId);
}

void NavigationEntries::setForbidden(const QString &kindId, bool forbidden)
{
    if (m_forbidden.contains(kindId) == forbidden)
        return;
    if (forbidden)
        m_forbidden.insert(kindId);
    else
        m_forbidden.remove(kindId);
    describeAll(kindId);
}

void NavigationEntries::describeAll(const QString &kindId) const
{
    for (auto it = m_items.constFind(kindId); it != m_items.cend() && it.key() == kindId; ++it)
        describe(*it);
}

} // namespace sk::ui
