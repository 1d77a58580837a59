#include "tokengrant.h"

#include <sk/core/secret.h>
#include <sk/net/errordecoder.h>

#include <nlohmann/json.hpp>

namespace sk::session {

namespace {

using Json = nlohmann::json;

net::ApiCall *grant(net::ApiClient &api, const QList<QPair<QString, QString>> &fields, QObject *context, net::ApiClient::Callback callback)
{
    net::ApiRequest request;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/oauth/token");
    request.contentType = QByteArrayLiteral("application/x-www-form-urlencoded");
    request.body = net::formBody(fields);
    request.authorization = net::ApiRequest::Authorization::None;
    request.maxBody = 1024 * 1024;
    request.secret = true;
    return api.send(request, context, std::move(callback));
}

Result<TokenPair> pairFrom(const Result<net::ApiReply> &reply)
{
    if (!reply.ok())
        return reply.error();
    Result<TokenPair> pair = parseTokenAnswer(reply->body);
    if (pair.ok())
        pair->serverTime = reply->serverTime;
    return pair;
}

} // namespace

Result<TokenPair> parseTokenAnswer(const QByteArray &body)
{
    Error bad;
    bad.code = ErrorCode::BadAnswer;
    if (net::looksLikeHtml(body)) {
        bad.code = ErrorCode::NotAnApi;
        bad.reason = QStringLiteral("HTML");
        return bad;
    }
    // The body is never quoted: it may hold a token.
    bad.message = QStringLiteral("the sign-in answer holds no token");
    Json json = Json::parse(body.constBegin(), body.constEnd(), nullptr, false);
    if (!json.is_object())
        return bad;
    const auto text = [&json](const char *name) {
        const auto it = json.find(name);
        if (it == json.end() || !it->is_string())
            return QByteArray();
        const QByteArray value = QByteArray::fromStdString(it->get_ref<const std::string &>());
        wipe(it->get_ref<std::string &>());
        return value;
    };
    TokenPair pair;
    pair.access = text("access_token");
    pair.refresh = text("refresh_token");
    // A token goes into a header line: a line break in it would make a second one.
    const auto clean = [](const QByteArray &token) {
        return std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
    };
    if (pair.access.isEmpty() || !clean(pair.access) || !clean(pair.refresh))
        return bad;
    if (const auto it = json.find("expires_in"); it != json.end() && it->is_number()) {
        const auto seconds = static_cast<std::int64_t>(it->get<double>());
        if (seconds > 0)
            pair.expiresIn = seconds;
    }
    return pair;
}

net::ApiCall *passwordGrant(net::ApiClient &api, const OAuthClient &client, const QString &user, const QString &password, QObject *context, GrantAnswer answer)
{
    const QList<QPair<QString, QString>> fields{
        {QStringLiteral("grant_type"), QStringLiteral("password")}, {QStringLiteral("username"), user},
        {QStringLiteral("password"), password},                     {QStringLiteral("client_id"), client.id},
        {QStringLiteral("client_secret"), client.secret},
    };
    return grant(api, fields, context, [answer = std::move(answer)](const Result<net::ApiReply> &reply) {
        Result<TokenPair> pair = pairFrom(reply);
        if (!pair.ok() && pair.error().httpStatus == 429) {
            Error error = pair.error();
            error.code = ErrorCode::AccountLocked; // whatever its body says
            answer(error);
            return;
        }
        answer(pair);
    });
}

net::ApiCall *refreshGrant(net::ApiClient &api, const OAuthClient &client, const QByteArray &refreshToken, QObject *context, GrantAnswer answer)
{
    const QList<QPair<QString, QString>> fields{
        {QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
        {QStringLiteral("refresh_token"), QString::fromLatin1(refreshToken)},
        {QStringLiteral("client_id"), client.id},
        {QStringLiteral("client_secret"), client.secret},
    };
    return grant(api, fields, context, [answer = std::move(answer)](const Result<net::ApiReply> &reply) {
        Result<TokenPair> pair = pairFrom(reply);
        if (!pair.ok() && pair.error().code == ErrorCode::WrongCredentials) {
            Error error = pair.error();
            error.code = ErrorCode::SessionExpired;
            answer(error);
            return;
        }
        answer(pair);
    });
}

bool refusesSession(const Error &refreshError)
{
    switch (refreshError.code) {
    case ErrorCode::SessionExpired:
    case ErrorCode::WrongCredentials:
    case ErrorCode::AccountDisabled:
    case ErrorCode::InvalidClient:
    case ErrorCode::UnsupportedGrant:
    case ErrorCode::Unauthorized:
        return true;
    case ErrorCode::Invalid:
        // A 400 of the server's own; a gateway's bare 4xx text is not its judgement.
        return refreshError.httpStatus == 400 && !refreshError.reason.isEmpty();
    default:
        return false;
    }
}

} // namespace sk::session
