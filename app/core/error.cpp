#include "error.h"

namespace sk {

const char *errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::None: return "None";
    case ErrorCode::Cancelled: return "Cancelled";
    case ErrorCode::HostNotFound: return "HostNotFound";
    case ErrorCode::ConnectionRefused: return "ConnectionRefused";
    case ErrorCode::ConnectionLost: return "ConnectionLost";
    case ErrorCode::NetworkUnreachable: return "NetworkUnreachable";
    case ErrorCode::TimedOut: return "TimedOut";
    case ErrorCode::TlsUntrusted: return "TlsUntrusted";
    case ErrorCode::TlsFailed: return "TlsFailed";
    case ErrorCode::ProxyRefused: return "ProxyRefused";
    case ErrorCode::Redirected: return "Redirected";
    case ErrorCode::BadUrl: return "BadUrl";
    case ErrorCode::NotAnApi: return "NotAnApi";
    case ErrorCode::WebConsole: return "WebConsole";
    case ErrorCode::KubeApiServer: return "KubeApiServer";
    case ErrorCode::BadAnswer: return "BadAnswer";
    case ErrorCode::InvalidClient: return "InvalidClient";
    case ErrorCode::WrongCredentials: return "WrongCredentials";
    case ErrorCode::AccountDisabled: return "AccountDisabled";
    case ErrorCode::AccountLocked: return "AccountLocked";
    case ErrorCode::UnsupportedGrant: return "UnsupportedGrant";
    case ErrorCode::SessionExpired: return "SessionExpired";
    case ErrorCode::Unauthorized: return "Unauthorized";
    case ErrorCode::Forbidden: return "Forbidden";
    case ErrorCode::NotFound: return "NotFound";
    case ErrorCode::Conflict: return "Conflict";
    case ErrorCode::Gone: return "Gone";
    case ErrorCode::TooManyRequests: return "TooManyRequests";
    case ErrorCode::Invalid: return "Invalid";
    case ErrorCode::ServerError: return "ServerError";
    case ErrorCode::Unavailable: return "Unavailable";
    case ErrorCode::KeychainUnavailable: return "KeychainUnavailable";
    case ErrorCode::KeychainDenied: return "KeychainDenied";
    case ErrorCode::FileUnreadable: return "FileUnreadable";
    case ErrorCode::FileUnwritable: return "FileUnwritable";
    case ErrorCode::PassphraseNeeded: return "PassphraseNeeded";
    case ErrorCode::ClientCertificateUnusable: return "ClientCertificateUnusable";
    case ErrorCode::Internal: return "Internal";
    }
    return "Unknown";
}

QString toLogText(const Error &error)
{
    QString text = QString::fromLatin1(errorCodeName(error.code));
    if (error.httpStatus != 0)
        text += QStringLiteral(" (%1%2%3)").arg(error.httpStatus).arg(error.reason.isEmpty() ? QString() : QStringLiteral(" "), error.reason);
    if (!error.message.isEmpty())
        text += QStringLiteral(": ") + error.message;
    if (!error.url.isEmpty())
        text += QStringLiteral(" [") + error.url + u']';
    return text;
}

} // namespace sk
