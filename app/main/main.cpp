#include "application.h"
#include "commandline.h"
#include "logbuffer.h"
#include "singleinstance.h"

#include <sk/core/version.h>
#include <sk/secrets/secretstore.h>
#include <sk/settings/settings.h>

#include <QApplication>
#include <QIcon>
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
        std::printf("sk-console %s\nQt %s\nKeychain %s\nLicence GPL-3.0-or-later\n", sk::version(), qVersion(), qUtf8Printable(sk::secrets::keychainBackend()));
        return ExitOk;
    }

    // Scripts are promised one clear line on standard error; the rest is kept for the support report.
    LogBuffer::install();

    int qtArgc = 1; // our options are not Qt's: none of them reaches QApplication
    QApplication application(qtArgc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sk-console"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(sk::version()));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Super Kubenetes Console"));
    QGuiApplication::setDesktopFileName(qEnvironmentVariable("FLATPAK_ID", QStringLiteral("sk-console"))); // a Flatpak's entry has its id for a name
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/sk-console.svg")));
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    // Scripts and pictures are programs of their own; a person has one, and a further start hands over to it.
    SingleInstance instance(commandLine.interactive() ? SingleInstance::runtimeDirectory() : QString(),
        commandLine.configDirectory.isEmpty() ? sk::settings::Settings::defaultDirectory() : commandLine.configDirectory);
    if (instance.claim(commandLine.open ? commandLine.open->toText() : QString()) == SingleInstance::Role::Later)
        return ExitOk;

    Application console(commandLine);
    QObject::connect(&instance, &SingleInstance::requested, &console, &Application::handOver);
    console.start();
    return QApplication::exec();
}
