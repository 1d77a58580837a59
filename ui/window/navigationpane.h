#pragma once

#include <sk/kube/resourcekind.h>

#include <QWidget>

#include <vector>

class QTreeWidget;
class QTreeWidgetItem;

namespace sk::ui {

/// The kinds by category, with the number of rows where it is known. Enter or a click opens; Ctrl with either opens a new tab.
class NavigationPane : public QWidget {
    Q_OBJECT

public:
    explicit NavigationPane(const std::vector<kube::ResourceKind> &kinds, QWidget *parent = nullptr);

    /// Ids of the kinds in the order on screen, for Ctrl+1 … 9.
    [[nodiscard]] QStringList order() const;
    void setCurrent(const QString &kindId); ///< marks it, opens nothing; empty: none
    void setCount(const QString &kindId, qint64 count); ///< -1: not known
    void setForbidden(const QString &kindId, bool forbidden); ///< the server said that there is no right to list it
    void clearCounts();
    void focusList();

signals:
    void opened(const QString &kindId, bool newTab);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    [[nodiscard]] QTreeWidgetItem *item(const QString &kindId) const;
    QTreeWidget *m_tree;
    std::vector<kube::ResourceKind> m_kinds;
};

/// Title of a category, translated.
[[nodiscard]] QString categoryTitle(kube::Category category);

} // namespace sk::ui
