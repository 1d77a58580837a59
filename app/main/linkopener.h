#pragma once

#include "connectionwindow.h"
#include "deeplink.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace sk::app {

/// Brings a link to the window that it belongs to: the one that shows its server, a new one on a saved connection, or, for a server that nobody saved,
/// a question first. Contacts no server on a link's word alone. Main thread.
class LinkOpener : public QObject {
    Q_OBJECT

public:
    struct Host {
        std::function<std::vector<ConnectionWindow *>()> windows; ///< at least one, the oldest first
        std::function<ConnectionWindow *()> newWindow;
        session::ProfileStore *profiles = nullptr;
    };
    explicit LinkOpener(Host host, QObject *parent = nullptr);

    void open(const DeepLink &link);
    /// The page that a window is to begin with when it gets its connection.
    void setFirstPage(ConnectionWindow *window, const ui::PageAddress &page);
    [[nodiscard]] std::optional<ui::PageAddress> takeFirstPage(ConnectionWindow *window);

    /// Shows the window over the others, as far as the desktop lets programs do that.
    static void bringToFront(ConnectionWindow &window);
    [[nodiscard]] ConnectionWindow *front() const; ///< the active window, or the last one that shows something

private:
    void openOn(ConnectionWindow *window, const ui::PageAddress &page);
    [[nodiscard]] const session::Profile *savedFor(const QUrl &server) const;
    void ask(const DeepLink &link);

    Host m_host;
    QHash<ConnectionWindow *, ui::PageAddress> m_firstPages;
};

} // namespace sk::app
