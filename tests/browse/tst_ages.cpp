// Ages go on where they are seen, and nowhere else.

#include "../ui/fakelist.h"
#include "kindof.h"

#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>

#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace sk;

namespace {

constexpr int rows = 300;

kube::ResourceKind nodes()
{
    return test::kindOf(QStringLiteral("nodes"));
}

/// A page of many rows, and what its model says of changes.
struct Watched {
    Watched(settings::Settings &settings, const Clock &clock)
        : list(std::make_shared<FakeList>(nodes()))
        , page(nodes(), [this](const kube::ResourceKind &, const QStringList &) { return list; }, QStringList(), settings, clock)
    {
        kube::Delta aged;
        const auto age = static_cast<std::size_t>(list->store().kind().columnIndex(QStringLiteral("age")));
        for (int i = 0; i < rows; ++i) {
            list->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
            kube::Row row = list->store().row(i);
            row.resourceVersion = QStringLiteral("2");
            row.cells[age].a = static_cast<double>(row.created);
            aged.upserts.push_back(row);
        }
        list->store().apply(std::move(aged));
        kube::ListStatus live;
        live.freshness = kube::ListStatus::Freshness::Live;
        live.complete = true;
        list->setStatus(live);
        page.resize(1000, 400);
        QObject::connect(page.view()->model(), &QAbstractItemModel::dataChanged, &page, [this](const QModelIndex &from, const QModelIndex &to) { changed.append({from.row(), to.row()}); });
    }
    /// The rows that changed since it was asked last.
    QList<std::pair<int, int>> take() { return std::exchange(changed, {}); }

    std::shared_ptr<FakeList> list;
    ui::ResourcePage page;
    QList<std::pair<int, int>> changed;
};

} // namespace

class TestAges : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    settings::Settings m_settings{m_home.path()};
    ManualClock m_clock{1'700'000'000'000};

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void onlyRowsOnScreenGoOn()
    {
        Watched seen(m_settings, m_clock);
        seen.page.show();
        QTRY_VERIFY(seen.page.view()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(seen.page.view()->visibleRows().second > 0, 30'000);
        seen.page.view()->verticalScrollBar()->setValue(seen.page.view()->verticalScrollBar()->maximum() / 2);
        const auto onScreen = seen.page.view()->visibleRows();
        QVERIFY(onScreen.first > 0 && onScreen.second < rows - 1);
        (void)seen.take();
        QTRY_VERIFY_WITH_TIMEOUT(seen.changed.size() >= 2, 60'000);
        for (const auto &each : seen.take())
            QCOMPARE(each, onScreen);
    }

    void whatIsHiddenStandsStill()
    {
        Watched seen(m_settings, m_clock);
        Watched hidden(m_settings, m_clock);
        Watched never(m_settings, m_clock);
        seen.page.show();
        hidden.page.show();
        QTRY_VERIFY_WITH_TIMEOUT(!seen.changed.isEmpty() && !hidden.changed.isEmpty(), 60'000);
        hidden.page.hide();
        (void)hidden.take();
        (void)never.take();
        (void)seen.take();
        QTRY_VERIFY_WITH_TIMEOUT(seen.changed.size() >= 3, 60'000); // so long it would have changed as well
        QVERIFY(hidden.changed.isEmpty());
        QVERIFY(never.changed.isEmpty());
        hidden.page.show(); // at once: what is on screen is of now
        QVERIFY(!hidden.changed.isEmpty());
    }

    /// None of the rows is shown, and time alone brings one.
    void aFilterByAgeGoesOnWithoutRows()
    {
        Watched seen(m_settings, m_clock);
        seen.page.show();
        seen.page.setFilter(QStringLiteral("age>30d"));
        QTRY_COMPARE(seen.page.counts().shown, 0);
        m_clock.advance(std::chrono::hours(24 * 40));
        QTRY_COMPARE_WITH_TIMEOUT(seen.page.counts().shown, rows, 60'000);
    }
};

QTEST_MAIN(TestAges)
#include "tst_ages.moc"
