#pragma once

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
    QString apiDomain; ///< empty: found by probing (real servers: "kubesphere.io")
    QString clientId; ///< empty: found by probing
    QString clientSecret; ///< the documented public client's, not a user's secret; empty: same as clientId
    QString caFile; ///< PEM; empty: the system's CAs alone
    bool keepSignedIn = true;
    bool demo = false; ///< the built-in cluster

    friend bool operator==(const Profile &, const Profile &) = default;
};

} // namespace sk::session
