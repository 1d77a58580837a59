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
/// Asks the store only for what the profile needs. What is not there, or cannot be read now, stays empty: then the server, the proxy or the key
/// says so. The answer comes once, later, and not after `context` died.
void readSecrets(secrets::SecretStore *store, const Profile &profile, QObject *context, std::function<void(const ConnectionSecrets &)> answer);
/// Keeps what is not empty, and forgets what the profile no longer needs.
void writeSecrets(secrets::SecretStore *store, const Profile &profile, const ConnectionSecrets &secrets);
/// Everything of a deleted profile: session, proxy and key.
void forgetSecrets(secrets::SecretStore *store, const QString &profileId);

} // namespace sk::session
