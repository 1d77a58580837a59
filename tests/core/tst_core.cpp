#include <sk/core/age.h>
#include <sk/core/backoff.h>
#include <sk/core/error.h>
#include <sk/core/quantity.h>

#include <QtTest>

using namespace sk;
using namespace std::chrono_literals;

class TestCore : public QObject {
    Q_OBJECT

private slots:
    void quantity_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<double>("value");
        QTest::newRow("milli") << "120m" << true << 0.12;
        QTest::newRow("binary") << "16393244Ki" << true << 16393244.0 * 1024;
        QTest::newRow("bare") << "4" << true << 4.0;
        QTest::newRow("exponent") << "1e3" << true << 1000.0;
        QTest::newRow("exponent capital") << "1E3" << true << 1000.0;
        QTest::newRow("exa") << "1E" << true << 1e18;
        QTest::newRow("nano") << "250000000n" << true << 0.25;
        QTest::newRow("fraction") << "0.5Gi" << true << 536870912.0;
        QTest::newRow("sign") << "+5" << true << 5.0;
        QTest::newRow("negative") << "-2" << true << -2.0;
        QTest::newRow("empty") << "" << false << 0.0;
        QTest::newRow("word") << "many" << false << 0.0;
        QTest::newRow("unknown suffix") << "5Q" << false << 0.0;
        QTest::newRow("trailing") << "5Gi " << false << 0.0;
    }
    void quantity()
    {
        QFETCH(QString, text);
        QFETCH(bool, ok);
        QFETCH(double, value);
        const auto parsed = parseQuantity(text.toStdString());
        QCOMPARE(parsed.has_value(), ok);
        if (ok)
            QCOMPARE(*parsed, value);
    }

    void formats()
    {
        QCOMPARE(formatCores(16), QStringLiteral("16"));
        QCOMPARE(formatCores(9.94), QStringLiteral("9.9"));
        QCOMPARE(formatCores(0.25), QStringLiteral("250m"));
        QCOMPARE(formatCores(0), QStringLiteral("0"));
        QCOMPARE(formatBytes(64.0 * 1073741824), QStringLiteral("64 Gi"));
        QCOMPARE(formatBytes(44.8 * 1073741824), QStringLiteral("44.8 Gi"));
        QCOMPARE(formatBytes(100), QStringLiteral("100"));
        QCOMPARE(formatBytesLike(512.0 * 1048576, 64.0 * 1073741824), QStringLiteral("0.5"));
    }

    void time_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("ok");
        for (const char *good : {"2026-11-23T22:05:50Z", "2026-11-23T22:05:50.123456Z", "2024-02-29T00:00:00Z", "2026-11-23T22:05:50+08:00",
                                 "1970-01-01T00:00:00Z", "2026-11-23T22:05:50-03:30"})
            QTest::newRow(good) << QString::fromLatin1(good) << true;
        for (const char *bad : {"", "null", "2026-11-23", "2026-13-23T22:05:50Z", "2025-02-29T00:00:00Z", "2026-11-23T25:05:50Z",
                                "2026-11-23T22:05:50", "2026-11-23T22:05:50Zx", "2026-11-23 22:05:50Z"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << false;
    }
    void time()
    {
        QFETCH(QString, text);
        QFETCH(bool, ok);
        const auto parsed = parseTime(text.toStdString());
        QCOMPARE(parsed.has_value(), ok);
        if (ok)
            QCOMPARE(*parsed, QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch());
    }

    void duration_data()
    {
        // The cases of k8s.io/apimachinery/pkg/util/duration/duration_test.go.
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("1s") << qint64(1) << "1s";
        QTest::newRow("70s") << qint64(70) << "70s";
        QTest::newRow("190s") << qint64(190) << "3m10s";
        QTest::newRow("70m") << qint64(70 * 60) << "70m";
        QTest::newRow("47h") << qint64(47 * 3600) << "47h";
        QTest::newRow("49h") << qint64(49 * 3600) << "2d1h";
        QTest::newRow("8d2h") << qint64((8 * 24 + 2) * 3600) << "8d";
        QTest::newRow("367d") << qint64(367 * 24 * 3600) << "367d";
        QTest::newRow("4y") << qint64(4 * 365 * 24 * 3600LL) << "4y";
        QTest::newRow("3y1d") << qint64((3 * 365 + 1) * 24 * 3600LL) << "3y1d";
        QTest::newRow("8y") << qint64((8 * 365 + 7) * 24 * 3600LL) << "8y";
        QTest::newRow("negative second") << qint64(-1) << "0s";
        QTest::newRow("negative") << qint64(-5) << "<invalid>";
        QTest::newRow("7h") << qint64(7 * 3600 + 60) << "7h1m";
    }
    void duration()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(humanDuration(seconds * 1000), text);
    }

    void backoffGrowsAndIsBounded()
    {
        ManualClock clock;
        Backoff backoff(clock, {.first = 800ms, .longest = 30s}, 7);
        auto step = 800ms;
        for (int i = 0; i < 12; ++i) {
            const auto wait = backoff.next();
            QVERIFY(wait >= step / 2);
            QVERIFY(wait <= step);
            clock.advance(wait);
            step = std::min<std::chrono::milliseconds>(step * 2, 30s);
        }
        clock.advance(119s);
        QVERIFY(backoff.next() > 10s);
    }
    void backoffResetsAfterTwoHealthyMinutes()
    {
        ManualClock clock;
        Backoff backoff(clock, {}, 7);
        for (int i = 0; i < 8; ++i)
            clock.advance(backoff.next());
        clock.advance(120s);
        QVERIFY(backoff.next() <= 800ms);
    }
    void backoffHonoursRetryAfter()
    {
        ManualClock clock;
        Backoff backoff(clock, {}, 7);
        QCOMPARE(backoff.next(45s), std::chrono::milliseconds(45s));
    }

    void errorText()
    {
        Error error{.code = ErrorCode::Forbidden, .httpStatus = 403, .reason = QStringLiteral("Forbidden"), .message = QStringLiteral("no")};
        QCOMPARE(toLogText(error), QStringLiteral("Forbidden (403 Forbidden): no"));
        QVERIFY(error);
        QVERIFY(!Error{});
    }
};

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
