#include "backoff.h"

#include <algorithm>

namespace sk {

Backoff::Backoff(const Clock &clock, BackoffPolicy policy, std::uint32_t seed)
    : m_clock(clock)
    , m_policy(policy)
    , m_step(policy.first)
    , m_random(seed)
{
}

std::chrono::milliseconds Backoff::next(std::optional<std::chrono::seconds> retryAfter)
{
    const auto now = m_clock.monotonic();
    if (m_lastFailure && now - *m_lastFailure >= m_policy.healthyAfter)
        m_step = m_policy.first;

    // Half fixed, half random: clients that lost the same server do not come back in step, and none comes back at once.
    std::uniform_int_distribution<std::int64_t> jitter(m_step.count() / 2, m_step.count());
    std::chrono::milliseconds wait(jitter(m_random));
    if (retryAfter)
        wait = std::max<std::chrono::milliseconds>(wait, *retryAfter);

    const auto grown = std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(m_step.count()) * m_policy.factor));
    m_step = std::min(grown, m_policy.longest);
    m_lastFailure = now + wait;
    return wait;
}

void Backoff::reset()
{
    m_step = m_policy.first;
    m_lastFailure.reset();
}

} // namespace sk
