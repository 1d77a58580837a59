#include <sk/net/errordecoder.h>

#include <nlohmann/json.hpp>

#include <QDir>
#include <QtTest>

using namespace sk;
using namespace sk::net;

Q_DECLARE_METATYPE(sk::ErrorCode)

class TestErrorDecoder : public QObject {
    Q_OBJECT

private slots:
    void shapes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, int status, const char *body, ErrorCode code, const char *reason, const char *message) {
            QTest::newRow(name) << status << QByteArray(body) << code << QString::fromUtf8(reason) << QString::fromUtf8(message);
        };
        row("Status 403", 403, R"({"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"nodes is forbidden","reason":"Forbidden","code":403})",
            ErrorCode::Forbidden, "Forbidden", "nodes is forbidden");
        row("Status 401", 401, "{\"kind\":\"Status\",\"message\":\"Unauthorized: token not found in cache\",\"reason\":\"Unauthorized\",\"code\":401}\n",
            ErrorCode::Unauthorized, "Unauthorized", "Unauthorized: token not found in cache");
        row("Status 410", 410, R"({"kind":"Status","message":"too old","reason":"Expired","code":410})", ErrorCode::Gone, "Expired", "too old");
        row("Status by numbers", 409, R"({"code":409,"message":"changed"})", ErrorCode::Conflict, "", "changed");
        row("text", 400, "a &lt;b&gt; &amp; &#34;c&#34;\n", ErrorCode::Invalid, "", "a <b> & \"c\"");
        row("text twice escaped", 400, "&amp;lt;\n", ErrorCode::Invalid, "", "&lt;");
        row("v3 missing object", 500, "node \"ghost\" not found\n", ErrorCode::NotFound, "", "node \"ghost\" not found");
        row("v3 real 500", 500, "etcd is away\n", ErrorCode::ServerError, "", "etcd is away");
        row("oauth", 400, R"({"error":"unsupported_grant_type"})", ErrorCode::UnsupportedGrant, "unsupported_grant_type", "");
        row("oauth v3 client", 401, R"({"error":"invalid_client","error_description":"the OAuth client was not found"})", ErrorCode::InvalidClient, "invalid_client",
            "the OAuth client was not found");
        row("oauth v4 client", 400, R"({"error":"invalid_client","error_description":"The provided client_id is invalid or does not exist."})", ErrorCode::InvalidClient,
            "invalid_client", "The provided client_id is invalid or does not exist.");
        row("oauth v4 secret", 401, R"({"error":"unauthorized_client","error_description":"Invalid client credential."})", ErrorCode::InvalidClient, "unauthorized_client",
            "Invalid client credential.");
        row("oauth v3 password", 400, R"({"error":"invalid_grant","error_description":"incorrect password"})", ErrorCode::WrongCredentials, "invalid_grant", "incorrect password");
        row("oauth v4 password", 400, R"({"error":"invalid_grant","error_description":"Invalid username or password."})", ErrorCode::WrongCredentials, "invalid_grant",
            "Invalid username or password.");
        row("oauth v3 disabled", 400, R"({"error":"invalid_grant","error_description":"account is not active"})", ErrorCode::AccountDisabled, "invalid_grant", "account is not active");
        row("oauth v4 disabled", 400, R"({"error":"invalid_grant","error_description":"Account suspended."})", ErrorCode::AccountDisabled, "invalid_grant", "Account suspended.");
        row("oauth v3 locked", 429, R"({"error":"invalid_grant","error_description":"auth rate limit exceeded"})", ErrorCode::AccountLocked, "invalid_grant", "auth rate limit exceeded");
        row("oauth v4 locked", 429, R"({"error":"invalid_grant","error_description":"Rate limit exceeded."})", ErrorCode::AccountLocked, "invalid_grant", "Rate limit exceeded.");
        row("oauth store failure", 500, R"({"error":"server_error","error_description":"redis: gone"})", ErrorCode::ServerError, "server_error", "redis: gone");
        row("oauth code", 400, R"({"error":"invalid_request","error_description":"The authorization code is empty or missing."})", ErrorCode::Invalid, "invalid_request",
            "The authorization code is empty or missing.");
        row("bare string", 401, "\"login_required\"", ErrorCode::Unauthorized, "", "login_required");
        row("message", 400, R"({"message":"bad"})", ErrorCode::Invalid, "", "bad");
        row("ErrStatus", 503, R"({"ErrStatus":{"metadata":{},"status":"Failure","message":"cluster is not ready","reason":"ServiceUnavailable","code":503}})", ErrorCode::Unavailable,
            "ServiceUnavailable", "cluster is not ready");
        row("empty object", 503, "{}", ErrorCode::Unavailable, "", "");
        row("router", 404, "404: Page Not Found", ErrorCode::NotFound, "", "404: Page Not Found");
        row("panic", 500, "Internal server error", ErrorCode::ServerError, "", "Internal server error");
        row("html", 404, "\r\n <!doctype html><title>x</title>", ErrorCode::NotAnApi, "HTML", "");
        row("html of a gateway", 502, "<html><h1>502 Bad Gateway</h1>", ErrorCode::Unavailable, "HTML", "");
        row("nothing", 504, "", ErrorCode::TimedOut, "", "");
        row("broken json", 500, "{\"kind\":\"Sta", ErrorCode::ServerError, "", "{\"kind\":\"Sta");
        row("wrong types", 500, R"({"kind":1,"message":{},"error":[],"code":"x"})", ErrorCode::ServerError, "", R"({"kind":1,"message":{},"error":[],"code":"x"})");
    }
    void shapes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const Error error = decodeError(status, body);
        QCOMPARE(error.httpStatus, status);
        QTEST(error.code, "code");
        QTEST(error.reason, "reason");
        QTEST(error.message, "message");
    }

    void retryAfterOfStatus()
    {
        const Error error = decodeError(429, R"({"kind":"Status","reason":"TooManyRequests","details":{"retryAfterSeconds":7},"code":429})");
        QCOMPARE(error.code, ErrorCode::TooManyRequests);
        QVERIFY(error.retryAfter.has_value());
        QCOMPARE(error.retryAfter->count(), 7);
    }

    void longTextIsCut() { QVERIFY(decodeError(500, QByteArray(5'000'000, 'x')).message.size() < 3000); }

    /// Nothing that a real server answered is left without an idea of what it means.
    void recordings()
    {
        const QDir root(QStringLiteral(SK_TEST_DATA "/recordings"));
        int seen = 0;
        for (const QString &version : {QStringLiteral("v3.3.2"), QStringLiteral("v3.4.1")}) {
            const QDir directory(root.filePath(version));
            for (const QString &name : directory.entryList({QStringLiteral("*.json")})) {
                QFile file(directory.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray bytes = file.readAll();
                const auto json = nlohmann::json::parse(bytes.constBegin(), bytes.constEnd(), nullptr, false);
                if (!json.is_object() || !json.contains("response"))
                    continue;
                const auto &response = json.at("response");
                const int status = response.value("status", 0);
                if (status < 400 || !response.contains("body") || !response.at("body").is_string())
                    continue;
                const std::string body = response.at("body").get<std::string>();
                const Error error = decodeError(status, QByteArray::fromStdString(body));
                QVERIFY2(error && error.httpStatus == status, qPrintable(name));
                QVERIFY2(body.empty() || !error.message.isEmpty() || !error.reason.isEmpty(), qPrintable(name));
                ++seen;
            }
        }
        QVERIFY2(seen > 20, qPrintable(QStringLiteral("only %1 recorded errors were found").arg(seen)));
    }
};

QTEST_GUILESS_MAIN(TestErrorDecoder)
#include "tst_errordecoder.moc"
