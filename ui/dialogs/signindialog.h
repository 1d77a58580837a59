#pragma once

#include <sk/session/profilestore.h>
#include <sk/session/serverprobe.h>
#include <sk/session/session.h>
#include <sk/settings/settings.h>

#include <QDialog>

#include <functional>
#include <memory>

namespace sk::ui {

/// Saved connections on the left, server, user and password on the right. Shows at once, probes while the user types on, can be
/// cancelled at any moment. Makes a signed-in Session; never runs an event loop of its own (open(), not exec()).
class SignInDialog : public QDialog {
    Q_OBJECT

public:
    struct Services {
        session::ProfileStore *profiles = nullptr;
        settings::Settings *settings = nullptr;
        secrets::SecretStore *keychain = nullptr; ///< the persistent one
        secrets::SecretStore *memory = nullptr; ///< used without *Keep me signed in*, or when the keychain cannot be used
        const Clock *clock = nullptr;
        /// Starts the built-in cluster, off the UI thread, and answers with its address.
        std::function<void(QObject *context, std::function<void(const Result<net::ServerAddress> &)>)> startDemo;
        /// Whether the keychain can be used.
        std::function<void(QObject *context, std::function<void(const Error &)>)> probeKeychain
            = [](QObject *context, std::function<void(const Error &)> answer) { secrets::probeKeychain(context, std::move(answer)); };
    };
    explicit SignInDialog(Services services, QWidget *parent = nullptr);
    ~SignInDialog() override;

    void selectProfile(const QString &id);
    /// Begins a new connection to `server`; the user has agreed that it is contacted.
    void startNew(const QString &server);
    /// Begins with a session that was refused: user and server are filled in, the reason is shown.
    void showError(const Error &error);

signals:
    /// Signed in; the receiver takes ownership. The dialog closes itself afterwards.
    void signedIn(sk::session::Session *session);

public slots:
    void done(int result) override; ///< ends what is under way, too

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::ui
