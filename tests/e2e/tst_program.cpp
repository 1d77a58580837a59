#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr int longest = 60'000;

struct Outcome {
    int status = -1;
    QString error; ///< standard error
    QString output;
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

/// The program as its user starts it: a process, its options, its exit status, its picture.
class TestProgram : public QObject {
    Q_OBJECT

    QProcess m_server;
    QString m_url;
    std::unique_ptr<QTemporaryDir> m_directory;

    [[nodiscard]] QString file(const char *name) const { return m_directory->filePath(QString::fromLatin1(name)); }

    Outcome run(QStringList arguments, const QByteArray &input = {}, const QString &platform = {}) const
    {
        QProcess program;
        if (!platform.isEmpty()) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
            program.setProcessEnvironment(environment);
        }
        arguments << QStringLiteral("--config-dir") << file("config");
        program.start(QStringLiteral(SK_CONSOLE), arguments);
        if (!program.waitForStarted())
            return {};
        program.write(input);
        program.closeWriteChannel();
        if (!program.waitForFinished(longest)) {
            program.kill();
            program.waitForFinished();
            return {-2, QStringLiteral("did not end in time: ") + QString::fromUtf8(program.readAllStandardError()), {}};
        }
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardError()), QString::fromUtf8(program.readAllStandardOutput())};
    }

    [[nodiscard]] static QStringList signIn(const QString &url)
    {
        return {QStringLiteral("--server"), url, QStringLiteral("--user"), QStringLiteral("admin"), QStringLiteral("--password-file"), QStringLiteral("-")};
    }

    void checkPicture() const
    {
        const QImage picture(file("nodes.png"));
        QVERIFY(picture.width() > 600 && picture.height() > 400);
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        QVERIFY2(colours.size() > 30, "the picture is blank");
    }

    [[nodiscard]] QJsonObject timings() const
    {
        QFile written(file("timings.json"));
        return written.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(written.readAll()).object() : QJsonObject();
    }

private slots:
    void initTestCase()
    {
        m_server.start(QStringLiteral(SK_DEMO_CLUSTER), {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--nodes"), QStringLiteral("5"),
                                                         QStringLiteral("--pods"), QStringLiteral("40")});
        QVERIFY(m_server.waitForStarted());
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += m_server.readAllStandardOutput(), said.contains('\n')), longest);
        m_url = QRegularExpression(QStringLiteral("https?://[0-9.:]+")).match(QString::fromUtf8(said)).captured();
        QVERIFY2(!m_url.isEmpty(), said.constData());
    }
    void cleanupTestCase()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished());
    }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void nodesOnScreen()
    {
        const auto outcome = run(signIn(m_url) + QStringList{QStringLiteral("--open"), QStringLiteral("sk://nodes"), QStringLiteral("--grab"), file("nodes.png"),
                                                             QStringLiteral("--timings"), file("timings.json")}, "P@88w0rd\n");
        QVERIFY2(outcome.status == 0, qPrintable(outcome.error));
        checkPicture();
        const auto measured = timings();
        for (const char *key : {"window_shown_ms", "signed_in_ms", "first_rows_ms", "all_rows_ms", "rows", "bytes_received", "requests", "peak_rss_bytes"})
            QVERIFY2(measured.value(QLatin1String(key)).toDouble() > 0, key);
        for (const char *key : {"watch_events", "watch_events_applied"})
            QVERIFY2(measured.value(QLatin1String(key)).isDouble(), key);
        for (const char *key : {"max", "p99", "over_16"})
            QVERIFY2(measured.value(QLatin1String("ui_stall_ms")).toObject().value(QLatin1String(key)).isDouble(), key);
        QCOMPARE(measured.value(QLatin1String("rows")).toInt(), 5);
        QVERIFY(measured.value(QLatin1String("window_shown_ms")).toDouble() < measured.value(QLatin1String("signed_in_ms")).toDouble());
    }

    void theBuiltInCluster()
    {
        const auto outcome = run({QStringLiteral("--demo=nodes=4,pods=30"), QStringLiteral("--grab"), file("nodes.png"), QStringLiteral("--timings"), file("timings.json")});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.error));
        checkPicture();
        QCOMPARE(timings().value(QLatin1String("rows")).toInt(), 4);
    }

    void aCustomResourceByItsShortName()
    {
        const auto outcome = run(signIn(m_url) + QStringList{QStringLiteral("--open"), QStringLiteral("sk://cert"), QStringLiteral("--grab"), file("nodes.png"),
                                                             QStringLiteral("--timings"), file("timings.json")}, "P@88w0rd\n");
        QVERIFY2(outcome.status == 0, qPrintable(outcome.error));
        checkPicture();
        QVERIFY(timings().value(QLatin1String("rows")).toInt() > 0);
    }

    void aWrongPasswordIsThree()
    {
        const auto outcome = run(signIn(m_url), "wrong\n");
        QCOMPARE(outcome.status, 3);
        QCOMPARE(outcome.error.count(QLatin1Char('\n')), 1);
        QVERIFY(!outcome.error.contains(QLatin1String("wrong\n")));
    }

    void nobodyThereIsFour()
    {
        const auto outcome = run(signIn(QStringLiteral("http://127.0.0.1:%1").arg(freePort())), "x\n");
        QCOMPARE(outcome.status, 4);
        QCOMPARE(outcome.error.count(QLatin1Char('\n')), 1);
    }

    void wrongArgumentsAreTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << QStringList{QStringLiteral("--frobnicate")} << QStringLiteral("--frobnicate");
        QTest::newRow("no password option") << QStringList{QStringLiteral("--password=x")} << QStringLiteral("--password-file");
        QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")} << QStringLiteral("light");
        QTest::newRow("demo") << QStringList{QStringLiteral("--demo=nodes=many")} << QStringLiteral("nodes=many");
        QTest::newRow("open") << QStringList{QStringLiteral("--open"), QStringLiteral("http://x")} << QStringLiteral("sk://");
        for (const char *server : {"ftp://x", "https://user@host", "two words"})
            QTest::addRow("server %s", server) << signIn(QString::fromLatin1(server)) << QStringLiteral("--server: \"%1\" is not of the form HOST[:PORT] or http[s]://").arg(QLatin1String(server));
        QTest::newRow("user alone") << QStringList{QStringLiteral("--user"), QStringLiteral("x")} << QStringLiteral("--server");
    }
    void wrongArgumentsAreTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        // Before any window: where there is no screen, a window would be the end of the program.
        const auto outcome = run(arguments, {}, QStringLiteral("no-such-platform"));
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.error.contains(named), qPrintable(outcome.error));
        QCOMPARE(outcome.error.count(QLatin1Char('\n')), 1);
    }

    void filesThatCannotBeUsedAreFive_data()
    {
        QTest::addColumn<QString>("password"); ///< file; "-": standard input
        QTest::addColumn<QString>("grab");
        QTest::addColumn<QString>("timings");
        QTest::addColumn<QString>("named");
        const QString nowhere = QStringLiteral("/no/such/folder/file");
        QTest::newRow("no password file") << nowhere << QString() << QString() << nowhere;
        QTest::newRow("the password file is a folder") << QDir::rootPath() << QString() << QString() << QStringLiteral("the password file / cannot be read");
        QTest::newRow("picture") << QStringLiteral("-") << nowhere << QString() << nowhere;
        QTest::newRow("timings") << QStringLiteral("-") << QString() << nowhere << nowhere;
    }
    void filesThatCannotBeUsedAreFive()
    {
        QFETCH(QString, password);
        QFETCH(QString, grab);
        QFETCH(QString, timings);
        QFETCH(QString, named);
        QStringList arguments{QStringLiteral("--server"), m_url, QStringLiteral("--user"), QStringLiteral("admin"), QStringLiteral("--password-file"), password};
        arguments << QStringLiteral("--grab") << (grab.isEmpty() ? file("nodes.png") : grab);
        if (!timings.isEmpty())
            arguments << QStringLiteral("--timings") << timings;
        const auto outcome = run(arguments, "P@88w0rd\n");
        QCOMPARE(outcome.status, 5);
        QVERIFY2(outcome.error.contains(named), qPrintable(outcome.error));
        QCOMPARE(outcome.error.count(QLatin1Char('\n')), 1);
    }

    void aKindThatTheServerHasNotIsTwo()
    {
        const auto outcome = run(signIn(m_url) + QStringList{QStringLiteral("--open"), QStringLiteral("sk://nosuchkind"), QStringLiteral("--grab"), file("x.png")}, "P@88w0rd\n");
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.error.contains(QLatin1String("nosuchkind")), qPrintable(outcome.error));
    }

    void versionAndHelp()
    {
        QCOMPARE(run({QStringLiteral("--version")}).status, 0);
        const auto help = run({QStringLiteral("--help")});
        QCOMPARE(help.status, 0);
        QVERIFY(help.output.contains(QLatin1String("--password-file")));
    }

    void nothingSecretIsKept()
    {
        QCOMPARE(run(signIn(m_url) + QStringList{QStringLiteral("--grab"), file("nodes.png")}, "P@88w0rd\n").status, 0);
        const QDir config(file("config"));
        for (const auto &name : config.entryList(QDir::Files)) {
            QFile kept(config.filePath(name));
            QVERIFY(kept.open(QIODevice::ReadOnly));
            const QByteArray text = kept.readAll();
            QVERIFY2(!text.contains("P@88w0rd") && !text.contains("eyJ"), qPrintable(name));
        }
    }

    void theRecordingsOfARealServer()
    {
        const QString shared = qEnvironmentVariable("SK_SHARED", QStringLiteral(SK_SOURCE_DIR "/../shared"));
        const QString script = shared + QStringLiteral("/tools/replay.py");
        if (!QFile::exists(script))
            QSKIP("no recordings here (SK_SHARED names their directory)");
        QProcess replay;
        const auto port = freePort();
        replay.start(QStringLiteral("python3"), {script, QStringLiteral("--port"), QString::number(port)});
        QVERIFY(replay.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, port);
            return socket.waitForConnected(200);
        }()), longest);
        const auto outcome = run(signIn(QStringLiteral("http://127.0.0.1:%1").arg(port)) + QStringList{QStringLiteral("--open"), QStringLiteral("sk://nodes"),
                                     QStringLiteral("--grab"), file("nodes.png"), QStringLiteral("--timings"), file("timings.json")}, "P#$$w0rd\n");
        replay.terminate();
        replay.waitForFinished();
        QVERIFY2(outcome.status == 0, qPrintable(outcome.error));
        checkPicture();
        QVERIFY(timings().value(QLatin1String("rows")).toInt() > 0);
    }
};

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
