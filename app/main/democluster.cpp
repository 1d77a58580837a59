#include "democluster.h"

#include <sk/core/logging.h>
#include <sk/server/cluster.h>

#include <QPointer>
#include <QThread>
#include <QUrl>

#include <optional>
#include <string>

#include <utility>
#include <vector>

namespace sk::app {

struct DemoCluster::Private {
    explicit Private(const DemoOptions &options)
        : cluster(clusterOptions(options))
    {
    }
    static demo::ClusterOptions clusterOptions(const DemoOptions &options)
    {
        demo::ClusterOptions result;
        result.world.nodes = options.nodes;
        result.world.pods = options.pods;
        result.world.eventsPerSecond = options.eventsPerSecond;
        return result;
    }
    [[nodiscard]] Result<net::ServerAddress> address() const
    {
        if (failure)
            return Error{.code = ErrorCode::Internal, .message = QString::fromStdString(*failure)};
        net::ServerAddress result;
        result.base = QUrl(QString::fromStdString(cluster.url()));
        return result;
    }

    demo::Cluster cluster;
    std::optional<std::string> failure;
    QThread *starter = nullptr;
    bool started = false;
    std::vector<std::pair<QPointer<QObject>, Answer>> waiting;
};

DemoCluster::DemoCluster(DemoOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options))
{
}

DemoCluster::~DemoCluster()
{
    if (d->starter)
        d->starter->wait();
}

void DemoCluster::start(QObject *context, Answer answer)
{
    d->waiting.emplace_back(context, std::move(answer));
    const auto answerAll = [this] {
        const auto waiting = std::exchange(d->waiting, {});
        const Result<net::ServerAddress> address = d->address();
        for (const auto &[who, what] : waiting) {
            if (who)
                what(address);
        }
    };
    if (d->started) {
        QMetaObject::invokeMethod(this, answerAll, Qt::QueuedConnection);
        return;
    }
    if (d->starter)
        return;
    // Building a large world takes a second or more, which a window must not wait for.
    d->starter = QThread::create([this] { d->failure = d->cluster.start(); });
    d->starter->setParent(this);
    connect(d->starter, &QThread::finished, this, [this, answerAll] {
        d->starter->deleteLater();
        d->starter = nullptr;
        d->started = !d->failure;
        qCInfo(lcCore) << "built-in cluster" << (d->started ? "started" : "did not start");
        answerAll();
    });
    d->starter->start();
}

QString demoUser()
{
    return QStringLiteral("admin");
}

QString demoPassword()
{
    return QStringLiteral("P@88w0rd");
}

} // namespace sk::app
