#include "tokens.h"

#include "json_text.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace sk::demo {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// As Go prints a time.Duration of whole seconds.
std::string goDuration(std::int64_t seconds)
{
    const auto hours = seconds / 3600, minutes = seconds / 60 % 60;
    std::string text;
    if (hours)
        text += std::to_string(hours) + 'h';
    if (hours || minutes)
        text += std::to_string(minutes) + 'm';
    return text + std::to_string(seconds % 60) + 's';
}

} // namespace

std::string base64UrlEncode(std::string_view bytes)
{
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    for (const unsigned char byte : bytes) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += alphabet[(buffer >> bits) & 63];
        }
    }
    if (bits > 0)
        out += alphabet[(buffer << (6 - bits)) & 63];
    return out;
}

std::string base64Decode(std::string_view text)
{
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    for (char c : text) {
        if (c == '=')
            break;
        if (c == '+')
            c = '-';
        else if (c == '/')
            c = '_';
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return {};
        buffer = (buffer << 6) | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((buffer >> bits) & 255);
        }
    }
    return out;
}

Tokens::Tokens()
{
    unsigned char bytes[32];
    RAND_bytes(bytes, sizeof bytes);
    m_secret.assign(reinterpret_cast<const char *>(bytes), sizeof bytes);
}

std::string Tokens::sign(std::string_view text) const
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), m_secret.data(), static_cast<int>(m_secret.size()), reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest, &size);
    return base64UrlEncode({reinterpret_cast<const char *>(digest), size});
}

std::string Tokens::issue(const std::string &issuer, const std::string &user, const std::string &type, std::int64_t now, std::int64_t lifetime, const Json &extra)
{
    Json claims{{"iss", issuer}, {"sub", user}};
    if (lifetime > 0)
        claims["exp"] = now + lifetime;
    claims["iat"] = now;
    claims["token_type"] = type;
    claims["username"] = user;
    if (!extra.is_null())
        claims["extra"] = extra;
    const auto body = base64UrlEncode(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64UrlEncode(dumpJson(claims));
    auto token = body + '.' + sign(body);
    m_live.insert_or_assign(token, user);
    return token;
}

Tokens::Verdict Tokens::check(std::string_view token, std::int64_t now) const
{
    Verdict verdict;
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last) {
        verdict.error = "token contains an invalid number of segments";
        return verdict;
    }
    if (sign(token.substr(0, last)) != token.substr(last + 1)) {
        verdict.error = "signature is invalid";
        return verdict;
    }
    const auto claims = Json::parse(base64Decode(token.substr(first + 1, last - first - 1)), nullptr, false);
    if (!claims.is_object()) {
        verdict.error = "invalid character in the claims";
        return verdict;
    }
    verdict.claims = {claims.value("username", ""), claims.value("token_type", ""), claims.value("exp", std::int64_t(0))};
    if (verdict.claims.expires != 0 && verdict.claims.expires <= now) {
        verdict.expired = true;
        verdict.error = "jwt: token is expired by " + goDuration(now - verdict.claims.expires);
    } else if (!m_live.contains(token)) {
        verdict.error = "token not found in cache";
    }
    return verdict;
}

void Tokens::revoke(std::string_view token)
{
    if (const auto found = m_live.find(token); found != m_live.end())
        m_live.erase(found);
}

void Tokens::revokeUser(std::string_view user)
{
    std::erase_if(m_live, [user](const auto &entry) { return entry.second == user; });
}

} // namespace sk::demo
