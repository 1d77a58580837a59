#include <sk/net/apiclient.h>
#include <sk/session/session.h>
#include "signinmemory.h"

#include "jwts.h"
#include "scriptedserver.h"
#include "storedtokens.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

using namespace sk;
using namespace sk::session;
using namespace std::chrono_literals;
using sk::test::Exchange;
using sk::test::jwt;
using sk::test::ScriptedServer;
using sk::test::tokenAnswer;
using State = Session::State;

namespace {

/// A store whose answers the test holds in its hand.
class SlowStore final : public secrets::SecretStore {
public:
    void read(const QString &key, QObject *context, ReadAnswer answer) override
    {
        later(context, [this, key, answer] { answer(readError ? Result<std::optional<QByteArray>>(readError) : Result<std::optional<QByteArray>>(entry(key))); });
    }
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override
    {
        ++writes;
        later(context, [this, key, secret, answer] {
            if (!writeError)
                entries.insert(key, secret);
            answer(writeError ? Result<bool>(writeError) : Result<bool>(true));
        });
    }
    void remove(const QString &key, QObject *context, WriteAnswer answer) override
    {
        entries.remove(key);
        later(context, [answer] { answer(true); });
    }
    [[nodiscard]] bool persistent() const override { return true; }
    [[nodiscard]] QString displayName() const override { return QStringLiteral("test"); }
    void go()
    {
        for (auto &[context, work] : std::exchange(held, {})) {
            if (context)
                work();
        }
    }

    QHash<QString, QByteArray> entries;
    Error readError;
    Error writeError;
    bool hold = false;
    int writes = 0;
    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> held;

private:
    [[nodiscard]] std::optional<QByteArray> entry(const QString &key) const { return entries.contains(key) ? std::optional(entries.value(key)) : std::nullopt; }
    void later(QObject *context, std::function<void()> work)
    {
        if (hold)
            held.push_back({context, std::move(work)});
        else
            QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
    }
};

/// A server with tokens, a session on it, and a clock.
struct World {
    explicit World(qint64 lifeSeconds = 100)
        : life(lifeSeconds)
        , server([this](const std::shared_ptr<Exchange> &e) { serve(e); })
    {
        SignInMemory::instance().forgetAll();
        server.start();
        profile.id = QStringLiteral("p1");
        profile.server = server.url().toString();
        makeSession();
    }
    void makeSession()
    {
        ServerInfo info;
        info.address.base = server.url();
        info.apiDomain = domain;
        session = std::make_unique<Session>(profile, info, &store, clock);
    }
    QByteArray pair()
    {
        ++issued;
        const qint64 now = clock.now() / 1000 + serverAhead;
        const std::optional<qint64> exp = life > 0 ? std::optional(now + life) : std::nullopt;
        access = jwt("ann", now, exp, "a" + QByteArray::number(issued), extra);
        refresh = jwt("ann", now, exp ? std::optional(*exp + life) : std::nullopt, "r" + QByteArray::number(issued));
        return tokenAnswer(access, refresh, life);
    }
    void serve(const std::shared_ptr<Exchange> &e)
    {
        if (e->request.path() == "/oauth/token") {
            if (holdToken) {
                heldToken = e;
                return;
            }
            if (tokenStatus != 200) {
                e->json(tokenStatus, tokenBody);
                return;
            }
            if (e->request.body.contains("grant_type=refresh_token") && !e->request.body.contains("refresh_token=" + refresh)) {
                e->json(400, R"({"error":"invalid_grant","error_description":"token not found in cache"})");
                return;
            }
            e->json(200, pair());
        } else if (e->request.header("Authorization") == "Bearer " + access && !dead) {
            e->json(200, "{}");
        } else {
            e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})");
        }
    }
    bool signIn()
    {
        session->signIn(QStringLiteral("ann"), QStringLiteral("pass word"));
        return QTest::qWaitFor([this] { return session->state() == State::Active && (store.writes > 0 || !profile.keepSignedIn); });
    }
    [[nodiscard]] int passwords() const
    {
        return static_cast<int>(std::count_if(server.received.begin(), server.received.end(), [](const auto &r) { return r.body.contains("grant_type=password"); }));
    }
    [[nodiscard]] int refreshes() const
    {
        return static_cast<int>(std::count_if(server.received.begin(), server.received.end(), [](const auto &r) { return r.body.contains("grant_type=refresh_token"); }));
    }
    Result<QByteArray> token()
    {
        std::optional<Result<QByteArray>> answer;
        QObject context;
        session->withToken(&context, [&answer](const auto &result) { answer = result; });
        const bool inside = answer.has_value();
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); });
        Error none;
        none.code = ErrorCode::Internal;
        none.message = inside ? QStringLiteral("answered inside the call") : QStringLiteral("no answer");
        return answer && !inside ? *answer : Result<QByteArray>(none);
    }
    /// Lets the time pass, as a timer would notice.
    void pass(std::chrono::milliseconds time)
    {
        clock.advance(time);
        session->tick();
    }

    qint64 life;
    qint64 serverAhead = 0;
    QByteArray extra;
    QString domain = QStringLiteral("kubesphere.io");
    ManualClock clock;
    SlowStore store;
    ScriptedServer server;
    Profile profile;
    std::unique_ptr<Session> session;
    QByteArray access;
    QByteArray refresh;
    int issued = 0;
    bool holdToken = false;
    bool dead = false;
    std::shared_ptr<Exchange> heldToken;
    int tokenStatus = 200;
    QByteArray tokenBody;
};

const QByteArray notInCache = R"({"error":"invalid_grant","error_description":"token not found in cache"})";
const QByteArray wrongPassword = R"({"error":"invalid_grant","error_description":"incorrect password"})";

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void signsInAndStores()
    {
        World w;
        w.extra = R"({"uninitialized":["true"]})";
        QSignalSpy available(w.session.get(), &Session::available);
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        QCOMPARE(w.session->identity().user, QStringLiteral("ann"));
        QVERIFY(w.session->identity().mustChangePassword);
        QCOMPARE(available.count(), 1);
        QVERIFY(w.store.entries.value(QStringLiteral("p1")).contains(w.refresh));
        const auto token = w.token();
        QVERIFY(token.ok());
        QCOMPARE(*token, w.access);
        QCOMPARE(w.session->expiresAt(), w.clock.now() + 100'000);
    }

    void clientFollowsTheDomain()
    {
        World w;
        QVERIFY(w.signIn());
        QVERIFY(w.server.received[0].body.contains("client_id=kubesphere&client_secret=kubesphere"));
        w.domain = QStringLiteral("Super Kubenetes.io");
        w.makeSession();
        QVERIFY(w.signIn());
        QVERIFY(w.server.received[1].body.contains("client_id=Super%20Kubenetes&client_secret=Super%20Kubenetes"));
        w.profile.clientId = QStringLiteral("mine");
        w.makeSession();
        QVERIFY(w.signIn());
        QVERIFY(w.server.received[2].body.contains("client_id=mine&client_secret=mine"));
    }

    void aWrongPasswordIsSentOnce()
    {
        World w;
        w.tokenStatus = 400;
        w.tokenBody = wrongPassword;
        QSignalSpy failed(w.session.get(), &Session::failed);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("wrong"));
        QCOMPARE(w.session->state(), State::SigningIn);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::WrongCredentials);
        QCOMPARE(w.session->state(), State::SignedOut);
        w.pass(1h);
        w.session->retryNow();
        (void)w.token();
        QCOMPARE(w.passwords(), 1);
        QVERIFY(w.store.entries.isEmpty());
    }

    void cancelAtAnyMoment()
    {
        World w;
        w.holdToken = true;
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("x"));
        w.session->cancel(); // before it was sent
        QCOMPARE(w.session->state(), State::SignedOut);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("x"));
        QTRY_VERIFY(w.heldToken);
        w.session->cancel();
        QCOMPARE(w.session->state(), State::SignedOut);
        QTRY_VERIFY(!w.heldToken->connected());
        QCOMPARE(w.passwords(), 1);
    }

    void memoryOnly()
    {
        World w;
        w.profile.keepSignedIn = false;
        w.store.entries.insert(QStringLiteral("p1"), "old");
        w.makeSession();
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.store.entries.isEmpty());
        QVERIFY(!w.session->stored());
        w.pass(85s);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(w.store.writes, 0);
    }

    void refreshesAheadOfTheEnd()
    {
        World w(100);
        w.serverAhead = 600; // ten minutes of difference do not matter
        QVERIFY(w.signIn());
        w.pass(79s);
        QCOMPARE(w.session->state(), State::Active);
        w.pass(2s);
        QCOMPARE(w.session->state(), State::Refreshing);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(*w.token(), w.access);
        QVERIFY(w.store.entries.value(QStringLiteral("p1")).contains(w.refresh)); // both together
        QVERIFY(w.store.entries.value(QStringLiteral("p1")).contains(w.access));
        // The next one in its time, with the new refresh token.
        w.pass(81s);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 2);
        QCOMPARE(w.passwords(), 1);
    }

    void wallClockJumpsDoNotMatter()
    {
        World w(100);
        QVERIFY(w.signIn());
        w.clock.setNow(w.clock.now() + 86'400'000);
        w.session->tick();
        QCOMPARE(w.session->state(), State::Active);
    }

    void sleptPastTheEnd()
    {
        World w(100);
        QVERIFY(w.signIn());
        w.clock.advance(150s); // nobody called wake()
        const auto token = w.token();
        QVERIFY(token.ok());
        QCOMPARE(*token, w.access);
        QCOMPARE(w.refreshes(), 1);
    }

    void neverEnding()
    {
        World w(0); // neither exp nor expires_in
        QVERIFY(w.signIn());
        QCOMPARE(w.session->expiresAt(), 0);
        w.pass(24h * 365);
        QCOMPARE(w.session->state(), State::Active);
        QVERIFY(w.token().ok());
        QCOMPARE(w.refreshes(), 0);
    }

    /// The whole way: a hundred requests on a real client, one refresh.
    void aHundredRequestsOneRefresh()
    {
        World w;
        QVERIFY(w.signIn());
        w.access = "revoked-behind-our-back";
        net::ApiClient client({w.server.url(), {}, {}, {}}, w.session.get());
        QObject context;
        int ok = 0;
        int bad = 0;
        net::ApiRequest request;
        request.path = "/api/v1/nodes";
        for (int i = 0; i < 100; ++i)
            client.send(request, &context, [&](const Result<net::ApiReply> &reply) { ++(reply.ok() ? ok : bad); });
        QTRY_COMPARE(ok + bad, 100);
        QCOMPARE(bad, 0);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(w.passwords(), 1);
    }

    void aStaleRefusalIsIgnored()
    {
        World w;
        QVERIFY(w.signIn());
        w.session->tokenRefused("some-older-token");
        QCOMPARE(w.session->state(), State::Active);
        w.session->tokenRefused(w.access);
        w.session->tokenRefused(w.access);
        QCOMPARE(w.session->state(), State::Refreshing);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
    }

    void refusedAgainAtOnceDoesNotLoop()
    {
        World w;
        QVERIFY(w.signIn());
        w.session->tokenRefused(w.access);
        QTRY_COMPARE(w.session->state(), State::Active);
        w.session->tokenRefused(w.access);
        QCOMPARE(w.session->state(), State::Refused);
        QCOMPARE(w.refreshes(), 1);
    }

    void writtenBeforeUsed()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.store.hold = true;
        w.pass(81s);
        QObject context;
        std::optional<Result<QByteArray>> token;
        w.session->withToken(&context, [&token](const auto &result) { token = result; });
        QTRY_COMPARE(w.store.held.size(), 1u); // the look for what another instance has fetched
        QCOMPARE(w.refreshes(), 0);
        w.store.go();
        QTRY_COMPARE(w.store.held.size(), 1u); // the pair
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(w.session->state(), State::Refreshing);
        QVERIFY(!token);
        w.store.go();
        QTRY_VERIFY(token);
        QCOMPARE(w.session->state(), State::Active);
    }

    void aKeychainThatWaitsDoesNotStopTheSession()
    {
        World w;
        QVERIFY(w.signIn());
        w.store.hold = true;
        w.pass(81s);
        QTRY_COMPARE_WITH_TIMEOUT(w.session->state(), State::Active, 10'000);
        QCOMPARE(w.refreshes(), 1);
    }

    void aStoreThatFailsIsSaid()
    {
        World w;
        w.store.writeError.code = ErrorCode::KeychainDenied;
        QVERIFY(w.signIn());
        QTRY_COMPARE(w.session->storeError().code, ErrorCode::KeychainDenied);
        QVERIFY(!w.session->stored());
        QCOMPARE(w.session->state(), State::Active);
    }

    void networkTroubleSignsNobodyOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("gone") << 0 << QByteArray();
        QTest::newRow("502 page") << 502 << QByteArray("<html>");
        QTest::newRow("503") << 503 << QByteArray("{}");
        QTest::newRow("500") << 500 << QByteArray(R"({"error":"server_error"})");
        QTest::newRow("captive portal") << 200 << QByteArray("<html>wifi</html>");
        QTest::newRow("429") << 429 << QByteArray("slow down");
        QTest::newRow("404 of an ingress") << 404 << QByteArray("404 page not found");
    }
    void networkTroubleSignsNobodyOut()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        World w;
        QVERIFY(w.signIn());
        const QByteArray good = w.access;
        const auto handler = w.server.handler;
        w.server.handler = [&](const std::shared_ptr<Exchange> &e) {
            if (status == 0)
                e->close();
            else
                e->reply(status, body);
        };
        w.pass(81s);
        QTRY_COMPARE(w.session->state(), State::WaitingForNetwork);
        QVERIFY(w.session->lastError());
        QVERIFY(w.session->nextTryAt() > w.clock.now());
        QCOMPARE(*w.token(), good); // still good by its time
        const int tries = w.refreshes();
        w.pass(30s); // past the end, and past the wait
        QTRY_COMPARE(w.refreshes(), tries + 1);
        QTRY_COMPARE(w.session->state(), State::WaitingForNetwork);
        const auto none = w.token();
        QVERIFY(!none.ok());
        QCOMPARE(none.error(), w.session->lastError());
        QVERIFY(!w.store.entries.isEmpty());
        // And it comes back by itself.
        QSignalSpy available(w.session.get(), &Session::available);
        w.server.handler = handler;
        w.pass(60s);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(available.count(), 1);
        QVERIFY(w.token().ok());
        QCOMPARE(w.passwords(), 1);
    }

    void retryNow()
    {
        World w;
        QVERIFY(w.signIn());
        w.tokenStatus = 503;
        w.pass(81s);
        QTRY_COMPARE(w.session->state(), State::WaitingForNetwork);
        w.tokenStatus = 200;
        w.session->retryNow();
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 2);
    }

    void refusedKeepsAndResumes()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.tokenStatus = 400;
        w.tokenBody = notInCache;
        w.session->tokenRefused(w.access);
        QTRY_COMPARE(w.session->state(), State::Refused);
        QCOMPARE(w.session->lastError().code, ErrorCode::SessionExpired);
        QCOMPARE(w.session->refusedSince(), w.clock.now());
        QCOMPARE(w.session->identity().user, QStringLiteral("ann"));
        QCOMPARE(w.token().error().code, ErrorCode::SessionExpired);
        w.pass(10min);
        QCOMPARE(w.refreshes(), 1); // no loop
        // A wrong password leaves it as it was.
        w.tokenBody = wrongPassword;
        QSignalSpy failed(w.session.get(), &Session::failed);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("wrong"));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(w.session->state(), State::Refused);
        // The right one resumes.
        QSignalSpy available(w.session.get(), &Session::available);
        w.tokenStatus = 200;
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("right"));
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(available.count(), 1);
    }

    /// Two instances with one entry: the second takes what the first has fetched, and asks neither the server nor the user.
    void anotherInstanceRefreshedFirst()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        Session other(w.profile, w.session->server(), &w.store, w.clock);
        other.restore();
        QTRY_COMPARE(other.state(), State::Active);
        w.clock.advance(81s);
        other.tick();
        QTRY_COMPARE(other.state(), State::Active);
        QTRY_COMPARE(w.refreshes(), 1);
        QTRY_VERIFY(other.stored() && !other.storing());
        w.session->tick();
        QCOMPARE(w.session->state(), State::Refreshing);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(*w.token(), w.access);
        QCOMPARE(w.refreshes(), 1);
        // A 401 leads to the same place: with single login the server has forgotten ours before its time.
        other.tokenRefused(w.access);
        QTRY_COMPARE(w.refreshes(), 2);
        QTRY_VERIFY(other.state() == State::Active && !other.storing());
        w.session->tokenRefused(*w.token());
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(*w.token(), w.access);
        QCOMPARE(w.refreshes(), 2);
        QCOMPARE(w.passwords(), 1);
    }

    /// Both ask at the same moment, and the other is faster: its pair comes to the store a little after our refusal.
    void anotherInstanceWasFaster()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        const QByteArray late = w.pair(); // the other's: the server knows these alone now
        w.session->tokenRefused(*w.token());
        QTRY_COMPARE(w.refreshes(), 1);
        QTRY_VERIFY(!w.server.received.isEmpty());
        QTest::qWait(0);
        QCOMPARE(w.session->state(), State::Refreshing);
        w.store.entries.insert(QStringLiteral("p1"), packTokens({w.access, w.refresh, 0}));
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(*w.token(), w.access);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(w.passwords(), 1);
        QVERIFY(!late.isEmpty());
    }

    /// The user signed in again in another window or process: one password is enough.
    void refusedAndSignedInElsewhere()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.tokenStatus = 400;
        w.tokenBody = notInCache;
        w.session->tokenRefused(w.access);
        QTRY_COMPARE(w.session->state(), State::Refused);
        w.session->retryNow();
        QTRY_COMPARE(w.session->state(), State::Refused);
        w.tokenStatus = 200;
        (void)w.pair();
        w.store.entries.insert(QStringLiteral("p1"), packTokens({w.access, w.refresh, 0}));
        QSignalSpy available(w.session.get(), &Session::available);
        w.session->retryNow();
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(available.count(), 1);
        QCOMPARE(*w.token(), w.access);
        QCOMPARE(w.passwords(), 1);
    }

    void whyItWasRefused()
    {
        World w(100);
        QVERIFY(w.signIn());
        w.tokenStatus = 400;
        w.tokenBody = notInCache;
        w.session->tokenRefused(w.access);
        QTRY_COMPARE(w.session->state(), State::Refused);
        QCOMPARE(w.session->cause(), RefusalCause::Revoked);
        w.tokenStatus = 200;
        QVERIFY(w.signIn());
        QCOMPARE(w.session->cause(), RefusalCause::None);
        w.clock.advance(1h);
        w.tokenStatus = 400;
        (void)w.token();
        QTRY_COMPARE(w.session->state(), State::Refused);
        QCOMPARE(w.session->cause(), RefusalCause::Expired);
    }

    /// Once refused, a password is not sent again: not by another window, not for another try.
    void aRefusedPasswordIsNeverSentAgain()
    {
        World w;
        w.tokenStatus = 400;
        w.tokenBody = wrongPassword;
        Session window(w.profile, w.session->server(), &w.store, w.clock);
        QSignalSpy failed(w.session.get(), &Session::failed);
        QSignalSpy failedThere(&window, &Session::failed);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("wrong"));
        QTRY_COMPARE(failed.count(), 1);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("wrong"));
        QTRY_COMPARE(failed.count(), 2);
        window.signIn(QStringLiteral("ann"), QStringLiteral("wrong"));
        QTRY_COMPARE(failedThere.count(), 1);
        QCOMPARE(w.passwords(), 1);
        const Error error = failedThere[0][0].value<Error>();
        QCOMPARE(error.code, ErrorCode::WrongCredentials);
        QCOMPARE(error.reason, QStringLiteral("NotSentAgain"));
        QVERIFY(!toLogText(error).contains(QStringLiteral("wrong\"")));
        // Another one is, and another user's same one.
        window.signIn(QStringLiteral("ann"), QStringLiteral("wrong too"));
        QTRY_COMPARE(failedThere.count(), 2);
        window.signIn(QStringLiteral("bob"), QStringLiteral("wrong"));
        QTRY_COMPARE(failedThere.count(), 3);
        QCOMPARE(w.passwords(), 3);
    }

    void lockedOutNothingIsSent()
    {
        World w;
        w.tokenStatus = 429;
        w.tokenBody = R"({"error":"invalid_grant","error_description":"auth rate limit exceeded"})";
        QSignalSpy failed(w.session.get(), &Session::failed);
        w.session->signIn(QStringLiteral("ann"), QStringLiteral("right"));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::AccountLocked);
        w.tokenStatus = 200;
        w.clock.advance(9min);
        Session window(w.profile, w.session->server(), &w.store, w.clock);
        QSignalSpy failedThere(&window, &Session::failed);
        window.signIn(QStringLiteral("ann"), QStringLiteral("right"));
        QTRY_COMPARE(failedThere.count(), 1);
        QCOMPARE(failedThere[0][0].value<Error>().code, ErrorCode::AccountLocked);
        QCOMPARE(failedThere[0][0].value<Error>().retryAfter, std::optional(std::chrono::seconds(60)));
        QCOMPARE(w.passwords(), 1);
        // The right password was never refused: when the lock is over it works.
        w.clock.advance(2min);
        window.signIn(QStringLiteral("ann"), QStringLiteral("right"));
        QTRY_COMPARE(window.state(), State::Active);
        QCOMPARE(w.passwords(), 2);
    }

    void lockedNoTokenStays()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.session->lock();
        QCOMPARE(w.session->state(), State::Locked);
        QVERIFY(!w.token().ok());
        w.session->wake();
        w.session->retryNow();
        w.pass(1h);
        QCOMPARE(w.session->state(), State::Locked);
        QCOMPARE(w.refreshes(), 0);
        QSignalSpy available(w.session.get(), &Session::available);
        QVERIFY(w.signIn());
        QCOMPARE(available.count(), 1);
        QVERIFY(w.token().ok());
    }

    void memoryOnlyFromNowOn()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.session->keepInMemoryOnly();
        QTRY_VERIFY(w.store.entries.isEmpty());
        QVERIFY(!w.session->stored());
        QVERIFY(!w.session->storeError());
        w.pass(81s);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
        QVERIFY(w.store.entries.isEmpty());
    }

    void wakingUpRefreshesBeforeAnythingElse()
    {
        World w;
        QVERIFY(w.signIn());
        w.clock.advance(90s);
        w.session->wake();
        QCOMPARE(w.session->state(), State::Refreshing);
        QVERIFY(w.token().ok());
        QCOMPARE(w.refreshes(), 1);
        // And a wait for the network ends with it.
        w.tokenStatus = 503;
        w.pass(81s);
        QTRY_COMPARE(w.session->state(), State::WaitingForNetwork);
        w.tokenStatus = 200;
        w.session->wake();
        QTRY_COMPARE(w.session->state(), State::Active);
    }

    void restore()
    {
        World w(100);
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.clock.advance(10s);
        w.makeSession();
        QSignalSpy available(w.session.get(), &Session::available);
        w.session->restore();
        QCOMPARE(w.session->state(), State::Restoring);
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 0); // still good: used at once
        QCOMPARE(*w.token(), w.access);
        QCOMPARE(w.session->identity().user, QStringLiteral("ann"));
        QVERIFY(w.session->stored());
        QCOMPARE(available.count(), 1);
        // Later it is refreshed first.
        w.clock.advance(75s);
        w.makeSession();
        w.session->restore();
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(w.passwords(), 1);
    }

    /// A keychain whose entries are short holds the refresh token alone.
    void restoreWithTheRefreshTokenAlone()
    {
        World w(100);
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        const QByteArray entry = packTokens({w.access, w.refresh, 0}, 200);
        QVERIFY(!entry.contains(w.access) && entry.contains(w.refresh));
        w.store.entries.insert(QStringLiteral("p1"), entry);
        w.makeSession();
        w.session->restore();
        QTRY_COMPARE(w.session->state(), State::Active);
        QCOMPARE(w.refreshes(), 1);
        QCOMPARE(*w.token(), w.access);
    }

    void restoreWithAServerAhead()
    {
        World w(100);
        w.serverAhead = 600;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.makeSession();
        w.session->restore();
        QTRY_COMPARE(w.session->state(), State::Active);
        QVERIFY(std::abs(w.session->expiresAt() - (w.clock.now() + 100'000)) < 2000);
    }

    void restoreRefused()
    {
        World w(100);
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.clock.advance(1h);
        w.tokenStatus = 400;
        w.tokenBody = notInCache;
        w.makeSession();
        w.session->restore();
        QTRY_COMPARE(w.session->state(), State::Refused);
    }

    void restoreNothing_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("rubbish") << QByteArray("rubbish");
        QTest::newRow("of a later version") << QByteArray(R"({"version":9,"refresh":"r"})");
    }
    void restoreNothing()
    {
        QFETCH(QByteArray, entry);
        World w;
        if (!entry.isEmpty())
            w.store.entries.insert(QStringLiteral("p1"), entry);
        QSignalSpy failed(w.session.get(), &Session::failed);
        QSignalSpy states(w.session.get(), &Session::stateChanged);
        w.session->restore();
        QTRY_COMPARE(states.count(), 2);
        QCOMPARE(w.session->state(), State::SignedOut);
        QCOMPARE(failed.count(), 0);
        QCOMPARE(w.store.entries.contains(QStringLiteral("p1")), !entry.isEmpty()); // never deleted for being unreadable
        QVERIFY(w.server.received.isEmpty());
    }

    void restoreWithoutAKeychain()
    {
        World w;
        w.store.readError.code = ErrorCode::KeychainUnavailable;
        QSignalSpy states(w.session.get(), &Session::stateChanged);
        w.session->restore();
        QTRY_COMPARE(states.count(), 2);
        QCOMPARE(w.session->state(), State::SignedOut);
        QCOMPARE(w.session->storeError().code, ErrorCode::KeychainUnavailable);
    }

    void cancelledRestoreLeavesTheEntry()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.makeSession();
        w.store.hold = true;
        w.session->restore();
        w.session->cancel();
        QCOMPARE(w.session->state(), State::SignedOut);
        w.store.go();
        QCOMPARE(w.session->state(), State::SignedOut);
        QVERIFY(!w.store.entries.isEmpty());
    }

    void signOutForgets()
    {
        World w;
        QVERIFY(w.signIn());
        QTRY_VERIFY(w.session->stored());
        w.session->signOut(false);
        QCOMPARE(w.session->state(), State::SignedOut);
        QVERIFY(w.store.entries.isEmpty());
        QVERIFY(!w.token().ok());
        QCOMPARE(w.server.countOf("/oauth/logout"), 0);
    }

    void signOutEverywhere()
    {
        World w;
        QVERIFY(w.signIn());
        QSignalSpy revoked(w.session.get(), &Session::revoked);
        const QByteArray token = w.access;
        w.session->signOut(true);
        QCOMPARE(w.session->state(), State::SignedOut);
        QTRY_COMPARE(revoked.count(), 1);
        QVERIFY(!revoked[0][0].value<Error>());
        QCOMPARE(w.server.countOf("/oauth/logout"), 1);
        QCOMPARE(w.server.received.last().header("Authorization"), "Bearer " + token);
    }

    void diesQuietlyInEveryState()
    {
        for (int step = 0; step < 4; ++step) {
            World w;
            QObject context;
            bool answered = false;
            if (step >= 2)
                QVERIFY(w.signIn());
            w.holdToken = true;
            if (step == 1)
                w.session->signIn(QStringLiteral("a"), QStringLiteral("b"));
            if (step == 3)
                w.pass(81s);
            if (step == 1 || step == 3)
                QTRY_VERIFY(w.heldToken);
            if (step != 0)
                w.session->withToken(&context, [&answered](const auto &) { answered = true; });
            w.session.reset();
            QCoreApplication::processEvents();
            if (w.heldToken)
                QTRY_VERIFY(!w.heldToken->connected());
            if (step == 1 || step == 3)
                QVERIFY(!answered);
        }
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
