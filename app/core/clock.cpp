#include "clock.h"

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace sk {

namespace {

class SystemClock final : public Clock {
public:
    UnixMs now() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    std::chrono::milliseconds monotonic() const override
    {
#ifdef Q_OS_LINUX
        timespec time{};
        if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
            return std::chrono::milliseconds(static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000);
#endif
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
    }
};

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

} // namespace sk
