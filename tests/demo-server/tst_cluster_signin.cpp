#include "fixture.h"

#include <QDateTime>
#include <QTest>

#include <set>

using namespace demotest;

/// Signing in to the stand-in, its accounts and their tokens.
class TestClusterSignin : public QObject
{
    Q_OBJECT
private slots:
    void tokenErrors_data();
    void tokenErrors();
    void passwordsArriveUnchanged_data();
    void passwordsArriveUnchanged();
    void locksOut();
    void locksOutAfterTen();
    void singleLoginEndsOtherTokens();
    void staleTokenOnTheTokenCall();
    void roles();
    void documentedApiDomain();
    void restartKillsTokens();
    void memberSeesOnlyTheNamespacesOfTheWorkspace();
    void lockShowsInTheAccount();
    void accountsChangeWhileTheirUsersWork();
    void firstPassword_data();
    void firstPassword();
    void registration();
    void shortLives();
};

void TestClusterSignin::tokenErrors_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("expected");
    struct Row {
        const char *name;
        QByteArray form, v3, v4;
    };
    const auto good = passwordForm("admin", "P@88w0rd");
    const QList<Row> rows{
        {"unknown client", passwordForm("admin", "P@88w0rd", "other"), error(401, "invalid_client", "the OAuth client was not found"), error(400, "invalid_client", "The provided client_id is invalid or does not exist.")},
        {"wrong secret", passwordForm("admin", "P@88w0rd", "kubesphere", "no"), error(401, "invalid_client", "invalid client credential"), error(401, "unauthorized_client", "Invalid client credential.")},
        {"unknown grant", QByteArray(good).replace("=password&", "=magic&"), error(400, "unsupported_grant_type", ""), error(400, "unsupported_grant_type", "The provided grant_type is not supported.")},
        {"wrong password", passwordForm("admin", "no"), error(400, "invalid_grant", "incorrect password"), error(400, "invalid_grant", "Invalid username or password.")},
        {"unknown user", passwordForm("ghost", "no"), error(400, "invalid_grant", "incorrect password"), error(400, "invalid_grant", "Invalid username or password.")},
        {"disabled", passwordForm("disabled", "P@88w0rd"), error(400, "invalid_grant", "account is not active"), error(400, "invalid_grant", "Account suspended.")},
        {"garbage to refresh", "grant_type=refresh_token&refresh_token=abc&client_id=kubesphere&client_secret=kubesphere", error(400, "invalid_grant", "token contains an invalid number of segments"), error(400, "invalid_grant", "The refresh token is invalid or expired.")},
        {"empty", "", error(401, "invalid_client", "the OAuth client was not found"), error(400, "invalid_client", "The provided client_id is invalid or does not exist.")},
    };
    for (const auto &row : rows) {
        for (const char *version : {"3.3", "3.4", "4.1"})
            QTest::addRow("%s %s", version, row.name) << QByteArray(version) << row.form << (QByteArray(version) == "4.1" ? row.v4 : row.v3);
    }
}

void TestClusterSignin::tokenErrors()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, expected);
    Cluster cluster(quiet(version.constData()));
    QVERIFY(!cluster.start());
    QCOMPARE(shownError(token(cluster, form)), expected);
}

void TestClusterSignin::passwordsArriveUnchanged_data()
{
    QTest::addColumn<QString>("password");
    for (const auto &password : {QStringLiteral("+ & = % # \" $ é 漢"), QStringLiteral(" leading and trailing "), QStringLiteral("a+b&c=d%20e"), QString(1000, QLatin1Char('x'))})
        QTest::newRow(qPrintable(password.left(12))) << password;
}

void TestClusterSignin::passwordsArriveUnchanged()
{
    QFETCH(QString, password);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    (void)token(cluster, passwordForm("admin", password.toUtf8()));
    const auto seen = cluster.seenRequests();
    QCOMPARE(seen.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(seen[0].body), QStringLiteral("grant_type=password&username=admin&password=") + password + QStringLiteral("&client_id=kubesphere&client_secret=kubesphere"));
}

void TestClusterSignin::locksOut()
{
    auto options = quiet();
    options.lockoutFailures = 3;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(token(cluster, passwordForm("operator", "no")).status, 400);
    QCOMPARE(shownError(token(cluster, passwordForm("operator", "P@88w0rd"))), error(429, "invalid_grant", "auth rate limit exceeded"));
    QCOMPARE(token(cluster, passwordForm("admin", "P@88w0rd")).status, 200);
}

void TestClusterSignin::locksOutAfterTen()
{
    Cluster cluster(quiet()); // nothing chosen
    QVERIFY(!cluster.start());
    for (int i = 0; i < 9; ++i)
        QCOMPARE(token(cluster, passwordForm("operator", "no")).status, 400);
    QCOMPARE(token(cluster, passwordForm("operator", "P@88w0rd")).status, 200); // nine are not enough
    // The right password may forgive the failures or keep them: the lock-out comes after ten in a row at the latest.
    for (int i = 0; i < 10; ++i)
        (void)token(cluster, passwordForm("viewer", "no"));
    QCOMPARE(shownError(token(cluster, passwordForm("viewer", "P@88w0rd"))), error(429, "invalid_grant", "auth rate limit exceeded"));
}

void TestClusterSignin::singleLoginEndsOtherTokens()
{
    auto options = quiet();
    options.multipleLogin = false;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto first = accessToken(cluster);
    QCOMPARE(get(cluster, "/api/v1/nodes", first).status, 200);
    auto second = first; // tokens of one second may be the same string, there as here
    QTRY_VERIFY_WITH_TIMEOUT((second = accessToken(cluster)) != first, 30'000);
    const auto refused = get(cluster, "/api/v1/nodes", first);
    QCOMPARE(refused.status, 401);
    QVERIFY(refused.body.contains("token not found in cache"));
    QCOMPARE(get(cluster, "/api/v1/nodes", second).status, 200);
}

void TestClusterSignin::staleTokenOnTheTokenCall()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto reply = PlainClient(urlOf(cluster)).request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Bearer junk"}}, passwordForm("admin", "P@88w0rd"));
    QCOMPARE(reply.status, 401);
    QCOMPARE(parsed(reply.body).value("kind", ""), std::string("Status"));
}

void TestClusterSignin::roles()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    QCOMPARE(PlainClient(urlOf(cluster)).request("GET", "/api/v1/nodes").status, 403);
    QCOMPARE(get(cluster, "/api/v1/nodes", accessToken(cluster, "viewer")).status, 403);
    const auto see = accessToken(cluster, "operator");
    QCOMPARE(get(cluster, "/api/v1/nodes", see).status, 200);
    const auto write = PlainClient(urlOf(cluster)).request("DELETE", "/api/v1/nodes/x", {{"Authorization", "Bearer " + see}});
    QCOMPARE(write.status, 403);
}

void TestClusterSignin::documentedApiDomain()
{
    auto options = quiet();
    options.world.apiDomain = "Super Kubenetes.io";
    options.clientId = options.clientSecret = "Super Kubenetes";
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto answer = parsed(token(cluster, passwordForm("admin", "P@88w0rd", "Super Kubenetes", "Super Kubenetes")).body);
    const auto access = QByteArray::fromStdString(answer.value("access_token", ""));
    const auto nodes = get(cluster, "/kapis/resources.Super%20Kubenetes.io/v1alpha3/nodes", access);
    QCOMPARE(nodes.status, 200);
    QCOMPARE(parsed(nodes.body).value("totalItems", 0), 4);
    QVERIFY(nodes.body.startsWith("{\n \"items\": [\n  {\n   \"metadata\": {"));
}

void TestClusterSignin::restartKillsTokens()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster);
    PlainClient watcher(urlOf(cluster));
    watcher.open();
    watcher.send("GET", "/api/v1/nodes?watch=true", {{"Authorization", "Bearer " + access}});
    QCOMPARE(watcher.read(400).status, 200);
    cluster.restart();
    QTRY_VERIFY(!(watcher.socket()->waitForReadyRead(10), watcher.connected()));
    const auto reply = get(cluster, "/api/v1/nodes", access);
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.body.contains("token not found in cache"));
}

void TestClusterSignin::memberSeesOnlyTheNamespacesOfTheWorkspace()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto lead = accessToken(cluster, "team-lead");
    const auto everywhere = get(cluster, "/api/v1/pods", lead);
    QCOMPARE(everywhere.status, 403);
    QCOMPARE(parsed(everywhere.body)["reason"].get<std::string>(), std::string("Forbidden"));
    QCOMPARE(get(cluster, "/api/v1/nodes", lead).status, 403);
    QCOMPARE(get(cluster, "/api/v1/namespaces", lead).status, 403);
    QCOMPARE(get(cluster, "/api/v1/namespaces/analytics/pods", lead).status, 403);
    std::set<std::string> seen;
    const auto mine = parsed(get(cluster, "/kapis/tenant.kubesphere.io/v1alpha2/namespaces", lead).body);
    for (const auto &item : mine["items"])
        seen.insert(item["metadata"]["name"].get<std::string>());
    QCOMPARE(seen, (std::set<std::string>{"payments", "shop"}));
    for (const auto &name : seen) {
        const auto nameSpace = QByteArray::fromStdString(name);
        QCOMPARE(get(cluster, "/api/v1/namespaces/" + nameSpace + "/pods", lead).status, 200);
        QCOMPARE(get(cluster, "/api/v1/namespaces/" + nameSpace, lead).status, 200);
        QCOMPARE(get(cluster, "/kapis/resources.kubesphere.io/v1alpha3/namespaces/" + nameSpace + "/deployments", lead).status, 200);
    }
    const auto workspaces = parsed(get(cluster, "/kapis/tenant.kubesphere.io/v1alpha2/workspaces", lead).body);
    QCOMPARE(workspaces.value("totalItems", 0), 1);
    QCOMPARE(workspaces["items"][0]["metadata"]["name"].get<std::string>(), std::string("retail"));
    QCOMPARE(parsed(get(cluster, "/kapis/tenant.kubesphere.io/v1alpha2/workspaces/retail/namespaces", lead).body).value("totalItems", 0), 2);
    QCOMPARE(parsed(get(cluster, "/kapis/tenant.kubesphere.io/v1alpha2/workspaces/data/namespaces", lead).body).value("totalItems", -1), 0);
    // The workspace is a label, so that anyone who may see namespaces can scope by it.
    const auto labelled = parsed(get(cluster, "/api/v1/namespaces?labelSelector=kubesphere.io/workspace%3Dretail", accessToken(cluster)).body);
    QCOMPARE(labelled["items"].size(), std::size_t(2));
    const QByteArray map = R"({"metadata":{"name":"mine"}})";
    QCOMPARE(ask(cluster, "POST", "/api/v1/namespaces/shop/configmaps", lead, map).status, 201);
    QCOMPARE(ask(cluster, "POST", "/api/v1/namespaces/default/configmaps", lead, map).status, 403);
}

void TestClusterSignin::lockShowsInTheAccount()
{
    auto options = quiet();
    options.lockoutFailures = 2;
    options.lockoutSeconds = 2;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto before = accessToken(cluster, "operator");
    for (int i = 0; i < 2; ++i)
        (void)token(cluster, passwordForm("operator", "no"));
    QCOMPARE(token(cluster, passwordForm("operator", "P@88w0rd")).status, 429);
    // Tokens go on working, and show what happened.
    const QByteArray path = "/kapis/iam.kubesphere.io/v1alpha2/users/operator";
    const auto status = parsed(get(cluster, path, before).body)["status"];
    QCOMPARE(status["state"].get<std::string>(), std::string("AuthLimitExceeded"));
    QCOMPARE(status["reason"].get<std::string>(), std::string("Failed login attempts exceed 2 in last 0m2s"));
    QVERIFY(QDateTime::fromString(QString::fromStdString(status["lastTransitionTime"].get<std::string>()), Qt::ISODate).isValid());
    QCOMPARE(parsed(get(cluster, "/apis/iam.kubesphere.io/v1alpha2/users/operator", accessToken(cluster)).body)["status"]["state"].get<std::string>(), std::string("AuthLimitExceeded"));
    QTRY_COMPARE_WITH_TIMEOUT(parsed(get(cluster, path, before).body)["status"]["state"].get<std::string>(), std::string("Active"), 20000);
    QCOMPARE(token(cluster, passwordForm("operator", "P@88w0rd")).status, 200);
}

void TestClusterSignin::accountsChangeWhileTheirUsersWork()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster, "operator");
    sk::demo::UserChange change;
    change.disabled = true;
    QVERIFY(cluster.changeUser("operator", change));
    QVERIFY(!cluster.changeUser("ghost", change));
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 401);
    QCOMPARE(shownError(token(cluster, passwordForm("operator", "P@88w0rd"))), error(400, "invalid_grant", "account is not active"));
    PlainClient control(urlOf(cluster));
    QCOMPARE(control.request("POST", "/demo/users", {}, R"({"name":"operator","disabled":false,"lockedSeconds":60})").status, 200);
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 200);
    QCOMPARE(token(cluster, passwordForm("operator", "P@88w0rd")).status, 429);
    QCOMPARE(control.request("POST", "/demo/users", {}, R"({"name":"operator","lockedSeconds":0,"password":"Other123","revokeTokens":true})").status, 200);
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 401);
    QCOMPARE(token(cluster, passwordForm("operator", "P@88w0rd")).status, 400);
    QCOMPARE(token(cluster, passwordForm("operator", "Other123")).status, 200);
    const auto wrong = control.request("POST", "/demo/users", {}, R"({"name":"operator","nonsense":1})");
    QCOMPARE(wrong.status, 400);
    QVERIFY(wrong.body.contains("nonsense") && wrong.body.contains("lockedSeconds"));
}

void TestClusterSignin::firstPassword_data()
{
    QTest::addColumn<bool>("byPatch");
    QTest::newRow("the password call") << false;
    QTest::newRow("the patch of the console") << true;
}

void TestClusterSignin::firstPassword()
{
    QFETCH(bool, byPatch);
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto access = accessToken(cluster, "newcomer");
    QCOMPARE(claims(access)["extra"]["uninitialized"][0].get<std::string>(), std::string("true"));
    if (byPatch) {
        const QByteArray path = "/apis/iam.kubesphere.io/v1alpha2/users/newcomer";
        const auto patch = [&](const QByteArray &password) {
            return ask(cluster, "PATCH", path, access, R"([{"op":"remove","path":"/metadata/annotations/iam.kubesphere.io~1uninitialized"},{"op":"add","path":"/spec/password","value":")" + password + R"("}])", "application/json-patch+json");
        };
        QCOMPARE(patch("tooeasy").status, 422);
        const auto good = patch("Better123");
        QCOMPARE(good.status, 200);
        QVERIFY(!good.body.contains("Better123"));
    } else {
        const QByteArray path = "/kapis/iam.kubesphere.io/v1alpha2/users/newcomer/password";
        const auto wrong = ask(cluster, "PUT", path, access, R"({"currentPassword":"no","password":"Better123"})");
        QCOMPARE(wrong.status, 400);
        QCOMPARE(wrong.body, QByteArray("incorrect old password\n"));
        QCOMPARE(ask(cluster, "PUT", path, access, R"({"currentPassword":"P@88w0rd","password":"Short1"})").status, 422);
        QCOMPARE(parsed(ask(cluster, "PUT", path, access, R"({"currentPassword":"P@88w0rd","password":"Better123"})").body)["message"].get<std::string>(), std::string("success"));
        QCOMPARE(ask(cluster, "PUT", "/kapis/iam.kubesphere.io/v1alpha2/users/admin/password", access, R"({"currentPassword":"P@88w0rd","password":"Better123"})").status, 403);
    }
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 200); // no token ends
    QCOMPARE(token(cluster, passwordForm("newcomer", "P@88w0rd")).status, 400);
    const auto next = parsed(token(cluster, passwordForm("newcomer", "Better123")).body);
    // The call leaves the mark, the patch takes it away: so does the real server.
    QCOMPARE(claims(QByteArray::fromStdString(next.value("access_token", ""))).contains("extra"), !byPatch);
}

void TestClusterSignin::registration()
{
    Cluster cluster(quiet());
    QVERIFY(!cluster.start());
    const auto pair = parsed(token(cluster, passwordForm("newhire", "P@88w0rd")).body);
    const auto access = QByteArray::fromStdString(pair.value("access_token", ""));
    QCOMPARE(claims(access)["username"].get<std::string>(), std::string("system:pre-registration"));
    QCOMPARE(claims(access)["extra"]["username"][0].get<std::string>(), std::string("newhire"));
    QCOMPARE(get(cluster, "/api/v1/nodes", access).status, 403);
    const auto refresh = "grant_type=refresh_token&client_id=kubesphere&client_secret=kubesphere&refresh_token=" + QByteArray::fromStdString(pair.value("refresh_token", ""));
    QCOMPARE(token(cluster, refresh).status, 401);
    QCOMPARE(ask(cluster, "POST", "/kapis/iam.kubesphere.io/v1alpha2/users", access, R"({"metadata":{"name":"han"}})").status, 200);
    const auto after = parsed(token(cluster, refresh).body);
    QCOMPARE(claims(QByteArray::fromStdString(after.value("access_token", "")))["username"].get<std::string>(), std::string("han"));
    // Nobody else may make accounts.
    QCOMPARE(ask(cluster, "POST", "/kapis/iam.kubesphere.io/v1alpha2/users", accessToken(cluster, "viewer"), R"({"metadata":{"name":"eve"}})").status, 403);
}

void TestClusterSignin::shortLives()
{
    auto options = quiet();
    options.accessTokenSeconds = 1;
    options.refreshTokenSeconds = 600;
    options.clockSkewSeconds = 3600;
    Cluster cluster(options);
    QVERIFY(!cluster.start());
    const auto pair = parsed(token(cluster, passwordForm("admin", "P@88w0rd")).body);
    QCOMPARE(pair.value("expires_in", 0), 1);
    const auto access = QByteArray::fromStdString(pair.value("access_token", ""));
    QVERIFY(claims(access)["iat"].get<qint64>() > QDateTime::currentSecsSinceEpoch() + 3000);
    QTRY_COMPARE_WITH_TIMEOUT(get(cluster, "/api/v1", access).status, 401, 20000);
    QVERIFY(get(cluster, "/api/v1", access).body.contains("token is expired by"));
    QCOMPARE(token(cluster, "grant_type=refresh_token&client_id=kubesphere&client_secret=kubesphere&refresh_token=" + QByteArray::fromStdString(pair.value("refresh_token", ""))).status, 200);
}

QTEST_GUILESS_MAIN(TestClusterSignin)
#include "tst_cluster_signin.moc"
