#pragma once

#include <QStyledItemDelegate>
#include <QTreeWidget>

/// The tree of the navigation pane and how it is painted.
namespace sk::ui::navigation {

enum Role {
    EntryRole = Qt::UserRole, ///< Entry
    IdRole, ///< of a kind or a view: its id; of a section or a group: what it is remembered by
    CountRole, ///< qint64; absent: not known
    ForbiddenRole, ///< bool: the server said that there is no right to list it
};

enum class Entry { Section, Group, Kind, View, Failure, Note };

[[nodiscard]] Entry entryOf(const QModelIndex &index);

/// A section in small bold letters; a kind or a group with its count at the right.
class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Opens with Enter whatever the platform activates with; letters begin a filter.
class Tree final : public QTreeWidget {
    Q_OBJECT

public:
    explicit Tree(QWidget *parent = nullptr);

signals:
    void left(); ///< the keyboard went elsewhere
    void chosen(QTreeWidgetItem *item, bool newTab); ///< Enter or a click on a kind or a failure
    void typed(const QString &text); ///< letters that are no command
    void favouriteToggled(QTreeWidgetItem *item);
    void menuRequested(QTreeWidgetItem *item, const QPoint &globalPosition);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void act(QTreeWidgetItem *item, bool newTab);
};

} // namespace sk::ui::navigation
