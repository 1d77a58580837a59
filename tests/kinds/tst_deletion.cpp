#include "kindtest.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

/// An object whose deletion hangs says so in the list, whatever its kind.
class TestDeletion : public QObject {
    Q_OBJECT
private slots:
    void everyKindSaysIt_data();
    void everyKindSaysIt();
    void theStatusStandsBeforeTheAge();
    void howAJobEndedSaysMore();
};

namespace {

const Cell &statusOf(const ResourceKind &kind, const Row &row)
{
    return row.cells.at(static_cast<std::size_t>(kind.columnIndex(QStringLiteral("status"))));
}

} // namespace

void TestDeletion::everyKindSaysIt_data()
{
    QTest::addColumn<QString>("id");
    for (const ResourceKind &kind : test::kinds())
        QTest::newRow(qPrintable(kind.type.id())) << kind.type.kind.toLower();
}

void TestDeletion::everyKindSaysIt()
{
    QFETCH(QString, id);
    const ResourceKind &kind = *kindOf(id);
    QVERIFY(kind.columnIndex(QStringLiteral("status")) >= 0);
    struct Case {
        QByteArray metadata;
        const char *text;
        Health health;
        const char *since;
    };
    const Case cases[] = {
        {R"({"name":"x","deletionTimestamp":"2026-11-23T21:00:00Z","finalizers":["example.com/hold","other.io/50%t"]})", "Terminating for %t, waits for example.com/hold, other.io/50t", Health::Warning,
            "2026-11-23T21:00:00Z"},
        {R"({"name":"x","deletionTimestamp":"2026-11-23T22:09:20Z","deletionGracePeriodSeconds":30})", "Terminating for %t", Health::Progressing, "2026-11-23T22:08:50Z"},
    };
    for (const Case &each : cases) {
        JsonDocument document;
        TextPool texts;
        const QByteArray text = "{\"metadata\":" + each.metadata + "}";
        const auto root = document.parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(root);
        const Row row = project(kind, *root, texts);
        QCOMPARE(statusOf(kind, row).text, QString::fromLatin1(each.text));
        QCOMPARE(static_cast<int>(row.health), static_cast<int>(each.health));
        QCOMPARE(static_cast<UnixMs>(statusOf(kind, row).a), *parseTime(each.since));
    }
}

void TestDeletion::theStatusStandsBeforeTheAge()
{
    const ResourceKind &kind = *kindOf(QStringLiteral("configmap"));
    QCOMPARE(kind.columnIndex(QStringLiteral("status")), static_cast<int>(kind.columns.size()) - 2);
    QVERIFY(!kind.columns.at(kind.columns.size() - 2).wide);
    // And says nothing of one that stays.
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(R"({"metadata":{"name":"x","creationTimestamp":"2026-11-23T21:00:00Z","finalizers":["example.com/hold"]}})");
    QVERIFY(root);
    const Row row = project(kind, *root, texts);
    QCOMPARE(statusOf(kind, row).text, QString());
    QCOMPARE(static_cast<int>(row.health), static_cast<int>(Health::None));
    QVERIFY(!std::isnan(row.cells.back().a)); // the age is still an age
}

void TestDeletion::howAJobEndedSaysMore()
{
    const ResourceKind &kind = *kindOf(QStringLiteral("job"));
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(R"({"metadata":{"deletionTimestamp":"2026-11-23T21:00:00Z"},"status":{"conditions":[{"type":"Complete","status":"True"}]}})");
    QCOMPARE(statusOf(kind, project(kind, *root, texts)).text, QStringLiteral("Complete"));
}

QTEST_APPLESS_MAIN(TestDeletion)
#include "tst_deletion.moc"
