#pragma once

#include <sk/kube/catalog.h>
#include <sk/settings/settings.h>

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QWidget>

class QLineEdit;
class QTreeWidgetItem;

namespace sk::ui {

namespace navigation {
class Tree;
}

/// Every kind of the connection: favourites and recent ones, then by category, the custom resources by API group; with the number of
/// rows where it is known, "no right" where the server said so, and the groups that did not answer.
///
/// Enter or a click opens; Ctrl with either opens a new tab; letters narrow the tree; Ctrl+Shift+D makes a favourite. What is folded,
/// the favourites and the recent ones are kept in the settings.
class NavigationPane : public QWidget {
    Q_OBJECT

public:
    explicit NavigationPane(settings::Settings &settings, QWidget *parent = nullptr);
    ~NavigationPane() override;

    /// Shows its kinds and follows its changes. Null: none. Counts of another connection are forgotten.
    void setCatalog(const kube::Catalog *catalog);

    /// Ids of the kinds in the order on screen, favourites first, for Ctrl+1 … 9.
    [[nodiscard]] QStringList order() const;
    /// Ids of the kinds that are in sight when scrolled to: not those in folded groups.
    [[nodiscard]] QStringList unfolded() const;
    void setCurrent(const QString &kindId); ///< marks it, opens nothing; empty: none
    void noteOpened(const QString &kindId); ///< one of the recent ones now
    void setCount(const QString &kindId, qint64 count); ///< -1: not known
    void setForbidden(const QString &kindId, bool forbidden); ///< the server said that there is no right to list it
    void setFavourite(const QString &kindId, bool favourite);
    [[nodiscard]] bool isFavourite(const QString &kindId) const;
    void focusList();

signals:
    void opened(const QString &kindId, bool newTab);
    void viewOpened(const QString &viewId, bool newTab); ///< of SavedViews
    void viewReplaceRequested(const QString &viewId); ///< by what the page in front shows, which is of the view's kind
    void retryRequested(const QString &group); ///< a group that did not answer; empty: all of them
    void unfoldedChanged(); ///< other kinds are in sight

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< of the filter's field

private:
    void fill();
    void fillCustom();
    void addViews();
    void retranslate();
    void showMenu(QTreeWidgetItem *item, const QPoint &where);
    void folded(QTreeWidgetItem *item, bool isFolded);
    void setFilter(const QString &text);
    [[nodiscard]] bool matches(const kube::ResourceKind &kind) const;
    [[nodiscard]] QStringList recent() const;
    QTreeWidgetItem *addSection(const QString &id, const QString &title);
    void addKind(QTreeWidgetItem *parent, const kube::ResourceKind &kind);
    void describe(QTreeWidgetItem *item) const; ///< count, right, and what a screen reader says
    [[nodiscard]] QTreeWidgetItem *item(const QString &kindId) const; ///< the one of its category, if it is there

    settings::Settings &m_settings;
    navigation::Tree *m_tree;
    QLineEdit *m_filter;
    QPointer<const kube::Catalog> m_catalog;
    QMultiHash<QString, QTreeWidgetItem *> m_items; ///< by kind; a favourite is there twice
    QHash<QString, qint64> m_counts;
    QSet<QString> m_forbidden;
    QSet<QString> m_folds; ///< sections that are folded, and groups that are not: what the user changed
    QString m_current;
    bool m_filling = false;
};

/// Title of a category, translated.
[[nodiscard]] QString categoryTitle(kube::Category category);

} // namespace sk::ui
