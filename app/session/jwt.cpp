#include "jwt.h"

#include <nlohmann/json.hpp>

namespace sk::session {

namespace {

using Json = nlohmann::json;

constexpr qsizetype longestToken = 64 * 1024;

QString text(const Json &claims, const char *name)
{
    const auto it = claims.find(name);
    return it != claims.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>()) : QString();
}

std::optional<std::int64_t> seconds(const Json &claims, const char *name)
{
    const auto it = claims.find(name);
    if (it == claims.end() || !it->is_number())
        return std::nullopt;
    const double value = it->get<double>(); // some issuers write 1.7e9
    if (!(value > 0) || value > 1e12)
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

} // namespace

std::optional<Claims> readClaims(const QByteArray &token)
{
    if (token.size() > longestToken || token.count('.') != 2)
        return std::nullopt;
    const qsizetype begin = token.indexOf('.') + 1;
    const auto payload = QByteArray::fromBase64Encoding(token.mid(begin, token.lastIndexOf('.') - begin),
                                                        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!payload)
        return std::nullopt;
    const Json json = Json::parse((*payload).constBegin(), (*payload).constEnd(), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    Claims claims;
    claims.user = text(json, "username");
    if (claims.user.isEmpty())
        claims.user = text(json, "sub");
    claims.issuedAt = seconds(json, "iat");
    claims.expiresAt = seconds(json, "exp");
    if (const auto extra = json.find("extra"); extra != json.end() && extra->is_object()) {
        if (const auto mark = extra->find("uninitialized"); mark != extra->end())
            claims.mustChangePassword = (mark->is_array() && !mark->empty()) || mark->is_string() || (mark->is_boolean() && mark->get<bool>());
    }
    return claims;
}

} // namespace sk::session
