#pragma once

#include "access.h"

/// Node ports of Services: their numbers, and the real port that the Service of ks-apiserver opens on the nodes' loopback addresses.
namespace sk::demo {

/// Gives each port of a Service of type NodePort or LoadBalancer its number, and takes the numbers from others. `before` is null for a
/// new Service. An error when a number that was asked for is taken.
[[nodiscard]] std::optional<WorldError> assignNodePorts(State &state, const std::string &nameSpace, const Json *before, Json &service, bool dryRun);
/// Closes what no Service asks for any more; after each write to a Service.
void closeUnusedNodePorts(State &state);

} // namespace sk::demo
