#include "world_p.h"

#include <algorithm>

/// Log lines that follow from the pod and the time alone, so that a follower sees the same ones again.
namespace sk::demo {

namespace {

const char *pick(std::uint64_t dice, std::initializer_list<const char *> list)
{
    return *(list.begin() + dice % list.size());
}

std::string lineOf(LogStyle style, std::uint64_t dice, std::int64_t ms, const std::string &name)
{
    const auto second = static_cast<Seconds>(ms / 1000);
    const std::string stamp = timeText(second);
    const std::string clock = stamp.substr(0, 10) + ' ' + stamp.substr(11, 8);
    const std::string milli = std::to_string(1000 + ms % 1000).substr(1);
    const std::uint64_t more = mix(dice);
    const bool bad = dice % 23 == 0;
    const std::string number = std::to_string(more % 9000 + 1000);
    const char *path = pick(more >> 8, {"/", "/api/v1/items", "/api/v1/cart", "/api/v1/orders", "/healthz", "/ready", "/static/app.js", "/login", "/search?q=shoes"});
    const std::string ip = "10.64." + std::to_string(more % 12) + '.' + std::to_string(more / 16 % 250 + 1);
    switch (style) {
    case LogStyle::Access:
        return ip + " - - [" + stamp.substr(8, 2) + "/Nov/" + stamp.substr(0, 4) + ':' + stamp.substr(11, 8) + " +0000] \"" + pick(dice >> 5, {"GET", "GET", "GET", "POST"}) + ' ' + path + " HTTP/1.1\" "
            + (bad ? "502" : pick(more >> 20, {"200", "200", "200", "304", "404"})) + ' ' + number + " \"-\" \"" + pick(more >> 30, {"Mozilla/5.0 (X11; Linux x86_64)", "kube-probe/1.20", "curl/7.74.0"}) + '"';
    case LogStyle::JsonLines:
        return std::string(R"({"ts":")") + stamp.substr(0, 19) + '.' + milli + R"(Z","level":")" + (bad ? "error" : pick(more >> 12, {"info", "info", "info", "debug", "warn"})) + R"(","msg":")"
            + (bad ? "upstream call failed" : pick(more >> 24, {"request handled", "cache refreshed", "message published", "session renewed"})) + R"(","path":")" + path + R"(","durationMs":)"
            + std::to_string(more % 400) + R"(,"traceId":")" + uidText(dice).substr(0, 8) + '"' + (bad ? R"(,"error":"context deadline exceeded")" : "") + '}';
    case LogStyle::Java:
        if (bad)
            return clock + ',' + milli + " ERROR [http-nio-8080-exec-" + std::to_string(more % 10) + "] c.e." + name + ".Handler - Request " + number
                + " failed: java.util.concurrent.TimeoutException: no answer after 3000 ms";
        return clock + ',' + milli + ' ' + pick(more >> 12, {"INFO ", "INFO ", "INFO ", "WARN ", "DEBUG"}) + " [http-nio-8080-exec-" + std::to_string(more % 10) + "] c.e." + name + ".Service - "
            + pick(more >> 24, {"Processed order ", "Loaded account ", "Committed batch ", "Refreshed token of session "}) + number;
    case LogStyle::Glog:
        return std::string(bad ? "E" : "I") + stamp.substr(5, 2) + stamp.substr(8, 2) + ' ' + stamp.substr(11, 8) + '.' + milli + "000       1 "
            + (bad ? "reflector.go:138] Failed to watch *v1.Endpoints: connection refused" : pick(more >> 12, {"controller.go:114] Synced ", "reflector.go:530] Watch close - total items received ", "trace.go:205] Step took ms: ", "proxier.go:871] Syncing iptables rules: "}) + number);
    case LogStyle::Database:
        return clock + '.' + milli + " UTC [" + std::to_string(more % 900 + 20) + "] "
            + (bad ? "ERROR:  deadlock detected" : pick(more >> 12, {"LOG:  checkpoint starting: time", "LOG:  checkpoint complete: wrote 512 buffers", "LOG:  connection received", "LOG:  duration: 12.4 ms  execute <unnamed>"}));
    case LogStyle::Plain:
        break;
    }
    return "level=" + std::string(bad ? "warn" : "info") + " ts=" + stamp + " component=" + name + " msg=\"" + (bad ? "scrape failed, will retry" : pick(more >> 12, {"compaction done", "configuration reloaded", "sync finished", "targets updated"})) + "\" n=" + number;
}

} // namespace

std::vector<World::LogLine> World::log(std::string_view nameSpace, std::string_view podName, std::string_view container, std::chrono::system_clock::time_point since,
                                       std::chrono::system_clock::time_point now, std::size_t tail, bool previous) const
{
    const Item *item = d->find(d->podKind, nameSpace, podName);
    if (item == nullptr)
        return {};
    const Pod &pod = *item->pod;
    const PodTemplate &tmpl = *pod.tmpl;
    std::size_t index = 0;
    while (index < tmpl.containers.size() && tmpl.containers[index].name != container)
        ++index;
    if (index == tmpl.containers.size())
        index = 0;
    const bool first = index == 0;
    const std::string name = first ? (tmpl.containers.empty() ? std::string() : tmpl.containers[0].name) : tmpl.containers[index].name;
    const auto msOf = [](std::chrono::system_clock::time_point at) { return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count(); };
    std::int64_t from = static_cast<std::int64_t>(first ? pod.runningSince : pod.started) * 1000;
    std::int64_t to = msOf(now);
    bool failed = false;
    if (previous && (!first || pod.restarts == 0 || pod.lastFinish == 0))
        return {};
    if (previous || (first && (pod.life == PodLife::BackOff || pod.life == PodLife::Crashed))) {
        from = static_cast<std::int64_t>(pod.lastStart) * 1000;
        to = static_cast<std::int64_t>(pod.lastFinish) * 1000;
        failed = pod.exitCode != 0;
    } else if (pod.life == PodLife::Succeeded || pod.life == PodLife::Failed) {
        to = static_cast<std::int64_t>(pod.lastFinish) * 1000;
        failed = pod.life == PodLife::Failed;
    } else if (pod.life < PodLife::Running || pod.life == PodLife::PullError || pod.life == PodLife::PullBackOff || pod.life == PodLife::Evicted) {
        return {};
    }
    // A node that does not report gives no lines either.
    if (pod.lost)
        to = std::min(to, static_cast<std::int64_t>(pod.changed) * 1000);
    const auto interval = static_cast<std::int64_t>(400 + mix(pod.id + index) % 2200);
    const std::size_t most = tail == 0 ? 400 : std::min<std::size_t>(tail, 10000);
    const std::int64_t sinceMs = msOf(since);
    std::vector<LogLine> lines;
    const auto timeOf = [](std::int64_t ms) { return std::chrono::system_clock::time_point(std::chrono::milliseconds(ms)); };
    if (failed && to > sinceMs) {
        lines.push_back({timeOf(to), pod.exitCode == 137 ? "java.lang.OutOfMemoryError: Java heap space" : pod.exitCode == 2 ? "panic: runtime error: invalid memory address or nil pointer dereference"
                                                                                                                          : "fatal: cannot connect to database: connection refused"});
    }
    for (std::int64_t number = to / interval; number * interval >= from && lines.size() < most; --number) {
        const std::uint64_t dice = mix(pod.id * 1000003 + static_cast<std::uint64_t>(number) + index);
        const std::int64_t at = number * interval + static_cast<std::int64_t>(dice % 350);
        if (at > to)
            continue;
        if (at <= sinceMs)
            break;
        lines.push_back({timeOf(at), lineOf(first ? tmpl.logs : LogStyle::Plain, dice, at, name)});
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

} // namespace sk::demo
