#pragma once

#include "tokengrant.h"

#include <optional>

namespace sk::session {

/// What a keychain entry holds.
struct StoredTokens {
    QByteArray access;
    QByteArray refresh;
    std::int64_t clockSkewMs = 0; ///< the server's clock minus ours, as last seen

    friend bool operator==(const StoredTokens &, const StoredTokens &) = default;
};

/// JSON `{"version":1,"refresh":…,"access":…,"skew":…}`. On Windows, where an entry takes 2.5 kB, the access token is left out when
/// it does not fit.
[[nodiscard]] QByteArray packTokens(const StoredTokens &tokens);
/// nullopt for an entry of another version or for rubbish: it is left where it is.
[[nodiscard]] std::optional<StoredTokens> unpackTokens(const QByteArray &entry);

} // namespace sk::session
