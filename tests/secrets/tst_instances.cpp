#include <sk/net/apiclient.h>
#include <sk/secrets/secretstore.h>
#include <sk/server/cluster.h>
#include <sk/session/session.h>

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QProcess>
#include <QSocketNotifier>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include <cstdio>
#include <unistd.h>

using namespace sk;
using session::Session;
using State = session::SessionState;

namespace {

const QString service = QStringLiteral("sk-test");

/// One instance of the program: a session on the shared entry that asks for nodes again and again, and says each of its states and each
/// failure on standard output. Its password comes on standard input; without one it restores. `ca`: the file of the one authority that it
/// trusts besides the system's; empty: none.
int runInstance(const QString &url, const QString &ca, bool signIn)
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    const auto say = [](const QString &line) {
        std::printf("%s\n", qUtf8Printable(line));
        std::fflush(stdout);
    };
    const auto store = secrets::makeKeychainStore(service);
    session::Profile profile;
    profile.id = QStringLiteral("shared");
    profile.server = url;
    profile.user = QStringLiteral("admin");
    session::ServerInfo info;
    info.address.base = QUrl(url);
    if (!ca.isEmpty())
        info.address.extraCas = QSslCertificate::fromPath(ca);
    info.apiDomain = QStringLiteral("kubesphere.io");
    Session session(profile, info, store.get(), Clock::system());
    net::ApiClient client(info.address, &session);
    QObject::connect(&session, &Session::stateChanged, &session, [&](State state) {
        say(QLatin1String(QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state))));
        if (state == State::SignedOut && session.lastError())
            say(toLogText(session.lastError()));
    });
    QObject::connect(&session, &Session::storedChanged, &session, [&] {
        if (session.stored() && !session.storing())
            say(QStringLiteral("stored"));
    });
    QTimer ask;
    QObject::connect(&ask, &QTimer::timeout, &session, [&] {
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/api/v1/nodes");
        client.send(request, &session, [&](const Result<net::ApiReply> &reply) { say(reply.ok() ? QStringLiteral("ok") : toLogText(reply.error())); });
    });
    ask.start(100);
    QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
    if (signIn) {
        char line[256] = {};
        if (std::fgets(line, sizeof line, stdin))
            session.signIn(profile.user, QString::fromUtf8(line).trimmed());
    } else {
        session.restore();
    }
    QObject::connect(&end, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

struct Instance {
    Instance(const QString &url, const QString &ca, const QByteArray &password)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {password.isEmpty() ? QStringLiteral("--restore") : QStringLiteral("--sign-in"), url, ca});
        process.waitForStarted();
        if (!password.isEmpty())
            process.write(password + '\n');
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [this] {
            said += process.readAllStandardOutput();
        });
    }
    ~Instance()
    {
        process.closeWriteChannel();
        process.write("\n");
        if (!process.waitForFinished(5'000))
            process.kill();
        process.waitForFinished();
    }
    [[nodiscard]] int count(const QByteArray &line) const { return static_cast<int>(('\n' + said).count('\n' + line + '\n')); }
    /// What was said and is none of the expected words.
    [[nodiscard]] QByteArray trouble() const
    {
        for (const QByteArray &line : said.left(said.lastIndexOf('\n')).split('\n')) {
            if (!line.isEmpty() && !QByteArrayList{"ok", "stored", "Active", "Refreshing", "Restoring", "SigningIn"}.contains(line))
                return line;
        }
        return {};
    }

    QProcess process;
    QByteArray said;
};

} // namespace

/// Two processes, one entry in a real keyring, and a server that forgets all tokens of a user with each pair it gives.
class TestInstances : public QObject {
    Q_OBJECT

private slots:
    void onePasswordForBoth_data()
    {
        QTest::addColumn<bool>("multipleLogin");
        QTest::addColumn<bool>("tls");
        QTest::newRow("single login, TLS") << false << true;
        QTest::newRow("multiple login") << true << false;
    }
    void onePasswordForBoth()
    {
        QFETCH(bool, multipleLogin);
        QFETCH(bool, tls);
        const QTemporaryDir directory;
        const QString ca = tls ? directory.filePath(QStringLiteral("ca.pem")) : QString();
        demo::ClusterOptions options;
        options.world.nodes = 2;
        options.world.pods = 5;
        options.world.eventsPerSecond = 0;
        options.multipleLogin = multipleLogin;
        options.accessTokenSeconds = 5;
        options.refreshTokenSeconds = 600;
        options.tls = tls;
        options.caOutputFile = ca.toStdString();
        demo::Cluster cluster(options);
        QVERIFY(!cluster.start());
        const QString url = QString::fromStdString(cluster.url());
        const auto grants = [&cluster](const std::string &type) {
            const auto seen = cluster.seenRequests();
            return static_cast<int>(std::count_if(seen.begin(), seen.end(), [&type](const auto &r) { return r.body.find("grant_type=" + type) != std::string::npos; }));
        };
        QCOMPARE(url.startsWith(QLatin1String("https:")), tls);
        Instance first(url, ca, "P@88w0rd");
        QTRY_VERIFY_WITH_TIMEOUT(first.count("stored") > 0, 30'000);
        Instance second(url, ca, {});
        QTRY_VERIFY_WITH_TIMEOUT(second.count("ok") > 0, 30'000);
        // One refresh a life for both: this life is renewed after 3.5 s at the soonest, and each by itself would make twice as many.
        QElapsedTimer time;
        time.start();
        const int begun = grants("refresh_token");
        QTRY_VERIFY_WITH_TIMEOUT(grants("refresh_token") >= begun + 8, 180'000);
        const int made = grants("refresh_token") - begun;
        QVERIFY2(made <= time.elapsed() / 3'000 + 2, qPrintable(QStringLiteral("%1 in %2 ms").arg(made).arg(time.elapsed())));
        const int ones = first.count("ok");
        const int twos = second.count("ok");
        QTRY_VERIFY_WITH_TIMEOUT(first.count("ok") > ones + 5 && second.count("ok") > twos + 5, 30'000);
        QVERIFY2(first.trouble().isEmpty(), first.trouble().constData());
        QVERIFY2(second.trouble().isEmpty(), second.trouble().constData());
        QCOMPARE(grants("password"), 1);
        // One that ends without a word takes nothing with it.
        first.process.kill();
        const int before = grants("refresh_token");
        QTRY_VERIFY_WITH_TIMEOUT(grants("refresh_token") > before + 1, 60'000);
        const int then = second.count("ok");
        QTRY_VERIFY_WITH_TIMEOUT(second.count("ok") > then + 5, 30'000);
        QVERIFY2(second.trouble().isEmpty(), second.trouble().constData());
        QCOMPARE(grants("password"), 1);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1].startsWith(QLatin1String("--")))
        return runInstance(arguments[2], arguments[3], arguments[1] == QLatin1String("--sign-in"));
    TestInstances test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_instances.moc"
