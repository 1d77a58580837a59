#include <sk/models/cellformat.h>
#include <sk/models/resourcetablemodel.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;

namespace {

enum Columns { NameColumn, StatusColumn, CountColumn, MemoryColumn, ReadyColumn, AddressColumn, VersionColumn, AgeColumn, DurationColumn, ColumnCount };

ResourceKind testKind()
{
    ResourceKind kind;
    kind.title = "Things";
    const auto add = [&kind](const QString &id, const char *title, CellType type) {
        Column column;
        column.id = id;
        column.title = title;
        column.type = type;
        kind.columns.push_back(column);
    };
    add(QStringLiteral("name"), "Name", CellType::Name);
    add(QStringLiteral("status"), "Status", CellType::Status);
    add(QStringLiteral("restarts"), "Restarts", CellType::Number);
    add(QStringLiteral("memory"), "Memory", CellType::Meter);
    add(QStringLiteral("ready"), "Ready", CellType::Ready);
    add(QStringLiteral("ip"), "IP", CellType::IpAddress);
    add(QStringLiteral("version"), "Version", CellType::Version);
    add(QStringLiteral("age"), "Age", CellType::Age);
    add(QStringLiteral("duration"), "Duration", CellType::Duration);
    kind.columns[MemoryColumn].joined = true;
    kind.columns[MemoryColumn].meterUnit = MeterUnit::Bytes;
    return kind;
}

constexpr UnixMs now = 1'700'000'000'000;

Row makeRow(quint64 id, QRandomGenerator &random)
{
    static const QStringList states{QStringLiteral("Running"), QStringLiteral("Pending"), QStringLiteral("CrashLoopBackOff"), QStringLiteral("Succeeded")};
    static const std::array healths{Health::Healthy, Health::Progressing, Health::Failing, Health::Finished};
    Row row;
    row.uid = Uid{id + 1, 7};
    row.name = QStringLiteral("pod-%1").arg(id % 977);
    row.nameSpace = QStringLiteral("team-%1").arg(id % 5);
    row.resourceVersion = QString::number(random.generate());
    row.cells.resize(ColumnCount);
    row.cells[NameColumn].text = row.name;
    const auto state = static_cast<qsizetype>(random.bounded(4));
    row.cells[StatusColumn].text = states[state];
    row.cells[StatusColumn].health = healths[static_cast<std::size_t>(state)];
    row.health = healths[static_cast<std::size_t>(state)];
    if (random.bounded(4) != 0)
        row.cells[CountColumn].a = random.bounded(20);
    if (random.bounded(3) != 0) {
        row.cells[MemoryColumn].a = random.bounded(1000) * 1e6;
        row.cells[MemoryColumn].c = 2e9;
    }
    if (random.bounded(9) != 0) {
        row.cells[ReadyColumn].a = random.bounded(4);
        row.cells[ReadyColumn].b = random.bounded(4);
    }
    static const QStringList addresses{QStringLiteral("10.0.0.%1"), QStringLiteral("fd00::%1"), QStringLiteral("10.0.%1.7,fd00::1"), QStringLiteral("<none %1>"), QString()};
    if (const QString address = addresses[static_cast<qsizetype>(random.bounded(5))]; !address.isEmpty())
        row.cells[AddressColumn].text = address.arg(random.bounded(130));
    static const QStringList versions{QStringLiteral("v1.%1.4"), QStringLiteral("v1.%1.4-rc.1"), QStringLiteral("v1.%1.4+k3s1"), QString()};
    if (const QString version = versions[static_cast<qsizetype>(random.bounded(4))]; !version.isEmpty())
        row.cells[VersionColumn].text = version.arg(random.bounded(30));
    row.cells[AgeColumn].a = static_cast<double>(now - random.bounded(1'000'000) * 1000LL);
    if (const int what = random.bounded(3); what == 0)
        row.cells[DurationColumn].a = random.bounded(50) * 1000;
    else if (what == 1)
        row.cells[DurationColumn].b = static_cast<double>(now - random.bounded(50) * 1000);
    return row;
}

/// The same rows by the plainest means: everything sorted and filtered from nothing, every time.
struct Naive {
    QList<SortKey> keys;
    QString wanted;
    QString refused;
    QStringList namespaces;

    QList<Uid> rows(const ObjectStore &store) const
    {
        std::vector<const Row *> all;
        for (int i = 0; i < store.size(); ++i) {
            const Row &row = store.row(i);
            QString text;
            for (int c = 0; c < AgeColumn; ++c) {
                if (c == MemoryColumn)
                    continue; // words do not look at measured figures and ages
                text += displayText(store.kind().columns[static_cast<std::size_t>(c)], row.cells[static_cast<std::size_t>(c)], 0) + u'\n';
            }
            if (!namespaces.isEmpty() && !namespaces.contains(row.nameSpace))
                continue;
            if (!wanted.isEmpty() && !text.contains(wanted, Qt::CaseInsensitive))
                continue;
            if (!refused.isEmpty() && text.contains(refused, Qt::CaseInsensitive))
                continue;
            all.push_back(&row);
        }
        std::stable_sort(all.begin(), all.end(), [&](const Row *x, const Row *y) {
            for (const SortKey &key : keys) {
                const auto column = static_cast<std::size_t>(key.column);
                const Column &by = store.kind().columns[column];
                const Cell &a = x->cells[column];
                const Cell &b = y->cells[column];
                if (isUnknown(by, a) != isUnknown(by, b))
                    return isUnknown(by, b);
                if (isUnknown(by, a))
                    continue;
                if (const int c = compareCells(by, a, b))
                    return key.order == Qt::AscendingOrder ? c < 0 : c > 0;
            }
            const Column &name = store.kind().columns[NameColumn];
            if (const int c = compareCells(name, x->cells[NameColumn], y->cells[NameColumn]))
                return c < 0;
            return x->nameSpace != y->nameSpace ? x->nameSpace < y->nameSpace : x->uid < y->uid;
        });
        QList<Uid> uids;
        for (const Row *row : all)
            uids += row->uid;
        return uids;
    }
};

QList<Uid> uidsOf(const ResourceTableModel &model)
{
    QList<Uid> uids;
    for (int row = 0; row < model.rowCount(); ++row)
        uids += model.rowAt(row)->uid;
    return uids;
}

void fill(ObjectStore &store, int count, quint64 first = 0)
{
    QRandomGenerator random(42);
    Delta delta;
    for (int i = 0; i < count; ++i)
        delta.upserts.push_back(makeRow(first + static_cast<quint64>(i), random));
    store.apply(std::move(delta));
}

} // namespace

class TestResourceTableModel : public QObject {
    Q_OBJECT

private slots:
    void randomDeltas_data()
    {
        QTest::addColumn<QList<SortKey>>("keys");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("refused");
        QTest::addColumn<QStringList>("namespaces");
        QTest::addColumn<int>("batch");
        QTest::newRow("name, small batches") << QList<SortKey>{{NameColumn, Qt::AscendingOrder}} << QString() << QString() << QStringList() << 3;
        QTest::newRow("name, large batches") << QList<SortKey>{{NameColumn, Qt::AscendingOrder}} << QString() << QString() << QStringList() << 400;
        QTest::newRow("status") << QList<SortKey>{{StatusColumn, Qt::AscendingOrder}} << QString() << QString() << QStringList() << 12;
        QTest::newRow("count down, unknown last") << QList<SortKey>{{CountColumn, Qt::DescendingOrder}} << QString() << QString() << QStringList() << 12;
        QTest::newRow("memory up") << QList<SortKey>{{MemoryColumn, Qt::AscendingOrder}} << QString() << QString() << QStringList() << 5;
        QTest::newRow("age down, filtered") << QList<SortKey>{{AgeColumn, Qt::DescendingOrder}} << QStringLiteral("run") << QString() << QStringList() << 20;
        QTest::newRow("durations") << QList<SortKey>{{DurationColumn, Qt::AscendingOrder}} << QString() << QString() << QStringList() << 12;
        QTest::newRow("durations down") << QList<SortKey>{{DurationColumn, Qt::DescendingOrder}} << QString() << QString() << QStringList() << 12;
        QTest::newRow("negative word") << QList<SortKey>{{StatusColumn, Qt::DescendingOrder}} << QString() << QStringLiteral("crash") << QStringList() << 5;
        QTest::newRow("namespaces and words, large") << QList<SortKey>{{CountColumn, Qt::AscendingOrder}} << QStringLiteral("pod-1") << QStringLiteral("pending")
                                                     << QStringList{QStringLiteral("team-1"), QStringLiteral("team-3")} << 300;
        const QList<SortKey> three{{StatusColumn, Qt::AscendingOrder}, {CountColumn, Qt::DescendingOrder}, {AddressColumn, Qt::AscendingOrder}};
        const QList<SortKey> texts{{VersionColumn, Qt::DescendingOrder}, {NameColumn, Qt::DescendingOrder}};
        const QList<SortKey> numbers{{ReadyColumn, Qt::AscendingOrder}, {MemoryColumn, Qt::DescendingOrder}, {AgeColumn, Qt::AscendingOrder}};
        for (const int batch : {4, 30, 500}) {
            QTest::addRow("three keys, batches of %d", batch) << three << QString() << QString() << QStringList() << batch;
            QTest::addRow("texts, batches of %d", batch) << texts << QString() << QString() << QStringList() << batch;
            QTest::addRow("numbers, two filters, batches of %d", batch)
                << numbers << QStringLiteral("pod-") << QStringLiteral("succeeded") << QStringList{QStringLiteral("team-0"), QStringLiteral("team-4")} << batch;
        }
    }

    void randomDeltas()
    {
        QFETCH(QList<SortKey>, keys);
        QFETCH(QString, wanted);
        QFETCH(QString, refused);
        QFETCH(QStringList, namespaces);
        QFETCH(int, batch);
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setSort(keys);
        QCOMPARE(model.sortKeys(), keys);
        model.setFilter(wanted + (refused.isEmpty() ? QString() : QStringLiteral(" -") + refused));
        model.setNamespaces(namespaces);
        const Naive naive{keys, wanted, refused, namespaces};

        // What a view keeps: persistent indexes stay on their objects.
        QList<QPair<QPersistentModelIndex, Uid>> kept;
        QRandomGenerator random(static_cast<quint32>(keys.first().column * 100 + batch));
        fill(store, 400);
        QCOMPARE(uidsOf(model), naive.rows(store));
        for (int row = 0; row < model.rowCount(); row += 7)
            kept.append({QPersistentModelIndex(model.index(row, row % ColumnCount)), model.rowAt(row)->uid});

        for (int round = 0; round < 24; ++round) {
            Delta delta;
            for (int i = random.bounded(batch) + 1; i > 0; --i) {
                const quint64 id = random.bounded(520U);
                if (random.bounded(4) == 0)
                    delta.removals.push_back(Uid{id + 1, 7});
                else
                    delta.upserts.push_back(makeRow(id, random));
            }
            store.apply(std::move(delta));
            QCOMPARE(uidsOf(model), naive.rows(store));
            for (const auto &[index, uid] : kept) {
                if (index.isValid())
                    QCOMPARE(model.rowAt(index.row())->uid, uid);
            }
            for (int row = 0; row < model.rowCount(); ++row) {
                QCOMPARE(model.indexOf(model.rowAt(row)->uid).row(), row);
            }
        }
        QCOMPARE(resets.count(), 0);
        QVERIFY(model.rowCount() > 10);
    }

    void filterChanges()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(store, 1000);
        model.sort(CountColumn, Qt::DescendingOrder);
        for (const QString &word : {QStringLiteral("r"), QStringLiteral("run"), QStringLiteral("runx"), QStringLiteral("crash"), QString(), QStringLiteral("pod-12"), QString()}) {
            model.setFilter(word);
            QCOMPARE(uidsOf(model), (Naive{{{CountColumn, Qt::DescendingOrder}}, word, {}, {}}.rows(store)));
        }
        QCOMPARE(model.rowCount(), model.totalCount());
        // Hidden columns are not searched.
        model.setSearchedColumns({NameColumn});
        model.setFilter(QStringLiteral("running"));
        QCOMPARE(model.rowCount(), 0);
    }

    void selectionStaysOnItsObjects()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        fill(store, 500);
        QItemSelectionModel selection(&model);
        const Uid current = model.rowAt(100)->uid;
        const Uid other = model.rowAt(101)->uid;
        selection.setCurrentIndex(model.index(100, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        selection.select(model.index(101, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        fill(store, 400, 500); // many new rows among the others
        model.sort(AgeColumn, Qt::DescendingOrder);
        model.sort(StatusColumn, Qt::AscendingOrder);
        QCOMPARE(model.rowAt(selection.currentIndex().row())->uid, current);
        QSet<quint64> selected;
        for (const QModelIndex &index : selection.selectedRows())
            selected.insert(model.rowAt(index.row())->uid.high);
        QCOMPARE(selected, (QSet<quint64>{current.high, other.high}));
    }

    void aSmallChangeIsASmallSignal()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        fill(store, 500);
        QSignalSpy layouts(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
        Row row = store.row(3);
        row.cells[CountColumn].a = 99;
        store.apply({{row}, {}});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(layouts.count() + inserts.count() + moves.count(), 0);
        model.sort(CountColumn, Qt::DescendingOrder);
        layouts.clear();
        row.cells[CountColumn].a = 0.5;
        store.apply({{row}, {}});
        QCOMPARE(moves.count(), 1);
        QCOMPARE(layouts.count(), 0);
    }

    void firstPagesArriveInOrder()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        // Sorted by namespace and name as the server sends them: each page is one insertion at the end.
        QRandomGenerator random(1);
        for (int page = 0; page < 4; ++page) {
            Delta delta;
            for (int i = 0; i < 100; ++i) {
                Row row = makeRow(static_cast<quint64>(page * 100 + i), random);
                row.name = QStringLiteral("pod-%1").arg(page * 100 + i, 4, 10, QLatin1Char('0'));
                row.cells[NameColumn].text = row.name;
                delta.upserts.push_back(row);
            }
            store.apply(std::move(delta));
        }
        QCOMPARE(inserts.count(), 4);
        QCOMPARE(model.rowCount(), 400);
    }

    void countsAndTicks()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        fill(store, 300);
        int failing = 0;
        for (int i = 0; i < store.size(); ++i)
            failing += static_cast<int>(store.row(i).health == Health::Failing);
        QCOMPARE(model.countOf(Health::Failing), failing);
        QSignalSpy counts(&model, &ResourceTableModel::countsChanged);
        model.setFilter(QStringLiteral("crash"));
        QVERIFY(counts.count() > 0);
        QCOMPARE(model.rowCount(), failing);
        QCOMPARE(model.countOf(Health::Healthy), 0);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.tick(0, 10);
        QVERIFY(changes.count() > 0);
        for (const auto &arguments : changes) {
            const int column = arguments[0].toModelIndex().column();
            QVERIFY2(column == AgeColumn || column == DurationColumn || column == StatusColumn, qPrintable(QString::number(column)));
        }
    }

    void accessibleAndToolTip()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        fill(store, 20);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column)
                QVERIFY(!model.index(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
            QVERIFY(!model.index(row, AgeColumn).data(Qt::ToolTipRole).toString().isEmpty());
        }
    }

    /// Prints figures; fails only when something is out of all proportion, so that a busy machine does not turn it red.
    void figures()
    {
        ObjectStore store(testKind());
        ManualClock clock(now);
        ResourceTableModel model(store, clock);
        QElapsedTimer timer;
        const auto report = [&timer](const char *what, qint64 limitMs) {
            const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            qInfo("{\"figure\": \"%s\", \"ms\": %.1f}", what, ms);
            QVERIFY2(ms < static_cast<double>(limitMs), what);
        };
        timer.start();
        for (quint64 page = 0; page < 100; ++page)
            fill(store, 500, page * 500);
        report("50,000 rows in pages of 500", 60000);
        timer.start();
        model.sort(CountColumn, Qt::DescendingOrder);
        report("sort 50,000 by a number", 15000);
        timer.start();
        model.sort(StatusColumn, Qt::AscendingOrder);
        report("sort 50,000 by status", 15000);
        QString word;
        for (const QChar c : QStringLiteral("crash")) {
            word += c;
            timer.start();
            model.setFilter(word);
            report("a keystroke in the filter", 10000);
        }
        timer.start();
        model.setFilter({});
        report("filter cleared", 10000);
        QRandomGenerator random(9);
        timer.start();
        for (int i = 0; i < 20; ++i) {
            Delta delta;
            for (int k = 0; k < 20; ++k)
                delta.upserts.push_back(makeRow(random.bounded(50'000U), random));
            store.apply(std::move(delta));
        }
        report("20 batches of 20 changes", 20000);
    }
};

QTEST_GUILESS_MAIN(TestResourceTableModel)
#include "tst_resourcetablemodel.moc"
