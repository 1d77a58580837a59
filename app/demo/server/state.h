#pragma once

#include "cluster.h"
#include "json_text.h"
#include "tokens.h"
#include "users.h"

#include <map>
#include <set>

namespace sk::demo {

/// An open watch, as it can be disturbed from outside.
class OpenWatch {
public:
    virtual ~OpenWatch() = default;
    virtual void disturb(const WatchTrouble &trouble) = 0;
};

/// What all handlers share. Used on the server's thread only.
struct State {
    explicit State(ClusterOptions clusterOptions);

    ClusterOptions options;
    Faults faults;
    std::unique_ptr<World> world;
    Users users;
    Tokens tokens;
    std::string url;
    std::string serviceAccountToken; ///< the one bearer token that the kube-apiserver takes
    std::function<void(const Exchange *keep)> restart;
    /// Opens or closes a port on all nodes' loopback addresses; not set when nodes have no such addresses. Opening answers whether it could.
    std::function<bool(std::uint16_t port)> openNodePort;
    std::function<void(std::uint16_t port)> closeNodePort;
    std::set<std::uint16_t> openPorts;
    std::vector<std::weak_ptr<OpenWatch>> watches; ///< those that ended are swept when one comes
    std::map<std::uint64_t, std::chrono::steady_clock::time_point> firstPages; ///< resourceVersion of a paged list → when its first page went out

    [[nodiscard]] std::chrono::system_clock::time_point now() const;
    [[nodiscard]] std::int64_t nowSeconds() const;
    void disturbWatches(const WatchTrouble &trouble);
    [[nodiscard]] int openWatches() const;
    [[nodiscard]] bool v33() const { return options.version == "3.3"; }
    [[nodiscard]] bool v4() const { return options.version == "4.1"; }
    /// "resources.kubesphere.io" for "resources"
    [[nodiscard]] std::string group(std::string_view name) const { return std::string(name) + '.' + options.world.apiDomain; }
};

} // namespace sk::demo
