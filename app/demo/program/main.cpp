#include <sk/core/version.h>
#include <sk/server/cluster.h>
#include <sk/server/faults.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using sk::demo::Cluster;
using sk::demo::ClusterOptions;

struct Option {
    const char *name;
    const char *value; ///< what the value is; null: a switch
    const char *help;
    std::function<std::optional<std::string>(ClusterOptions &options, std::string_view value)> set;
};

std::optional<std::string> readNumber(std::string_view text, double least, double most, double &value)
{
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < least || value > most) {
        char range[96];
        std::snprintf(range, sizeof range, "a number from %.0f to %.0f", least, most);
        return "'" + std::string(text) + "' is not " + range;
    }
    return std::nullopt;
}

template<typename Set>
auto number(double least, double most, Set set)
{
    return [=](ClusterOptions &options, std::string_view text) -> std::optional<std::string> {
        double value = 0;
        if (auto error = readNumber(text, least, most, value))
            return error;
        set(options, value);
        return std::nullopt;
    };
}

template<typename Set>
auto text(Set set)
{
    return [=](ClusterOptions &options, std::string_view value) -> std::optional<std::string> {
        if (value.empty())
            return "an empty value";
        set(options, std::string(value));
        return std::nullopt;
    };
}

std::vector<Option> allOptions()
{
    using O = ClusterOptions;
    return {
        {"nodes", "N", "how many nodes (12)", number(1, 5000, [](O &o, double v) { o.world.nodes = static_cast<int>(v); })},
        {"pods", "N", "how many pods (400)", number(0, 100000, [](O &o, double v) { o.world.pods = static_cast<int>(v); })},
        {"events-per-second", "R", "how many changes a second happen by themselves (1); 0 freezes the cluster", number(0, 10000, [](O &o, double v) { o.world.eventsPerSecond = v; })},
        {"seed", "N", "the same seed gives the same cluster (42)", number(0, 4294967295.0, [](O &o, double v) { o.world.seed = static_cast<std::uint64_t>(v); })},
        {"port", "N", "the port (0: a free one)", number(0, 65535, [](O &o, double v) { o.port = static_cast<std::uint16_t>(v); })},
        {"address", "IP", "a loopback address (127.0.0.1)", text([](O &o, std::string v) { o.address = std::move(v); })},
        {"server-version", "V", "3.3, 3.4 or 4.1 (3.4)",
         [](O &o, std::string_view v) -> std::optional<std::string> {
             if (v != "3.3" && v != "3.4" && v != "4.1")
                 return "'" + std::string(v) + "' is none of 3.3 3.4 4.1";
             o.version = std::string(v);
             return std::nullopt;
         }},
        {"api-domain", "NAME", "the API domain (kubesphere.io); \"Super Kubenetes.io\" is the documentation's", text([](O &o, std::string v) { o.world.apiDomain = std::move(v); })},
        {"client-id", "NAME", "the OAuth client (kubesphere)", text([](O &o, std::string v) { o.clientId = std::move(v); })},
        {"client-secret", "TEXT", "the OAuth client's secret (kubesphere)", text([](O &o, std::string v) { o.clientSecret = std::move(v); })},
        {"tls", nullptr, "serve HTTPS with a self-made CA", [](O &o, std::string_view) -> std::optional<std::string> { o.tls = true; return std::nullopt; }},
        {"ca-out", "FILE", "write the made CA's certificate there; implies --tls", text([](O &o, std::string v) { o.caOutputFile = std::move(v); o.tls = true; })},
        {"cert", "FILE", "serve HTTPS with this certificate (PEM); implies --tls", text([](O &o, std::string v) { o.certificateFile = std::move(v); o.tls = true; })},
        {"key", "FILE", "the certificate's private key (PEM); implies --tls", text([](O &o, std::string v) { o.privateKeyFile = std::move(v); o.tls = true; })},
        {"access-token-seconds", "N", "life of an access token (7200); 0: for ever", number(0, 1e8, [](O &o, double v) { o.accessTokenSeconds = static_cast<int>(v); })},
        {"refresh-token-seconds", "N", "life of a refresh token (14400)", number(1, 1e8, [](O &o, double v) { o.refreshTokenSeconds = static_cast<int>(v); })},
        {"single-login", nullptr, "a new sign-in or refresh ends the user's other tokens", [](O &o, std::string_view) -> std::optional<std::string> { o.multipleLogin = false; return std::nullopt; }},
        {"clock-skew", "SECONDS", "the server's clock minus the real one (0)", number(-1e8, 1e8, [](O &o, double v) { o.clockSkewSeconds = static_cast<int>(v); })},
        {"lockout-failures", "N", "wrong passwords until an account is locked (10); 0: never", number(0, 1000000, [](O &o, double v) { o.lockoutFailures = static_cast<int>(v); })},
        {"lockout-seconds", "N", "how long it stays locked (600)", number(1, 1e8, [](O &o, double v) { o.lockoutSeconds = static_cast<int>(v); })},
        {"face", "NAME", "what listens: ks-apiserver (the default), console-v3, console-v4, kube-apiserver, ingress, redirect",
         [](O &o, std::string_view v) -> std::optional<std::string> {
             static constexpr std::array<std::pair<std::string_view, sk::demo::Face>, 6> faces{{{"ks-apiserver", sk::demo::Face::KsApiserver}, {"console-v3", sk::demo::Face::ConsoleV3}, {"console-v4", sk::demo::Face::ConsoleV4},
                 {"kube-apiserver", sk::demo::Face::KubeApiserver}, {"ingress", sk::demo::Face::Ingress}, {"redirect", sk::demo::Face::Redirect}}};
             for (const auto &[name, face] : faces) {
                 if (name == v) {
                     o.face = face;
                     return std::nullopt;
                 }
             }
             return "'" + std::string(v) + "' is none of ks-apiserver console-v3 console-v4 kube-apiserver ingress redirect";
         }},
        {"kubeconfig-output", "FILE", "serve the same cluster as a kube-apiserver too, and write a kubeconfig for it there", text([](O &o, std::string v) { o.kubeconfigOutputFile = std::move(v); })},
        {"fault", "NAME=VALUE", "misbehave on purpose; may be repeated",
         [](O &o, std::string_view v) -> std::optional<std::string> {
             const auto equals = v.find('=');
             if (equals == std::string_view::npos)
                 return "'" + std::string(v) + "' is not NAME=VALUE; the names are: " + sk::demo::faultNames();
             return sk::demo::setFault(o.faults, v.substr(0, equals), v.substr(equals + 1));
         }},
    };
}

void printHelp(const std::vector<Option> &options)
{
    std::printf("Usage: sk-demo-cluster [options]\n\nServes a made-up cluster on the loopback interface, as ks-apiserver would.\n\n");
    for (const auto &option : options) {
        const auto left = std::string("--") + option.name + (option.value ? std::string(" ") + option.value : std::string());
        std::printf("  %-30s %s\n", left.c_str(), option.help);
    }
    std::printf("  %-30s %s\n  %-30s %s\n\nFaults: %s\n", "--help", "this text", "--version", "the version", sk::demo::faultNames().c_str());
}

/// An exit status when the program shall end at once.
std::optional<int> readArguments(int count, char **arguments, ClusterOptions &settings)
{
    const auto options = allOptions();
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--help" || argument == "-h") {
            printHelp(options);
            return 0;
        }
        if (argument == "--version") {
            std::printf("sk-demo-cluster %s\n", sk::version());
            return 0;
        }
        const auto equals = argument.find('=');
        const auto name = argument.starts_with("--") ? argument.substr(2, equals == std::string_view::npos ? equals : equals - 2) : std::string_view();
        const Option *found = nullptr;
        for (const auto &option : options) {
            if (option.name == name)
                found = &option;
        }
        if (!found) {
            std::string names;
            for (const auto &option : options)
                names += std::string(" --") + option.name;
            std::fprintf(stderr, "sk-demo-cluster: unknown option '%s'; there are:%s --help --version\n", arguments[i], names.c_str());
            return 2;
        }
        std::string_view value;
        if (found->value) {
            if (equals != std::string_view::npos) {
                value = argument.substr(equals + 1);
            } else if (i + 1 < count) {
                value = arguments[++i];
            } else {
                std::fprintf(stderr, "sk-demo-cluster: --%s needs a value: %s\n", found->name, found->help);
                return 2;
            }
        } else if (equals != std::string_view::npos) {
            std::fprintf(stderr, "sk-demo-cluster: --%s takes no value\n", found->name);
            return 2;
        }
        if (const auto error = found->set(settings, value)) {
            std::fprintf(stderr, "sk-demo-cluster: --%s: %s\n", found->name, error->c_str());
            return 2;
        }
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    ClusterOptions options;
    if (const auto status = readArguments(argc, argv, options))
        return *status;
    boost::asio::io_context untilAsked;
    boost::asio::signal_set signals(untilAsked, SIGINT, SIGTERM); // before it says that it is ready: who reads that may end it
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // whoever reads the output may have gone
#endif
    const auto begun = std::chrono::steady_clock::now();
    Cluster cluster(std::move(options));
    if (const auto error = cluster.start()) {
        std::fprintf(stderr, "sk-demo-cluster: %s\n", error->c_str());
        return 1;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf("sk-demo-cluster: %s (users admin, operator, team-lead, viewer, newcomer, newhire, disabled; password P@88w0rd), ready in %.2f s\n", cluster.url().c_str(), took.count());
    if (const auto kube = cluster.kubeApiserverUrl(); !kube.empty())
        std::printf("sk-demo-cluster: the same as a kube-apiserver: %s\n", kube.c_str());
    std::fflush(stdout);
    signals.async_wait([](const auto &, int) {});
    untilAsked.run();
    cluster.stop();
    return 0;
}
