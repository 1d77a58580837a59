#include "testca.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

/// sk-demo-cluster as a program: one clear line for what it cannot do, and a kubeconfig for what it can.
class TestClusterProgram : public QObject
{
    Q_OBJECT
private slots:
    void refuses_data();
    void refuses();
    void certificateOfAnotherKey();
    void portInUse();
    void writesAKubeconfig();
};

void TestClusterProgram::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const char *name, const QStringList &arguments, int status, const QStringList &says) { QTest::newRow(name) << arguments << status << says; };
    row("unknown option", {QStringLiteral("--dream")}, 2, {QStringLiteral("--dream"), QStringLiteral("--nodes")});
    row("no number", {QStringLiteral("--pods"), QStringLiteral("many")}, 2, {QStringLiteral("--pods"), QStringLiteral("'many'"), QStringLiteral("from 0 to 100000")});
    row("too many", {QStringLiteral("--nodes=5001")}, 2, {QStringLiteral("'5001'"), QStringLiteral("from 1 to 5000")});
    row("no value", {QStringLiteral("--port")}, 2, {QStringLiteral("--port needs a value")});
    row("a value too much", {QStringLiteral("--tls=yes")}, 2, {QStringLiteral("--tls takes no value")});
    row("version", {QStringLiteral("--server-version"), QStringLiteral("2.0")}, 2, {QStringLiteral("'2.0'"), QStringLiteral("3.3 3.4 4.1")});
    row("face", {QStringLiteral("--face"), QStringLiteral("moon")}, 2, {QStringLiteral("'moon'"), QStringLiteral("console-v3")});
    row("fault", {QStringLiteral("--fault"), QStringLiteral("gravity=1")}, 2, {QStringLiteral("'gravity'"), QStringLiteral("latencyMs")});
    row("fault without a value", {QStringLiteral("--fault"), QStringLiteral("latencyMs")}, 2, {QStringLiteral("NAME=VALUE")});
    row("fault's value", {QStringLiteral("--fault"), QStringLiteral("answer=418")}, 2, {QStringLiteral("'418'"), QStringLiteral("503")});
    row("not loopback", {QStringLiteral("--address"), QStringLiteral("0.0.0.0")}, 1, {QStringLiteral("loopback")});
    row("no address", {QStringLiteral("--address"), QStringLiteral("here")}, 1, {QStringLiteral("'here' is not an IP address")});
    row("certificate alone", {QStringLiteral("--cert"), QStringLiteral("/nowhere.pem")}, 1, {QStringLiteral("needed together")});
    row("certificate not there", {QStringLiteral("--cert"), QStringLiteral("/nowhere.pem"), QStringLiteral("--key"), QStringLiteral("/nowhere.pem")}, 1, {QStringLiteral("cannot read the file /nowhere.pem")});
    row("kubeconfig nowhere", {QStringLiteral("--kubeconfig-output"), QStringLiteral("/no/such/folder/config")}, 1, {QStringLiteral("cannot write the file /no/such/folder/config")});
}

void TestClusterProgram::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QStringList, says);
    QProcess program;
    program.start(QStringLiteral(SK_DEMO_CLUSTER), arguments);
    QVERIFY(program.waitForFinished(60000));
    QCOMPARE(program.exitCode(), status);
    QVERIFY(program.readAllStandardOutput().isEmpty());
    const auto line = QString::fromUtf8(program.readAllStandardError());
    QCOMPARE(line.count(QLatin1Char('\n')), 1);
    QVERIFY(line.startsWith(QLatin1String("sk-demo-cluster: ")));
    for (const auto &part : says)
        QVERIFY2(line.contains(part), qPrintable(line));
}

void TestClusterProgram::certificateOfAnotherKey()
{
    sk::test::TestCa authority;
    QVERIFY(authority.make());
    const auto one = authority.leaf({});
    const auto other = authority.leaf({});
    QProcess program;
    program.start(QStringLiteral(SK_DEMO_CLUSTER), {QStringLiteral("--cert"), one.certificateFile, QStringLiteral("--key"), other.keyFile});
    QVERIFY(program.waitForFinished(60000));
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.readAllStandardOutput().isEmpty());
    const auto line = QString::fromUtf8(program.readAllStandardError());
    QCOMPARE(line.count(QLatin1Char('\n')), 1);
    QVERIFY2(line.contains(QStringLiteral("the certificate %1 does not belong to the private key %2").arg(one.certificateFile, other.keyFile)), qPrintable(line));
    // Each with its own, it starts.
    program.start(QStringLiteral(SK_DEMO_CLUSTER), {QStringLiteral("--cert"), one.certificateFile, QStringLiteral("--key"), one.keyFile, QStringLiteral("--port"), QStringLiteral("0")});
    QVERIFY(program.waitForReadyRead(60000));
    QVERIFY(program.readAllStandardOutput().contains("https://"));
    program.terminate();
    QVERIFY(program.waitForFinished(60000));
}

void TestClusterProgram::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QProcess program;
    program.start(QStringLiteral(SK_DEMO_CLUSTER), {QStringLiteral("--port"), QString::number(other.serverPort())});
    QVERIFY(program.waitForFinished(60000));
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.readAllStandardError().contains("already in use"));
}

void TestClusterProgram::writesAKubeconfig()
{
    QTemporaryDir directory;
    const auto file = directory.filePath(QStringLiteral("config"));
    QProcess program;
    program.start(QStringLiteral(SK_DEMO_CLUSTER), {QStringLiteral("--nodes"), QStringLiteral("2"), QStringLiteral("--pods"), QStringLiteral("20"), QStringLiteral("--kubeconfig-output"), file});
    QVERIFY(program.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardOutput(), said.count('\n') == 2), 60000);
    QVERIFY2(said.contains(", ready in "), said.constData());
    // It holds a key: for nobody else's eyes.
    QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    QFile config(file);
    QVERIFY(config.open(QIODevice::ReadOnly));
    const auto server = QRegularExpression(QStringLiteral("server: (https://127\\.0\\.0\\.1:\\d+)")).match(QString::fromUtf8(config.readAll())).captured(1);
    QVERIFY2(said.contains(server.toUtf8()) && !server.isEmpty(), said.constData());
    program.terminate();
    QVERIFY(program.waitForFinished(60000));
    QCOMPARE(program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestClusterProgram)
#include "tst_cluster_program.moc"
