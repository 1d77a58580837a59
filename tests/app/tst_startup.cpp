#include "place.h"
#include "program.h"

#include <sk/dialogs/signindialog.h>
#include <sk/settings/keys.h>
#include <sk/widgets/messagebar.h>

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>

using namespace sk;
using State = session::SessionState;
using test::shownWindows;

namespace {

/// The way to a server, which the test closes and opens: closed, each connection ends at once.
class Way : public QTcpServer {
public:
    explicit Way(quint16 to)
    {
        connect(this, &QTcpServer::newConnection, this, [this, to] {
            while (QTcpSocket *here = nextPendingConnection()) {
                ++connections;
                if (!open) {
                    here->abort();
                    here->deleteLater();
                    continue;
                }
                auto *there = new QTcpSocket(here);
                connect(here, &QTcpSocket::readyRead, there, [here, there] { there->write(here->readAll()); });
                connect(there, &QTcpSocket::readyRead, here, [here, there] { here->write(there->readAll()); });
                connect(there, &QTcpSocket::disconnected, here, &QTcpSocket::disconnectFromHost);
                connect(here, &QTcpSocket::disconnected, here, &QObject::deleteLater);
                there->connectToHost(QHostAddress::LocalHost, to);
            }
        });
    }
    bool open = true;
    int connections = 0;
};

} // namespace

/// The connections that were open at the end come back at the next start: the program itself, a real keyring, and the stand-in.
class TestStartup : public QObject {
    Q_OBJECT

    struct Server {
        explicit Server(int tokenSeconds = 7200)
            : cluster(options(tokenSeconds))
        {
        }
        static demo::ClusterOptions options(int tokenSeconds)
        {
            demo::ClusterOptions options = test::Place::smallCluster();
            options.accessTokenSeconds = tokenSeconds;
            return options;
        }
        demo::Cluster cluster;
        std::unique_ptr<Way> way;
        session::Profile profile;
        [[nodiscard]] int grants() const
        {
            const auto seen = cluster.seenRequests();
            return static_cast<int>(std::count_if(seen.begin(), seen.end(), [](const auto &r) { return r.target == "/oauth/token"; }));
        }
    };
    /// Signs in once, as the program did the last time, so that the keyring has the session.
    [[nodiscard]] bool prepare(Server &server, const QString &name) const
    {
        if (server.cluster.start())
            return false;
        server.way = std::make_unique<Way>(server.cluster.port());
        if (!server.way->listen(QHostAddress::LocalHost))
            return false;
        const QString url = QStringLiteral("http://127.0.0.1:%1").arg(server.way->serverPort());
        server.profile.id = name;
        server.profile.name = name;
        server.profile.server = url;
        server.profile.user = QStringLiteral("admin");
        if (m_profiles->save(server.profile))
            return false;
        const auto store = secrets::makeKeychainStore(QStringLiteral("sk-console"));
        session::ServerInfo info;
        info.address.base = QUrl(url);
        info.apiDomain = QStringLiteral("kubesphere.io");
        session::Session session(server.profile, info, store.get(), Clock::system());
        session.signIn(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        const bool stored = QTest::qWaitFor([&session] { return session.state() == State::Active && session.stored() && !session.storing(); }, 30'000);
        server.cluster.clearSeenRequests();
        return stored;
    }
    /// The program ended with these connections open, and this one used last.
    [[nodiscard]] bool wereOpen(const QStringList &names, const QString &last = {}) const
    {
        settings::Settings settings(m_directory->path());
        if (settings.load())
            return false;
        settings.setValue(settings::keys::openConnections(), names);
        if (!last.isEmpty())
            settings.setValue(settings::keys::lastConnection(), last);
        return !settings.sync();
    }
    /// What the bar of this window says; empty without one.
    static QString bar(const ui::MainWindow &window)
    {
        auto *bar = test::shown<widgets::MessageBar>(window);
        return bar ? bar->message() : QString();
    }

    /// How the window names what it is about: to the desktop, at its top and at its foot.
    static QStringList named(const ui::MainWindow &window)
    {
        return {window.windowTitle(), window.findChild<QLabel *>(QStringLiteral("connectionName"))->text(), window.findChild<QLabel *>(QStringLiteral("sessionState"))->accessibleName()};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<session::ProfileStore> m_profiles;

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_profiles = std::make_unique<session::ProfileStore>(m_directory->path());
        QVERIFY(!m_profiles->load());
    }

    /// Seen: a window for each, with its rows, and no question. Sent: no password and no refresh.
    void allThatWereOpenComeBack()
    {
        Server first;
        Server second;
        Server closed; // saved, but not open at the end
        QVERIFY(prepare(first, QStringLiteral("first")) && prepare(second, QStringLiteral("second")) && prepare(closed, QStringLiteral("closed")));
        QVERIFY(wereOpen({QStringLiteral("first"), QStringLiteral("second")}, QStringLiteral("second")));
        const test::Program program(m_directory->path());
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 2, 30'000);
        const auto allSettled = [] {
            const auto open = shownWindows();
            return std::all_of(open.begin(), open.end(), [](ui::MainWindow *window) { return window->settled() && window->rowsShown() == 3; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(allSettled(), 60'000);
        QStringList titles;
        for (auto *window : shownWindows()) {
            titles += window->windowTitle();
            QVERIFY(!window->findChild<ui::SignInDialog *>());
        }
        QVERIFY2(titles.filter(QStringLiteral("first")).size() == 1 && titles.filter(QStringLiteral("second")).size() == 1, qPrintable(titles.join(u'|')));
        QCOMPARE(first.grants() + second.grants() + closed.grants(), 0);
        QVERIFY(closed.cluster.seenRequests().empty());
    }

    /// One server has forgotten its tokens. Seen: its window asks, the other one lives. Sent: one refresh to the one, nothing of the kind to the other.
    void oneIsRefusedTheOtherLives()
    {
        Server good;
        Server forgetful;
        QVERIFY(prepare(good, QStringLiteral("good")) && prepare(forgetful, QStringLiteral("forgetful")));
        forgetful.cluster.restart();
        // An access token that is past its time by the entry is refreshed at the start; this one looks good until it is used.
        QVERIFY(wereOpen({QStringLiteral("good"), QStringLiteral("forgetful")}));
        const test::Program program(m_directory->path());
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 2, 30'000);
        const auto rows = [](const char *name) {
            for (auto *window : shownWindows())
                if (window->windowTitle().contains(QLatin1String(name)))
                    return window->rowsShown();
            return -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(rows("good"), 3, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(forgetful.grants(), 1, 60'000);
        // Its window asks, in place, and the other one does not.
        const auto asking = [] {
            QStringList titles;
            for (auto *window : shownWindows())
                for (const auto *field : window->findChildren<QLineEdit *>(QStringLiteral("sessionPassword")))
                    if (field->isVisible() && field->isEnabled())
                        titles += window->windowTitle();
            return titles;
        };
        QTRY_COMPARE_WITH_TIMEOUT(asking().size(), 1, 60'000);
        QVERIFY2(asking().constFirst().contains(QStringLiteral("forgetful")), qPrintable(asking().constFirst()));
        QCOMPARE(good.grants(), 0);
    }

    void theServerIsAway_data()
    {
        QTest::addColumn<bool>("stored"); ///< whether the keyring has the session
        QTest::addColumn<bool>("byHand"); ///< whether the user tries, or the time
        QTest::newRow("it comes back by itself") << true << false;
        QTest::newRow("the user tries") << true << true;
        QTest::newRow("nothing to come back with") << false << false;
    }
    /// Seen: the window, a bar that says what is the matter, no box. When the server is there again, the rows; without a session, and only
    /// then, the dialog. Sent: no password.
    void theServerIsAway()
    {
        QFETCH(bool, stored);
        QFETCH(bool, byHand);
        Server server;
        QVERIFY(prepare(server, QStringLiteral("away")));
        if (!stored) {
            const auto store = secrets::makeKeychainStore(QStringLiteral("sk-console"));
            bool removed = false;
            store->remove(QStringLiteral("away"), this, [&removed](const Result<bool> &done) { removed = done.ok(); });
            QTRY_VERIFY_WITH_TIMEOUT(removed, 30'000);
        }
        QVERIFY(wereOpen({QStringLiteral("away")}));
        server.way->open = false;
        server.way->connections = 0;
        const test::Program program(m_directory->path());
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 1, 30'000);
        ui::MainWindow *window = shownWindows().first();
        QTRY_VERIFY2_WITH_TIMEOUT(bar(*window).contains(QStringLiteral("Tried again in ")), qPrintable(bar(*window)), 60'000);
        QCOMPARE(named(*window), (QStringList{QStringLiteral("away – no connection to the server – Super Kubenetes Console"), QStringLiteral("away – no connection to the server"), QStringLiteral("no connection to the server")}));
        QTRY_VERIFY_WITH_TIMEOUT(server.way->connections >= 3, 60'000); // again and again
        QVERIFY(!window->findChild<ui::SignInDialog *>());
        QVERIFY(!QApplication::activeModalWidget());
        if (const QString pictures = qEnvironmentVariable("SK_PICTURES"); !pictures.isEmpty())
            QVERIFY(window->grab().save(pictures + QStringLiteral("/away.png")));
        server.way->open = true;
        if (byHand) {
            auto *retry = window->findChild<QPushButton *>(QStringLiteral("retry"));
            QVERIFY(retry && retry->isVisible());
            QTest::keyClick(retry, Qt::Key_Space);
        }
        if (stored) {
            QTRY_VERIFY_WITH_TIMEOUT(window->settled() && window->rowsShown() == 3, 60'000);
            QVERIFY(bar(*window).isEmpty());
            QVERIFY2(!named(*window).join(u'|').contains(QStringLiteral("no connection")), qPrintable(named(*window).join(u'|')));
            QVERIFY(!window->findChild<ui::SignInDialog *>());
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(window->findChild<ui::SignInDialog *>(), 60'000);
        }
        QCOMPARE(server.grants(), 0);
    }

    /// The server is there, but cannot renew what has run out: the window is, too, and waits.
    void theTokenRouteIsAway()
    {
        Server server(3);
        QVERIFY(prepare(server, QStringLiteral("busy")));
        const UnixMs over = Clock::system().now() + 3'000;
        QTRY_VERIFY_WITH_TIMEOUT(Clock::system().now() > over, 30'000);
        QVERIFY(wereOpen({QStringLiteral("busy")}));
        demo::Faults faults;
        faults.answer = "503";
        faults.answerOnly = "tokens";
        server.cluster.setFaults(faults);
        const test::Program program(m_directory->path());
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 1, 30'000);
        ui::MainWindow *window = shownWindows().first();
        QTRY_VERIFY2_WITH_TIMEOUT(bar(*window).contains(QStringLiteral("You stay signed in.")), qPrintable(bar(*window)), 60'000);
        QVERIFY(!window->findChild<ui::SignInDialog *>());
        server.cluster.setFaults({});
        QTRY_VERIFY_WITH_TIMEOUT(window->settled() && window->rowsShown() == 3, 90'000);
        QVERIFY(!window->findChild<ui::SignInDialog *>());
    }

    /// Whoever does not want to wait signs in, and is not disturbed by what was waited for.
    void theUserDoesNotWait()
    {
        Server server;
        QVERIFY(prepare(server, QStringLiteral("away")));
        session::Profile other = server.profile; // used last, so the dialog would begin with it by itself
        other.id = other.name = other.user = QStringLiteral("other");
        other.keepSignedIn = false; // and there is nothing of it to come back with
        QVERIFY(!m_profiles->save(other) && wereOpen({QStringLiteral("away")}, other.id));
        server.way->open = false;
        const test::Program program(m_directory->path());
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 1, 30'000);
        ui::MainWindow *window = shownWindows().first();
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QPushButton *>(QStringLiteral("retry"))->isVisible(), 60'000);
        auto *signIn = test::shown<QPushButton>(*window, "signIn");
        QVERIFY(signIn);
        QTest::keyClick(signIn, Qt::Key_Space);
        auto *dialog = window->findChild<ui::SignInDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("user"))->text(), QStringLiteral("admin"));
        QVERIFY(!window->findChild<QPushButton *>(QStringLiteral("retry"))->isVisible());
        emit window->restoreRetryRequested(); // as when the network is another one: what was waited for would be tried at once
        QVERIFY(!window->findChild<QPushButton *>(QStringLiteral("retry"))->isVisible());
        QCOMPARE(named(*window), (QStringList{QStringLiteral("Super Kubenetes Console"), QStringLiteral("Not signed in"), QStringLiteral("not signed in")}));
    }

    /// The keyring hangs at the start: stopped, not gone. Seen: the window at once, alive all the time, and in the end a sentence that says what is waited for. Sent:
    /// nothing. The entry is left as it is.
    void aKeyringThatHangs()
    {
        const QDBusReply<uint> service = QDBusConnection::sessionBus().interface()->servicePid(QStringLiteral("org.freedesktop.secrets"));
        QVERIFY(service.isValid());
        Server server;
        QVERIFY(prepare(server, QStringLiteral("hangs")));
        QVERIFY(wereOpen({QStringLiteral("hangs")}));
        QCOMPARE(::kill(static_cast<pid_t>(service.value()), SIGSTOP), 0);
        auto goOn = qScopeGuard([&service] { ::kill(static_cast<pid_t>(service.value()), SIGCONT); });
        {
            app::Application application(test::commandLine(m_directory->path()));
            // A call to a service that hangs would hold this thread for the bus's own limit, 25 s.
            QElapsedTimer beat;
            qint64 longest = 0;
            QTimer timer;
            connect(&timer, &QTimer::timeout, this, [&] { longest = std::max(longest, beat.restart()); });
            beat.start();
            timer.start(20);
            application.start();
            QTRY_COMPARE_WITH_TIMEOUT(shownWindows().size(), 1, 60'000);
            const auto says = [] {
                for (auto *window : shownWindows())
                    for (const auto *label : window->findChildren<QLabel *>())
                        if (label->isVisible() && label->text().contains(QStringLiteral("The keychain has not answered yet.")))
                            return true;
                return false;
            };
            QTRY_VERIFY_WITH_TIMEOUT(says(), 120'000);
            QVERIFY2(longest < 15'000, qPrintable(QString::number(longest)));
            QCOMPARE(server.grants(), 0);
        }
        goOn.dismiss();
        ::kill(static_cast<pid_t>(service.value()), SIGCONT);
        std::optional<bool> kept;
        const auto store = secrets::makeKeychainStore(QStringLiteral("sk-console"));
        store->read(QStringLiteral("hangs"), this, [&kept](const Result<std::optional<QByteArray>> &entry) { kept = entry.ok() && *entry; });
        QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), 60'000);
        QVERIFY(*kept);
    }

    /// Nothing was open: the sign-in dialog.
    void nothingWasOpen()
    {
        const test::Program program(m_directory->path());
        QTRY_COMPARE(shownWindows().size(), 1);
        QTRY_VERIFY(shownWindows().first()->findChild<ui::SignInDialog *>());
    }
};

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
