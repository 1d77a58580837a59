#pragma once

#include <sk/world/world.h>

#include <functional>
#include <string>
#include <vector>

namespace sk::demo {

/// One row of a metric: its labels and its value at a moment; nothing when there is none at that moment.
struct Series {
    Json labels;
    std::function<std::optional<double>(std::chrono::system_clock::time_point)> valueAt;
};

struct Metric {
    std::string name;
    std::vector<Series> series;
};

struct MetricScope {
    enum class Level { Cluster, Node, Namespace, Workload, Pod, Platform, Workspace } level = Level::Cluster;
    std::string nameSpace;
    std::string name; ///< of the one node, namespace, pod … asked for; empty: all
    std::string node; ///< pods of this node only
};

/// The names that a level has, in the order in which they are answered.
[[nodiscard]] std::vector<std::string> metricNames(MetricScope::Level level);
/// The rows of a metric, those that `wanted` says by their resource's name.
[[nodiscard]] std::vector<Series> metricSeries(const World &world, const MetricScope &scope, const std::string &metric, const std::function<bool(const std::string &)> &wanted);

} // namespace sk::demo
