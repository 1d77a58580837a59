#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QObject>

#include <functional>

namespace sk::net {

/// Where requests get their bearer token from. The network layer knows no session: it asks this, and says when a token was refused.
///
/// Lives on the main thread and outlives every client that was given it.
class TokenSource : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    using Answer = std::function<void(const Result<QByteArray> &token)>;

    /// Calls `answer` exactly once with a token that is good for now, never inside this call, and not at all when `context`
    /// died before. Waits while a refresh is under way, so that a hundred requests cause one refresh.
    virtual void withToken(QObject *context, Answer answer) = 0;

    /// The server answered 401 to this token. The source refreshes it once, however many say so, unless it was replaced already;
    /// the next withToken() waits for the outcome.
    virtual void tokenRefused(const QByteArray &token) = 0;

signals:
    /// A new token is there after a time in which there was none: streams may start again.
    void available();
};

} // namespace sk::net
