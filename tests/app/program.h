#pragma once

#include <application.h>

#include <sk/window/mainwindow.h>

#include <QApplication>

namespace test {

using namespace sk;

/// The program's window, the first one if there are several; it need not be visible yet.
inline ui::MainWindow *mainWindow()
{
    for (QWidget *each : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<ui::MainWindow *>(each))
            return window;
    return nullptr;
}

/// Those of its windows that can be seen.
inline QList<ui::MainWindow *> shownWindows()
{
    QList<ui::MainWindow *> found;
    for (QWidget *each : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<ui::MainWindow *>(each); window && window->isVisible())
            found += window;
    return found;
}

/// A start with this configuration directory and no other wish, but English: what the program says is compared.
inline app::CommandLine commandLine(const QString &configDirectory)
{
    app::CommandLine line;
    line.configDirectory = configDirectory;
    line.language = QStringLiteral("en");
    return line;
}

/// The program itself, started.
struct Program {
    explicit Program(const QString &configDirectory)
        : application(commandLine(configDirectory))
    {
        application.start();
    }
    app::Application application;
};

} // namespace test
