#include "state.h"

namespace sk::demo {

State::State(ClusterOptions clusterOptions)
    : options(std::move(clusterOptions))
    , faults(options.faults)
    , users(options.world.apiDomain, options.lockoutFailures, options.lockoutSeconds)
{
}

std::chrono::system_clock::time_point State::now() const
{
    return std::chrono::system_clock::now() + std::chrono::seconds(options.clockSkewSeconds);
}

std::int64_t State::nowSeconds() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count();
}

} // namespace sk::demo
