#include "place.h"

#include <application.h>

#include <sk/dialogs/signindialog.h>
#include <sk/settings/keys.h>

#include <QNetworkProxy>

using namespace sk;
using State = session::SessionState;

/// The connections that were open at the end come back at the next start: the program itself, a real keyring, and the stand-in.
class TestStartup : public QObject {
    Q_OBJECT

    struct Server {
        Server()
            : cluster(test::Place::smallCluster())
        {
        }
        demo::Cluster cluster;
        session::Profile profile;
        [[nodiscard]] int grants() const
        {
            const auto seen = cluster.seenRequests();
            return static_cast<int>(std::count_if(seen.begin(), seen.end(), [](const auto &r) { return r.target == "/oauth/token"; }));
        }
    };
    /// Signs in once, as the program did the last time, so that the keyring has the session.
    static bool prepare(Server &server, session::ProfileStore &profiles, const QString &name)
    {
        if (server.cluster.start())
            return false;
        const QString url = QString::fromStdString(server.cluster.url());
        server.profile.id = name;
        server.profile.name = name;
        server.profile.server = url;
        server.profile.user = QStringLiteral("admin");
        if (profiles.save(server.profile))
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
    static QList<ui::MainWindow *> windows()
    {
        QList<ui::MainWindow *> found;
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *window = qobject_cast<ui::MainWindow *>(widget); window && window->isVisible())
                found += window;
        return found;
    }

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    /// Seen: a window for each, with its rows, and no question. Sent: no password and no refresh.
    void allThatWereOpenComeBack()
    {
        QTemporaryDir directory;
        session::ProfileStore profiles(directory.path());
        QVERIFY(!profiles.load());
        Server first;
        Server second;
        Server closed; // saved, but not open at the end
        QVERIFY(prepare(first, profiles, QStringLiteral("first")) && prepare(second, profiles, QStringLiteral("second")) && prepare(closed, profiles, QStringLiteral("closed")));
        {
            settings::Settings settings(directory.path());
            QVERIFY(!settings.load());
            settings.setValue(settings::keys::openConnections(), QStringList{QStringLiteral("first"), QStringLiteral("second")});
            settings.setValue(settings::keys::lastConnection(), QStringLiteral("second"));
            QVERIFY(!settings.sync());
        }
        app::CommandLine line;
        line.configDirectory = directory.path();
        app::Application application(line);
        application.start();
        QTRY_COMPARE_WITH_TIMEOUT(windows().size(), 2, 30'000);
        const auto allSettled = [] {
            const auto open = windows();
            return std::all_of(open.begin(), open.end(), [](ui::MainWindow *window) { return window->settled() && window->rowsShown() == 3; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(allSettled(), 60'000);
        QStringList titles;
        for (auto *window : windows()) {
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
        QTemporaryDir directory;
        session::ProfileStore profiles(directory.path());
        QVERIFY(!profiles.load());
        Server good;
        Server forgetful;
        QVERIFY(prepare(good, profiles, QStringLiteral("good")) && prepare(forgetful, profiles, QStringLiteral("forgetful")));
        forgetful.cluster.restart();
        // An access token that is past its time by the entry is refreshed at the start; this one looks good until it is used.
        {
            settings::Settings settings(directory.path());
            QVERIFY(!settings.load());
            settings.setValue(settings::keys::openConnections(), QStringList{QStringLiteral("good"), QStringLiteral("forgetful")});
            QVERIFY(!settings.sync());
        }
        app::CommandLine line;
        line.configDirectory = directory.path();
        app::Application application(line);
        application.start();
        QTRY_COMPARE_WITH_TIMEOUT(windows().size(), 2, 30'000);
        const auto rows = [](const char *name) {
            for (auto *window : windows())
                if (window->windowTitle().contains(QLatin1String(name)))
                    return window->rowsShown();
            return -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(rows("good"), 3, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(forgetful.grants(), 1, 60'000);
        QCOMPARE(good.grants(), 0);
    }

    /// Nothing was open: the sign-in dialog.
    void nothingWasOpen()
    {
        QTemporaryDir directory;
        app::CommandLine line;
        line.configDirectory = directory.path();
        app::Application application(line);
        application.start();
        QTRY_COMPARE(windows().size(), 1);
        QTRY_VERIFY(windows().first()->findChild<ui::SignInDialog *>());
    }
};

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
