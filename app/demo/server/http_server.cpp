// The only file that includes Boost.Beast: it compiles slowly.
#include "http_server.h"

#include "http_session_p.h"

#include <boost/asio/ip/tcp.hpp>

#include <future>
#include <set>
#include <thread>

namespace sk::demo {

namespace {

using Tcp = asio::ip::tcp;

struct Repeating {
    int milliseconds;
    std::function<void()> work;
    std::unique_ptr<asio::steady_timer> timer;
};

/// One bound address.
struct Listener {
    explicit Listener(asio::io_context &io)
        : acceptor(io)
    {
    }
    Tcp::acceptor acceptor;
    std::optional<ssl::context> tls;
    HttpServer::Handler handler;
};

std::optional<std::string> setUpTls(ssl::context &tls, const HttpServer::Listen &listen)
{
    boost::system::error_code error;
    tls.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    tls.use_certificate_chain(asio::buffer(listen.certificatePem), error);
    if (error)
        return "the certificate cannot be read: " + error.message();
    tls.use_private_key(asio::buffer(listen.keyPem), ssl::context::pem, error);
    if (error)
        return "the private key cannot be used: " + error.message();
    if (!listen.clientCaPem.empty()) {
        tls.add_certificate_authority(asio::buffer(listen.clientCaPem), error);
        if (!error)
            tls.set_verify_mode(ssl::verify_peer, error);
        // Without a name of its own a server that looks at clients takes no session up again.
        static constexpr unsigned char context[] = "stand-in";
        SSL_CTX_set_session_id_context(tls.native_handle(), context, sizeof context - 1);
        if (error)
            return "the CA for client certificates cannot be used: " + error.message();
    }
    return std::nullopt;
}

} // namespace

struct HttpServer::Private {
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> guard;
    std::vector<std::shared_ptr<Listener>> listeners;
    std::vector<std::weak_ptr<SessionBase>> sessions;
    std::vector<std::unique_ptr<Repeating>> repeating;
    std::thread thread;
    std::atomic<bool> running{false};

    void accept(const std::shared_ptr<Listener> &listener)
    {
        listener->acceptor.async_accept([this, listener](boost::system::error_code error, Tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error) {
                boost::system::error_code ignored;
                socket.set_option(Tcp::no_delay(true), ignored);
                std::shared_ptr<SessionBase> session;
                if (listener->tls)
                    session = std::make_shared<Session<beast::ssl_stream<beast::tcp_stream>>>(io, listener->handler, beast::ssl_stream<beast::tcp_stream>(beast::tcp_stream(std::move(socket)), *listener->tls));
                else
                    session = std::make_shared<Session<beast::tcp_stream>>(io, listener->handler, beast::tcp_stream(std::move(socket)));
                std::erase_if(sessions, [](const auto &weak) { return weak.expired(); });
                sessions.push_back(session);
                session->start();
            }
            accept(listener);
        });
    }

    void arm(Repeating &entry)
    {
        entry.timer->expires_after(std::chrono::milliseconds(entry.milliseconds));
        entry.timer->async_wait([this, &entry](boost::system::error_code error) {
            if (error)
                return;
            entry.work();
            arm(entry);
        });
    }

    void cut(const Exchange *keep)
    {
        const auto all = sessions;
        for (const auto &weak : all) {
            const auto session = weak.lock();
            if (session && session.get() != keep)
                session->close();
        }
    }
};

HttpServer::HttpServer()
    : d(std::make_unique<Private>())
{
}

HttpServer::~HttpServer()
{
    stop();
}

std::optional<std::string> HttpServer::listen(Listen &listen)
{
    boost::system::error_code error;
    const auto host = asio::ip::make_address(listen.address == "localhost" ? "127.0.0.1" : listen.address, error);
    if (error)
        return "'" + listen.address + "' is not an IP address";
    if (!host.is_loopback())
        return "the address " + listen.address + " is not a loopback address; the stand-in listens on 127.0.0.1 or ::1 only";
    const auto listener = std::make_shared<Listener>(d->io);
    listener->handler = listen.handler;
    if (!listen.certificatePem.empty()) {
        if (auto refused = setUpTls(listener->tls.emplace(ssl::context::tls_server), listen))
            return refused;
    }
    auto &acceptor = listener->acceptor;
    const Tcp::endpoint endpoint(host, listen.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        if (error == asio::error::address_in_use)
            return "port " + std::to_string(listen.port) + " of " + listen.address + " is already in use";
        return "cannot listen on " + listen.address + ':' + std::to_string(listen.port) + ": " + error.message();
    }
    listen.port = acceptor.local_endpoint().port();
    d->listeners.push_back(listener);
    d->accept(listener);
    return std::nullopt;
}

void HttpServer::close(std::uint16_t port)
{
    std::erase_if(d->listeners, [port](const auto &listener) {
        boost::system::error_code ignored;
        if (listener->acceptor.local_endpoint(ignored).port() != port)
            return false;
        listener->acceptor.close(ignored);
        return true;
    });
}

void HttpServer::start()
{
    d->guard.emplace(asio::make_work_guard(d->io));
    d->running = true;
    for (auto &entry : d->repeating) {
        entry->timer = std::make_unique<asio::steady_timer>(d->io);
        d->arm(*entry);
    }
    d->thread = std::thread([this] { d->io.run(); });
}

void HttpServer::stop()
{
    if (!d->running.exchange(false))
        return;
    asio::post(d->io, [this] {
        boost::system::error_code ignored;
        for (const auto &listener : d->listeners)
            listener->acceptor.close(ignored);
        for (auto &entry : d->repeating)
            entry->timer->cancel();
        d->cut(nullptr);
        d->guard.reset();
        // One more turn, so that the closed connections' handlers run and release what they hold.
        asio::post(d->io, [this] { d->io.stop(); });
    });
    d->thread.join();
}

void HttpServer::run(const std::function<void()> &work)
{
    if (!d->running || std::this_thread::get_id() == d->thread.get_id()) {
        work();
        return;
    }
    std::promise<void> done;
    asio::post(d->io, [&work, &done] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

void HttpServer::every(int milliseconds, std::function<void()> work)
{
    d->repeating.push_back(std::make_unique<Repeating>(Repeating{milliseconds, std::move(work), nullptr}));
}

void HttpServer::cutConnections(const Exchange *keep)
{
    d->cut(keep);
}

} // namespace sk::demo
