#pragma once

#include "deeplink.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <variant>

namespace sk::app {

/// The built-in cluster as `--demo[=nodes=N,pods=M,events-per-second=R]` asks for it.
struct DemoOptions {
    int nodes = 12;
    int pods = 400;
    double eventsPerSecond = 2.0;
};

/// What the user asked for on the command line.
struct CommandLine {
    std::optional<DemoOptions> demo;
    QString server;
    QString user;
    QString passwordFile; ///< "-": standard input
    std::optional<DeepLink> open;
    QString grabFile;
    QString timingsFile;
    QString configDirectory;
    QString language; ///< empty: the setting
    QString theme; ///< empty: the setting
    bool version = false;
    bool help = false;
    QStringList qtArguments;

    /// Signs in without the dialog.
    [[nodiscard]] bool unattended() const { return demo.has_value() || !server.isEmpty(); }
    /// For a person at the desktop, who has one program running, and not for a script.
    [[nodiscard]] bool interactive() const { return !unattended() && grabFile.isEmpty() && timingsFile.isEmpty(); }
};

/// The program's exit statuses.
enum ExitStatus { ExitOk = 0, ExitArguments = 2, ExitRefused = 3, ExitUnreachable = 4, ExitOther = 5 };

/// Reads the arguments (without the program's name); on failure one line that names the wrong option or value and the right ones.
[[nodiscard]] std::variant<CommandLine, QString> parseCommandLine(const QStringList &arguments);

/// The text of --help.
[[nodiscard]] QString helpText();

} // namespace sk::app
