#pragma once

#include "tokengrant.h"

#include <chrono>
#include <optional>

namespace sk::session {

/// How long a token is good from now on, and when to fetch the next. Both absent for a token that never expires.
struct TokenLife {
    std::optional<std::chrono::milliseconds> left;
    std::optional<std::chrono::milliseconds> refreshIn; ///< at 80% of the life or ten minutes before its end, whichever is later
};

/// A pair that was issued just now. The token's own `exp` and `iat` are of one clock, so their difference needs no correction.
[[nodiscard]] TokenLife lifeOfNew(const TokenPair &pair);
/// An access token from the store. `serverNow` is our clock corrected by what is known about the server's, Unix ms.
[[nodiscard]] TokenLife lifeOfStored(const QByteArray &access, UnixMs serverNow);
/// The server's clock minus ours, from what came with the pair; nullopt when it does not tell.
[[nodiscard]] std::optional<std::int64_t> skewFrom(const TokenPair &pair, UnixMs now);

} // namespace sk::session
