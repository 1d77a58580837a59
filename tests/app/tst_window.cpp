#include "windowtest.h"

#include <sk/actions/actionset.h>
#include <sk/settings/keys.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QNetworkProxy>
#include <QSplitter>
#include <QTreeWidget>

using namespace sk;

/// The window around the pages, against the stand-in: what it keeps, counts, copies and greys.
class TestWindow : public test::WindowTest {
    Q_OBJECT

    void open(const char *kind, const char *nameSpace = "") const
    {
        ui::PageAddress address;
        address.kind = QString::fromLatin1(kind);
        address.nameSpace = QString::fromLatin1(nameSpace);
        window().open(address);
        QTRY_VERIFY_WITH_TIMEOUT(page() && page()->kind().type.id() == address.kind && window().settled(), 60'000);
    }
    /// What a screen reader says of the kind in the navigation.
    [[nodiscard]] QString said(const char *title) const
    {
        const auto found = window().findChild<QTreeWidget *>(QStringLiteral("navigation"))->findItems(QString::fromLatin1(title), Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QString() : found.last()->data(0, Qt::AccessibleTextRole).toString();
    }
    [[nodiscard]] QString copied(const char *action) const
    {
        window().findChild<ui::ActionSet *>()->action(action)->trigger();
        return QApplication::clipboard()->text();
    }
    [[nodiscard]] static QColor textOf(const ui::ResourcePage &page) { return page.view()->palette().color(QPalette::Active, QPalette::Text); }

    void start(const demo::ClusterOptions &options = test::Place::smallCluster())
    {
        m_place = std::make_unique<test::Place>(options);
        QVERIFY(m_place->start());
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
    }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
    }
    void cleanup() { m_place.reset(); }

    /// The next start begins where this one ended, not at the page that happened to be closed last.
    void whatWasLookedAtLastIsKeptWhenTheConnectionEnds()
    {
        start();
        open("pods");
        open("services");
        open("nodes");
        open("pods");
        const QStringList recent = m_place->settings.value(settings::keys::recentKinds()).toStringList();
        QCOMPARE(recent.value(0), QStringLiteral("pods"));
        window().setConnection({});
        QCOMPARE(m_place->settings.value(settings::keys::lastPage()).toString(), QStringLiteral("pods"));
        QCOMPARE(m_place->settings.value(settings::keys::recentKinds()).toStringList(), recent);
        QVERIFY(window().findChildren<ui::ResourcePage *>().isEmpty());
    }

    /// The window of the next start, and its panes, are where and as large as this one's were.
    void positionsAreKept()
    {
        start();
        window().setGeometry(30, 50, 760, 610);
        auto *panes = window().findChild<QSplitter *>();
        QVERIFY(panes);
        QCoreApplication::processEvents();
        // As with the mouse: the navigation becomes wider.
        auto *handle = panes->handle(1);
        const QPoint middle = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, middle);
        QTest::mouseMove(handle, middle + QPoint(30, 0));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, middle + QPoint(30, 0));
        const QRect geometry = window().geometry();
        const int navigation = panes->sizes().at(0);
        window().close();

        ui::MainWindow next(m_place->settings, Clock::system());
        next.show();
        QVERIFY(QTest::qWaitForWindowExposed(&next, 60'000));
        QTRY_COMPARE(next.geometry(), geometry);
        next.setConnection({&m_place->session(), &m_place->window().connection()->cluster()});
        QTRY_COMPARE(next.findChild<QSplitter *>()->sizes().at(0), navigation);
        QVERIFY(navigation > 220); // it had been 204
        next.setConnection({});
    }

    /// The list of all stays below the chosen namespace; its size is not what the namespace has.
    void theNavigationCountsTheChosenNamespace()
    {
        start();
        open("pods");
        const int all = page()->counts().total;
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, %1").arg(all), 60'000);
        open("pods", "kube-system");
        const int chosen = page()->counts().shown;
        QVERIFY(chosen > 0 && chosen < all);
        QTRY_COMPARE_WITH_TIMEOUT(said("Pods"), QStringLiteral("Pods, %1").arg(chosen), 60'000);
        // Something happens in another namespace.
        QSignalSpy changed(page(), &ui::ResourcePage::stateChanged);
        m_place->cluster.withWorld([](demo::World &world) {
            const demo::KindInfo *pods = world.findKind("", "v1", "pods");
            std::string space;
            std::string name;
            world.each(*pods, {}, {}, {}, [&](const demo::Entry &entry) {
                if (entry.nameSpace != "kube-system") {
                    space = entry.nameSpace;
                    name = entry.name;
                }
                return name.empty();
            });
            (void)world.remove(*pods, space, name, false);
        });
        QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 60'000);
        QCOMPARE(page()->counts().shown, chosen);
        QCOMPARE(said("Pods"), QStringLiteral("Pods, %1").arg(chosen));
    }

    /// A saved connection may have no address of its own, as the demo's: the commands go where the session is.
    void commandsNameTheServerOfTheSession()
    {
        start();
        QVERIFY(m_place->session().profile().server.isEmpty());
        const QString server = QString::fromStdString(m_place->cluster.url());
        QVERIFY2(copied("list.copyKubectl").contains(QStringLiteral("--server=") + server), qPrintable(QApplication::clipboard()->text()));
        QVERIFY2(copied("list.copyCurl").contains(server + QStringLiteral("/api/v1/nodes")), qPrintable(QApplication::clipboard()->text()));
    }

    void aTabOpenedOfflineIsGrey()
    {
        auto options = test::Place::smallCluster();
        options.accessTokenSeconds = 3;
        options.refreshTokenSeconds = 600;
        options.clockSkewSeconds = 600;
        start(options);
        const ui::ResourcePage *nodes = page();
        const QColor live = textOf(*nodes);
        demo::Faults faults;
        faults.answer = "503";
        m_place->cluster.setFaults(faults);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->session().state(), session::SessionState::WaitingForNetwork, 60'000);
        QTRY_VERIFY(textOf(*nodes) != live);
        ui::PageAddress address;
        address.kind = QStringLiteral("services");
        window().open(address);
        QTRY_VERIFY(page() && page() != nodes);
        QCOMPARE(textOf(*page()), textOf(*nodes));
        m_place->cluster.setFaults({});
        m_place->session().retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_place->session().state(), session::SessionState::Active, 60'000);
        QTRY_COMPARE(textOf(*page()), live);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
