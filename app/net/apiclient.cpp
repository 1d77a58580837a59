#include "apiclient.h"

#include "apicall_p.h"

namespace sk::net {

struct ApiClient::Private {
    explicit Private(ServerAddress address)
        : shared(std::make_unique<RunningCall::Shared>(std::move(address)))
    {
    }
    std::unique_ptr<RunningCall::Shared> shared;
    std::vector<std::unique_ptr<RunningCall::Shared>> retired; ///< of an earlier trust; calls that end still refer to them
};

ApiClient::ApiClient(ServerAddress address, TokenSource *tokens, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(address)))
{
    d->shared->tokens = tokens;
    d->shared->untrusted = [this](const Error &error) { emit untrusted(error); };
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
    return new RunningCall(*d->shared, request, context, std::move(callback), this);
}

void ApiClient::dropConnections()
{
    d->shared->manager.clearConnectionCache();
}

void ApiClient::endCalls(const Error &why)
{
    for (RunningCall *call : findChildren<RunningCall *>(QString(), Qt::FindDirectChildrenOnly))
        call->abandon(why);
    dropConnections();
}

void ApiClient::setTrust(const ServerAddress &address)
{
    auto fresh = std::make_unique<RunningCall::Shared>(address);
    fresh->tokens = d->shared->tokens;
    fresh->untrusted = d->shared->untrusted;
    fresh->counters = d->shared->counters;
    fresh->lastId = d->shared->lastId;
    endCalls(trustChangedError());
    d->retired.push_back(std::exchange(d->shared, std::move(fresh)));
}

const ServerAddress &ApiClient::address() const
{
    return d->shared->address;
}

TrafficCounters ApiClient::counters() const
{
    return d->shared->counters;
}

} // namespace sk::net
