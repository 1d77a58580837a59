#pragma once

#include "serveraddress.h"

#include <QNetworkProxy>

namespace sk::net {

/// Through what `url` is reached. The system's proxy is never used for a loopback; one that the user entered always is.
[[nodiscard]] QNetworkProxy proxyFor(const ProxySettings &settings, const QUrl &url);

} // namespace sk::net
