#pragma once

#include <QString>

namespace sk::kube {

/// What of the platform shapes the requests.
struct PlatformInfo {
    int major = 3; ///< 3 or 4
    QString apiDomain = QStringLiteral("kubesphere.io");
};

} // namespace sk::kube
