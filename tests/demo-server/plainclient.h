#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

/// HTTP/1.1 over a bare socket: the stand-in's tests must not use the client that is tested against the stand-in.
class PlainClient
{
public:
    struct Reply {
        int status = 0; ///< 0: no answer
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
        bool complete = false; ///< the whole body as announced arrived
    };
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    explicit PlainClient(const QUrl &server, const QByteArray &caPem = {})
        : m_server(server)
        , m_caPem(caPem)
    {
    }

    /// Sends the request over a connection of its own and reads until the answer is whole, the peer closes, or time is up.
    Reply request(const QByteArray &method, const QByteArray &target, const Headers &headers = {}, const QByteArray &body = {}, int timeoutMs = 20000)
    {
        open();
        if (!m_socket)
            return {};
        send(method, target, headers, body);
        return read(timeoutMs, method == "HEAD");
    }

    void setClientCertificate(const QByteArray &certificatePem, const QByteArray &keyPem)
    {
        m_certificate = QSslCertificate(certificatePem);
        m_key = QSslKey(keyPem, QSsl::Ec);
    }

    void open()
    {
        if (m_server.scheme() == QLatin1String("https")) {
            auto ssl = std::make_unique<QSslSocket>();
            auto configuration = QSslConfiguration::defaultConfiguration();
            configuration.setCaCertificates(QSslCertificate::fromData(m_caPem));
            if (!m_certificate.isNull()) {
                configuration.setLocalCertificate(m_certificate);
                configuration.setPrivateKey(m_key);
            }
            ssl->setSslConfiguration(configuration);
            ssl->connectToHostEncrypted(m_server.host(), static_cast<quint16>(m_server.port()));
            if (!ssl->waitForEncrypted(10000)) {
                m_error = ssl->errorString();
                return;
            }
            m_socket = std::move(ssl);
        } else {
            m_socket = std::make_unique<QTcpSocket>();
            m_socket->connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
            if (!m_socket->waitForConnected(10000)) {
                m_error = m_socket->errorString();
                m_socket.reset();
            }
        }
        m_buffer.clear();
    }

    void send(const QByteArray &method, const QByteArray &target, const Headers &headers = {}, const QByteArray &body = {})
    {
        QByteArray text = method + ' ' + target + " HTTP/1.1\r\nHost: " + m_server.host().toUtf8() + ':' + QByteArray::number(m_server.port()) + "\r\n";
        for (const auto &[name, value] : headers)
            text += name + ": " + value + "\r\n";
        if (!body.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH")
            text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        m_socket->write(text + "\r\n" + body);
        m_socket->flush();
    }

    Reply read(int timeoutMs, bool noBody = false)
    {
        Reply reply;
        QElapsedTimer clock;
        clock.start();
        while (!parse(reply, noBody)) {
            const bool ended = m_socket->state() != QAbstractSocket::ConnectedState && m_socket->bytesAvailable() == 0;
            if (ended || clock.elapsed() > timeoutMs)
                break;
            m_socket->waitForReadyRead(50);
            m_buffer += m_socket->readAll();
        }
        return reply;
    }

    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] bool connected() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    QTcpSocket *socket() { return m_socket.get(); }

private:
    /// True when the answer in the buffer is whole; fills in what there is in any case.
    bool parse(Reply &reply, bool noBody)
    {
        const auto head = m_buffer.indexOf("\r\n\r\n");
        if (head < 0)
            return false;
        const auto lines = m_buffer.left(head).split('\n');
        reply.status = lines.first().split(' ').value(1).toInt();
        reply.headers.clear();
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const auto colon = lines[i].indexOf(':');
            reply.headers.insert(lines[i].left(colon).toLower(), lines[i].mid(colon + 1).trimmed());
        }
        auto rest = m_buffer.mid(head + 4);
        reply.body.clear();
        if (noBody || reply.status == 101) {
            reply.body = noBody ? QByteArray() : rest;
            return reply.complete = true;
        }
        if (reply.headers.value("transfer-encoding") == "chunked") {
            while (true) {
                const auto end = rest.indexOf("\r\n");
                if (end < 0)
                    return false;
                const auto size = rest.left(end).toLongLong(nullptr, 16);
                if (size == 0)
                    return reply.complete = true;
                const auto available = std::min<qint64>(size, rest.size() - end - 2);
                reply.body += rest.mid(end + 2, available);
                if (rest.size() < end + 2 + size + 2)
                    return false;
                rest = rest.mid(end + 2 + size + 2);
            }
        }
        reply.body = rest;
        const auto length = reply.headers.value("content-length").toLongLong();
        return reply.complete = rest.size() >= length;
    }

    QUrl m_server;
    QByteArray m_caPem;
    QSslCertificate m_certificate;
    QSslKey m_key;
    QByteArray m_buffer;
    QString m_error;
    std::unique_ptr<QTcpSocket> m_socket;
};
