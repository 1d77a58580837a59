#pragma once

#include "scriptedserver.h"

#include <QMap>
#include <QTimer>
#include <QUrlQuery>

#include <zlib.h>

namespace sk::test {

using Objects = QMap<QString, QPair<QString, int>>; // name → value, version

inline QByteArray json(const QString &name, const QString &value, int version)
{
    return QStringLiteral(R"({"metadata":{"name":"%1","uid":"u-%1","resourceVersion":"%3","labels":{"value":"%2"}}})").arg(name, value).arg(version).toUtf8();
}

inline QByteArray packed(const QByteArray &text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

enum class Target { FirstPage, SecondPage, Stream };
enum class Fault {
    Cut, ///< the connection ends there; the next answers are as they should be
    Delay, ///< the rest comes later
    Repeat, ///< cut there, and the next stream tells everything from the beginning, whatever was asked for
    Reorder, ///< news come in another order, those of one object too, and are split there
};

/// A server with two pages and a stream, which misbehaves once, at one byte.
class ByteServer {
public:
    ByteServer()
        : server([this](const std::shared_ptr<Exchange> &exchange) { answer(exchange); })
    {
        before = {{QStringLiteral("a"), {QStringLiteral("1"), 11}}, {QStringLiteral("b"), {QStringLiteral("1"), 12}}, {QStringLiteral("c"), {QStringLiteral("1"), 13}}};
        const auto put = [this](const char *type, const char *name, const char *value, int version) {
            const QString key = QString::fromLatin1(name);
            const QString text = QString::fromUtf8(value);
            news.append({version, QByteArray(R"({"type":")") + type + R"(","object":)" + json(key, text, version) + '}'});
            if (qstrcmp(type, "DELETED") == 0)
                after.remove(key);
            else
                after.insert(key, {text, version});
        };
        after = before;
        put("MODIFIED", "a", "2", 101);
        put("ADDED", "d", "\xe6\xbc\xa2", 102);
        put("DELETED", "b", "1", 103);
        put("MODIFIED", "a", "3", 104);
        put("DELETED", "d", "\xe6\xbc\xa2", 105);
        put("MODIFIED", "c", "4", 106);
    }
    [[nodiscard]] QMap<QString, QString> truth() const
    {
        QMap<QString, QString> rows;
        for (auto it = after.cbegin(); it != after.cend(); ++it)
            rows.insert(it.key(), it->first);
        return rows;
    }
    /// Ready for another run, with a fault that is still to come.
    void prepare(Target where, Fault what, qsizetype byte)
    {
        target = where;
        fault = what;
        position = byte;
        used = false;
        happened = false;
        length = 0;
        exchanges.clear();
    }

    ScriptedServer server;
    Objects before, after;
    QList<QPair<int, QByteArray>> news;
    Target target = Target::FirstPage;
    Fault fault = Fault::Cut;
    qsizetype position = 0;
    qsizetype length = 0; ///< of the answer that was tampered with
    bool gzip = false;
    bool used = false;
    bool happened = false; ///< the news are in the lists too

private:
    void answer(const std::shared_ptr<Exchange> &exchange)
    {
        exchanges.append(exchange);
        const QUrlQuery query(QString::fromUtf8(exchange->request.target.mid(exchange->request.path().size() + 1)));
        if (exchange->request.path().startsWith("/kapis/"))
            return exchange->reply(404, "404: Page Not Found\n");
        if (query.hasQueryItem(QStringLiteral("watch")))
            return watch(exchange, query.queryItemValue(QStringLiteral("resourceVersion")).toInt());
        const Objects &objects = happened ? after : before;
        const bool first = !query.hasQueryItem(QStringLiteral("continue"));
        QByteArrayList items;
        int index = 0;
        for (auto it = objects.cbegin(); it != objects.cend(); ++it, ++index) {
            if ((index < 1) == first)
                items.append(json(it.key(), it->first, it->second));
        }
        QByteArray body = R"({"kind":"ThingList","metadata":{"resourceVersion":")" + QByteArray(happened ? "106" : "100") + '"' + (first ? R"(,"continue":"more")" : "") + "},\"items\":["
            + items.join(',') + "]}";
        QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        if (gzip) {
            body = packed(body);
            head += "Content-Encoding: gzip\r\n";
        }
        send(exchange, first ? Target::FirstPage : Target::SecondPage, head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    void watch(const std::shared_ptr<Exchange> &exchange, int since)
    {
        if (!happened && since > 100)
            return exchange->close(); // a late call of the run before
        happened = true;
        const bool webSocket = !exchange->request.header("Upgrade").isEmpty();
        QList<QByteArray> lines;
        for (const auto &[version, line] : std::as_const(news)) {
            if (version > since || (used && fault == Fault::Repeat))
                lines.append(line);
        }
        if (fault == Fault::Reorder && lines.size() == news.size())
            lines = {lines[4], lines[3], lines[0], lines[5], lines[2], lines[1]};
        QByteArray bytes;
        if (webSocket) {
            const QByteArray key = exchange->request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            bytes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n";
            for (const QByteArray &line : std::as_const(lines))
                bytes += frame(line);
        } else {
            bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (const QByteArray &line : std::as_const(lines))
                bytes += QByteArray::number(line.size() + 1, 16) + "\r\n" + line + "\n\r\n";
        }
        send(exchange, Target::Stream, bytes);
    }
    static QByteArray frame(const QByteArray &line)
    {
        QByteArray head(1, static_cast<char>(0x81));
        if (line.size() < 126)
            return head + static_cast<char>(line.size()) + line;
        return head + static_cast<char>(126) + static_cast<char>(line.size() >> 8) + static_cast<char>(line.size() & 0xff) + line;
    }
    void send(const std::shared_ptr<Exchange> &exchange, Target what, const QByteArray &bytes)
    {
        if (what != target || used)
            return exchange->raw(bytes);
        used = true;
        length = bytes.size();
        exchange->raw(bytes.left(position));
        if (fault == Fault::Cut || fault == Fault::Repeat)
            exchange->close();
        else // when what was sent so far has been read
            QTimer::singleShot(1, &server, [exchange, rest = bytes.mid(position)] { exchange->raw(rest); });
    }

    QList<std::shared_ptr<Exchange>> exchanges;
};

} // namespace sk::test
