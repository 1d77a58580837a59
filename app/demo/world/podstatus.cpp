#include "world_p.h"

#include <algorithm>

/// The status of a pod, written as the kubelet reports it.
namespace sk::demo {

namespace {

/// The last member of an object, if there is one to say, and the end of the object.
void closeWithMessage(std::string &out, std::string_view message)
{
    if (!message.empty()) {
        out += ",\"message\":\"";
        appendEscaped(out, message);
        out += '"';
    }
    out += '}';
}

void appendIp(std::string &out, std::uint32_t ip)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        appendNumber(out, (ip >> shift) & 255U);
        if (shift > 0)
            out += '.';
    }
}

const char *phaseOf(PodLife life)
{
    switch (life) {
    case PodLife::Unscheduled:
    case PodLife::Unschedulable:
    case PodLife::Scheduled:
    case PodLife::Creating:
    case PodLife::Init:
    case PodLife::PullError:
    case PodLife::PullBackOff:
        return "Pending";
    case PodLife::Succeeded:
        return "Succeeded";
    case PodLife::Failed:
    case PodLife::Evicted:
        return "Failed";
    case PodLife::Running:
    case PodLife::Unready:
    case PodLife::BackOff:
    case PodLife::Crashed:
        break;
    }
    return "Running";
}

void condition(std::string &out, const char *type, bool good, Seconds since, std::string_view reason = {}, std::string_view message = {})
{
    if (out.back() == '}')
        out += ',';
    out += "{\"type\":\"";
    out += type;
    out += good ? "\",\"status\":\"True\"" : "\",\"status\":\"False\"";
    out += ",\"lastProbeTime\":null,\"lastTransitionTime\":\"";
    appendTime(out, since);
    out += '"';
    if (!reason.empty()) {
        out += ",\"reason\":\"";
        out += reason;
        out += '"';
    }
    closeWithMessage(out, message);
}

void containerId(std::string &out, const Pod &pod, std::size_t index, unsigned run)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += "containerd://";
    for (std::uint64_t word = 0; word < 4; ++word) {
        std::uint64_t bits = mix(pod.id * 31 + index * 7 + run * 131 + word);
        for (int i = 0; i < 16; ++i, bits >>= 4)
            out += digits[bits & 15U];
    }
}

const char *exitReason(int code)
{
    return code == 0 ? "Completed" : code == 137 ? "OOMKilled" : "Error";
}

void terminated(std::string &out, const Pod &pod, std::size_t index, int code, Seconds from, Seconds to, unsigned run)
{
    out += "{\"terminated\":{\"exitCode\":";
    out += std::to_string(code);
    out += ",\"reason\":\"";
    out += exitReason(code);
    out += "\",\"startedAt\":\"";
    appendTime(out, from);
    out += "\",\"finishedAt\":\"";
    appendTime(out, to);
    out += "\",\"containerID\":\"";
    containerId(out, pod, index, run);
    out += "\"}}";
}

void running(std::string &out, Seconds since)
{
    out += "{\"running\":{\"startedAt\":\"";
    appendTime(out, since);
    out += "\"}}";
}

void waiting(std::string &out, const char *reason, const std::string &message = {})
{
    out += "{\"waiting\":{\"reason\":\"";
    out += reason;
    out += '"';
    closeWithMessage(out, message);
    out += '}';
}

} // namespace

std::string World::Private::podTrouble(const PodTemplate &tmpl) const
{
    int unreachable = 0, cordoned = 0, pressed = 0, masters = 0, rest = 0;
    for (const NodeInfo &node : nodes) {
        if (node.master)
            ++masters;
        else if (!node.ready)
            ++unreachable;
        else if (node.cordoned)
            ++cordoned;
        else if (node.diskPressure)
            ++pressed;
        else
            ++rest;
    }
    std::string result = "0/" + std::to_string(nodes.size()) + " nodes are available: ";
    std::string parts;
    const auto add = [&parts](int count, const std::string &why) {
        if (count > 0)
            parts += (parts.empty() ? "" : ", ") + std::to_string(count) + ' ' + why;
    };
    add(rest, tmpl.hasSelector ? "node(s) didn't match Pod's node affinity" : tmpl.cpuRequest > 0.5 ? "Insufficient cpu" : "Insufficient memory");
    add(unreachable, "node(s) had taint {node.kubernetes.io/unreachable: }, that the pod didn't tolerate");
    add(pressed, "node(s) had taint {node.kubernetes.io/disk-pressure: }, that the pod didn't tolerate");
    add(cordoned, "node(s) were unschedulable");
    add(masters, "node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate");
    return result + parts + '.';
}

void World::Private::renderStatus(std::string &out, std::string_view nameSpace, std::string_view name, const Pod &pod) const
{
    const PodTemplate &tmpl = *pod.tmpl;
    const PodLife life = pod.life;
    out += "{\"phase\":\"";
    out += phaseOf(life);
    out += '"';
    if (life == PodLife::Evicted) {
        out += R"(,"message":"The node was low on resource: ephemeral-storage. Container )" + (tmpl.containers.empty() ? std::string() : tmpl.containers[0].name)
            + R"( was using 1843204Ki, which exceeds its request of 0. ","reason":"Evicted","startTime":")";
        appendTime(out, pod.started);
        out += "\"}";
        return;
    }
    if (life == PodLife::Unscheduled) {
        out += ",\"qosClass\":\"" + tmpl.qosClass + "\"}";
        return;
    }
    out += ",\"conditions\":[";
    if (life == PodLife::Unschedulable) {
        condition(out, "PodScheduled", false, pod.created, "Unschedulable", pod.note ? std::string_view(*pod.note) : std::string_view());
        out += "],\"qosClass\":\"" + tmpl.qosClass + "\"}";
        return;
    }
    if (life == PodLife::Scheduled) {
        condition(out, "PodScheduled", true, pod.created);
        out += "],\"qosClass\":\"" + tmpl.qosClass + "\"}";
        return;
    }
    const bool allReady = life == PodLife::Running;
    const bool allUnready = life == PodLife::Creating || life == PodLife::Init || pod.finished();
    std::string unready;
    if (!allReady) {
        unready = "containers with unready status: [";
        for (std::size_t i = 0; i < tmpl.containers.size(); ++i) {
            if (i == 0 || allUnready)
                unready += (i == 0 ? "" : " ") + tmpl.containers[i].name;
        }
        unready += ']';
    }
    if (life == PodLife::Init) {
        std::string waitingFor = "containers with incomplete status: [";
        for (std::size_t i = 0; i < tmpl.init.size(); ++i)
            waitingFor += (i == 0 ? "" : " ") + tmpl.init[i].name;
        condition(out, "Initialized", false, pod.started, "ContainersNotInitialized", waitingFor + ']');
    } else if (life == PodLife::Succeeded) {
        condition(out, "Initialized", true, pod.started, "PodCompleted");
    } else {
        condition(out, "Initialized", true, pod.started);
    }
    const char *reason = life == PodLife::Succeeded ? "PodCompleted" : "ContainersNotReady";
    if (life == PodLife::Succeeded)
        unready.clear();
    if (allReady) {
        condition(out, "Ready", !pod.lost, pod.changed);
        condition(out, "ContainersReady", true, pod.changed);
    } else {
        condition(out, "Ready", false, pod.changed, reason, unready);
        condition(out, "ContainersReady", false, pod.changed, reason, unready);
    }
    condition(out, "PodScheduled", true, pod.created);
    out += "],\"hostIP\":\"";
    if (pod.node >= 0)
        appendIp(out, nodes[static_cast<std::size_t>(pod.node)].ip);
    out += '"';
    if (pod.ip != 0 && life != PodLife::Creating) {
        out += ",\"podIP\":\"";
        appendIp(out, pod.ip);
        out += "\",\"podIPs\":[{\"ip\":\"";
        appendIp(out, pod.ip);
        out += "\"}]";
    }
    out += ",\"startTime\":\"";
    appendTime(out, pod.started);
    out += '"';
    const auto tail = [&](const ContainerInfo &container, std::size_t index, bool pulled, unsigned run) {
        out += ",\"image\":\"" + container.image + "\",\"imageID\":\"";
        if (pulled) {
            out += "docker.io/" + container.image.substr(0, container.image.rfind(':')) + "@sha256:";
            std::string hex;
            for (std::uint64_t word = 0; word < 4; ++word) {
                std::uint64_t bits = mix(hashOf(container.image) + word);
                for (int i = 0; i < 16; ++i, bits >>= 4)
                    hex += "0123456789abcdef"[bits & 15U];
            }
            out += hex;
        }
        out += '"';
        if (pulled) {
            out += ",\"containerID\":\"";
            containerId(out, pod, index, run);
            out += '"';
        }
    };
    if (!tmpl.init.empty()) {
        out += ",\"initContainerStatuses\":[";
        for (std::size_t i = 0; i < tmpl.init.size(); ++i) {
            out += (i == 0 ? "{\"name\":\"" : ",{\"name\":\"") + tmpl.init[i].name + "\",\"state\":";
            const bool done = life != PodLife::Init && life != PodLife::Creating;
            if (done)
                terminated(out, pod, 100 + i, 0, pod.started, pod.started + 2, 0);
            else if (life == PodLife::Init && i == 0)
                running(out, pod.started);
            else
                waiting(out, "PodInitializing");
            out += done ? ",\"lastState\":{},\"ready\":true,\"restartCount\":0" : ",\"lastState\":{},\"ready\":false,\"restartCount\":0";
            tail(tmpl.init[i], 100 + i, done || i == 0, 0);
            out += '}';
        }
        out += ']';
    }
    out += ",\"containerStatuses\":[";
    for (std::size_t i = 0; i < tmpl.containers.size(); ++i) {
        const ContainerInfo &container = tmpl.containers[i];
        out += (i == 0 ? "{\"name\":\"" : ",{\"name\":\"") + container.name + "\",\"state\":";
        const bool first = i == 0;
        const Seconds since = first ? pod.runningSince : pod.started + 2;
        bool ready = false;
        bool started = false;
        bool pulled = true;
        switch (first || allUnready ? life : PodLife::Running) {
        case PodLife::Creating:
            waiting(out, "ContainerCreating");
            pulled = false;
            break;
        case PodLife::Init:
            waiting(out, "PodInitializing");
            pulled = false;
            break;
        case PodLife::BackOff: {
            const unsigned wait = std::min(300U, 10U << std::min(5U, static_cast<unsigned>(pod.restarts)));
            waiting(out, "CrashLoopBackOff",
                    "back-off " + (wait >= 300 ? std::string("5m0s") : wait >= 60 ? std::to_string(wait / 60) + 'm' + std::to_string(wait % 60) + 's' : std::to_string(wait) + 's')
                        + " restarting failed container=" + container.name + " pod=" + std::string(name) + '_' + std::string(nameSpace) + '('
                        + uidText(pod.id) + ')');
            break;
        }
        case PodLife::Crashed:
            terminated(out, pod, i, pod.exitCode, pod.lastStart, pod.lastFinish, pod.restarts);
            break;
        case PodLife::PullError:
            waiting(out, "ErrImagePull",
                    "rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/" + container.image
                        + "\": failed to resolve reference: docker.io/" + container.image + ": not found");
            pulled = false;
            break;
        case PodLife::PullBackOff:
            waiting(out, "ImagePullBackOff", "Back-off pulling image \"" + container.image + '"');
            pulled = false;
            break;
        case PodLife::Succeeded:
            terminated(out, pod, i, 0, pod.runningSince, pod.lastFinish, 0);
            break;
        case PodLife::Failed:
            terminated(out, pod, i, pod.exitCode, pod.runningSince, pod.lastFinish, 0);
            break;
        default:
            running(out, since);
            ready = life == PodLife::Running || !first;
            started = true;
        }
        out += ",\"lastState\":";
        if (first && pod.restarts > 0 && pod.lastFinish != 0 && life != PodLife::Crashed)
            terminated(out, pod, i, pod.exitCode, pod.lastStart, pod.lastFinish, pod.restarts - 1U);
        else
            out += "{}";
        out += ready ? ",\"ready\":true,\"restartCount\":" : ",\"ready\":false,\"restartCount\":";
        appendNumber(out, first ? pod.restarts : 0);
        tail(container, i, pulled, first ? pod.restarts : 0);
        out += started ? ",\"started\":true}" : ",\"started\":false}";
    }
    out += "],\"qosClass\":\"" + tmpl.qosClass + "\"}";
}

} // namespace sk::demo
