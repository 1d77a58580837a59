#include "fixture.h"

#include <QTest>

using namespace demotest;
using sk::demo::Face;

namespace {

/// Finds "key: value" below a user's or the cluster's entry of a kubeconfig; enough for the one that the stand-in writes.
QByteArray valueOf(const QByteArray &text, const QByteArray &key)
{
    const auto at = text.indexOf(key + ": ");
    return at < 0 ? QByteArray() : text.mid(at + key.size() + 2, text.indexOf('\n', at) - at - key.size() - 2);
}

} // namespace

/// What a user may meet instead of ks-apiserver, and the kube-apiserver beside it.
class TestClusterFaces : public QObject
{
    Q_OBJECT
private slots:
    void faces_data();
    void faces();
    void consoleForwardsItsCookieOnly();
    void kubeApiserver();
    void nodePortAnswersAsKsApiserver();
};

void TestClusterFaces::faces_data()
{
    QTest::addColumn<Face>("face");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("v3 console, login page") << Face::ConsoleV3 << QByteArray("GET") << QByteArray("/login") << 200 << QByteArray("<!DOCTYPE html>");
    QTest::newRow("v3 console, start") << Face::ConsoleV3 << QByteArray("GET") << QByteArray("/") << 302 << QByteArray("/login");
    QTest::newRow("v3 console, version") << Face::ConsoleV3 << QByteArray("GET") << QByteArray("/version") << 302 << QByteArray("/login?referer=/version");
    QTest::newRow("v3 console, version of the API") << Face::ConsoleV3 << QByteArray("GET") << QByteArray("/kapis/version") << 200 << QByteArray("gitVersion");
    QTest::newRow("v3 console, token") << Face::ConsoleV3 << QByteArray("POST") << QByteArray("/oauth/token") << 302 << QByteArray("/login");
    QTest::newRow("v4 console, token") << Face::ConsoleV4 << QByteArray("POST") << QByteArray("/oauth/token") << 200 << QByteArray("access_token");
    QTest::newRow("v4 console, version") << Face::ConsoleV4 << QByteArray("GET") << QByteArray("/version") << 302 << QByteArray("/login");
    QTest::newRow("kube-apiserver, version") << Face::KubeApiserver << QByteArray("GET") << QByteArray("/version") << 200 << QByteArray("\"major\": \"1\"");
    QTest::newRow("kube-apiserver, nodes") << Face::KubeApiserver << QByteArray("GET") << QByteArray("/api/v1/nodes") << 403 << QByteArray("system:anonymous");
    QTest::newRow("kube-apiserver, token") << Face::KubeApiserver << QByteArray("POST") << QByteArray("/oauth/token") << 403 << QByteArray("cannot post path");
    QTest::newRow("ingress") << Face::Ingress << QByteArray("GET") << QByteArray("/kapis/version") << 404 << QByteArray("<center>nginx</center>");
    QTest::newRow("redirect") << Face::Redirect << QByteArray("GET") << QByteArray("/kapis/version") << 308 << QByteArray("https://127.0.0.1/kapis/version");
}

void TestClusterFaces::faces()
{
    QFETCH(Face, face);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, contains);
    auto options = quiet(face == Face::ConsoleV4 ? "4.1" : "3.4");
    options.face = face;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto reply = PlainClient(urlOf(cluster)).request(method, path, {{"Content-Type", "application/x-www-form-urlencoded"}}, method == "POST" ? passwordForm("admin", "P@88w0rd") : QByteArray());
    QCOMPARE(reply.status, status);
    QVERIFY2((reply.body + reply.headers.value("location")).contains(contains), reply.body.constData());
}

void TestClusterFaces::consoleForwardsItsCookieOnly()
{
    auto options = quiet();
    options.face = Face::ConsoleV3;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    // Even a good token would not arrive; a junk one is not even looked at.
    QCOMPARE(get(cluster, "/kapis/version", "junk").status, 200);
    QCOMPARE(get(cluster, "/api/v1/nodes", "junk").status, 403);
}

void TestClusterFaces::kubeApiserver()
{
    auto options = quiet();
    options.kubeApiserver = true;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto config = QByteArray::fromStdString(cluster.kubeconfig());
    const auto url = QUrl(QString::fromUtf8(valueOf(config, "server")));
    QCOMPARE(url, QUrl(QString::fromStdString(cluster.kubeApiserverUrl())));
    const auto ca = QByteArray::fromBase64(valueOf(config, "certificate-authority-data"));
    const auto certificate = QByteArray::fromBase64(valueOf(config, "client-certificate-data"));
    const auto key = QByteArray::fromBase64(valueOf(config, "client-key-data"));
    QCOMPARE(PlainClient(url, ca).request("GET", "/version").status, 200);
    QCOMPARE(PlainClient(url, ca).request("GET", "/api/v1/services").status, 403);
    PlainClient certified(url, ca);
    certified.setClientCertificate(certificate, key);
    QCOMPARE(parsed(certified.request("GET", "/api/v1/nodes").body)["items"].size(), std::size_t(4));
    const auto bearer = QByteArray("Bearer ") + valueOf(config, "    token");
    QCOMPARE(PlainClient(url, ca).request("GET", "/api/v1/namespaces/kubesphere-system/services/ks-apiserver", {{"Authorization", bearer}}).status, 200);
    QCOMPARE(PlainClient(url, ca).request("GET", "/api/v1/nodes", {{"Authorization", "Bearer not-a-token"}}).status, 401);
    QCOMPARE(PlainClient(url, ca).request("GET", "/kapis/version", {{"Authorization", bearer}}).status, 404);
}

void TestClusterFaces::nodePortAnswersAsKsApiserver()
{
    auto options = quiet();
    options.kubeApiserver = true;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto config = QByteArray::fromStdString(cluster.kubeconfig());
    const auto url = QUrl(QString::fromUtf8(valueOf(config, "server")));
    const auto ca = QByteArray::fromBase64(valueOf(config, "certificate-authority-data"));
    const PlainClient::Headers headers{{"Authorization", "Bearer " + valueOf(config, "    token")}, {"Content-Type", "application/strategic-merge-patch+json"}};
    const QByteArray path = "/api/v1/namespaces/kubesphere-system/services/ks-apiserver";
    const auto patch = [&](const QByteArray &query, const QByteArray &body) { return parsed(PlainClient(url, ca).request("PATCH", path + query, headers, body).body); };
    const auto dry = patch("?dryRun=All", R"({"spec":{"type":"NodePort"}})");
    QCOMPARE(dry["spec"]["type"].get<std::string>(), std::string("NodePort"));
    const auto service = patch({}, R"({"spec":{"type":"NodePort"}})");
    const int number = service["spec"]["ports"][0]["nodePort"].get<int>();
    const auto nodes = parsed(PlainClient(url, ca).request("GET", "/api/v1/nodes", headers).body)["items"];
    QUrl opened;
    for (const auto &node : nodes) {
        const auto address = node["status"]["addresses"][0];
        QCOMPARE(address["type"].get<std::string>(), std::string("InternalIP"));
        opened = QUrl(QStringLiteral("http://%1:%2").arg(QString::fromStdString(address["address"].get<std::string>())).arg(number));
        const auto version = parsed(PlainClient(opened).request("GET", "/kapis/version").body);
        QCOMPARE(version.value("gitVersion", ""), std::string("v3.4.1"));
    }
    QCOMPARE(PlainClient(opened).request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, passwordForm("admin", "P@88w0rd")).status, 200);
    (void)patch({}, R"({"spec":{"type":"ClusterIP"}})");
    QCOMPARE(PlainClient(opened).request("GET", "/kapis/version").status, 0);
}

QTEST_GUILESS_MAIN(TestClusterFaces)
#include "tst_cluster_faces.moc"
