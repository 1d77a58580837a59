#include "../ui/fakelist.h"
#include "activewindow.h"
#include "kindof.h"

#include <sk/pages/pagecolumns.h>
#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/tableview.h>

#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace sk;
using sk::test::kindOf;

/// Which columns a list shows, and what is kept of it.
class TestColumns : public QObject {
    Q_OBJECT

    /// What a window keeps of columns, and the lists that its pages asked for: thirty nodes each, live when the test says so.
    struct Desk {
        QTemporaryDir home;
        settings::Settings settings{home.path()};
        ManualClock clock{1'700'000'000'000};
        QList<kube::ResourceKind> opened;
        QList<std::shared_ptr<FakeList>> lists; // as the cluster does, some live longer than their pages

        std::unique_ptr<ui::ResourcePage> page()
        {
            return std::make_unique<ui::ResourcePage>(
                kindOf(QStringLiteral("nodes")), [this](const kube::ResourceKind &kind, const QStringList &) { return open(kind); }, QStringList(), settings, clock);
        }
        std::shared_ptr<FakeList> open(const kube::ResourceKind &kind)
        {
            opened += kind;
            lists += std::make_shared<FakeList>(kind);
            for (int i = 0; i < 30; ++i)
                lists.last()->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
            return lists.last();
        }
        void live() const
        {
            kube::ListStatus status;
            status.freshness = kube::ListStatus::Freshness::Live;
            status.complete = true;
            lists.last()->setStatus(status);
        }
    };
    [[nodiscard]] static QStringList titlesOf(const ui::ResourcePage &page)
    {
        QStringList result;
        for (const int column : page.view()->visibleColumns())
            result += page.view()->model()->headerData(column, Qt::Horizontal).toString();
        return result;
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void columnsByKeyboard()
    {
        Desk desk;
        auto page = desk.page();
        page->columns()->setFieldSource([](QObject *, auto answer) {
            answer({{QStringLiteral("pool"), QStringLiteral("zone")}, {QStringLiteral("example.io/owner")}, {QStringLiteral("{.spec.podCIDR}")}});
        });
        page->resize(1000, 640);
        QVERIFY(test::showActive(*page));
        desk.live();
        QTRY_VERIFY(page->settled());
        page->select({}, QStringLiteral("node-007"));
        QTRY_VERIFY(page->selection());
        const auto titles = [&page] { return titlesOf(*page); };
        const QStringList before = titles();

        page->chooseColumns();
        auto *chooser = page->findChild<widgets::ColumnChooser *>();
        QVERIFY(chooser && chooser->isVisible());
        auto *line = chooser->findChild<QLineEdit *>();
        auto *list = chooser->findChild<QListWidget *>();
        // Hide: found by typing, Enter.
        QTest::keyClicks(line, QStringLiteral("roles"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!titles().contains(QStringLiteral("Roles")));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(line->text().isEmpty() && chooser->isVisible());
        // Move: into the list, Ctrl+Down.
        QTest::keyClick(line, Qt::Key_Down);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier); // behind the hidden one
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(titles().at(2), before.at(1));
        // The name stays where and what it is.
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(titles().first(), before.first());
        // A label, by a suggestion.
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("pool"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(desk.opened.size(), 2);
        QVERIFY(desk.opened.last().columnIndex(QStringLiteral("label:pool")) > 0);
        // Until it is read, the rows of before are there.
        QVERIFY(page->view()->isVisible());
        QCOMPARE(page->counts().shown, 30);
        QVERIFY(!titles().contains(QStringLiteral("pool")));
        desk.live();
        QTRY_VERIFY(titles().contains(QStringLiteral("pool")));
        QVERIFY(!titles().contains(QStringLiteral("Roles"))); // what was chosen before stays
        QCOMPARE(titles().last(), QStringLiteral("Age"));
        QTRY_VERIFY(page->selection());
        QCOMPARE(page->selection()->name, QStringLiteral("node-007"));
        // A path that is none says why; one that is, is taken.
        QVERIFY(!page->addColumn(QStringLiteral("{.spec.")).isEmpty());
        QCOMPARE(desk.opened.size(), 2);
        QCOMPARE(page->addColumn(QStringLiteral("{.spec.podCIDR}")), QString());
        desk.live();
        QTRY_VERIFY(titles().contains(QStringLiteral(".spec.podCIDR")));
        QCOMPARE(page->addColumn(QStringLiteral(".spec.podCIDR")), QString()); // there already
        QCOMPARE(desk.opened.size(), 3);
        page->view()->setSort({});
        page->view()->sortBy(1, false);
        page->view()->sortBy(3, true);
        const QStringList arranged = titles();
        const auto sorted = page->view()->sortKeys();

        // Kept for the next time.
        page.reset();
        page = desk.page();
        QVERIFY(test::showActive(*page));
        desk.live();
        QTRY_VERIFY(page->settled());
        QCOMPARE(titles(), arranged);
        QCOMPARE(page->view()->sortKeys(), sorted);
        QCOMPARE(desk.opened.size(), 4); // with its columns from the start: read once
        // Reset takes all of it back.
        page->chooseColumns();
        chooser = page->findChild<widgets::ColumnChooser *>();
        emit chooser->resetRequested();
        desk.live();
        QTRY_COMPARE(titles(), before);
    }

    void widthsByKeyboard()
    {
        Desk desk;
        auto page = desk.page();
        const auto open = [&] {
            page->resize(1000, 640);
            QVERIFY(test::showActive(*page));
            desk.live();
            QTRY_VERIFY(page->settled());
            page->chooseColumns();
        };
        open();
        const auto widths = [&page] {
            QList<int> result;
            for (const int column : page->view()->visibleColumns())
                result += page->view()->columnWidth(column);
            return result;
        };
        auto *chooser = page->findChild<widgets::ColumnChooser *>();
        auto *list = chooser->findChild<QListWidget *>();
        const auto press = [&](const char *title, Qt::Key key) {
            const QList<QListWidgetItem *> found = list->findItems(QString::fromUtf8(title), Qt::MatchExactly);
            QCOMPARE(found.size(), 1);
            list->setCurrentItem(found.first());
            QTest::keyClick(list, key, Qt::ControlModifier);
        };
        const QList<int> before = widths();
        const int roles = static_cast<int>(titlesOf(*page).indexOf(QStringLiteral("Roles")));
        QVERIFY(roles > 0);
        const int character = page->view()->fontMetrics().averageCharWidth();
        press("Roles", Qt::Key_Right);
        press("Roles", Qt::Key_Right);
        QCOMPARE(widths().at(roles), before.at(roles) + 2 * character);
        press("Roles", Qt::Key_Left);
        QCOMPARE(widths().at(roles), before.at(roles) + character);
        // The name moves nowhere, but may be too narrow as any other.
        press("Name", Qt::Key_Right);
        QCOMPARE(widths().first(), before.first() + character);
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty()) {
            page->grab().save(directory + QStringLiteral("/column-widths.png"));
            chooser->grab().save(directory + QStringLiteral("/column-chooser.png"));
        }
        // The last one takes what is left.
        const QList<int> set = widths();
        press("Age", Qt::Key_Left);
        QCOMPARE(widths(), set);
        // Where writing goes to the left, the edge that moves is the other one.
        chooser->setLayoutDirection(Qt::RightToLeft);
        press("Roles", Qt::Key_Left);
        QCOMPARE(widths().at(roles), set.at(roles) + character);
        press("Roles", Qt::Key_Right);
        chooser->setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(widths(), set);

        // Kept for the next time, though there is other room then; reset takes it back.
        page.reset();
        page = desk.page();
        open();
        chooser = page->findChild<widgets::ColumnChooser *>();
        list = chooser->findChild<QListWidget *>();
        QCOMPARE(widths(), set);
        page->resize(1500, 640);
        QCoreApplication::processEvents();
        QCOMPARE(widths().at(roles), set.at(roles));
        page->resize(1000, 640);
        chooser->findChild<QPushButton *>()->click();
        QTRY_COMPARE(widths(), before);

        // However often: there is always something to take hold of.
        const int least = page->view()->horizontalHeader()->minimumSectionSize();
        for (int i = before.at(roles) / character; i >= 0; --i)
            press("Roles", Qt::Key_Left);
        QCOMPARE(widths().at(roles), least);
    }
};

QTEST_MAIN(TestColumns)
#include "tst_columns.moc"
