#pragma once

#include <QTest>
#include <QWidget>

namespace sk::test {

/// Shows the window and waits until it has the keyboard: keys and shortcuts that come before go nowhere. However slow the computer is.
inline bool showActive(QWidget &window)
{
    window.show();
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window, 60'000);
}

} // namespace sk::test
