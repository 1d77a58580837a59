#include <sk/net/apiclient.h>
#include <sk/secrets/secretstore.h>
#include <sk/server/cluster.h>
#include <sk/session/serverprobe.h>
#include <sk/session/session.h>

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

using namespace sk;
using namespace sk::session;
using State = Session::State;

namespace {

demo::ClusterOptions smallCluster()
{
    demo::ClusterOptions options;
    options.world.nodes = 2;
    options.world.pods = 10;
    return options;
}

/// A stand-in, found by the probe, and a session on it.
struct Place {
    explicit Place(const demo::ClusterOptions &options)
        : cluster(options)
    {
        startError = cluster.start();
    }
    bool probe(const QString &hint = {})
    {
        std::optional<Result<ServerInfo>> answer;
        net::ServerAddress address;
        address.base = QUrl(QString::fromStdString(cluster.url()));
        address.extraCas = QSslCertificate::fromData(QByteArray::fromStdString(cluster.caCertificatePem()));
        ServerProbe prober(address, hint, [&answer](const auto &found) { answer = found; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000);
        if (!answer || !answer->ok())
            return false;
        info = answer->value();
        return true;
    }
    std::unique_ptr<Session> makeSession()
    {
        Profile profile;
        profile.id = QStringLiteral("demo-test");
        profile.server = info.address.base.toString();
        return std::make_unique<Session>(profile, info, store.get(), Clock::system());
    }
    bool signIn(Session &session, const QString &user = QStringLiteral("admin"))
    {
        session.signIn(user, QStringLiteral("P@88w0rd"));
        return QTest::qWaitFor([&session] { return session.state() == State::Active; }, 10'000);
    }
    /// The status of one API request: 200, or the error's.
    int ask(Session &session)
    {
        net::ApiClient client(session.server().address, &session);
        QObject context;
        int status = -1;
        net::ApiRequest request;
        request.path = "/api/v1/nodes";
        client.send(request, &context, [&status](const Result<net::ApiReply> &reply) { status = reply.ok() ? reply->status : reply.error().httpStatus; });
        (void)QTest::qWaitFor([&status] { return status != -1; }, 20'000);
        return status;
    }
    [[nodiscard]] int grants(const std::string &type) const
    {
        const auto seen = cluster.seenRequests();
        return static_cast<int>(std::count_if(seen.begin(), seen.end(), [&type](const auto &r) { return r.body.find("grant_type=" + type) != std::string::npos; }));
    }

    demo::Cluster cluster;
    std::optional<std::string> startError;
    std::unique_ptr<secrets::SecretStore> store = secrets::makeMemoryStore();
    ServerInfo info;
};

} // namespace

/// The client against the stand-in cluster, which shares no code with it.
class TestSignInDemo : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void everyVersion_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("major");
        QTest::newRow("3.3") << QStringLiteral("3.3") << 3;
        QTest::newRow("3.4") << QStringLiteral("3.4") << 3;
        QTest::newRow("4.1") << QStringLiteral("4.1") << 4;
    }
    void everyVersion()
    {
        QFETCH(QString, version);
        demo::ClusterOptions options = smallCluster();
        options.version = version.toStdString();
        Place place(options);
        QVERIFY2(!place.startError, place.startError ? place.startError->c_str() : "");
        QVERIFY(place.probe());
        QTEST(place.info.major, "major");
        QCOMPARE(place.info.apiDomain, QStringLiteral("kubesphere.io"));
        const auto session = place.makeSession();
        QVERIFY(place.signIn(*session));
        QCOMPARE(session->identity().user, QStringLiteral("admin"));
        QCOMPARE(place.ask(*session), 200);
        QSignalSpy revoked(session.get(), &Session::revoked);
        session->signOut(true);
        QTRY_COMPARE(revoked.count(), 1);
        QVERIFY(!revoked[0][0].value<Error>());
    }

    void overTls()
    {
        demo::ClusterOptions options = smallCluster();
        options.tls = true;
        Place place(options);
        QVERIFY(!place.startError);
        QVERIFY(place.probe());
        const auto session = place.makeSession();
        QVERIFY(place.signIn(*session));
        QCOMPARE(place.ask(*session), 200);
    }

    void wrongDisabledAndLocked()
    {
        demo::ClusterOptions options = smallCluster();
        options.lockoutFailures = 2;
        Place place(options);
        QVERIFY(!place.startError && place.probe());
        const auto session = place.makeSession();
        QSignalSpy failed(session.get(), &Session::failed);
        QList<ErrorCode> codes;
        for (int i = 1; i <= 4; ++i) {
            session->signIn(QStringLiteral("viewer"), QStringLiteral("wrong%1").arg(i));
            QTRY_COMPARE(failed.count(), i);
            codes += failed.last()[0].value<Error>().code;
        }
        QCOMPARE(codes.first(), ErrorCode::WrongCredentials);
        QCOMPARE(codes.last(), ErrorCode::AccountLocked);
        QCOMPARE(place.grants("password"), 3); // once the server had said that the account is locked nothing was sent
    }

    /// Lifetimes of seconds: requests go on over many refreshes and nobody is asked again.
    void shortLives()
    {
        demo::ClusterOptions options = smallCluster();
        options.accessTokenSeconds = 2;
        options.refreshTokenSeconds = 60;
        options.clockSkewSeconds = 600;
        Place place(options);
        QVERIFY(!place.startError && place.probe());
        const auto session = place.makeSession();
        QVERIFY(place.signIn(*session));
        QElapsedTimer time;
        time.start();
        int asked = 0;
        while (time.elapsed() < 5000) {
            QCOMPARE(place.ask(*session), 200);
            ++asked;
        }
        QVERIFY(asked > 5);
        QVERIFY2(place.grants("refresh_token") >= 2, qPrintable(QString::number(place.grants("refresh_token"))));
        QVERIFY2(place.grants("refresh_token") <= 12, qPrintable(QString::number(place.grants("refresh_token"))));
        QCOMPARE(place.grants("password"), 1);
    }

    void comesBackAtTheNextStart()
    {
        Place place(smallCluster());
        QVERIFY(!place.startError && place.probe());
        QVERIFY(place.signIn(*place.makeSession()));
        auto first = place.makeSession();
        QVERIFY(place.signIn(*first));
        QTRY_VERIFY(!first->storeError());
        first.reset();
        const auto session = place.makeSession();
        session->restore();
        QTRY_COMPARE(session->state(), State::Active);
        QCOMPARE(session->identity().user, QStringLiteral("admin"));
        QCOMPARE(place.ask(*session), 200);
        QCOMPARE(place.grants("refresh_token"), 0);
    }

    /// A restart of the server forgets all tokens, good as they look: one try to refresh, then the password is needed, and it helps.
    void restart()
    {
        Place place(smallCluster());
        QVERIFY(!place.startError && place.probe());
        const auto session = place.makeSession();
        QVERIFY(place.signIn(*session));
        QCOMPARE(place.ask(*session), 200);
        place.cluster.restart();
        (void)place.ask(*session);
        QTRY_COMPARE(session->state(), State::Refused);
        QCOMPARE(session->lastError().code, ErrorCode::SessionExpired);
        QCOMPARE(place.grants("refresh_token"), 1);
        QVERIFY(place.signIn(*session));
        QCOMPARE(place.ask(*session), 200);
        QCOMPARE(place.grants("password"), 2);
    }
};

QTEST_GUILESS_MAIN(TestSignInDemo)
#include "tst_signin_demo.moc"
