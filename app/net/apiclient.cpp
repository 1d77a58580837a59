#include "apiclient.h"

#include "apicall_p.h"

namespace sk::net {

struct ApiClient::Private {
    explicit Private(ServerAddress address)
        : shared(std::move(address))
    {
    }
    RunningCall::Shared shared;
};

ApiClient::ApiClient(ServerAddress address, TokenSource *tokens, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(address)))
{
    d->shared.tokens = tokens;
}

ApiClient::~ApiClient()
{
    // The calls first: they hold replies of the manager, which goes with `d`.
    const auto calls = findChildren<RunningCall *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(calls);
}

ApiCall *ApiClient::send(const ApiRequest &request, QObject *context, Callback callback)
{
    Q_ASSERT(context);
    return new RunningCall(d->shared, request, context, std::move(callback), this);
}

void ApiClient::dropConnections()
{
    d->shared.manager.clearConnectionCache();
}

const ServerAddress &ApiClient::address() const
{
    return d->shared.address;
}

TrafficCounters ApiClient::counters() const
{
    return d->shared.counters;
}

} // namespace sk::net
