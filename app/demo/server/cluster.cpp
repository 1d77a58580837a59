#include "cluster.h"

#include "http_server.h"
#include "router.h"
#include "tls_material.h"

#include <filesystem>
#include <fstream>
#include <mutex>

namespace sk::demo {

struct Cluster::Private {
    explicit Private(ClusterOptions clusterOptions)
        : state(std::move(clusterOptions))
    {
    }

    State state;
    std::unique_ptr<HttpServer> server;
    std::string caPem;
    std::string url;
    mutable std::mutex seenMutex;
    std::vector<SeenRequest> seen;

    void remember(const HttpRequest &request)
    {
        SeenRequest entry{request.method, request.target, request.headers, request.body};
        if (request.path == "/oauth/token")
            entry.body = percentDecode(request.body, true);
        const std::lock_guard lock(seenMutex);
        // A program that runs for days must not keep every request.
        if (seen.size() >= 20000)
            seen.erase(seen.begin(), seen.begin() + 10000);
        seen.push_back(std::move(entry));
    }
};

Cluster::Cluster(ClusterOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

Cluster::~Cluster()
{
    stop();
}

std::optional<std::string> Cluster::start()
{
    if (d->server)
        return "the cluster is already running";
    auto &options = d->state.options;
    if (options.version != "3.3" && options.version != "3.4" && options.version != "4.1")
        return "unknown server version '" + options.version + "'; there are: 3.3 3.4 4.1";
    TlsMaterial material;
    if (options.tls) {
        if (options.certificateFile.empty() && options.privateKeyFile.empty()) {
            if (auto error = makeTlsMaterial(material))
                return error;
        } else if (auto error = readTlsMaterial(options.certificateFile, options.privateKeyFile, material)) {
            return error;
        }
        if (!options.caOutputFile.empty() && !material.caPem.empty()) {
            // Beside and renamed, so that nobody reads half of it.
            const auto partial = options.caOutputFile + ".part";
            std::ofstream file(partial, std::ios::binary | std::ios::trunc);
            file << material.caPem;
            file.close();
            std::error_code problem;
            if (file)
                std::filesystem::rename(partial, options.caOutputFile, problem);
            if (!file || problem)
                return "cannot write the CA certificate to " + options.caOutputFile;
        }
    }
    auto server = std::make_unique<HttpServer>();
    options.world.now = d->state.now();
    d->state.world = std::make_unique<World>(options.world);
    d->state.restart = [this, raw = server.get()](const Exchange *keep) {
        d->state.tokens.clear();
        raw->cutConnections(keep);
    };
    if (options.world.eventsPerSecond > 0)
        server->every(50, [this] { d->state.world->advance(d->state.now()); });
    // The world's clock and the handler's: one thread, so no lock but the one around what tests look at.
    const auto error = server->start(options.address, options.port, material.certificatePem, material.keyPem, [this](const HttpRequest &request, const ExchangePtr &exchange) {
        d->remember(request);
        route(d->state, request, exchange);
    });
    if (error) {
        d->state.world.reset();
        return error;
    }
    const auto host = options.address.find(':') == std::string::npos ? options.address : '[' + options.address + ']';
    d->url = (options.tls ? "https://" : "http://") + host + ':' + std::to_string(server->port());
    d->state.url = d->url;
    d->caPem = material.caPem;
    d->server = std::move(server);
    return std::nullopt;
}

void Cluster::stop()
{
    if (!d->server)
        return;
    d->server->stop();
    d->server.reset();
    d->state.world.reset();
    d->url.clear();
}

std::string Cluster::url() const
{
    return d->url;
}

std::uint16_t Cluster::port() const
{
    return d->server ? d->server->port() : 0;
}

std::string Cluster::caCertificatePem() const
{
    return d->caPem;
}

void Cluster::setFaults(const Faults &faults)
{
    const auto set = [this, &faults] { d->state.faults = faults; };
    d->server ? d->server->run(set) : set();
}

void Cluster::restart()
{
    if (d->server)
        d->server->run([this] { d->state.restart(nullptr); });
}

void Cluster::withWorld(const std::function<void(World &)> &work)
{
    if (d->server)
        d->server->run([this, &work] { work(*d->state.world); });
}

std::vector<Cluster::SeenRequest> Cluster::seenRequests() const
{
    const std::lock_guard lock(d->seenMutex);
    return d->seen;
}

void Cluster::clearSeenRequests()
{
    const std::lock_guard lock(d->seenMutex);
    d->seen.clear();
}

} // namespace sk::demo
