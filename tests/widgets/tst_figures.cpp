#include <sk/theme/theme.h>

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTest>

using namespace sk;

/// Figures stand below each other, whatever font the user has.
class TestFigures : public QObject {
    Q_OBJECT

    static bool haveOneWidth(const QFont &font)
    {
        const QFontMetricsF metrics(font);
        for (const QChar figure : QStringLiteral("123456789"))
            if (std::abs(metrics.horizontalAdvance(figure) - metrics.horizontalAdvance(u'0')) >= 0.01)
                return false;
        return true;
    }

private slots:
    void inEveryFont()
    {
        int without = 0;
        QStringList families = QFontDatabase::families();
        families += QApplication::font().family();
        for (const QString &family : std::as_const(families)) {
            for (const bool bold : {false, true}) {
                QFont font(family);
                font.setPixelSize(13);
                font.setBold(bold);
                const QFont tabular = theme::Theme::tabularFont(font);
                QVERIFY2(haveOneWidth(tabular), qPrintable(family));
                QCOMPARE(tabular.pixelSize(), 13);
                QCOMPARE(tabular.bold(), bold);
                if (haveOneWidth(font))
                    QCOMPARE(tabular, font); // nothing to repair
                else
                    ++without;
            }
        }
        qInfo("%d of %d fonts have figures of different widths", without, int(families.size() * 2));
    }
};

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
