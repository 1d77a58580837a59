#include "fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace demotest;

/// How the stand-in misbehaves on purpose, and what it refuses to start with.
class TestClusterFaults : public QObject
{
    Q_OBJECT
private slots:
    void faultAnswers_data();
    void faultAnswers();
    void faultCut();
    void faultSilent();
    void faultLatency();
    void faultSlow();
    void faultBufferedWatch();
    void controlPort();
    void tlsWithOwnCa();
    void certificateThatDoesNotFit();
    void portInUse();
    void onlyLoopback();
    void refusesOnlyWhatIsNamed();
};

void TestClusterFaults::faultAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("500") << QByteArray("500") << 500 << QByteArray("Internal server error");
    QTest::newRow("502") << QByteArray("502") << 502 << QByteArray("<html>");
    QTest::newRow("503") << QByteArray("503") << 503 << QByteArray("ErrStatus");
    QTest::newRow("429") << QByteArray("429") << 429 << QByteArray("TooManyRequests");
    QTest::newRow("redirect") << QByteArray("redirect") << 302 << QByteArray();
    QTest::newRow("html") << QByteArray("html") << 200 << QByteArray("<!DOCTYPE html>");
}

void TestClusterFaults::faultAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, contains);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    Faults faults;
    faults.answer = answer.toStdString();
    faults.redirectTo = "http://127.0.0.1:1/login";
    cluster.setFaults(faults);
    const auto reply = PlainClient(urlOf(cluster)).request("GET", "/api/v1/nodes");
    QCOMPARE(reply.status, status);
    QVERIFY(reply.body.contains(contains));
    if (answer == "redirect")
        QCOMPARE(reply.headers.value("location"), QByteArray("http://127.0.0.1:1/login"));
}

void TestClusterFaults::faultCut()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.cutAfterBytes = 1000;
    cluster.setFaults(faults);
    const auto reply = get(cluster, "/api/v1/pods", access);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.complete);
    QCOMPARE(reply.body.size(), 1000);
}

void TestClusterFaults::faultSilent()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.silentAfterBytes = 1000;
    cluster.setFaults(faults);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/pods", {{"Authorization", "Bearer " + access}});
    const auto reply = client.read(1500);
    QCOMPARE(reply.body.size(), 1000);
    QVERIFY(!reply.complete);
    QVERIFY(client.connected());
}

void TestClusterFaults::faultLatency()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    Faults faults;
    faults.latencyMs = 400;
    cluster.setFaults(faults);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(PlainClient(urlOf(cluster)).request("GET", "/kapis/version").status, 200);
    QVERIFY(clock.elapsed() >= 400);
}

void TestClusterFaults::faultSlow()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    const auto whole = get(cluster, "/api/v1", access).body.size();
    Faults faults;
    faults.bytesPerSecond = whole * 2;
    cluster.setFaults(faults);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(get(cluster, "/api/v1", access).body.size(), whole);
    QVERIFY(clock.elapsed() >= 300);
}

void TestClusterFaults::faultBufferedWatch()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.bufferChunkedWatch = true;
    cluster.setFaults(faults);
    PlainClient client(urlOf(cluster));
    client.open();
    client.send("GET", "/api/v1/nodes?watch=true&timeoutSeconds=2", {{"Authorization", "Bearer " + access}});
    QVERIFY(client.read(700).body.isEmpty());
    const auto reply = client.read(8000);
    QVERIFY(reply.complete);
    QCOMPARE(reply.body.count("\"type\":\"ADDED\""), 4);
}

void TestClusterFaults::controlPort()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    PlainClient client(urlOf(cluster));
    QCOMPARE(client.request("POST", "/demo/faults", {}, R"({"answer":"502"})").status, 200);
    QCOMPARE(client.request("GET", "/kapis/version").status, 502);
    const auto wrong = client.request("POST", "/demo/faults", {}, R"({"nonsense":1})");
    QCOMPARE(wrong.status, 400);
    QVERIFY(wrong.body.contains("nonsense") && wrong.body.contains("latencyMs"));
    QCOMPARE(client.request("POST", "/demo/faults", {}, "{}").status, 200);
    QCOMPARE(client.request("GET", "/kapis/version").status, 200);
}

void TestClusterFaults::tlsWithOwnCa()
{
    QTemporaryDir directory;
    auto options = quiet();
    options.tls = true;
    options.caOutputFile = directory.filePath(QStringLiteral("ca.pem")).toStdString();
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    QVERIFY(cluster.url().starts_with("https://"));
    QFile file(directory.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto ca = file.readAll();
    QCOMPARE(ca.toStdString(), cluster.caCertificatePem());
    QCOMPARE(PlainClient(urlOf(cluster), ca).request("GET", "/kapis/version").status, 200);
    PlainClient stranger(urlOf(cluster));
    QCOMPARE(stranger.request("GET", "/kapis/version").status, 0);
    QVERIFY(!stranger.error().isEmpty());
}

void TestClusterFaults::certificateThatDoesNotFit()
{
    QTemporaryDir directory;
    const auto certificate = directory.filePath(QStringLiteral("a.pem")).toStdString();
    auto first = quiet();
    first.tls = true;
    first.caOutputFile = certificate;
    Cluster maker(first);
    QVERIFY(!maker.start());
    auto options = quiet();
    options.tls = true;
    options.certificateFile = certificate;
    options.privateKeyFile = certificate; // holds no key
    Cluster cluster(options);
    const auto error = cluster.start();
    QVERIFY(error && error->find("private key") != std::string::npos);
    QVERIFY(cluster.url().empty());
}

void TestClusterFaults::portInUse()
{
    Cluster first(quiet());
    QVERIFY(!first.start());
    auto options = quiet();
    options.port = first.port();
    Cluster second(options);
    const auto error = second.start();
    QVERIFY(error && error->find("already in use") != std::string::npos);
    QVERIFY(second.url().empty());
}

void TestClusterFaults::onlyLoopback()
{
    auto options = quiet();
    options.address = "0.0.0.0";
    Cluster cluster(options);
    const auto error = cluster.start();
    QVERIFY(error && error->find("loopback") != std::string::npos);
}

void TestClusterFaults::refusesOnlyWhatIsNamed()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    Faults faults;
    faults.answer = "429";
    faults.answerOnly = "lists,watches";
    faults.answerTimes = 2;
    faults.retryAfterSeconds = 7;
    cluster.setFaults(faults);
    QCOMPARE(get(cluster, "/kapis/version", access).status, 200);
    QCOMPARE(get(cluster, "/api/v1/namespaces/default", access).status, 200);
    const auto list = get(cluster, "/api/v1/nodes", access);
    QCOMPARE(list.status, 429);
    QCOMPARE(list.headers.value("retry-after"), QByteArray("7"));
    QCOMPARE(parsed(list.body)["details"]["retryAfterSeconds"].get<int>(), 7);
    QCOMPARE(get(cluster, "/api/v1/nodes?watch=true", access).status, 429);
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 200); // that was twice
    const auto wrong = PlainClient(urlOf(cluster)).request("POST", "/demo/faults", {}, R"({"answerOnly":"lists,dreams"})");
    QCOMPARE(wrong.status, 400);
    QVERIFY(wrong.body.contains("dreams"));
}

QTEST_GUILESS_MAIN(TestClusterFaults)
#include "tst_cluster_faults.moc"
