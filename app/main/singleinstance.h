#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <memory>

class QLocalSocket;

namespace sk::app {

class ProcessLock;

/// One running program per user and configuration directory. The first start listens on a socket that only its user can reach; a later one
/// hands over its link and ends. Where there is no place for such a socket, every start is on its own. Main thread.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// `runtimeDirectory` is the user's own, not readable by others (runtimeDirectory()); `configDirectory` tells profiles of one user apart.
    SingleInstance(QString runtimeDirectory, const QString &configDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    enum class Role {
        First, ///< requested() tells what later starts hand over
        Later, ///< handed over; end now
        Alone, ///< neither was possible: run without
    };
    /// Becomes the first, or hands `link` (may be empty) to it. Waits a few seconds at most, before there is any window.
    [[nodiscard]] Role claim(const QString &link);

    /// Where the system keeps a user's sockets: $XDG_RUNTIME_DIR and its kin; empty when there is none that is the user's alone. In a Flatpak the
    /// folder below it that all its sandboxes share.
    [[nodiscard]] static QString runtimeDirectory();
    [[nodiscard]] QString socketName() const { return m_name; } ///< for tests

signals:
    /// A later start: its link, not yet looked at, or empty; and the desktop's leave to come to the front (may be empty).
    void requested(const QString &link, const QByteArray &activationToken);

private:
    [[nodiscard]] bool handOver(const QString &link) const;
    void serve(QLocalSocket *socket);

    QString m_name;
    std::unique_ptr<ProcessLock> m_lock;
    QLocalServer m_server;
};

} // namespace sk::app
