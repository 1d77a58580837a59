#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace sk::app {

/// The program's own measurements: milestones since the process began, stalls of the event loop, peak memory. Main thread.
class Timings : public QObject {
    Q_OBJECT

public:
    explicit Timings(QObject *parent = nullptr);

    /// Begins to feel the event loop's pulse. Only for who wants to know: a beat every 4 ms is most of what an idle program does.
    void followStalls();

    enum class Milestone { WindowShown, SignedIn, FirstRows, AllRows };
    void reached(Milestone milestone); ///< the first time counts

    struct Counts {
        qint64 rows = 0;
        qint64 bytesReceived = 0;
        qint64 requests = 0;
        qint64 watchEvents = 0;
        qint64 watchEventsApplied = 0;
    };
    /// The JSON document itself.
    [[nodiscard]] QByteArray document(const Counts &counts) const;
    /// Writes the JSON document of design "How it is measured"; false when the file cannot be written.
    [[nodiscard]] bool write(const QString &file, const Counts &counts) const;

private:
    void beat();
    double m_milestones[4] = {-1, -1, -1, -1}; ///< milliseconds; negative: not reached
    QTimer m_heartbeat;
    QElapsedTimer m_sinceBeat;
    std::vector<double> m_delays; ///< milliseconds beyond the heartbeat's interval
};

/// Milliseconds since this process was started, by the operating system's account where it gives one.
[[nodiscard]] double millisecondsSinceProcessStart();

} // namespace sk::app
