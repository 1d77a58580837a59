#include "errordecoder.h"

#include <nlohmann/json.hpp>

#include <QLatin1String>

namespace sk::net {

namespace {

using Json = nlohmann::json;

constexpr qsizetype longestParsed = 1024 * 1024; ///< no server's error is longer; a parse of more would only cost
constexpr qsizetype longestMessage = 2000; ///< characters that are worth showing

QString cut(QString text)
{
    text = text.trimmed();
    if (text.size() > longestMessage)
        text = text.left(longestMessage) + QChar(0x2026);
    return text;
}

QString unescapeHtml(QString text)
{
    text.replace(QLatin1String("&lt;"), QLatin1String("<"));
    text.replace(QLatin1String("&gt;"), QLatin1String(">"));
    text.replace(QLatin1String("&#34;"), QLatin1String("\""));
    text.replace(QLatin1String("&quot;"), QLatin1String("\""));
    text.replace(QLatin1String("&#39;"), QLatin1String("'"));
    text.replace(QLatin1String("&amp;"), QLatin1String("&")); // last, or "&amp;lt;" would be unescaped twice
    return text;
}

QString stringAt(const Json &object, const char *key)
{
    const auto it = object.find(key);
    if (it == object.end() || !it->is_string())
        return {};
    const auto &text = it->get_ref<const std::string &>();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400:
    case 422: return ErrorCode::Invalid;
    case 401: return ErrorCode::Unauthorized;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 407: return ErrorCode::ProxyRefused;
    case 408: return ErrorCode::TimedOut;
    case 409: return ErrorCode::Conflict;
    case 410: return ErrorCode::Gone;
    case 429: return ErrorCode::TooManyRequests;
    case 502:
    case 503: return ErrorCode::Unavailable;
    case 504: return ErrorCode::TimedOut;
    default: break;
    }
    if (status >= 300 && status < 400)
        return ErrorCode::Redirected;
    if (status >= 400 && status < 500)
        return ErrorCode::Invalid;
    return ErrorCode::ServerError;
}

/// A `metav1.Status`. True when it was one.
bool fromStatus(const Json &object, Error &error)
{
    const bool named = stringAt(object, "kind") == QLatin1String("Status");
    const auto code = object.find("code");
    const bool numbered = code != object.end() && code->is_number_integer();
    if (!named && !(numbered && object.contains("message")))
        return false;
    error.message = cut(stringAt(object, "message"));
    error.reason = stringAt(object, "reason");
    if (numbered) {
        const auto said = code->get<std::int64_t>();
        if (said >= 400 && said < 600)
            error.code = codeOfStatus(static_cast<int>(said));
    }
    if (error.reason == QLatin1String("Expired") || error.reason == QLatin1String("Gone"))
        error.code = ErrorCode::Gone;
    if (error.code == ErrorCode::Gone) {
        // A list whose continue token expired may go on from the same place at a later moment with the token given here.
        if (const auto metadata = object.find("metadata"); metadata != object.end() && metadata->is_object())
            error.detail = stringAt(*metadata, "continue");
    }
    const auto details = object.find("details");
    if (details != object.end() && details->is_object()) {
        const auto seconds = details->find("retryAfterSeconds");
        if (seconds != details->end() && seconds->is_number_integer() && seconds->get<std::int64_t>() > 0)
            error.retryAfter = std::chrono::seconds(seconds->get<std::int64_t>());
    }
    return true;
}

/// RFC 6749 section 5.2 with the server's own habits (api-contract 1.4). Only the description tells a wrong password from a disabled account.
void fromOauth(const Json &object, Error &error)
{
    error.reason = stringAt(object, "error");
    error.message = cut(stringAt(object, "error_description"));
    if (error.reason == QLatin1String("invalid_client") || error.reason == QLatin1String("unauthorized_client")) {
        error.code = ErrorCode::InvalidClient;
    } else if (error.reason == QLatin1String("unsupported_grant_type")) {
        error.code = ErrorCode::UnsupportedGrant;
    } else if (error.reason == QLatin1String("invalid_grant")) {
        if (error.httpStatus == 429)
            error.code = ErrorCode::AccountLocked;
        else if (error.message.contains(QLatin1String("not active"), Qt::CaseInsensitive) || error.message.contains(QLatin1String("suspended"), Qt::CaseInsensitive))
            error.code = ErrorCode::AccountDisabled;
        else
            error.code = ErrorCode::WrongCredentials;
    } else if (error.reason == QLatin1String("login_required")) {
        error.code = ErrorCode::Unauthorized;
    } else if (error.reason == QLatin1String("server_error") || error.reason == QLatin1String("temporarily_unavailable")) {
        error.code = codeOfStatus(error.httpStatus >= 500 ? error.httpStatus : 500);
    }
}

} // namespace

bool looksLikeHtml(const QByteArray &body)
{
    qsizetype at = body.startsWith("\xef\xbb\xbf") ? 3 : 0;
    while (at < body.size() && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n'))
        ++at;
    return at < body.size() && body[at] == '<';
}

Error decodeError(int httpStatus, const QByteArray &body)
{
    Error error;
    error.httpStatus = httpStatus;
    error.code = codeOfStatus(httpStatus);

    if (looksLikeHtml(body)) {
        // A gateway's 502 page in front of a real API is trouble that passes; any other page says that this is not the API.
        if (httpStatus < 500)
            error.code = ErrorCode::NotAnApi;
        error.reason = QStringLiteral("HTML");
        return error;
    }

    if (!body.isEmpty() && body.size() <= longestParsed) {
        const Json json = Json::parse(body.constBegin(), body.constEnd(), nullptr, false);
        if (json.is_string()) {
            const auto &text = json.get_ref<const std::string &>();
            error.message = cut(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
            return error;
        }
        if (json.is_object()) {
            const auto inner = json.find("ErrStatus");
            if (inner != json.end() && inner->is_object()) {
                if (!fromStatus(*inner, error))
                    error.message = cut(stringAt(*inner, "message"));
            } else if (fromStatus(json, error)) {
                // Done there.
            } else if (json.contains("error") && json.at("error").is_string()) {
                fromOauth(json, error);
            } else {
                error.message = cut(stringAt(json, "message"));
                if (error.message.isEmpty() && !json.empty())
                    error.message = cut(QString::fromUtf8(body));
            }
            return error;
        }
    }

    error.message = cut(unescapeHtml(QString::fromUtf8(body.left(longestMessage * 6))));
    // v3 answers 500 with a text for an object that is not there (api-contract 3.6, "Seen live").
    if (httpStatus == 500 && error.message.endsWith(QLatin1String("not found")))
        error.code = ErrorCode::NotFound;
    return error;
}

} // namespace sk::net
