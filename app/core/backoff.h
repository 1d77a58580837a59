#pragma once

#include "clock.h"

#include <chrono>
#include <optional>
#include <random>

namespace sk {

/// How a Backoff grows.
struct BackoffPolicy {
    std::chrono::milliseconds first{800};
    std::chrono::milliseconds longest{30'000};
    double factor = 2.0;
    std::chrono::milliseconds healthyAfter{120'000}; ///< so long without a failure starts again from `first`
};

/// Exponential waiting times with full jitter, reset after a time of health (client-go's reflector: two minutes).
class Backoff {
public:
    explicit Backoff(const Clock &clock, BackoffPolicy policy = {}, std::uint32_t seed = std::random_device{}());

    /// How long to wait before the next try: between half of and the whole current step. A server's Retry-After, if longer, wins.
    [[nodiscard]] std::chrono::milliseconds next(std::optional<std::chrono::seconds> retryAfter = {});
    /// Forgets past failures at once.
    void reset();

private:
    const Clock &m_clock;
    BackoffPolicy m_policy;
    std::chrono::milliseconds m_step;
    std::optional<std::chrono::milliseconds> m_lastFailure; ///< on the monotonic clock, end of the wait included
    std::minstd_rand m_random;
};

} // namespace sk
