#include "kindtest.h"

#include <QDir>
#include <QSet>
#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

namespace {

QString number(double value)
{
    return std::isnan(value) ? QStringLiteral("-") : QString::number(value, 'f', value == std::floor(value) ? 0 : 3);
}

QString healthWord(Health health)
{
    static const char *const words[] = {"none", "healthy", "progressing", "warning", "failing", "unknown", "finished"};
    return QString::fromLatin1(words[static_cast<int>(health)]);
}

/// A cell as a line of a golden file tells it: by its data, not by how a view may format it.
QString cellText(const Column &column, const Cell &cell)
{
    switch (column.type) {
    case CellType::Status:
        return cell.text + (std::isnan(cell.a) ? QString() : QStringLiteral(" {%t=") + number(cell.a) + u'}') + QStringLiteral(" [") + healthWord(cell.health) + u']';
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
    case CellType::Age:
        return number(cell.a) + (column.timed && !std::isnan(cell.b) ? QStringLiteral(" {since=") + number(cell.b) + u'}' : QString());
    case CellType::Duration:
        return number(cell.a) + (std::isnan(cell.b) ? QString() : QStringLiteral(" {since=") + number(cell.b) + u'}');
    case CellType::Ready:
        return number(cell.a) + u'/' + number(cell.b) + (std::isnan(cell.c) ? QString() : QStringLiteral(" of ") + number(cell.c));
    case CellType::Meter:
        return QStringLiteral("used ") + number(cell.a) + QStringLiteral(" requested ") + number(cell.b) + QStringLiteral(" of ") + number(cell.c);
    default:
        return cell.text;
    }
}

QString goldenText(const ResourceKind &kind, JsonView items, TextPool &texts)
{
    QString text;
    items.eachElement([&](JsonView object) {
        const Row row = project(kind, object, texts);
        for (std::size_t i = 0; i < kind.columns.size(); ++i)
            text += kind.columns[i].id + (kind.columns[i].wide ? QStringLiteral(" (wide): ") : QStringLiteral(": ")) + cellText(kind.columns[i], row.cells[i]) + u'\n';
        for (const DetailSection &section : kind.detail(object, ProjectionContext{texts, testNow})) {
            text += QStringLiteral("== ") + section.title + u'\n';
            for (const auto &entry : section.entries) {
                const QString value = entry.secret ? QStringLiteral("(secret)") : entry.value;
                text += QStringLiteral("   ") + entry.label + QStringLiteral(" = ") + value + (std::isnan(entry.total) ? QString() : QStringLiteral(" total ") + number(entry.total))
                    + (entry.note.isEmpty() ? QString() : QStringLiteral(" | ") + entry.note) + (entry.health == Health::None ? QString() : QStringLiteral(" [") + healthWord(entry.health) + u']') + u'\n';
            }
        }
        text += u'\n';
    });
    return text;
}

QString firstDifference(const QString &expected, const QString &actual)
{
    const QStringList a = expected.split(u'\n');
    const QStringList b = actual.split(u'\n');
    QString text;
    for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (a.value(i) != b.value(i))
            text += QStringLiteral("\nline %1\n  - %2\n  + %3").arg(i + 1).arg(a.value(i), b.value(i));
    }
    return text;
}

} // namespace

class TestKinds : public QObject {
    Q_OBJECT
private slots:
    void everyKindIsWellFormed();
    void everyKindSurvivesAnything_data();
    void everyKindSurvivesAnything();
    void golden_data();
    void golden();
    void podsSayWhatTheServerPrints();
    void nodesSayWhatTheServerPrints();
    void secretsAreMarked();
    void platformNamesFollowTheDomain_data();
    void platformNamesFollowTheDomain();
};

void TestKinds::everyKindIsWellFormed()
{
    QSet<QString> types;
    for (const ResourceKind &kind : test::kinds()) {
        const QString id = kind.type.id();
        QVERIFY2(!types.contains(id), qPrintable(id));
        types += id;
        QVERIFY2(*kind.title, qPrintable(id));
        QVERIFY(kind.project && kind.detail);
        QVERIFY(kind.columns.size() >= 2);
        QCOMPARE(kind.columns.front().id, QStringLiteral("name"));
        QCOMPARE(kind.columns.back().id, QStringLiteral("age"));
        QVERIFY(kind.columns.back().type == CellType::Age);
        QCOMPARE(kind.columnIndex(QStringLiteral("namespace")), kind.type.namespaced ? 1 : -1);
        QVERIFY2(kind.columnIndex(kind.defaultSort) >= 0, qPrintable(id));
        QSet<QString> ids;
        for (const Column &column : kind.columns) {
            QVERIFY2(column.id == column.id.toLower() && !ids.contains(column.id), qPrintable(id + u' ' + column.id));
            ids += column.id;
            QVERIFY(*column.title);
            if (column.type == CellType::Number || column.type == CellType::Bytes)
                QVERIFY(column.rightAligned);
        }
    }
    for (const char *needed : {"node", "namespace", "pod", "deployment", "statefulset", "daemonset", "service", "event"})
        QVERIFY2(kindOf(QString::fromLatin1(needed)), needed);
}

void TestKinds::everyKindSurvivesAnything_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("wrong types") << QByteArray(R"({"metadata":[],"spec":"x","status":{"conditions":{"a":1},"containerStatuses":"no","phase":7}})");
    QTest::newRow("nulls") << QByteArray(R"({"metadata":{"name":null,"labels":null},"spec":null,"status":{"conditions":[null,1,{}],"containerStatuses":[null]}})");
    QTest::newRow("deleting") << QByteArray(R"({"metadata":{"deletionTimestamp":"never"},"status":{"initContainerStatuses":[{}]},"spec":{"containers":[{}]}})");
}

void TestKinds::everyKindSurvivesAnything()
{
    QFETCH(QByteArray, text);
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(root);
    for (const ResourceKind &kind : test::kinds()) {
        const Row row = project(kind, *root, texts);
        QCOMPARE(row.cells.size(), kind.columns.size());
        kind.detail(*root, ProjectionContext{texts, testNow});
    }
}

void TestKinds::golden_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(QStringLiteral(SK_TEST_DATA "/objects")).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 8);
    for (const QString &file : files) {
        if (!file.endsWith(QStringLiteral("-table.json")))
            QTest::newRow(qPrintable(file)) << file.chopped(5);
    }
}

void TestKinds::golden()
{
    QFETCH(QString, name);
    const ResourceKind *kind = kindOf(name);
    QVERIFY2(kind, "no such kind");
    const QByteArray json = readFile(QStringLiteral(SK_TEST_DATA "/objects/%1.json").arg(name));
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    QVERIFY(root && (*root)["items"].size() > 0);
    const QString actual = goldenText(*kind, (*root)["items"], texts);
    const QString path = QStringLiteral(SK_TEST_DATA "/golden/%1.txt").arg(name);
    if (qEnvironmentVariableIsSet("SK_UPDATE_GOLDEN")) {
        QVERIFY(QDir().mkpath(QStringLiteral(SK_TEST_DATA "/golden")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(actual.toUtf8());
    }
    const QString expected = QString::fromUtf8(readFile(path));
    QVERIFY2(actual == expected, qPrintable(QStringLiteral("%1 differs (SK_UPDATE_GOLDEN=1 rewrites it):%2").arg(path, firstDifference(expected, actual))));
}

namespace {

/// Calls `check` with the cells that the server printed and our row of the same name.
template <typename Check>
void eachPrinted(const QString &objects, const QString &table, const ResourceKind &kind, int &compared, Check check)
{
    const QByteArray objectText = readFile(QStringLiteral(SK_TEST_DATA "/objects/%1.json").arg(objects));
    const QByteArray tableText = readFile(QStringLiteral(SK_TEST_DATA "/objects/%1.json").arg(table));
    JsonDocument objectDocument;
    JsonDocument tableDocument;
    TextPool texts;
    const auto object = objectDocument.parse(std::string_view(objectText.constData(), static_cast<std::size_t>(objectText.size())));
    const auto printed = tableDocument.parse(std::string_view(tableText.constData(), static_cast<std::size_t>(tableText.size())));
    QVERIFY(object && printed);
    (*printed)["rows"].eachElement([&](JsonView line) {
        const JsonView cells = line["cells"];
        const QString name = cells.at(0).text();
        const JsonView found = (*object)["items"].findElement([&](JsonView item) { return item["metadata"]["name"].text() == name; });
        QVERIFY2(!found.isNull(), qPrintable(name));
        check(cells, project(kind, found, texts));
        ++compared;
    });
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("<none>") : text;
}

} // namespace

void TestKinds::podsSayWhatTheServerPrints()
{
    const ResourceKind &kind = *kindOf(QStringLiteral("pod"));
    const auto cell = [&](const Row &row, const char *id) { return row.cells[static_cast<std::size_t>(kind.columnIndex(QString::fromLatin1(id)))]; };
    int compared = 0;
    eachPrinted(QStringLiteral("pod"), QStringLiteral("pods-table"), kind, compared, [&](JsonView printed, const Row &row) {
        QCOMPARE(number(cell(row, "ready").a) + u'/' + number(cell(row, "ready").b), printed.at(1).text());
        QVERIFY2(cell(row, "status").text.startsWith(printed.at(2).text()), qPrintable(cell(row, "status").text));
        QCOMPARE(number(cell(row, "restarts").a), printed.at(3).text());
        QCOMPARE(orNone(cell(row, "ip").text), printed.at(5).text());
        QCOMPARE(orNone(cell(row, "node").text), printed.at(6).text());
        QCOMPARE(orNone(cell(row, "nominatednode").text), printed.at(7).text());
        QCOMPARE(orNone(cell(row, "readinessgates").text), printed.at(8).text());
    });
    QCOMPARE(compared, 4);
}

void TestKinds::nodesSayWhatTheServerPrints()
{
    const ResourceKind &kind = *kindOf(QStringLiteral("node"));
    const auto text = [&](const Row &row, const char *id) { return row.cells[static_cast<std::size_t>(kind.columnIndex(QString::fromLatin1(id)))].text; };
    int compared = 0;
    eachPrinted(QStringLiteral("node"), QStringLiteral("nodes-table"), kind, compared, [&](JsonView printed, const Row &row) {
        QCOMPARE(text(row, "status"), printed.at(1).text());
        QCOMPARE(text(row, "roles"), printed.at(2).text());
        QCOMPARE(text(row, "version"), printed.at(4).text());
        QCOMPARE(text(row, "internalip"), printed.at(5).text());
        QCOMPARE(orNone(text(row, "externalip")), printed.at(6).text());
        QCOMPARE(text(row, "osimage"), printed.at(7).text());
        QCOMPARE(text(row, "kernel"), printed.at(8).text());
        QCOMPARE(text(row, "runtime"), printed.at(9).text());
    });
    QCOMPARE(compared, 3);
}

void TestKinds::secretsAreMarked()
{
    const QByteArray json = R"({"type":"Opaque","data":{"password":"aHVudGVyMg==","key":"/w=="}})";
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    const auto sections = kindOf(QStringLiteral("secret"))->detail(*root, ProjectionContext{texts, testNow});
    QCOMPARE(sections.size(), 2);
    QCOMPARE(sections.at(1).entries.size(), 2);
    for (const auto &entry : sections.at(1).entries)
        QVERIFY(entry.secret);
    QCOMPARE(sections.at(1).entries.at(0).value, QStringLiteral("hunter2"));
    QCOMPARE(sections.at(1).entries.at(1).value, QStringLiteral("/w==")); // no text
}

void TestKinds::platformNamesFollowTheDomain_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("sees");
    QTest::newRow("usual") << QString() << QStringLiteral("usual");
    QTest::newRow("renamed") << QStringLiteral("console.example.org") << QStringLiteral("renamed");
    QTest::newRow("as the documentation prints it") << QStringLiteral("Super Kubenetes.io") << QStringLiteral("printed");
}

void TestKinds::platformNamesFollowTheDomain()
{
    QFETCH(QString, domain);
    QFETCH(QString, sees);
    const auto made = domain.isEmpty() ? kinds::allKinds() : kinds::allKinds(domain);
    const auto all = [](const char *key) {
        return QByteArray("\"kubesphere.io/") + key + "\":\"usual\",\"console.example.org/" + key + "\":\"renamed\",\"Super Kubenetes.io/" + key + "\":\"printed\"";
    };
    const QByteArray json = "{\"metadata\":{\"labels\":{" + all("workspace") + "},\"annotations\":{" + all("creator") + ',' + all("alias-name") + ',' + all("description")
        + ",\"iam.kubesphere.io/globalrole\":\"usual\",\"iam.console.example.org/globalrole\":\"renamed\",\"iam.Super Kubenetes.io/globalrole\":\"printed\"}}}";
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    QVERIFY(root);
    int looked = 0;
    for (const auto &[name, column] : QList<std::pair<QString, QString>>{{QStringLiteral("Namespace"), QStringLiteral("workspace")}, {QStringLiteral("Namespace"), QStringLiteral("creator")},
             {QStringLiteral("Workspace"), QStringLiteral("alias")}, {QStringLiteral("GlobalRole"), QStringLiteral("alias")}, {QStringLiteral("User"), QStringLiteral("role")}}) {
        for (const ResourceKind &kind : made) {
            if (kind.type.kind != name)
                continue;
            const Row row = project(kind, *root, texts);
            QCOMPARE(row.cells[static_cast<std::size_t>(kind.columnIndex(column))].text, sees);
            ++looked;
            for (const DetailSection &section : kind.detail(*root, ProjectionContext{texts, testNow}))
                for (const auto &entry : section.entries)
                    if (entry.label == QLatin1String("Workspace") || entry.label == QLatin1String("Creator") || entry.label == QLatin1String("Description"))
                        QCOMPARE(entry.value, sees);
        }
    }
    QCOMPARE(looked, 5);
}

QTEST_APPLESS_MAIN(TestKinds)
#include "tst_kinds.moc"
