#include "monitoring.h"

#include "kapis.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

namespace sk::demo {

namespace {

using Time = std::chrono::system_clock::time_point;

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// A Go duration such as "1h30m" or "15s", in seconds.
std::optional<double> goDuration(std::string_view text)
{
    double total = 0;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        double value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc())
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const auto unit = text.substr(0, text.find_first_of("0123456789."));
        const double factor = unit == "h" ? 3600 : unit == "m" ? 60 : unit == "s" ? 1 : unit == "ms" ? 0.001 : 0;
        if (factor == 0)
            return std::nullopt;
        total += value * factor;
        text.remove_prefix(unit.size());
    }
    return total;
}

/// Prometheus' shortest form, six digits as recorded.
std::string valueText(double value)
{
    if (std::isnan(value))
        return "NaN";
    char text[64];
    const auto rounded = std::round(value * 1e6) / 1e6;
    const auto end = std::to_chars(text, text + sizeof text, rounded, std::chars_format::fixed).ptr;
    return {text, end};
}

std::optional<MetricScope> scopeOf(const RequestInfo &info)
{
    using Level = MetricScope::Level;
    MetricScope scope;
    const auto &rest = info.rest;
    const auto size = rest.size();
    if (size == 0)
        return std::nullopt;
    if (rest[0] == "cluster" && size == 1)
        scope.level = Level::Cluster;
    else if (rest[0] == "kubesphere" && size == 1)
        scope.level = Level::Platform;
    else if (rest[0] == "workspaces" && size <= 2)
        scope.level = Level::Workspace;
    else if (rest[0] == "nodes" && size <= 2)
        scope = {Level::Node, {}, size == 2 ? rest[1] : std::string(), {}};
    else if (rest[0] == "nodes" && rest[2] == "pods" && size <= 4)
        scope = {Level::Pod, {}, size == 4 ? rest[3] : std::string(), rest[1]};
    else if (rest[0] == "pods" && size == 1)
        scope.level = Level::Pod;
    else if (rest[0] == "namespaces" && size <= 2)
        scope = {Level::Namespace, size == 2 ? rest[1] : std::string(), {}, {}};
    else if (rest[0] == "namespaces" && rest[2] == "pods" && size <= 4)
        scope = {Level::Pod, rest[1], size == 4 ? rest[3] : std::string(), {}};
    else if (rest[0] == "namespaces" && rest[2] == "workloads" && size <= 4)
        scope = {Level::Workload, rest[1], {}, {}};
    else
        return std::nullopt;
    return scope;
}

struct Times {
    bool range = false;
    double start = 0, end = 0, step = 600;
};

std::variant<Times, HttpResponse> readTimes(const State &state, const HttpRequest &request)
{
    const auto bad = [](std::string_view text) { return textError(400, text); };
    Times times;
    const bool start = request.hasValue("start"), end = request.hasValue("end");
    if (start != end || (start && request.hasValue("time")))
        return bad("'time' and the combination of 'start' and 'end' are mutually exclusive.");
    if (start) {
        const auto from = number(request.value("start")), to = number(request.value("end"));
        if (!from || !to)
            return bad("strconv.ParseInt: parsing \"" + std::string(request.value(from ? "end" : "start")) + "\": invalid syntax");
        if (request.hasValue("step")) {
            const auto step = goDuration(request.value("step"));
            if (!step || *step <= 0)
                return bad("time: invalid duration \"" + std::string(request.value("step")) + '"');
            times.step = *step;
        }
        if (*from >= *to)
            return bad("'start' must be before 'end'.");
        times.range = true;
        times.start = *from;
        times.end = *to;
        // Prometheus refuses more points than this for one series.
        if ((times.end - times.start) / times.step > 11000)
            return bad("exceeded maximum resolution of 11,000 points per timeseries");
    } else if (request.hasValue("time")) {
        const auto at = number(request.value("time"));
        if (!at)
            return bad("strconv.ParseInt: parsing \"" + std::string(request.value("time")) + "\": invalid syntax");
        times.end = *at;
    } else {
        times.end = static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(state.now().time_since_epoch()).count()) / 1000;
    }
    return times;
}

Time timePoint(double seconds)
{
    return Time(std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(seconds)));
}

Json timeValue(double seconds)
{
    if (seconds == std::floor(seconds))
        return static_cast<std::int64_t>(seconds);
    return std::round(seconds * 1000) / 1000;
}

Json row(const Series &series, const Times &times)
{
    Json entry = Json::object();
    if (!series.labels.is_null())
        entry["metric"] = series.labels;
    if (times.range) {
        Json values = Json::array();
        for (double at = times.start; at <= times.end + 1e-6; at += times.step) {
            if (const auto value = series.valueAt(timePoint(at)))
                values.push_back(Json::array({timeValue(at), valueText(*value)}));
        }
        if (values.empty())
            return nullptr;
        entry["values"] = std::move(values);
    } else {
        const auto value = series.valueAt(timePoint(times.end));
        if (!value)
            return nullptr;
        entry["value"] = Json::array({timeValue(times.end), valueText(*value)});
    }
    for (const char *key : {"min_value", "max_value", "avg_value", "sum_value", "fee", "resource_unit", "currency_unit"})
        entry[key] = "";
    return entry;
}

std::string resourceOf(const Json &entry)
{
    for (const char *label : {"node", "pod", "workload", "namespace"}) {
        if (const auto text = memberText(entry, {"metric", label}); !text.empty() && label != std::string_view("node"))
            return memberText(entry, {"metric", "namespace"}) + '/' + text;
        else if (!text.empty() && memberText(entry, {"metric", "pod"}).empty())
            return text;
    }
    return {};
}

/// `sort_metric`: orders all metrics' rows as that metric's are, then cuts a page out.
void sortAndPage(const HttpRequest &request, Json &answer)
{
    const auto metric = request.value("sort_metric");
    auto &results = answer["results"];
    std::vector<std::pair<double, std::string>> order;
    for (const auto &result : results) {
        if (memberText(result, {"metric_name"}) != metric)
            continue;
        const auto *rows = member(result, {"data", "result"});
        for (const auto &entry : rows ? *rows : Json::array())
            order.emplace_back(entry.contains("value") ? number(entry["value"][1].get<std::string>()).value_or(0) : 0, resourceOf(entry));
    }
    const bool ascending = request.value("sort_type") == "asc";
    std::sort(order.begin(), order.end(), [ascending](const auto &a, const auto &b) { return ascending ? a < b : a > b; });
    const auto limit = std::max<std::size_t>(1, static_cast<std::size_t>(number(request.value("limit")).value_or(5)));
    const auto page = std::max<std::size_t>(1, static_cast<std::size_t>(number(request.value("page")).value_or(1)));
    const auto first = std::min(order.size(), (page - 1) * limit);
    const auto last = std::min(order.size(), first + limit);
    for (auto &result : results) {
        if (!result["data"].contains("result"))
            continue;
        Json rows = Json::array();
        for (auto i = first; i < last; ++i) {
            // A metric that lacks the resource still has its place.
            Json found{{"min_value", ""}, {"max_value", ""}, {"avg_value", ""}, {"sum_value", ""}, {"fee", ""}, {"resource_unit", ""}, {"currency_unit", ""}};
            for (const auto &entry : result["data"]["result"]) {
                if (resourceOf(entry) == order[i].second)
                    found = entry;
            }
            rows.push_back(std::move(found));
        }
        result["data"]["result"] = std::move(rows);
    }
    answer["page"] = page;
    answer["total_page"] = (order.size() + limit - 1) / limit;
    answer["total_item"] = order.size();
}

} // namespace

HttpResponse answerMonitoring(State &state, const HttpRequest &request, const RequestInfo &info)
{
    const auto scope = scopeOf(info);
    if (!scope)
        return routerText(404);
    const auto times = readTimes(state, request);
    if (const auto *error = std::get_if<HttpResponse>(&times))
        return *error;
    std::optional<std::regex> names, resources;
    bool broken = false;
    try {
        if (request.hasValue("metrics_filter"))
            names.emplace(std::string(request.value("metrics_filter")));
    } catch (const std::regex_error &) {
        broken = true; // matches nothing, and nobody says so
    }
    try {
        if (request.hasValue("resources_filter") && !request.value("resources_filter").empty())
            resources.emplace(std::string(request.value("resources_filter")));
    } catch (const std::regex_error &) {
        return kapisJson(Json{{"results", nullptr}});
    }
    const auto wanted = [&](const std::string &name) { return !resources || std::regex_match(name, *resources); };
    Json results;
    for (const auto &name : metricNames(scope->level)) {
        if (broken || (names && !std::regex_search(name, *names)))
            continue;
        if (results.is_null())
            results = Json::array();
        if (state.faults.prometheusDown) {
            const char *path = std::get<Times>(times).range ? "query_range" : "query";
            results.push_back(Json{{"metric_name", name}, {"data", Json::object()}, {"error", std::string("Post \"http://prometheus-k8s.kubesphere-monitoring-system.svc:9090/api/v1/") + path + "\": dial tcp 10.96.0.99:9090: connect: connection refused"}});
            continue;
        }
        Json rows = Json::array();
        for (const auto &series : metricSeries(*state.world, *scope, name, wanted)) {
            if (auto entry = row(series, std::get<Times>(times)); !entry.is_null())
                rows.push_back(std::move(entry));
        }
        Json data{{"resultType", std::get<Times>(times).range ? "matrix" : "vector"}};
        if (!rows.empty())
            data["result"] = std::move(rows);
        results.push_back(Json{{"metric_name", name}, {"data", std::move(data)}});
    }
    Json answer{{"results", std::move(results)}};
    if (!request.value("sort_metric").empty() && !std::get<Times>(times).range && answer["results"].is_array())
        sortAndPage(request, answer);
    return kapisJson(answer);
}

} // namespace sk::demo
