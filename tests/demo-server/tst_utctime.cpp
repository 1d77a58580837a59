#include <sk/server/utc_time.h>

#include <QDateTime>
#include <QLocale>
#include <QTest>

#include <limits>

using namespace sk::demo;

/// Times as the protocols write them, held against Qt's calendar.
class TestUtcTime : public QObject {
    Q_OBJECT

private slots:
    void writtenAndReadAsQtDoes()
    {
        // Steps that meet leap days, ends of months and years, and every weekday: 1970 to 2106.
        int count = 0;
        for (qint64 seconds = 0; seconds < qint64(std::numeric_limits<quint32>::max()); seconds += 86'400 * 13 + 3'701) {
            const std::chrono::system_clock::time_point time{std::chrono::seconds(seconds)};
            const QDateTime expected = QDateTime::fromSecsSinceEpoch(seconds).toUTC();
            const std::string text = rfc3339(time);
            QCOMPARE(QString::fromStdString(text), expected.toString(Qt::ISODate));
            QCOMPARE(QString::fromStdString(httpDate(time)), QLocale::c().toString(expected, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")));
            QVERIFY(parseRfc3339(text) == time);
            ++count;
        }
        QVERIFY(count > 3000);
    }

    void theParts()
    {
        using namespace std::chrono;
        QCOMPARE(QString::fromStdString(httpDate(system_clock::time_point(784'111'777s))), QStringLiteral("Sun, 06 Nov 1994 08:49:37 GMT")); // RFC 9110's own
        QVERIFY(rfc3339(system_clock::time_point(1999ms)) == "1970-01-01T00:00:01Z"); // cut, not rounded
        QVERIFY(rfc3339(system_clock::time_point(-1ms)) == "1969-12-31T23:59:59Z");
        QVERIFY(parseRfc3339("1994-11-06T08:49:37.123456789Z") == system_clock::time_point(784'111'777s));
        QVERIFY(parseRfc3339("2016-12-31T23:59:60Z") == parseRfc3339("2017-01-01T00:00:00Z"));
    }

    void whatIsNoTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "yesterday", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01", "2024-01-01T00:-1:00Z"})
            QTest::newRow(text) << QByteArray(text);
    }
    void whatIsNoTime()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseRfc3339(text.toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestUtcTime)
#include "tst_utctime.moc"
