#pragma once

#include <QDateTime>

#include <chrono>

namespace sk {

/// Milliseconds since the Unix epoch, UTC.
using UnixMs = std::int64_t;

/// Where code that decides by time gets it from, so that tests can turn the hands. Implementations may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// The wall clock, which may jump.
    [[nodiscard]] virtual UnixMs now() const = 0;
    /// Never goes back, and goes on while the computer sleeps where the system can tell (CLOCK_BOOTTIME on Linux).
    [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;

    /// The computer's own clock; lives as long as the process.
    static const Clock &system();
};

/// A clock whose hands are turned by a test.
class ManualClock final : public Clock {
public:
    explicit ManualClock(UnixMs start = 1'700'000'000'000)
        : m_now(start)
    {
    }
    [[nodiscard]] UnixMs now() const override { return m_now; }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    void advance(std::chrono::milliseconds by)
    {
        m_now += by.count();
        m_monotonic += by;
    }
    void setNow(UnixMs now) { m_now = now; } ///< a jump of the wall clock alone

private:
    UnixMs m_now;
    std::chrono::milliseconds m_monotonic{0};
};

} // namespace sk
