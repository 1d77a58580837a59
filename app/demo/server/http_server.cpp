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

} // namespace

struct HttpServer::Private {
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> guard;
    std::optional<Tcp::acceptor> acceptor;
    std::optional<ssl::context> tls;
    std::vector<std::weak_ptr<SessionBase>> sessions;
    std::vector<std::unique_ptr<Repeating>> repeating;
    Handler handler;
    std::thread thread;
    std::atomic<bool> running{false};
    std::uint16_t port = 0;

    void accept()
    {
        acceptor->async_accept([this](boost::system::error_code error, Tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error) {
                boost::system::error_code ignored;
                socket.set_option(Tcp::no_delay(true), ignored);
                std::shared_ptr<SessionBase> session;
                if (tls)
                    session = std::make_shared<Session<beast::ssl_stream<beast::tcp_stream>>>(io, handler, beast::ssl_stream<beast::tcp_stream>(beast::tcp_stream(std::move(socket)), *tls));
                else
                    session = std::make_shared<Session<beast::tcp_stream>>(io, handler, beast::tcp_stream(std::move(socket)));
                std::erase_if(sessions, [](const auto &weak) { return weak.expired(); });
                sessions.push_back(session);
                session->start();
            }
            accept();
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

std::optional<std::string> HttpServer::start(const std::string &address, std::uint16_t port, const std::string &certificatePem,
                                             const std::string &keyPem, Handler handler)
{
    d->handler = std::move(handler);
    boost::system::error_code error;
    const auto host = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    if (error)
        return "'" + address + "' is not an IP address";
    if (!host.is_loopback())
        return "the address " + address + " is not a loopback address; the stand-in listens on 127.0.0.1 or ::1 only";
    if (!certificatePem.empty()) {
        d->tls.emplace(ssl::context::tls_server);
        d->tls->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
        d->tls->use_certificate_chain(asio::buffer(certificatePem), error);
        if (error)
            return "the certificate cannot be read: " + error.message();
        d->tls->use_private_key(asio::buffer(keyPem), ssl::context::pem, error);
        if (error)
            return "the private key cannot be used: " + error.message();
    }
    d->acceptor.emplace(d->io);
    const Tcp::endpoint endpoint(host, port);
    const auto where = address + ':' + std::to_string(port);
    d->acceptor->open(endpoint.protocol(), error);
    if (!error)
        d->acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        d->acceptor->bind(endpoint, error);
    if (!error)
        d->acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        d->acceptor.reset();
        if (error == asio::error::address_in_use)
            return "port " + std::to_string(port) + " of " + address + " is already in use";
        return "cannot listen on " + where + ": " + error.message();
    }
    d->port = d->acceptor->local_endpoint().port();
    d->guard.emplace(asio::make_work_guard(d->io));
    d->running = true;
    for (auto &entry : d->repeating) {
        entry->timer = std::make_unique<asio::steady_timer>(d->io);
        d->arm(*entry);
    }
    d->accept();
    d->thread = std::thread([this] { d->io.run(); });
    return std::nullopt;
}

void HttpServer::stop()
{
    if (!d->running.exchange(false))
        return;
    asio::post(d->io, [this] {
        boost::system::error_code ignored;
        d->acceptor->close(ignored);
        for (auto &entry : d->repeating)
            entry->timer->cancel();
        d->cut(nullptr);
        d->guard.reset();
        // One more turn, so that the closed connections' handlers run and release what they hold.
        asio::post(d->io, [this] { d->io.stop(); });
    });
    d->thread.join();
    d->port = 0;
}

std::uint16_t HttpServer::port() const
{
    return d->running ? d->port : 0;
}

void HttpServer::post(std::function<void()> work)
{
    asio::post(d->io, std::move(work));
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
