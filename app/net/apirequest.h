#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace sk::net {

/// One request to the API, as a value. `path` is relative to the server's base URL, is already percent-encoded and begins with '/'.
struct ApiRequest {
    enum class Authorization {
        Bearer, ///< with the session's token
        None, ///< `/oauth/token`, version probes: a stale header would be answered 401 before the handler sees it
    };

    QByteArray method = QByteArrayLiteral("GET");
    QByteArray path;
    QList<QPair<QString, QString>> query; ///< encoded here; empty values are the caller's fault (they are filters on v3)
    QByteArray accept = QByteArrayLiteral("application/json");
    QByteArray contentType; ///< empty: no body
    QByteArray body;
    Authorization authorization = Authorization::Bearer;
    std::chrono::milliseconds silence{30'000}; ///< gives up after so long without a byte
    qint64 maxBody = 512LL * 1024 * 1024; ///< a longer answer, unpacked, is BadAnswer: nobody's memory is the server's to fill
    bool secret = false; ///< body and answer hold a password or tokens: overwritten when they are done with
};

/// The whole answer to a request. 2xx only; everything else is an Error.
struct ApiReply {
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    qint64 bytesOnWire = 0; ///< as received, before decompression, where known; else the body's size
    std::optional<std::int64_t> serverTime; ///< Unix ms from the `Date` header
};

} // namespace sk::net
