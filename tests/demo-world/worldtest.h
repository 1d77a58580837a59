#pragma once

#include <sk/world/world.h>

#include <chrono>

namespace sk::test {

/// When the worlds of these tests begin.
inline const std::chrono::system_clock::time_point start{std::chrono::seconds(1'800'000'000)};

[[nodiscard]] inline demo::WorldOptions options(double rate = 1)
{
    demo::WorldOptions result;
    result.now = start;
    result.eventsPerSecond = rate;
    return result;
}

/// Lets so many fifths of a second pass.
inline void run(demo::World &world, std::chrono::system_clock::time_point &now, int steps)
{
    for (int i = 0; i < steps; ++i) {
        now += std::chrono::milliseconds(200);
        world.advance(now);
    }
}

} // namespace sk::test
