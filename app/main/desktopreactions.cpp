#include "desktopreactions.h"

#include <utility>

namespace sk::app {

DesktopReactions::DesktopReactions(DesktopWatch &watch, std::function<std::vector<ConnectionScope *>()> connections, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_connections(std::move(connections))
{
    const auto wake = [this] {
        for (ConnectionScope *connection : m_connections())
            connection->wake();
    };
    connect(&watch, &DesktopWatch::woke, this, wake);
    connect(&watch, &DesktopWatch::networkChanged, this, wake);
    connect(&watch, &DesktopWatch::screenLocked, this, [this] {
        for (ConnectionScope *connection : m_connections()) {
            if (connection->lockPolicy().withScreen)
                connection->session().lock();
        }
    });
    watch.countIdle();
    m_idleCheck.setTimerType(Qt::VeryCoarseTimer);
    m_idleCheck.setInterval(10'000);
    connect(&m_idleCheck, &QTimer::timeout, this, &DesktopReactions::checkIdle);
    m_idleCheck.start();
}

void DesktopReactions::checkIdle()
{
    for (ConnectionScope *connection : m_connections()) {
        const std::chrono::minutes limit(connection->lockPolicy().afterMinutes);
        if (limit.count() > 0 && m_watch.idleFor() >= limit)
            connection->session().lock();
    }
}

} // namespace sk::app
