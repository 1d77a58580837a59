#include <sk/kube/objectstore.h>

#include <QTest>

#include <random>

using namespace sk;
using namespace sk::kube;

namespace {

ResourceKind kindOfTwo()
{
    ResourceKind kind;
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("things"), QStringLiteral("Thing"), true, {}};
    Column name;
    name.id = QStringLiteral("name");
    Column cpu;
    cpu.id = QStringLiteral("cpu");
    cpu.type = CellType::Meter;
    cpu.joined = true;
    kind.columns = {name, cpu};
    return kind;
}

Row rowOf(quint64 id, int value)
{
    Row row;
    row.uid = {1, id};
    row.name = QStringLiteral("n%1").arg(id);
    row.cells.resize(2);
    row.cells[0].text = QString::number(value);
    row.cells[1].c = 8;
    return row;
}

} // namespace

class TestObjectStore : public QObject {
    Q_OBJECT

private slots:
    void randomDeltas();
    void equalRowsAreNoChange();
    void joinedNumbersSurvive();
    void laterRowsGetJoinedNumbers();
    void unjoinTakesUseAway();
};

/// Replays the change records on a plain copy, as a view would, and compares with the truth of a naive map.
void TestObjectStore::randomDeltas()
{
    std::mt19937 random(4711);
    ObjectStore store(kindOfTwo());
    QList<QString> view; // "uid value", by row
    QList<quint64> order; // the naive model
    QHash<quint64, int> values;
    int announced = 0;
    connect(&store, &ObjectStore::aboutToChange, this, [&] {
        ++announced;
        QCOMPARE(store.size(), view.size()); // still the old rows
    });
    const auto textOf = [](const Row &row) { return QString::number(row.uid.low) + u' ' + row.cells[0].text; };
    connect(&store, &ObjectStore::changed, this, [&](const StoreChange &change) {
        --announced;
        QVERIFY(std::is_sorted(change.removed.begin(), change.removed.end()));
        QVERIFY(std::is_sorted(change.changed.begin(), change.changed.end()));
        for (auto it = change.removed.rbegin(); it != change.removed.rend(); ++it)
            view.removeAt(*it);
        for (const int i : change.changed) {
            QVERIFY(view[i] != textOf(store.row(i)));
            view[i] = textOf(store.row(i));
        }
        if (change.insertedCount > 0)
            QCOMPARE(change.firstInserted, view.size());
        for (int i = 0; i < change.insertedCount; ++i)
            view.push_back(textOf(store.row(change.firstInserted + i)));
    });

    for (int round = 0; round < 3000; ++round) {
        Delta delta;
        QSet<quint64> leaving;
        for (int i = static_cast<int>(random() % 6); i > 0; --i) {
            const quint64 id = random() % 80 + 1;
            delta.removals.push_back({1, id});
            leaving.insert(id);
        }
        QHash<quint64, int> last;
        QList<quint64> touched;
        for (int i = static_cast<int>(random() % 10); i > 0; --i) {
            const quint64 id = random() % 80 + 1;
            const int value = static_cast<int>(random() % 3);
            delta.upserts.push_back(rowOf(id, value));
            touched.removeAll(id); // of several with one uid the last counts
            touched.push_back(id);
            last.insert(id, value);
        }
        for (const quint64 id : leaving) {
            order.removeAll(id);
            values.remove(id);
        }
        for (const quint64 id : touched) {
            if (!values.contains(id))
                order.push_back(id);
            values.insert(id, last.value(id));
        }
        if (round % 100 == 99) {
            store.apply(std::move(delta));
            QSet<Uid> seen;
            for (qsizetype i = order.size() - 1; i >= 0; --i) {
                if (random() % 4 == 0) {
                    values.remove(order[i]);
                    order.removeAt(i);
                } else {
                    seen.insert({1, order[i]});
                }
            }
            store.retain(seen);
        } else {
            store.apply(std::move(delta));
        }
        QCOMPARE(announced, 0);
        QCOMPARE(store.size(), order.size());
        for (int i = 0; i < store.size(); ++i) {
            QCOMPARE(store.row(i).uid.low, order[i]);
            QCOMPARE(store.row(i).cells[0].text, QString::number(values.value(order[i])));
            QCOMPARE(store.indexOf(store.row(i).uid), i);
            QCOMPARE(view[i], textOf(store.row(i)));
        }
    }
}

void TestObjectStore::equalRowsAreNoChange()
{
    ObjectStore store(kindOfTwo());
    store.apply({{rowOf(1, 5)}, {}});
    int changes = 0;
    connect(&store, &ObjectStore::changed, this, [&] { ++changes; });
    Row same = rowOf(1, 5);
    same.resourceVersion = QStringLiteral("9");
    store.apply({{same}, {{1, 77}}});
    QCOMPARE(changes, 0);
    QCOMPARE(store.row(0).resourceVersion, QStringLiteral("9"));
    store.apply({{rowOf(0, 1)}, {}});
    QCOMPARE(changes, 1);
    Row nobody = rowOf(3, 1);
    nobody.uid = {};
    store.apply({{nobody}, {}});
    QCOMPARE(changes, 1);
}

void TestObjectStore::joinedNumbersSurvive()
{
    ObjectStore store(kindOfTwo());
    store.apply({{rowOf(1, 5)}, {}});
    JoinedValues use{1, {}};
    use.byName[QStringLiteral("n1")].a = 2.5;
    store.join(use);
    JoinedValues requests{1, {}};
    requests.byName[QStringLiteral("n1")].b = 4;
    store.join(requests);
    QCOMPARE(store.row(0).cells[1].a, 2.5);
    QCOMPARE(store.row(0).cells[1].b, 4.0);
    store.apply({{rowOf(1, 6)}, {}});
    QCOMPARE(store.row(0).cells[0].text, QStringLiteral("6"));
    QCOMPARE(store.row(0).cells[1].a, 2.5);
    QCOMPARE(store.row(0).cells[1].b, 4.0);
    QCOMPARE(store.row(0).cells[1].c, 8.0);
}

void TestObjectStore::laterRowsGetJoinedNumbers()
{
    ObjectStore store(kindOfTwo());
    JoinedValues use{1, {}};
    use.byName[QStringLiteral("shop/n2")].a = 3;
    store.join(use);
    Row row = rowOf(2, 1);
    row.nameSpace = QStringLiteral("shop");
    store.apply({{row}, {}});
    QCOMPARE(store.row(0).cells[1].a, 3.0);
}

void TestObjectStore::unjoinTakesUseAway()
{
    ObjectStore store(kindOfTwo());
    store.apply({{rowOf(1, 5), rowOf(2, 5)}, {}});
    JoinedValues both{1, {}};
    both.byName[QStringLiteral("n1")] = {2.5, 4};
    store.join(both);
    StoreChange last;
    connect(&store, &ObjectStore::changed, this, [&](const StoreChange &change) { last = change; });
    store.unjoin(1);
    QVERIFY(std::isnan(store.row(0).cells[1].a));
    QCOMPARE(store.row(0).cells[1].b, 4.0);
    QCOMPARE(last.changed, std::vector<int>{0});
}

QTEST_APPLESS_MAIN(TestObjectStore)
#include "tst_objectstore.moc"
