// A list that is being read in pages: what is said of how far it is, and that it can be stopped and gone on with.

#include "../ui/fakelist.h"

#include <sk/kinds/kinds.h>
#include <sk/pages/listheader.h>
#include <sk/pages/liststate.h>
#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/freshnesschip.h>

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>

using namespace sk;
using Freshness = kube::ListStatus::Freshness;

namespace {

kube::ResourceKind nodes()
{
    for (const kube::ResourceKind &kind : kinds::allKinds())
        if (kind.type.id() == QLatin1String("nodes"))
            return kind;
    return {};
}

kube::ListStatus statusOf(Freshness freshness, qint64 read, qint64 expected, qint64 bytes)
{
    kube::ListStatus status;
    status.freshness = freshness;
    status.rowsRead = read;
    status.rowsExpected = expected;
    status.bytes = bytes;
    return status;
}

constexpr qint64 mebibyte = 1 << 20;

} // namespace

class TestReading : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<settings::Settings> m_settings;
    ManualClock m_clock;
    std::shared_ptr<FakeList> m_list;
    std::unique_ptr<ui::ResourcePage> m_page;

    /// Some label of the page says this, markup aside.
    [[nodiscard]] bool says(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            QTextDocument plain;
            plain.setHtml(label->text());
            if (label->isVisible() && plain.toPlainText().replace(QChar(0xa0), u' ').contains(text))
                return true;
        }
        return false;
    }
    [[nodiscard]] QToolButton *button(const char *text) const
    {
        for (auto *each : m_page->findChild<ui::ListHeader *>()->findChildren<QToolButton *>())
            if (each->isVisible() && each->text() == QLatin1String(text))
                return each;
        return nullptr;
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void init()
    {
        m_settings = std::make_unique<settings::Settings>(m_home.filePath(QString::fromLatin1(QTest::currentTestFunction())));
        m_list = std::make_shared<FakeList>(nodes());
        m_page = std::make_unique<ui::ResourcePage>(nodes(), [this](const kube::ResourceKind &, const QStringList &) { return m_list; }, QStringList(), *m_settings, m_clock);
        m_page->resize(1000, 500);
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void howFarItIs_data()
    {
        QTest::addColumn<qint64>("expected");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("of so many") << qint64(43'000) << 5 * mebibyte << QString() << QStringList{QStringLiteral("12,500 of about 43,000 read"), QStringLiteral("5 MiB")};
        QTest::newRow("nobody knows of how many") << qint64(0) << 5 * mebibyte << QString() << QStringList{QStringLiteral("12,500 read"), QStringLiteral("5 MiB")};
        QTest::newRow("and filtered") << qint64(43'000) << qint64(0) << QStringLiteral("node-00") << QStringList{QStringLiteral("12,500 of about 43,000 read"), QStringLiteral("2 match")};
    }
    void howFarItIs()
    {
        QFETCH(qint64, expected);
        QFETCH(qint64, bytes);
        QFETCH(QString, filter);
        QFETCH(QStringList, said);
        m_page->setFilter(filter);
        for (const int number : {1, 2, 300})
            m_list->put(number, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(Freshness::Loading, 12'500, expected, bytes));
        for (const QString &each : said)
            QTRY_VERIFY2_WITH_TIMEOUT(says(each), qPrintable(each), 30'000);
        m_list->setStatus(statusOf(Freshness::Partial, 12'500, expected, bytes));
        for (const QString &each : said)
            QTRY_VERIFY2_WITH_TIMEOUT(says(each), qPrintable(each), 30'000);
        auto live = statusOf(Freshness::Live, 43'000, 0, bytes);
        live.complete = true;
        m_list->setStatus(live);
        QTRY_VERIFY_WITH_TIMEOUT(!says(QStringLiteral("read")), 30'000);
    }

    void stoppedAndGoneOnWith()
    {
        m_list->put(1, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(Freshness::Loading, 500, 43'000, 0));
        QTRY_VERIFY_WITH_TIMEOUT(button("Cancel"), 30'000);
        QVERIFY(!button("Go on"));
        button("Cancel")->click();
        QCOMPARE(m_list->stops, 1);
        m_list->setStatus(statusOf(Freshness::Partial, 500, 43'000, 0));
        QTRY_VERIFY_WITH_TIMEOUT(button("Go on"), 30'000);
        QVERIFY(!button("Cancel"));
        QCOMPARE(m_page->findChild<widgets::FreshnessChip *>()->accessibleName(), QStringLiteral("Partial 500 of 43k"));
        const int starts = m_list->starts;
        button("Go on")->click();
        QCOMPARE(m_list->starts, starts + 1);
        QCOMPARE(m_list->stops, 1);
        m_list->setStatus(statusOf(Freshness::Loading, 1'000, 43'000, 0));
        QTRY_VERIFY_WITH_TIMEOUT(button("Cancel"), 30'000);
        auto live = statusOf(Freshness::Live, 43'000, 0, 0);
        live.complete = true;
        m_list->setStatus(live);
        QTRY_VERIFY_WITH_TIMEOUT(!button("Cancel") && !button("Go on"), 30'000);
    }

    void beforeTheFirstRow_data()
    {
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("expected");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("of so many") << 500 << 43'000 << mebibyte << QStringLiteral("500 of about 43,000 read");
        QTest::newRow("bytes of the first page") << 0 << 0 << 3 * mebibyte << QStringLiteral("3 MiB so far");
        QTest::newRow("nothing yet") << 0 << 0 << qint64(0) << QString();
    }
    void beforeTheFirstRow()
    {
        QFETCH(int, read);
        QFETCH(int, expected);
        QFETCH(qint64, bytes);
        ui::ListSituation situation{statusOf(Freshness::Loading, read, expected, bytes), {}, QStringLiteral("Nodes"), {}, false, false, {}, false};
        const ui::ListState state = ui::listState(situation);
        QCOMPARE(state.state, widgets::StateView::State::Loading);
        QTEST(state.text, "text");
    }
};

QTEST_MAIN(TestReading)
#include "tst_reading.moc"
