#pragma once

#include <sk/session/profile.h>

#include <QMenu>
#include <QUrl>
#include <QWidget>

class QAbstractButton;
class QLabel;
class QToolButton;

namespace sk::widgets {
class Pill;
}

namespace sk::ui {

class NamespaceChooser;
class WorkspaceChooser;

/// The line at the top: which connection, which environment, which namespaces, who, and the menu.
class TopBar : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QMenu *menu, QWidget *parent = nullptr);
    /// `address` is the one that the session talks to, which the profile may leave open.
    void setConnection(const session::Profile &profile, const QUrl &address, const QString &user);
    void clearConnection();
    /// The connection that is being taken up, whose server may be away; an empty name: none.
    void setRestoring(const QString &name, bool away);
    void setLocked(bool locked); ///< then only says which connection this is, and whose
    [[nodiscard]] NamespaceChooser *namespaces() const { return m_namespaces; }
    [[nodiscard]] WorkspaceChooser *workspaces() const { return m_workspaces; }
    void openMenu();
    [[nodiscard]] QRect searchArea() const; ///< of the way to the palette, on the screen

signals:
    void searchRequested(); ///< the user wants the palette

protected:
    void changeEvent(QEvent *event) override;

private:
    void apply();
    session::Profile m_profile;
    QUrl m_address;
    QString m_userName;
    QString m_restoring;
    bool m_away = false;
    bool m_connected = false;
    bool m_locked = false;
    QLabel *m_name;
    widgets::Pill *m_environment;
    QWidget *m_scope; ///< of what is shown: the next two
    WorkspaceChooser *m_workspaces;
    NamespaceChooser *m_namespaces;
    QAbstractButton *m_search;
    QLabel *m_user;
    QToolButton *m_menuButton;
    QMenu *m_menu;
    widgets::Pill *m_readOnly;
    widgets::Pill *m_insecure; ///< plain http to another computer: always in sight
};

} // namespace sk::ui
