#include "kube.h"
#include "utc_time.h"

#include <charconv>

namespace sk::demo {

namespace {

using TimePoint = std::chrono::system_clock::time_point;

long long number(std::string_view text)
{
    long long value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// With nanoseconds, as the kubelet writes them.
std::string stamp(TimePoint time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    char fraction[16];
    std::snprintf(fraction, sizeof fraction, ".%09lldZ", static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(time - seconds).count()));
    auto text = rfc3339(seconds);
    text.pop_back();
    return text + fraction;
}

struct LogRequest {
    std::string nameSpace, pod, container;
    bool timestamps = false;
    bool follow = false;
    bool previous = false;
    bool limited = false;
    std::size_t left = 0; ///< of limitBytes
};

std::string render(const std::vector<World::LogLine> &lines, LogRequest &request)
{
    std::string text;
    for (const auto &line : lines) {
        if (request.timestamps)
            text += stamp(line.time) + ' ';
        text += line.text + '\n';
    }
    if (request.limited) {
        text.resize(std::min(text.size(), request.left));
        request.left -= text.size();
    }
    return text;
}

void follow(State &state, const ExchangePtr &exchange, const std::shared_ptr<LogRequest> &request, TimePoint since)
{
    exchange->later(500, [&state, exchange, request, since] {
        if (exchange->closed())
            return;
        const auto now = state.now();
        const auto *pods = state.world->findKind("", "v1", "pods");
        const auto lines = state.world->log(request->nameSpace, request->pod, request->container, since, now, 0, false);
        if (auto text = render(lines, *request); !text.empty())
            exchange->push(std::move(text));
        if (!pods || state.world->text(*pods, request->nameSpace, request->pod).empty() || (request->limited && request->left == 0))
            return exchange->end();
        follow(state, exchange, request, lines.empty() ? since : lines.back().time);
    });
}

} // namespace

std::variant<std::string, HttpResponse> chosenContainer(const Json &pod, std::string_view asked)
{
    std::vector<std::string> names;
    std::vector<std::string> all;
    for (const char *list : {"containers", "initContainers", "ephemeralContainers"}) {
        const auto *containers = member(pod, {"spec", list});
        if (!containers || !containers->is_array())
            continue;
        for (const auto &container : *containers) {
            all.push_back(memberText(container, {"name"}));
            if (list == std::string_view("containers"))
                names.push_back(all.back());
        }
    }
    const auto podName = memberText(pod, {"metadata", "name"});
    if (asked.empty()) {
        if (names.size() == 1)
            return names.front();
        std::string choice;
        for (const auto &name : names)
            choice += (choice.empty() ? "" : " ") + name;
        return statusResponse(400, "BadRequest", "a container name must be specified for pod " + podName + ", choose one of: [" + choice + ']');
    }
    for (const auto &name : all) {
        if (name == asked)
            return name;
    }
    return statusResponse(400, "BadRequest", "container " + std::string(asked) + " is not valid for pod " + podName);
}

void answerPodLog(State &state, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange)
{
    const auto *kind = state.world->findKind("", "v1", "pods");
    const auto pod = kind ? state.world->object(*kind, info.nameSpace, info.name) : std::nullopt;
    if (!pod)
        return exchange->send(statusResponse(404, "NotFound", "pods \"" + info.name + "\" not found", Json{{"name", info.name}, {"kind", "pods"}}));
    auto container = chosenContainer(*pod, request.value("container"));
    if (auto *error = std::get_if<HttpResponse>(&container))
        return exchange->send(std::move(*error));
    const auto log = std::make_shared<LogRequest>();
    const auto flag = [&request](const char *name) { return request.value(name) == "true" || request.value(name) == "1"; };
    *log = {info.nameSpace, info.name, std::get<std::string>(container), flag("timestamps"), flag("follow"), flag("previous"), request.hasValue("limitBytes"), static_cast<std::size_t>(number(request.value("limitBytes")))};
    // A container that never started has no log.
    const auto *statuses = member(*pod, {"status", "containerStatuses"});
    for (const auto &status : statuses && statuses->is_array() ? *statuses : Json::array()) {
        if (memberText(status, {"name"}) != log->container)
            continue;
        const auto reason = memberText(status, {"state", "waiting", "reason"});
        const auto restarts = status.value("restartCount", 0);
        if (!reason.empty() && restarts == 0)
            return exchange->send(statusResponse(400, "BadRequest", "container \"" + log->container + "\" in pod \"" + info.name + "\" is waiting to start: " + (reason == "ContainerCreating" ? reason : "trying and failing to pull image")));
        if (log->previous && restarts == 0)
            return exchange->send(statusResponse(400, "BadRequest", "previous terminated container \"" + log->container + "\" in pod \"" + info.name + "\" not found"));
    }
    const auto now = state.now();
    TimePoint since{};
    if (request.hasValue("sinceSeconds"))
        since = now - std::chrono::seconds(number(request.value("sinceSeconds")));
    else if (const auto time = parseRfc3339(request.value("sinceTime")))
        since = *time;
    const bool tailed = request.hasValue("tailLines");
    const auto tail = tailed ? number(request.value("tailLines")) : 0;
    if (tail < 0)
        return exchange->send(statusResponse(422, "Invalid", "PodLogOptions \"" + info.name + "\" is invalid: tailLines: Invalid value: " + std::to_string(tail) + ": must be greater than or equal to 0"));
    std::vector<World::LogLine> lines;
    if (!tailed || tail > 0)
        lines = state.world->log(log->nameSpace, log->pod, log->container, since, now, static_cast<std::size_t>(tail), log->previous);
    HttpResponse head{200, {{"Cache-Control", "no-cache, private"}, {"Content-Type", "text/plain"}}, render(lines, *log)};
    if (!log->follow)
        return exchange->send(std::move(head));
    exchange->begin(std::move(head));
    follow(state, exchange, log, lines.empty() ? now : lines.back().time);
}

} // namespace sk::demo
