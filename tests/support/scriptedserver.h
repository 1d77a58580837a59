#pragma once

#include <QCryptographicHash>
#include <QHash>
#include <QList>
#include <QPair>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

/// A small HTTP/1.1 server for tests, which says what it is told to and keeps what it received. Own code on a bare socket: it shares
/// nothing with the client, nor with the stand-in cluster.
namespace sk::test {

/// Longer than any name can be: the resolver says so itself and asks nobody, so that no network decides what a test sees.
inline QString nameOfNobody()
{
    return (QString(63, u'n') + u'.').repeated(5) + QStringLiteral("invalid");
}

struct Received {
    QByteArray method;
    QByteArray target;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0; ///< counts the connections from 1

    /// The value of the first header of that name, whatever its case; null when there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value.isNull() ? QByteArray("") : value;
        }
        return {};
    }
    /// Everything as one text, to search in.
    [[nodiscard]] QByteArray all() const
    {
        QByteArray text = method + ' ' + target + '\n';
        for (const auto &[key, value] : headers)
            text += key + ": " + value + '\n';
        return text + '\n' + body;
    }
    [[nodiscard]] QByteArray path() const { return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')); }
};

/// One request that waits for its answer. May be kept and answered later.
class Exchange {
public:
    Exchange(QTcpSocket *socket, Received received)
        : request(std::move(received))
        , m_socket(socket)
    {
    }
    const Received request;

    void reply(int status, const QByteArray &body, const QList<QPair<QByteArray, QByteArray>> &headers = {})
    {
        QByteArray head = statusLine(status);
        for (const auto &[key, value] : headers)
            head += key + ": " + value + "\r\n";
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
        raw(head + body);
    }
    void json(int status, const QByteArray &body) { reply(status, body, {{"Content-Type", "application/json"}}); }
    void beginChunks(int status = 200) { raw(statusLine(status) + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"); }
    void chunk(const QByteArray &bytes) { raw(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n"); }
    void endChunks() { raw("0\r\n\r\n"); }
    void acceptWebSocket()
    {
        const QByteArray key = request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n");
    }
    void frame(quint8 opcode, const QByteArray &payload)
    {
        QByteArray bytes(1, static_cast<char>(0x80 | opcode));
        if (payload.size() < 126) {
            bytes += static_cast<char>(payload.size());
        } else {
            bytes += static_cast<char>(126);
            bytes += static_cast<char>((payload.size() >> 8) & 0xff);
            bytes += static_cast<char>(payload.size() & 0xff);
        }
        raw(bytes + payload);
    }
    void raw(const QByteArray &bytes)
    {
        if (m_socket) {
            m_socket->write(bytes);
            m_socket->flush();
        }
    }
    void close()
    {
        if (m_socket)
            m_socket->disconnectFromHost();
    }
    [[nodiscard]] bool connected() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }

private:
    static QByteArray statusLine(int status) { return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n"; }
    QPointer<QTcpSocket> m_socket;
};

class ScriptedServer : public QObject {
public:
    using Handler = std::function<void(const std::shared_ptr<Exchange> &)>;

    explicit ScriptedServer(Handler answer = {})
        : handler(std::move(answer))
    {
    }
    /// With a certificate: TLS.
    bool start(const QSslConfiguration *tls = nullptr)
    {
        if (tls) {
            auto *server = new QSslServer(this);
            server->setSslConfiguration(*tls);
            m_server = server;
            m_tls = true;
            connect(server, &QSslServer::pendingConnectionAvailable, this, [this] { accept(); });
        } else {
            m_server = new QTcpServer(this);
            connect(m_server, &QTcpServer::pendingConnectionAvailable, this, [this] { accept(); });
        }
        return m_server->listen(QHostAddress::LocalHost, 0);
    }
    void stop() { m_server->close(); }
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }
    [[nodiscard]] QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const
    {
        QUrl address;
        address.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
        address.setHost(host);
        address.setPort(port());
        return address;
    }
    [[nodiscard]] int countOf(const QByteArray &path) const
    {
        return static_cast<int>(std::count_if(received.begin(), received.end(), [&path](const Received &r) { return r.path() == path; }));
    }

    Handler handler;
    QList<Received> received;
    int connections = 0;

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            const int number = ++connections;
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // an answer in pieces is to arrive in pieces, at once
            auto buffer = std::make_shared<QByteArray>();
            const auto read = [this, socket, buffer, number] {
                *buffer += socket->readAll();
                while (takeRequest(socket, *buffer, number)) { }
            };
            connect(socket, &QTcpSocket::readyRead, this, read);
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            read();
        }
    }
    bool takeRequest(QTcpSocket *socket, QByteArray &buffer, int number)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        Received request;
        const QList<QByteArray> first = lines.constFirst().trimmed().split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        request.connection = number;
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QByteArray line = lines.at(i).trimmed();
            const qsizetype colon = line.indexOf(':');
            request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
        }
        const qsizetype length = request.header("Content-Length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return false;
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        received.append(request);
        if (handler)
            handler(std::make_shared<Exchange>(socket, request));
        return true;
    }

    QTcpServer *m_server = nullptr;
    bool m_tls = false;
};

} // namespace sk::test
