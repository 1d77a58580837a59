#include "place.h"

#include <sk/kube/resourcelist.h>
#include <sk/pages/detailpane.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>
#include <sk/window/statusarea.h>

#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>
#include <QScrollBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace sk;
using test::Place;
using State = session::SessionState;

namespace {

const QString rightPassword = QStringLiteral("P@88w0rd");

/// The window as its user sees it.
struct Seen {
    explicit Seen(ui::MainWindow &shown)
        : window(shown)
    {
    }
    [[nodiscard]] QLineEdit *password() const { return field("sessionPassword"); }
    [[nodiscard]] QPushButton *button(const char *name = "sessionContinue") const
    {
        for (QPushButton *button : window.findChildren<QPushButton *>(QLatin1String(name)))
            if (button->isVisible())
                return button;
        return nullptr;
    }
    /// What the bar says; empty without one.
    [[nodiscard]] QString bar() const
    {
        for (QWidget *each : window.findChildren<QWidget *>())
            if (each->inherits("sk::ui::SessionBar") && each->isVisible())
                return each->accessibleName();
        return {};
    }
    [[nodiscard]] QString status() const { return window.findChild<ui::StatusArea *>()->text(); }
    [[nodiscard]] widgets::TableView *table() const
    {
        for (auto *each : window.findChildren<widgets::TableView *>())
            if (each->isVisible() && each->model() && each->model()->rowCount() > 0)
                return each;
        return nullptr;
    }
    /// The detail pane is open, and shows this object.
    [[nodiscard]] bool detailOf(const QString &name) const
    {
        const auto *pane = window.findChild<ui::DetailPane *>();
        if (!pane || !pane->isVisible())
            return false;
        const auto labels = pane->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&name](const QLabel *label) { return label->isVisible() && label->text() == name; });
    }
    void type(const QString &text) const
    {
        password()->setFocus();
        password()->clear();
        QTest::keyClicks(password(), text);
        QTest::keyClick(password(), Qt::Key_Return);
    }
    void picture(const char *name) const
    {
        const QString directory = qEnvironmentVariable("SK_PICTURES");
        if (!directory.isEmpty())
            window.grab().save(directory + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }
    ui::MainWindow &window;

private:
    [[nodiscard]] QLineEdit *field(const char *name) const
    {
        for (QLineEdit *edit : window.findChildren<QLineEdit *>(QLatin1String(name)))
            if (edit->isVisible())
                return edit;
        return nullptr;
    }
};

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

bool isWatch(const demo::Cluster::SeenRequest &request)
{
    return request.target.find("watch=") != std::string::npos;
}

} // namespace

/// The life of a session against the stand-in, with the real window: for each scenario what its user sees, and what was sent.
class TestSessionLife : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
        if (qEnvironmentVariable("SK_THEME") == QLatin1String("dark"))
            theme::Theme::instance().setMode(theme::Mode::Dark);
    }

    /// The server restarts and forgets all tokens. Seen: everything where it was, greyed, and a bar. Sent: one refresh, one password; no list
    /// is read again, and the watch goes on from the version that it had.
    void theViewStays()
    {
        auto options = Place::smallCluster();
        options.world.pods = 200;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        seen.window.resize(1000, 480);
        QTRY_VERIFY(seen.window.settled());
        ui::PageAddress address;
        address.kind = QStringLiteral("pods");
        seen.window.open(address);
        QTRY_VERIFY(seen.window.settled() && seen.table());
        // A filter that keeps some of them, a row in the middle, its details open, scrolled.
        auto *table = seen.table();
        const QString filter = QStringLiteral("status:Running");
        address.filter = filter;
        seen.window.open(address);
        QTRY_VERIFY(seen.window.settled());
        const int rows = seen.window.rowsShown();
        QVERIFY(rows > 0);
        table->setCurrentIndex(table->model()->index(rows - 1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        const QString chosen = table->currentIndex().data().toString();
        QTRY_VERIFY_WITH_TIMEOUT(seen.detailOf(chosen) && seen.window.settled(), 60'000);
        const int scrolled = table->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        const QString place1 = seen.window.currentAddress().toUrl().toString();
        const QColor textBefore = table->palette().color(QPalette::Active, QPalette::Text);

        place.cluster.clearSeenRequests();
        place.cluster.restart();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        QTRY_VERIFY(!seen.bar().isEmpty());
        QVERIFY2(seen.bar().contains(QStringLiteral("Signed in elsewhere, or the server restarted.")), qPrintable(seen.bar()));
        QVERIFY(seen.bar().contains(QStringLiteral("What you see is as of ")));
        QCOMPARE(place.session().cause(), session::RefusalCause::Revoked);
        QVERIFY2(seen.status().contains(QStringLiteral("in memory only")), qPrintable(seen.status()));
        QCOMPARE(seen.window.rowsShown(), rows);
        QCOMPARE(seen.window.currentAddress().toUrl().toString(), place1);
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(table->verticalScrollBar()->value(), scrolled);
        QVERIFY(seen.detailOf(chosen));
        QVERIFY(table->palette().color(QPalette::Active, QPalette::Text) != textBefore);
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
        seen.picture("bar-refused");

        place.cluster.clearSeenRequests();
        seen.type(rightPassword);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 30'000);
        QTRY_VERIFY(seen.bar().isEmpty());
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(table->verticalScrollBar()->value(), scrolled);
        QVERIFY(seen.detailOf(chosen));
        QCOMPARE(seen.window.currentAddress().toUrl().toString(), place1);
        QCOMPARE(table->palette().color(QPalette::Active, QPalette::Text), textBefore);
        const auto podWatches = [&place] {
            std::vector<std::string> targets;
            for (const auto &request : place.cluster.seenRequests())
                if (isWatch(request) && request.target.find("/pods") != std::string::npos)
                    targets.push_back(request.target);
            return targets;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!podWatches().empty(), 30'000);
        QVERIFY2(podWatches().front().find("resourceVersion=") != std::string::npos, podWatches().front().c_str());
        for (const auto &request : place.cluster.seenRequests())
            QVERIFY2(isWatch(request) || request.target.find("/pods?") == std::string::npos, request.target.c_str());
        QCOMPARE(place.passwords(), 1);
        QCOMPARE(place.refreshes(), 0);
        // It is live again: a pod that no stateful set makes anew under its name goes.
        QString victim;
        for (int row = 0; row < table->model()->rowCount() && victim.isEmpty(); ++row) {
            const QString name = table->model()->index(row, 0).data().toString();
            if (name != chosen && !QRegularExpression(QStringLiteral("-\\d+$")).match(name).hasMatch())
                victim = name;
        }
        QVERIFY(!victim.isEmpty());
        place.cluster.withWorld([&victim](demo::World &world) {
            const demo::KindInfo *pods = world.findKind("", "v1", "pods");
            std::string space;
            world.each(*pods, {}, {}, {}, [&](const demo::Entry &entry) {
                if (entry.name == victim.toStdString())
                    space = entry.nameSpace;
                return space.empty();
            });
            (void)world.remove(*pods, space, victim.toStdString(), false);
        });
        const auto goes = [&] {
            const QModelIndexList rowsOfIt = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, victim, 1, Qt::MatchExactly);
            if (rowsOfIt.isEmpty())
                return true;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                if (rowsOfIt.first().siblingAtColumn(column).data().toString().contains(QStringLiteral("Terminating")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(goes(), 30'000);
    }

    /// Another program signs in with single login on. Seen: the bar. Sent: one refresh, and nothing more until the password is typed.
    void signedInElsewhere()
    {
        auto options = Place::smallCluster();
        options.multipleLogin = false;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        QVERIFY(place.signInElsewhere());
        place.cluster.clearSeenRequests();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 30'000);
        QVERIFY(seen.bar().contains(QStringLiteral("Signed in elsewhere")));
        QCOMPARE(place.refreshes(), 1);
        place.askSomething();
        QCOMPARE(place.refreshes(), 1);
        QCOMPARE(place.passwords(), 0);
    }

    /// A wrong password is typed, and typed again. Seen: that it was refused, then that it was not sent again. Sent: it, once.
    void wrongPasswords()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        place.cluster.restart();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        place.cluster.clearSeenRequests();
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("The server refused this password.")));
        QCOMPARE(place.session().state(), State::Refused);
        seen.picture("bar-wrong-password");
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY2(seen.bar().contains(QStringLiteral("It was not sent again")), qPrintable(seen.bar()));
        QCOMPARE(place.passwords(), 1);
        // Nor by another window on another session of the same account.
        session::Session other(place.session().profile(), place.session().server(), place.memory.get(), Clock::system());
        QSignalSpy failed(&other, &session::Session::failed);
        other.signIn(QStringLiteral("admin"), QStringLiteral("Wrong0ne"));
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(place.passwords(), 1);
        seen.type(QString()); // an empty one is never right
        QCOMPARE(place.passwords(), 1);
        seen.type(rightPassword);
        QTRY_COMPARE(place.session().state(), State::Active);
        QCOMPARE(place.passwords(), 2);
    }

    /// Too many failures. Seen: until when, a count-down, the button off. Sent: nothing more.
    void lockedOut()
    {
        auto options = Place::smallCluster();
        options.lockoutFailures = 1;
        options.lockoutSeconds = 3600;
        Place place(options);
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        place.cluster.restart();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("refused this password")));
        place.cluster.clearSeenRequests();
        seen.type(rightPassword);
        QTRY_VERIFY2(seen.bar().contains(QStringLiteral("The account is blocked until ")), qPrintable(seen.bar()));
        QCOMPARE(place.passwords(), 1);
        QVERIFY(!seen.button()->isEnabled());
        QVERIFY(!seen.password()->isEnabled());
        const QString first = seen.button()->text();
        QVERIFY2(QRegularExpression(QStringLiteral("^\\d+:\\d\\d$")).match(first).hasMatch(), qPrintable(first));
        QTRY_VERIFY(seen.button()->text() != first); // it counts
        seen.picture("bar-locked-out");
        QTest::keyClick(seen.password(), Qt::Key_Return);
        place.session().signIn(QStringLiteral("admin"), rightPassword);
        QTest::qWait(0);
        QCOMPARE(place.passwords(), 1);
        QCOMPARE(place.session().state(), State::Refused);
    }

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

    /// Writes are under way, or asked for, while the session is refused. Seen by whoever asked: an error, once. Sent after the password: none of them; whoever wanted
    /// them decides again.
    void nothingThatWritesIsRepeated()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY_WITH_TIMEOUT(seen.window.settled(), 60'000);
        QVERIFY(place.quiet());
        const auto sent = [&place] {
            const auto requests = place.cluster.seenRequests();
            return static_cast<int>(std::count_if(requests.begin(), requests.end(), [](const auto &r) { return r.target == "/api/v1/namespaces/default/configmaps/written"; }));
        };
        QObject context;
        std::vector<ErrorCode> answers;
        int asked = 0;
        const auto write = [&] {
            for (const char *method : {"PATCH", "PUT", "POST", "DELETE"}) {
                net::ApiRequest request;
                request.method = method;
                request.path = QByteArrayLiteral("/api/v1/namespaces/default/configmaps/written");
                request.contentType = QByteArrayLiteral("application/merge-patch+json");
                request.body = QByteArrayLiteral("{\"data\":{\"a\":\"b\"}}");
                place.window().connection()->requests().send(request, &context,
                    [&answers](const Result<net::ApiReply> &reply) { answers.push_back(reply.ok() ? ErrorCode::None : reply.error().code); });
                ++asked;
            }
        };
        place.cluster.clearSeenRequests();
        place.cluster.restart();
        place.window().connection()->requests().dropConnections(); // those that the restart cut
        write(); // these meet the dead token, and the refresh that is refused
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Refused, 60'000);
        write(); // these a session without one
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(answers.size()), asked, 60'000);
        for (const ErrorCode code : answers)
            QVERIFY(code != ErrorCode::None);
        const int before = sent();
        QVERIFY(before > 0);
        seen.type(rightPassword);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(seen.bar().isEmpty() && seen.window.settled(), 60'000);
        place.askSomething(); // and what reads goes through again
        QVERIFY(place.quiet());
        QCOMPARE(sent(), before);
        QCOMPARE(static_cast<int>(answers.size()), asked);
    }

    /// Locked. Seen: no row, no name of an object; the password opens it, and all is where it was. Sent: one password, no list.
    void lockedAndOpened()
    {
        Place place;
        QVERIFY(place.start());
        Seen seen(place.window().window());
        QTRY_VERIFY(seen.window.settled());
        auto *table = seen.table();
        table->setCurrentIndex(table->model()->index(1, 0));
        const QString chosen = table->currentIndex().data().toString();
        QVERIFY(place.quiet());
        place.session().lock();
        QVERIFY(!table->isVisible());
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("Locked.")));
        seen.picture("locked");
        place.cluster.clearSeenRequests();
        const qint64 sent = place.window().connection()->requests().counters().requests;
        place.askSomething();
        QCOMPARE(place.window().connection()->requests().counters().requests, sent);
        for (const auto &request : place.cluster.seenRequests())
            QVERIFY2(request.target.rfind("/api", 0) != 0, request.target.c_str());
        seen.type(QStringLiteral("Wrong0ne"));
        QTRY_VERIFY(seen.bar().contains(QStringLiteral("refused this password")));
        QVERIFY(!table->isVisible());
        seen.type(rightPassword);
        QTRY_COMPARE(place.session().state(), State::Active);
        QVERIFY(table->isVisible());
        QCOMPARE(table->currentIndex().data().toString(), chosen);
        QCOMPARE(place.passwords(), 2);
    }

    /// Signed out, or the window closed, while a request and the watches are under way. Asked of the server: nothing of it goes on.
    void nothingGoesOnAfterwards_data()
    {
        QTest::addColumn<bool>("signsOut");
        QTest::newRow("signed out") << true;
        QTest::newRow("closed") << false;
    }
    void nothingGoesOnAfterwards()
    {
        QFETCH(bool, signsOut);
        Place place;
        QVERIFY(place.start());
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 60'000);
        QVERIFY(place.quiet());
        QTRY_VERIFY_WITH_TIMEOUT(place.cluster.openWatches() > 0, 60'000);
        demo::Faults faults;
        faults.silentAfterBytes = 1;
        place.cluster.setFaults(faults);
        QObject context;
        int answers = 0;
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/api/v1/namespaces");
        place.cluster.clearSeenRequests();
        place.window().connection()->requests().send(request, &context, [&answers](const Result<net::ApiReply> &) { ++answers; });
        QTRY_VERIFY_WITH_TIMEOUT(place.seen("/api/v1/namespaces") > 0, 60'000);
        const std::weak_ptr<app::ConnectionScope> connection = place.window().connection();
        if (signsOut) {
            emit place.window().window().signOutRequested(false);
        } else {
            place.window().window().close();
            place.closeWindow();
        }
        QTRY_COMPARE_WITH_TIMEOUT(place.cluster.openWatches(), 0, 60'000);
        QVERIFY(connection.expired()); // and with it every call, stream and token
        QCOMPARE(answers, 0);
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

    /// Sign out. What is sent depends on the server's version (api-contract 1.9).
    void signOut_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("everywhere");
        QTest::addColumn<int>("logouts");
        QTest::addColumn<bool>("othersLive");
        QTest::newRow("3.4, forget here") << QStringLiteral("3.4") << false << 0 << true;
        QTest::newRow("3.4, everywhere") << QStringLiteral("3.4") << true << 1 << false;
        QTest::newRow("4.1, forget here") << QStringLiteral("4.1") << false << 2 << true;
        QTest::newRow("4.1, everywhere") << QStringLiteral("4.1") << true << 2 << true;
    }
    void signOut()
    {
        QFETCH(QString, version);
        QFETCH(bool, everywhere);
        QFETCH(int, logouts);
        QFETCH(bool, othersLive);
        auto options = Place::smallCluster();
        options.version = version.toStdString();
        Place place(options, true);
        QVERIFY(place.start());
        QTRY_VERIFY(place.window().window().settled());
        QVERIFY(place.signInElsewhere());
        const QByteArray refresh = place.refreshToken();
        place.cluster.clearSeenRequests();
        emit place.window().window().signOutRequested(everywhere);
        QTRY_COMPARE(place.seen("/oauth/logout"), logouts);
        QTRY_COMPARE(place.otherIsLive(), othersLive);
        // On v4 the refresh token lives on unless it is shown, too.
        if (version == QLatin1String("4.1"))
            QTRY_VERIFY(!place.accepts(refresh));
    }
};

QTEST_MAIN(TestSessionLife)
#include "tst_session_life.moc"
