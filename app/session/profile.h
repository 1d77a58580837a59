#pragma once

#include <sk/net/serveraddress.h>

#include <QString>
#include <QStringList>

namespace sk::session {

/// What kind of environment a connection leads to; decides the colour along the window's edge.
enum class Environment { Unmarked, Development, Test, Production };

/// A saved connection. Holds no secret.
struct Profile {
    QString id; ///< a UUID; also the key of its keychain entry
    QString name;
    QString server; ///< as resolved: an absolute URL; empty for the demo cluster
    QString user;
    Environment environment = Environment::Unmarked;
    QString colour; ///< "#rrggbb" along the window's edge; empty: the environment's own
    QString defaultNamespace; ///< empty: all
    QString startPage; ///< the path of an sk:// address ("pods", "deployments"); empty: nodes
    bool readOnly = false; ///< nothing that writes is offered
    QString apiDomain; ///< empty: found by probing (real servers: "kubesphere.io")
    QString clientId; ///< empty: found by probing
    QString clientSecret; ///< the documented public client's, not a user's secret; empty: same as clientId
    QString caFile; ///< PEM; empty: the system's CAs alone
    QByteArray importedCas; ///< PEM, taken over from a server's chain by the user
    net::TrustPin pin{}; ///< see net::ServerAddress
    QByteArray pinnedCertificate; ///< PEM, as it was when the pin was made: to be shown beside another one
    QString clientCertificateFile; ///< PEM, or PKCS#12 with its key; empty: none
    QString clientKeyFile; ///< PEM; empty: in the certificate's file
    net::ProxySettings proxy{.kind = net::ProxySettings::Kind::System, .host = {}, .port = 0, .user = {}, .password = {}}; ///< without password
    bool keepSignedIn = true;
    bool demo = false; ///< the built-in cluster
    int lockAfterMinutes = 0; ///< without a key or the mouse in any window of the program; 0: never
    bool lockWithScreen = false; ///< when the desktop locks the screen

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// What a connection lets its user do that changes the cluster. Whoever offers a write asks this first.
enum class WriteRule {
    Allowed,
    Ask, ///< production: say what will change where, and let it be confirmed
    Forbidden, ///< read only: not offered at all
};

[[nodiscard]] inline WriteRule writeRule(const Profile &profile)
{
    if (profile.readOnly)
        return WriteRule::Forbidden;
    return profile.environment == Environment::Production ? WriteRule::Ask : WriteRule::Allowed;
}

} // namespace sk::session
