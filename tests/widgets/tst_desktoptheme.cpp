#include <sk/theme/theme.h>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace sk;

/// Light or dark as the desktop is, unless the user has chosen. A desktop is a matter of the environment, so this program starts itself
/// in two: those of a desktop whose colours are in a file.
class TestDesktopTheme : public QObject {
    Q_OBJECT

    static QByteArray lookOf(const QString &mode, bool dark)
    {
        QTemporaryDir home;
        QFile colours(home.filePath(QStringLiteral("kdeglobals")));
        if (!colours.open(QIODevice::WriteOnly))
            return "no file";
        const QByteArray paper = dark ? "20,22,26" : "240,241,242";
        const QByteArray ink = dark ? "235,236,237" : "25,26,27";
        for (const char *group : {"Window", "View", "Button", "Tooltip", "Selection"})
            colours.write("[Colors:" + QByteArray(group) + "]\nBackgroundNormal=" + paper + "\nBackgroundAlternate=" + paper + "\nForegroundNormal=" + ink + "\n");
        colours.close();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("KDE"));
        environment.insert(QStringLiteral("KDE_FULL_SESSION"), QStringLiteral("true"));
        environment.insert(QStringLiteral("KDE_SESSION_VERSION"), QStringLiteral("5"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--look"), mode});
        return program.waitForFinished(60'000) ? program.readAllStandardOutput() : "no answer";
    }

private slots:
    void asTheDesktop_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("desktop");
        QTest::addColumn<QByteArray>("look");
        QTest::newRow("as a light desktop") << QStringLiteral("system") << false << QByteArray("light light");
        QTest::newRow("as a dark desktop") << QStringLiteral("system") << true << QByteArray("dark dark");
        QTest::newRow("light on a dark desktop") << QStringLiteral("light") << true << QByteArray("light light");
        QTest::newRow("dark on a light desktop") << QStringLiteral("dark") << false << QByteArray("dark dark");
        QTest::newRow("dark, and then as a light desktop") << QStringLiteral("dark-system") << false << QByteArray("light light");
        QTest::newRow("light, and then as a dark desktop") << QStringLiteral("light-system") << true << QByteArray("dark dark");
    }
    void asTheDesktop()
    {
        QFETCH(QString, mode);
        QFETCH(bool, desktop);
        QFETCH(QByteArray, look);
        QCOMPARE(lookOf(mode, desktop), look);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--look")) {
        auto &theme = theme::Theme::instance();
        for (const QString &mode : arguments.value(2).split(u'-'))
            theme.setMode(mode == QLatin1String("system") ? theme::Mode::System : mode == QLatin1String("dark") ? theme::Mode::Dark : theme::Mode::Light);
        const bool window = QApplication::palette().color(QPalette::Window).lightness() < 128;
        std::printf("%s %s", theme.dark() ? "dark" : "light", window ? "dark" : "light");
        return 0;
    }
    TestDesktopTheme test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_desktoptheme.moc"
