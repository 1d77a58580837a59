#pragma once

#include <sk/core/error.h>
#include <sk/net/serveraddress.h>

#include <QByteArray>
#include <QObject>

#include <functional>

namespace sk::session {

/// Asks the server to end a session whose token the program has forgotten already. v3 revokes every session of the user; v4 only the access
/// token that it is shown (api-contract 1.9), so there the refresh token, which the server takes for a bearer token too, is shown first. The
/// answer comes once: None, or why the server did not revoke. A token that is dead already counts as revoked.
void revoke(const net::ServerAddress &address, int major, const QByteArray &access, const QByteArray &refresh, QObject *owner, std::function<void(const Error &)> answer);

} // namespace sk::session
