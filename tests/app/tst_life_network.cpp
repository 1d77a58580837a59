#include "lifetest.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace sk;
using test::Place;
using test::Seen;
using State = session::SessionState;

namespace {

/// Stands before the stand-in as a gateway that serves it behind a path: takes the path off each request, and keeps the requests that come without it.
class PathFront : public QObject {
public:
    explicit PathFront(quint16 target)
        : m_target(target)
    {
    }
    bool start()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                pass(socket);
        });
        return m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/clusters/eu").arg(m_server.serverPort())); }
    QByteArray beside;

private:
    void pass(QTcpSocket *socket)
    {
        auto *behind = new QTcpSocket(socket);
        behind->connectToHost(QHostAddress::LocalHost, m_target);
        connect(socket, &QTcpSocket::readyRead, behind, [this, socket, behind] {
            // A request's head is written at once, and bodies are no requests.
            QByteArray bytes = socket->readAll();
            static const QRegularExpression first(QStringLiteral("^(GET|POST|PUT|PATCH|DELETE) (\\S+) HTTP/1.1"));
            if (const auto match = first.match(QString::fromLatin1(bytes.left(4096))); match.hasMatch()) {
                const QByteArray target = match.captured(2).toLatin1();
                if (target.startsWith("/clusters/eu/"))
                    bytes.replace(bytes.indexOf(target), 12, QByteArray());
                else
                    beside += target + ' ';
            }
            behind->write(bytes);
        });
        connect(behind, &QTcpSocket::readyRead, socket, [socket, behind] { socket->write(behind->readAll()); });
        connect(behind, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    QTcpServer m_server;
    quint16 m_target;
};

} // namespace

/// What lies between a session and its server: answers that are none, clocks, short lives, a gateway. Its user stays signed in, and one refresh is enough.
class TestLifeNetwork : public test::LifeTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }

    /// The server is there and answers nothing sensible. Seen: still signed in, and when it is tried again. Sent: no password.
    void networkTrouble_data()
    {
        QTest::addColumn<QString>("answer");
        for (const char *answer : {"500", "502", "503", "429", "redirect", "html"})
            QTest::newRow(answer) << QString::fromLatin1(answer);
    }
    void networkTrouble()
    {
        QFETCH(QString, answer);
        auto options = Place::smallCluster();
        options.accessTokenSeconds = 3;
        options.refreshTokenSeconds = 600;
        options.clockSkewSeconds = 600;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        const int rows = seen.window.rowsShown();
        demo::Faults faults;
        faults.answer = answer.toStdString();
        faults.redirectTo = "http://127.0.0.1:9/";
        place.cluster.setFaults(faults);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 60'000);
        QTRY_VERIFY2(seen.bar().contains(QStringLiteral("You stay signed in.")), qPrintable(seen.bar()));
        QCOMPARE(seen.window.rowsShown(), rows);
        QVERIFY2(seen.status().contains(QStringLiteral("in memory only")), qPrintable(seen.status()));
        seen.picture("bar-network");
        // Nor is it unknown while the server is asked once more.
        faults = {};
        faults.latencyMs = 3'600'000;
        place.cluster.setFaults(faults);
        place.session().retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refreshing, 60'000);
        QVERIFY2(seen.status().contains(QStringLiteral("in memory only")), qPrintable(seen.status()));
        place.cluster.setFaults({});
        QVERIFY(seen.button());
        QTest::mouseClick(seen.button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 60'000);
        QTRY_VERIFY(seen.bar().isEmpty());
        QCOMPARE(place.passwords(), 1);
    }

    /// Lives of seconds and a clock ten minutes off. Seen: nothing. Sent: one refresh for each life, one password ever.
    void shortLives_data()
    {
        QTest::addColumn<int>("skew");
        QTest::newRow("ten minutes ahead") << 600;
        QTest::newRow("ten minutes behind") << -600;
        QTest::newRow("right") << 0;
    }
    void shortLives()
    {
        QFETCH(int, skew);
        auto options = Place::smallCluster();
        options.accessTokenSeconds = 3;
        options.refreshTokenSeconds = 600;
        options.clockSkewSeconds = skew;
        options.multipleLogin = false;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        QElapsedTimer time;
        time.start();
        QTRY_VERIFY_WITH_TIMEOUT(place.refreshes() >= 3, 60'000);
        QVERIFY2(place.refreshes() <= time.elapsed() / 1000 + 2, qPrintable(QString::number(place.refreshes())));
        QVERIFY(seen.bar().isEmpty());
        QCOMPARE(place.passwords(), 1);
    }

    /// A hundred requests find their token dead. Seen: nothing. Sent: one refresh.
    void aHundredRequestsOneRefresh()
    {
        auto options = Place::smallCluster();
        options.version = "4.1";
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        place.revokeAccess();
        place.cluster.clearSeenRequests();
        int ok = 0;
        int bad = 0;
        QObject context;
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/api/v1/nodes");
        for (int i = 0; i < 100; ++i)
            place.window().connection()->requests().send(request, &context, [&](const Result<net::ApiReply> &reply) { ++(reply.ok() ? ok : bad); });
        QTRY_COMPARE_WITH_TIMEOUT(ok + bad, 100, 60'000);
        QCOMPARE(bad, 0);
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
        QVERIFY(seen.bar().isEmpty());
    }

    /// A member cluster's path, or a gateway's, stands in front of everything that is asked: probe, token route, lists and watches. Seen: the address. Sent: nothing
    /// beside that path.
    void aMemberClustersPath()
    {
        auto options = Place::smallCluster();
        options.accessTokenSeconds = 4;
        options.refreshTokenSeconds = 600;
        Place place(options);
        QVERIFY(!place.cluster.start());
        PathFront front(place.cluster.port());
        QVERIFY(front.start());
        QVERIFY(place.startAt(front.url(), [&front](session::Profile &profile, net::ServerAddress &) { profile.server = front.url().toString(); }));
        Seen seen(place.window().window());
        QTRY_VERIFY_WITH_TIMEOUT(seen.window.settled(), 60'000);
        QVERIFY(seen.window.rowsShown() > 0);
        QVERIFY2(seen.status().contains(QStringLiteral("/clusters/eu")), qPrintable(seen.status()));
        QTRY_VERIFY_WITH_TIMEOUT(place.refreshes() > 0 && place.cluster.openWatches() > 0, 60'000);
        QVERIFY2(front.beside.isEmpty(), front.beside.constData());
    }
};

QTEST_MAIN(TestLifeNetwork)
#include "tst_life_network.moc"
