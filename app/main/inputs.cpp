#include "inputs.h"

#include <QFile>

#include <cstdio>

namespace sk::app {

namespace {

Result<QList<QSslCertificate>> readCaFile(const QString &path)
{
    if (path.isEmpty())
        return QList<QSslCertificate>{};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = path};
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(file.readAll(), QSsl::Pem);
    if (certificates.isEmpty())
        return Error{.code = ErrorCode::FileUnreadable, .message = QStringLiteral("no PEM certificate in the file"), .detail = path};
    return certificates;
}

} // namespace

Result<QString> readPassword(const QString &path)
{
    QFile file(path);
    const bool opened = path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = path};
    QByteArray text = file.read(64 * 1024);
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    const QString password = QString::fromUtf8(text);
    text.fill('\0');
    return password;
}

Result<net::ServerAddress> addressOf(const QString &server, const QString &caFile)
{
    const Result<QUrl> url = net::parseServerInput(server);
    if (!url)
        return url.error();
    const auto certificates = readCaFile(caFile);
    if (!certificates)
        return certificates.error();
    net::ServerAddress address;
    address.base = *url;
    address.extraCas = *certificates;
    return address;
}

} // namespace sk::app
