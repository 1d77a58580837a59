#include <sk/settings/keys.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace sk;
using namespace sk::settings;

namespace {

void put(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void defaults()
    {
        QTemporaryDir dir;
        Settings settings(dir.path());
        QVERIFY(!settings.load());
        QCOMPARE(settings.value(keys::language()).toString(), QStringLiteral("system"));
        QCOMPARE(settings.value(keys::detailVisible()), QVariant(true));
        QCOMPARE(settings.value(keys::lastNamespaces()).toStringList(), QStringList());
        QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("settings.ini")))); // reading writes nothing
    }

    void roundTrip_data()
    {
        QTest::addColumn<QStringList>("namespaces");
        QTest::newRow("none") << QStringList();
        QTest::newRow("one") << QStringList{QStringLiteral("shop")};
        QTest::newRow("two") << QStringList{QStringLiteral("shop"), QStringLiteral("kube-system")};
    }
    void roundTrip()
    {
        QFETCH(QStringList, namespaces);
        QTemporaryDir dir;
        const QString place = dir.filePath(QStringLiteral("a/b"));
        const QByteArray state("\0\xff binary", 9);
        {
            Settings settings(place);
            QVERIFY(!settings.load());
            QSignalSpy changes(&settings, &Settings::changed);
            settings.setValue(keys::theme(), QStringLiteral("dark"));
            settings.setValue(keys::theme(), QStringLiteral("dark"));
            QCOMPARE(changes.count(), 1);
            QCOMPARE(changes[0][0].toString(), QStringLiteral("theme"));
            settings.setValue(keys::lastNamespaces(), namespaces);
            settings.setValue(keys::detailVisible(), false);
            settings.setLayout(QStringLiteral("main/splitter"), state);
        } // the end writes
        Settings settings(place);
        QVERIFY(!settings.load());
        QCOMPARE(settings.value(keys::theme()).toString(), QStringLiteral("dark"));
        QCOMPARE(settings.value(keys::lastNamespaces()).toStringList(), namespaces);
        QCOMPARE(settings.value(keys::detailVisible()), QVariant(false));
        QCOMPARE(settings.layout(QStringLiteral("main/splitter")), state);
        QVERIFY(settings.layout(QStringLiteral("other")).isEmpty());
    }

    void badValuesCountAsAbsent()
    {
        QTemporaryDir dir;
        put(dir.filePath(QStringLiteral("settings.ini")), "[General]\ntheme=pink\nlanguage=zh_CN\n[window]\ndetailVisible=maybe\n[last]\npage=../../etc passwd\n");
        Settings settings(dir.path());
        QVERIFY(!settings.load());
        QCOMPARE(settings.value(keys::theme()).toString(), QStringLiteral("system"));
        QCOMPARE(settings.value(keys::language()).toString(), QStringLiteral("zh_CN"));
        QCOMPARE(settings.value(keys::detailVisible()), QVariant(true));
        QCOMPARE(settings.value(keys::lastPage()).toString(), QStringLiteral("nodes"));
        settings.setValue(keys::theme(), QStringLiteral("pink"));
        QCOMPARE(settings.value(keys::theme()).toString(), QStringLiteral("system"));
    }

    void brokenIsKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("binary") << QByteArray("\x7f" "ELF\0\0=\0", 8);
        QTest::newRow("other text") << QByteArray("this is\nno settings file\n");
    }
    void brokenIsKept()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir dir;
        put(dir.filePath(QStringLiteral("settings.ini")), bytes);
        Settings settings(dir.path());
        const Error error = settings.load();
        QCOMPARE(error.code, ErrorCode::FileUnreadable);
        QVERIFY2(error.detail.contains(QLatin1String(".broken-")), qPrintable(error.detail));
        QFile kept(error.detail);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
        settings.setValue(keys::theme(), QStringLiteral("light"));
        QVERIFY(!settings.sync());
        Settings again(dir.path());
        QVERIFY(!again.load());
        QCOMPARE(again.value(keys::theme()).toString(), QStringLiteral("light"));
    }

    void newerIsKept()
    {
        QTemporaryDir dir;
        const QByteArray bytes = "[General]\nformat=9\ntheme=dark\nlater=1\n";
        put(dir.filePath(QStringLiteral("settings.ini")), bytes);
        Settings settings(dir.path());
        const Error error = settings.load();
        QCOMPARE(error.reason, QStringLiteral("newer"));
        QCOMPARE(error.detail, dir.filePath(QStringLiteral("settings.ini.format-9")));
        QCOMPARE(settings.value(keys::theme()).toString(), QStringLiteral("dark"));
        settings.setValue(keys::theme(), QStringLiteral("light"));
        QVERIFY(!settings.sync());
        QFile kept(dir.filePath(QStringLiteral("settings.ini.format-9")));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
        QFile now(dir.filePath(QStringLiteral("settings.ini")));
        QVERIFY(now.open(QIODevice::ReadOnly));
        const QByteArray written = now.readAll();
        QVERIFY(written.contains("later=1")); // what it does not know it does not drop
        QVERIFY(written.contains("format=9"));
        Settings again(dir.path());
        QVERIFY(!again.load()); // said once, not at each start
    }

    void unwritableLosesNothing()
    {
        QTemporaryDir dir;
        // A file where the directory should be: nobody, not even root, can write below it.
        put(dir.filePath(QStringLiteral("taken")), "x");
        Settings settings(dir.filePath(QStringLiteral("taken/config")));
        QVERIFY(!settings.load());
        QSignalSpy failures(&settings, &Settings::saveFailed);
        settings.setValue(keys::theme(), QStringLiteral("dark"));
        QCOMPARE(settings.sync().code, ErrorCode::FileUnwritable);
        QCOMPARE(settings.sync().code, ErrorCode::FileUnwritable);
        QCOMPARE(failures.count(), 1); // said once
        QCOMPARE(settings.value(keys::theme()).toString(), QStringLiteral("dark"));
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
