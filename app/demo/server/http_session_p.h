#pragma once

#include "http_answer_p.h"

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

    void setFaults(const TransportFaults &faults) override { m_queue.setFaults(faults); }

    void send(HttpResponse response) override
    {
        m_queue.pushHead(response, "Content-Length: " + std::to_string(response.body.size()) + "\r\n", m_keepAlive);
        if (m_method != "HEAD" && !response.body.empty())
            m_queue.pushBody(std::move(response.body));
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
            m_queue.pushHead(head, "Transfer-Encoding: chunked\r\n", m_keepAlive);
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
            m_queue.pushLastChunk();
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
    beast::tcp_stream &lowest() { return m_webSocket ? beast::get_lowest_layer(*m_webSocket) : beast::get_lowest_layer(m_stream); }

    void enqueueBody(std::string piece)
    {
        if (m_webSocket)
            m_queue.pushBody(std::move(piece));
        else if (m_method != "HEAD")
            m_queue.pushChunk(std::move(piece));
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
        m_queue.reset();
        m_silent = false;
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
        if constexpr (isTls)
            request.clientName = clientName();
        m_method = request.method;
        m_keepAlive = message.keep_alive();
        if (request.webSocket)
            m_upgrade = std::move(message);
        resetAnswer();
        m_handler(std::move(request), this->shared_from_this());
    }

    /// The common name of the client's certificate, which the handshake has verified.
    std::string clientName()
    {
        std::string name;
        if constexpr (isTls) {
            X509 *certificate = SSL_get1_peer_certificate(m_stream.native_handle());
            if (!certificate)
                return name;
            char text[256];
            if (X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text, sizeof text) > 0)
                name = text;
            X509_free(certificate);
        }
        return name;
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

    void writeBytes()
    {
        if (m_queue.plain()) {
            asio::async_write(m_stream, m_queue.takeAll(), [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->written(error, false); });
            return;
        }
        auto slice = m_queue.takeSlice();
        if (slice.bytes.empty()) {
            m_writing = false;
            if (m_queue.cutNow())
                return close();
            m_silent = true;
            return;
        }
        m_slice = std::move(slice.bytes);
        asio::async_write(m_stream, asio::buffer(m_slice), [self = this->shared_from_this(), body = slice.body](beast::error_code error, std::size_t sent) {
            if (body)
                self->m_queue.sent(sent);
            self->written(error, body);
        });
    }

    void writeFrame()
    {
        m_slice = m_queue.takeFrame();
        m_webSocket->async_write(asio::buffer(m_slice), [self = this->shared_from_this()](beast::error_code error, std::size_t sent) {
            self->m_queue.sent(sent);
            self->written(error, true);
        });
    }

    void written(beast::error_code error, bool body)
    {
        m_writing = false;
        if (error)
            return close();
        if (body && m_queue.cutNow())
            return close();
        if (body && m_queue.silentNow()) {
            m_silent = true;
            return;
        }
        if (body && m_queue.paced()) {
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
    AnswerQueue m_queue;
    std::string m_slice;
    std::function<bool(std::string &)> m_produce;
    std::function<void()> m_whenClosed;
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
