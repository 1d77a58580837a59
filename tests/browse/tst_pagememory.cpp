// What a page keeps of its columns and filters: for the kind, or for the saved view that it shows.

#include "../ui/fakelist.h"
#include "kindof.h"

#include <sk/pages/pagecolumns.h>
#include <sk/pages/resourcepage.h>
#include <sk/pages/savedviews.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/tablelayout.h>
#include <sk/widgets/tableview.h>

#include <QTemporaryDir>
#include <QTest>

using namespace sk;
using ui::SavedViews;

namespace {

kube::ResourceKind nodes()
{
    return test::kindOf(QStringLiteral("nodes"));
}

QStringList columnsOf(const ui::ResourcePage &page)
{
    QStringList ids;
    for (const int column : page.view()->visibleColumns())
        ids += page.view()->columns()[column].id;
    return ids;
}

const QString kindsLayout = QStringLiteral("list/nodes");

} // namespace

class TestPageMemory : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<settings::Settings> m_settings;
    ManualClock m_clock;
    QList<std::shared_ptr<FakeList>> m_lists; // as the cluster does, some live longer than their pages

    [[nodiscard]] std::unique_ptr<ui::ResourcePage> open(const QString &viewId = {})
    {
        auto page = std::make_unique<ui::ResourcePage>(
            nodes(),
            [this](const kube::ResourceKind &kind, const QStringList &) {
                m_lists += std::make_shared<FakeList>(kind);
                for (int i = 0; i < 30; ++i)
                    m_lists.last()->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
                kube::ListStatus live;
                live.freshness = kube::ListStatus::Freshness::Live;
                live.complete = true;
                m_lists.last()->setStatus(live);
                return m_lists.last();
            },
            QStringList(), *m_settings, m_clock, viewId);
        page->resize(1200, 500);
        page->show();
        return page;
    }
    [[nodiscard]] SavedViews &views() const { return SavedViews::of(*m_settings); }
    /// A view of three columns, one of them the user's own.
    [[nodiscard]] QString pools()
    {
        ui::SavedView view;
        view.name = QStringLiteral("Pools");
        view.kind = QStringLiteral("nodes");
        view.filter = QStringLiteral("node-00");
        widgets::TableLayout layout;
        layout.columns = {{QStringLiteral("name"), 0, false}, {QStringLiteral("label:pool"), 0, false}};
        for (const kube::Column &column : nodes().columns)
            if (column.id != QLatin1String("name"))
                layout.columns.append({column.id, 0, column.id != QLatin1String("age")});
        layout.sort = {{QStringLiteral("age"), true}};
        view.layout = layout.toBytes();
        return views().add(view);
    }
    void startAgain()
    {
        QVERIFY(!m_settings->sync());
        m_settings = std::make_unique<settings::Settings>(m_home->path());
        QVERIFY(!m_settings->load());
    }
    const QStringList m_pools{QStringLiteral("name"), QStringLiteral("label:pool"), QStringLiteral("age")};

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<settings::Settings>(m_home->path());
        m_lists.clear();
    }
    void cleanup() { m_settings.reset(); }

    void whatIsDoneInAViewStaysInIt()
    {
        auto kindsPage = open();
        kindsPage->view()->setColumnShown(2, false);
        kindsPage->view()->sortBy(1, false);
        const QStringList kindsColumns = columnsOf(*kindsPage);
        const auto kindsSort = kindsPage->view()->sortKeys();
        const QByteArray kept = m_settings->layout(kindsLayout);
        QVERIFY(!kept.isEmpty());

        const QString id = pools();
        const qsizetype opened = m_lists.size();
        auto page = open(id);
        page->showView();
        QCOMPARE(columnsOf(*page), m_pools);
        QCOMPARE(page->filter(), QStringLiteral("node-00"));
        QCOMPARE(page->view()->sortKeys(), (QList<widgets::TableSort>{{page->view()->visibleColumns().last(), Qt::DescendingOrder}}));
        QCOMPARE(m_lists.size(), opened + 1); // read once, with the view's own column
        QCOMPARE(m_settings->layout(kindsLayout), kept);

        // The user goes on in the view: sorts, shows, widens, adds a column of their own.
        page->view()->sortBy(0, false);
        page->view()->setColumnShown(1, true);
        page->view()->setColumnWidth(0, 333);
        QCOMPARE(page->addColumn(QStringLiteral("label:zone")), QString());
        QTRY_VERIFY(columnsOf(*page).contains(QStringLiteral("label:zone")));
        const QStringList wanted = columnsOf(*page);
        QCOMPARE(m_settings->layout(kindsLayout), kept);
        QCOMPARE(views().find(id)->layout, page->asView().layout);
        QCOMPARE(views().find(id)->filter, QStringLiteral("node-00")); // a filter is only looked with, until it is saved

        // The kind's page is as it was, and what is done there does not touch the view.
        QCOMPARE(columnsOf(*kindsPage), kindsColumns);
        QCOMPARE(kindsPage->view()->sortKeys(), kindsSort);
        const QByteArray viewKept = views().find(id)->layout;
        kindsPage->view()->sortBy(0, false);
        QVERIFY(m_settings->layout(kindsLayout) != kept);
        QCOMPARE(views().find(id)->layout, viewKept);

        // Both come back at the next start.
        page.reset();
        kindsPage.reset();
        startAgain();
        QCOMPARE(views().views().size(), 1);
        page = open(views().views().first().id);
        QCOMPARE(columnsOf(*page), wanted);
        QCOMPARE(page->view()->columnWidth(0), 333);
        kindsPage = open();
        QCOMPARE(columnsOf(*kindsPage), kindsColumns);
    }

    void aViewWithoutColumnsBeginsWithTheKinds()
    {
        auto kindsPage = open();
        kindsPage->view()->setColumnShown(2, false);
        const QByteArray kept = m_settings->layout(kindsLayout);
        ui::SavedView view;
        view.name = QStringLiteral("From a file");
        view.kind = QStringLiteral("nodes");
        const QString id = views().add(view);
        auto page = open(id);
        page->showView();
        QCOMPARE(columnsOf(*page), columnsOf(*kindsPage));
        page->view()->setColumnShown(3, false);
        QCOMPARE(m_settings->layout(kindsLayout), kept);
        QVERIFY(!views().find(id)->layout.isEmpty());
    }

    void aViewIsShownAgainAsItIsSaved()
    {
        const QString id = pools();
        auto page = open(id);
        page->showView();
        page->setFilter(QStringLiteral("node-01"));
        page->showView();
        QCOMPARE(page->filter(), QStringLiteral("node-00"));
        // Replaced by what another page shows.
        auto kindsPage = open();
        kindsPage->view()->setColumnShown(2, false);
        views().replace(id, kindsPage->asView());
        page->showView();
        QTRY_COMPARE(columnsOf(*page), columnsOf(*kindsPage));
        QCOMPARE(page->filter(), QString());
        // Removed while it is shown: the page stays as it is, and what is done in it is nobody's.
        const QByteArray kept = m_settings->layout(kindsLayout);
        views().remove(id);
        QVERIFY(!page->shownView());
        page->view()->sortBy(0, false);
        QCOMPARE(m_settings->layout(kindsLayout), kept);
        QVERIFY(views().views().isEmpty());
        // Until it is put back.
        views().putBack();
        page->view()->setColumnShown(3, false);
        QCOMPARE(views().find(id)->layout, page->asView().layout);
    }

    void filtersAreRememberedByKind()
    {
        auto page = open();
        auto *field = page->findChild<widgets::SearchField *>();
        const auto ask = [&](const char *filter) {
            page->setFilter({});
            field->line()->setText(QString::fromLatin1(filter));
            QTest::keyClick(field->line(), Qt::Key_Return);
        };
        ask("node-00");
        ask("status:ready age<1h");
        page.reset();
        startAgain();
        page = open(pools());
        field = page->findChild<widgets::SearchField *>();
        QTest::keyClick(field->line(), Qt::Key_Up);
        QCOMPARE(page->filter(), QStringLiteral("status:ready age<1h"));
        QTest::keyClick(field->line(), Qt::Key_Up);
        QCOMPARE(page->filter(), QStringLiteral("node-00"));
    }
};

QTEST_MAIN(TestPageMemory)
#include "tst_pagememory.moc"
