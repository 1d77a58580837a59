#pragma once

#include "commandline.h"
#include "connectionwindow.h"
#include "democluster.h"
#include "linkopener.h"
#include "desktopreactions.h"
#include "timings.h"
#include "translations.h"

#include <sk/secrets/secretstore.h>
#include <sk/session/profilestore.h>
#include <sk/settings/settings.h>

#include <QObject>

#include <memory>
#include <vector>

namespace sk::app {

/// The composition root: makes what all windows share, opens them, and decides what follows what: window first, then the connections
/// of last time or the sign-in dialog, then the pages. Main thread.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(CommandLine commandLine);
    ~Application() override;

    /// Shows the window and begins; everything else happens in the event loop.
    void start();

    /// What another start of the program, or the desktop, hands over: a link, or nothing. The window comes to the front; a link that is none is said, not followed.
    void handOver(const QString &link, const QByteArray &activationToken = {});
    [[nodiscard]] settings::Settings &settings() { return m_settings; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void applyLanguage();
    ConnectionWindow *openWindow();
    void openWindowOn(const std::shared_ptr<ConnectionScope> &connection, const std::optional<ui::PageAddress> &first);
    void closed(ConnectionWindow *window);
    void showAbout(ui::MainWindow &window) const;
    void showSupport(ui::MainWindow &window) const;
    void say(const QString &strong, const QString &text); ///< in a bar of the first window that can be closed
    void showLoadErrors(); ///< what could not be read at the start

    void signInUnattended();
    void restoreLastSessions();
    void take(ConnectionWindow *window, const std::shared_ptr<ConnectionScope> &connection);
    void rememberConnections(); ///< for the next start
    [[nodiscard]] std::vector<ConnectionScope *> connections() const; ///< each once, however many windows show it

    void grabWhenSettled();
    void finish(int status, const QString &line = {});
    [[nodiscard]] static int exitStatusFor(const Error &error);
    [[nodiscard]] Timings::Counts counts() const;
    [[nodiscard]] ConnectionWindow &first() const { return *m_windows.front(); }

    CommandLine m_commandLine;
    Timings m_timings;
    settings::Settings m_settings;
    Translations m_translations;
    session::ProfileStore m_profiles;
    std::unique_ptr<secrets::SecretStore> m_keychain;
    std::unique_ptr<secrets::SecretStore> m_memory;
    DemoCluster m_demo;
    DesktopWatch m_desktop;
    DesktopReactions m_reactions;
    QObject m_leaving; ///< owns sessions that are signed out and still tell the server so
    std::vector<std::unique_ptr<ConnectionWindow>> m_windows; ///< in the order of their opening; the first is what --grab and --timings are about
    LinkOpener m_links;
    QList<Error> m_loadErrors;
    bool m_quitting = false; ///< windows that close now were not closed one by one
    bool m_finished = false;
};

} // namespace sk::app
