#include <sk/secrets/secretstore.h>
#include <sk/session/profilestore.h>
#include <sk/session/session.h>
#include <sk/settings/keys.h>

#include "jwts.h"
#include "keychainstore_p.h"
#include "scriptedserver.h"

#include <QDirIterator>
#include <QNetworkProxy>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QtTest>

#ifdef SK_HAVE_DBUS
#include <QDBusConnection>
#endif

#include <csignal>

using namespace sk;
using namespace sk::secrets;
using sk::test::Exchange;
using sk::test::jwt;
using sk::test::ScriptedServer;
using sk::test::tokenAnswer;
using Found = Result<std::optional<QByteArray>>;

/// The same program in each of the worlds of with-keyring.
class TestKeychain : public QObject {
    Q_OBJECT

    const QString m_world = qEnvironmentVariable("SK_KEYCHAIN_WORLD");

    Found read(SecretStore &store, const QString &key)
    {
        std::optional<Found> found;
        store.read(key, this, [&found](const Found &r) { found = r; });
        (void)QTest::qWaitFor([&found] { return found.has_value(); }, 30'000);
        Error none;
        none.code = ErrorCode::Internal;
        return found.value_or(Found(none));
    }
    Error write(SecretStore &store, const QString &key, const QByteArray &secret)
    {
        std::optional<Result<bool>> done;
        store.write(key, secret, this, [&done](const auto &r) { done = r; });
        Error none;
        none.code = ErrorCode::Internal;
        (void)QTest::qWaitFor([&done] { return done.has_value(); }, 30'000);
        return !done ? none : done->ok() ? Error{} : done->error();
    }
    Error remove(SecretStore &store, const QString &key)
    {
        std::optional<Result<bool>> done;
        store.remove(key, this, [&done](const auto &r) { done = r; });
        Error none;
        none.code = ErrorCode::Internal;
        (void)QTest::qWaitFor([&done] { return done.has_value(); }, 30'000);
        return !done ? none : done->ok() ? Error{} : done->error();
    }
    Error probe(const QString &sandboxInfo = QStringLiteral("/no/such/file"))
    {
        std::optional<Error> answer;
        probeKeychain(this, [&answer](const Error &error) { answer = error; }, sandboxInfo);
        Error none;
        none.code = ErrorCode::Internal;
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000);
        return answer.value_or(none);
    }
    /// As another program sees it.
    QByteArray lookFromOutside(const QString &key)
    {
        QProcess tool;
        tool.start(QStringLiteral("secret-tool"), {QStringLiteral("lookup"), QStringLiteral("server"), QStringLiteral("sk-test"), QStringLiteral("user"), key});
        tool.waitForFinished(10'000);
        return tool.readAllStandardOutput();
    }

    /// @name The real prompter on its virtual display
    /// @{
    static QByteArray onPromptDisplay(const QStringList &arguments)
    {
        QProcess tool;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), environment.value(QStringLiteral("SK_PROMPT_DISPLAY")));
        tool.setProcessEnvironment(environment);
        tool.start(QStringLiteral("xdotool"), arguments);
        tool.waitForFinished(10'000);
        return tool.readAllStandardOutput().trimmed();
    }
    static bool promptShown()
    {
        return QTest::qWaitFor([] { return !onPromptDisplay({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--class"), QStringLiteral("gcr-prompter")}).isEmpty(); },
            20'000);
    }
    static bool pressAtPrompt(const QStringList &what)
    {
        if (!promptShown())
            return false;
        onPromptDisplay(what);
        return true;
    }
    /// @}

private slots:
    void initTestCase()
    {
        QVERIFY2(!m_world.isEmpty(), "run this under tests/secrets/with-keyring");
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    }

    void theProbeTells()
    {
        const Error error = probe();
        if (m_world == QLatin1String("unlocked") || m_world == QLatin1String("locked") || m_world == QLatin1String("prompt") || m_world == QLatin1String("fresh"))
            QVERIFY2(!error, qPrintable(toLogText(error)));
        else
            QCOMPARE(error.code, ErrorCode::KeychainUnavailable);
    }

#ifdef SK_HAVE_DBUS
    /// A Flatpak sees no secret service, and needs none: the portal is enough, and nothing else is.
    void aSandboxNeedsThePortalAlone()
    {
        QTemporaryFile info; // as /.flatpak-info
        QVERIFY(info.open());
        QCOMPARE(probe(info.fileName()).code, ErrorCode::KeychainUnavailable);
        if (m_world == QLatin1String("nobus"))
            return; // which no portal could be on
        auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("portal"));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
        const auto leave = qScopeGuard([&bus] { bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop")); });
        const Error error = probe(info.fileName());
        QVERIFY2(!error, qPrintable(toLogText(error)));
        if (m_world == QLatin1String("noservice"))
            QCOMPARE(probe().code, ErrorCode::KeychainUnavailable); // outside of a sandbox the portal is no keychain
    }
#endif

    void writeReadRemove()
    {
        const auto store = makeKeychainStore(QStringLiteral("sk-test"));
        QVERIFY(store->persistent());
        const QString key = QStringLiteral("entry");
        const QByteArray secret("bin\0ary \xff", 9);
        const Error written = write(*store, key, secret);
        if (m_world == QLatin1String("unlocked")) {
            QVERIFY2(!written, qPrintable(toLogText(written)));
            const Found found = read(*store, key);
            QVERIFY(found.ok());
            QCOMPARE(found->value_or(QByteArray()), secret);
            QVERIFY2(!lookFromOutside(key).isEmpty(), "another program does not see the entry");
            QTRY_COMPARE(store->displayName(), QStringLiteral("GNOME Keyring"));
            QVERIFY(!remove(*store, key));
            QVERIFY(lookFromOutside(key).isEmpty());
            QVERIFY(!remove(*store, key)); // what is not there is removed
        } else if (m_world == QLatin1String("locked")) {
            // Nobody can be asked for the password of the keyring.
            QCOMPARE(written.code, ErrorCode::KeychainDenied);
        } else {
            QCOMPARE(written.code, ErrorCode::KeychainUnavailable);
            QVERIFY(!written.message.isEmpty());
            QCOMPARE(written.reason, m_world == QLatin1String("fresh") ? QStringLiteral("NoKeyring") : QString());
        }
        const Found found = read(*store, QStringLiteral("never-written"));
        if (m_world == QLatin1String("unlocked") || m_world == QLatin1String("fresh")) {
            QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(toLogText(found.error())));
            QVERIFY(!found.value());
        } else if (m_world != QLatin1String("locked")) {
            QVERIFY(!found.ok());
            QCOMPARE(found.error().code, ErrorCode::KeychainUnavailable);
        }
    }

    /// "Could not read" is never "nothing there", and "could not remove" never "gone".
    void lockedIsNotMissing()
    {
        if (m_world != QLatin1String("locked"))
            return;
        const auto store = makeKeychainStore(QStringLiteral("sk-test"));
        const Found found = read(*store, QStringLiteral("locked-entry"));
        QVERIFY(!found.ok());
        QCOMPARE(found.error().code, ErrorCode::KeychainDenied);
        const Found nothing = read(*store, QStringLiteral("never-written"));
        QVERIFY(nothing.ok() && !nothing.value());
        QCOMPARE(remove(*store, QStringLiteral("locked-entry")).code, ErrorCode::KeychainDenied);
    }

    /// A real prompt is on the screen: whoever waits is told so, the program goes on, and the answer counts when it comes.
    void aPromptWaitsForItsUser()
    {
        if (m_world != QLatin1String("prompt"))
            return;
        KeychainStore store(QStringLiteral("sk-test"));
        store.setSoftLimit(std::chrono::milliseconds(300));
        std::optional<Found> first;
        store.read(QStringLiteral("locked-entry"), this, [&first](const Found &r) { first = r; });
        int turns = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&turns] { ++turns; });
        heart.start(10);
        QTRY_VERIFY_WITH_TIMEOUT(first, 20'000);
        QVERIFY(turns > 5); // nothing stood still meanwhile
        QVERIFY(!first->ok());
        QCOMPARE(first->error().code, ErrorCode::KeychainUnavailable);
        QCOMPARE(first->error().reason, QStringLiteral("Slow"));
        QVERIFY2(promptShown(), "there is no prompt on the screen");
        // Nobody was asked twice: the next one waits behind the first, and is answered too.
        const Found second = read(store, QStringLiteral("locked-entry"));
        QVERIFY(!second.ok());
        QCOMPARE(second.error().reason, QStringLiteral("Slow"));
        // Dismissed: locked, not missing.
        store.setSoftLimit(std::chrono::seconds(20));
        std::optional<Found> third;
        store.read(QStringLiteral("locked-entry"), this, [&third](const Found &r) { third = r; });
        QVERIFY(pressAtPrompt({QStringLiteral("key"), QStringLiteral("Escape")}));
        if (!QTest::qWaitFor([&third] { return third.has_value(); }, 2'000)) // the library asks again for the third
            QVERIFY(pressAtPrompt({QStringLiteral("key"), QStringLiteral("Escape")}));
        QTRY_VERIFY_WITH_TIMEOUT(third, 20'000);
        QVERIFY(!third->ok());
        QCOMPARE(third->error().code, ErrorCode::KeychainDenied);
        // Answered: the secret.
        std::optional<Found> fourth;
        store.read(QStringLiteral("locked-entry"), this, [&fourth](const Found &r) { fourth = r; });
        QVERIFY(promptShown());
        QVERIFY(pressAtPrompt({QStringLiteral("type"), QStringLiteral("pw")}));
        QVERIFY(pressAtPrompt({QStringLiteral("key"), QStringLiteral("Return")}));
        QTRY_VERIFY_WITH_TIMEOUT(fourth, 20'000);
        QVERIFY2(fourth->ok(), qPrintable(fourth->ok() ? QString() : toLogText(fourth->error())));
        QVERIFY(fourth->value());
    }

    /// A service that hangs: stopped, not gone.
    void aServiceThatHangs()
    {
        if (m_world != QLatin1String("unlocked"))
            return;
        QProcess pidOf;
        pidOf.start(QStringLiteral("gdbus"), {QStringLiteral("call"), QStringLiteral("--session"), QStringLiteral("--dest"), QStringLiteral("org.freedesktop.DBus"),
                                              QStringLiteral("--object-path"), QStringLiteral("/org/freedesktop/DBus"), QStringLiteral("--method"),
                                              QStringLiteral("org.freedesktop.DBus.GetConnectionUnixProcessID"), QStringLiteral("org.freedesktop.secrets")});
        QVERIFY(pidOf.waitForFinished(10'000));
        const auto pid = static_cast<pid_t>(QRegularExpression(QStringLiteral("uint32 (\\d+)")).match(QString::fromUtf8(pidOf.readAllStandardOutput())).captured(1).toInt());
        QVERIFY(pid > 1);
        KeychainStore store(QStringLiteral("sk-test"));
        QVERIFY(!write(store, QStringLiteral("hangs"), "kept"));
        store.setSoftLimit(std::chrono::milliseconds(200));
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        const auto goOn = qScopeGuard([pid] { ::kill(pid, SIGCONT); });
        const Found slow = read(store, QStringLiteral("hangs"));
        QVERIFY(!slow.ok());
        QCOMPARE(slow.error().reason, QStringLiteral("Slow"));
        QCOMPARE(write(store, QStringLiteral("hangs"), "lost").reason, QStringLiteral("Slow"));
        ::kill(pid, SIGCONT);
        store.setSoftLimit(std::chrono::seconds(20));
        const Found again = read(store, QStringLiteral("hangs"));
        QVERIFY(again.ok());
        QCOMPARE(again->value_or(QByteArray()), QByteArray("kept")); // who was told "slow" was not written behind the back
        QVERIFY(!remove(store, QStringLiteral("hangs")));
    }

    void anEntryThatIsGoneOrOfAnotherVersion()
    {
        if (m_world != QLatin1String("unlocked"))
            return;
        const auto store = makeKeychainStore(QStringLiteral("sk-test"));
        session::Profile profile;
        profile.id = QStringLiteral("versions");
        session::ServerInfo info;
        info.address.base = QUrl(QStringLiteral("http://127.0.0.1:9"));
        using session::Session;
        // Of a later version: not read, and not deleted.
        QVERIFY(!write(*store, profile.id, R"({"version":9,"secret":"x"})"));
        {
            Session session(profile, info, store.get(), Clock::system());
            session.restore();
            QTRY_COMPARE(session.state(), Session::State::SignedOut);
            QVERIFY(!session.lastError());
        }
        QCOMPARE(read(*store, profile.id)->value_or(QByteArray()), QByteArray(R"({"version":9,"secret":"x"})"));
        // Taken away by another program while we look on.
        QProcess tool;
        tool.start(QStringLiteral("secret-tool"), {QStringLiteral("clear"), QStringLiteral("server"), QStringLiteral("sk-test"), QStringLiteral("user"), profile.id});
        QVERIFY(tool.waitForFinished(10'000));
        Session session(profile, info, store.get(), Clock::system());
        session.restore();
        QTRY_COMPARE(session.state(), Session::State::SignedOut);
        QVERIFY(!session.lastError());
        QVERIFY(!session.stored());
        // Far longer than any pair of tokens.
        const QByteArray longest(200 * 1024, 'x');
        QVERIFY(!write(*store, profile.id, longest));
        QCOMPARE(read(*store, profile.id)->value_or(QByteArray()), longest);
        QVERIFY(!remove(*store, profile.id));
    }

    void inOrder()
    {
        if (m_world != QLatin1String("unlocked"))
            return; // nothing can be written there, which writeReadRemove() has shown
        KeychainStore store(QStringLiteral("sk-test"));
        QByteArray order;
        const QString key = QStringLiteral("order");
        store.write(key, "one", this, [&order](const auto &r) { order += r.ok() ? '1' : 'x'; });
        store.write(key, "two", this, [&order](const auto &r) { order += r.ok() ? '2' : 'x'; });
        QByteArray last;
        store.read(key, this, [&](const Found &r) {
            order += 'r';
            last = r.ok() ? r->value_or(QByteArray()) : QByteArray();
        });
        store.remove(key, this, [&order](const auto &) { order += 'd'; });
        QTRY_COMPARE(order, QByteArray("12rd"));
        QCOMPARE(last, QByteArray("two"));
    }

    void slowIsAnswered()
    {
        KeychainStore store(QStringLiteral("sk-test"));
        store.setSoftLimit(std::chrono::milliseconds(0));
        std::optional<Found> found;
        int answers = 0;
        store.read(QStringLiteral("slow"), this, [&](const Found &r) {
            found = r;
            ++answers;
        });
        QTRY_VERIFY(found);
        // Whoever is first, it is answered once, and the job's own end harms nobody.
        QTest::qWait(0);
        store.setSoftLimit(std::chrono::seconds(20));
        (void)read(store, QStringLiteral("another"));
        QCOMPARE(answers, 1);
    }

    void diesWithAJobUnderWay()
    {
        for (int i = 0; i < 3; ++i) {
            auto store = std::make_unique<KeychainStore>(QStringLiteral("sk-test"));
            bool answered = false;
            store->read(QStringLiteral("k"), this, [&answered](const Found &) { answered = true; });
            QCoreApplication::processEvents(); // started
            store.reset();
            KeychainStore next(QStringLiteral("sk-test"));
            (void)read(next, QStringLiteral("k")); // the library has ended the first one by then
            QVERIFY(!answered);
        }
    }

    /// Sign in, quit, start again; and no file anywhere holds what must not be in one.
    void aSessionLastsAndLeavesNothing()
    {
        QByteArray access;
        QByteArray refresh;
        ScriptedServer server([&](const std::shared_ptr<Exchange> &e) {
            const qint64 now = QDateTime::currentSecsSinceEpoch();
            access = jwt("ann", now, now + 3600, "access-mark");
            refresh = jwt("ann", now, now + 7200, "refresh-mark");
            e->json(200, tokenAnswer(access, refresh, 3600));
        });
        QVERIFY(server.start());
        const QString config = qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/sk-console");
        const auto store = makeKeychainStore(QStringLiteral("sk-test"));
        session::ProfileStore profiles(config);
        settings::Settings settings(config);
        session::Profile profile;
        profile.id = QStringLiteral("7d9f");
        profile.name = QStringLiteral("test");
        profile.server = server.url().toString();
        profile.user = QStringLiteral("ann");
        QVERIFY(!profiles.save(profile));
        settings.setValue(settings::keys::lastConnection(), profile.id);
        QVERIFY(!settings.sync());
        session::ServerInfo info;
        info.address.base = server.url();
        info.apiDomain = QStringLiteral("kubesphere.io");
        using session::Session;
        {
            Session session(profile, info, store.get(), Clock::system());
            session.signIn(QStringLiteral("ann"), QStringLiteral("very-secret-password"));
            QTRY_COMPARE(session.state(), Session::State::Active);
            if (m_world == QLatin1String("unlocked"))
                QTRY_VERIFY(session.stored());
            else
                QTRY_VERIFY_WITH_TIMEOUT(session.storeError(), 30'000);
            QCOMPARE(session.stored(), m_world == QLatin1String("unlocked"));
        }
        // "Unlocked" means the keyring's own file, which is encrypted, is in the home too: it is searched like the rest.
        int files = 0;
        QDirIterator walk(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            const QByteArray bytes = file.readAll();
            for (const QByteArray &secret : {access, refresh, QByteArray("very-secret-password"), access.split('.').value(1)})
                QVERIFY2(!bytes.contains(secret), qPrintable(file.fileName()));
        }
        QVERIFY(files >= 2);
        {
            const int asked = static_cast<int>(server.received.size());
            Session session(profile, info, store.get(), Clock::system());
            session.restore();
            if (m_world == QLatin1String("unlocked"))
                QTRY_COMPARE(session.state(), Session::State::Active);
            else
                QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::SignedOut, 30'000);
            QCOMPARE(static_cast<int>(server.received.size()), asked); // nobody was asked for anything
            session.signOut(false);
            QTRY_VERIFY(lookFromOutside(profile.id).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
