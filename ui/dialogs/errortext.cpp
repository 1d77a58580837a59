#include "errortext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace sk::ui {
namespace {

/// Gives the sentences their translation context.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::ErrorText)
public:
    static QString retryAdvice(const Error &error);
    static QString untrusted(const Error &error, const QString &host);
    static QString forbidden(const QString &message);
    static ErrorText sentence(const Error &error);
};

/// The host of the address for sentences; the address itself when it has none.
QString hostOf(const Error &error)
{
    QString text = error.url;
    if (const auto scheme = text.indexOf(QLatin1String("://")); scheme >= 0)
        text = text.mid(scheme + 3);
    if (const auto slash = text.indexOf(QLatin1Char('/')); slash >= 0)
        text.truncate(slash);
    return text;
}

QString Words::retryAdvice(const Error &error)
{
    if (!error.retryAfter)
        return tr("Wait a moment, then try again.");
    const auto seconds = static_cast<int>(error.retryAfter->count());
    return seconds < 120 ? tr("Try again in %n second(s).", nullptr, seconds)
                         : tr("Try again in %n minute(s).", nullptr, (seconds + 59) / 60);
}

/// What the server, or the library below us, said: never translated, so that it can be searched for.
QString detailsOf(const Error &error)
{
    QStringList lines;
    if (error.httpStatus != 0) {
        QString status = QStringLiteral("HTTP %1").arg(error.httpStatus);
        if (!error.reason.isEmpty())
            status += QLatin1Char(' ') + error.reason;
        lines.append(status);
    } else if (!error.reason.isEmpty()) {
        lines.append(error.reason);
    }
    if (!error.message.isEmpty())
        lines.append(error.message);
    if (!error.detail.isEmpty() && error.detail != error.message)
        lines.append(error.detail);
    if (!error.url.isEmpty())
        lines.append(error.url);
    return lines.join(QLatin1Char('\n'));
}

/// Which right is missing, and where. The server has the same English words in every version: «nodes is forbidden: User "u" cannot list
/// resource "nodes" in API group "" at the cluster scope», or «in the namespace "ns"» (Kubernetes' apiserver library, responsewriters).
QString Words::forbidden(const QString &message)
{
    static const QRegularExpression words(QStringLiteral(R"re(cannot (\S+) resource "([^"]+)".*?(?:at the cluster scope|in the namespace "([^"]+)"))re"));
    const QRegularExpressionMatch match = words.match(message);
    if (!match.hasMatch())
        return tr("Your account is not allowed to do this.");
    const QString right = match.captured(1) + u' ' + match.captured(2); // as in a role: the words to ask for
    return match.captured(3).isEmpty() ? tr("Your account may not do this in the whole cluster: %1.").arg(right)
                                       : tr("Your account may not do this in the namespace %2: %1.").arg(right, match.captured(3));
}

/// What is wrong with a certificate, by Error::detail.
QString Words::untrusted(const Error &error, const QString &host)
{
    const QString &fault = error.detail;
    if (fault == QLatin1String("PinChanged"))
        return tr("The server shows another key than the one you trusted.");
    if (fault == QLatin1String("HostNameMismatch"))
        return tr("The server's certificate is made out to another name than %1.").arg(host);
    if (fault == QLatin1String("Expired"))
        return tr("The server's certificate has expired.");
    if (fault == QLatin1String("NotYetValid"))
        return tr("The server's certificate is not valid yet, by this computer's clock.");
    if (fault == QLatin1String("SelfSigned"))
        return tr("The server's certificate vouches for itself; no authority stands behind it.");
    if (fault == QLatin1String("UnknownIssuer"))
        return tr("The server's certificate comes from an authority that this computer does not know.");
    if (fault == QLatin1String("WeakKey"))
        return tr("The key of the server's certificate is too weak to be trusted.");
    if (fault == QLatin1String("Revoked"))
        return tr("The server's certificate was revoked.");
    return tr("The server's certificate is not trusted by this computer.");
}

/// Title, advice and field of a code. Details are the same for all.
ErrorText Words::sentence(const Error &error)
{
    using Field = ErrorText::Field;
    const QString host = hostOf(error);
    switch (error.code) {
    case ErrorCode::None:
        return {};
    case ErrorCode::Cancelled:
        return {tr("Cancelled."), QString(), QString(), Field::None};
    case ErrorCode::HostNotFound:
        return {host.isEmpty() ? tr("The server's name was not found.") : tr("The server's name %1 was not found.").arg(host),
                tr("Check the spelling. If it is a name of your company's network, check that the VPN is connected."), QString(), Field::Server};
    case ErrorCode::ConnectionRefused:
        return {host.isEmpty() ? tr("The connection was refused.") : tr("%1 refused the connection.").arg(host),
                tr("The computer is there, but nothing listens on this port. Check the port, and that ks-apiserver is running and exposed."), QString(),
                Field::Server};
    case ErrorCode::ConnectionLost:
        return {tr("The connection was closed before the answer was complete."),
                tr("Something between here and the server cut it. Try again; if it happens each time, ask for the limits of the proxy or load balancer."),
                QString(), Field::Server};
    case ErrorCode::NetworkUnreachable:
        return {tr("The network cannot be reached."), tr("Check this computer's network and VPN."), QString(), Field::Server};
    case ErrorCode::TimedOut:
        return {host.isEmpty() ? tr("The server did not answer in time.") : tr("%1 did not answer in time.").arg(host),
                tr("A firewall may be dropping the connection, or the server is overloaded. Check the address and port, then try again."), QString(),
                Field::Server};
    case ErrorCode::TlsUntrusted:
        return {untrusted(error, host), tr("Nothing was sent to the server. Look at the certificate to decide."), QString(), Field::Server};
    case ErrorCode::TlsFailed:
        if (error.detail == QLatin1String("ClientCertificate"))
            return {tr("The server wants a certificate from you."), tr("Choose your client certificate and its key in the connection's settings."), QString(), Field::Server};
        return {tr("No encrypted connection could be agreed on."),
                tr("The server may speak plain HTTP on this port, or only an outdated version of TLS. Check the port and the scheme."), QString(), Field::Server};
    case ErrorCode::ProxyRefused:
        if (error.detail == QLatin1String("Authentication"))
            return {tr("The proxy asks for a name and a password, or refused those it got."), tr("Enter them in the connection's settings, under Proxy."), QString(), Field::Server};
        if (error.detail == QLatin1String("Unreachable"))
            return {tr("The proxy cannot be reached."), tr("Check its host and port in the connection's settings, under Proxy, and this computer's network."), QString(), Field::Server};
        return {tr("The proxy does not let this connection through."), tr("Ask who runs the proxy to allow the server's address and port, or choose another way under Proxy."), QString(),
                Field::Server};
    case ErrorCode::Redirected:
        return {error.detail.isEmpty() ? tr("The server points to another address.") : tr("The server points to another address: %1").arg(error.detail),
                tr("Redirects are not followed, so that a password never goes to an address that you did not type. Enter the right address."), QString(),
                Field::Server};
    case ErrorCode::BadUrl:
        return {tr("This is not an address of a server."), tr("Enter a host name, host:port, or an address that begins with https:// or http://."), QString(),
                Field::Server};
    case ErrorCode::NotAnApi:
        return {tr("Something answers at this address, but it is not the platform's API."),
                tr("It may be an ingress, a proxy's page or another program. Enter the address of ks-apiserver."), QString(), Field::Server};
    case ErrorCode::WebConsole:
        return {tr("This is the address of the web console, not of the API."),
                tr("Enter the address of ks-apiserver. The console usually listens on port 30880, the API on another one; the administrator can expose it."),
                QString(), Field::Server};
    case ErrorCode::KubeApiServer:
        return {tr("This is a plain Kubernetes API server."),
                tr("Names and passwords are checked by ks-apiserver, the platform's own API in front of it. Enter its address."), QString(), Field::Server};
    case ErrorCode::BadAnswer:
        return {tr("The server's answer could not be read."),
                tr("It may be of a version that this program does not know, or something on the way changed the answer."), QString(), Field::Server};
    case ErrorCode::InvalidClient:
        return {tr("The server does not know this program's client id, or its secret is wrong."),
                tr("Your name and password were not checked. Ask the administrator for the OAuth client and enter it under Advanced."), QString(),
                Field::Advanced};
    case ErrorCode::WrongCredentials:
        if (error.reason == QLatin1String("NotSentAgain"))
            return {tr("The server refused this name and password before."),
                    tr("They were not sent again, because failures lock the account. Type another password."), QString(), Field::Password};
        return {tr("The server refused this name or password."),
                tr("It was sent once. After some failures the server locks the account for a while."), QString(), Field::Password};
    case ErrorCode::AccountDisabled:
        return {tr("This account is disabled or not active yet."), tr("The password was not the problem. Ask the administrator to activate the account."),
                QString(), Field::User};
    case ErrorCode::AccountLocked:
        return {tr("This account is locked after too many failed attempts."),
                tr("Even the right password is refused until the lock ends, usually after ten minutes. Further attempts do not help."), QString(), Field::User};
    case ErrorCode::UnsupportedGrant:
        return {tr("The server does not let this client sign in with a password."),
                tr("Ask the administrator to mark the OAuth client as trusted, or enter another client under Advanced."), QString(), Field::Advanced};
    case ErrorCode::SessionExpired:
        return {tr("The session has ended."), tr("Sign in again to go on where you were."), QString(), Field::Password};
    case ErrorCode::Unauthorized:
        return {tr("The server no longer accepts this session."), tr("Sign in again to go on where you were."), QString(), Field::Password};
    case ErrorCode::Forbidden:
        return {forbidden(error.message), tr("Ask the administrator for the right that is missing."), QString(), Field::None};
    case ErrorCode::NotFound:
        return {tr("The server does not have this."), tr("It may have been deleted, or the platform's component that serves it is not installed."), QString(),
                Field::None};
    case ErrorCode::Conflict:
        return {tr("Somebody else changed this in the meantime."), tr("Read it again and repeat the change."), QString(), Field::None};
    case ErrorCode::Gone:
        return {tr("The list grew too old to be continued."), tr("It is read again from the start."), QString(), Field::None};
    case ErrorCode::TooManyRequests:
        return {tr("The server asks to slow down."), retryAdvice(error), QString(), Field::None};
    case ErrorCode::Invalid:
        return {tr("The server found the request invalid."), tr("The details say which part of it."), QString(), Field::None};
    case ErrorCode::ServerError:
        return {tr("The server failed while answering."), tr("This is a fault of the server; the details help its administrator. Trying again may work."),
                QString(), Field::Server};
    case ErrorCode::Unavailable:
        return {tr("The server is not available at the moment."), retryAdvice(error), QString(), Field::Server};
    case ErrorCode::KeychainUnavailable:
        if (error.reason == QLatin1String("Slow"))
            return {tr("The keychain has not answered yet."),
                    tr("It may be waiting for you to unlock it: look for its window. What it holds is left as it is."), QString(), Field::None};
        if (error.reason == QLatin1String("NoKeyring"))
            return {tr("The keychain has no keyring yet."),
                    tr("Make one with your desktop's password manager to stay signed in. Until then the session stays in memory and ends with the program."), QString(), Field::None};
        return {tr("There is no keychain service on this computer."), tr("The session stays in memory and ends with the program."), QString(), Field::None};
    case ErrorCode::KeychainDenied:
        return {tr("The keychain is locked or refused access."),
                tr("Unlock it to stay signed in after the program ends. Until then the session stays in memory."), QString(), Field::None};
    case ErrorCode::FileUnreadable:
        if (error.reason == QLatin1String("newer"))
            return {tr("A newer version of this program wrote the settings."),
                    tr("What this version understands is used. The file as it was is kept: %1").arg(error.detail), QString(), Field::None};
        if (error.reason == QLatin1String("newerConnections"))
            return {tr("A newer version of this program wrote the saved connections."),
                    tr("What this version understands is used. The file as it was is kept: %1").arg(error.detail), QString(), Field::None};
        return {error.detail.isEmpty() ? tr("A file cannot be read.") : tr("The file %1 cannot be read.").arg(error.detail),
                tr("Check that it is there, that you may read it, and that its content is whole."), QString(), Field::None};
    case ErrorCode::FileUnwritable:
        return {error.detail.isEmpty() ? tr("A file cannot be written.") : tr("The file %1 cannot be written.").arg(error.detail),
                tr("Check that the disk is not full and that you may write there. Changes are kept until the program ends."), QString(), Field::None};
    case ErrorCode::PassphraseNeeded:
        return {error.detail.isEmpty() ? tr("The key of your client certificate is locked.") : tr("The passphrase does not open the key of your client certificate."),
                tr("Enter its passphrase in the connection's settings, under Certificates."), QString(), Field::Server};
    case ErrorCode::ClientCertificateUnusable:
        if (error.detail == QLatin1String("OtherKey"))
            return {tr("This private key does not belong to your client certificate."),
                    tr("Choose the key that the certificate was made for, or the certificate of this key, in the connection's settings."), QString(), Field::Server};
        return {tr("Your client certificate cannot be used."), tr("The details say why. Choose the certificate and its key in the connection's settings."), QString(), Field::Server};
    case ErrorCode::Internal:
        return {tr("The program came to a state that should not be possible."), tr("Please report it with the details below."), QString(), Field::None};
    }
    return {tr("Something unknown went wrong."), QString(), QString(), Field::None};
}

} // namespace

ErrorText errorText(const Error &error)
{
    ErrorText text = Words::sentence(error);
    if (error)
        text.details = detailsOf(error);
    return text;
}

QString minutesAndSeconds(int seconds)
{
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace sk::ui
