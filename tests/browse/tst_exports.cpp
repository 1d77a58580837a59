#include <sk/models/resourcetablemodel.h>
#include <sk/pages/tableexport.h>

#include "columns.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sk;

namespace {

/// The fields of a CSV text, by the letter of RFC 4180.
QList<QStringList> readCsv(const QByteArray &csv)
{
    QList<QStringList> lines;
    QStringList line;
    QByteArray field;
    bool quoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c != '"')
                field += c;
            else if (i + 1 < csv.size() && csv[i + 1] == '"')
                field += csv[++i];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            line += QString::fromUtf8(field);
            field.clear();
        } else if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
            ++i;
            line += QString::fromUtf8(field);
            field.clear();
            lines += line;
            line.clear();
        } else {
            field += c;
        }
    }
    return lines;
}

kube::ResourceKind plainKind()
{
    kube::ResourceKind kind;
    kind.title = "Things";
    kind.columns = {
        test::column("name", "Name", kube::CellType::Name),
        test::column("note", "A \"note\", or none", kube::CellType::Text),
        test::column("memory", "Memory", kube::CellType::Bytes),
        test::column("ready", "Ready", kube::CellType::Ready),
        test::column("age", "Age", kube::CellType::Age),
    };
    return kind;
}

} // namespace

/// Rows as CSV and as JSON.
class TestExports : public QObject {
    Q_OBJECT

private slots:
    void exports()
    {
        kube::ObjectStore store(plainKind());
        ManualClock clock(1'700'000'000'000);
        models::ResourceTableModel model(store, clock);
        const QStringList notes{QStringLiteral("=1+1"), QStringLiteral("+1"), QStringLiteral("-5.5"), QStringLiteral("@x"), QStringLiteral("a,b"), QStringLiteral("say \"hi\""),
            QStringLiteral("two\nlines"), QString(), QString::fromUtf8("é 中"), QStringLiteral("-rf")};
        kube::Delta delta;
        for (qsizetype i = 0; i < notes.size(); ++i) {
            kube::Row row;
            row.uid = {1, static_cast<quint64>(i + 1)};
            row.name = QStringLiteral("thing-%1").arg(i);
            row.cells.resize(5);
            row.cells[0].text = row.name;
            row.cells[1].text = notes[i];
            if (i > 0) {
                row.cells[2].a = 1536.0 * static_cast<double>(i);
                row.cells[3].a = 1;
                row.cells[3].b = 2;
                row.cells[4].a = 1'699'999'000'000.0;
            }
            delta.upserts.push_back(row);
        }
        store.apply(std::move(delta));
        const QList<int> columns{0, 2, 1, 3, 4}; // as the user put them
        const auto write = [&](ui::TableExport::Format format) {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            ui::TableExport writer(model, columns, format, buffer, clock.now());
            for (int rounds = 0; rounds < 100; ++rounds)
                if (writer.step(3))
                    break;
            return buffer.data();
        };
        const QByteArray csv = write(ui::TableExport::Format::Csv);
        const QList<QStringList> lines = readCsv(csv);
        QCOMPARE(lines.size(), notes.size() + 1);
        QCOMPARE(lines[0], (QStringList{QStringLiteral("Name"), QStringLiteral("Memory"), QStringLiteral("A \"note\", or none"), QStringLiteral("Ready"), QStringLiteral("Age")}));
        QCOMPARE(lines[1], (QStringList{QStringLiteral("thing-0"), QString(), QStringLiteral("'=1+1"), QString(), QString()}));
        QCOMPARE(lines[2], (QStringList{QStringLiteral("thing-1"), QStringLiteral("1536"), QStringLiteral("+1"), QStringLiteral("1/2"), QStringLiteral("2023-11-14T21:56:40Z")}));
        QCOMPARE(lines[3][2], QStringLiteral("-5.5"));
        QCOMPARE(lines[4][2], QStringLiteral("'@x"));
        for (const qsizetype i : {4, 5, 6, 7, 8})
            QCOMPARE(lines[i + 1][2], notes[i]);
        QCOMPARE(lines[10][2], QStringLiteral("'-rf"));

        const QJsonArray json = QJsonDocument::fromJson(write(ui::TableExport::Format::Json)).array();
        QCOMPARE(json.size(), notes.size());
        QCOMPARE(json[0][u"note"].toString(), QStringLiteral("=1+1")); // nobody runs it there
        QVERIFY(json[0][u"memory"].isNull());
        QCOMPARE(json[1][u"memory"].toDouble(), 1536.0);
        QCOMPARE(json[1][u"age"].toString(), QStringLiteral("2023-11-14T21:56:40Z"));
        QCOMPARE(json[6][u"note"].toString(), notes[6]);
    }

    void exportSurvivesRowsThatGo()
    {
        kube::ObjectStore store(plainKind());
        ManualClock clock(0);
        models::ResourceTableModel model(store, clock);
        kube::Delta delta;
        for (quint64 i = 1; i <= 20; ++i) {
            kube::Row row;
            row.uid = {1, i};
            row.name = QStringLiteral("thing-%1").arg(i);
            row.cells.resize(5);
            delta.upserts.push_back(row);
        }
        store.apply(std::move(delta));
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        ui::TableExport writer(model, {0}, ui::TableExport::Format::Json, buffer, 0);
        QVERIFY(!writer.step(5));
        kube::Delta gone;
        for (quint64 i = 4; i <= 12; ++i)
            gone.removals.push_back({1, i});
        store.apply(std::move(gone));
        while (!writer.step(5)) { }
        QCOMPARE(QJsonDocument::fromJson(buffer.data()).array().size(), 5 + 8);
    }
};

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
