#include "keyboardtest.h"

#include <sk/pages/detailpane.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/searchfield.h>
#include <sk/window/namespacechooser.h>
#include <sk/window/navigationpane.h>
#include <sk/window/workspacechooser.h>

#include <QClipboard>
#include <QScrollBar>
#include <QTabBar>

using namespace sk;

/// The whole browser without a mouse.
class TestKeyboard : public test::KeyboardTest {
    Q_OBJECT

private slots:
    void initTestCase() { start(120); }
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

    void namespacesAndWorkspaces()
    {
        openPods();
        const int all = page()->counts().shown;
        auto *workspaces = window().findChild<ui::WorkspaceChooser *>();
        auto *namespaces = window().findChild<ui::NamespaceChooser *>();
        QTRY_VERIFY(workspaces->available());
        key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::activePopupWidget());
        type(QStringLiteral("kube-system"));
        key(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QTRY_COMPARE(namespaces->chosen(), QStringList{QStringLiteral("kube-system")});
        QTRY_VERIFY(page()->counts().shown > 0 && page()->counts().shown < all);
        key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::activePopupWidget());
        key(Qt::Key_Tab);
        key(Qt::Key_Space); // All
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QTRY_COMPARE(page()->counts().shown, all);

        key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_VERIFY(!workspaces->chosen().isEmpty());
        QTRY_COMPARE(namespaces->chosen(), workspaces->members());
        QTRY_VERIFY(page()->counts().shown < all);
        key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        key(Qt::Key_Down); // all of them
        key(Qt::Key_Return);
        QTRY_VERIFY(workspaces->chosen().isEmpty());
        QTRY_COMPARE(page()->counts().shown, all);
        QVERIFY(namespaces->chosen().isEmpty());
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
