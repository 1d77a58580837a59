#include "windowtest.h"

#include <sk/pages/detailpane.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/tableview.h>
#include <sk/window/commandpalette.h>
#include <sk/window/namespacechooser.h>
#include <sk/window/navigationpane.h>
#include <sk/window/workspacechooser.h>

#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>

using namespace sk;

/// The whole browser without a mouse, against the stand-in: every step is a key that goes to what has the focus.
class TestKeyboard : public test::WindowTest {
    Q_OBJECT

    [[nodiscard]] QString kind() const { return page() ? page()->kind().type.id() : QString(); }
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
        if (QWidget *modal = QApplication::activeModalWidget()) {
            (void)QTest::qWaitFor([modal] { return modal->focusWidget() != nullptr; }); // it is just being opened
            return modal->focusWidget() ? modal->focusWidget() : modal;
        }
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
        // Without a window manager the window may lose the keyboard just between two keys, after a popup closed.
        for (int attempt = 0; attempt < 5 && !shown<ui::CommandPalette>(); ++attempt) {
            key(Qt::Key_K, Qt::ControlModifier);
            (void)QTest::qWaitFor([this] { return shown<ui::CommandPalette>() != nullptr; }, 1000);
        }
        QTRY_VERIFY(shown<ui::CommandPalette>());
        type(text);
        key(Qt::Key_Return);
        QTRY_VERIFY(!shown<ui::CommandPalette>());
    }

    /// All pods, whatever was before.
    void openPods()
    {
        go(QStringLiteral("po"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        page()->setFilter({});
        QTRY_VERIFY_WITH_TIMEOUT(page()->settled() && page()->counts().shown > 100, 30'000);
        page()->focusTable();
    }

private slots:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
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

    void viewsAreSavedAndFound()
    {
        openPods();
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(focusIn<widgets::SearchField>());
        type(QStringLiteral("-zzz"));
        key(Qt::Key_Down);
        QTRY_VERIFY(focusIn<widgets::TableView>());
        key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::activeModalWidget());
        type(QStringLiteral("Everything but zzz"));
        key(Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        page()->setFilter({});
        // By its name in the palette.
        go(QStringLiteral("every but"));
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QCOMPARE(page()->filter(), QStringLiteral("-zzz"));
        page()->setFilter({});
        // And as a favourite in the navigation, which stands first.
        go(QStringLiteral("no"));
        QTRY_COMPARE(kind(), QStringLiteral("nodes"));
        key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(focusIn<ui::NavigationPane>());
        key(Qt::Key_Home);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QTRY_COMPARE(kind(), QStringLiteral("pods"));
        QCOMPARE(page()->filter(), QStringLiteral("-zzz"));
        page()->setFilter({});
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

    void rowsAreExported()
    {
        openPods();
        const int rows = page()->counts().shown;
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("pods.csv"));
        key(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        key(Qt::Key_A, Qt::ControlModifier);
        type(path);
        key(Qt::Key_Return);
        if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }, 2000))
            key(Qt::Key_Return); // the first one closed the proposals below the line
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), rows + 1);
        QTRY_VERIFY(!QApplication::activeModalWidget());
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
