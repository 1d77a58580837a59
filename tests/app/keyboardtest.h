#pragma once

#include "windowtest.h"

#include <sk/widgets/tableview.h>
#include <sk/window/commandpalette.h>

#include <QContextMenuEvent>
#include <QFileDialog>
#include <QMenu>

namespace test {

/// Tests of the browser without a mouse, against the stand-in: every step is a key that goes to what has the focus.
class KeyboardTest : public WindowTest {
protected:
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
            // It is just being opened; a file dialog takes what is typed for its own before it is active.
            (void)QTest::qWaitFor([modal] { return modal->focusWidget() != nullptr && modal->isActiveWindow(); });
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
    /// The key beside the right Ctrl, of which the platform makes this event.
    void menuKey() const
    {
        QWidget *widget = target();
        QVERIFY2(widget, "nothing has the focus");
        const QPoint at = widget->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, at, widget->mapToGlobal(at));
        QApplication::sendEvent(widget, &event);
    }
    /// Goes down in the open menu to the entry with this text.
    void choose(const QString &text) const
    {
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        const auto there = [menu, &text] { return menu->activeAction() && menu->activeAction()->text().remove(u'&') == text; };
        for (qsizetype step = 0; step < menu->actions().size() && !there(); ++step)
            key(Qt::Key_Down);
        QVERIFY2(there(), qPrintable(text));
        QVERIFY2(menu->activeAction()->isEnabled(), qPrintable(text));
        key(Qt::Key_Return);
    }
    /// Types a path into the file dialog that opens, and confirms it.
    void giveFile(const QString &path) const
    {
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        const QPointer<QWidget> dialog = QApplication::activeModalWidget();
        key(Qt::Key_A, Qt::ControlModifier);
        type(path);
        key(Qt::Key_Return);
        const auto closed = [&dialog] { return !dialog || !dialog->isVisible(); };
        if (!QTest::qWaitFor(closed, 2000))
            key(Qt::Key_Return); // the first one closed the proposals below the line
        QTRY_VERIFY(closed());
    }

    /// Signed in, on the nodes, with so many pods to go to.
    void start(int pods)
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        demo::ClusterOptions options = test::Place::smallCluster();
        options.world.pods = pods;
        m_place = std::make_unique<test::Place>(options);
        QVERIFY(m_place->start());
        window().resize(1200, 760);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 30'000);
        QCOMPARE(kind(), QStringLiteral("nodes"));
    }
};

} // namespace test
