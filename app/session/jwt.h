#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace sk::session {

/// What a token says about itself. Read without checking the signature: the key is the server's, and nothing is decided by these
/// but when to refresh and what to show.
struct Claims {
    QString user;
    std::optional<std::int64_t> issuedAt; ///< Unix seconds by the server's clock
    std::optional<std::int64_t> expiresAt; ///< Unix seconds by the server's clock; absent for tokens that never expire
    bool mustChangePassword = false; ///< `extra.uninitialized` (api-contract 1.6)
};

/// nullopt for anything that is no JWT of a sane size.
[[nodiscard]] std::optional<Claims> readClaims(const QByteArray &token);

} // namespace sk::session
