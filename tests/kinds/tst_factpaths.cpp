#include "kindtest.h"

#include <sk/kube/jsonpath.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

/// What the overview says of an object can be had as a column: each fact names the field that it was made from.
class TestFactPaths : public QObject {
    Q_OBJECT

private slots:
    void everyFactNamesItsField_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = QDir(QFINDTESTDATA("../data/objects")).entryList({QStringLiteral("*.json")});
        for (const QString &file : files)
            if (!file.endsWith(QLatin1String("-table.json")))
                QTest::newRow(qUtf8Printable(file.chopped(5))) << file;
        QVERIFY(files.size() > 35);
    }
    void everyFactNamesItsField()
    {
        // Made of several fields, or of what the keys are called.
        static const QSet<QString> ofNoField{QStringLiteral("Roles"), QStringLiteral("Workspace"), QStringLiteral("Creator"), QStringLiteral("Description"),
            QStringLiteral("Targets"), QStringLiteral("Rules for incoming"), QStringLiteral("Rules for outgoing"), QStringLiteral("Wanted"), QStringLiteral("External IP")};
        static const QSet<QString> ofNoFieldIn{QStringLiteral("Rules"), QStringLiteral("Volumes"), QStringLiteral("Addresses")};
        // The field has a value that is meant where there is none.
        static const QSet<QString> mayBeLeftOut{QStringLiteral("Suspended"), QStringLiteral("Count"), QStringLiteral("Service")};
        QFETCH(QString, file);
        const ResourceKind *kind = kindOf(file.chopped(5));
        QVERIFY(kind);
        if (!kind->detail)
            return;
        const auto items = QJsonDocument::fromJson(readFile(QFINDTESTDATA("../data/objects/") + file)).object()[QStringLiteral("items")].toArray();
        QVERIFY(!items.isEmpty());
        TextPool texts;
        for (const auto &item : items) {
            JsonDocument document;
            const QByteArray text = QJsonDocument(item.toObject()).toJson();
            const auto object = document.parse({text.constData(), static_cast<std::size_t>(text.size())});
            QVERIFY(object);
            for (const DetailSection &section : kind->detail(*object, ProjectionContext{texts, testNow})) {
                for (const DetailSection::Entry &entry : section.entries) {
                    const QString which = section.title + u'/' + entry.label + QStringLiteral(": ") + entry.path;
                    if (entry.secret) {
                        QVERIFY2(entry.path.isEmpty(), qUtf8Printable(which)); // a column would show it
                        continue;
                    }
                    if (entry.path.isEmpty()) {
                        QVERIFY2(ofNoField.contains(entry.label) || ofNoFieldIn.contains(section.title), qUtf8Printable(which));
                        continue;
                    }
                    JsonPath::Problem problem;
                    const QString found = JsonPath::parse(entry.path, &problem).text(*object, 100'000);
                    QVERIFY2(!problem, qUtf8Printable(which + problem.message));
                    QVERIFY2(!found.isEmpty() || mayBeLeftOut.contains(entry.label), qUtf8Printable(which));
                    if (!entry.path.contains(u'[') && !found.startsWith(u'{') && section.shape == DetailSection::Shape::Facts && !entry.path.startsWith(QLatin1String("{.status.used")))
                        QVERIFY2(entry.value.contains(found) || entry.value == QCoreApplication::translate("sk", found == QLatin1String("true") ? "Yes" : "No"),
                            qUtf8Printable(which + QStringLiteral(" has ") + found + QStringLiteral(", said is ") + entry.value));
                }
            }
        }
    }

    void aPlaceKnowsItsWay_data()
    {
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("member") << QStringList{QStringLiteral("a")};
        QTest::newRow("below") << QStringList{QStringLiteral("b"), QStringLiteral("c.d/e")};
        QTest::newRow("element") << QStringList{QStringLiteral("f"), QString(), QStringLiteral("g")};
        QTest::newRow("last") << QStringList{QStringLiteral("h")};
    }
    void aPlaceKnowsItsWay()
    {
        QFETCH(QStringList, keys);
        JsonDocument document;
        const auto root = document.parse(R"({"a":1,"b":{"x":[],"c.d/e":"2"},"f":[{"y":{}},{"g":{"z":[1,2]}}],"h":true})");
        QVERIFY(root);
        JsonView view = *root;
        for (const QString &key : keys)
            view = key.isEmpty() ? view.at(1) : view[key.toStdString()];
        QVERIFY(!view.isNull());
        QCOMPARE(view.path(), keys);
        QVERIFY(root->path().isEmpty());
        QVERIFY((*root)["none"].path().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFactPaths)
#include "tst_factpaths.moc"
