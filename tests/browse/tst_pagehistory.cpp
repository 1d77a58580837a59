#include <sk/window/pagehistory.h>

#include <QTest>

using namespace sk;

/// Back and forward through places.
class TestPageHistory : public QObject {
    Q_OBJECT

private slots:
    void historyKeepsHowPlacesWereLeft()
    {
        ui::PageHistory history;
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        const auto place = [](const char *kind, const char *filter = "") { return ui::PagePlace{QString::fromLatin1(kind), {}, QString::fromLatin1(filter), {}, {}, 0}; };
        history.visit(place("pods"));
        history.visit(place("pods")); // the same
        QVERIFY(!history.canGoBack());
        ui::PagePlace left = place("pods", "web");
        left.scroll = 700;
        left.selectedName = QStringLiteral("web-1");
        history.update(left);
        history.visit(place("nodes"));
        history.visit(place("services"));
        QCOMPARE(history.back()->kind, QStringLiteral("nodes"));
        const auto back = history.back();
        QCOMPARE(back->filter, QStringLiteral("web"));
        QCOMPARE(back->scroll, 700);
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.forward()->kind, QStringLiteral("nodes"));
        history.visit(place("jobs")); // services lay ahead
        QVERIFY(!history.canGoForward());
        for (int i = 0; i < 300; ++i)
            history.visit(place(qPrintable(QStringLiteral("kind-%1").arg(i))));
        int steps = 0;
        while (history.back())
            ++steps;
        QCOMPARE(steps, 99);
    }
};

QTEST_MAIN(TestPageHistory)
#include "tst_pagehistory.moc"
