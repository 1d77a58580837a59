#include "sessionworld.h"

using namespace sk;
using namespace sk::test;

/// Network trouble, refusals, lock-outs, other instances: what is kept, what is sent.
class TestSessionRefused : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

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
};

QTEST_GUILESS_MAIN(TestSessionRefused)
#include "tst_session_refused.moc"
