#include "logging.h"

namespace sk {

Q_LOGGING_CATEGORY(lcCore, "sk.core", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSettings, "sk.settings", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSecrets, "sk.secrets", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "sk.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "sk.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKube, "sk.kube", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "sk.ui", QtInfoMsg)

} // namespace sk
