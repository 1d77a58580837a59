#include "node_ports.h"
#include "selectors.h"

#include <algorithm>
#include <set>

namespace sk::demo {

namespace {

constexpr int lowest = 30000, highest = 32767;

/// The one Service behind which something really listens.
bool isOwnService(std::string_view nameSpace, std::string_view name)
{
    return nameSpace == "kubesphere-system" && name == "ks-apiserver";
}

std::set<int> takenNumbers(const State &state, std::string_view exceptNamespace, std::string_view exceptName)
{
    std::set<int> taken;
    const auto *kind = state.world->findKind("", "v1", "services");
    state.world->each(*kind, {}, {}, {}, [&](const Entry &entry) {
        if (entry.nameSpace == exceptNamespace && entry.name == exceptName)
            return true;
        const auto service = state.world->object(*kind, entry.nameSpace, entry.name);
        const auto *ports = service ? member(*service, {"spec", "ports"}) : nullptr;
        for (const auto &port : ports ? *ports : Json::array()) {
            if (port.contains("nodePort"))
                taken.insert(port["nodePort"].get<int>());
        }
        return true;
    });
    return taken;
}

WorldError invalid(const std::string &name, std::size_t index, int number, const char *why)
{
    return {422, "Invalid", "Service \"" + name + "\" is invalid: spec.ports[" + std::to_string(index) + "].nodePort: Invalid value: " + std::to_string(number) + ": " + why};
}

} // namespace

std::optional<WorldError> assignNodePorts(State &state, const std::string &nameSpace, const Json *before, Json &service, bool dryRun)
{
    const auto *list = member(service, {"spec", "ports"});
    if (!list || !list->is_array())
        return std::nullopt;
    const auto type = memberText(service, {"spec", "type"});
    auto &spec = service["spec"];
    if (type != "NodePort" && type != "LoadBalancer") {
        for (auto &port : spec["ports"])
            port.erase("nodePort");
        spec.erase("externalTrafficPolicy");
        return std::nullopt;
    }
    // A new member moves the others, so that references to them are taken afterwards.
    if (!spec.contains("externalTrafficPolicy"))
        spec["externalTrafficPolicy"] = "Cluster";
    auto &ports = spec["ports"];
    const auto name = memberText(service, {"metadata", "name"});
    auto taken = takenNumbers(state, nameSpace, name);
    const bool opens = isOwnService(nameSpace, name) && state.openNodePort && !dryRun;
    const auto wasThere = [before](int number) {
        const auto *old = before ? member(*before, {"spec", "ports"}) : nullptr;
        return old && std::any_of(old->begin(), old->end(), [number](const Json &port) { return port.value("nodePort", 0) == number; });
    };
    for (std::size_t i = 0; i < ports.size(); ++i) {
        auto &port = ports[i];
        if (const int wanted = port.value("nodePort", 0); wanted != 0) {
            if (wanted < lowest || wanted > highest)
                return invalid(name, i, wanted, "provided port is not in the valid range. The range of valid ports is 30000-32767");
            if (taken.contains(wanted) || (opens && !wasThere(wanted) && !state.openNodePort(static_cast<std::uint16_t>(wanted))))
                return invalid(name, i, wanted, "provided port is already allocated");
            taken.insert(wanted);
            continue;
        }
        // Any free number; the address decides where the search begins, so that two clusters on one machine seldom meet.
        constexpr int count = highest - lowest + 1;
        const int start = static_cast<int>(std::hash<std::string>()(nameSpace + '/' + name + state.url) % count);
        for (int step = 0; step < count; ++step) {
            const int number = lowest + (start + step) % count;
            if (taken.contains(number) || (opens && !state.openNodePort(static_cast<std::uint16_t>(number))))
                continue;
            port["nodePort"] = number;
            taken.insert(number);
            break;
        }
    }
    return std::nullopt;
}

void closeUnusedNodePorts(State &state)
{
    if (!state.closeNodePort)
        return;
    const auto *kind = state.world->findKind("", "v1", "services");
    const auto service = state.world->object(*kind, "kubesphere-system", "ks-apiserver");
    std::set<std::uint16_t> used;
    if (const auto *ports = service ? member(*service, {"spec", "ports"}) : nullptr) {
        for (const auto &port : *ports)
            used.insert(static_cast<std::uint16_t>(port.value("nodePort", 0)));
    }
    for (const auto port : std::set(state.openPorts)) {
        if (!used.contains(port))
            state.closeNodePort(port);
    }
}

} // namespace sk::demo
