#pragma once

#include <sk/session/profile.h>

namespace sk::test {

/// A connection with something in every section of its settings.
inline session::Profile exampleProfile()
{
    session::Profile profile;
    profile.id = QStringLiteral("p");
    profile.name = QStringLiteral("production-eu");
    profile.server = QStringLiteral("https://10.0.3.1:31407/clusters/eu");
    profile.user = QStringLiteral("operator");
    profile.environment = session::Environment::Production;
    profile.colour = QStringLiteral("#9333ea");
    profile.defaultNamespace = QStringLiteral("shop");
    profile.startPage = QStringLiteral("pods");
    profile.readOnly = true;
    profile.clientId = QStringLiteral("kubesphere");
    profile.pin.keySha256 = QByteArray(32, 'k');
    profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy.example"), 3128, QStringLiteral("anna"), {}};
    return profile;
}

} // namespace sk::test
