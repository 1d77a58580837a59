#pragma once

#include "commandline.h"

#include <sk/core/result.h>
#include <sk/net/serveraddress.h>

#include <QObject>

#include <functional>
#include <memory>

namespace sk::demo {
class Cluster;
}

namespace sk::app {

/// The built-in cluster, started on first use, on a loopback port of this process. Main thread.
class DemoCluster : public QObject {
    Q_OBJECT

public:
    explicit DemoCluster(DemoOptions options, QObject *parent = nullptr);
    ~DemoCluster() override; ///< stops it; waits for a start under way

    using Answer = std::function<void(const Result<net::ServerAddress> &)>;
    /// Starts it off the main thread, if it does not run yet, and answers later, unless `context` died.
    void start(QObject *context, Answer answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Who signs in to the built-in cluster; not a secret, it opens nothing else.
[[nodiscard]] QString demoUser();
[[nodiscard]] QString demoPassword();

} // namespace sk::app
