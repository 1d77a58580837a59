#include <sk/models/cellformat.h>

#include <QDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;

namespace {

Column columnOf(CellType type, MeterUnit unit = MeterUnit::Cores)
{
    Column column;
    column.title = "Column";
    column.type = type;
    column.meterUnit = unit;
    return column;
}

Cell textCell(const QString &text, Health health = Health::None)
{
    Cell cell;
    cell.text = text;
    cell.health = health;
    return cell;
}

Cell numbers(double a, double b = unknownNumber, double c = unknownNumber)
{
    Cell cell;
    cell.a = a;
    cell.b = b;
    cell.c = c;
    return cell;
}

constexpr UnixMs now = 1'700'000'000'000;
constexpr double gi = 1024.0 * 1024 * 1024;

} // namespace

class TestCellFormat : public QObject {
    Q_OBJECT

private slots:
    void display_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("abc");
        QTest::addColumn<QString>("expected");
        const double x = unknownNumber;
        const auto row = [](const char *tag, CellType type, MeterUnit unit, const QString &text, const QList<double> &abc, const QString &expected) {
            QTest::newRow(tag) << static_cast<int>(type) << static_cast<int>(unit) << text << abc << expected;
        };
        const auto cores = MeterUnit::Cores;
        row("age", CellType::Age, cores, {}, {now - 5.0 * 3600 * 1000 * 24, x, x}, QStringLiteral("5d"));
        row("age unknown", CellType::Age, cores, {}, {x, x, x}, QStringLiteral("–"));
        row("status with time", CellType::Status, cores, QStringLiteral("NotReady for %t"), {now - 720'000.0, x, x}, QStringLiteral("NotReady for 12m"));
        row("ready", CellType::Ready, cores, {}, {1, 2, x}, QStringLiteral("1/2"));
        row("number", CellType::Number, cores, {}, {37, x, x}, QStringLiteral("37"));
        row("meter cores", CellType::Meter, cores, {}, {9.9, 12, 16}, QStringLiteral("9.9 / 16"));
        row("meter bytes", CellType::Meter, MeterUnit::Bytes, {}, {44.8 * gi, 50 * gi, 64 * gi}, QStringLiteral("44.8 / 64 Gi"));
        row("meter from requests", CellType::Meter, cores, {}, {x, 12, 16}, QStringLiteral("12 / 16"));
        row("meter without numbers", CellType::Meter, cores, {}, {x, x, 16}, QStringLiteral("no metrics"));
        row("pieces", CellType::Meter, MeterUnit::Pieces, {}, {88, x, 110}, QStringLiteral("88 / 110"));
    }

    void display()
    {
        QFETCH(int, type);
        QFETCH(int, unit);
        QFETCH(QString, text);
        QFETCH(QList<double>, abc);
        QFETCH(QString, expected);
        Cell cell = numbers(abc[0], abc[1], abc[2]);
        cell.text = text;
        QCOMPARE(displayText(columnOf(static_cast<CellType>(type), static_cast<MeterUnit>(unit)), cell, now), expected);
    }

    void copiesHoldTimes_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("copied");
        QTest::newRow("for") << QStringLiteral("NotReady for %t") << QStringLiteral("NotReady since 2023-11-14T22:01:20Z");
        QTest::newRow("ago") << QStringLiteral("Running, last restart %t ago: OOMKilled") << QStringLiteral("Running, last restart at 2023-11-14T22:01:20Z: OOMKilled");
        QTest::newRow("a language that says it otherwise") << QStringLiteral("[%t] nicht bereit") << QStringLiteral("[2023-11-14T22:01:20Z] nicht bereit");
        QTest::newRow("without a time") << QStringLiteral("Ready") << QStringLiteral("Ready");
    }

    void copiesHoldTimes()
    {
        QFETCH(QString, shown);
        Cell cell = numbers(now - 720'000.0);
        cell.text = shown;
        const Column column = columnOf(CellType::Status);
        QTEST(copyText(column, cell, now), "copied");
        QCOMPARE(copyText(column, cell, now + 3'600'000), copyText(column, cell, now)); // whenever it is read
        QCOMPARE(copyText(column, textCell(QStringLiteral("Unknown for %t")), now), QStringLiteral("Unknown for –"));
        QCOMPARE(copyText(columnOf(CellType::Age), numbers(now - 720'000.0), now), QStringLiteral("2023-11-14T22:01:20Z"));
    }

    /// The words that a copy replaces are those of the sentences, in every language.
    void translationsOfSentencesHaveTheWordsAroundTheTime()
    {
        for (const QFileInfo &file : QDir(QStringLiteral(SK_SOURCE_DIR "/translations")).entryInfoList({QStringLiteral("*.ts")})) {
            QFile input(file.filePath());
            QVERIFY(input.open(QIODevice::ReadOnly));
            QHash<QString, QString> sentences;
            QString source;
            for (QXmlStreamReader xml(&input); !xml.atEnd();) {
                if (xml.readNext() != QXmlStreamReader::StartElement)
                    continue;
                if (xml.name() == QLatin1String("source"))
                    source = xml.readElementText();
                else if (xml.name() == QLatin1String("translation") && source.contains(QLatin1String("%t")))
                    sentences.insert(source, xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed());
            }
            const auto words = [&](const char *text) { return sentences.value(QString::fromLatin1(text)); };
            if (words("for %t").isEmpty())
                continue; // the plural forms of English only
            QVERIFY(sentences.size() > 10);
            for (auto it = sentences.cbegin(); it != sentences.cend(); ++it) {
                if (it.key().contains(QLatin1String("for %t")))
                    QVERIFY2(it->contains(words("for %t")), qPrintable(it.key()));
                if (it.key().contains(QLatin1String("%t ago")))
                    QVERIFY2(it->contains(words("%t ago")), qPrintable(it.key()));
            }
        }
    }

    void namesInNaturalOrder()
    {
        const Column column = columnOf(CellType::Name);
        const QStringList ordered{QStringLiteral("a"), QStringLiteral("node-2"), QStringLiteral("node-10"), QStringLiteral("node-10a"), QStringLiteral("Node-11"), QStringLiteral("z")};
        for (int i = 0; i < ordered.size(); ++i) {
            for (int j = 0; j < ordered.size(); ++j) {
                const int c = compareCells(column, textCell(ordered[i]), textCell(ordered[j]));
                QCOMPARE((c > 0) - (c < 0), (i > j) - (i < j));
            }
        }
        QVERIFY(compareCells(columnOf(CellType::Version), textCell(QStringLiteral("v1.9.1")), textCell(QStringLiteral("v1.27.4"))) < 0);
        QVERIFY(compareCells(columnOf(CellType::IpAddress), textCell(QStringLiteral("10.0.3.9")), textCell(QStringLiteral("10.0.3.12"))) < 0);
    }

    void statusWorstFirst()
    {
        const Column column = columnOf(CellType::Status);
        const QList<Health> order{Health::Failing, Health::Warning, Health::Progressing, Health::Unknown, Health::Healthy, Health::Finished};
        for (int i = 1; i < order.size(); ++i)
            QVERIFY(compareCells(column, textCell(QStringLiteral("z"), order[i - 1]), textCell(QStringLiteral("a"), order[i])) < 0);
    }

    void accessible()
    {
        QCOMPARE(accessibleText(columnOf(CellType::Status), textCell(QStringLiteral("CrashLoopBackOff"), Health::Failing), now),
            QStringLiteral("CrashLoopBackOff, failing"));
        const QString meter = accessibleText(columnOf(CellType::Meter), numbers(8, 12, 16), now);
        QVERIFY2(meter.contains(QStringLiteral("Used: 8")) && meter.contains(QStringLiteral("50 %")), qPrintable(meter));
        QVERIFY(toolTipText(columnOf(CellType::Age), numbers(static_cast<double>(now)), now).contains(QStringLiteral("2023")));
    }
};

QTEST_GUILESS_MAIN(TestCellFormat)
#include "tst_cellformat.moc"
