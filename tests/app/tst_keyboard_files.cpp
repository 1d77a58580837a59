#include "keyboardtest.h"

#include <sk/pages/savedviews.h>
#include <sk/widgets/searchfield.h>
#include <sk/window/navigationpane.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>

using namespace sk;

/// What is kept and given away, without a mouse: saved views, files of views and of rows.
class TestKeyboardFiles : public test::KeyboardTest {
    Q_OBJECT

private slots:
    void initTestCase() { start(120); }
    void cleanupTestCase() { m_place.reset(); }

    void viewsAreSavedAndFound()
    {
        openPods();
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(focusIn<widgets::SearchField>());
        type(QStringLiteral("-zzz"));
        key(Qt::Key_Down);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::activeModalWidget());
        type(QStringLiteral("Everything but zzz"));
        key(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        page()->setFilter({});
        // By its name in the palette.
        go(QStringLiteral("every but"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QCOMPARE(page()->filter(), QStringLiteral("-zzz"));
        page()->setFilter({});
        // And as a favourite in the navigation, which stands first.
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(focusIn<ui::NavigationPane>());
        key(Qt::Key_Home);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QCOMPARE(page()->filter(), QStringLiteral("-zzz"));
        page()->setFilter({});
    }

    void viewsAreGivenAwayAndTaken()
    {
        ui::SavedViews &views = ui::SavedViews::of(m_place->settings);
        QCOMPARE(views.views().size(), 1); // of the test before
        QTemporaryDir directory;
        const auto toTheTree = [this] {
            key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
            QTRY_VERIFY(focusIn<ui::NavigationPane>());
            key(Qt::Key_Home); // the heading of the favourites
        };
        const QString one = directory.filePath(QStringLiteral("one.json"));
        toTheTree();
        key(Qt::Key_Down);
        menuKey();
        choose(QStringLiteral("Export…"));
        giveFile(one);
        QTRY_VERIFY(QFile::exists(one));
        const QString all = directory.filePath(QStringLiteral("all.json"));
        toTheTree();
        menuKey();
        choose(QStringLiteral("Export all views…"));
        giveFile(all);
        QTRY_VERIFY(QFile::exists(all));

        toTheTree();
        menuKey();
        choose(QStringLiteral("Import views…"));
        giveFile(one);
        QTRY_VERIFY(qobject_cast<QMessageBox *>(QApplication::activeModalWidget()));
        key(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(views.views().size(), 2);
        ui::SavedView expected = views.views().first();
        expected.id = views.views().last().id;
        expected.name += QStringLiteral(" (2)");
        QCOMPARE(views.views().last(), expected);
        // What came stands below the one that was there.
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        toTheTree();
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QCOMPARE(page()->filter(), expected.filter);
    }

    void rowsAreExported()
    {
        openPods();
        const int rows = page()->counts().shown;
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("pods.csv"));
        key(Qt::Key_S, Qt::ControlModifier);
        giveFile(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), rows + 1);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    void rowsAreExportedAsJson()
    {
        openPods();
        QTemporaryDir directory;
        key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        for (int i = 0; i < 12 && target()->objectName() != QLatin1String("fileTypeCombo"); ++i)
            key(Qt::Key_Tab);
        QCOMPARE(target()->objectName(), QStringLiteral("fileTypeCombo"));
        key(Qt::Key_Down);
        QVERIFY(dialog->selectedNameFilter().contains(QStringLiteral("*.json")));
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY2(name->text().startsWith(QStringLiteral("pods-")) && name->text().endsWith(QStringLiteral(".json")), qPrintable(name->text()));
        for (int i = 0; i < 12 && target() != name; ++i)
            key(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(target(), name);
        giveFile(directory.filePath(QStringLiteral("pods"))); // the rest of the name is the dialog's
        const QString path = directory.filePath(QStringLiteral("pods.json"));
        QTRY_VERIFY(QFile::exists(path));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
        const widgets::TableView *table = page()->view();
        QCOMPARE(rows.size(), page()->counts().shown);
        for (int row = 0; row < rows.size(); ++row) {
            const QJsonObject object = rows[row].toObject();
            QCOMPARE(object.size(), table->visibleColumns().size());
            for (const int column : table->visibleColumns()) {
                const QString id = table->columns()[column].id;
                QVERIFY2(object.contains(id), qPrintable(id));
                const QString copied = table->model()->index(row, column).data(Qt::EditRole).toString();
                const QJsonValue value = object[id];
                if (value.isString())
                    QCOMPARE(value.toString(), copied);
                else if (id == QLatin1String("restarts"))
                    QCOMPARE(value.toDouble(), copied.toDouble());
            }
            QVERIFY(object[u"name"].isString() && object[u"age"].isString() && object[u"restarts"].isDouble());
        }
    }
};

QTEST_MAIN(TestKeyboardFiles)
#include "tst_keyboard_files.moc"
