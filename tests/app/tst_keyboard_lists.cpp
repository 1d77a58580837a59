#include "keyboardtest.h"

#include <sk/widgets/columnchooser.h>
#include <sk/widgets/filterchip.h>
#include <sk/widgets/freshnesschip.h>
#include <sk/widgets/searchfield.h>

#include <QClipboard>
#include <QPushButton>
#include <QToolButton>

using namespace sk;

/// What a list offers, without a mouse: its reading, filter, columns and copies.
class TestKeyboardLists : public test::KeyboardTest {
    Q_OBJECT

    static constexpr int pods = 1300; ///< three pages

    [[nodiscard]] static bool isFirstPageOfPods(const std::string &target)
    {
        return target.rfind("/api/v1/pods?", 0) == 0 && target.find("limit=500") != std::string::npos && target.find("continue=") == std::string::npos;
    }
    [[nodiscard]] static QString copied() { return QApplication::clipboard()->text(); }
    [[nodiscard]] QString firstName() const { return page()->view()->model()->index(0, 0).data().toString(); }
    /// Types it, and Enter: it becomes chips.
    void filterBy(const QString &text)
    {
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(focusIn<widgets::SearchField>());
        type(text);
        if (QApplication::activePopupWidget())
            key(Qt::Key_Escape); // Enter would take a proposal
        key(Qt::Key_Return);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        QTRY_COMPARE(page()->filter(), text);
    }

private slots:
    void initTestCase() { start(pods); }
    void cleanupTestCase() { m_place.reset(); }

    /// First: what was read once is kept.
    void readingIsStoppedAndGoneOn()
    {
        demo::Faults slow;
        slow.latencyMs = 3000;
        m_place->cluster.setFaults(slow);
        go(QStringLiteral("po"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->counts().shown > 0, 30'000);
        slow.latencyMs = 3'600'000; // the pages that are not asked for yet come never
        m_place->cluster.setFaults(slow);
        QVERIFY(page()->reading());
        key(Qt::Key_Escape, Qt::ShiftModifier);
        QTRY_VERIFY(!page()->reading());
        const int read = page()->counts().total;
        QVERIFY2(read > 0 && read < pods, qPrintable(QString::number(read)));
        QVERIFY(shown<widgets::FreshnessChip>()->text().startsWith(QStringLiteral("Partial")));

        m_place->cluster.setFaults({});
        m_place->cluster.clearSeenRequests();
        key(Qt::Key_F, Qt::ControlModifier);
        const auto goesOn = [] {
            const auto *button = qobject_cast<QToolButton *>(QApplication::focusWidget());
            return button && button->text() == QStringLiteral("Go on");
        };
        for (int i = 0; i < 12 && !goesOn(); ++i)
            key(Qt::Key_Tab);
        QVERIFY(goesOn());
        key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(page()->settled() && page()->counts().total >= pods, 30'000);
        for (const auto &request : m_place->cluster.seenRequests())
            QVERIFY2(!isFirstPageOfPods(request.target), request.target.c_str()); // where it was stopped, not from the beginning
        QVERIFY(window().focusWidget() && window().focusWidget()->isVisible());
    }

    void columnsAreMadeWider()
    {
        openPods();
        const widgets::TableView *table = page()->view();
        const int column = table->visibleColumns().at(1);
        const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
        const int before = table->columnWidth(column);
        key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(shown<widgets::ColumnChooser>());
        type(title);
        key(Qt::Key_Down);
        key(Qt::Key_Right, Qt::ControlModifier);
        key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(table->columnWidth(column), before + 2 * table->fontMetrics().averageCharWidth());
        for (int i = 0; i < 3; ++i)
            key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(table->columnWidth(column), before - table->fontMetrics().averageCharWidth());
        // And back to what it was.
        for (int i = 0; i < 4 && !focusIn<QPushButton>(); ++i)
            key(Qt::Key_Tab);
        key(Qt::Key_Space);
        QTRY_COMPARE(table->columnWidth(column), before);
        while (shown<widgets::ColumnChooser>())
            key(Qt::Key_Escape);
        QTRY_VERIFY(focusIn<widgets::TableView>());
    }

    void copiesByTheMenuKey()
    {
        openPods();
        const widgets::TableView *table = page()->view();
        key(Qt::Key_Home, Qt::ControlModifier);
        key(Qt::Key_Right);
        const QString cell = table->currentIndex().data(Qt::EditRole).toString();
        const QString name = firstName();
        QVERIFY(!cell.isEmpty() && cell != name);
        const auto copy = [this](const char *entry) {
            QApplication::clipboard()->setText(QStringLiteral("before"));
            menuKey();
            choose(QString::fromLatin1(entry));
            QTRY_VERIFY(!QApplication::activePopupWidget());
        };
        copy("Copy cell");
        QCOMPARE(copied(), cell);
        copy("Copy YAML");
        QTRY_VERIFY_WITH_TIMEOUT(copied().contains(QStringLiteral("kind: Pod\n")), 30'000);
        QVERIFY(copied().contains(QStringLiteral("name: ") + name + u'\n'));
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(page()->selectedObjects().size(), 2);
        copy("Copy row");
        const QStringList lines = copied().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first().startsWith(name + u'\t'));
        copy("Copy YAML");
        QTRY_COMPARE_WITH_TIMEOUT(copied().count(QStringLiteral("kind: Pod\n")), 2, 30'000);
        // The same by the keys that the menu names.
        QApplication::clipboard()->setText(QStringLiteral("before"));
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(copied().count(QStringLiteral("kind: Pod\n")), 2, 30'000);
        key(Qt::Key_Home, Qt::ControlModifier);
        key(Qt::Key_Right);
        key(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(copied(), cell);
    }

    void theListIsCopiedAsCurl()
    {
        openPods();
        key(Qt::Key_F10);
        choose(QStringLiteral("List"));
        choose(QStringLiteral("Copy as curl"));
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QVERIFY2(copied().startsWith(QStringLiteral("curl ")) && copied().contains(QStringLiteral("/api/v1/pods?")), qPrintable(copied()));
        QVERIFY(copied().contains(QStringLiteral("Bearer $TOKEN")));
        QTRY_VERIFY(focusIn<widgets::TableView>());
    }

    void aColumnOfOnesOwn()
    {
        openPods();
        key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(shown<widgets::ColumnChooser>());
        type(QStringLiteral("{.spec.nodeNam"));
        key(Qt::Key_Return); // no path: said below the line, and nothing is lost
        QVERIFY(shown<widgets::ColumnChooser>());
        key(Qt::Key_Escape);
        type(QStringLiteral("label:app"));
        key(Qt::Key_Return);
        const auto has = [this] {
            const QAbstractItemModel *model = page()->view()->model();
            for (const int column : page()->view()->visibleColumns())
                if (model->headerData(column, Qt::Horizontal).toString() == QLatin1String("app"))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(has(), 30'000);
        while (shown<widgets::ColumnChooser>())
            key(Qt::Key_Escape);
    }

    /// The filter last: the X server may tell of the focus of a list of proposals when that is long gone, and who types as fast as a test has moved on.
    void partsOfAFilterAreSwitchedOff()
    {
        openPods();
        const int all = page()->counts().shown;
        const QString word = firstName().left(4);
        filterBy(word);
        QTRY_VERIFY(page()->counts().shown < all);
        const int matching = page()->counts().shown;
        key(Qt::Key_F, Qt::ControlModifier);
        key(Qt::Key_Left);
        QTRY_VERIFY(focusIn<widgets::FilterChip>());
        key(Qt::Key_Space);
        QTRY_COMPARE(page()->counts().shown, all);
        QCOMPARE(page()->filter(), u'{' + word + u'}');
        key(Qt::Key_Space);
        QTRY_COMPARE(page()->counts().shown, matching);
        QCOMPARE(page()->filter(), word);
        key(Qt::Key_Backspace); // out with it, and back to the line
        QTRY_COMPARE(page()->counts().shown, all);
        QVERIFY(focusIn<QLineEdit>());
    }

    void aFilterIsCompleted()
    {
        openPods();
        const int all = page()->counts().shown;
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(focusIn<widgets::SearchField>());
        type(QStringLiteral("stat"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        const auto *line = shown<widgets::SearchField>()->line();
        QTRY_COMPARE(line->text(), QStringLiteral("status:"));
        QTRY_VERIFY(QApplication::activePopupWidget()); // the values that there are
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QTRY_VERIFY(line->text().size() > QStringLiteral("status:").size());
        const QString filter = line->text();
        key(Qt::Key_Return);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        QCOMPARE(page()->filter(), filter);
        QTRY_VERIFY(page()->counts().shown > 0 && page()->counts().shown < all);
        // Esc puts the proposals away and leaves what was typed.
        key(Qt::Key_F, Qt::ControlModifier);
        type(QStringLiteral("sta"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        key(Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(line->text(), QStringLiteral("sta"));
    }

    void filtersOfBeforeComeBack()
    {
        openPods();
        filterBy(QStringLiteral("-first"));
        key(Qt::Key_F, Qt::ControlModifier);
        key(Qt::Key_Escape); // clears it
        QTRY_VERIFY(page()->filter().isEmpty());
        filterBy(QStringLiteral("-second"));
        key(Qt::Key_F, Qt::ControlModifier);
        key(Qt::Key_Escape);
        QTRY_VERIFY(page()->filter().isEmpty());
        type(QStringLiteral("-typed"));
        if (QApplication::activePopupWidget())
            key(Qt::Key_Escape); // Up would go through the proposals
        key(Qt::Key_Up);
        QTRY_COMPARE(page()->filter(), QStringLiteral("-second"));
        key(Qt::Key_Up);
        QTRY_COMPARE(page()->filter(), QStringLiteral("-first"));
        key(Qt::Key_Down);
        QTRY_COMPARE(page()->filter(), QStringLiteral("-second"));
        key(Qt::Key_Down);
        QTRY_COMPARE(page()->filter(), QStringLiteral("-typed"));
        QVERIFY(focusIn<widgets::SearchField>());
    }
};

QTEST_MAIN(TestKeyboardLists)
#include "tst_keyboard_lists.moc"
