#include "place.h"

#include <sk/pages/detailpane.h>
#include <sk/pages/resourcepage.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/tableview.h>
#include <sk/window/commandpalette.h>
#include <sk/window/navigationpane.h>

#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>

using namespace sk;

/// The whole browser without a mouse, against the stand-in: every step is a key that goes to what has the focus.
class TestKeyboard : public QObject {
    Q_OBJECT

    std::unique_ptr<test::Place> m_place;

    [[nodiscard]] ui::MainWindow &window() const { return m_place->window().window(); }
    [[nodiscard]] ui::ResourcePage *page() const
    {
        for (auto *page : window().findChildren<ui::ResourcePage *>())
            if (page->isVisible())
                return page;
        return nullptr;
    }
    [[nodiscard]] QString kind() const { return page() ? page()->kind().type.id() : QString(); }
    template<typename T>
    [[nodiscard]] T *shown() const
    {
        for (T *each : window().findChildren<T *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    template<typename T>
    [[nodiscard]] bool focusIn() const
    {
        // Without a window manager nobody makes the window active again when a popup has closed.
        QWidget *focus = QApplication::focusWidget() ? QApplication::focusWidget() : window().focusWidget();
        for (QWidget *widget = focus; widget; widget = widget->parentWidget())
            if (qobject_cast<T *>(widget))
                return true;
        return false;
    }
    [[nodiscard]] QWidget *target() const
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup->focusWidget() ? popup->focusWidget() : popup;
        if (QWidget *modal = QApplication::activeModalWidget())
            return modal->focusWidget() ? modal->focusWidget() : modal;
        if (!window().isActiveWindow()) {
            window().activateWindow();
            (void)QTest::qWaitForWindowActive(&window());
        }
        if (QWidget *focus = QApplication::focusWidget())
            return focus;
        return window().focusWidget();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget *widget = target();
        QVERIFY2(widget, "nothing has the focus");
        QTest::keyClick(widget, key, modifiers);
    }
    void type(const QString &text) const
    {
        QWidget *widget = target();
        QVERIFY2(widget, "nothing has the focus");
        QTest::keyClicks(widget, text);
    }
    /// The palette opens, takes this, and goes there.
    void go(const QString &text)
    {
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(shown<ui::CommandPalette>());
        type(text);
        key(Qt::Key_Return);
        QTRY_VERIFY(!shown<ui::CommandPalette>());
    }

private slots:
    void initTestCase()
    {
        demo::ClusterOptions options = test::Place::smallCluster();
        options.world.pods = 120;
        m_place = std::make_unique<test::Place>(options);
        QVERIFY(m_place->start());
        window().resize(1200, 760);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 30'000);
        QCOMPARE(kind(), QStringLiteral("nodes"));
    }

    void cleanupTestCase() { m_place.reset(); }

    void walk()
    {
        QTRY_VERIFY(focusIn<widgets::TableView>()); // where the work is, from the first moment on

        // To a kind by its short name; to the second row; into its details and out of them.
        go(QStringLiteral("po"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->settled() && page()->counts().shown > 100, 30'000);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_Home, Qt::ControlModifier);
        key(Qt::Key_Down);
        QTRY_VERIFY(page()->selection());
        const QString chosen = page()->selection()->name;
        key(Qt::Key_Return);
        QTRY_VERIFY(focusIn<ui::DetailPane>());
        key(Qt::Key_Escape);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        QCOMPARE(page()->selection()->name, chosen);

        // Sort by this column, then by another too.
        key(Qt::Key_Right);
        key(Qt::Key_Right);
        const int first = page()->view()->currentIndex().column();
        key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        key(Qt::Key_Right);
        const int second = page()->view()->currentIndex().column();
        QVERIFY(first != second);
        key(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(page()->view()->sortKeys(), (QList<widgets::TableSort>{{first, Qt::AscendingOrder}, {second, Qt::AscendingOrder}}));
        QCOMPARE(page()->selection()->name, chosen);

        // Columns: hide one that is found by its name.
        key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(shown<widgets::ColumnChooser>());
        const qsizetype before = page()->view()->visibleColumns().size();
        type(QStringLiteral("restarts"));
        key(Qt::Key_Return);
        QTRY_COMPARE(page()->view()->visibleColumns().size(), before - 1);
        key(Qt::Key_Escape); // the text
        key(Qt::Key_Escape); // the popup
        QTRY_VERIFY(!shown<widgets::ColumnChooser>());

        // Filter, and down to the rows.
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(focusIn<widgets::SearchField>());
        type(chosen.left(3));
        key(Qt::Key_Down);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        QTRY_VERIFY(page()->counts().shown < page()->counts().total);
        const int matching = page()->counts().shown;

        // Elsewhere by the navigation, and back to where this was.
        key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(focusIn<ui::NavigationPane>());
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_VERIFY(!kind().isEmpty() && kind() != QStringLiteral("pods"));
        const QString other = kind();
        key(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QTRY_COMPARE(page()->counts().shown, matching);
        QTRY_VERIFY(page()->selection());
        QCOMPARE(page()->selection()->name, chosen);
        key(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(kind(), other);
        key(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));

        // Copies.
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), chosen);
        key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(chosen + u'\t'));
        go(QStringLiteral("copy as kubectl"));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral(" get pods ")));

        // Around all panes.
        QSet<QString> panes;
        for (int i = 0; i < 6; ++i) {
            key(Qt::Key_F6);
            panes += focusIn<ui::NavigationPane>() ? QStringLiteral("navigation") : focusIn<widgets::SearchField>() ? QStringLiteral("filter")
                : focusIn<widgets::TableView>() ? QStringLiteral("table") : focusIn<ui::DetailPane>() ? QStringLiteral("detail") : QStringLiteral("lost");
        }
        QVERIFY2(panes.contains(QStringLiteral("navigation")) && panes.contains(QStringLiteral("table")) && !panes.contains(QStringLiteral("lost")),
            qPrintable(QStringList(panes.values()).join(u' ')));

        // Tabs.
        auto *tabs = window().findChild<QTabBar *>(QStringLiteral("tabs"));
        const int open = tabs->count();
        key(Qt::Key_T, Qt::ControlModifier);
        QTRY_COMPARE(tabs->count(), open + 1);
        key(Qt::Key_Tab, Qt::ControlModifier);
        key(Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(tabs->count(), open);

        // An object by its name, whatever page it is on; and again, as a recent one.
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        go(chosen);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QTRY_VERIFY(page()->selection());
        QCOMPARE(page()->selection()->name, chosen);

        // Menus and sheets open and close.
        key(Qt::Key_F10);
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        key(Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        key(Qt::Key_F1);
        QTRY_VERIFY(QApplication::activeModalWidget());
        key(Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    void mouseButtonsTravelToo()
    {
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        go(QStringLiteral("svc"));
        QTRY_COMPARE(kind(), QStringLiteral("services"));
        QTest::mouseClick(page()->view()->viewport(), Qt::BackButton);
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        QTest::mouseClick(page()->view()->viewport(), Qt::ForwardButton);
        QTRY_COMPARE(kind(), QStringLiteral("services"));
    }

    void scrollComesBack()
    {
        go(QStringLiteral("po"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        page()->setFilter({});
        QTRY_VERIFY_WITH_TIMEOUT(page()->settled() && page()->counts().shown > 100, 30'000);
        page()->view()->clearSelection();
        page()->view()->verticalScrollBar()->setValue(500);
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        key(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QTRY_COMPARE(page()->view()->verticalScrollBar()->value(), 500);
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
