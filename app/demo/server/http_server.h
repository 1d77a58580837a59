#pragma once

#include "http_types.h"

#include <atomic>

namespace sk::demo {

/// The transport: accepts connections on one thread of its own and hands requests to a handler on that thread.
class HttpServer {
public:
    using Handler = std::function<void(HttpRequest request, ExchangePtr exchange)>;

    HttpServer();
    ~HttpServer(); ///< stops
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Binds and starts the thread. `certificatePem` and `keyPem` empty: plain HTTP. An error is one clear English line.
    [[nodiscard]] std::optional<std::string> start(const std::string &address, std::uint16_t port, const std::string &certificatePem,
                                                   const std::string &keyPem, Handler handler);
    void stop();
    [[nodiscard]] std::uint16_t port() const;

    /// Runs `work` on the server's thread; returns at once.
    void post(std::function<void()> work);
    /// The same, and waits for it. On the server's thread, or when not running, it is run at once.
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
