#pragma once

#include "connectionwindow.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace sk::app {

/// What a support report is made from.
struct SupportFacts {
    const settings::Settings *settings = nullptr;
    const session::ProfileStore *profiles = nullptr;
    const secrets::SecretStore *keychain = nullptr;
    QList<const ConnectionScope *> connections; ///< what is signed in to
    QByteArray timings; ///< JSON
    QStringList log;
};

/// One text that a person can read before giving it away: versions, settings, timings, log. Holds no secret, and no name of an object, a user, a
/// server or a folder. English, because its readers are the developers.
[[nodiscard]] QString supportReport(const SupportFacts &facts);

} // namespace sk::app
