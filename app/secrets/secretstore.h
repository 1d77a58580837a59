#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace sk::secrets {

/// Keeps small secrets by key. All answers come once, later, on the main thread, and not after `context` died.
class SecretStore : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    using ReadAnswer = std::function<void(const Result<std::optional<QByteArray>> &secret)>; ///< nothing stored is success without data
    using WriteAnswer = std::function<void(const Result<bool> &done)>;

    virtual void read(const QString &key, QObject *context, ReadAnswer answer) = 0;
    virtual void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) = 0;
    virtual void remove(const QString &key, QObject *context, WriteAnswer answer) = 0;

    /// Survives the end of the program.
    [[nodiscard]] virtual bool persistent() const = 0;
    /// What a user would call it: "GNOME Keyring", "Windows Credential Manager", "memory of this program".
    [[nodiscard]] virtual QString displayName() const = 0;
};

/// Secrets in this process only.
[[nodiscard]] std::unique_ptr<SecretStore> makeMemoryStore();

/// The operating system's keychain through QtKeychain, binary entries of the service `service`. Never an insecure fallback.
/// One job at a time; a job of the library is never deleted while it runs.
[[nodiscard]] std::unique_ptr<SecretStore> makeKeychainStore(const QString &service);

/// What the keychain of this system is reached through, for --version and bug reports: "Secret Service, QtKeychain 0.13.2". English.
[[nodiscard]] QString keychainBackend();

/// Asks the system, without changing anything, whether the keychain can be used at all: on Linux whether a session bus with a secret service
/// (running or startable) is there. Answers within the bus's time-out; never blocks the window.
/// Inside a Flatpak, which `sandboxInfo` tells, nobody's keyring is to be seen: libsecret keeps a file of its own there, whose key it has from the
/// desktop's portal, so it is the portal that is asked for.
void probeKeychain(QObject *context, std::function<void(const Error &)> answer, const QString &sandboxInfo = QStringLiteral("/.flatpak-info"));

} // namespace sk::secrets
