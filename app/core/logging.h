#pragma once

#include <QLoggingCategory>

/// Logging categories, one per layer. Lines are English, one per fact, and never hold a token, a password, a body of
/// `/oauth/token` or a query string. Turned on with QT_LOGGING_RULES, e.g. "sk.net.debug=true".
namespace sk {

Q_DECLARE_LOGGING_CATEGORY(lcCore)
Q_DECLARE_LOGGING_CATEGORY(lcSettings)
Q_DECLARE_LOGGING_CATEGORY(lcSecrets)
Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcKube)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace sk
