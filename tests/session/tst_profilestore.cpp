#include <sk/session/profileexchange.h>
#include <sk/session/profilestore.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace sk;
using namespace sk::session;

namespace {

Profile example(const QString &id)
{
    Profile profile;
    profile.id = id;
    profile.name = QStringLiteral("Prod \"漢\" ") + id;
    profile.server = QStringLiteral("https://ks.example/ks");
    profile.user = QStringLiteral("é");
    profile.environment = Environment::Production;
    profile.apiDomain = QStringLiteral("Super Kubenetes.io");
    profile.clientId = QStringLiteral("c");
    profile.clientSecret = QStringLiteral("s");
    profile.caFile = QStringLiteral("/etc/ca.pem");
    profile.keepSignedIn = false;
    profile.colour = QStringLiteral("#9333ea");
    profile.defaultNamespace = QStringLiteral("shop");
    profile.startPage = QStringLiteral("pods");
    profile.readOnly = true;
    profile.importedCas = "-----BEGIN CERTIFICATE-----";
    profile.pin = {QByteArray(32, 'k'), {QStringLiteral("HostNameMismatch")}};
    profile.pinnedCertificate = "-----BEGIN CERTIFICATE-----";
    profile.clientCertificateFile = QStringLiteral("/home/me/me.pem");
    profile.clientKeyFile = QStringLiteral("/home/me/me.key");
    profile.proxy = {net::ProxySettings::Kind::Socks5, QStringLiteral("proxy.example"), 1080, QStringLiteral("anna"), {}};
    return profile;
}

void put(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

} // namespace

class TestProfileStore : public QObject {
    Q_OBJECT

private slots:
    void roundTrip()
    {
        QTemporaryDir dir;
        const QString place = dir.filePath(QStringLiteral("new/sub"));
        {
            ProfileStore store(place);
            QVERIFY(!store.load());
            QCOMPARE(store.profiles().size(), 1);
            QVERIFY(store.profiles()[0].demo);
            QVERIFY(!store.save(example(QStringLiteral("1"))));
            QVERIFY(!store.save(example(QStringLiteral("2"))));
            Profile changed = example(QStringLiteral("1"));
            changed.name = QStringLiteral("other");
            QVERIFY(!store.save(changed));
            QVERIFY(!store.save(ProfileStore::demoProfile())); // taken for done, not stored
        }
        ProfileStore store(place);
        QSignalSpy changes(&store, &ProfileStore::changed);
        QVERIFY(!store.load());
        QCOMPARE(changes.count(), 1);
        QCOMPARE(store.profiles().size(), 3);
        QCOMPARE(store.profiles()[1].name, QStringLiteral("other"));
        QCOMPARE(store.profiles()[2], example(QStringLiteral("2")));
        QVERIFY(!store.remove(QStringLiteral("1")));
        QVERIFY(!store.remove(QStringLiteral("demo")));
        ProfileStore again(place);
        QVERIFY(!again.load());
        QCOMPARE(again.profiles().size(), 2);
        QVERIFY(again.find(QStringLiteral("2")));
        QVERIFY(!again.find(QStringLiteral("1")));
    }

    void brokenIsKept_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("left");
        QTest::newRow("empty") << QByteArray() << 1;
        QTest::newRow("cut") << QByteArray(R"({"format":1,"connections":[{"id":"a")") << 1;
        QTest::newRow("other kind") << QByteArray("[1,2]") << 1;
        QTest::newRow("one is rubbish") << QByteArray(R"({"format":1,"connections":[{"id":"a","server":"h"},7,{"id":"a","server":"x"},{"server":"x"}]})") << 2;
    }
    void brokenIsKept()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, left);
        QTemporaryDir dir;
        put(dir.filePath(QStringLiteral("connections.json")), bytes);
        ProfileStore store(dir.path());
        const Error error = store.load();
        QCOMPARE(error.code, ErrorCode::FileUnreadable);
        QVERIFY2(error.detail.contains(QLatin1String(".broken-")), qPrintable(error.detail));
        QFile kept(error.detail);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
        QCOMPARE(store.profiles().size(), left);
        QVERIFY(!store.save(example(QStringLiteral("9"))));
        ProfileStore again(dir.path());
        QVERIFY(!again.load());
        QCOMPARE(again.profiles().size(), left + 1);
    }

    void unreadableIsLeftAlone()
    {
#ifdef Q_OS_UNIX
        if (geteuid() == 0) {
            // Root may read everything: a directory in the file's place cannot be read by anybody.
            QTemporaryDir dir;
            QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("connections.json")));
            ProfileStore store(dir.path());
            QCOMPARE(store.load().code, ErrorCode::FileUnreadable);
            QCOMPARE(store.save(example(QStringLiteral("1"))).code, ErrorCode::FileUnwritable);
            QCOMPARE(store.profiles().size(), 2); // in memory it is there
            return;
        }
#endif
        QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("connections.json"));
        put(file, R"({"format":1,"connections":[]})");
        QVERIFY(QFile::setPermissions(file, {}));
        ProfileStore store(dir.path());
        QCOMPARE(store.load().code, ErrorCode::FileUnreadable);
        QCOMPARE(store.save(example(QStringLiteral("1"))).code, ErrorCode::FileUnwritable);
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    }

    void aNewerFileIsKept()
    {
        QTemporaryDir dir;
        const QByteArray bytes = R"({"format":7,"connections":[{"id":"a","server":"h","later":true}]})";
        put(dir.filePath(QStringLiteral("connections.json")), bytes);
        ProfileStore store(dir.path());
        QCOMPARE(store.load().reason, QStringLiteral("newerConnections"));
        QVERIFY(!store.load()); // said once
        QCOMPARE(store.profiles().size(), 2);
        QVERIFY(!store.save(example(QStringLiteral("1"))));
        QFile kept(dir.filePath(QStringLiteral("connections.json.format-7")));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
    }

    void orderAndUndo()
    {
        QTemporaryDir dir;
        ProfileStore store(dir.path());
        QVERIFY(!store.load());
        for (const char *id : {"1", "2", "3"})
            QVERIFY(!store.save(example(QString::fromLatin1(id))));
        const auto order = [](const ProfileStore &of) {
            QString ids;
            for (const Profile &one : of.profiles())
                ids += one.id + u' ';
            return ids;
        };
        QVERIFY(!store.move(QStringLiteral("3"), -1));
        QCOMPARE(order(store), QStringLiteral("demo 1 3 2 "));
        QVERIFY(!store.move(QStringLiteral("3"), -9)); // not above the demo cluster
        QCOMPARE(order(store), QStringLiteral("demo 3 1 2 "));
        QVERIFY(!store.move(QStringLiteral("demo"), 1));
        QCOMPARE(order(store), QStringLiteral("demo 3 1 2 "));
        const qsizetype at = store.indexOf(QStringLiteral("1"));
        QVERIFY(!store.remove(QStringLiteral("1")));
        QVERIFY(!store.insert(at, example(QStringLiteral("1"))));
        QVERIFY(!store.insert(at, example(QStringLiteral("1")))); // it is there already
        QCOMPARE(order(store), QStringLiteral("demo 3 1 2 "));
        ProfileStore again(dir.path());
        QVERIFY(!again.load());
        QCOMPARE(order(again), QStringLiteral("demo 3 1 2 "));
    }

    void exportHoldsNoSecretAndComesBack()
    {
        Profile profile = example(QStringLiteral("1"));
        profile.clientSecret = QStringLiteral("verysecret-client");
        profile.proxy.password = QStringLiteral("verysecret-proxy");
        const QByteArray bytes = exportProfiles({ProfileStore::demoProfile(), profile});
        QVERIFY(!bytes.contains("verysecret"));
        const auto imported = importProfiles(bytes);
        QVERIFY(imported.ok());
        QCOMPARE(imported->profiles.size(), 1);
        QCOMPARE(imported->unreadable, 0);
        Profile back = imported->profiles.constFirst();
        QVERIFY(back.id != profile.id && !back.id.isEmpty()); // an import replaces nothing
        back.id = profile.id;
        profile.clientSecret.clear();
        profile.proxy.password.clear();
        QCOMPARE(back, profile);
    }

    void whatIsNoExportIsSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << exportProfiles({example(QStringLiteral("1"))}).left(90);
        QTest::newRow("a kubeconfig") << QByteArray("apiVersion: v1\nkind: Config\n");
        QTest::newRow("other JSON") << QByteArray(R"({"items":[]})");
        QTest::newRow("another program's") << QByteArray(R"({"kind":"other","connections":[]})");
        QTest::newRow("newer") << QByteArray(R"({"kind":"sk-connections","format":99,"connections":[]})");
        QTest::newRow("a list") << QByteArray("[]");
    }
    void whatIsNoExportIsSaid()
    {
        QFETCH(QByteArray, bytes);
        const auto imported = importProfiles(bytes);
        QVERIFY(!imported.ok());
        QCOMPARE(imported.error().code, ErrorCode::FileUnreadable);
        QVERIFY(!imported.error().message.isEmpty());
    }

    void aBrokenEntryLosesNoOther()
    {
        QByteArray bytes = exportProfiles({example(QStringLiteral("1")), example(QStringLiteral("2"))});
        bytes.replace(bytes.lastIndexOf("\"server\""), 8, "\"sorver\"");
        const auto imported = importProfiles(bytes);
        QVERIFY(imported.ok());
        QCOMPARE(imported->profiles.size(), 1);
        QCOMPARE(imported->unreadable, 1);
    }

    void writesAreRuledByTheConnection()
    {
        Profile profile;
        QCOMPARE(writeRule(profile), WriteRule::Allowed);
        profile.environment = Environment::Production;
        QCOMPARE(writeRule(profile), WriteRule::Ask);
        profile.readOnly = true;
        QCOMPARE(writeRule(profile), WriteRule::Forbidden);
    }
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
