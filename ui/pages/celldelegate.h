#pragma once

#include <QStyledItemDelegate>

namespace sk::ui {

/// Paints cells of a ResourceTableModel by their type: names with the row's health, status sentences in their tone, meters as bars
/// with figures. Starts from the style, so that selection, focus and hover are the desktop's own.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sk::ui
