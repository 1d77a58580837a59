#pragma once

#include "scriptedserver.h"

#include <QMap>
#include <QString>
#include <QUrlQuery>

namespace sk::test {

/// As much of a kube-apiserver as a list needs: objects, versions, a history, and every way to misbehave.
class FakeKube {
public:
    FakeKube()
        : server([this](const std::shared_ptr<Exchange> &exchange) { answer(exchange); })
    {
    }

    /// What a list of all has to show: name → value.
    [[nodiscard]] QMap<QString, QString> truth() const
    {
        QMap<QString, QString> rows;
        for (auto it = objects.cbegin(); it != objects.cend(); ++it)
            rows.insert(it.key(), it->first);
        return rows;
    }
    void put(const QString &name, const QString &value)
    {
        const bool known = objects.contains(name);
        objects[name] = {value, ++version};
        tell(known ? "MODIFIED" : "ADDED", name);
    }
    void remove(const QString &name)
    {
        ++version;
        objects[name].second = version;
        tell("DELETED", name);
        objects.remove(name);
    }
    /// Ends the open streams: in order, or by cutting the connection.
    void endStreams(bool inOrder)
    {
        for (const auto &stream : std::exchange(streams, {})) {
            if (inOrder)
                stream->endChunks();
            stream->close();
        }
    }
    void forgetHistory()
    {
        history.clear();
        oldest = version;
    }

    test::ScriptedServer server;
    QMap<QString, std::pair<QString, int>> objects; ///< name → value, resourceVersion
    int version = 100;
    int oldest = 0; ///< older versions are 410
    int listStatus = 200;
    int watchStatus = 200;
    int kapisStatus = 404;
    bool kapisPaged = true;
    QHash<QString, int> namespaceStatus; ///< answers to lists of single namespaces; others are as listStatus
    QByteArray tenants; ///< body of the tenant call; empty: 404
    bool holdChunks = false; ///< as a v3 server with auditing does
    bool refuseWebSocket = false;
    int expireContinueOnce = 0;
    bool expiredGivesToken = false; ///< with a 410 comes a token that leads on at a later moment
    int pageSize = 0; ///< 0: as asked
    QByteArray garbageOnce; ///< sent as a line of the next stream
    std::function<void(int page)> afterPage;
    int lists = 0; ///< first pages
    int laterPages = 0; ///< asked for with a token that came with a 410
    int probes = 0; ///< watches of one object from version 0
    int watches = 0; ///< others
    int webSockets = 0;
    QList<std::shared_ptr<Exchange>> streams;

private:
    static QByteArray json(const QString &name, const std::pair<QString, int> &object, const QString &nameSpace = {})
    {
        return QStringLiteral(R"({"metadata":{"name":"%1","namespace":"%4","uid":"uid-%4-%1","resourceVersion":"%3","labels":{"value":"%2"}}})")
            .arg(name, object.first, QString::number(object.second), nameSpace)
            .toUtf8();
    }
    void tell(const char *type, const QString &name)
    {
        const QByteArray line = QByteArray(R"({"type":")") + type + R"(","object":)" + json(name, objects[name]) + "}\n";
        history.append({version, line});
        if (holdChunks) {
            for (const auto &stream : streams) {
                if (!stream->request.header("Upgrade").isEmpty())
                    stream->frame(1, line.trimmed());
            }
            return;
        }
        for (const auto &stream : streams)
            stream->request.header("Upgrade").isEmpty() ? stream->chunk(line) : stream->frame(1, line.trimmed());
    }
    static void status(const std::shared_ptr<Exchange> &exchange, int code)
    {
        exchange->json(code, R"({"kind":"Status","metadata":{},"status":"Failure","message":"no","reason":")" + QByteArray(code == 403 ? "Forbidden" : code == 410 ? "Expired" : "Other")
                + R"(","code":)" + QByteArray::number(code) + "}");
    }
    void answer(const std::shared_ptr<Exchange> &exchange)
    {
        const QUrlQuery query(QString::fromUtf8(exchange->request.target.mid(exchange->request.path().size() + 1)));
        const QByteArray path = exchange->request.path();
        if (path.startsWith("/kapis/tenant")) {
            tenants.isEmpty() ? exchange->reply(404, "404 page not found") : exchange->json(200, tenants);
        } else if (path.startsWith("/kapis/")) {
            kapis(exchange, query);
        } else if (query.hasQueryItem(QStringLiteral("watch"))) {
            query.hasQueryItem(QStringLiteral("fieldSelector")) ? probe(exchange, query) : watch(exchange, query.queryItemValue(QStringLiteral("resourceVersion")).toInt());
        } else {
            list(exchange, query);
        }
    }
    void kapis(const std::shared_ptr<Exchange> &exchange, const QUrlQuery &query)
    {
        const bool paged = query.hasQueryItem(QStringLiteral("page"));
        if (kapisStatus != 200 || (paged && !kapisPaged)) {
            exchange->reply(kapisStatus == 200 ? 404 : kapisStatus, "404: Page Not Found\n");
            return;
        }
        const int limit = paged ? query.queryItemValue(QStringLiteral("limit")).toInt() : 1'000'000;
        const int page = paged ? query.queryItemValue(QStringLiteral("page")).toInt() : 1;
        QByteArrayList items;
        int index = 0;
        for (auto it = objects.cbegin(); it != objects.cend(); ++it, ++index) {
            if (index >= (page - 1) * limit && index < page * limit)
                items.append(json(it.key(), *it));
        }
        exchange->json(200, "{\"items\":[" + items.join(',') + "],\"totalItems\":" + QByteArray::number(objects.size()) + "}");
    }
    void list(const std::shared_ptr<Exchange> &exchange, const QUrlQuery &query)
    {
        const QString path = QString::fromUtf8(exchange->request.path());
        const QString nameSpace = path.contains(QStringLiteral("/namespaces/")) ? path.section(u'/', 4, 4) : QString();
        const int code = namespaceStatus.value(nameSpace, listStatus);
        QString token = query.queryItemValue(QStringLiteral("continue"));
        if (token.isEmpty())
            ++lists;
        if (code != 200) {
            status(exchange, code);
            return;
        }
        if (!token.isEmpty() && expireContinueOnce > 0) {
            --expireContinueOnce;
            if (expiredGivesToken)
                exchange->json(410, R"({"kind":"Status","metadata":{"continue":"later-)" + token.toUtf8() + R"("},"status":"Failure","reason":"Expired","code":410})");
            else
                status(exchange, 410);
            return;
        }
        if (token.startsWith(QStringLiteral("later-"))) {
            ++laterPages;
            token.remove(0, 6);
        }
        // The token is the last name sent: like the real one, it does not slip when objects before it go away.
        const int limit = pageSize > 0 ? pageSize : query.queryItemValue(QStringLiteral("limit")).toInt();
        QByteArrayList items;
        QString last;
        auto it = token.isEmpty() ? objects.cbegin() : objects.upperBound(token);
        for (; it != objects.cend() && items.size() < limit; ++it) {
            items.append(json(it.key(), *it, nameSpace));
            last = it.key();
        }
        const auto remaining = std::distance(it, objects.cend());
        QByteArray metadata = R"("resourceVersion":")" + QByteArray::number(version) + '"';
        if (remaining > 0)
            metadata += R"(,"continue":")" + last.toUtf8() + R"(","remainingItemCount":)" + QByteArray::number(remaining);
        exchange->json(200, R"({"kind":"ThingList","metadata":{)" + metadata + "},\"items\":[" + items.join(',') + "]}");
        if (afterPage)
            afterPage(token.isEmpty() ? m_page = 0 : ++m_page);
    }
    void probe(const std::shared_ptr<Exchange> &exchange, const QUrlQuery &query)
    {
        ++probes;
        const QString name = query.queryItemValue(QStringLiteral("fieldSelector"), QUrl::FullyDecoded).section(u'=', 1);
        exchange->beginChunks();
        if (!holdChunks && objects.contains(name))
            exchange->chunk(R"({"type":"ADDED","object":)" + json(name, objects[name]) + "}\n");
        m_probes.append(exchange);
    }
    void watch(const std::shared_ptr<Exchange> &exchange, int since)
    {
        ++watches;
        if (watchStatus != 200) {
            status(exchange, watchStatus);
            return;
        }
        const bool webSocket = !exchange->request.header("Upgrade").isEmpty();
        if (webSocket) {
            ++webSockets;
            if (refuseWebSocket) {
                exchange->reply(403, {});
                exchange->close();
                return;
            }
            exchange->acceptWebSocket();
        } else {
            exchange->beginChunks();
        }
        const auto send = [&](const QByteArray &line) { webSocket ? exchange->frame(1, line.trimmed()) : exchange->chunk(line); };
        if (since < oldest) {
            send(R"({"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}})" "\n");
            exchange->endChunks();
            return;
        }
        if (!garbageOnce.isEmpty())
            send(std::exchange(garbageOnce, {}));
        if (webSocket || !holdChunks) {
            for (const auto &[at, line] : std::as_const(history)) {
                if (at > since)
                    send(line);
            }
        }
        streams.append(exchange);
    }

    QList<std::pair<int, QByteArray>> history;
    QList<std::shared_ptr<Exchange>> m_probes;
    int m_page = 0; ///< of the list under way
};

} // namespace sk::test
