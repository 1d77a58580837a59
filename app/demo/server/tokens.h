#pragma once

#include <sk/world/world.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sk::demo {

[[nodiscard]] std::string base64UrlEncode(std::string_view bytes);
/// Empty for text that is no base64; padding is optional, both alphabets are understood.
[[nodiscard]] std::string base64Decode(std::string_view text);

/// Issues and checks the JSON Web Tokens (HS256, claims of contract 1.8) and remembers which are live, in memory only.
class Tokens {
public:
    struct Claims {
        std::string user;
        std::string type; ///< "access_token" or "refresh_token"
        std::int64_t expires = 0; ///< seconds; 0: never
    };
    struct Verdict {
        Claims claims;
        std::string error; ///< the server's own words; empty when good
        bool expired = false;
    };

    Tokens();

    /// `extra` is the claim of that name; null: left out.
    std::string issue(const std::string &issuer, const std::string &user, const std::string &type, std::int64_t now, std::int64_t lifetime, const Json &extra);
    [[nodiscard]] Verdict check(std::string_view token, std::int64_t now) const;
    void revoke(std::string_view token);
    void revokeUser(std::string_view user);
    void clear() { m_live.clear(); }

private:
    [[nodiscard]] std::string sign(std::string_view text) const;
    std::string m_secret;
    std::map<std::string, std::string, std::less<>> m_live; ///< token → user
};

} // namespace sk::demo
