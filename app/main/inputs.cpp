#include "inputs.h"

#include <sk/core/secret.h>

#include <QFile>

namespace sk::app {

namespace {

constexpr int stdinDescriptor = 0; ///< not through the buffer of the C library, which keeps what it read

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
    const bool opened = path == QLatin1String("-") ? file.open(stdinDescriptor, QIODevice::ReadOnly | QIODevice::Unbuffered) : file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!opened)
        return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = path};
    QByteArray text = file.read(64 * 1024);
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    const QString password = QString::fromUtf8(text);
    wipe(text);
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
