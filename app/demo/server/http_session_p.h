#pragma once

#include "http_types.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <deque>

/// One connection; private to http_server.cpp.
namespace sk::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
namespace websocket = boost::beast::websocket;

class SessionBase : public Exchange {
public:
    virtual void start() = 0;
    virtual void close() = 0;
};

template<typename Stream>
class Session final : public SessionBase, public std::enable_shared_from_this<Session<Stream>> {
public:
    using Handler = std::function<void(HttpRequest, ExchangePtr)>;
    static constexpr bool isTls = !std::is_same_v<Stream, beast::tcp_stream>;
    static constexpr std::size_t bodyLimit = 16 * 1024 * 1024;

    Session(asio::io_context &io, Handler handler, Stream stream)
        : m_io(io)
        , m_handler(std::move(handler))
        , m_stream(std::move(stream))
        , m_pace(io)
    {
    }

    void start() override
    {
        if constexpr (isTls) {
            m_stream.async_handshake(ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code error) {
                if (!error)
                    self->readRequest();
                else
                    self->close();
            });
        } else {
            readRequest();
        }
    }

    void setFaults(const TransportFaults &faults) override { m_faults = faults; }

    void send(HttpResponse response) override
    {
        auto head = headOf(response);
        head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n";
        m_queue.push_back({std::move(head), false});
        if (m_method != "HEAD" && !response.body.empty())
            m_queue.push_back({std::move(response.body), true});
        m_ended = true;
        pump();
    }

    void stream(HttpResponse head, std::function<bool(std::string &)> produce) override
    {
        begin(std::move(head));
        if (m_method == "HEAD")
            return end();
        m_produce = std::move(produce);
        pump();
    }

    void begin(HttpResponse head) override
    {
        if (!m_webSocket) {
            auto text = headOf(head);
            text += "Transfer-Encoding: chunked\r\n\r\n";
            m_queue.push_back({std::move(text), false});
            watchForClose();
        }
        if (!head.body.empty())
            push(std::move(head.body));
        else
            pump();
    }

    void push(std::string piece) override
    {
        if (m_closed || piece.empty())
            return;
        enqueueBody(std::move(piece));
        pump();
    }

    void end() override
    {
        if (m_closed || m_ended)
            return;
        if (!m_webSocket && m_method != "HEAD")
            m_queue.push_back({"0\r\n\r\n", false});
        m_ended = true;
        pump();
    }

    void acceptWebSocket() override
    {
        m_webSocket = std::make_unique<websocket::stream<Stream>>(std::move(m_stream));
        m_handshaking = true;
        m_webSocket->text(true);
        m_webSocket->async_accept(m_upgrade, [self = this->shared_from_this()](beast::error_code error) {
            self->m_handshaking = false;
            if (error)
                return self->close();
            self->readFrames();
            self->pump();
        });
    }

    void abort() override { close(); }
    void whenClosed(std::function<void()> callback) override { m_whenClosed = std::move(callback); }
    [[nodiscard]] bool closed() const override { return m_closed; }

    void later(int milliseconds, std::function<void()> work) override
    {
        auto timer = std::make_shared<asio::steady_timer>(m_io, std::chrono::milliseconds(milliseconds));
        timer->async_wait([timer, work = std::move(work)](beast::error_code error) {
            if (!error)
                work();
        });
    }

    void close() override
    {
        if (m_closed)
            return;
        m_closed = true;
        m_produce = nullptr;
        m_pace.cancel();
        beast::error_code ignored;
        auto &socket = lowest().socket();
        socket.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        socket.close(ignored);
        if (auto callback = std::exchange(m_whenClosed, nullptr))
            callback();
    }

private:
    struct Piece {
        std::string bytes;
        bool body; ///< counts for the byte faults
    };

    beast::tcp_stream &lowest() { return m_webSocket ? beast::get_lowest_layer(*m_webSocket) : beast::get_lowest_layer(m_stream); }

    static std::string date()
    {
        const std::time_t now = std::time(nullptr);
        std::tm parts{};
        gmtime_r(&now, &parts);
        char text[64];
        std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        return text;
    }

    std::string headOf(const HttpResponse &response) const
    {
        std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string(reasonPhrase(response.status)) + "\r\n";
        for (const auto &[name, value] : response.headers)
            text += name + ": " + value + "\r\n";
        text += "Date: " + date() + "\r\n";
        if (!m_keepAlive)
            text += "Connection: close\r\n";
        return text;
    }

    void enqueueBody(std::string piece)
    {
        if (m_webSocket) {
            m_queue.push_back({std::move(piece), true});
            return;
        }
        if (m_method == "HEAD")
            return;
        char size[32];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        m_queue.push_back({size, false});
        m_queue.push_back({std::move(piece), true});
        m_queue.push_back({"\r\n", false});
    }

    void readRequest()
    {
        m_parser.emplace();
        m_parser->body_limit(bodyLimit);
        http::async_read_header(m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error)
                return self->readFailed(error);
            self->readBody();
        });
    }

    void readBody()
    {
        // A client with a large body may wait for this line before it sends any of it.
        if (beast::iequals(m_parser->get()[http::field::expect], "100-continue")) {
            auto line = std::make_shared<std::string>("HTTP/1.1 100 Continue\r\n\r\n");
            asio::async_write(m_stream, asio::buffer(*line), [line, self = this->shared_from_this()](beast::error_code, std::size_t) {});
        }
        http::async_read(m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error)
                return self->readFailed(error);
            self->handle();
        });
    }

    void readFailed(beast::error_code error)
    {
        if (error == http::error::end_of_stream || error == asio::error::eof || error == asio::error::operation_aborted || m_closed)
            return close();
        const bool protocol = error.category() == make_error_code(http::error::bad_method).category();
        if (!protocol)
            return close();
        m_keepAlive = false;
        m_method.clear();
        resetAnswer();
        send({error == http::error::body_limit ? 413 : 400, {{"Content-Type", "text/plain; charset=utf-8"}}, "400 Bad Request"});
    }

    void resetAnswer()
    {
        m_ended = false;
        m_produce = nullptr;
        m_sentBody = 0;
        m_silent = false;
        m_faults = {};
        m_whenClosed = nullptr;
    }

    void handle()
    {
        auto message = m_parser->release();
        m_parser.reset();
        HttpRequest request;
        request.method = std::string(message.method_string());
        request.target = std::string(message.target());
        const auto question = request.target.find('?');
        request.path = percentDecode(std::string_view(request.target).substr(0, question), false);
        if (question != std::string::npos)
            request.query = parseQuery(std::string_view(request.target).substr(question + 1));
        for (const auto &field : message)
            request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
        request.body = std::move(message.body());
        request.webSocket = websocket::is_upgrade(message);
        m_method = request.method;
        m_keepAlive = message.keep_alive();
        if (request.webSocket)
            m_upgrade = std::move(message);
        resetAnswer();
        m_handler(std::move(request), this->shared_from_this());
    }

    /// While a stream is open nothing reads the connection, so that its end would go unseen.
    void watchForClose()
    {
        if (m_reading || m_closed)
            return;
        m_reading = true;
        m_stream.async_read_some(m_buffer.prepare(4096), [self = this->shared_from_this()](beast::error_code error, std::size_t size) {
            self->m_reading = false;
            if (error)
                return self->close();
            self->m_buffer.commit(size);
            if (std::exchange(self->m_nextWaits, false))
                self->readRequest();
        });
    }

    void readFrames()
    {
        m_webSocket->async_read(m_frame, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
            if (error)
                return self->close();
            self->m_frame.consume(self->m_frame.size());
            self->readFrames();
        });
    }

    void pump()
    {
        if (m_writing || m_closed || m_silent || m_handshaking)
            return;
        if (m_queue.empty() && m_produce) {
            std::string piece;
            bool more = true;
            // A compressor may keep a whole piece to itself; then nothing would be written, and nothing would ask for the next one.
            while (more && piece.empty())
                more = m_produce(piece);
            if (!piece.empty())
                enqueueBody(std::move(piece));
            if (!more) {
                m_produce = nullptr;
                end();
                if (m_writing || m_closed)
                    return;
            }
        }
        if (m_queue.empty()) {
            if (m_ended)
                finished();
            return;
        }
        m_writing = true;
        if (m_webSocket)
            writeFrame();
        else
            writeBytes();
    }

    /// How many bytes of a body piece may go now, and what follows afterwards.
    std::size_t allowance(std::size_t size) const
    {
        auto allowed = static_cast<std::int64_t>(size);
        if (m_faults.bytesPerSecond > 0)
            allowed = std::min<std::int64_t>(allowed, std::max<std::int64_t>(1, m_faults.bytesPerSecond / 20));
        if (m_faults.cutAfterBytes >= 0)
            allowed = std::min(allowed, m_faults.cutAfterBytes - m_sentBody);
        if (m_faults.silentAfterBytes >= 0)
            allowed = std::min(allowed, m_faults.silentAfterBytes - m_sentBody);
        return static_cast<std::size_t>(std::max<std::int64_t>(0, allowed));
    }

    [[nodiscard]] bool cutNow() const { return m_faults.cutAfterBytes >= 0 && m_sentBody >= m_faults.cutAfterBytes; }
    [[nodiscard]] bool silentNow() const { return m_faults.silentAfterBytes >= 0 && m_sentBody >= m_faults.silentAfterBytes; }

    void writeBytes()
    {
        const bool plain = m_faults.bytesPerSecond <= 0 && m_faults.cutAfterBytes < 0 && m_faults.silentAfterBytes < 0;
        std::vector<asio::const_buffer> buffers;
        if (plain) {
            for (const auto &piece : m_queue)
                buffers.push_back(asio::buffer(piece.bytes));
            m_out = std::exchange(m_queue, {});
            // The pieces moved as a whole: their bytes stay where they are, short ones included, because a deque moves its blocks.
            asio::async_write(m_stream, buffers, [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->written(error, false); });
            return;
        }
        auto &piece = m_queue.front();
        if (piece.body && allowance(piece.bytes.size()) == 0) {
            m_writing = false;
            if (cutNow())
                return close();
            m_silent = true;
            return;
        }
        const auto size = piece.body ? allowance(piece.bytes.size()) : piece.bytes.size();
        const bool body = piece.body;
        m_slice = piece.bytes.substr(0, size);
        piece.bytes.erase(0, size);
        if (piece.bytes.empty())
            m_queue.pop_front();
        asio::async_write(m_stream, asio::buffer(m_slice), [self = this->shared_from_this(), body](beast::error_code error, std::size_t sent) {
            if (body)
                self->m_sentBody += static_cast<std::int64_t>(sent);
            self->written(error, body);
        });
    }

    void writeFrame()
    {
        m_slice = std::move(m_queue.front().bytes);
        m_queue.pop_front();
        m_webSocket->async_write(asio::buffer(m_slice), [self = this->shared_from_this()](beast::error_code error, std::size_t sent) {
            self->m_sentBody += static_cast<std::int64_t>(sent);
            self->written(error, true);
        });
    }

    void written(beast::error_code error, bool body)
    {
        m_writing = false;
        m_out.clear();
        if (error)
            return close();
        if (body && cutNow())
            return close();
        if (body && silentNow()) {
            m_silent = true;
            return;
        }
        if (body && m_faults.bytesPerSecond > 0) {
            m_writing = true;
            m_pace.expires_after(std::chrono::milliseconds(50));
            m_pace.async_wait([self = this->shared_from_this()](beast::error_code stopped) {
                self->m_writing = false;
                if (!stopped)
                    self->pump();
            });
            return;
        }
        pump();
    }

    void finished()
    {
        m_ended = false;
        if (m_webSocket) {
            m_webSocket->async_close(websocket::close_code::normal, [self = this->shared_from_this()](beast::error_code) { self->close(); });
            return;
        }
        m_whenClosed = nullptr;
        if (!m_keepAlive)
            return shutDown();
        if (m_reading)
            m_nextWaits = true;
        else
            readRequest();
    }

    void shutDown()
    {
        if constexpr (isTls) {
            m_stream.async_shutdown([self = this->shared_from_this()](beast::error_code) { self->close(); });
        } else {
            beast::error_code ignored;
            lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
            close();
        }
    }

    asio::io_context &m_io;
    Handler m_handler;
    Stream m_stream;
    std::unique_ptr<websocket::stream<Stream>> m_webSocket;
    http::request<http::string_body> m_upgrade;
    std::optional<http::request_parser<http::string_body>> m_parser;
    beast::flat_buffer m_buffer;
    beast::flat_buffer m_frame;
    asio::steady_timer m_pace;
    std::deque<Piece> m_queue;
    std::deque<Piece> m_out;
    std::string m_slice;
    std::function<bool(std::string &)> m_produce;
    std::function<void()> m_whenClosed;
    TransportFaults m_faults;
    std::int64_t m_sentBody = 0;
    std::string m_method;
    bool m_keepAlive = true;
    bool m_writing = false;
    bool m_reading = false;
    bool m_nextWaits = false;
    bool m_handshaking = false;
    bool m_ended = false;
    bool m_silent = false;
    bool m_closed = false;
};

} // namespace sk::demo
