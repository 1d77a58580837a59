#pragma once

#include <sk/net/apiclient.h>

#include "faketokens.h"
#include "scriptedserver.h"

#include <vector>

/// What the tests of the ApiClient have in common.
namespace sk::test {

inline net::ApiRequest get(const QByteArray &path)
{
    net::ApiRequest request;
    request.path = path;
    return request;
}

inline net::ApiRequest post(const QByteArray &path, const QByteArray &body)
{
    net::ApiRequest request = get(path);
    request.method = "POST";
    request.contentType = "application/x-www-form-urlencoded";
    request.body = body;
    return request;
}

/// Collects the answers of a test.
struct Answers : QObject {
    std::vector<Result<net::ApiReply>> all;
    net::ApiClient::Callback take()
    {
        return [this](const Result<net::ApiReply> &reply) { all.push_back(reply); };
    }
    [[nodiscard]] ErrorCode code(size_t i = 0) const { return all.at(i).ok() ? ErrorCode::None : all.at(i).error().code; }
};

/// A server that answers as the test says, a client that is signed in to it, and the answers. See `started` before anything is sent.
struct ApiPlace {
    explicit ApiPlace(ScriptedServer::Handler handler)
        : server(std::move(handler))
        , started(server.start())
        , client({server.url(), {}, {}, {}}, &tokens)
    {
    }
    void send(const net::ApiRequest &request) { client.send(request, &answers, answers.take()); }

    ScriptedServer server;
    const bool started;
    FakeTokens tokens;
    net::ApiClient client;
    Answers answers;
};

} // namespace sk::test
