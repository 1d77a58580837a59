#pragma once

#include "tableheader.h"

#include <QHash>
#include <QPersistentModelIndex>
#include <QTableView>

#include <utility>
#include <vector>

class QFontMetrics;

namespace sk::widgets {

/// What a table needs to know of a column besides the model.
struct TableColumn {
    QString id; ///< stable
    int widthChars = 12; ///< default width in average characters
    bool hidden = false; ///< by default
    bool grows = false; ///< up to half wider than its default while there is room and the user has set no widths: a name
    bool takesRest = false; ///< wider than its default while there is room, up to a third narrower where all fit then, and the user has set no widths: a sentence
};

/// A dense table for live rows: fixed row height, no grid, row hover, columns that the user arranges, rows that stay under the mouse
/// while others come and go. Activation (Enter, double click) is QAbstractItemView::activated().
class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);
    ~TableView() override;

    void setModel(QAbstractItemModel *model) override;
    /// After setModel(): one entry for each column of the model, with its default look. Applies the defaults.
    void setColumns(const QList<TableColumn> &columns);
    [[nodiscard]] const QList<TableColumn> &columns() const { return m_columns; }
    /// Shows the order that the model has. The user's wishes come as sortChanged(); the view sorts nothing itself.
    void setSort(const QList<TableSort> &keys);
    [[nodiscard]] QList<TableSort> sortKeys() const;
    void sortBy(int column, bool add); ///< as a click on its header; `add` as with Shift

    /// Widths, order and visibility of the columns and the sort, by the ids of the columns; see TableLayout.
    [[nodiscard]] QByteArray saveLayout() const;
    /// False, and nothing changes, when none of the columns are of this table. Columns that the state does not name stay as they are.
    bool restoreLayout(const QByteArray &state);
    void resetLayout();
    void setColumnShown(int column, bool shown); ///< by the user; the first stays
    void moveColumn(int column, int visual); ///< by the user
    void widenColumn(int column, int characters); ///< by the user, narrower below 0; not the last one on screen, which takes what is left
    [[nodiscard]] QList<int> visibleColumns() const; ///< logical indices in the order on screen

    /// First and last row on screen; (0, -1) without rows.
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; } ///< -1: none
    [[nodiscard]] static int cellMargin(const QFontMetrics &metrics); ///< left and right of a cell's content

    /// The selected rows as tab-separated text (of Qt::EditRole: times where ages are shown) in the order on screen, with the header when `withHeader`.
    [[nodiscard]] QString selectionAsText(bool withHeader) const;
    void copySelection();

    void keyboardSearch(const QString &search) override; ///< type-ahead in the first column

signals:
    void layoutChangedByUser(); ///< worth saving
    void visibleColumnsChanged();
    void sortChanged(const QList<sk::widgets::TableSort> &keys); ///< by the user, or restored
    void columnsRequested(const QPoint &globalPosition); ///< the menu of the header

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void applyMetrics();
    void holdScroll();
    void releaseScroll();
    void setHoveredRow(int row);
    void resizeToDefaults(); ///< those on screen
    void giveRest(); ///< what the columns leave over goes to the one that takes it
    void endRestoring();
    [[nodiscard]] TableHeader *header() const;
    [[nodiscard]] int defaultWidth(int column) const; ///< pixels: for its content as asked for, and for its title
    [[nodiscard]] int columnOf(const QString &id) const; ///< -1: none

    QList<TableColumn> m_columns;
    QHash<QString, int> m_lastWidths; ///< as restored, by column id: what a stretched last column was before
    int m_hoveredRow = -1;
    bool m_widthsByUser = false; ///< then they are nobody else's
    bool m_restoring = false;
    std::vector<std::pair<QPersistentModelIndex, int>> m_held; ///< rows on screen and where, while the model changes
    std::vector<QMetaObject::Connection> m_modelConnections;
    QString m_typed;
    qint64 m_typedAt = 0;
};

} // namespace sk::widgets
