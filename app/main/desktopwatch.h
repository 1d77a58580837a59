#pragma once

#include <sk/core/clock.h>

#include <QObject>
#include <QTimer>

#include <chrono>

namespace sk::app {

/// What the desktop and the computer do that a session has to know of, wherever the system can tell: logind and the screen saver on the two
/// D-Bus buses, QNetworkInformation where it has a back end, and for sleep everywhere the clock that went on while the timers stood
/// still. Nothing is asked that would start a service. Main thread.
class DesktopWatch : public QObject {
    Q_OBJECT

public:
    explicit DesktopWatch(const Clock &clock, QObject *parent = nullptr);
    ~DesktopWatch() override;

    /// How long since the user did anything in a window of this program. Begins to count with the first call of countIdle().
    void countIdle();
    [[nodiscard]] std::chrono::milliseconds idleFor() const;

signals:
    void woke(); ///< from sleep; once for each, whoever noticed it first
    void networkChanged(); ///< another one, or back from none
    void screenLocked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private slots:
    void prepareForSleep(bool before);
    void screenSaverChanged(bool active);
    void sessionLocked();
    void beat();

private:
    void wokeUp();
    void watchNetwork();
    void watchBuses();
    void watchLoginSession();

    const Clock &m_clock;
    QTimer m_heartbeat;
    std::chrono::milliseconds m_lastBeat;
    std::chrono::milliseconds m_lastWake{-1};
    std::chrono::milliseconds m_lastInput;
    bool m_online = true;
};

} // namespace sk::app
