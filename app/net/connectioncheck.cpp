#include "connectioncheck.h"

#include "certificates.h"
#include "networkpolicy_p.h"

#include <QHostInfo>
#include <QSslCipher>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace sk::net {

namespace {

constexpr std::chrono::milliseconds patience{15'000};
constexpr int httpPort = 80;
constexpr int httpsPort = 443;

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    default:
        return QStringLiteral("TLS");
    }
}

QNetworkReply::NetworkError replyCode(QAbstractSocket::SocketError code)
{
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyProtocolError:
        return QNetworkReply::UnknownProxyError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

} // namespace

bool TlsReport::canBeAccepted() const
{
    return !chain.isEmpty() && !hasWeakKey(chain.constFirst()) && std::all_of(faults.cbegin(), faults.cend(), [](const QString &fault) { return net::canBeAccepted(fault); });
}

struct ConnectionCheck::Private {
    ConnectionCheck *self;
    ServerAddress address;
    NetworkPolicy policy;
    QSslSocket socket;
    QTimer limit;
    Step step = Step::Resolve;
    TlsFindings findings;
    TlsReport report;
    bool done = false;

    Private(ConnectionCheck *check, ServerAddress server)
        : self(check)
        , address(std::move(server))
        , policy(address)
    {
    }
    [[nodiscard]] bool tls() const { return address.base.scheme() == QLatin1String("https"); }
    [[nodiscard]] quint16 port() const { return static_cast<quint16>(address.base.port(tls() ? httpsPort : httpPort)); }
    void connectNow();
    void lookAtCertificate(const QList<QSslError> &errors);
    void failed(QNetworkReply::NetworkError code, const QString &text);
    void finish(Error error);
};

ConnectionCheck::ConnectionCheck(ServerAddress address, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(address)))
{
}

ConnectionCheck::~ConnectionCheck()
{
    d->done = true;
    d->socket.disconnect(this);
    d->socket.abort();
}

void ConnectionCheck::start()
{
    d->limit.setSingleShot(true);
    connect(&d->limit, &QTimer::timeout, this, [this] { d->failed(QNetworkReply::TimeoutError, QStringLiteral("no answer for %1 s").arg(patience.count() / 1000)); });
    d->limit.start(patience);
    connect(&d->socket, &QSslSocket::connected, this, [this] {
        const bool proxied = d->socket.proxy().type() != QNetworkProxy::NoProxy;
        const QString peer = proxied ? d->socket.proxy().hostName() + u':' + QString::number(d->socket.proxy().port())
                                     : d->socket.peerAddress().toString() + u':' + QString::number(d->socket.peerPort());
        d->step = Step::Tls;
        emit passed(Step::Connect, {peer});
        if (!d->done && !d->tls()) {
            emit passed(Step::Tls, {});
            d->finish({});
        }
    });
    connect(&d->socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { d->lookAtCertificate(errors); });
    connect(&d->socket, &QSslSocket::encrypted, this, [this] {
        if (d->report.chain.isEmpty())
            d->report.chain = d->socket.peerCertificateChain();
        d->report.protocol = protocolName(d->socket.sessionProtocol());
        const QSslCipher cipher = d->socket.sessionCipher();
        emit passed(Step::Tls, {d->report.protocol, cipher.name()});
        d->finish({});
    });
    connect(&d->socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError code) { d->failed(replyCode(code), d->socket.errorString()); });

    if (d->policy.proxy().type() != QNetworkProxy::NoProxy || !QHostAddress(d->address.base.host()).isNull()) {
        QMetaObject::invokeMethod(this, [this] {
            emit passed(Step::Resolve, {}); // by the proxy, or it is a number already
            d->connectNow();
        }, Qt::QueuedConnection);
        return;
    }
    QHostInfo::lookupHost(d->address.base.host(), this, [this](const QHostInfo &info) {
        if (d->done)
            return;
        if (info.error() != QHostInfo::NoError) {
            d->failed(QNetworkReply::HostNotFoundError, info.errorString());
            return;
        }
        QStringList addresses;
        for (const QHostAddress &one : info.addresses())
            addresses += one.toString();
        emit passed(Step::Resolve, addresses);
        d->connectNow();
    });
}

void ConnectionCheck::Private::connectNow()
{
    if (done)
        return;
    step = Step::Connect;
    socket.setProxy(policy.proxy());
    socket.setSslConfiguration(policy.tls());
    if (tls())
        socket.connectToHostEncrypted(address.base.host(), port());
    else
        socket.connectToHost(address.base.host(), port());
}

void ConnectionCheck::Private::lookAtCertificate(const QList<QSslError> &errors)
{
    report.chain = socket.peerCertificateChain();
    if (policy.tolerates(socket.peerCertificate(), errors, findings)) {
        socket.ignoreSslErrors(errors);
        return;
    }
    report.faults = tlsFaultNames(findings.errors);
    if (hasWeakKey(socket.peerCertificate()) && !report.faults.contains(QLatin1String("WeakKey")))
        report.faults += QStringLiteral("WeakKey");
    report.pinChanged = findings.pinChanged;
    report.reasons = tlsError(findings, {}).message;
}

void ConnectionCheck::Private::failed(QNetworkReply::NetworkError code, const QString &text)
{
    finish(policy.blamed(transportError(code, text, findings)));
}

void ConnectionCheck::Private::finish(Error error)
{
    if (done)
        return;
    done = true;
    limit.stop();
    if (error)
        error.url = urlForLog(address.base);
    // Later: this runs inside a signal of the socket, and whoever hears of the end may delete all of it.
    QMetaObject::invokeMethod(self, [this, error] {
        socket.abort();
        emit self->finished(error, step, report);
    }, Qt::QueuedConnection);
}

} // namespace sk::net
