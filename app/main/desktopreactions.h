#pragma once

#include "connectionscope.h"
#include "desktopwatch.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace sk::app {

/// What the open connections do when the desktop or the computer does something: after sleep and in another network each looks at once,
/// and those that their user wants locked with the screen, or after some time without a key or the mouse, are. Main thread.
class DesktopReactions : public QObject {
    Q_OBJECT

public:
    /// `connections` names the open ones, each once. `watch` outlives this.
    DesktopReactions(DesktopWatch &watch, std::function<std::vector<ConnectionScope *>()> connections, QObject *parent = nullptr);

public slots:
    void checkIdle(); ///< every ten seconds by itself

private:
    DesktopWatch &m_watch;
    std::function<std::vector<ConnectionScope *>()> m_connections;
    QTimer m_idleCheck;
};

} // namespace sk::app
