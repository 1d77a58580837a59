#include "windowtest.h"

#include <sk/actions/actionset.h>
#include <sk/pages/savedviews.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tablelayout.h>
#include <sk/widgets/tableview.h>
#include <sk/window/namespacechooser.h>
#include <sk/window/pagedesk.h>

#include <QAction>
#include <QNetworkProxy>
#include <QTabBar>
#include <QTreeWidget>

using namespace sk;

/// Saved views in the window, against the stand-in: each has a page of its own beside its kind's.
class TestViewPages : public test::WindowTest {
    Q_OBJECT

    [[nodiscard]] ui::PageDesk &desk() const { return *window().findChild<ui::PageDesk *>(); }
    [[nodiscard]] ui::SavedViews &views() const { return ui::SavedViews::of(m_place->settings); }
    [[nodiscard]] QStringList tabs() const
    {
        const auto *bar = window().findChild<QTabBar *>(QStringLiteral("tabs"));
        QStringList texts;
        for (int i = 0; i < bar->count(); ++i)
            texts += bar->tabText(i);
        return texts;
    }
    [[nodiscard]] QStringList columns() const
    {
        QStringList ids;
        for (const int column : page()->view()->visibleColumns())
            ids += page()->view()->columns()[column].id;
        return ids;
    }
    /// What the navigation says to be in front.
    [[nodiscard]] QString marked() const
    {
        const auto selected = window().findChild<QTreeWidget *>(QStringLiteral("navigation"))->selectedItems();
        return selected.size() == 1 ? selected.first()->text(0) : QString();
    }
    [[nodiscard]] QStringList chosen() const { return window().findChild<ui::NamespaceChooser *>()->chosen(); }
    void trigger(const char *action) const { window().findChild<ui::ActionSet *>()->action(action)->trigger(); }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
    }
    void init()
    {
        m_place = std::make_unique<test::Place>();
        QVERIFY(m_place->start());
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
    }
    void cleanup() { m_place.reset(); }

    void theKindIsAsItWas()
    {
        desk().openKind(QStringLiteral("pods"));
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        page()->view()->setColumnShown(2, false);
        page()->setFilter(QStringLiteral("-zzz"));
        const QStringList kindsColumns = columns();
        const int all = page()->counts().shown;

        ui::SavedView view;
        view.name = QStringLiteral("System");
        view.kind = QStringLiteral("pods");
        view.filter = QStringLiteral("-yyy");
        view.namespaces = {QStringLiteral("kube-system")};
        widgets::TableLayout layout;
        for (const widgets::TableColumn &column : page()->view()->columns())
            layout.columns.append({column.id, 0, column.id != QLatin1String("name") && column.id != QLatin1String("node")});
        layout.columns.append({QStringLiteral("label:app"), 0, false});
        view.layout = layout.toBytes();
        const QString id = views().add(view);
        const QStringList viewColumns{QStringLiteral("name"), QStringLiteral("node"), QStringLiteral("label:app")};

        desk().openView(id);
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        QTRY_COMPARE(columns(), viewColumns);
        QCOMPARE(page()->filter(), view.filter);
        QCOMPARE(chosen(), view.namespaces);
        QTRY_VERIFY(page()->counts().shown > 0 && page()->counts().shown < all);
        QCOMPARE(tabs().last(), QStringLiteral("System")); // its filter is what the name stands for
        QVERIFY(window().windowTitle().startsWith(QStringLiteral("System ")));
        QCOMPARE(marked(), QStringLiteral("System"));
        const qsizetype open = tabs().size();
        page()->setFilter(QStringLiteral("web"));
        QCOMPARE(tabs().last(), QStringLiteral("System · web"));

        // To the kind, by whatever way, and back: each as it was left.
        desk().openKind(QStringLiteral("pods"));
        QCOMPARE(tabs().size(), open);
        QCOMPARE(marked(), QStringLiteral("Pods"));
        QCOMPARE(columns(), kindsColumns);
        QCOMPARE(page()->filter(), QStringLiteral("-zzz"));
        trigger("go.back");
        QTRY_COMPARE(columns(), viewColumns);
        QCOMPARE(marked(), QStringLiteral("System"));
        QCOMPARE(page()->filter(), QStringLiteral("web"));
        trigger("go.back");
        QTRY_COMPARE(columns(), kindsColumns);
        trigger("go.forward");
        QTRY_COMPARE(columns(), viewColumns);

        // Chosen again it is as it was saved, in the same tab; and its name follows.
        desk().openView(id);
        QCOMPARE(tabs().size(), open);
        QCOMPARE(page()->filter(), view.filter);
        views().rename(id, QStringLiteral("Of the system"), {});
        QCOMPARE(tabs().last(), QStringLiteral("Of the system"));
        QCOMPARE(marked(), QStringLiteral("Of the system"));
        QVERIFY(window().windowTitle().startsWith(QStringLiteral("Of the system ")));

        // Twice the same view, if the user wants so.
        trigger("tab.duplicate");
        QCOMPARE(tabs().size(), open + 1);
        QCOMPARE(tabs().last(), QStringLiteral("Of the system"));
        QTRY_COMPARE(columns(), viewColumns);
    }

    void backToAViewThatIsGone()
    {
        ui::SavedView view;
        view.name = QStringLiteral("Short-lived");
        view.kind = QStringLiteral("pods");
        view.filter = QStringLiteral("-yyy");
        const QString id = views().add(view);
        desk().openView(id);
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        desk().openKind(QStringLiteral("pods")); // of which there was no page yet
        QCOMPARE(page()->viewId(), QString());
        QCOMPARE(page()->filter(), QString());
        trigger("tab.close");
        desk().openView(id);
        desk().openKind(QStringLiteral("services"));
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        views().remove(id);
        const qsizetype open = tabs().size();
        trigger("go.back"); // its page is still there
        QCOMPARE(page()->viewId(), id);
        QCOMPARE(tabs().size(), open);
        trigger("tab.close");
        desk().openKind(QStringLiteral("services"));
        trigger("go.back"); // now the kind has to do, with the same filter
        QCOMPARE(page()->kind().type.id(), QStringLiteral("pods"));
        QCOMPARE(page()->viewId(), QString());
        QCOMPARE(page()->filter(), view.filter);
    }

    void theViewOfLastTimeIsInFrontAgain_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("of a kind with a file") << QStringLiteral("pods");
        QTest::newRow("of one that the server has to tell of") << QStringLiteral("backup.example.com/backups");
    }
    void theViewOfLastTimeIsInFrontAgain()
    {
        QFETCH(QString, kind);
        ui::SavedView view;
        view.name = QStringLiteral("Mine");
        view.kind = kind;
        view.filter = QStringLiteral("-yyy");
        const QString id = views().add(view);
        QTRY_VERIFY_WITH_TIMEOUT(desk().kind(kind), 60'000);
        desk().openView(id);
        QTRY_COMPARE(marked(), view.name);
        const auto startAgain = [this] {
            m_place->closeWindow();
            (void)m_place->startAt(QUrl(QString::fromStdString(m_place->cluster.url())), [](auto &, auto &) {});
        };
        startAgain();
        QTRY_VERIFY_WITH_TIMEOUT(page(), 60'000);
        QCOMPARE(page()->viewId(), id);
        QCOMPARE(page()->filter(), view.filter);
        QCOMPARE(tabs(), QStringList{view.name});
        QTRY_COMPARE(marked(), view.name);
        views().remove(id);
        startAgain();
        QTRY_VERIFY_WITH_TIMEOUT(page(), 60'000);
        QCOMPARE(page()->kind().type.id(), kind);
        QCOMPARE(page()->viewId(), QString());
        QCOMPARE(page()->filter(), QString());
    }
};

QTEST_MAIN(TestViewPages)
#include "tst_viewpages.moc"
