#pragma once

#include <QHeaderView>

namespace sk::widgets {

/// One column of a table's order by several.
struct TableSort {
    int column = 0; ///< logical index
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const TableSort &, const TableSort &) = default;
};

/// The header of a TableView, which sorts by several columns: a click sorts by one, Shift and a click adds another, turns it round,
/// and takes it out again. Each sorted column has its arrow and, where there are several, its place among them.
class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

    void setSort(const QList<TableSort> &keys); ///< shows them; says nothing
    [[nodiscard]] const QList<TableSort> &sortKeys() const { return m_keys; }
    /// As a click on the header of this column does, `add` as with Shift.
    void sortBy(int column, bool add);
    /// Place of the column in the order: 1 the first. 0: it does not count, or is the only one that does.
    [[nodiscard]] int ordinal(int column) const;

signals:
    void sortChanged(const QList<sk::widgets::TableSort> &keys); ///< by the user

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] qsizetype find(int column) const; ///< in m_keys; -1: none

    QList<TableSort> m_keys;
    bool m_adding = false;
};

} // namespace sk::widgets
