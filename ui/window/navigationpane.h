#pragma once

#include "kindmemory.h"
#include "navigationentries.h"

#include <QWidget>

class QLineEdit;

namespace sk::ui {

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
    /// Marks what is in front, opens nothing: the saved view, where the page is one's and it is listed, else the kind. Empty: none.
    void setCurrent(const QString &kindId, const QString &viewId = {});
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
    void retranslate();
    void choose(QTreeWidgetItem *item, bool newTab);
    void showMenu(QTreeWidgetItem *item, const QPoint &where);
    void folded(QTreeWidgetItem *item, bool isFolded);
    void setFilter(const QString &text);
    [[nodiscard]] QTreeWidgetItem *currentEntry() const; ///< of what is in front; null: it is not listed

    SavedViews &m_views;
    KindMemory m_memory;
    navigation::Tree *m_tree;
    QLineEdit *m_filter;
    NavigationEntries m_entries;
    QString m_current; ///< kind in front
    QString m_currentView; ///< and the saved view whose page it is
    bool m_filling = false;
};

} // namespace sk::ui
