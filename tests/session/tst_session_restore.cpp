#include "sessionworld.h"

using namespace sk;
using namespace sk::test;

/// The start of the program and the end of a session.
class TestSessionRestore : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

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
        const QByteArray entry = packTokens({"access", "refresh", 0});
        w.store.entries.insert(QStringLiteral("p1"), entry);
        w.store.readError.code = ErrorCode::KeychainUnavailable;
        QSignalSpy states(w.session.get(), &Session::stateChanged);
        w.session->restore();
        QTRY_COMPARE(states.count(), 2);
        QCOMPARE(w.session->state(), State::SignedOut);
        QCOMPARE(w.session->storeError().code, ErrorCode::KeychainUnavailable);
        // A keychain that cannot be read now holds what it holds.
        QCOMPARE(w.store.entries.value(QStringLiteral("p1")), entry);
        QCOMPARE(w.store.writes, 0);
        QVERIFY(w.server.received.isEmpty());
    }

    /// The profile leads elsewhere now, whoever changed it and whenever the entry was written.
    void anotherServersTokensAreNotShown_data()
    {
        QTest::addColumn<QString>("of");
        QTest::addColumn<bool>("taken");
        QTest::newRow("another port") << QStringLiteral("http://127.0.0.1:1") << false;
        QTest::newRow("another scheme") << QStringLiteral("https://127.0.0.1") << false;
        QTest::newRow("an entry that does not say") << QString() << true;
    }
    void anotherServersTokensAreNotShown()
    {
        QFETCH(QString, of);
        QFETCH(bool, taken);
        World w(100);
        w.pair();
        w.store.entries.insert(QStringLiteral("p1"), packTokens({w.access, w.refresh, 0, of.isEmpty() ? QString() : originOf(QUrl(of))}));
        w.session->restore();
        QTRY_COMPARE(w.session->state(), taken ? State::Active : State::SignedOut);
        QVERIFY(w.server.received.isEmpty());
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

QTEST_GUILESS_MAIN(TestSessionRestore)
#include "tst_session_restore.moc"
