#pragma once

#include "cluster.h"
#include "json_text.h"
#include "tokens.h"
#include "users.h"

namespace sk::demo {

/// What all handlers share. Used on the server's thread only.
struct State {
    explicit State(ClusterOptions clusterOptions);

    ClusterOptions options;
    Faults faults;
    std::unique_ptr<World> world;
    Users users;
    Tokens tokens;
    std::string url;
    std::function<void(const Exchange *keep)> restart;

    [[nodiscard]] std::chrono::system_clock::time_point now() const;
    [[nodiscard]] std::int64_t nowSeconds() const;
    [[nodiscard]] bool v33() const { return options.version == "3.3"; }
    [[nodiscard]] bool v4() const { return options.version == "4.1"; }
    /// "resources.kubesphere.io" for "resources"
    [[nodiscard]] std::string group(std::string_view name) const { return std::string(name) + '.' + options.world.apiDomain; }
};

} // namespace sk::demo
