#pragma once

#include "navigationtree_p.h"

#include <sk/kube/catalog.h>

#include <QCoreApplication>
#include <QMultiHash>
#include <QPointer>
#include <QSet>

namespace sk::ui {

class KindMemory;
class SavedViews;

/// Title of a category, translated.
[[nodiscard]] QString categoryTitle(kube::Category category);

/// What stands in the navigation's tree: the kinds of a catalog by favourites, recent ones, category and API group, the saved views,
/// the groups that did not answer; with counts and rights. Main thread.
class NavigationEntries {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::NavigationEntries)

public:
    NavigationEntries(navigation::Tree &tree, const KindMemory &memory, const SavedViews &views); ///< all of which outlive this

    /// Another connection's: counts and rights of before are forgotten. Null: none.
    void setCatalog(const kube::Catalog *catalog);
    [[nodiscard]] const kube::Catalog *catalog() const { return m_catalog; }

    /// Makes the tree anew, of what `filter` matches (empty: all).
    void fill(const QString &filter);
    [[nodiscard]] QStringList recent() const; ///< ids of those that are shown as recent ones
    [[nodiscard]] QStringList order() const; ///< ids of all kinds, favourites first
    [[nodiscard]] QStringList unfolded() const; ///< ids of the kinds that are not in folded groups
    [[nodiscard]] bool contains(const QString &kindId) const { return m_items.contains(kindId); }
    /// Of a kind the one of its category, of a saved view its own, if it is there.
    [[nodiscard]] QTreeWidgetItem *item(const QString &id) const;
    void setCount(const QString &kindId, qint64 count); ///< -1: not known
    void setForbidden(const QString &kindId, bool forbidden);

private:
    QTreeWidgetItem *addSection(const QString &id, const QString &title);
    void addKind(QTreeWidgetItem *parent, const kube::ResourceKind &kind);
    void addNamed(const QString &id, const QString &title, const QStringList &kindIds);
    void addViews();
    void addCustom();
    void describe(QTreeWidgetItem *item) const; ///< count, right, and what a screen reader says
    void describeAll(const QString &kindId) const;
    [[nodiscard]] bool matches(const kube::ResourceKind &kind) const;

    navigation::Tree &m_tree;
    const KindMemory &m_memory;
    const SavedViews &m_views;
    QPointer<const kube::Catalog> m_catalog;
    QString m_filter;
    QMultiHash<QString, QTreeWidgetItem *> m_items; ///< by kind; a favourite is there twice
    QHash<QString, QTreeWidgetItem *> m_viewItems; ///< by view
    QHash<QString, qint64> m_counts;
    QSet<QString> m_forbidden;
};

} // namespace sk::ui
