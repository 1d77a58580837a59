#include "serveraddress.h"

#include <sk/core/secret.h>

#include <QHostAddress>
#include <QRegularExpression>

namespace sk::net {

namespace {

Error badUrl(const QString &sentence)
{
    Error error;
    error.code = ErrorCode::BadUrl;
    error.detail = sentence;
    return error;
}

/// Everything but RFC 3986's unreserved characters, as UTF-8 bytes.
QByteArray encodeStrictly(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) || QHostAddress(host).isLoopback();
}

bool isInsecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host());
}

Result<QUrl> parseServerInput(const QString &text)
{
    QString input = text.trimmed();
    if (input.isEmpty())
        return badUrl(QStringLiteral("the address is empty"));
    for (const QChar c : std::as_const(input)) {
        if (c.isSpace() || c.category() == QChar::Other_Control)
            return badUrl(QStringLiteral("the address has a blank inside"));
    }

    bool schemeGiven = false;
    const qsizetype separator = input.indexOf(QLatin1String("://"));
    if (separator >= 0) {
        const QString scheme = input.left(separator).toLower();
        if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
            return badUrl(QStringLiteral("only http and https are known, not %1").arg(scheme.left(32)));
        schemeGiven = true;
    } else {
        static const QRegularExpression otherScheme(QStringLiteral("^(?:mailto|file|ftp|ssh|javascript|data):"), QRegularExpression::CaseInsensitiveOption);
        if (otherScheme.match(input).hasMatch())
            return badUrl(QStringLiteral("only http and https are known"));
        // A bare IPv6 address needs its brackets to be told from host:port.
        if (input.count(u':') > 1 && !input.startsWith(u'[') && !QHostAddress(input).isNull())
            input = u'[' + input + u']';
        input.prepend(QLatin1String("https://"));
    }

    QUrl url(input, QUrl::StrictMode);
    if (!url.isValid())
        return badUrl(QStringLiteral("this is no address: %1").arg(url.errorString().section(u';', 0, 0)));
    if (url.host().isEmpty())
        return badUrl(QStringLiteral("the host is missing"));
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return badUrl(QStringLiteral("name and password do not belong into the address"));
    if (url.hasQuery())
        return badUrl(QStringLiteral("an address has no query ('?')"));
    if (url.port() == 0)
        return badUrl(QStringLiteral("0 is no port"));
    url.setFragment(QString());

    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    url.setScheme(schemeGiven ? url.scheme().toLower() : QString());
    return url;
}

QUrl joinUrl(const QUrl &base, const QByteArray &path, const QList<QPair<QString, QString>> &query)
{
    QString prefix = base.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    QUrl url = base;
    // Strict mode, because the path is encoded already: tolerant mode would repair what needs no repair.
    url.setPath(prefix + QString::fromLatin1(path), QUrl::StrictMode);
    url.setFragment(QString());
    if (query.isEmpty())
        url.setQuery(QString());
    else
        url.setQuery(QString::fromLatin1(formBody(query)), QUrl::StrictMode);
    return url;
}

QByteArray encodeSegment(const QString &segment)
{
    return encodeStrictly(segment);
}

QByteArray formBody(const QList<QPair<QString, QString>> &fields)
{
    QByteArray body;
    constexpr qsizetype longestEncoding = 9; // of one UTF-16 unit: three bytes of three letters
    qsizetype most = 0;
    for (const auto &[name, value] : fields)
        most += (name.size() + value.size()) * longestEncoding + 2;
    body.reserve(most); // no copy is left behind where it would have grown
    for (const auto &[name, value] : fields) {
        if (!body.isEmpty())
            body += '&';
        QByteArray encoded = encodeStrictly(value);
        body += encodeStrictly(name);
        body += '=';
        body += encoded;
        wipe(encoded);
    }
    return body;
}

} // namespace sk::net
