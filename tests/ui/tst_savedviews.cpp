#include <sk/pages/savedviews.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sk;
using ui::SavedView;
using ui::SavedViews;

namespace {

SavedView view(const char *name)
{
    SavedView view;
    view.name = QString::fromUtf8(name);
    view.icon = QStringLiteral("warning");
    view.kind = QStringLiteral("pods");
    view.filter = QStringLiteral("label:app in (a,b) \"x\\\"y\" {restarts>5} 节点");
    view.namespaces = {QStringLiteral("shop"), QStringLiteral("store")};
    view.layout = R"({"columns":[{"hidden":true,"id":"age"}],"sort":[{"id":"restarts"}]})";
    return view;
}

QStringList names(const SavedViews &views)
{
    QStringList list;
    for (const SavedView &each : views.views())
        list += each.name;
    return list;
}

} // namespace

class TestSavedViews : public QObject {
    Q_OBJECT

private slots:
    void keptInTheSettings()
    {
        QTemporaryDir directory;
        {
            settings::Settings settings(directory.path());
            QVERIFY(!settings.load());
            SavedViews &views = SavedViews::of(settings);
            QCOMPARE(&SavedViews::of(settings), &views);
            views.add(view("one"));
            views.add(view("two"));
            QVERIFY(!settings.sync());
        }
        settings::Settings settings(directory.path());
        QVERIFY(!settings.load());
        const QList<SavedView> found = SavedViews::of(settings).views();
        QCOMPARE(found.size(), 2);
        SavedView expected = view("two");
        expected.id = found[1].id;
        QCOMPARE(found[1], expected);
    }

    void renamedMovedRemovedAndPutBack()
    {
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        SavedViews &views = SavedViews::of(settings);
        QSignalSpy changes(&views, &SavedViews::changed);
        const QString a = views.add(view("a"));
        const QString b = views.add(view("b"));
        const QString again = views.add(view("a"));
        QCOMPARE(names(views), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("a (2)")}));
        views.rename(b, QStringLiteral("  a "), QStringLiteral("pods"));
        QCOMPARE(views.find(b)->name, QStringLiteral("a (3)"));
        QCOMPARE(views.find(b)->icon, QStringLiteral("pods"));
        views.rename(b, QString(), QString());
        QCOMPARE(views.find(b)->name, QStringLiteral("a (3)"));
        views.move(again, -1);
        views.move(again, -1);
        views.move(again, -1);
        QCOMPARE(names(views), (QStringList{QStringLiteral("a (2)"), QStringLiteral("a"), QStringLiteral("a (3)")}));
        const QList<SavedView> before = views.views();
        views.remove(a);
        QCOMPARE(views.removedName(), QStringLiteral("a"));
        QCOMPARE(views.views().size(), 2);
        views.putBack();
        QCOMPARE(views.views(), before);
        QVERIFY(views.removedName().isEmpty());
        QVERIFY(changes.count() >= 8);
    }

    void filesGoBothWays()
    {
        QTemporaryDir one;
        QTemporaryDir two;
        settings::Settings mine(one.path());
        settings::Settings theirs(two.path());
        SavedViews &from = SavedViews::of(mine);
        from.add(view("first"));
        const QString second = from.add(view("second"));
        SavedViews &to = SavedViews::of(theirs);
        to.add(view("first"));
        const SavedViews::Import all = to.fromFile(from.toFile());
        QVERIFY2(all.trouble.isEmpty(), qPrintable(all.trouble));
        QCOMPARE(all.added, 2);
        QCOMPARE(names(to), (QStringList{QStringLiteral("first"), QStringLiteral("first (2)"), QStringLiteral("second")}));
        SavedView expected = from.views()[1];
        expected.id = to.views()[2].id;
        QCOMPARE(to.views()[2], expected);
        QCOMPARE(to.fromFile(from.toFile({second})).added, 1);
    }

    void brokenFilesLoseNothing_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("JSON");
        QTest::newRow("cut") << QByteArray("{\"kind\":\"sk-console/views\",\"version\":1,\"views\":[{\"name\"") << QStringLiteral("JSON");
        QTest::newRow("other") << QByteArray("{\"kind\":\"List\",\"items\":[]}") << QStringLiteral("no views");
        QTest::newRow("an array") << QByteArray("[]") << QStringLiteral("no views");
        QTest::newRow("no version") << QByteArray("{\"kind\":\"sk-console/views\",\"views\":[]}") << QStringLiteral("version");
        QTest::newRow("newer") << QByteArray("{\"kind\":\"sk-console/views\",\"version\":2,\"views\":[]}") << QStringLiteral("newer");
        QTest::newRow("no list") << QByteArray("{\"kind\":\"sk-console/views\",\"version\":1,\"views\":{}}") << QStringLiteral("no list");
        const QByteArray good = R"({"name":"x","kind":"pods"})";
        const auto file = [&good](const QByteArray &bad) { return QByteArray(R"({"kind":"sk-console/views","version":1,"views":[)" + good + ',' + bad + "]}"); };
        QTest::newRow("no name") << file(R"({"kind":"pods"})") << QStringLiteral("View 2");
        QTest::newRow("no kind") << file(R"({"name":"x"})") << QStringLiteral("View 2");
        QTest::newRow("a kind with a path") << file(R"({"name":"x","kind":"po ds"})") << QStringLiteral("View 2");
        QTest::newRow("namespaces") << file(R"({"name":"x","kind":"pods","namespaces":[1]})") << QStringLiteral("View 2");
        QTest::newRow("table") << file(R"({"name":"x","kind":"pods","table":7})") << QStringLiteral("View 2");
        QTest::newRow("a number") << file("5") << QStringLiteral("View 2");
    }
    void brokenFilesLoseNothing()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, says);
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        SavedViews &views = SavedViews::of(settings);
        views.add(view("mine"));
        const QList<SavedView> before = views.views();
        const SavedViews::Import result = views.fromFile(file);
        QCOMPARE(result.added, 0);
        QVERIFY2(result.trouble.contains(says), qPrintable(result.trouble));
        QCOMPARE(views.views(), before);
    }

    void whatCannotBeReadIsKeptAside()
    {
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        const QByteArray newer = "{\"kind\":\"sk-console/views\",\"version\":9,\"views\":[]}";
        settings.setLayout(QStringLiteral("savedViews"), newer);
        SavedViews &views = SavedViews::of(settings);
        QVERIFY(views.views().isEmpty());
        views.add(view("mine"));
        QCOMPARE(settings.layout(QStringLiteral("savedViews.unreadable")), newer);
    }
};

QTEST_GUILESS_MAIN(TestSavedViews)
#include "tst_savedviews.moc"
