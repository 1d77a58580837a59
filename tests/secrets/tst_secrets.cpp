#include <sk/secrets/secretstore.h>

#include "keychainstore_p.h"

#include <qt6keychain/keychain.h>

#include <QtTest>

using namespace sk;
using namespace sk::secrets;

Q_DECLARE_METATYPE(sk::ErrorCode)

/// What needs no keychain.
class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void memory()
    {
        const auto store = makeMemoryStore();
        QVERIFY(!store->persistent());
        std::optional<Result<std::optional<QByteArray>>> found;
        bool written = false;
        store->read(QStringLiteral("k"), this, [&found](const auto &r) { found = r; });
        QVERIFY(!found); // never inside the call
        QTRY_VERIFY(found);
        QVERIFY(found->ok() && !found->value());
        const QByteArray secret("bin\0ary", 7);
        store->write(QStringLiteral("k"), secret, this, [&written](const auto &r) { written = r.ok(); });
        QTRY_VERIFY(written);
        found.reset();
        store->read(QStringLiteral("k"), this, [&found](const auto &r) { found = r; });
        QTRY_VERIFY(found);
        QCOMPARE(found->value().value_or(QByteArray()), secret);
        bool removed = false;
        store->remove(QStringLiteral("k"), this, [&removed](const auto &r) { removed = r.ok(); });
        QTRY_VERIFY(removed);
        found.reset();
        store->read(QStringLiteral("k"), this, [&found](const auto &r) { found = r; });
        QTRY_VERIFY(found);
        QVERIFY(!found->value());
        auto context = std::make_unique<QObject>();
        bool late = false;
        store->read(QStringLiteral("k"), context.get(), [&late](const auto &) { late = true; });
        context.reset();
        QCoreApplication::processEvents();
        QVERIFY(!late);
    }

    void errors_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("text");
        QTest::addColumn<ErrorCode>("meaning");
        using enum ErrorCode;
        QTest::newRow("none") << int(QKeychain::NoError) << QString() << None;
        QTest::newRow("no entry") << int(QKeychain::EntryNotFound) << QStringLiteral("Entry not found") << None;
        QTest::newRow("denied") << int(QKeychain::AccessDenied) << QString() << KeychainDenied;
        QTest::newRow("denied by user") << int(QKeychain::AccessDeniedByUser) << QString() << KeychainDenied;
        QTest::newRow("no backend") << int(QKeychain::NoBackendAvailable) << QString() << KeychainUnavailable;
        QTest::newRow("no bus") << int(QKeychain::OtherError) << QStringLiteral("Cannot autolaunch D-Bus without X11 $DISPLAY") << KeychainUnavailable;
        QTest::newRow("no service") << int(QKeychain::OtherError) << QStringLiteral("The name org.freedesktop.secrets was not provided by any .service files") << KeychainUnavailable;
        QTest::newRow("no collection") << int(QKeychain::OtherError) << QStringLiteral("Object does not exist at path /org/freedesktop/secrets/collection/login") << KeychainUnavailable;
        QTest::newRow("prompt closed") << int(QKeychain::OtherError) << QStringLiteral("Prompt was dismissed") << KeychainDenied;
    }
    void errors()
    {
        QFETCH(int, code);
        QFETCH(QString, text);
        const Error error = keychainError(code, text);
        QTEST(error.code, "meaning");
        if (error)
            QCOMPARE(error.message, text);
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
