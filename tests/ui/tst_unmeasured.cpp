#include <sk/models/filterparser.h>
#include <sk/models/rowfilter.h>
#include <sk/pages/liststate.h>
#include <sk/pages/listwords.h>

#include <QApplication>
#include <QTest>

using namespace sk;
using namespace sk::ui;

namespace {

kube::ResourceKind pods()
{
    kube::ResourceKind kind;
    const auto add = [&kind](const char *id, kube::CellType type, bool joined) {
        kube::Column column;
        column.id = QString::fromLatin1(id);
        column.title = "Title";
        column.type = type;
        column.joined = joined;
        kind.columns.push_back(column);
    };
    add("name", kube::CellType::Name, false);
    add("restarts", kube::CellType::Number, false);
    add("cpu", kube::CellType::Cores, true);
    add("memory", kube::CellType::Bytes, true);
    return kind;
}

ListSituation situationOf(const QString &filter, int unmeasuredAbove)
{
    ListSituation situation;
    situation.title = QStringLiteral("Pods");
    situation.filter = filter;
    situation.status.freshness = kube::ListStatus::Freshness::Live;
    situation.status.complete = true;
    situation.status.unmeasuredAbove = unmeasuredAbove;
    situation.counts.total = 50'000;
    situation.counts.filtered = true;
    situation.asksForUse = models::asksForJoined(models::parseFilter(filter).root, pods());
    return situation;
}

} // namespace

/// A filter by CPU or memory where nobody measures says why nothing matches.
class TestUnmeasured : public QObject {
    Q_OBJECT
private slots:
    void whatAsksForUse_data()
    {
        QTest::addColumn<bool>("asks");
        const auto row = [](const char *filter, bool asks) { QTest::newRow(filter) << asks; };
        row("cpu>500m", true);
        row("-memory>1Gi", true);
        row("web (restarts>5 or cpu>1)", true);
        row("{cpu>1} web", false); // switched off
        row("restarts>5", false);
        row("cpu", false); // a word
        row("", false);
    }
    void whatAsksForUse()
    {
        QFETCH(bool, asks);
        QCOMPARE(models::asksForJoined(models::parseFilter(QString::fromLatin1(QTest::currentDataTag())).root, pods()), asks);
    }

    void theStateSaysWhy()
    {
        const ListState said = listState(situationOf(QStringLiteral("cpu>500m"), 2'000));
        QCOMPARE(said.state, widgets::StateView::State::NothingMatches);
        QVERIFY2(said.text.contains(QStringLiteral("not measured where there are more than 2,000 pods")), qPrintable(said.text));
        // Where it is measured, or something else is asked for, the filter alone hides them.
        for (const ListState &other : {listState(situationOf(QStringLiteral("cpu>500m"), 0)), listState(situationOf(QStringLiteral("restarts>5"), 2'000))})
            QVERIFY2(!other.text.contains(QStringLiteral("measured")) && other.text.contains(QStringLiteral("hides all 50,000 pods")), qPrintable(other.text));
    }

    void theHeaderSaysSo()
    {
        ListSituation situation = situationOf({}, 2'000);
        situation.counts.shown = 50'000;
        situation.counts.filtered = false;
        QVERIFY(summaryHtml(situation.title, situation.status, situation.counts).contains(QStringLiteral("use is not measured above 2,000")));
        situation.status.unmeasuredAbove = 0;
        QVERIFY(!summaryHtml(situation.title, situation.status, situation.counts).contains(QStringLiteral("measured")));
        // What is not read to its end has another story to tell.
        situation.status.unmeasuredAbove = 2'000;
        situation.status.freshness = kube::ListStatus::Freshness::Loading;
        QVERIFY(!summaryHtml(situation.title, situation.status, situation.counts).contains(QStringLiteral("measured")));
    }
};

QTEST_MAIN(TestUnmeasured)
#include "tst_unmeasured.moc"
