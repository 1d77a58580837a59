#include "streamclient.h"

#include "streams_p.h"

namespace sk::net {

struct StreamClient::Private {
    Private(ServerAddress address, TokenSource *tokens)
        : shared(std::move(address), tokens)
    {
    }
    StreamShared shared;
};

StreamClient::StreamClient(ServerAddress address, TokenSource *tokens, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(address), tokens))
{
    connect(&d->shared, &StreamShared::untrusted, this, &StreamClient::untrusted);
}

StreamClient::~StreamClient() = default; // the shared part's destroyed() ends the streams

std::unique_ptr<LineStream> StreamClient::open(const ApiRequest &request, LineStream::Transport transport)
{
    if (transport == LineStream::Transport::WebSocket)
        return std::make_unique<WebSocketStream>(&d->shared, request);
    return std::make_unique<ChunkedStream>(&d->shared, request);
}

void StreamClient::dropConnections()
{
    d->shared.pool.dropConnections();
}

void StreamClient::endStreams(const Error &why)
{
    emit d->shared.over(why);
    dropConnections();
}

void StreamClient::setTrust(const ServerAddress &address)
{
    endStreams(trustChangedError()); // each lets go of its place in the pool
    d->shared.address = address;
    d->shared.policy = NetworkPolicy(address);
    d->shared.pool = {};
}

} // namespace sk::net
