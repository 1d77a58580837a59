#include <sk/session/jwt.h>
#include <sk/session/storedtokens.h>
#include <sk/session/tokengrant.h>
#include <sk/session/tokenlife.h>

#include "jwts.h"
#include "scriptedserver.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace sk;
using namespace sk::session;
using sk::test::Exchange;
using sk::test::jwt;
using sk::test::ScriptedServer;
using sk::test::tokenAnswer;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(sk::ErrorCode)

namespace {

QByteArray decoded(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] == '%') {
            out += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace

class TestGrants : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void theDocumentedRequest_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("documented") << QStringLiteral("P@88w0rd");
        QTest::newRow("marks") << QStringLiteral("+&=%#\"$ é漢");
        QTest::newRow("blanks") << QStringLiteral("  x  ");
        QTest::newRow("thousand") << QString(1000, u'+');
    }
    void theDocumentedRequest()
    {
        QFETCH(QString, password);
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(200, tokenAnswer("a.b.c", "d.e.f", 7200)); });
        QVERIFY(server.start());
        net::ApiClient api({server.url(), {}, {}, {}}, nullptr);
        std::optional<Result<TokenPair>> answer;
        passwordGrant(api, {QStringLiteral("Super Kubenetes"), QStringLiteral("s&c")}, QStringLiteral("admin"), password, this, [&answer](const auto &pair) { answer = pair; });
        QTRY_VERIFY(answer);
        QVERIFY(answer->ok());
        QCOMPARE((*answer)->access, QByteArray("a.b.c"));
        QCOMPARE((*answer)->refresh, QByteArray("d.e.f"));
        QCOMPARE((*answer)->expiresIn.value_or(0), 7200);
        QCOMPARE(server.received.size(), 1);
        const auto &seen = server.received[0];
        QCOMPARE(seen.method, QByteArray("POST"));
        QCOMPARE(seen.target, QByteArray("/oauth/token"));
        QCOMPARE(seen.header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
        QVERIFY(seen.header("Authorization").isNull());
        QList<QPair<QByteArray, QByteArray>> fields;
        for (const QByteArray &field : seen.body.split('&'))
            fields.append({decoded(field.left(field.indexOf('='))), decoded(field.mid(field.indexOf('=') + 1))});
        const QList<QPair<QByteArray, QByteArray>> wanted{{"grant_type", "password"}, {"username", "admin"}, {"password", password.toUtf8()},
                                                          {"client_id", "Super Kubenetes"}, {"client_secret", "s&c"}};
        QCOMPARE(fields, wanted);
    }

    /// Every row of the contract's table 1.4 that a password or a refresh grant can meet.
    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("forPassword");
        QTest::addColumn<ErrorCode>("forRefresh");
        QTest::addColumn<bool>("endsSession");
        const auto row = [](const char *name, int status, const char *body, ErrorCode password, ErrorCode refresh, bool ends) {
            QTest::newRow(name) << status << QByteArray(body) << password << refresh << ends;
        };
        using enum ErrorCode;
        row("v3 client", 401, R"({"error":"invalid_client","error_description":"the OAuth client was not found"})", InvalidClient, InvalidClient, true);
        row("v4 client", 400, R"({"error":"invalid_client","error_description":"The provided client_id is invalid or does not exist."})", InvalidClient, InvalidClient, true);
        row("v3 secret", 401, R"({"error":"invalid_client","error_description":"invalid client credential"})", InvalidClient, InvalidClient, true);
        row("v4 secret", 401, R"({"error":"unauthorized_client","error_description":"Invalid client credential."})", InvalidClient, InvalidClient, true);
        row("v3 grant", 400, R"({"error":"unsupported_grant_type"})", UnsupportedGrant, UnsupportedGrant, true);
        row("v4 grant", 400, R"({"error":"unsupported_grant_type","error_description":"The provided grant_type is not supported."})", UnsupportedGrant, UnsupportedGrant, true);
        row("v3 password", 400, R"({"error":"invalid_grant","error_description":"incorrect password"})", WrongCredentials, SessionExpired, true);
        row("v4 password", 400, R"({"error":"invalid_grant","error_description":"Invalid username or password."})", WrongCredentials, SessionExpired, true);
        row("v3 disabled", 400, R"({"error":"invalid_grant","error_description":"account is not active"})", AccountDisabled, AccountDisabled, true);
        row("v4 disabled", 400, R"({"error":"invalid_grant","error_description":"Account suspended."})", AccountDisabled, AccountDisabled, true);
        row("v3 locked", 429, R"({"error":"invalid_grant","error_description":"auth rate limit exceeded"})", AccountLocked, AccountLocked, false);
        row("v4 locked", 429, R"({"error":"invalid_grant","error_description":"Rate limit exceeded."})", AccountLocked, AccountLocked, false);
        row("locked, no body", 429, "", AccountLocked, TooManyRequests, false);
        row("store", 500, R"({"error":"server_error","error_description":"dial tcp: refused"})", ServerError, ServerError, false);
        row("v3 refresh expired", 400, R"({"error":"invalid_grant","error_description":"jwt: token is expired by 2m"})", WrongCredentials, SessionExpired, true);
        row("v4 refresh expired", 400, R"({"error":"invalid_grant","error_description":"The refresh token is invalid or expired."})", WrongCredentials, SessionExpired, true);
        row("v3 restarted", 400, R"({"error":"invalid_grant","error_description":"token not found in cache"})", WrongCredentials, SessionExpired, true);
        row("v3 wrong kind", 400, R"({"error":"invalid_grant","error_description":"ivalid token type access_token want refresh_token"})", WrongCredentials, SessionExpired, true);
        row("gateway", 502, "<html>502 Bad Gateway</html>", Unavailable, Unavailable, false);
        row("page", 404, "<html>no</html>", NotAnApi, NotAnApi, false);
        row("page with 200", 200, "<html>sign in to the wifi</html>", NotAnApi, NotAnApi, false);
        row("no token in it", 200, "{}", BadAnswer, BadAnswer, false);
        row("token with a line end", 200, R"({"access_token":"a\r\nX-Evil: 1","refresh_token":"b"})", BadAnswer, BadAnswer, false);
        row("panic", 500, "Internal server error", ServerError, ServerError, false);
        row("filter", 401, R"({"kind":"Status","reason":"Unauthorized","message":"x","code":401})", Unauthorized, Unauthorized, true);
    }
    void refusals()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        ScriptedServer server([&](const std::shared_ptr<Exchange> &e) { e->reply(status, body); });
        QVERIFY(server.start());
        net::ApiClient api({server.url(), {}, {}, {}}, nullptr);
        std::optional<Result<TokenPair>> password;
        std::optional<Result<TokenPair>> refresh;
        const OAuthClient client{QStringLiteral("kubesphere"), QStringLiteral("kubesphere")};
        passwordGrant(api, client, QStringLiteral("u"), QStringLiteral("secret"), this, [&](const auto &pair) { password = pair; });
        refreshGrant(api, client, "tok", this, [&](const auto &pair) { refresh = pair; });
        QTRY_VERIFY(password && refresh);
        QVERIFY(!password->ok() && !refresh->ok());
        QTEST(password->error().code, "forPassword");
        QTEST(refresh->error().code, "forRefresh");
        QTEST(refusesSession(refresh->error()), "endsSession");
        QCOMPARE(server.received.size(), 2); // each exactly once
        QVERIFY(!toLogText(password->error()).contains(QLatin1String("secret")));
    }

    void claims()
    {
        const auto full = readClaims(jwt("ann", 100, 200, {}, R"({"uninitialized":["true"]})"));
        QVERIFY(full);
        QCOMPARE(full->user, QStringLiteral("ann"));
        QCOMPARE(full->issuedAt.value_or(0), 100);
        QCOMPARE(full->expiresAt.value_or(0), 200);
        QVERIFY(full->mustChangePassword);
        const auto endless = readClaims(jwt("bob", 100, std::nullopt));
        QVERIFY(endless && !endless->expiresAt && !endless->mustChangePassword);
        for (const QByteArray &rubbish : {QByteArray(), QByteArray("a.b"), QByteArray("a.!!.c"), QByteArray("a.e30x.c"), QByteArray("..."), QByteArray(100'000, 'a')})
            QVERIFY(!readClaims(rubbish) || readClaims(rubbish)->user.isEmpty());
    }

    void life_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<qint64>("refreshAfter");
        QTest::newRow("two hours: ten minutes before the end") << qint64(7200) << qint64(6600);
        QTest::newRow("twenty minutes: 80%") << qint64(1200) << qint64(960);
        QTest::newRow("ten seconds: 80%") << qint64(10) << qint64(8);
    }
    void life()
    {
        QFETCH(qint64, seconds);
        QFETCH(qint64, refreshAfter);
        TokenPair pair;
        pair.access = jwt("a", 1'000'000, 1'000'000 + seconds); // a clock that is decades off
        const TokenLife fresh = lifeOfNew(pair);
        QCOMPARE(fresh.left->count(), seconds * 1000);
        QCOMPARE(fresh.refreshIn->count(), refreshAfter * 1000);
        const TokenLife half = lifeOfStored(pair.access, (1'000'000 + seconds / 2) * 1000);
        QCOMPARE(half.left->count(), (seconds - seconds / 2) * 1000);
        QCOMPARE(half.refreshIn->count(), (refreshAfter - seconds / 2) * 1000);
        TokenPair opaque;
        opaque.access = "opaque";
        opaque.expiresIn = seconds;
        QCOMPARE(lifeOfNew(opaque).refreshIn->count(), refreshAfter * 1000);
        opaque.expiresIn.reset();
        QVERIFY(!lifeOfNew(opaque).left && !lifeOfNew(opaque).refreshIn);
    }

    void entry()
    {
        const StoredTokens tokens{"a.b.c", "d.e.f", -123'456};
        const auto back = unpackTokens(packTokens(tokens));
        QVERIFY(back);
        QVERIFY(*back == tokens);
        for (const char *other : {"", "x", "{}", R"({"version":2,"refresh":"r","access":"a"})", R"({"version":1})", R"({"version":"1","refresh":"r"})"})
            QVERIFY2(!unpackTokens(other), other);
    }
};

QTEST_GUILESS_MAIN(TestGrants)
#include "tst_grants.moc"
