#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

/// Small proxies for tests, on bare sockets. Both take every name for the loopback, so that a test sees names go through unresolved.
namespace sk::test {

class ScriptedProxy : public QObject {
public:
    enum class Kind { Http, Socks5 };
    explicit ScriptedProxy(Kind kind)
        : m_kind(kind)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                serve(client);
        });
    }
    bool start() { return m_server.listen(QHostAddress::LocalHost, 0); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    QByteArray user, password; ///< asked for when not empty
    int refuseWith = 0; ///< HTTP: this status for every CONNECT; SOCKS5: this reply code
    QList<QByteArray> targets; ///< "host:port" as asked for
    QByteArray seen; ///< every byte that the client said to the proxy itself, credentials included

private:
    struct Client {
        QPointer<QAbstractSocket> socket, upstream; // what a QTcpSocket still is while it dies
        QByteArray buffer;
        int stage = 0;
        bool open = false;
    };

    void serve(QTcpSocket *socket)
    {
        auto client = std::make_shared<Client>();
        client->socket = socket;
        connect(socket, &QTcpSocket::disconnected, this, [client] {
            if (client->upstream)
                client->upstream->disconnectFromHost();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, client] {
            const QByteArray bytes = client->socket->readAll();
            if (client->open) {
                client->upstream->write(bytes);
                return;
            }
            seen += bytes;
            client->buffer += bytes;
            if (m_kind == Kind::Http)
                http(client);
            else
                while (socks(client)) { }
        });
    }

    void connectTo(const std::shared_ptr<Client> &client, const QByteArray &host, quint16 port, const QByteArray &yes, const QByteArray &rest)
    {
        targets += host + ':' + QByteArray::number(port);
        auto *upstream = new QTcpSocket(client->socket);
        client->upstream = upstream;
        connect(upstream, &QTcpSocket::connected, this, [client, yes, rest] {
            client->open = true;
            client->socket->write(yes);
            client->upstream->write(rest);
        });
        connect(upstream, &QTcpSocket::readyRead, this, [client] { client->socket->write(client->upstream->readAll()); });
        connect(upstream, &QTcpSocket::disconnected, this, [client] {
            if (client->socket)
                client->socket->disconnectFromHost();
        });
        upstream->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    void http(const std::shared_ptr<Client> &client)
    {
        const qsizetype end = client->buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = client->buffer.left(end + 2);
        QByteArray whole = std::exchange(client->buffer, {});
        const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
        const auto answer = [&client](const QByteArray &status, const QByteArray &headers = {}) {
            client->socket->write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n");
        };
        const qsizetype credentials = whole.toLower().indexOf("proxy-authorization:"); // names of headers come in any case: Qt 6.8 writes small letters
        const QByteArray given = credentials < 0 ? QByteArray() : whole.mid(credentials, whole.indexOf("\r\n", credentials) - credentials);
        if (!user.isEmpty() && !given.endsWith(" Basic " + (user + ':' + password).toBase64())) {
            answer("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
            return;
        }
        if (refuseWith != 0) {
            answer(QByteArray::number(refuseWith) + " Refused");
            return;
        }
        if (line.value(0) == "CONNECT") {
            const qsizetype colon = line.value(1).lastIndexOf(':');
            connectTo(client, line.value(1).left(colon), line.value(1).mid(colon + 1).toUShort(), "HTTP/1.1 200 Established\r\n\r\n", {});
            return;
        }
        if (credentials >= 0) // they are the proxy's own and go no further
            whole.remove(credentials, given.size() + 2);
        const QUrl url(QString::fromLatin1(line.value(1)));
        whole.replace(line.value(1), url.path().toLatin1());
        connectTo(client, url.host().toLatin1(), static_cast<quint16>(url.port(80)), {}, whole);
    }

    /// RFC 1928 and 1929. True when there may be more in the buffer.
    bool socks(const std::shared_ptr<Client> &client)
    {
        QByteArray &in = client->buffer;
        const auto at = [&in](qsizetype i) { return static_cast<quint8>(in.at(i)); };
        if (client->stage == 0) {
            if (in.size() < 2 || in.size() < 2 + at(1))
                return false;
            const bool offersPassword = in.mid(2, at(1)).contains('\x02');
            in.remove(0, 2 + at(1));
            const bool ask = !user.isEmpty();
            client->socket->write(ask ? (offersPassword ? QByteArray("\x05\x02", 2) : QByteArray("\x05\xff", 2)) : QByteArray("\x05\x00", 2));
            client->stage = ask ? 1 : 2;
            return true;
        }
        if (client->stage == 1) {
            if (in.size() < 2 || in.size() < 3 + at(1) || in.size() < 3 + at(1) + at(2 + at(1)))
                return false;
            const QByteArray name = in.mid(2, at(1));
            const qsizetype length = at(2 + at(1));
            const QByteArray word = in.mid(3 + at(1), length);
            in.clear();
            const bool good = name == user && word == password;
            client->socket->write(good ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
            client->stage = 2;
            if (!good)
                client->socket->disconnectFromHost();
            return false;
        }
        if (in.size() < 7)
            return false;
        QByteArray host;
        qsizetype next = 0;
        if (at(3) == 3) {
            host = in.mid(5, at(4));
            next = 5 + at(4);
        } else {
            next = at(3) == 1 ? 8 : 20;
            host = in.mid(4, next - 4).toHex();
        }
        if (in.size() < next + 2)
            return false;
        const auto port = static_cast<quint16>(at(next) << 8 | at(next + 1));
        in.clear();
        if (refuseWith != 0) {
            client->socket->write(QByteArray("\x05", 1) + static_cast<char>(refuseWith) + QByteArray("\x00\x01\x00\x00\x00\x00\x00\x00", 8));
            client->socket->disconnectFromHost();
            return false;
        }
        connectTo(client, host, port, QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10), {});
        return false;
    }

    Kind m_kind;
    QTcpServer m_server;
};

} // namespace sk::test
