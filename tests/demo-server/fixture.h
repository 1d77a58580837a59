#pragma once

#include "plainclient.h"

#include <sk/server/cluster.h>

#include <functional>

/// What the stand-in's tests share: a cluster in which nothing happens by itself, and a few ways to ask it.
namespace demotest {

using nlohmann::json;
using sk::demo::Cluster;
using sk::demo::ClusterOptions;
using sk::demo::Faults;
using sk::demo::World;

inline ClusterOptions quiet(const char *version = "3.4")
{
    ClusterOptions options;
    options.version = version;
    options.world.nodes = 4;
    options.world.pods = 60;
    options.world.eventsPerSecond = 0;
    return options;
}

inline QUrl urlOf(const Cluster &cluster)
{
    return QUrl(QString::fromStdString(cluster.url()));
}

inline QByteArray encoded(const QByteArray &value)
{
    return value.toPercentEncoding();
}

inline QByteArray passwordForm(const QByteArray &user, const QByteArray &password, const QByteArray &client = "kubesphere", const QByteArray &secret = "kubesphere")
{
    return "grant_type=password&username=" + encoded(user) + "&password=" + encoded(password) + "&client_id=" + encoded(client) + "&client_secret=" + encoded(secret);
}

inline PlainClient::Reply token(const Cluster &cluster, const QByteArray &form)
{
    return PlainClient(urlOf(cluster)).request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, form);
}

inline json parsed(const QByteArray &text)
{
    return json::parse(text.toStdString(), nullptr, false);
}

inline QByteArray accessToken(const Cluster &cluster, const QByteArray &user = "admin")
{
    const auto answer = parsed(token(cluster, passwordForm(user, "P@88w0rd")).body);
    return answer.is_object() ? QByteArray::fromStdString(answer.value("access_token", "")) : QByteArray();
}

inline PlainClient::Reply get(const Cluster &cluster, const QByteArray &path, const QByteArray &access, const PlainClient::Headers &more = {})
{
    auto headers = more;
    headers.append({"Authorization", "Bearer " + access});
    return PlainClient(urlOf(cluster)).request("GET", path, headers);
}

inline PlainClient::Reply ask(const Cluster &cluster, const QByteArray &method, const QByteArray &path, const QByteArray &access, const QByteArray &body, const QByteArray &type = "application/json")
{
    return PlainClient(urlOf(cluster)).request(method, path, {{"Authorization", "Bearer " + access}, {"Content-Type", type}}, body);
}

/// The claims of a token; what signs it is not looked at.
inline json claims(const QByteArray &access)
{
    return parsed(QByteArray::fromBase64(access.split('.').value(1), QByteArray::Base64UrlEncoding));
}

inline QByteArray error(int status, const char *code, const char *description)
{
    return QByteArray::number(status) + '|' + code + '|' + description;
}

inline QByteArray shownError(const PlainClient::Reply &reply)
{
    const auto body = parsed(reply.body);
    return QByteArray::number(reply.status) + '|' + QByteArray::fromStdString(body.value("error", "")) + '|' + QByteArray::fromStdString(body.value("error_description", ""));
}

inline QList<json> watchEvents(const Cluster &cluster, const QByteArray &path, const std::function<void()> &meanwhile)
{
    PlainClient client(urlOf(cluster));
    const auto access = accessToken(cluster);
    client.open();
    client.send("GET", path, {{"Authorization", "Bearer " + access}});
    // The watch is there once its head has come.
    (void)client.read(300);
    meanwhile();
    const auto reply = client.read(8000);
    QList<json> events;
    for (const auto &line : reply.body.split('\n')) {
        if (!line.isEmpty())
            events.append(parsed(line));
    }
    return events;
}

inline sk::demo::Json configMap(const char *name, const char *color)
{
    return {{"apiVersion", "v1"}, {"kind", "ConfigMap"}, {"metadata", {{"name", name}, {"labels", {{"color", color}}}}}, {"data", {{"a", "1"}}}};
}

} // namespace demotest
