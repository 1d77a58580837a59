#pragma once

#include <QStringList>

namespace sk::app {

/// Keeps the last lines of the log for a support report, also those that are not printed. Any thread.
class LogBuffer {
public:
    static constexpr int mostLines = 500;

    /// Takes the log over: from here on warnings and worse are printed as before, and everything of ours from "info" up is kept. With QT_LOGGING_RULES in the
    /// environment all that the rules let through is printed.
    static void install();
    [[nodiscard]] static QStringList lines(); ///< oldest first
};

} // namespace sk::app
