#include "demosignintest.h"

#include <sk/theme/theme.h>

#include <QCheckBox>
#include <QScopeGuard>
#include <QTcpServer>

using namespace sk;
using sk::test::DemoSignInTest;

namespace {

/// A keychain that works, if it is used.
class TestKeyring final : public secrets::SecretStore {
public:
    void read(const QString &key, QObject *context, ReadAnswer answer) override { m_entries->read(key, context, std::move(answer)); }
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override
    {
        ++writes;
        m_entries->write(key, secret, context, std::move(answer));
    }
    void remove(const QString &key, QObject *context, WriteAnswer answer) override { m_entries->remove(key, context, std::move(answer)); }
    [[nodiscard]] bool persistent() const override { return true; }
    [[nodiscard]] QString displayName() const override { return QStringLiteral("Test Keyring"); }
    int writes = 0;

private:
    std::unique_ptr<secrets::SecretStore> m_entries = secrets::makeMemoryStore();
};

} // namespace

/// What comes of signing in: a session and where it is kept, or a sentence beside its field, and what was sent for it.
class TestSignInDialog : public DemoSignInTest {
    Q_OBJECT

    secrets::SecretStore *m_keychain = nullptr; ///< none: the memory
    std::function<void(QObject *, std::function<void(const Error &)>)> m_probeKeychain;

    void equip(ui::SignInDialog::Services &services) override
    {
        DemoSignInTest::equip(services);
        if (m_keychain)
            services.keychain = m_keychain;
        if (m_probeKeychain)
            services.probeKeychain = m_probeKeychain;
    }

private slots:
    void initTestCase() { theme::Theme::instance().setMode(theme::Mode::Light); }
    void init() { make(); }
    void cleanup() { drop(); }

    void enterSignsInAndTheConnectionIsSaved()
    {
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        QTRY_VERIFY(child<QLabel>("probe")->text().contains(QStringLiteral("v3.4")));
        press();
        QTRY_VERIFY(m_session);
        QCOMPARE(m_session->state(), session::Session::State::Active);
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(m_profiles->profiles().size(), 2);
        QCOMPARE(m_profiles->profiles().back().user, QStringLiteral("admin"));
        QCOMPARE(child<QLineEdit>("password")->text(), QString());
    }

    void enterDoesNotWaitForTheProbe()
    {
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY(m_session);
        QCOMPARE(tokenRequests(), 1);
    }

    void aWrongPasswordIsSentOnce()
    {
        fill(QStringLiteral("admin"), QStringLiteral("wrong"));
        press();
        QTRY_VERIFY(error("passwordError").contains(QStringLiteral("refused this name or password")));
        QCOMPARE(tokenRequests(), 1);
        QVERIFY(!child<QPushButton>("signIn")->isEnabled());
        press();
        QTest::mouseClick(child<QPushButton>("signIn"), Qt::LeftButton);
        QCoreApplication::processEvents();
        QCOMPARE(tokenRequests(), 1);
        type("password", QStringLiteral("P@88w0rd"));
        QVERIFY(child<QPushButton>("signIn")->isEnabled());
        QVERIFY(error("passwordError").isEmpty());
        press();
        QTRY_VERIFY(m_session);
        QCOMPARE(tokenRequests(), 2);
    }

    void aLockedAccountSaysSo()
    {
        fill(QStringLiteral("admin"), QStringLiteral("wrong1"));
        press();
        QTRY_VERIFY(!error("passwordError").isEmpty());
        type("password", QStringLiteral("wrong2"));
        press();
        QTRY_COMPARE(tokenRequests(), 2);
        QTRY_VERIFY(!error("passwordError").isEmpty());
        type("password", QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY(error("userError").contains(QStringLiteral("locked")));
    }

    /// Seen: how long it lasts, counting, the button off; when it is over, the button again. Sent: nothing meanwhile, whatever is typed, in this window and the next.
    void aLockedAccountCountsDown()
    {
        fill(QStringLiteral("admin"), QStringLiteral("wrong1"));
        for (const char *next : {"wrong2", "P@88w0rd"}) {
            press();
            QTRY_VERIFY_WITH_TIMEOUT(!error("passwordError").isEmpty(), 30'000);
            type("password", QString::fromLatin1(next));
        }
        press();
        QTRY_VERIFY_WITH_TIMEOUT(error("userError").contains(QStringLiteral("locked")), 30'000);
        QCOMPARE(tokenRequests(), 3);
        auto *button = child<QPushButton>("signIn");
        QCOMPARE(button->text(), QStringLiteral("10:00"));
        QCOMPARE(button->accessibleName(), QStringLiteral("Sign in, possible in 10:00"));
        QVERIFY(!button->isEnabled());
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty())
            QVERIFY(m_dialog->grab().save(directory + QStringLiteral("/signin-locked.png")));
        m_clock.advance(std::chrono::seconds(535));
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("1:05"), 30'000);
        type("password", QStringLiteral("P@88w0rd!"));
        QVERIFY(!button->isEnabled());
        press();
        // Another user is not locked out.
        type("user", QStringLiteral("viewer"));
        QCOMPARE(button->text(), QStringLiteral("Sign in"));
        QVERIFY(button->isEnabled());
        // The next window knows.
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        button = child<QPushButton>("signIn");
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("1:05"), 30'000);
        press();
        QCoreApplication::processEvents();
        QCOMPARE(tokenRequests(), 3);
        m_clock.advance(std::chrono::seconds(65));
        QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("Sign in"), 30'000);
        QVERIFY(button->isEnabled());
        press(); // the password was not the problem then, and is not refused now
        QTRY_COMPARE_WITH_TIMEOUT(tokenRequests(), 4, 30'000);
    }

    void aDisabledAccountSaysSo()
    {
        fill(QStringLiteral("disabled"), QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY(error("userError").contains(QStringLiteral("disabled")));
    }

    /// The bar of the window says what there is to do; no box stands in the way.
    void theFirstSignInIsNoObstacle()
    {
        fill(QStringLiteral("newcomer"), QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY(m_session);
        QVERIFY(m_session->identity().mustChangePassword);
        for (QWidget *widget : QApplication::topLevelWidgets())
            QVERIFY2(!widget->isVisible() || !widget->isModal(), qPrintable(widget->objectName()));
    }

    void aServerThatIsNotThere()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto port = gone.serverPort();
        gone.close();
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        type("server", QStringLiteral("http://127.0.0.1:%1").arg(port));
        type("password", QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY(error("serverError").contains(QStringLiteral("refused the connection")));
        QCOMPARE(tokenRequests(), 0);
    }

    void otherThingsAtTheAddress_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("words");
        QTest::newRow("console") << QStringLiteral("html") << QStringLiteral("web console");
        QTest::newRow("redirect") << QStringLiteral("redirect") << QStringLiteral("points to another address");
    }
    void otherThingsAtTheAddress()
    {
        QFETCH(QString, answer);
        QFETCH(QString, words);
        demo::Faults faults;
        faults.answer = answer.toStdString();
        faults.redirectTo = "http://127.0.0.1:1/elsewhere";
        m_cluster->setFaults(faults);
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY2(error("serverError").contains(words), qPrintable(error("serverError")));
        QCOMPARE(tokenRequests(), 0); // no password went there
    }

    void cancelEndsTheAttemptAndKeepsTheDialog()
    {
        demo::Faults faults;
        faults.latencyMs = 60'000;
        m_cluster->setFaults(faults);
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        press();
        QVERIFY(!child<QPushButton>("signIn")->isEnabled());
        QTest::mouseClick(child<QPushButton>("cancel"), Qt::LeftButton);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(child<QPushButton>("signIn")->isEnabled());
        m_cluster->setFaults({});
        press();
        QTRY_VERIFY(m_session);
    }

    void saysWhereTheSessionGoes_data()
    {
        QTest::addColumn<int>("trouble"); ///< an ErrorCode; None: the keychain works
        QTest::addColumn<QString>("words");
        QTest::newRow("works") << static_cast<int>(ErrorCode::None) << QStringLiteral("The session goes to Test Keyring, the password nowhere.");
        QTest::newRow("none") << static_cast<int>(ErrorCode::KeychainUnavailable) << QStringLiteral("The session stays in memory only. There is no keychain service on this computer.");
        QTest::newRow("refused") << static_cast<int>(ErrorCode::KeychainDenied) << QStringLiteral("The session stays in memory only. The keychain is locked or refused access.");
    }
    void saysWhereTheSessionGoes()
    {
        QFETCH(int, trouble);
        QFETCH(QString, words);
        TestKeyring keyring;
        std::function<void(const Error &)> probed;
        m_keychain = &keyring;
        m_probeKeychain = [&probed](QObject *, std::function<void(const Error &)> answer) { probed = std::move(answer); };
        const auto tidy = qScopeGuard([this] {
            m_dialog.reset();
            m_session.reset();
            m_keychain = nullptr;
            m_probeKeychain = {};
        });
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        QCOMPARE(child<QLabel>("keepText")->text(), QStringLiteral("Looking for the keychain…"));
        QVERIFY(probed);
        Error error;
        error.code = static_cast<ErrorCode>(trouble);
        probed(error);
        QCOMPARE(child<QLabel>("keepText")->text(), words);
        QVERIFY(child<QLabel>("keepText")->isVisible());
        // And so it is.
        QVERIFY(child<QCheckBox>("keep")->isChecked());
        press();
        QTRY_VERIFY_WITH_TIMEOUT(m_session && !m_session->storing(), 30'000);
        QCOMPARE(m_session->stored(), !error);
        QCOMPARE(keyring.writes > 0, !error);
    }

    /// With SK_PICTURES=DIR: pictures to be looked at.
    void pictures()
    {
        const QString directory = qEnvironmentVariable("SK_PICTURES");
        for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
            theme::Theme::instance().setMode(mode);
            fill(QStringLiteral("operator"), QStringLiteral("wrong"));
            press();
            QTRY_VERIFY(!error("passwordError").isEmpty());
            const QImage picture = m_dialog->grab().toImage();
            QCOMPARE(picture.pixelColor(picture.width() - 5, 5), theme::Theme::instance().palette().color(QPalette::Base));
            // Errors are in the failing tone, not in the colour of ordinary text.
            const auto *words = child<QWidget>("passwordError")->findChild<QLabel *>(QStringLiteral("errorText"));
            QCOMPARE(words->palette().color(words->foregroundRole()), theme::Theme::instance().foreground(theme::Tone::Failing));
            if (!directory.isEmpty())
                QVERIFY(picture.save(directory + (mode == theme::Mode::Dark ? QStringLiteral("/dark.png") : QStringLiteral("/light.png"))));
            m_dialog.reset();
        }
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
};

QTEST_MAIN(TestSignInDialog)
#include "tst_signindialog.moc"
