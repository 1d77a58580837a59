#include "deeplink.h"

#include <sk/net/serveraddress.h>

#include <QSet>
#include <QUrlQuery>

#include <algorithm>

namespace sk::app {

namespace {

constexpr qsizetype longestLink = 2048;
constexpr qsizetype longestServer = 512;
constexpr qsizetype longestName = 253; // of a Kubernetes object

bool hasControlCharacters(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
}

/// Scheme, host and port as they are dialled, and the path without its last slash.
QUrl normalized(QUrl url)
{
    if (url.port() == (url.scheme() == QLatin1String("https") ? 443 : 80))
        url.setPort(-1);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

std::optional<QUrl> parseServer(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (text.size() > longestServer || hasControlCharacters(text) || !url.isValid() || !web || url.host().isEmpty() || !url.userInfo().isEmpty()
        || url.hasQuery() || url.hasFragment() || url.path().contains(QLatin1String("..")))
        return std::nullopt;
    return normalized(url);
}

} // namespace

std::optional<DeepLink> DeepLink::parse(const QString &text)
{
    if (text.size() > longestLink || hasControlCharacters(text))
        return std::nullopt;
    const QUrl url(text);
    const auto page = ui::PageAddress::fromUrl(url);
    if (!page || url.hasFragment() || page->nameSpace.size() > longestName || page->name.size() > longestName
        || hasControlCharacters(page->nameSpace + page->name + page->filter))
        return std::nullopt;

    DeepLink link{*page, {}};
    QSet<QString> seen;
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (seen.contains(key))
            return std::nullopt;
        seen.insert(key);
        if (key == QLatin1String("server")) {
            const auto server = parseServer(value);
            if (!server)
                return std::nullopt;
            link.server = *server;
        } else if (key != QLatin1String("filter")) {
            return std::nullopt;
        }
    }
    return link;
}

QString DeepLink::toText() const
{
    QString text = page.toUrl().toString(QUrl::FullyEncoded);
    if (!server.isEmpty())
        text += (text.contains(u'?') ? u'&' : u'?') + QStringLiteral("server=") + QString::fromLatin1(QUrl::toPercentEncoding(server.toString()));
    return text;
}

bool isSameServer(const QString &saved, const QUrl &server)
{
    const Result<QUrl> url = net::parseServerInput(saved);
    return url && !server.isEmpty() && normalized(*url) == normalized(server);
}

} // namespace sk::app
