#pragma once

#include "connectionscope.h"
#include "democluster.h"

#include <sk/core/backoff.h>
#include <sk/secrets/secretstore.h>
#include <sk/session/connectionaddress.h>
#include <sk/session/profilestore.h>
#include <sk/session/serverprobe.h>
#include <sk/settings/settings.h>
#include <sk/window/mainwindow.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace sk::ui {
class SignInDialog;
}

namespace sk::app {

/// What all windows of the program use together. Outlives them.
struct Services {
    settings::Settings *settings = nullptr;
    session::ProfileStore *profiles = nullptr;
    secrets::SecretStore *keychain = nullptr;
    secrets::SecretStore *memory = nullptr;
    DemoCluster *demo = nullptr;
    QObject *leaving = nullptr; ///< owns sessions that are signed out and still tell the server so
};

/// One window of the program and the way to what it shows: the session of last time, the sign-in dialog, the connection itself.
/// A window shows one connection; several windows may show the same. Main thread.
class ConnectionWindow : public QObject {
    Q_OBJECT

public:
    explicit ConnectionWindow(Services services, QObject *parent = nullptr);
    ~ConnectionWindow() override;

    [[nodiscard]] ui::MainWindow &window() const { return *m_window; }
    [[nodiscard]] const std::shared_ptr<ConnectionScope> &connection() const { return m_connection; } ///< null: none
    /// The profile that it shows, or is on the way to; empty: none.
    [[nodiscard]] QString profileId() const { return m_connection ? m_connection->session().profile().id : m_wanted; }

    /// Shows a connection, begun with the page `first`; the one before is let go.
    void show(std::shared_ptr<ConnectionScope> connection, const std::optional<ui::PageAddress> &first = {});
    /// Takes up what the keychain holds for the profile. A server that cannot be reached is tried again and again, and the window says so;
    /// only what needs the user opens the sign-in dialog.
    void restore(const session::Profile &profile);
    /// While restore() waits for a server: tries at once. To be called on wake-up and on a change of network too.
    void retryRestore();
    using Failure = std::function<void(const Error &)>;
    /// Signs in without the dialog; `fail` says why not.
    void signIn(const net::ServerAddress &address, const session::Profile &profile, const QString &user, const QString &password, Failure fail);
    void openSignIn(const QString &profileId = {}, const Error &error = {});
    void openSignInAt(const QUrl &server); ///< for a new connection there; the user has agreed that it is contacted

signals:
    /// A session of its own is signed in, for this window or, when it shows one already, for another. The receiver answers with show().
    void signedIn(std::shared_ptr<sk::app::ConnectionScope> connection, bool elsewhere);
    void signedOut(const QString &profileId);
    void newWindowRequested(); ///< another window on the same connection
    void closed(); ///< by its user

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tryRestore();
    void restoreFailed(const Error &error);
    void restoreWith(const session::Profile &profile, const session::ConnectionSecrets &secrets);
    void openDialog(bool elsewhere);
    void probe(const net::ServerAddress &address, const session::Profile &profile, secrets::SecretStore *store,
               std::function<void(std::unique_ptr<session::Session>)> next, Failure fail);
    void ready(std::unique_ptr<session::Session> session, bool elsewhere);
    void letGo();

    Services m_services;
    std::unique_ptr<ui::MainWindow> m_window;
    QPointer<ui::SignInDialog> m_dialog;
    bool m_dialogElsewhere = false; ///< what the dialog signs in to goes to a window of its own
    QPointer<session::ServerProbe> m_probe;
    std::unique_ptr<session::Session> m_pending; ///< being restored or signed in without the dialog
    std::shared_ptr<ConnectionScope> m_connection;
    std::optional<session::Profile> m_restoring;
    Error m_restoreTrouble; ///< why the last try did not do
    Backoff m_restorePause;
    QTimer m_restoreTimer; ///< until the next try
    QString m_wanted; ///< the profile that restore() was for
};

} // namespace sk::app
