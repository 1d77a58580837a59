#include "cluster.h"

#include "accounts.h"
#include "budgets.h"
#include "faces.h"
#include "http_server.h"
#include "kubeconfig.h"
#include "router.h"

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
    std::uint16_t port = 0;
    mutable std::mutex seenMutex;
    std::vector<SeenRequest> seen;

    std::string kubeUrl;
    std::string kubeconfig;

    /// Starts all or nothing; what was begun is thrown away by the caller.
    std::optional<std::string> start()
    {
        auto &options = state.options;
        if (options.version != "3.3" && options.version != "3.4" && options.version != "4.1")
            return "unknown server version '" + options.version + "'; there are: 3.3 3.4 4.1";
        options.kubeApiserver = options.kubeApiserver || !options.kubeconfigOutputFile.empty();
        options.world.loopbackNodes = options.kubeApiserver;
        TlsMaterial material;
        if (auto error = prepareTls(material))
            return error;
        options.world.now = state.now();
        state.world = std::make_unique<World>(options.world);
        server = std::make_unique<HttpServer>();
        state.restart = [this](const Exchange *keep) {
            state.tokens.clear();
            server->cutConnections(keep);
        };
        if (options.world.eventsPerSecond > 0) {
            server->every(50, [this] { state.world->advance(state.now()); });
            server->every(3000, [this] { settleBudgets(state); });
        }
        server->every(250, [this] { endLocks(state); });
        HttpServer::Listen listen{options.address, options.port, material.certificatePem, material.keyPem, {}, handler(&route)};
        if (auto error = server->listen(listen))
            return error;
        const auto host = options.address.find(':') == std::string::npos ? options.address : '[' + options.address + ']';
        url = (options.tls ? "https://" : "http://") + host + ':' + std::to_string(listen.port);
        port = listen.port;
        state.url = url;
        caPem = material.caPem;
        if (options.kubeApiserver) {
            if (auto error = startKubeApiserver(listen))
                return error;
        }
        server->start();
        return std::nullopt;
    }

    std::optional<std::string> prepareTls(TlsMaterial &material) const
    {
        const auto &options = state.options;
        if (!options.tls)
            return std::nullopt;
        if (!options.certificateFile.empty() || !options.privateKeyFile.empty())
            return readTlsMaterial(options.certificateFile, options.privateKeyFile, material);
        if (auto error = makeTlsMaterial(material))
            return error;
        return options.caOutputFile.empty() ? std::nullopt : writeWhole(options.caOutputFile, material.caPem, false);
    }

    /// The second listener; `ours` is the first one, which node ports repeat.
    std::optional<std::string> startKubeApiserver(const HttpServer::Listen &ours)
    {
        TlsMaterial material;
        if (auto error = makeTlsMaterial(material))
            return error;
        HttpServer::Listen listen{"127.0.0.1", 0, material.certificatePem, material.keyPem, material.caPem, handler(&answerKubeApiserver)};
        if (auto error = server->listen(listen))
            return error;
        kubeUrl = "https://127.0.0.1:" + std::to_string(listen.port);
        kubeconfig = kubeconfigText(kubeUrl, material, state.serviceAccountToken);
        state.openNodePort = [this, ours](std::uint16_t number) { return openNodePort(ours, number); };
        state.closeNodePort = [this](std::uint16_t number) {
            server->close(number);
            state.openPorts.erase(number);
        };
        const auto &file = state.options.kubeconfigOutputFile;
        return file.empty() ? std::nullopt : writeWhole(file, kubeconfig, true);
    }

    bool openNodePort(HttpServer::Listen listen, std::uint16_t number)
    {
        listen.port = number;
        const auto *kind = state.world->findKind("", "v1", "nodes");
        bool good = true;
        int count = 0;
        state.world->each(*kind, {}, {}, {}, [&](const Entry &entry) {
            const auto node = state.world->object(*kind, {}, entry.name);
            for (const auto &address : (*node)["status"]["addresses"]) {
                if (address["type"] != "InternalIP")
                    continue;
                listen.address = address["address"];
                good = !server->listen(listen);
            }
            // Each costs a socket; nobody tries them all.
            return good && ++count < 64;
        });
        if (good)
            state.openPorts.insert(number);
        else
            server->close(number);
        return good;
    }

    using Answer = void (*)(State &state, const HttpRequest &request, const ExchangePtr &exchange);
    /// The world's clock and the handlers': one thread, so no lock but the one around what tests look at.
    HttpServer::Handler handler(Answer answer)
    {
        return [this, answer](const HttpRequest &request, const ExchangePtr &exchange) {
            remember(request);
            answer(state, request, exchange);
        };
    }

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
    auto error = d->start();
    if (error) {
        d->server.reset();
        d->state.world.reset();
        d->url.clear();
        d->kubeUrl.clear();
        d->port = 0;
    }
    return error;
}

void Cluster::stop()
{
    if (!d->server)
        return;
    d->server->stop();
    d->server.reset();
    d->state.world.reset();
    d->url.clear();
    d->kubeUrl.clear();
    d->kubeconfig.clear();
    d->port = 0;
    d->state.openPorts.clear();
    d->state.openNodePort = nullptr;
    d->state.closeNodePort = nullptr;
}

std::string Cluster::url() const
{
    return d->url;
}

std::uint16_t Cluster::port() const
{
    return d->port;
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

void Cluster::disturbWatches(const WatchTrouble &trouble)
{
    if (d->server)
        d->server->run([this, &trouble] { d->state.disturbWatches(trouble); });
}

int Cluster::openWatches() const
{
    int count = 0;
    if (d->server)
        d->server->run([this, &count] { count = d->state.openWatches(); });
    return count;
}

bool Cluster::changeUser(const std::string &name, const UserChange &change)
{
    bool known = false;
    if (d->server)
        d->server->run([&] { known = sk::demo::changeUser(d->state, name, change); });
    return known;
}

std::string Cluster::kubeconfig() const
{
    return d->kubeconfig;
}

std::string Cluster::kubeApiserverUrl() const
{
    return d->kubeUrl;
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
