#pragma once

#include <sk/session/profilestore.h>

#include <QListWidget>

namespace sk::ui {

/// The saved connections, each with its name, environment word and a second line (user and host). The demo cluster is one of them.
class ConnectionList final : public QListWidget {
    Q_OBJECT

public:
    explicit ConnectionList(QWidget *parent = nullptr);
    /// Shows `profiles`, and a last entry for a connection that is not saved yet when `withNew`.
    void setProfiles(const QList<session::Profile> &profiles, bool withNew);
    void select(const QString &id); ///< empty: the new connection
    [[nodiscard]] QString selectedId() const;

signals:
    void chosen(const QString &id); ///< another one became current
    void openRequested(const QString &id); ///< double click
};

} // namespace sk::ui
