#pragma once

#include <QByteArray>

#include <optional>

namespace sk::test {

/// A token as the server makes them; the signature is made up, since nobody here checks it.
inline QByteArray jwt(const QByteArray &user, std::optional<qint64> issuedAt, std::optional<qint64> expiresAt, const QByteArray &mark = {}, const QByteArray &extra = {})
{
    QByteArray claims = "{\"iss\":\"kubesphere\",\"sub\":\"" + user + "\",\"username\":\"" + user + "\",\"mark\":\"" + mark + '"';
    if (issuedAt)
        claims += ",\"iat\":" + QByteArray::number(*issuedAt);
    if (expiresAt)
        claims += ",\"exp\":" + QByteArray::number(*expiresAt);
    if (!extra.isEmpty())
        claims += ",\"extra\":" + extra;
    claims += '}';
    const auto part = [](const QByteArray &text) { return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    return part(R"({"alg":"HS256","typ":"JWT"})") + '.' + part(claims) + ".c2lnbmF0dXJl";
}

/// What /oauth/token answers.
inline QByteArray tokenAnswer(const QByteArray &access, const QByteArray &refresh, qint64 expiresIn = 0)
{
    QByteArray body = "{\n \"access_token\": \"" + access + "\",\n \"token_type\": \"Bearer\",\n \"refresh_token\": \"" + refresh + '"';
    if (expiresIn > 0)
        body += ",\n \"expires_in\": " + QByteArray::number(expiresIn);
    return body + "\n}";
}

} // namespace sk::test
