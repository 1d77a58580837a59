#pragma once

#include "commandline.h"
#include "democluster.h"
#include "timings.h"
#include "translations.h"

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/secrets/secretstore.h>
#include <sk/session/profilestore.h>
#include <sk/session/serverprobe.h>
#include <sk/session/session.h>
#include <sk/settings/settings.h>
#include <sk/window/mainwindow.h>

#include <QObject>
#include <QPointer>

#include <memory>

namespace sk::ui {
class SignInDialog;
}

namespace sk::app {

/// The composition root: makes the parts, knows them all, and decides what follows what: window first, then the session of last
/// time or the sign-in dialog, then the pages. Main thread.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(CommandLine commandLine);
    ~Application() override;

    /// Shows the window and begins; everything else happens in the event loop.
    void start();

private:
    /// One signed-in connection with all that hangs on it; destroyed from the last member to the first.
    struct Active {
        std::unique_ptr<session::Session> session;
        std::unique_ptr<net::ApiClient> requests;
        std::unique_ptr<net::StreamClient> streams;
        std::unique_ptr<kube::Cluster> cluster;
    };

    void applyTheme();
    void applyLanguage();
    void showWindow();
    void showLoadErrors(); ///< what could not be read at the start, in a bar that can be closed

    void signInUnattended();
    void restoreLastSession();
    void openSignIn(const QString &profileId = {}, const Error &error = {});
    /// Probes `address`, then makes a session of it and hands it to `next`; a failure goes to `fail`.
    void probe(const net::ServerAddress &address, const session::Profile &profile, secrets::SecretStore *store,
               std::function<void(std::unique_ptr<session::Session>)> next, std::function<void(const Error &)> fail);
    void startUnattendedSession(const net::ServerAddress &address, const session::Profile &profile, const QString &user, const QString &password);

    void take(std::unique_ptr<session::Session> session);
    [[nodiscard]] std::unique_ptr<session::Session> detach(); ///< closes the pages and lets the session go
    void drop();
    void signOut(bool everywhere);

    void grabWhenSettled();
    void finish(int status, const QString &line = {});
    [[nodiscard]] static int exitStatusFor(const Error &error);
    [[nodiscard]] Timings::Counts counts() const;

    CommandLine m_commandLine;
    Timings m_timings;
    settings::Settings m_settings;
    Translations m_translations;
    session::ProfileStore m_profiles;
    std::unique_ptr<secrets::SecretStore> m_keychain;
    std::unique_ptr<secrets::SecretStore> m_memory;
    DemoCluster m_demo;
    QPointer<session::ServerProbe> m_probe;
    std::unique_ptr<session::Session> m_pending; ///< being restored or signed in without the dialog
    std::unique_ptr<session::Session> m_leaving; ///< signed out, and perhaps still telling the server so
    Active m_active;
    std::unique_ptr<ui::MainWindow> m_window;
    QPointer<ui::SignInDialog> m_dialog;
    QList<Error> m_loadErrors;
    bool m_finished = false;
};

} // namespace sk::app
