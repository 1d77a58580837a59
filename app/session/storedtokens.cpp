#include "storedtokens.h"

#include <sk/core/secret.h>

#include <nlohmann/json.hpp>

namespace sk::session {

namespace {

using Json = nlohmann::json;
constexpr int entryVersion = 1;
constexpr qsizetype longestEntry = 256 * 1024;

QByteArray dump(const StoredTokens &tokens)
{
    Json json{{"version", entryVersion}, {"refresh", tokens.refresh.toStdString()}, {"access", tokens.access.toStdString()}, {"skew", tokens.clockSkewMs}};
    if (!tokens.server.isEmpty())
        json["server"] = tokens.server.toStdString();
    std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
    const QByteArray entry = QByteArray::fromStdString(text);
    wipe(text);
    for (const char *name : {"refresh", "access"})
        wipe(json[name].get_ref<std::string &>());
    return entry;
}

} // namespace

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme().isEmpty() ? QStringLiteral("https") : url.scheme();
    return scheme + QStringLiteral("://") + url.host() + u':' + QString::number(url.port(scheme == QLatin1String("https") ? 443 : 80));
}

QByteArray packTokens(const StoredTokens &tokens, qsizetype longest)
{
    QByteArray entry = dump(tokens);
    if (entry.size() > longest && !tokens.refresh.isEmpty()) {
        wipe(entry);
        entry = dump({{}, tokens.refresh, tokens.clockSkewMs, tokens.server});
    }
    return entry;
}

std::optional<StoredTokens> unpackTokens(const QByteArray &entry)
{
    if (entry.size() > longestEntry)
        return std::nullopt;
    Json json = Json::parse(entry.constBegin(), entry.constEnd(), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto text = [&json](const char *name) {
        const auto it = json.find(name);
        if (it == json.end() || !it->is_string())
            return QByteArray();
        const QByteArray value = QByteArray::fromStdString(it->get_ref<const std::string &>());
        wipe(it->get_ref<std::string &>());
        return value;
    };
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_integer() || version->get<int>() != entryVersion)
        return std::nullopt;
    StoredTokens tokens;
    tokens.access = text("access");
    tokens.refresh = text("refresh");
    tokens.server = QString::fromUtf8(text("server"));
    if (const auto skew = json.find("skew"); skew != json.end() && skew->is_number_integer())
        tokens.clockSkewMs = skew->get<std::int64_t>();
    if (tokens.access.isEmpty() && tokens.refresh.isEmpty())
        return std::nullopt;
    return tokens;
}

} // namespace sk::session
