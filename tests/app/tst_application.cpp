#include "place.h"
#include "program.h"

#include <commandline.h>

#include <sk/settings/keys.h>

#include <QLabel>
#include <QtTest>

#include <algorithm>

using namespace sk;

/// The composition root against the stand-in: what only shows when all parts are together.
class TestApplication : public QObject {
    Q_OBJECT

private slots:
    void signOutReachesTheServer_data()
    {
        QTest::addColumn<bool>("everywhere");
        QTest::addColumn<int>("logouts");
        QTest::newRow("forget here") << false << 0;
        QTest::newRow("sign out everywhere") << true << 1;
    }
    void signOutReachesTheServer()
    {
        QFETCH(bool, everywhere);
        QFETCH(int, logouts);
        demo::Cluster cluster(test::Place::smallCluster());
        QVERIFY(!cluster.start());
        QTemporaryDir directory;
        QFile password(directory.filePath(QStringLiteral("password")));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write("P@88w0rd\n");
        password.close();

        app::CommandLine line;
        line.server = QString::fromStdString(cluster.url());
        line.user = QStringLiteral("admin");
        line.passwordFile = password.fileName();
        line.configDirectory = directory.path();
        app::Application application(line);
        application.start();
        auto *window = test::mainWindow();
        QVERIFY(window);
        QTRY_VERIFY(window->settled());
        QCOMPARE(window->rowsShown(), 3);

        emit window->signOutRequested(everywhere);
        QCOMPARE(window->rowsShown(), 0);
        const auto seen = [&cluster](const std::string &target) {
            const auto requests = cluster.seenRequests();
            return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const auto &request) { return request.target == target; }));
        };
        QTRY_COMPARE(seen("/oauth/logout"), logouts);
    }

    /// What the command line says of the look counts, whatever the settings and the desktop say.
    void lookOfTheCommandLine_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        for (const char *language : {"en", "zh_CN"})
            for (const char *theme : {"light", "dark"})
                QTest::addRow("%s %s", language, theme) << QString::fromLatin1(language) << QString::fromLatin1(theme);
    }
    void lookOfTheCommandLine()
    {
        QFETCH(QString, language);
        QFETCH(QString, theme);
        QTemporaryDir directory;
        {
            settings::Settings settings(directory.path());
            settings.setValue(settings::keys::language(), language == QLatin1String("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
            settings.setValue(settings::keys::theme(), theme == QLatin1String("dark") ? QStringLiteral("light") : QStringLiteral("dark"));
        }
        const auto parsed = app::parseCommandLine({QStringLiteral("--language"), language, QStringLiteral("--theme"), theme, QStringLiteral("--config-dir"), directory.path()});
        QVERIFY2(std::holds_alternative<app::CommandLine>(parsed), std::holds_alternative<QString>(parsed) ? qPrintable(std::get<QString>(parsed)) : "");
        app::Application application(std::get<app::CommandLine>(parsed));
        application.start();
        QWidget *window = test::mainWindow();
        QVERIFY(window);
        QTRY_VERIFY_WITH_TIMEOUT(window->isVisible(), 60'000);
        int chinese = 0;
        int words = 0;
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            const QString text = label->text();
            words += text.isEmpty() ? 0 : 1;
            chinese += std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; }) ? 1 : 0;
        }
        QVERIFY(words > 1);
        QCOMPARE(chinese > 0, language == QLatin1String("zh_CN"));
        const QImage picture = window->grab().toImage();
        qint64 sum = 0;
        for (int x = 0; x < picture.width(); x += 10)
            for (int y = 0; y < picture.height(); y += 10)
                sum += qGray(picture.pixel(x, y));
        const auto brightness = sum / ((picture.width() + 9) / 10 * ((picture.height() + 9) / 10));
        QVERIFY2(theme == QLatin1String("dark") ? brightness < 80 : brightness > 180, qPrintable(QString::number(brightness)));
    }

    /// Two connections at once: each has its own session and managers, and what happens to one is nothing to the other.
    void oneSignOutDoesNotTouchTheOther()
    {
        test::Place one;
        test::Place two;
        QVERIFY(one.start() && two.start());
        app::ConnectionWindow &first = one.window();
        app::ConnectionWindow &second = two.window();
        QTRY_VERIFY(first.window().settled() && second.window().settled());
        QVERIFY(first.connection() != second.connection());
        // A third window on the first connection shares all of it, and asks for no password.
        app::ConnectionWindow third(one.services());
        third.window().show();
        third.show(first.connection());
        QTRY_VERIFY(third.window().settled());
        QCOMPARE(one.passwords(), 1);

        QPointer<session::Session> session = &first.connection()->session();
        emit first.window().signOutRequested(true);
        QVERIFY(!first.connection());
        QVERIFY(!third.connection());
        QCOMPARE(third.window().rowsShown(), 0);
        QTRY_COMPARE(one.seen("/oauth/logout"), 1);
        QTRY_VERIFY(!session);
        QCOMPARE(second.connection()->session().state(), session::Session::State::Active);
        QCOMPARE(second.window().rowsShown(), 3);
        QCOMPARE(two.seen("/oauth/logout"), 0);
        // It is still live: what changes there is shown.
        two.cluster.withWorld([](demo::World &world) { const demo::KindInfo *nodes = world.findKind("", "v1", "nodes");
            std::string name;
            world.each(*nodes, {}, {}, {}, [&name](const demo::Entry &entry) {
                name = entry.name;
                return false;
            });
            (void)world.remove(*nodes, {}, name, false); });
        QTRY_COMPARE(second.window().rowsShown(), 2);
    }
};

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
