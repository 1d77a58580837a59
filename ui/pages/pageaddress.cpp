#include "pageaddress.h"

#include <QUrlQuery>

namespace sk::ui {

namespace {

const QString scheme = QStringLiteral("sk");
const QString clusterScope = QStringLiteral("-");

QString encoded(const QString &segment)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(segment));
}

} // namespace

QUrl PageAddress::toUrl() const
{
    QString text = scheme + QStringLiteral("://") + kind;
    if (!nameSpace.isEmpty() || !name.isEmpty())
        text += u'/' + encoded(nameSpace.isEmpty() ? clusterScope : nameSpace);
    if (!name.isEmpty())
        text += u'/' + encoded(name);
    if (!filter.isEmpty())
        text += QStringLiteral("?filter=") + encoded(filter);
    return QUrl(text, QUrl::StrictMode);
}

std::optional<PageAddress> PageAddress::fromUrl(const QUrl &url)
{
    // "sk://pods/shop": to a URL the kind is the host, which fits, since plurals and groups are DNS names.
    if (!url.isValid() || url.scheme() != scheme || url.host().isEmpty() || !url.userInfo().isEmpty() || url.port() != -1)
        return std::nullopt;
    QStringList segments = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    if (segments.size() > 2)
        return std::nullopt;
    for (QString &segment : segments)
        segment = QUrl::fromPercentEncoding(segment.toLatin1());

    PageAddress address;
    address.kind = url.host();
    if (!segments.isEmpty() && segments.first() != clusterScope)
        address.nameSpace = segments.first();
    if (segments.size() > 1)
        address.name = segments.at(1);
    address.filter = QUrlQuery(url).queryItemValue(QStringLiteral("filter"), QUrl::FullyDecoded);
    return address;
}

} // namespace sk::ui
