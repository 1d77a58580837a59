#pragma once

#include "listwords.h"
#include "pagelist.h"
#include "selection.h"

#include <sk/core/clock.h>
#include <sk/settings/settings.h>

#include <QWidget>

#include <memory>
#include <optional>

namespace sk::widgets {
class TableView;
}

namespace sk::ui {

class PageColumns;
struct SavedView;
struct ViewQuery;

/// One kind as a live table: filter, freshness mark, summary, and the states in which there are no rows to show.
///
/// Keeps selection, scroll position, filter and column layout while rows come and go, while the list fails, and when another choice
/// of namespaces puts another list below it. Main thread.
class ResourcePage : public QWidget {
    Q_OBJECT

public:
    /// `viewId`: the saved view whose page it is, else the kind's own. What the user does to the columns is kept there, and nowhere else.
    ResourcePage(const kube::ResourceKind &kind, PageList::Open openList, const QStringList &namespaces, settings::Settings &settings, const Clock &clock,
        const QString &viewId = {}, QWidget *parent = nullptr);
    ~ResourcePage() override;

    [[nodiscard]] const kube::ResourceKind &kind() const;
    [[nodiscard]] QString title() const; ///< translated, plural
    void setNamespaces(const QStringList &namespaces);
    void setFilter(const QString &text);
    [[nodiscard]] QString filter() const;
    void addFilterWord(const QString &word);
    [[nodiscard]] QString currentCellText() const; ///< of the cell that the keyboard or the mouse is on

    void chooseColumns(); ///< opens the popup at its button
    /// Shows a label ("label:app"), an annotation or a path as a column. The sentence that says why not, or nothing.
    QString addColumn(const QString &spec);
    [[nodiscard]] PageColumns *columns() const;

    /// What is shown, to be saved: kind, filter, namespaces, columns and sort; without a name.
    [[nodiscard]] SavedView asView() const;
    [[nodiscard]] QString viewId() const; ///< of SavedViews; empty: the kind's own page
    [[nodiscard]] std::optional<SavedView> shownView() const; ///< nothing also where it was removed since
    void showView(); ///< its page: as it is saved, with its filter, columns and sort; the namespaces are the window's

    void focusFilter();
    void focusTable();
    void retry();
    void reopen(); ///< asks for its list again: another version of the kind is served
    void cancelReading(); ///< rows that came stay; the list then says that it is partial
    [[nodiscard]] bool reading() const;
    /// The words of the rows are in the language that is past: reads the list anew.
    void readAgainForLanguage();

    /// Selects this object as soon as it is there, and shows its row. An empty namespace: the first of the name.
    void select(const QString &nameSpace, const QString &name);
    [[nodiscard]] std::optional<Selection> selection() const;
    /// Brings the page back to how it was left: this object selected (an empty name: none), the table scrolled there, as soon as the
    /// rows for it are there.
    void restorePlace(const QString &nameSpace, const QString &name, int scroll);
    [[nodiscard]] QString selectedText() const; ///< rows, tab-separated
    [[nodiscard]] QList<ObjectName> selectedObjects() const; ///< in the order on screen
    [[nodiscard]] QStringList selectedNames() const;
    /// Asks for a file and writes what is shown into it, as CSV or JSON.
    void exportRows();
    void describe(ViewQuery &query) const; ///< all but the server

    [[nodiscard]] const kube::ListStatus &status() const;
    [[nodiscard]] ListCounts counts() const;
    /// The list has the objects of the chosen namespaces, all of them and no others: counts().total is their count.
    [[nodiscard]] bool holdsTheChosen() const;
    /// All rows are there, or there never will be any: what a picture of the page may be taken of.
    [[nodiscard]] bool settled() const;
    /// Draws the rows greyed: they are as of some time, not of now.
    void setStale(bool stale);
    [[nodiscard]] widgets::TableView *view() const;

signals:
    void selectionChanged(); ///< another object, or none
    void selectionUpdated(); ///< the same object, changed
    void stateChanged(); ///< counts or status
    void filterChanged();
    void saveViewRequested();
    void rowsPainted(); ///< a frame with rows is on the screen
    void detailRequested(); ///< Enter or double click on a row
    void menuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void connectParts();
    void showList();
    void showSort();
    void refresh();
    void filterTyped(const QString &text);
    [[nodiscard]] bool moreToCome() const;
    void retranslate();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
