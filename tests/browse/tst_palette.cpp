// What Ctrl+K finds: kinds by any of their names, views, objects that were looked into, actions, objects of loaded lists.

#include "activewindow.h"
#include "kindof.h"

#include <sk/actions/actionset.h>
#include <sk/models/fuzzymatch.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/mnemonic.h>
#include <sk/window/commandpalette.h>
#include <sk/window/paletteentries.h>

#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QTest>
#include <QTranslator>

using namespace sk;
using sk::test::kindOf;

namespace {

ui::SavedView view(const char *id, const char *name, const char *kind, const char *icon = "")
{
    ui::SavedView view;
    view.id = QString::fromLatin1(id);
    view.name = QString::fromUtf8(name);
    view.kind = QString::fromLatin1(kind);
    view.icon = QString::fromLatin1(icon);
    return view;
}

QStringList titles(const QList<ui::PaletteEntry> &entries)
{
    QStringList result;
    for (const ui::PaletteEntry &entry : entries)
        result += entry.title;
    return result;
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void fuzzyRanks()
    {
        // Each fits better than the next.
        const auto score = [](const char *typed, const char *text) { return models::fuzzyScore(QString::fromLatin1(typed), QString::fromLatin1(text)); };
        QVERIFY(score("pods", "Pods") > score("pods", "PodSecurity"));
        QVERIFY(score("pod", "Pods") > score("pod", "Horizontal Pod Autoscalers"));
        QVERIFY(score("pod", "Horizontal Pod Autoscalers") > score("pod", "tripod"));
        QVERIFY(score("hpa", "Horizontal Pod Autoscalers") > 0);
        QVERIFY(score("hpa", "Horizontal Pod Autoscalers") > score("hpa", "shipyard"));
        QVERIFY(score("worker-12", "worker-00012") > 0);
        QCOMPARE(score("xyz", "Pods"), -1);
        QCOMPARE(score("sdop", "Pods"), -1); // letters in their order
        QCOMPARE(score("", "Pods"), 0);
    }

    void paletteFindsByAnyName_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("short") << "po" << "Pods";
        QTest::newRow("short of another") << "deploy" << "Deployments";
        QTest::newRow("svc") << "svc" << "Services";
        QTest::newRow("singular") << "node" << "Nodes";
        QTest::newRow("plural") << "configmaps" << "ConfigMaps";
        QTest::newRow("fuzzy") << "stsets" << "StatefulSets";
        QTest::newRow("with its group") << "deployments.apps" << "Deployments";
        QTest::newRow("with version and group") << "deployments.v1.apps" << "Deployments";
        QTest::newRow("with a long group") << "ingresses.networking.k8s.io" << "Ingresses";
        QTest::newRow("alias") << "dp" << "Deployments";
        QTest::newRow("alias of secrets") << "sec" << "Secrets";
        QTest::newRow("alias of cluster role bindings") << "crb" << "ClusterRoleBindings";
        QTest::newRow("with its group, and a filter") << "deployments.apps web" << QString::fromUtf8("Deployments with “web”");
        QTest::newRow("kind and filter") << "po web" << QString::fromUtf8("Pods with “web”");
        QTest::newRow("object") << "worker-00012" << "worker-00012";
    }

    void paletteFindsByAnyName()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        QMainWindow window;
        window.resize(900, 600);
        QVERIFY(test::showActive(window));
        const auto kinds = kinds::allKinds();
        kube::ObjectStore store(kindOf(QStringLiteral("nodes")));
        kube::Delta delta;
        for (quint64 i = 1; i < 200; ++i) {
            kube::Row row;
            row.uid = {1, i};
            row.name = QStringLiteral("worker-%1").arg(i, 5, 10, QLatin1Char('0'));
            delta.upserts.push_back(row);
        }
        store.apply(std::move(delta));
        QString opened;
        ui::CommandPalette palette(&window);
        palette.addSource([&](const QString &text) {
            return ui::kindEntries(kinds, text, [&](const QString &id, const QString &filter) { opened = filter.isEmpty() ? id : id + u'?' + filter; });
        });
        palette.addSource([&](const QString &text) { return ui::objectEntries(store, text, [&](const ui::PageAddress &address) { opened = address.toUrl().toString(); }); });
        palette.popup(QRect(window.mapToGlobal(QPoint(200, 10)), QSize(400, 28)));
        auto *line = palette.findChild<QLineEdit *>();
        QTest::keyClicks(line, typed);
        QVERIFY2(!palette.shownTitles().isEmpty(), qPrintable(typed));
        QCOMPARE(palette.shownTitles().first(), first);
        QVERIFY(line->accessibleDescription().startsWith(first));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QVERIFY(!opened.isEmpty());
    }

    void paletteByKeyboard()
    {
        QMainWindow window;
        QVERIFY(test::showActive(window));
        QString ran;
        ui::CommandPalette palette(&window);
        palette.addSource([&](const QString &) {
            QList<ui::PaletteEntry> entries;
            for (const char *name : {"alpha", "beta", "gamma"}) {
                ui::PaletteEntry entry;
                entry.title = QString::fromLatin1(name);
                entry.run = [&ran, name] { ran = QString::fromLatin1(name); };
                entries += entry;
            }
            return entries;
        });
        palette.popup(QRect(window.mapToGlobal(QPoint(0, 0)), QSize(300, 28)));
        auto *line = palette.findChild<QLineEdit *>();
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Down); // stays at the last
        QTest::keyClick(line, Qt::Key_Up);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(ran, QStringLiteral("beta"));
        palette.popup(QRect(window.mapToGlobal(QPoint(0, 0)), QSize(300, 28)));
        QTest::keyClicks(line, QStringLiteral("zz"));
        QVERIFY(palette.shownTitles().isEmpty());
        ran.clear();
        QTest::keyClick(line, Qt::Key_Return); // nothing to run
        QVERIFY(ran.isEmpty());
        QTest::keyClick(line, Qt::Key_Escape);
        QTRY_VERIFY(!palette.isVisible());
    }

    void views()
    {
        const auto kinds = kinds::allKinds();
        const QList<ui::SavedView> views{view("1", "Crashing shop", "pods", "warning"), view("2", "Old images", "apps/deployments"), view("3", "Of another cluster", "example.com/widgets")};
        QString opened;
        const auto entries = ui::viewEntries(views, kinds, [&opened](const QString &id) { opened = id; });
        QCOMPARE(titles(entries), (QStringList{QStringLiteral("Crashing shop"), QStringLiteral("Old images")})); // what the server has
        QCOMPARE(entries[0].icon, QStringLiteral("warning"));
        QCOMPARE(entries[1].icon, QStringLiteral("deployments")); // that of the kind
        QCOMPARE(entries[0].detail, QString::fromUtf8("view · Pods"));

        QMainWindow window;
        QVERIFY(test::showActive(window));
        ui::CommandPalette palette(&window);
        palette.addSource([&](const QString &typed) { return ui::kindEntries(kinds, typed, [&](const QString &id, const QString &) { opened = id; }); });
        palette.addSource([&](const QString &) { return entries; });
        palette.popup(QRect(window.mapToGlobal(QPoint(0, 0)), QSize(400, 28)));
        auto *line = palette.findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("crash"));
        QCOMPARE(palette.shownTitles().value(0), QStringLiteral("Crashing shop"));
        QVERIFY(!palette.findChild<QListWidget *>()->item(0)->icon().isNull());
        QCOMPARE(line->accessibleDescription(), QString::fromUtf8("Crashing shop, view · Pods"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(opened, QStringLiteral("1"));
        // A view that is called as a kind does not stand in the kind's way.
        palette.addSource([&](const QString &) { return ui::viewEntries({view("4", "Pods", "pods")}, kinds, [&](const QString &id) { opened = id; }); });
        palette.popup(QRect(window.mapToGlobal(QPoint(0, 0)), QSize(400, 28)));
        QTest::keyClicks(line, QStringLiteral("pods"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(opened, QStringLiteral("pods"));
    }

    void mnemonicsAreNotRead()
    {
        QCOMPARE(widgets::withoutMnemonic(QStringLiteral("Sign &out")), QStringLiteral("Sign out"));
        QCOMPARE(widgets::withoutMnemonic(QStringLiteral("打开连接(&O)…")), QStringLiteral("打开连接…"));
        QCOMPARE(widgets::withoutMnemonic(QStringLiteral("Search && &find (all)")), QStringLiteral("Search & find (all)"));
    }

    void actionsThatCanBeUsedNow()
    {
        QMainWindow window;
        ui::ActionSet actions(&window);
        QString ran;
        actions.on("help.about", [&ran] { ran = QStringLiteral("about"); });
        actions.setMet(ui::Needs());
        const QStringList without = titles(ui::actionEntries(actions));
        QVERIFY(without.contains(QStringLiteral("About")));
        QVERIFY(!without.contains(QStringLiteral("Read again"))); // there is no page
        QVERIFY(!without.contains(QString::fromUtf8("Go to…"))); // it is open
        ui::Needs page;
        page.setFlag(ui::Need::Page);
        actions.setMet(page);
        for (const ui::PaletteEntry &entry : ui::actionEntries(actions)) {
            if (entry.title == QLatin1String("Read again"))
                QCOMPARE(entry.hint, QStringLiteral("F5")); // its keys are learned by the way
            if (entry.title == QLatin1String("About"))
                entry.run();
        }
        QCOMPARE(ran, QStringLiteral("about"));
        QVERIFY(titles(ui::actionEntries(actions)).contains(QStringLiteral("Read again")));
    }

    /// In Chinese an action has its mnemonic in parentheses behind it, which a list does not show, and is found by its English name, too.
    void actionsInAnotherLanguage()
    {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral("sk_zh_CN"), QStringLiteral(":/i18n")));
        QCoreApplication::installTranslator(&translator);
        const auto back = qScopeGuard([&translator] { QCoreApplication::removeTranslator(&translator); });
        QMainWindow window;
        QVERIFY(test::showActive(window));
        ui::ActionSet actions(&window);
        actions.setMet(ui::Needs());
        ui::CommandPalette palette(&window);
        palette.addSource([&](const QString &) { return ui::actionEntries(actions); });
        palette.popup(QRect(window.mapToGlobal(QPoint(0, 0)), QSize(400, 28)));
        auto *line = palette.findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("about"));
        QCOMPARE(palette.shownTitles(), QStringList(QStringLiteral("关于")));
        line->clear();
        line->insert(QStringLiteral("关于"));
        QCOMPARE(palette.shownTitles().value(0), QStringLiteral("关于"));
    }

    void recentObjects()
    {
        const auto kinds = kinds::allKinds();
        const auto address = [](const char *kind, const char *nameSpace, const char *name) {
            ui::PageAddress result;
            result.kind = QString::fromLatin1(kind);
            result.nameSpace = QString::fromLatin1(nameSpace);
            result.name = QString::fromLatin1(name);
            return result;
        };
        QString opened;
        const auto entries = ui::recentEntries({address("pods", "shop", "web-1"), address("nodes", "", "worker-1"), address("example.com/gone", "a", "b")}, kinds,
            [&opened](const ui::PageAddress &chosen) { opened = chosen.toUrl().toString(); });
        QCOMPARE(titles(entries), (QStringList{QStringLiteral("web-1"), QStringLiteral("worker-1")}));
        QCOMPARE(entries[0].detail, QString::fromUtf8("recent · Pods · shop"));
        QCOMPARE(entries[1].detail, QString::fromUtf8("recent · Nodes"));
        QVERIFY(entries[0].weight > entries[1].weight); // the last one first
        entries[0].run();
        QCOMPARE(opened, QStringLiteral("sk://pods/shop/web-1"));
    }

    void objectsOfAnyLoadedList()
    {
        kube::ObjectStore pods(kindOf(QStringLiteral("pods")));
        kube::ObjectStore nodes(kindOf(QStringLiteral("nodes")));
        kube::Delta delta;
        for (quint64 i = 1; i <= 60; ++i) {
            kube::Row row;
            row.uid = {2, i};
            row.nameSpace = QStringLiteral("shop");
            row.name = QStringLiteral("web-%1-node").arg(i);
            delta.upserts.push_back(row);
        }
        pods.apply(std::move(delta));
        kube::Row row;
        row.uid = {3, 1};
        row.name = QStringLiteral("node");
        kube::Delta one;
        one.upserts.push_back(row);
        nodes.apply(std::move(one));
        const auto nothing = [](const ui::PageAddress &) { };
        QVERIFY(ui::objectEntries(pods, QStringLiteral("n"), nothing).isEmpty()); // one letter is no name
        QCOMPARE(ui::objectEntries(pods, QStringLiteral("node"), nothing).size(), 20); // the best few, not thousands
        QCOMPARE(ui::objectEntries(nodes, QStringLiteral("ODE"), nothing).size(), 1);
        QCOMPARE(ui::objectEntries(pods, QStringLiteral("web-7-"), nothing).first().detail, QString::fromUtf8("Pods · shop"));
        QVERIFY(ui::objectEntries(pods, QStringLiteral("wn"), nothing).isEmpty()); // a piece of the name
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
