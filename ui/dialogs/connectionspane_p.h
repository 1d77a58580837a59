#pragma once

#include "connectionlist_p.h"

#include <optional>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace sk::ui {

/// The left side of the sign-in dialog: the saved connections and what is done with them as such. Changes the store itself; what must be asked
/// of a person (the editor, a kubeconfig) it only asks for.
class ConnectionsPane final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionsPane(session::ProfileStore &store, QWidget *parent = nullptr);

    void reload(bool withNew);
    void select(const QString &id) { m_list->select(id); }
    [[nodiscard]] QString selectedId() const { return m_list->selectedId(); }
    void setBusy(bool busy);
    void retranslate();
    [[nodiscard]] QPushButton *newButton() const { return m_new; }
    void settleRemoval(); ///< what was deleted can no longer be brought back

signals:
    void chosen(const QString &id);
    void openRequested(const QString &id);
    void newRequested();
    void newDropped(); ///< the connection that is not saved yet was deleted
    void editRequested();
    void kubeconfigRequested();
    void failed(const sk::Error &error); ///< the store could not be written, a file not read
    void secretsToForget(const QString &id); ///< a deletion can no longer be undone

private:
    void updateActions();
    void remove();
    void undo();
    void duplicate();
    void move(int steps);
    void exportAll();
    void importSome();
    void say(const QString &text, bool undoable);

    session::ProfileStore &m_store;
    ConnectionList *m_list;
    QLabel *m_heading, *m_note;
    QPushButton *m_new, *m_kubeconfig, *m_undo;
    QToolButton *m_more;
    QMenu *m_menu;
    QAction *m_edit, *m_duplicate, *m_up, *m_down, *m_export, *m_import, *m_delete;
    bool m_withNew = false;
    bool m_busy = false;
    struct Removed {
        session::Profile profile;
        qsizetype at;
    };
    std::optional<Removed> m_removed;
};

} // namespace sk::ui
