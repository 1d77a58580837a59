#pragma once

#include <sk/theme/theme.h>

#include <sk/kube/cell.h>
#include <sk/widgets/tabledelegate.h>

namespace sk::ui {

/// The tone in which a health is shown: its shape and its colour.
[[nodiscard]] theme::Tone toneOf(kube::Health health);

/// Paints the cells of a ResourceTableModel: the name with its health's symbol, the status in its tone, meters as bars, the rest as text.
class CellDelegate : public widgets::TableDelegate {
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QModelIndex &index) const override;
};

} // namespace sk::ui
