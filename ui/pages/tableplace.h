#pragma once

#include "selection.h"

#include <QList>
#include <QObject>

namespace sk::models {
class ResourceTableModel;
}
namespace sk::widgets {
class TableView;
}

namespace sk::ui {

/// Where the user is in a table: the selected object and the scroll position. Both stay, and wait for their rows, while rows come and
/// go and while another model is put below the view.
class TablePlace : public QObject {
    Q_OBJECT

public:
    explicit TablePlace(widgets::TableView *table);

    /// The view has this model now (the one before may be gone): what was selected is selected again as soon as it is there.
    void setModel(models::ResourceTableModel *model);

    /// Selects this object as soon as it is there, and shows its row, unless the user chooses before. An empty namespace: the first of the name.
    void select(const QString &nameSpace, const QString &name);
    /// As it was left: this object selected (an empty name: none), the table scrolled there (in pixels). `settled`: no rows are on their way.
    void restore(const QString &nameSpace, const QString &name, int scroll, bool settled);
    void rowsChanged(bool settled); ///< is what is waited for there now? Once settled, it is waited for no longer

    [[nodiscard]] const kube::Row *row() const; ///< the selected one that the keyboard is on; null: none
    [[nodiscard]] QList<ObjectName> selectedObjects() const; ///< in the order on screen

signals:
    void selectionChanged(); ///< another object, or none
    void selectionUpdated(); ///< the same object, changed

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void selectWanted();
    void scrollToWanted(bool settled);
    void noteCurrent();

    widgets::TableView *m_table;
    models::ResourceTableModel *m_model = nullptr;
    QString m_wantedNamespace, m_wantedName; ///< to be selected as soon as it is there
    kube::Uid m_wantedUid; ///< selected before the model was exchanged
    int m_wantedScroll = -1; ///< in pixels; -1: none
    kube::Uid m_current;
    QString m_currentVersion;
};

} // namespace sk::ui
