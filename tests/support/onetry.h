#pragma once

#include "faketokens.h"
#include "scriptedserver.h"

#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include <QtTest>

#include <optional>

namespace sk::test {

/// The ways in which a server is spoken to.
enum class Way { Request, Chunked, WebSocket };
inline const char *nameOf(Way way)
{
    return way == Way::Request ? "request" : way == Way::Chunked ? "chunked watch" : "websocket";
}

/// What one try on a fresh client ends in; None: the server accepted it.
inline Error tryOnce(const net::ServerAddress &address, Way way)
{
    constexpr int patience = 10'000;
    FakeTokens tokens;
    net::ApiRequest request;
    request.path = "/w";
    std::optional<Error> end;
    QObject context;
    if (way == Way::Request) {
        net::ApiClient client(address, &tokens);
        client.send(request, &context, [&end](const Result<net::ApiReply> &reply) { end = reply.ok() ? Error{} : reply.error(); });
        (void)QTest::qWaitFor([&end] { return end.has_value(); }, patience);
        return end.value_or(Error{.code = ErrorCode::Internal});
    }
    net::StreamClient client(address, &tokens);
    const auto stream = client.open(request, way == Way::Chunked ? net::LineStream::Transport::Chunked : net::LineStream::Transport::WebSocket);
    QObject::connect(stream.get(), &net::LineStream::finished, &context, [&end](const Error &error) { end = error; });
    QObject::connect(stream.get(), &net::LineStream::opened, &context, [&end] { end = Error{}; });
    (void)QTest::qWaitFor([&end] { return end.has_value(); }, patience);
    return end.value_or(Error{.code = ErrorCode::Internal});
}

/// A server that is content with everything.
inline void answerAll(const std::shared_ptr<Exchange> &exchange)
{
    if (!exchange->request.header("Sec-WebSocket-Key").isNull())
        exchange->acceptWebSocket();
    else
        exchange->reply(200, "{}");
}

} // namespace sk::test
