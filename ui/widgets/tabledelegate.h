#pragma once

#include <QStyledItemDelegate>

namespace sk::widgets {

/// The ground of every table cell: panel from the style, row hover, one hairline below; the content is the subclass's, by default the
/// text of the item, elided in the middle where it is left-aligned.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// `option` is initialised from the index; `rect` leaves the margins out. The painter is saved and restored around the call.
    virtual void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QModelIndex &index) const;

    /// Draws one line of text in `rect`, elided.
    static void paintText(QPainter &painter, const QRect &rect, const QString &text, const QColor &color, Qt::Alignment alignment, Qt::TextElideMode elide);
    /// Colour of plain text in the state of the cell (disabled, inactive, selected).
    [[nodiscard]] static QColor textColor(const QStyleOptionViewItem &option);
};

} // namespace sk::widgets
