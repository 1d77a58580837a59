#pragma once

#include <QTableView>

#include <QStringList>

namespace sk::widgets {

/// A table for many rows: one row height, no grid, columns that the user moves, hides and sizes; copies as text.
class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// Titles every column and gives it a default width in average characters; `hidden` columns start hidden. Called once a model is set.
    struct ColumnLayout {
        QString id;
        int widthChars = 12;
        bool hidden = false;
    };
    void setColumnLayouts(const QList<ColumnLayout> &layouts);

    /// Order, widths, visibility and sort column, tagged with the columns' ids: a state of other columns is refused.
    [[nodiscard]] QByteArray saveLayout() const;
    bool restoreLayout(const QByteArray &state);
    void resetLayout();

    [[nodiscard]] QList<int> visibleColumns() const; ///< logical indexes
    [[nodiscard]] QPair<int, int> visibleRows() const; ///< first and last row on screen; (-1, -1) when none
    /// The selected rows' visible columns, tab-separated, a line a row.
    [[nodiscard]] QString selectionAsText() const;

signals:
    void layoutEdited(); ///< the user changed columns
    void columnsShown(); ///< which columns are visible changed

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showHeaderMenu(const QPoint &position);
    void applyMetrics();
    [[nodiscard]] QByteArray columnTag() const;
    QList<ColumnLayout> m_layouts;
    bool m_restoring = false;
};

} // namespace sk::widgets
