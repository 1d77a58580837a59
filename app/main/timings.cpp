#include "timings.h"

#include <QFile>
#include <QSaveFile>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif
#include <ctime>

namespace sk::app {

namespace {

constexpr int heartbeatMs = 4;
const auto loadedAt = std::chrono::steady_clock::now();

qint64 peakResidentBytes()
{
#ifdef Q_OS_UNIX
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
#ifdef Q_OS_MACOS
        return usage.ru_maxrss; // bytes there
#else
        return static_cast<qint64>(usage.ru_maxrss) * 1024;
#endif
    }
#endif
    return 0;
}

nlohmann::json milestone(double milliseconds)
{
    return milliseconds < 0 ? nlohmann::json(nullptr) : nlohmann::json(milliseconds);
}

} // namespace

double millisecondsSinceProcessStart()
{
#ifdef Q_OS_LINUX
    // Field 22 of /proc/self/stat: start in clock ticks since boot. The command name (field 2) may hold blanks, so count from its ')'.
    QFile stat(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (stat.open(QIODevice::ReadOnly) && clock_gettime(CLOCK_BOOTTIME, &now) == 0) {
        const QByteArray text = stat.readAll();
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 19) {
            const double started = fields.at(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
            return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000.0;
        }
    }
#endif
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - loadedAt).count();
}

Timings::Timings(QObject *parent)
    : QObject(parent)
{
    m_heartbeat.setTimerType(Qt::PreciseTimer);
    m_heartbeat.setInterval(heartbeatMs);
    connect(&m_heartbeat, &QTimer::timeout, this, &Timings::beat);
}

void Timings::followStalls()
{
    m_sinceBeat.start();
    m_heartbeat.start();
}

void Timings::beat()
{
    const double elapsed = static_cast<double>(m_sinceBeat.nsecsElapsed()) / 1e6;
    m_sinceBeat.restart();
    m_delays.push_back(std::max(0.0, elapsed - heartbeatMs));
}

void Timings::reached(Milestone milestone)
{
    double &at = m_milestones[static_cast<int>(milestone)];
    if (at < 0)
        at = millisecondsSinceProcessStart();
}

QByteArray Timings::document(const Counts &counts) const
{
    std::vector<double> delays = m_delays;
    std::sort(delays.begin(), delays.end());
    const auto over16 = std::count_if(delays.begin(), delays.end(), [](double delay) { return delay > 16.0; });
    const double p99 = delays.empty() ? 0.0 : delays[delays.size() * 99 / 100];
    const nlohmann::json document{
        {"window_shown_ms", milestone(m_milestones[0])}, {"signed_in_ms", milestone(m_milestones[1])},
        {"first_rows_ms", milestone(m_milestones[2])}, {"all_rows_ms", milestone(m_milestones[3])},
        {"rows", counts.rows}, {"bytes_received", counts.bytesReceived}, {"requests", counts.requests},
        {"peak_rss_bytes", peakResidentBytes()},
        // Without the heartbeat nobody knows, which is not the same as none.
        {"ui_stall_ms", delays.empty() ? nlohmann::json(nullptr) : nlohmann::json{{"max", delays.back()}, {"p99", p99}, {"over_16", over16}}},
        {"watch_events", counts.watchEvents}, {"watch_events_applied", counts.watchEventsApplied},
    };
    return QByteArray::fromStdString(document.dump(2)) + '\n';
}

bool Timings::write(const QString &file, const Counts &counts) const
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return false;
    out.write(document(counts));
    return out.commit();
}

} // namespace sk::app
