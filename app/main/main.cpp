#include "application.h"
#include "commandline.h"

#include <sk/core/version.h>

#include <QApplication>
#include <QIcon>
#include <QLoggingCategory>
#include <QNetworkProxyFactory>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace sk::app;

    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto parsed = parseCommandLine(arguments);
    if (const auto *wrong = std::get_if<QString>(&parsed)) {
        std::fprintf(stderr, "sk-console: %s\n", qUtf8Printable(*wrong));
        return ExitArguments;
    }
    const CommandLine &commandLine = std::get<CommandLine>(parsed);
    if (commandLine.help) {
        std::fputs(qUtf8Printable(helpText()), stdout);
        return ExitOk;
    }
    if (commandLine.version) {
        std::printf("sk-console %s\nQt %s\nLicence GPL-3.0-or-later\n", sk::version(), qVersion());
        return ExitOk;
    }

    // Scripts are promised one clear line on standard error; QT_LOGGING_RULES still turns the rest on, because it is read after this.
    QLoggingCategory::setFilterRules(QStringLiteral("sk.*.info=false\nsk.*.debug=false"));

    int qtArgc = 1; // our options are not Qt's: none of them reaches QApplication
    QApplication application(qtArgc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sk-console"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(sk::version()));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Super Kubenetes Console"));
    QGuiApplication::setDesktopFileName(QStringLiteral("sk-console"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/sk-console.svg")));
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    Application console(commandLine);
    console.start();
    return QApplication::exec();
}
