#include "podsums.h"

#include <sk/core/quantity.h>

#include <algorithm>
#include <cmath>

namespace sk::kube {

namespace {

double requestOf(JsonView holder, std::string_view resource)
{
    const JsonView value = holder[resource];
    if (const auto number = value.number())
        return *number;
    return parseQuantity(value.string()).value_or(0);
}

double podRequest(JsonView spec, std::string_view resource)
{
    double together = 0;
    double most = 0;
    spec["initContainers"].eachElement([&](JsonView container) {
        const double asked = requestOf(container["resources"]["requests"], resource);
        if (container["restartPolicy"].string() == "Always") {
            together += asked;
            most = std::max(most, together);
        } else {
            most = std::max(most, together + asked);
        }
    });
    spec["containers"].eachElement([&](JsonView container) { together += requestOf(container["resources"]["requests"], resource); });
    return std::max(together, most) + requestOf(spec["overhead"], resource);
}

void add(double &sum, double more)
{
    sum = (std::isnan(sum) ? 0 : sum) + more;
}

} // namespace

PodSums addPods(DecoderState &state, const QByteArray &body, PodSums sums)
{
    const auto root = state.document.parse({body.constData(), static_cast<std::size_t>(body.size())});
    sums.readable = root && (*root)["metadata"].isObject();
    sums.next.clear();
    if (!sums.readable)
        return sums;
    (*root)["items"].eachElement([&sums](JsonView pod) {
        ++sums.read;
        const JsonView spec = pod["spec"];
        const QString node = spec["nodeName"].text();
        const std::string_view phase = pod["status"]["phase"].string();
        if (node.isEmpty() || phase == "Succeeded" || phase == "Failed")
            return;
        add(sums.cpu[node].b, podRequest(spec, "cpu"));
        add(sums.memory[node].b, podRequest(spec, "memory"));
        add(sums.pods[node].a, 1);
    });
    sums.next = (*root)["metadata"]["continue"].text();
    return sums;
}

} // namespace sk::kube
