// What narrows all lists at once: the workspace and the namespaces, by the keys that a person has.

#include "activewindow.h"
#include "kindof.h"

#include <sk/kube/objectstore.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/window/namespacechooser.h>
#include <sk/window/workspacechooser.h>

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace sk;

namespace {

kube::ResourceKind namespaceKind()
{
    return test::kindOf(QStringLiteral("namespaces"));
}

/// Namespaces of a platform: name, workspace.
void put(kube::ObjectStore &store, const QList<QPair<QString, QString>> &namespaces, const QString &domain = QStringLiteral("kubesphere.io"))
{
    kube::Delta delta;
    quint64 number = 0;
    for (const auto &[name, workspace] : namespaces) {
        kube::Row row;
        row.uid = {7, ++number};
        row.name = name;
        row.cells.resize(store.kind().columns.size());
        if (!workspace.isEmpty())
            row.labels = QStringLiteral("\nteam=x\n%1/workspace=%2\n").arg(domain, workspace);
        delta.upserts.push_back(row);
    }
    store.apply(std::move(delta));
}

const QList<QPair<QString, QString>> shops{{QStringLiteral("shop"), QStringLiteral("retail")}, {QStringLiteral("payments"), QStringLiteral("retail")},
    {QStringLiteral("kube-system"), QStringLiteral("system-workspace")}, {QStringLiteral("default"), {}}};

/// Pictures for the eye, where SK_PICTURES says.
void picture(QWidget &widget, const char *name)
{
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    if (!directory.isEmpty())
        widget.grab().save(directory + u'/' + QString::fromLatin1(name) + QStringLiteral(".png"));
}

} // namespace

class TestChoosers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void workspacesComeFromThePlatformsLabel_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("found");
        const QString usual = QStringLiteral("kubesphere.io");
        const QString own = QStringLiteral("console.example.org");
        QTest::newRow("usual") << usual << usual << true;
        QTest::newRow("renamed") << own << own << true; // the label's prefix follows the domain (api-contract 12)
        QTest::newRow("of another platform") << usual << own << false;
    }
    void workspacesComeFromThePlatformsLabel()
    {
        QFETCH(QString, written);
        QFETCH(QString, asked);
        QFETCH(bool, found);
        kube::ObjectStore store(namespaceKind());
        put(store, shops, written);
        QMainWindow window;
        auto *chooser = new ui::WorkspaceChooser;
        window.setCentralWidget(chooser);
        window.show();
        QSignalSpy available(chooser, &ui::WorkspaceChooser::availableChanged);
        chooser->take(store, asked);
        QCOMPARE(chooser->available(), found);
        QCOMPARE(chooser->isVisible(), found);
        QCOMPARE(available.count(), found ? 1 : 0);
    }

    void workspaceByKeyboard()
    {
        kube::ObjectStore store(namespaceKind());
        put(store, shops);
        QMainWindow window;
        auto *chooser = new ui::WorkspaceChooser;
        window.setCentralWidget(chooser);
        window.resize(600, 300);
        QVERIFY(test::showActive(window));
        chooser->take(store, QStringLiteral("kubesphere.io"));
        QSignalSpy changed(chooser, &ui::WorkspaceChooser::chosenChanged);
        QVERIFY(chooser->text().contains(QStringLiteral("all")));
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList texts;
        for (const QAction *action : menu->actions())
            if (!action->isSeparator())
                texts += action->text();
        QCOMPARE(texts, (QStringList{QStringLiteral("All workspaces"), QStringLiteral("retail (2)"), QStringLiteral("system-workspace (1)")}));
        picture(*menu, "workspaces");
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(chooser->chosen(), QStringLiteral("retail"));
        QCOMPARE(chooser->members(), (QStringList{QStringLiteral("payments"), QStringLiteral("shop")}));
        QVERIFY(chooser->text().contains(QStringLiteral("retail")));
        QCOMPARE(chooser->accessibleName(), chooser->text());
        // A choice among its namespaces does not leave the workspace; one beyond does.
        chooser->setShown({QStringLiteral("shop")});
        QCOMPARE(chooser->chosen(), QStringLiteral("retail"));
        chooser->setShown({QStringLiteral("default")});
        QVERIFY(chooser->chosen().isEmpty());
        // Esc changes nothing.
        chooser->openMenu();
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(changed.count(), 1);
    }

    void aWorkspaceGrowsAndGoes()
    {
        kube::ObjectStore store(namespaceKind());
        put(store, shops);
        ui::WorkspaceChooser chooser;
        chooser.take(store, QStringLiteral("kubesphere.io"));
        chooser.setShown({QStringLiteral("payments"), QStringLiteral("shop")});
        QCOMPARE(chooser.chosen(), QStringLiteral("retail"));
        QSignalSpy changed(&chooser, &ui::WorkspaceChooser::chosenChanged);
        auto more = shops;
        more.append({QStringLiteral("stock"), QStringLiteral("retail")});
        put(store, more);
        chooser.take(store, QStringLiteral("kubesphere.io"));
        QCOMPARE(changed.count(), 1); // the lists follow
        QCOMPARE(chooser.members().size(), 3);
        kube::Delta all;
        for (int i = 0; i < store.size(); ++i)
            all.removals.push_back(store.row(i).uid);
        store.apply(std::move(all));
        chooser.take(store, QStringLiteral("kubesphere.io"));
        QVERIFY(!chooser.available() && chooser.chosen().isEmpty());
    }

    void namespacesByKeyboard()
    {
        QMainWindow window;
        auto *chooser = new ui::NamespaceChooser;
        window.setCentralWidget(chooser);
        window.resize(600, 300);
        QVERIFY(test::showActive(window));
        QStringList names{QStringLiteral("team-10"), QStringLiteral("team-9"), QStringLiteral("shop"), QStringLiteral("payments")};
        chooser->setKnown(names);
        QSignalSpy changed(chooser, &ui::NamespaceChooser::chosenChanged);
        const auto chosen = [&changed] { return changed.isEmpty() ? QStringList() : changed.last().first().toStringList(); };
        auto *line = chooser->findChild<QLineEdit *>();
        auto *list = chooser->findChild<QListWidget *>();
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QCOMPARE(list->count(), 4);
        QCOMPARE(list->item(2)->text(), QStringLiteral("team-9")); // numbers as numbers
        picture(*line->window(), "namespaces");
        // Type-ahead, then Enter: that one alone.
        QTest::keyClicks(line, QStringLiteral("sho"));
        QCOMPARE(list->count(), 2); // and "use what I typed"
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(chosen(), QStringList{QStringLiteral("shop")});
        QVERIFY(!line->isVisible());
        QVERIFY(chooser->text().contains(QStringLiteral("shop")));
        // Several: Space ticks, Enter confirms.
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QCOMPARE(list->currentItem()->text(), QStringLiteral("shop")); // where it was left
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Space);
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Space);
        QTRY_COMPARE(chosen().size(), 3); // told after a moment, while the list is still open
        QTest::keyClick(line, Qt::Key_Return); // confirms, and unticks nothing
        QVERIFY(!line->isVisible());
        QTRY_COMPARE(chosen(), (QStringList{QStringLiteral("shop"), QStringLiteral("team-9"), QStringLiteral("team-10")}));
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QTest::keyClicks(line, QStringLiteral("pay"));
        QTest::keyClick(line, Qt::Key_Space);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(chosen().size(), 4);
        QVERIFY(chosen().contains(QStringLiteral("payments")));
        // A name that may not be listed can be typed all the same.
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QTest::keyClicks(line, QStringLiteral("hidden-ns"));
        QCOMPARE(list->count(), 1);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(chosen().contains(QStringLiteral("hidden-ns")));
        // Esc closes; the way back to all.
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QTest::keyClick(line, Qt::Key_Escape);
        QTRY_VERIFY(!line->isVisible());
        QVERIFY(chosen().contains(QStringLiteral("hidden-ns")));
        chooser->openList();
        QTRY_VERIFY(line->isVisible());
        QTest::keyClick(line, Qt::Key_Tab);
        QTest::keyClick(line->window()->focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(chosen().isEmpty());
    }
};

QTEST_MAIN(TestChoosers)
#include "tst_choosers.moc"
