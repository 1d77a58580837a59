#pragma once

#include "http_types.h"

#include <atomic>

namespace sk::demo {

/// The transport: accepts connections on one thread of its own and hands requests to handlers on that thread.
class HttpServer {
public:
    using Handler = std::function<void(HttpRequest request, ExchangePtr exchange)>;
    struct Listen {
        std::string address = "127.0.0.1"; ///< loopback only
        std::uint16_t port = 0; ///< 0: a free one
        std::string certificatePem; ///< with the key: TLS; both empty: plain HTTP
        std::string keyPem;
        std::string clientCaPem; ///< asks for a client certificate of this CA, without insisting; empty: does not ask
        Handler handler;
    };

    HttpServer();
    ~HttpServer(); ///< stops
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Binds one more address: before start(), or on the server's thread. `listen.port` becomes the port. An error is one clear English line.
    [[nodiscard]] std::optional<std::string> listen(Listen &listen);
    /// Stops accepting at a port, on all addresses; server's thread only.
    void close(std::uint16_t port);
    /// Starts the thread.
    void start();
    void stop();

    /// Runs `work` on the server's thread and waits for it. On that thread, or when not running, it is run at once.
    void run(const std::function<void()> &work);
    /// Calls `work` every so often on the server's thread until stop(); before start() only.
    void every(int milliseconds, std::function<void()> work);
    /// Cuts all connections except `keep`; server's thread only.
    void cutConnections(const Exchange *keep);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::demo
