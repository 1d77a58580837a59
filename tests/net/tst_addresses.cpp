#include <sk/net/serveraddress.h>

#include <QtTest>

using namespace sk;
using namespace sk::net;

namespace {

/// What any server does with a form, written without the code under test.
QByteArray decodeForm(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '+')
            out += ' ';
        else if (text[i] == '%') {
            out += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else
            out += text[i];
    }
    return out;
}

} // namespace

class TestAddresses : public QObject {
    Q_OBJECT

private slots:
    void input_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("path");
        QTest::newRow("host") << "ks.example" << "" << "ks.example" << -1 << "";
        QTest::newRow("host and port") << "ks.example:30881" << "" << "ks.example" << 30881 << "";
        QTest::newRow("blanks around") << "  10.0.0.7:30881\n" << "" << "10.0.0.7" << 30881 << "";
        QTest::newRow("url") << "http://10.0.0.7:30881" << "http" << "10.0.0.7" << 30881 << "";
        QTest::newRow("upper case") << "HTTPS://KS.Example/" << "https" << "ks.example" << -1 << "";
        QTest::newRow("prefix") << "https://ks.example/ks/api//" << "https" << "ks.example" << -1 << "/ks/api";
        QTest::newRow("prefix without scheme") << "ks.example/ks/" << "" << "ks.example" << -1 << "/ks";
        QTest::newRow("encoded prefix") << "https://ks.example/a%20b" << "https" << "ks.example" << -1 << "/a%20b";
        QTest::newRow("ipv6") << "[::1]:30881" << "" << "::1" << 30881 << "";
        QTest::newRow("bare ipv6") << "::1" << "" << "::1" << -1 << "";
        QTest::newRow("fragment") << "https://ks.example/#top" << "https" << "ks.example" << -1 << "";
    }
    void input()
    {
        QFETCH(QString, text);
        const auto url = parseServerInput(text);
        QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().detail));
        QTEST(url->scheme(), "scheme");
        QTEST(url->host(), "host");
        QTEST(url->port(), "port");
        QTEST(url->path(QUrl::FullyEncoded), "path");
    }

    void badInput_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "   ", "ftp://h", "h h", "https://", "http://user:pw@h", "admin@h", "http://h/?a=b", "http://h:99999", "http://h:0",
                                 "file:///etc/passwd", "javascript:alert(1)", "http://[::1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void badInput()
    {
        QFETCH(QString, text);
        const auto url = parseServerInput(text);
        QVERIFY(!url.ok());
        QCOMPARE(url.error().code, ErrorCode::BadUrl);
        QVERIFY(!url.error().detail.isEmpty());
        QVERIFY(!url.error().detail.contains(QLatin1String("pw"))); // a password typed into the field is not repeated
    }

    void join_data()
    {
        QTest::addColumn<QUrl>("base");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("plain") << QUrl(QStringLiteral("http://h:1")) << QByteArray("/api/v1/nodes") << QByteArray("http://h:1/api/v1/nodes?a%2Bb=c%26d%20%5E");
        QTest::newRow("prefix") << QUrl(QStringLiteral("http://h:1/ks")) << QByteArray("/api/v1") << QByteArray("http://h:1/ks/api/v1?a%2Bb=c%26d%20%5E");
        QTest::newRow("slash") << QUrl(QStringLiteral("http://h:1/ks/")) << QByteArray("/api/v1") << QByteArray("http://h:1/ks/api/v1?a%2Bb=c%26d%20%5E");
        QTest::newRow("encoded") << QUrl(QStringLiteral("http://h:1/a%20b")) << QByteArray("/kapis/x.Super%20Kubenetes.io/a%2Fb")
                                 << QByteArray("http://h:1/a%20b/kapis/x.Super%20Kubenetes.io/a%2Fb?a%2Bb=c%26d%20%5E");
    }
    void join()
    {
        QFETCH(QUrl, base);
        QFETCH(QByteArray, path);
        const QUrl url = joinUrl(base, path, {{QStringLiteral("a+b"), QStringLiteral("c&d ^")}});
        QTEST(url.toEncoded(), "whole");
        QCOMPARE(joinUrl(base, path, {}).toEncoded().contains('?'), false);
    }

    void segment() { QCOMPARE(encodeSegment(QStringLiteral("resources.Super Kubenetes.io/é")), QByteArray("resources.Super%20Kubenetes.io%2F%C3%A9")); }

    void form_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("marks") << QStringLiteral("+&=%#\"$");
        QTest::newRow("letters") << QStringLiteral("é漢😀");
        QTest::newRow("blanks") << QStringLiteral("  lead and trail  ");
        QTest::newRow("typed escape") << QStringLiteral("%20+%2B");
        QTest::newRow("long") << QString(1000, u'漢');
        QTest::newRow("line ends") << QStringLiteral("a\r\nb\tc");
        QTest::newRow("empty") << QString();
        QTest::newRow("semicolon") << QStringLiteral("a;b'c\\d/e?f@g");
    }
    void form()
    {
        QFETCH(QString, password);
        const QByteArray body = formBody({{QStringLiteral("user name"), QStringLiteral("a")}, {QStringLiteral("password"), password}, {QStringLiteral("z"), QStringLiteral("1")}});
        const QList<QByteArray> fields = body.split('&');
        QCOMPARE(fields.size(), 3);
        QCOMPARE(decodeForm(fields[0]), QByteArray("user name=a"));
        QCOMPARE(decodeForm(fields[1].mid(fields[1].indexOf('=') + 1)), password.toUtf8());
        QCOMPARE(fields[1].count('='), 1);
        QCOMPARE(fields[2], QByteArray("z=1"));
    }
};

QTEST_GUILESS_MAIN(TestAddresses)
#include "tst_addresses.moc"
