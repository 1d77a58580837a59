#include "nodetable.h"

#include <sk/widgets/appstyle.h>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sk;
using namespace sk::test;
using widgets::TableView;

/// The table as the user has it under the eyes and the hands, while rows come and go.
class TestTableView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { widgets::installStyle(*qApp); }

    void rowsStayUnderTheEye()
    {
        Table table;
        table.store.apply(nodesDelta(1000, 300));
        table.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table.view));
        table.view.setCurrentIndex(table.model.index(0, 0)); // among those that go below
        table.view.scrollTo(table.model.index(150, 0), QAbstractItemView::PositionAtTop);
        const Uid top = table.model.rowAt(table.view.visibleRows().first)->uid;
        const int y = table.view.rowViewportPosition(table.view.visibleRows().first);
        table.store.apply(nodesDelta(0, 40)); // all above
        QTRY_COMPARE(table.view.rowViewportPosition(table.model.indexOf(top).row()), y);
        const Uid current = table.model.rowAt(table.view.currentIndex().row())->uid;
        table.store.apply({{}, {current, Uid{1, 1}, Uid{2, 1}, Uid{3, 1}}});
        QVERIFY(!table.model.indexOf(current).isValid());
        QTRY_COMPARE(table.view.rowViewportPosition(table.model.indexOf(top).row()), y);
        QVERIFY(table.view.verticalScrollBar()->value() > 0);
    }

    void atTheTopNewRowsAppear()
    {
        Table table;
        table.store.apply(nodesDelta(1000, 300));
        table.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table.view));
        table.store.apply(nodesDelta(0, 40));
        QCoreApplication::processEvents();
        QCOMPARE(table.view.verticalScrollBar()->value(), 0);
        QCOMPARE(table.view.visibleRows().first, 0);
    }

    void copiesWhatIsSeen()
    {
        Table table;
        table.store.apply(nodesDelta(0, 3));
        table.view.horizontalHeader()->setSectionHidden(2, true);
        table.view.selectRow(0);
        QCOMPARE(table.view.selectionAsText(false), QStringLiteral("worker-00000\tReady\t1 / 16\t20 / 64 Gi\t0\t2023-11-14T22:13:20Z"));
        QCOMPARE(table.view.selectionAsText(true).count(u'\n'), 1);
    }

    void layoutBelongsToItsColumns()
    {
        Table table;
        table.view.setColumnHidden(2, true);
        table.view.setColumnWidth(1, 333);
        const QByteArray saved = table.view.saveLayout();
        table.view.resetLayout();
        QVERIFY(!table.view.isColumnHidden(2));
        QVERIFY(table.view.restoreLayout(saved));
        QVERIFY(table.view.isColumnHidden(2));
        QCOMPARE(table.view.columnWidth(1), 333);
        QList<widgets::TableColumn> others;
        for (int i = 0; i < 7; ++i)
            others += widgets::TableColumn{QStringLiteral("other-%1").arg(i), 10, false};
        table.view.setColumns(others);
        QVERIFY(!table.view.restoreLayout(saved));
        QVERIFY(!table.view.restoreLayout(QByteArray("garbage")));
        QVERIFY(!table.view.restoreLayout({}));
        QVERIFY(!table.view.isColumnHidden(2));
    }

    void aSentenceTakesTheRoomThatIsLeft()
    {
        Table table;
        QList<widgets::TableColumn> columns;
        for (const widgets::TableColumn &column : table.view.columns())
            columns += widgets::TableColumn{column.id, column.widthChars, false, column.id == QLatin1String("name"), column.id == QLatin1String("status")};
        table.view.setColumns(columns);
        table.view.resize(400, 420);
        table.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table.view));
        const int narrow = table.view.columnWidth(1);
        const int name = table.view.columnWidth(0);
        const int fits = table.view.horizontalHeader()->length() + table.view.width() - table.view.viewport()->width(); // all by their defaults
        table.view.resize(1600, 420);
        QTRY_VERIFY(table.view.columnWidth(1) > narrow);
        QVERIFY(table.view.columnWidth(0) > name); // first: a name that is cut is worse than a sentence
        QVERIFY(table.view.columnWidth(0) < 2 * name);
        QCOMPARE(table.view.horizontalHeader()->length(), table.view.viewport()->width());
        // A little too narrow: it gives way, so that nothing has to be scrolled to. Much too narrow: that would not help.
        table.view.resize(fits - narrow / 4, 420);
        QTRY_COMPARE(table.view.horizontalHeader()->length(), table.view.viewport()->width());
        QVERIFY(table.view.columnWidth(1) < narrow);
        QCOMPARE(table.view.columnWidth(0), name);
        table.view.resize(fits - narrow / 2, 420);
        QTRY_COMPARE(table.view.columnWidth(1), narrow);
        table.view.resize(1600, 420);
        QTRY_VERIFY(table.view.columnWidth(1) > narrow);
        // Kept, it is not a width: another window has other room.
        const QByteArray untouched = table.view.saveLayout();
        table.view.resize(400, 420);
        QTRY_COMPARE(table.view.columnWidth(1), narrow);
        QVERIFY(table.view.restoreLayout(untouched));
        QCOMPARE(table.view.columnWidth(1), narrow);
        // What the user has set stays.
        table.view.setColumnWidth(1, 77);
        table.view.resize(1600, 420);
        QCoreApplication::processEvents();
        QCOMPARE(table.view.columnWidth(1), 77);
        QVERIFY(table.view.restoreLayout(table.view.saveLayout()));
        QCOMPARE(table.view.columnWidth(1), 77);
    }

    void aTitleIsWholeHoweverNarrowItsColumn()
    {
        Table table;
        QList<widgets::TableColumn> columns;
        for (const widgets::TableColumn &column : table.view.columns())
            columns += widgets::TableColumn{column.id, 1, false};
        table.view.setColumns(columns);
        auto *header = table.view.horizontalHeader();
        for (const int points : {10, 20}) {
            QFont font = table.view.font();
            font.setPointSize(points);
            table.view.setFont(font);
            for (int column = 0; column + 1 < columns.size(); ++column) { // the last one takes what is left
                table.view.setSort({{column, Qt::DescendingOrder}}); // which has its mark
                const QString title = table.model.headerData(column, Qt::Horizontal).toString();
                QVERIFY(!title.isEmpty());
                const int mark = header->style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, header);
                QVERIFY2(header->sectionSize(column) >= header->fontMetrics().horizontalAdvance(title) + mark + 2 * TableView::cellMargin(header->fontMetrics()), qUtf8Printable(title));
            }
        }
    }

    void aColumnThatIsShownOrHiddenSetsNoWidths()
    {
        QWidget window; // in which the table is resized: a window itself has the size that its manager gives it, some time later
        window.resize(1600, 420);
        Table table;
        table.view.setParent(&window);
        QList<widgets::TableColumn> columns;
        for (const widgets::TableColumn &column : table.view.columns())
            columns += widgets::TableColumn{column.id, column.widthChars, column.id == QLatin1String("age"), false, column.id == QLatin1String("status")};
        table.view.setColumns(columns);
        table.view.resize(1600, 420);
        table.view.show();
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto followsTheWindow = [&table] {
            table.view.resize(1000, 420);
            QCoreApplication::processEvents();
            const int narrow = table.view.columnWidth(1);
            table.view.resize(1600, 420);
            QCoreApplication::processEvents();
            return table.view.columnWidth(1) > narrow;
        };
        QVERIFY(followsTheWindow());
        const int age = static_cast<int>(columns.size()) - 1;
        table.view.setColumnShown(age, true); // the last one now: the one before is no longer stretched
        QVERIFY(followsTheWindow());
        table.view.setColumnShown(2, false);
        QVERIFY(followsTheWindow());
        table.view.setColumnShown(age, false);
        QVERIFY(followsTheWindow());
        table.view.setColumnShown(2, true);
        QVERIFY(followsTheWindow());
    }

    void typeAhead()
    {
        Table table;
        table.store.apply(nodesDelta(0, 50));
        table.view.keyboardSearch(QStringLiteral("worker-00031"));
        QCOMPARE(table.view.currentIndex().row(), 31);
    }

    void sortingByTheHeader()
    {
        Table table;
        table.store.apply(nodesDelta(0, 12));
        QList<widgets::TableSort> keys;
        connect(&table.view, &TableView::sortChanged, &table.view, [&](const QList<widgets::TableSort> &sorted) { keys = sorted; });
        table.view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table.view));
        const auto click = [&](int column, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            auto *header = table.view.horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers,
                QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2));
        };
        using Keys = QList<widgets::TableSort>;
        click(1);
        QCOMPARE(keys, (Keys{{1, Qt::AscendingOrder}}));
        click(1);
        QCOMPARE(keys, (Keys{{1, Qt::DescendingOrder}}));
        click(2, Qt::ShiftModifier);
        QCOMPARE(keys, (Keys{{1, Qt::DescendingOrder}, {2, Qt::AscendingOrder}}));
        auto *header = qobject_cast<widgets::TableHeader *>(table.view.horizontalHeader());
        QCOMPARE(header->ordinal(1), 1);
        QCOMPARE(header->ordinal(2), 2);
        QCOMPARE(header->ordinal(0), 0);
        click(2, Qt::ShiftModifier);
        click(2, Qt::ShiftModifier); // up, down, out
        QCOMPARE(keys, (Keys{{1, Qt::DescendingOrder}}));
        QCOMPARE(header->ordinal(1), 0);
        click(3);
        QCOMPARE(keys, (Keys{{3, Qt::AscendingOrder}}));
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
