#include "sessionworld.h"

using namespace sk;
using namespace sk::test;

/// Signing in, tokens, refresh and the store.
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
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
