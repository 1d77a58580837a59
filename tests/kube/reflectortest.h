#pragma once

#include <sk/kube/reflector.h>

/// What the tests of the Reflector have in common.
namespace sk::test {

inline Error errorOf(ErrorCode code)
{
    Error error;
    error.code = code;
    return error;
}

/// Brings a machine into a situation by the way that leads there.
inline void bring(kube::Reflector &machine, ManualClock &clock, const QString &situation)
{
    const auto is = [&situation](const char *name) { return situation == QLatin1String(name); };
    if (is("idle"))
        return;
    if (is("watching socket"))
        machine.setStreams({kube::Reflector::Transport::WebSocket, false});
    (void)machine.start();
    if (is("listing"))
        return;
    if (is("listing on")) {
        (void)machine.pageRead(QStringLiteral("10"), QStringLiteral("first"));
    } else if (is("waiting to list")) {
        (void)machine.listFailed(errorOf(ErrorCode::ServerError));
    } else if (is("polling")) {
        (void)machine.pageRead({}, {});
    } else if (is("no token")) {
        (void)machine.listFailed(errorOf(ErrorCode::Unauthorized));
    } else if (is("stopped in a list")) {
        (void)machine.stop();
    } else if (is("failed")) {
        (void)machine.listFailed(errorOf(ErrorCode::Forbidden));
    } else {
        (void)machine.pageRead(QStringLiteral("10"), {});
        clock.advance(std::chrono::seconds(2));
        if (is("watching socket") || is("watching unanswered"))
            return;
        (void)machine.watchOpened();
        clock.advance(std::chrono::seconds(3));
        if (is("watching unproven"))
            return;
        (void)machine.watchSpoke();
        if (is("waiting to watch"))
            (void)machine.watchEnded(errorOf(ErrorCode::ConnectionLost));
        else if (is("parked"))
            (void)machine.park(std::chrono::seconds(20));
        else if (is("stopped in a watch"))
            (void)machine.stop();
        else if (is("listing again"))
            (void)machine.watchRead({}, errorOf(ErrorCode::Gone), false);
    }
}

} // namespace sk::test
