#include "tokenlife.h"

#include "jwt.h"

namespace sk::session {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// From the token's birth to the time of its refresh.
milliseconds refreshAge(milliseconds life)
{
    const milliseconds wanted = std::max(milliseconds(life.count() * 8 / 10), life - std::chrono::minutes(10));
    // The server counts whole seconds, so up to one of them is gone at birth; that matters to lives of seconds only.
    return std::min(wanted, std::max(life - milliseconds(1500), life / 4));
}

} // namespace

TokenLife lifeOfNew(const TokenPair &pair)
{
    const auto claims = readClaims(pair.access);
    std::optional<milliseconds> life;
    if (claims && claims->expiresAt && claims->issuedAt)
        life = seconds(*claims->expiresAt - *claims->issuedAt);
    else if (pair.expiresIn)
        life = seconds(*pair.expiresIn);
    else if (claims && claims->expiresAt && pair.serverTime)
        life = milliseconds(*claims->expiresAt * 1000 - *pair.serverTime);
    // A token that was dead when it was born is a mistake of ours or theirs; a refresh would not better it. The server's 401 decides.
    if (!life || *life <= milliseconds(0))
        return {};
    return {life, refreshAge(*life)};
}

TokenLife lifeOfStored(const QByteArray &access, UnixMs serverNow)
{
    const auto claims = readClaims(access);
    if (!claims || !claims->expiresAt)
        return {};
    const milliseconds left(*claims->expiresAt * 1000 - serverNow);
    milliseconds life = left;
    if (claims->issuedAt)
        life = seconds(*claims->expiresAt - *claims->issuedAt);
    const milliseconds refreshIn = left - (life - refreshAge(life));
    return {left, std::max(refreshIn, milliseconds(0))};
}

std::optional<std::int64_t> skewFrom(const TokenPair &pair, UnixMs now)
{
    if (pair.serverTime)
        return *pair.serverTime + 500 - now; // the header counts whole seconds
    if (const auto claims = readClaims(pair.access); claims && claims->issuedAt)
        return *claims->issuedAt * 1000 + 500 - now;
    return std::nullopt;
}

} // namespace sk::session
