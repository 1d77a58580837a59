#include "state.h"

#include <algorithm>
#include <random>

namespace sk::demo {

State::State(ClusterOptions clusterOptions)
    : options(std::move(clusterOptions))
    , faults(options.faults)
    , users(options.world.apiDomain, options.lockoutFailures, options.lockoutSeconds)
{
    std::random_device random;
    std::string bytes;
    for (int i = 0; i < 32; ++i)
        bytes += static_cast<char>(random());
    serviceAccountToken = base64UrlEncode(bytes);
}

std::chrono::system_clock::time_point State::now() const
{
    return std::chrono::system_clock::now() + std::chrono::seconds(options.clockSkewSeconds);
}

void State::disturbWatches(const WatchTrouble &trouble)
{
    // Each ends while it is told, so that the list is left alone.
    for (const auto &weak : std::vector(watches)) {
        if (const auto watch = weak.lock())
            watch->disturb(trouble);
    }
}

int State::openWatches() const
{
    return static_cast<int>(std::count_if(watches.begin(), watches.end(), [](const auto &watch) { return !watch.expired(); }));
}

std::int64_t State::nowSeconds() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count();
}

} // namespace sk::demo
