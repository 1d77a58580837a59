#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace sk {

/// What went wrong, in terms that decide what happens next. One file in ui/ turns these into translated sentences.
enum class ErrorCode {
    None,
    Cancelled, ///< we stopped it ourselves
    // The way to the server
    HostNotFound,
    ConnectionRefused,
    ConnectionLost, ///< closed before the answer was whole
    NetworkUnreachable,
    TimedOut,
    TlsUntrusted, ///< the certificate chain is not trusted (unknown CA, self-signed, expired, wrong host)
    TlsFailed, ///< no TLS at all could be agreed on
    ProxyRefused,
    Redirected, ///< the server pointed elsewhere; `detail` is where
    BadUrl,
    // The server is not what we took it for
    NotAnApi, ///< HTML or something else that is no API
    WebConsole, ///< the platform's web console instead of its API server
    KubeApiServer, ///< a bare kube-apiserver
    BadAnswer, ///< the right server, but an answer that cannot be read
    // Signing in (RFC 6749 section 5.2, and the server's own)
    InvalidClient,
    WrongCredentials, ///< invalid_grant: wrong name or password
    AccountDisabled,
    AccountLocked, ///< too many failures; 429
    UnsupportedGrant,
    SessionExpired, ///< the refresh token is no longer accepted
    // Asking
    Unauthorized, ///< 401 with a token
    Forbidden, ///< 403
    NotFound,
    Conflict, ///< 409
    Gone, ///< 410: resourceVersion or continue token too old
    TooManyRequests,
    Invalid, ///< 422 and 400
    ServerError, ///< 5xx
    Unavailable, ///< 503
    // This computer
    KeychainUnavailable,
    KeychainDenied,
    FileUnreadable,
    FileUnwritable,
    PassphraseNeeded, ///< of a client certificate's key; `detail` "wrong" when one was given
    ClientCertificateUnusable,
    Internal,
};

/// A failure as a value. Holds no token, no password, and no URL query; may be logged.
struct Error {
    ErrorCode code = ErrorCode::None;
    int httpStatus = 0; ///< 0 when no answer came
    QString reason; ///< the server's machine word: a `metav1.Status` reason or an OAuth `error`
    QString message; ///< the server's or the library's own words, untranslated, for *Details*
    QString url; ///< without query and user info; empty when not about a URL
    QString detail; ///< code-specific: the target of a redirect, the missing right, where an expired list goes on …
    std::optional<std::chrono::seconds> retryAfter; ///< from `Retry-After`

    /// True when there is an error at all.
    explicit operator bool() const { return code != ErrorCode::None; }
    friend bool operator==(const Error &, const Error &) = default;
};

/// The name of the code, for logs and tests ("HostNotFound"); static storage.
[[nodiscard]] const char *errorCodeName(ErrorCode code);

/// One English line for logs: "Forbidden (403 Forbidden): nodes is forbidden … [https://host/api]".
[[nodiscard]] QString toLogText(const Error &error);

} // namespace sk

Q_DECLARE_METATYPE(sk::Error)
