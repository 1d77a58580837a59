#pragma once

#include "place.h"

#include <sk/pages/detailpane.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>
#include <sk/window/sessionbar.h>
#include <sk/window/statusarea.h>

#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>

namespace test {

inline const QString rightPassword = QStringLiteral("P@88w0rd");

/// The window as its user sees it.
struct Seen {
    explicit Seen(ui::MainWindow &shownWindow)
        : window(shownWindow)
    {
    }
    [[nodiscard]] QLineEdit *password() const { return shown<QLineEdit>(window, "sessionPassword"); }
    [[nodiscard]] QPushButton *button() const { return shown<QPushButton>(window, "sessionContinue"); }
    /// What the bar says; empty without one.
    [[nodiscard]] QString bar() const
    {
        const auto *bar = shown<ui::SessionBar>(window);
        return bar ? bar->accessibleName() : QString();
    }
    [[nodiscard]] QString status() const { return window.findChild<ui::StatusArea *>()->text(); }
    [[nodiscard]] widgets::TableView *table() const
    {
        for (auto *each : window.findChildren<widgets::TableView *>())
            if (each->isVisible() && each->model() && each->model()->rowCount() > 0)
                return each;
        return nullptr;
    }
    /// The detail pane is open, and shows this object.
    [[nodiscard]] bool detailOf(const QString &name) const
    {
        const auto *pane = window.findChild<ui::DetailPane *>();
        if (!pane || !pane->isVisible())
            return false;
        const auto labels = pane->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&name](const QLabel *label) { return label->isVisible() && label->text() == name; });
    }
    void type(const QString &text) const
    {
        password()->setFocus();
        password()->clear();
        QTest::keyClicks(password(), text);
        QTest::keyClick(password(), Qt::Key_Return);
    }
    void picture(const char *name) const
    {
        const QString directory = qEnvironmentVariable("SK_PICTURES");
        if (!directory.isEmpty())
            window.grab().save(directory + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }
    ui::MainWindow &window;
};

/// The life of a session against the stand-in, with the real window: for each scenario what its user sees, and what was sent.
/// Tests that derive from this call prepare() first.
class LifeTest : public QObject {
protected:
    static void prepare()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
        if (qEnvironmentVariable("SK_THEME") == QLatin1String("dark"))
            theme::Theme::instance().setMode(theme::Mode::Dark);
    }
};

} // namespace test
