#pragma once

#include "tokengrant.h"

#include <optional>

namespace sk::session {

/// What a keychain entry holds.
struct StoredTokens {
    QByteArray access;
    QByteArray refresh;
    std::int64_t clockSkewMs = 0; ///< the server's clock minus ours, as last seen
    QString server; ///< originOf() the server that gave them; empty in entries of before

    friend bool operator==(const StoredTokens &, const StoredTokens &) = default;
};

/// How many bytes an entry of this platform's keychain takes.
[[nodiscard]] constexpr qsizetype longestEntryHere()
{
#ifdef Q_OS_WIN
    return 2500;
#else
    return qsizetype{256} * 1024;
#endif
}

/// Scheme, host and port: tokens of one are shown to no other.
[[nodiscard]] QString originOf(const QUrl &url);

/// JSON `{"version":1,"refresh":…,"access":…,"skew":…,"server":…}`. The access token is left out when it does not fit:
/// it can be fetched with the other.
[[nodiscard]] QByteArray packTokens(const StoredTokens &tokens, qsizetype longest = longestEntryHere());
/// nullopt for an entry of another version or for rubbish: it is left where it is.
[[nodiscard]] std::optional<StoredTokens> unpackTokens(const QByteArray &entry);

} // namespace sk::session
