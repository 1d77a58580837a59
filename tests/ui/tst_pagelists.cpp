#include "pagetest.h"

#include <sk/pages/viewcommands.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/tableview.h>

#include <QPushButton>

using namespace sk;
using namespace sk::test;
using Freshness = kube::ListStatus::Freshness;

/// A page and its lists: one takes the place of another below it, and what the user has before the eyes stays.
class TestPageLists : public test::PageTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init() { make(); }
    void cleanup() { drop(); }

    void anotherVersionOfTheKindIsReadInstead()
    {
        kube::ResourceKind guessed = kindOf(QStringLiteral("pods"));
        guessed.type.version = QStringLiteral("v2");
        auto first = std::make_shared<FakeList>(guessed);
        auto second = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        bool told = false;
        ui::ResourcePage page(guessed, [&](const kube::ResourceKind &, const QStringList &) { return told ? second : first; }, {}, *m_settings, m_clock);
        QCOMPARE(page.kind().type.version, QStringLiteral("v2"));
        told = true;
        page.reopen();
        QCOMPARE(page.kind().type.version, QStringLiteral("v1"));
        ui::ViewQuery query;
        page.describe(query); // a command for a version that is not served would fail
        QCOMPARE(query.type.version, QStringLiteral("v1"));
        second->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        QTRY_COMPARE(page.counts().total, 1);
    }

    void selectionByUidSurvivesAnotherList()
    {
        auto first = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        auto second = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        for (int i = 0; i < 20; ++i) {
            first->put(i, kube::Health::Healthy, QStringLiteral("Running"));
            second->put(i, kube::Health::Healthy, QStringLiteral("Running"));
        }
        first->setStatus(statusOf(Freshness::Live, true));
        second->setStatus(statusOf(Freshness::Live, true));
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &names) { return names == QStringList(QStringLiteral("shop")) ? first : second; },
            {QStringLiteral("shop")}, *m_settings, m_clock);
        page.show();
        page.view()->selectRow(7);
        // The fake rows are of no namespace, which the filter by namespaces lets pass.
        QTRY_VERIFY(page.selection());
        const kube::Uid chosen = page.selection()->uid;
        page.setNamespaces({});
        QTRY_VERIFY(page.selection());
        QVERIFY(page.selection()->uid == chosen);
    }

    void onlyAListOfTheChosenNamespacesCountsThem()
    {
        auto pods = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        pods->setStatus(statusOf(Freshness::Live, true));
        ui::ResourcePage page(kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &) { return pods; }, {}, *m_settings, m_clock);
        QVERIFY(page.holdsTheChosen());
        page.setNamespaces({QStringLiteral("shop")}); // the list of all stays below, with rows that were not chosen
        QVERIFY(!page.holdsTheChosen());
        page.setNamespaces({});
        QVERIFY(page.holdsTheChosen());
        ui::ResourcePage two(
            kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &) { return pods; }, {QStringLiteral("shop"), QStringLiteral("pay")}, *m_settings, m_clock);
        two.setNamespaces({QStringLiteral("pay"), QStringLiteral("shop")});
        QVERIFY(two.holdsTheChosen());
    }

    void whatIsGoneIsNoLongerWaitedFor()
    {
        m_list->put(1, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->put(2, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-007"));
        m_list->put(7, kube::Health::Healthy, QStringLiteral("Ready")); // on its way until now
        QTRY_VERIFY(m_page->selection());
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-007"));
        m_list->setStatus(statusOf(Freshness::Live, true));
        QTRY_VERIFY(m_page->settled());

        const auto comes = [this](int number) {
            m_list->put(number, kube::Health::Healthy, QStringLiteral("Ready"));
            QTRY_COMPARE(m_page->counts().shown, m_page->view()->model()->rowCount());
            QTRY_VERIFY(m_page->settled());
        };
        m_page->select({}, QStringLiteral("node-050")); // all are there, and it is not
        comes(3);
        comes(50);
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-007"));

        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-060"));
        m_page->restorePlace({}, {}, 0); // a place where nothing was selected
        m_list->setStatus(statusOf(Freshness::Live, true));
        comes(60);
        QVERIFY(!m_page->selection());

        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-070"));
        auto *table = m_page->view();
        const QModelIndex second = table->model()->index(1, 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(second).center()); // the user has chosen another
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-002"));
        m_list->setStatus(statusOf(Freshness::Live, true));
        comes(70);
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-002"));
    }

    void aListOnItsWayMayHaveWhatIsLookedFor()
    {
        auto narrow = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        std::shared_ptr<FakeList> other;
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.selectors == kube::ResourceKind().selectors)
                    return narrow;
                other = std::make_shared<FakeList>(wanted);
                return other;
            },
            {}, *m_settings, m_clock);
        page.show();
        narrow->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        narrow->setStatus(statusOf(Freshness::Live, true));
        page.setFilter(QStringLiteral("label:app=web"));
        QVERIFY(other);
        page.select({}, QStringLiteral("node-009"));
        QEvent language(QEvent::LanguageChange);
        QApplication::sendEvent(&page, &language); // looks again; and the words of the other list are of two languages now
        QTRY_VERIFY(page.settled()); // what is there can be worked with, and more is to come
        other->labels = QStringLiteral("\napp=web\n");
        other->put(9, kube::Health::Healthy, QStringLiteral("Running"));
        QCOMPARE(other->readAgains, 0);
        other->setStatus(statusOf(Freshness::Live, true));
        QCOMPARE(other->readAgains, 1);
        other->setStatus(statusOf(Freshness::CatchingUp, true));
        QCOMPARE(other->readAgains, 1);
        QTRY_VERIFY(page.selection());
        QCOMPARE(page.selection()->name, QStringLiteral("node-009"));
    }

    void aListThatIsNoLongerWaitedForIsSilent()
    {
        auto all = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        std::shared_ptr<FakeList> fewer;
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.selectors == kube::ResourceKind().selectors)
                    return all;
                fewer = std::make_shared<FakeList>(wanted);
                return fewer;
            },
            {}, *m_settings, m_clock);
        all->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        all->setStatus(statusOf(Freshness::Live, true));
        page.setFilter(QStringLiteral("label:app=web"));
        QVERIFY(fewer);
        page.setFilter({}); // before that list was there; the cluster keeps it for a while
        fewer->setStatus(statusOf(Freshness::Live, true));
        QTRY_COMPARE(page.counts().total, 1);
    }

    void otherColumnsThatCannotBeReadKeepTheRows()
    {
        std::shared_ptr<FakeList> other;
        ui::ResourcePage page(
            kindOf(QStringLiteral("nodes")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.columnIndex(QStringLiteral("label:pool")) < 0)
                    return m_list;
                other = std::make_shared<FakeList>(wanted);
                return other;
            },
            {}, *m_settings, m_clock);
        page.resize(1000, 640);
        page.show();
        fill(30);
        QTRY_COMPARE(page.counts().shown, 30);
        page.select({}, QStringLiteral("node-007"));
        QTRY_VERIFY(page.selection());
        const auto bar = [&page] { return page.findChild<widgets::MessageBar *>(); };
        const auto has = [&page](const char *title) {
            for (const int column : page.view()->visibleColumns())
                if (page.view()->model()->headerData(column, Qt::Horizontal).toString() == QLatin1String(title))
                    return true;
            return false;
        };
        QCOMPARE(page.addColumn(QStringLiteral("label:pool")), QString());
        QVERIFY(other);
        auto failed = statusOf(Freshness::Failed);
        failed.error.code = ErrorCode::TimedOut;
        other->setStatus(failed);
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(page.counts().shown, 30); // the rows of before, and live
        QVERIFY(page.view()->isVisible());
        QVERIFY(page.selection());
        QVERIFY(!has("pool"));
        picture(page, "columns-not-read");
        // Retry asks for what failed, and what comes at last takes the place.
        page.retry();
        QCOMPARE(other->retries, 1);
        QCOMPARE(m_list->retries + m_list->readAgains, 0);
        for (int i = 0; i < 30; ++i)
            other->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
        other->setStatus(statusOf(Freshness::Live, true));
        QTRY_VERIFY(has("pool"));
        QTRY_VERIFY(!bar()->isVisible());
        QTRY_VERIFY(page.selection());
        QCOMPARE(page.selection()->name, QStringLiteral("node-007"));
    }

    void aLiveListIsReadAgainOnDemand()
    {
        fill(3);
        QTRY_COMPARE(m_page->counts().shown, 3);
        m_page->retry(); // F5
        QCOMPARE(m_list->readAgains, 1);
        QCOMPARE(m_list->retries, 0);
        QEvent language(QEvent::LanguageChange);
        QApplication::sendEvent(m_page.get(), &language);
        QCOMPARE(m_list->readAgains, 2);
        // In the middle of reading: when it is whole, since its first rows have words of the language before.
        m_list->setStatus(statusOf(Freshness::Loading));
        QApplication::sendEvent(m_page.get(), &language);
        QCOMPARE(m_list->readAgains, 2);
        m_list->setStatus(statusOf(Freshness::Live, true));
        QCOMPARE(m_list->readAgains, 3);
        m_list->setStatus(statusOf(Freshness::CatchingUp, true));
        QCOMPARE(m_list->readAgains, 3);
    }
};

QTEST_MAIN(TestPageLists)
#include "tst_pagelists.moc"
