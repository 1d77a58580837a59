#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/kube/resourcekind.h>
#include <sk/kube/resourcelist.h>
#include <sk/settings/settings.h>

#include <QWidget>

#include <memory>

namespace sk::models {
class ResourceTableModel;
}
namespace sk::widgets {
class SearchField;
class TableView;
}

namespace sk::ui {

/// One kind as a live table: filter, freshness mark, summary, and the states in which there are no rows to show.
class ResourcePage : public QWidget {
    Q_OBJECT

public:
    /// What a page works with; all of it outlives the page.
    struct Services {
        kube::Cluster *cluster = nullptr;
        settings::Settings *settings = nullptr;
        const Clock *clock = nullptr;
    };

    ResourcePage(const kube::ResourceKind &kind, Services services, const QStringList &namespaces, QWidget *parent = nullptr);
    ~ResourcePage() override;

    [[nodiscard]] const kube::ResourceKind &kind() const;
    [[nodiscard]] const kube::ListStatus &status() const;
    [[nodiscard]] models::ResourceTableModel &model() const;
    [[nodiscard]] widgets::TableView &table() const;
    [[nodiscard]] widgets::SearchField &searchField() const;
    [[nodiscard]] QString filter() const;
    void setFilter(const QString &text);
    void setNamespaces(const QStringList &namespaces);
    /// Selects this object as soon as it is there. An empty namespace: the first of the name.
    void select(const QString &nameSpace, const QString &name);
    [[nodiscard]] const kube::Row *currentRow() const; ///< null: none; valid until the next change
    void retry();

    /// All rows are there and shown, or there never will be any.
    [[nodiscard]] bool settled() const;
    [[nodiscard]] QString completenessText() const; ///< "128 rows, complete · 14:24:09"

signals:
    void statusChanged(); ///< counts, freshness or texts
    void currentRowChanged(); ///< another object, none, or the same one changed
    void yamlRequested();
    void namespaceChosen(const QString &nameSpace);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refreshTexts();
    void retranslate();
    void selectWanted();
    void noteCurrent();
    void showRowMenu(const QPoint &position);
    [[nodiscard]] QString hiddenText(int total) const;
    [[nodiscard]] QString summaryText() const;

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
