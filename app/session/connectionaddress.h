#pragma once

#include "profile.h"

#include <sk/secrets/secretstore.h>

#include <functional>

namespace sk::session {

/// What a connection needs besides the session's tokens, each in an entry of its own in the keychain. In memory only.
struct ConnectionSecrets {
    QString proxyPassword;
    QString keyPassphrase; ///< of the client certificate's key

    friend bool operator==(const ConnectionSecrets &, const ConnectionSecrets &) = default;
};

/// All that a profile says about where a server is and whom to trust. Reads the files that it names, so the errors are those of
/// net::parseServerInput(), of loadClientIdentity() and FileUnreadable.
[[nodiscard]] Result<net::ServerAddress> addressOf(const Profile &profile, const ConnectionSecrets &secrets = {});

/// True when there is something to look for in the keychain.
[[nodiscard]] bool needsSecrets(const Profile &profile);
/// Asks the store only for what the profile needs and nobody typed. What is not there stays empty: then the proxy or the key says so. What cannot be read now is an
/// error, never nothing, unless the key opens without a passphrase. The answer comes once, later, and not after `context` died.
void readSecrets(secrets::SecretStore *store, const Profile &profile, const ConnectionSecrets &typed, QObject *context,
                 std::function<void(const Result<ConnectionSecrets> &)> answer);
/// Keeps what is not empty, and forgets what the profile no longer needs.
void writeSecrets(secrets::SecretStore *store, const Profile &profile, const ConnectionSecrets &secrets);
/// What of the typed secrets is still for the same proxy and the same key, when a connection was edited; nothing, when it leads to another server now.
[[nodiscard]] ConnectionSecrets stillMeant(const ConnectionSecrets &typed, const Profile &before, const Profile &now);
/// Forgets in the store what was for another proxy or another key: the one that is named now never gets it.
void forgetUnmeant(secrets::SecretStore *store, const Profile &before, const Profile &now);
/// The session alone: the profile leads to another server now.
void forgetTokens(secrets::SecretStore *store, const QString &profileId);
/// Whether two addresses, as they are typed, are of one server by scheme, host and port.
[[nodiscard]] bool sameServer(const QString &one, const QString &other);
/// Everything of a deleted profile: session, proxy and key.
void forgetSecrets(secrets::SecretStore *store, const QString &profileId);

} // namespace sk::session
