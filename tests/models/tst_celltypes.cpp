#include <sk/models/cellformat.h>
#include <sk/models/cellorder.h>
#include <sk/models/filterparser.h>
#include <sk/models/rowfilter.h>

#include <QTest>

#include <algorithm>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;

namespace {

constexpr UnixMs now = 1'700'000'000'000;
constexpr double minute = 60'000;

Cell numbers(double a, double b = unknownNumber, double c = unknownNumber)
{
    return {{}, a, b, c, {}};
}

Column column(CellType type, const char *id = "it")
{
    Column made;
    made.id = QString::fromLatin1(id);
    made.title = "It";
    made.type = type;
    return made;
}

} // namespace

/// Cells with more than one value: how long something took, what has a time of its own, what kubectl calls by another word.
class TestCellTypes : public QObject {
    Q_OBJECT
private slots:
    void durationsAreShown();
    void durationsAreSorted();
    void durationsAreAskedFor_data();
    void durationsAreAskedFor();
    void aNumberWithItsTime();
    void someOfSoManyAreEnough();
    void kubectlsWordFinds_data();
    void kubectlsWordFinds();
};

void TestCellTypes::durationsAreShown()
{
    const Column duration = column(CellType::Duration);
    QCOMPARE(displayText(duration, numbers(90'000), now), QStringLiteral("90s"));
    const Cell running = numbers(unknownNumber, now - 3 * minute);
    QCOMPARE(displayText(duration, running, now), QStringLiteral("3m"));
    QCOMPARE(displayText(duration, running, now + 60'000), QStringLiteral("4m")); // goes on
    QVERIFY(toolTipText(duration, running, now).startsWith(QStringLiteral("Since ")));
    QVERIFY(isUnknown(duration, numbers(unknownNumber)));
    QVERIFY(!isUnknown(duration, running));
    QCOMPARE(displayText(duration, numbers(unknownNumber), now), QStringLiteral("–"));
}

void TestCellTypes::durationsAreSorted()
{
    const Column duration = column(CellType::Duration);
    // As texts, "2m" would come before "90s".
    const QList<Cell> sorted{numbers(10'000), numbers(90'000), numbers(2 * minute), numbers(900 * minute), numbers(unknownNumber, now - minute), numbers(unknownNumber, now - 3 * minute)};
    for (qsizetype i = 0; i + 1 < sorted.size(); ++i) {
        QVERIFY2(compareCells(duration, sorted[i], sorted[i + 1]) < 0, qPrintable(QString::number(i)));
        QVERIFY(compareCells(duration, sorted[i + 1], sorted[i]) > 0);
    }
}

void TestCellTypes::durationsAreAskedFor_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("names");
    QTest::newRow("longer") << QStringLiteral("duration>2m") << QStringLiteral("long,runs");
    QTest::newRow("shorter") << QStringLiteral("duration<2m") << QStringLiteral("short");
    QTest::newRow("not") << QStringLiteral("-duration>2m") << QStringLiteral("short,none");
    QTest::newRow("a word is no time") << QStringLiteral("90s") << QString();
}

void TestCellTypes::durationsAreAskedFor()
{
    QFETCH(QString, filter);
    QFETCH(QString, names);
    ResourceKind kind;
    kind.columns = {column(CellType::Name, "name"), column(CellType::Duration, "duration")};
    QStringList found;
    const ParsedFilter parsed = parseFilter(filter);
    QVERIFY(!parsed.error);
    FilterError error;
    const RowFilter test = RowFilter::compile(parsed.root, kind, &error);
    QVERIFY2(!error, qPrintable(error.message));
    for (const auto &[name, cell] : QList<std::pair<QString, Cell>>{{QStringLiteral("short"), numbers(90'000)}, {QStringLiteral("long"), numbers(5 * minute)},
             {QStringLiteral("runs"), numbers(unknownNumber, now - 3 * minute)}, {QStringLiteral("none"), numbers(unknownNumber)}}) {
        Row row;
        row.name = name;
        row.cells = {Cell{name, unknownNumber, unknownNumber, unknownNumber, {}}, cell};
        if (test.matches(row, {}, now))
            found += name;
    }
    QCOMPARE(found.join(u','), names);
}

void TestCellTypes::aNumberWithItsTime()
{
    Column restarts = column(CellType::Number);
    const Cell cell = numbers(7, now - 5 * minute);
    QCOMPARE(displayText(restarts, cell, now), QStringLiteral("7"));
    restarts.timed = true;
    QCOMPARE(displayText(restarts, cell, now), QStringLiteral("7 (5m ago)"));
    QCOMPARE(displayText(restarts, numbers(0), now), QStringLiteral("0"));
    QCOMPARE(copyText(restarts, cell, now), QStringLiteral("7")); // a number, for who reads it
    QVERIFY(toolTipText(restarts, cell, now).startsWith(QStringLiteral("Last: ")));
    QVERIFY(compareCells(restarts, numbers(7, now), numbers(12, now - minute)) < 0);
}

void TestCellTypes::someOfSoManyAreEnough()
{
    const Column completions = column(CellType::Ready);
    QCOMPARE(displayText(completions, numbers(0, 1, 3), now), QStringLiteral("0/1 of 3"));
    QCOMPARE(displayText(completions, numbers(2, 5), now), QStringLiteral("2/5"));
}

void TestCellTypes::kubectlsWordFinds_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *filter, const char *names) { QTest::newRow(filter) << QString::fromLatin1(filter) << QString::fromLatin1(names); };
    row("SchedulingDisabled", "a");
    row("schedulingd", "a"); // letter by letter as well: what is typed on must not lose rows
    row("cordoned", "a");
    row("/^SchedulingDisabled$/", "a");
    row("status:SchedulingDisabled", "a");
    row("status:!SchedulingDisabled", "b");
    row("status=SchedulingDisabled", "a");
    row("-SchedulingDisabled", "b");
    row("Ready", "a,b");
}

void TestCellTypes::kubectlsWordFinds()
{
    QFETCH(QString, filter);
    QFETCH(QString, names);
    ResourceKind kind;
    kind.columns = {column(CellType::Name, "name"), column(CellType::Status, "status")};
    kind.columns[1].ownWord = "cordoned";
    kind.columns[1].kubectlWord = "SchedulingDisabled";
    const ParsedFilter parsed = parseFilter(filter);
    QVERIFY(!parsed.error);
    FilterError error;
    const RowFilter test = RowFilter::compile(parsed.root, kind, &error);
    QVERIFY2(!error, qPrintable(error.message));
    QStringList found;
    for (const auto &[name, status] : {std::pair{"a", "Ready, cordoned"}, {"b", "Ready"}}) {
        Row row;
        row.name = QString::fromLatin1(name);
        row.cells.resize(2);
        row.cells[0].text = row.name;
        row.cells[1].text = QString::fromLatin1(status);
        if (test.matches(row, {}, now))
            found += row.name;
    }
    QCOMPARE(found.join(u','), names);
}

QTEST_APPLESS_MAIN(TestCellTypes)
#include "tst_celltypes.moc"
