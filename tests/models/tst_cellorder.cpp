#include <sk/models/cellorder.h>

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;

namespace {

Cell textCell(const QString &text, Health health = Health::None)
{
    Cell cell;
    cell.text = text;
    cell.health = health;
    return cell;
}

Column columnOf(CellType type)
{
    Column column;
    column.type = type;
    return column;
}

int sign(int c)
{
    return (c > 0) - (c < 0);
}

/// Texts that are hard to put in order: digits, zeros, capitals, addresses, versions, letters beyond ASCII, odd ones.
QString oddText(QRandomGenerator &random)
{
    static const QStringList pieces{QStringLiteral("a"), QStringLiteral("A"), QStringLiteral("node-"), QStringLiteral("0"), QStringLiteral("00"), QStringLiteral("1"),
        QStringLiteral("10"), QStringLiteral("007"), QStringLiteral("."), QStringLiteral("-"), QStringLiteral("+"), QStringLiteral(":"), QStringLiteral("fd00"),
        QStringLiteral("v1"), QString::fromUtf8("\u00e9"), QString::fromUtf8("\u4e2d"), QString::fromUtf8("\u212a"), QString::fromUtf8("\u00ff"), QString(QChar(0)),
        QString(300, u'7'), QStringLiteral("255"), QStringLiteral("::"), QStringLiteral(","), QStringLiteral("999999999999999999999")};
    QString text;
    for (int i = random.bounded(6); i > 0; --i)
        text += pieces[static_cast<qsizetype>(random.bounded(static_cast<quint32>(pieces.size())))];
    return text;
}

} // namespace

class TestCellOrder : public QObject {
    Q_OBJECT

private slots:
    void ascending_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, CellType type, const QString &texts) { QTest::newRow(name) << static_cast<int>(type) << texts.split(u' '); };
        row("names", CellType::Name, QStringLiteral("a node-2 node-9 node-10 node-10a Node-11 node-011x z"));
        row("versions", CellType::Version, QStringLiteral("v1.9.1 v1.27.0-alpha.2 v1.27.0-rc.1 v1.27.0-rc.10 v1.27.0 v1.27.0+k3s1 v1.27.4 v1.27.10 v2"));
        row("addresses", CellType::IpAddress,
            QStringLiteral("9.255.255.255 10.0.0.2 10.0.0.10 10.0.0.10,fd00::1 10.0.3.9 192.168.0.1 ::1 fd00::2 fd00::10 fd00:0:0:1::1 fe80::1 10.0.0.300 ip-10 none"));
    }

    void ascending()
    {
        QFETCH(int, type);
        QFETCH(QStringList, texts);
        const Column column = columnOf(static_cast<CellType>(type));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            for (qsizetype j = 0; j < texts.size(); ++j) {
                const int c = compareCells(column, textCell(texts[i]), textCell(texts[j]));
                QVERIFY2(sign(c) == (i > j) - (i < j), qPrintable(texts[i] + u' ' + texts[j]));
            }
        }
    }

    /// Where keys differ they decide as the texts would; and the order of texts is one: total, the same from both sides, transitive.
    void keysAgreeWithTexts_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("natural") << static_cast<int>(CellType::Name);
        QTest::newRow("version") << static_cast<int>(CellType::Version);
        QTest::newRow("address") << static_cast<int>(CellType::IpAddress);
    }

    void keysAgreeWithTexts()
    {
        QFETCH(int, type);
        const auto cellType = static_cast<CellType>(type);
        QRandomGenerator random(20);
        QStringList texts;
        for (int i = 0; i < 400; ++i)
            texts += oddText(random);
        for (const QString &a : std::as_const(texts)) {
            for (const QString &b : std::as_const(texts)) {
                const int c = compareTexts(cellType, a, b);
                QCOMPARE(c == 0, a == b);
                QCOMPARE(sign(c), -sign(compareTexts(cellType, b, a)));
                const auto x = textKey(cellType, a);
                const auto y = textKey(cellType, b);
                if (x != y)
                    QVERIFY2((x < y) == (c < 0), qPrintable(a + u' ' + b));
            }
        }
        std::sort(texts.begin(), texts.end(), [cellType](const QString &a, const QString &b) { return compareTexts(cellType, a, b) < 0; });
        for (qsizetype i = 0; i < texts.size(); i += 3) {
            for (qsizetype j = i; j < texts.size(); j += 3)
                QVERIFY(compareTexts(cellType, texts[i], texts[j]) <= 0);
        }
    }

    void numbersInOrder()
    {
        const QList<double> ascending{-1e300, -5, -0.5, 0, 1e-9, 0.5, 1, 1e15, 1e300};
        const Column column = columnOf(CellType::Number);
        for (qsizetype i = 0; i < ascending.size(); ++i) {
            for (qsizetype j = 0; j < ascending.size(); ++j) {
                Cell a;
                Cell b;
                a.a = ascending[i];
                b.a = ascending[j];
                QCOMPARE(sign(compareCells(column, a, b)), (i > j) - (i < j));
            }
        }
        Cell minus;
        Cell plus;
        minus.a = -0.0;
        plus.a = 0.0;
        QCOMPARE(compareCells(column, minus, plus), 0);
        // Younger is less; half of four is less ready than one of one; none of none is ready.
        Cell young;
        Cell old;
        young.a = 2e12;
        old.a = 1e12;
        QVERIFY(compareCells(columnOf(CellType::Age), young, old) < 0);
        const auto ready = [](double have, double want) {
            Cell cell;
            cell.a = have;
            cell.b = want;
            return cell;
        };
        const Column readyColumn = columnOf(CellType::Ready);
        QVERIFY(compareCells(readyColumn, ready(2, 4), ready(1, 1)) < 0);
        QVERIFY(compareCells(readyColumn, ready(0, 3), ready(0, 0)) < 0);
        QVERIFY(compareCells(readyColumn, ready(1, 1), ready(2, 2)) < 0);
    }

    void theWorstComesFirst()
    {
        const Column column = columnOf(CellType::Status);
        QVERIFY(compareCells(column, textCell(QStringLiteral("z"), Health::Failing), textCell(QStringLiteral("a"), Health::Healthy)) < 0);
        QVERIFY(compareCells(column, textCell(QStringLiteral("a"), Health::Failing), textCell(QStringLiteral("z"), Health::Failing)) < 0);
    }
};

QTEST_GUILESS_MAIN(TestCellOrder)
#include "tst_cellorder.moc"
