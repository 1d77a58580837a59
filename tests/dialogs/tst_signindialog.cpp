#include <sk/dialogs/connectioneditor.h>
#include <sk/dialogs/signindialog.h>
#include <sk/server/cluster.h>
#include <sk/session/connectionaddress.h>
#include <sk/theme/theme.h>

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScopeGuard>
#include <QTabWidget>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include <algorithm>

using namespace sk;

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

/// The dialog with real keys and clicks against the stand-in.
class TestSignInDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<session::ProfileStore> m_profiles;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<secrets::SecretStore> m_memory = secrets::makeMemoryStore();
    secrets::SecretStore *m_keychain = nullptr; ///< none: the memory, whatever this computer has
    std::function<void(QObject *, std::function<void(const Error &)>)> m_probeKeychain;
    std::unique_ptr<demo::Cluster> m_cluster;
    std::unique_ptr<ui::SignInDialog> m_dialog;
    std::unique_ptr<session::Session> m_session;
    ManualClock m_clock{Clock::system().now()};

    void show()
    {
        m_dialog.reset(); // only one at a time answers to clicks
        m_session.reset();
        ui::SignInDialog::Services services;
        services.profiles = m_profiles.get();
        services.settings = m_settings.get();
        services.keychain = m_keychain ? m_keychain : m_memory.get();
        if (m_probeKeychain)
            services.probeKeychain = m_probeKeychain;
        services.memory = m_memory.get();
        services.clock = &m_clock;
        services.startDemo = [this](QObject *context, std::function<void(const Result<net::ServerAddress> &)> answer) {
            net::ServerAddress address;
            address.base = QUrl(url());
            QMetaObject::invokeMethod(context, [answer = std::move(answer), address] { answer(address); }, Qt::QueuedConnection);
        };
        m_dialog = std::make_unique<ui::SignInDialog>(services);
        connect(m_dialog.get(), &ui::SignInDialog::signedIn, this, [this](session::Session *session) { m_session.reset(session); });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get(), 60'000));
    }

    [[nodiscard]] QString url() const { return QString::fromStdString(m_cluster->url()); }
    template<typename T>
    T *child(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = child<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void fill(const QString &user, const QString &password)
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        type("server", url());
        type("user", user);
        type("password", password);
    }
    void press() const { QTest::keyClick(child<QLineEdit>("password"), Qt::Key_Return); }
    [[nodiscard]] QString error(const char *line) const
    {
        const auto *widget = child<QWidget>(line);
        return widget->isVisible() ? widget->findChild<QLabel *>(QStringLiteral("errorText"))->text() : QString();
    }
    [[nodiscard]] qsizetype tokenRequests() const
    {
        const auto seen = m_cluster->seenRequests();
        return std::count_if(seen.begin(), seen.end(), [](const auto &request) { return request.target == "/oauth/token"; });
    }

private slots:
    void initTestCase() { theme::Theme::instance().setMode(theme::Mode::Light); }

    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_profiles = std::make_unique<session::ProfileStore>(m_directory->path());
        QVERIFY(!m_profiles->load());
        m_settings = std::make_unique<settings::Settings>(m_directory->path());
        QVERIFY(!m_settings->load());
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 10;
        options.world.eventsPerSecond = 0;
        options.lockoutFailures = 2;
        m_cluster = std::make_unique<demo::Cluster>(options);
        const auto failure = m_cluster->start();
        QVERIFY2(!failure, failure ? failure->c_str() : "");
    }

    void cleanup()
    {
        m_dialog.reset();
        m_session.reset();
        m_cluster.reset();
    }

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

    void plainHttpToAnotherComputerWarns()
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        type("server", QStringLiteral("http://192.0.2.1"));
        QVERIFY(child<QLabel>("insecure")->isVisible());
        type("server", QStringLiteral("http://127.0.0.1:1"));
        QVERIFY(!child<QLabel>("insecure")->isVisible());
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

    void thePasswordIsShownAndHidden()
    {
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        auto *password = child<QLineEdit>("password");
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // By keyboard, and nothing of what was typed is lost.
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        QCOMPARE(password->displayText(), QStringLiteral("P@88w0rd"));
        QTest::keyClick(password, Qt::Key_X);
        QTest::keyClick(password, Qt::Key_Backspace);
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // By the eye at its end.
        const QPoint eye(password->width() - password->height() / 2, password->height() / 2);
        QTest::mouseClick(password->childAt(eye), Qt::LeftButton);
        QCOMPARE(password->displayText(), QStringLiteral("P@88w0rd"));
        QTest::mouseClick(password->childAt(eye), Qt::LeftButton);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // Another connection's is hidden from the start.
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        fill(QStringLiteral("admin"), QStringLiteral("other"));
        QVERIFY(!child<QLineEdit>("password")->displayText().contains(QStringLiteral("other")));
    }

    void whatIsSetBeforeThereIsAServerIsKept()
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        QTest::mouseClick(child<QToolButton>("advanced"), Qt::LeftButton);
        auto *editor = child<QDialog>("editor");
        QVERIFY(editor && QTest::qWaitForWindowActive(editor));
        auto *name = editor->findChild<QLineEdit *>(QStringLiteral("name"));
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("lab"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!child<QDialog>("editor"));
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(m_profiles->profiles().size(), 1); // the demo alone: what has no server is not saved yet
        type("server", url());
        type("user", QStringLiteral("admin"));
        type("password", QStringLiteral("P@88w0rd"));
        press();
        QTRY_VERIFY_WITH_TIMEOUT(m_session, 30'000);
        QCOMPARE(m_profiles->profiles().back().name, QStringLiteral("lab"));
    }

    void advancedLeadsToTheSettings()
    {
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        auto *advanced = child<QToolButton>("advanced");
        for (int tabs = 0; tabs < 10 && QApplication::focusWidget() != advanced; ++tabs)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), advanced); // the keyboard gets there
        QTest::keyClick(advanced, Qt::Key_Space);
        auto *editor = child<QDialog>("editor");
        QVERIFY(editor);
        QVERIFY(QTest::qWaitForWindowActive(editor));
        const auto field = [editor](const char *name) { return editor->findChild<QLineEdit *>(QString::fromLatin1(name)); };
        // What was typed goes along, but for the password.
        QCOMPARE(field("editServer")->text(), url());
        QCOMPARE(field("editUser")->text(), QStringLiteral("admin"));
        const auto lines = editor->findChildren<QLineEdit *>();
        QVERIFY(std::none_of(lines.begin(), lines.end(), [](const QLineEdit *line) { return line->text() == QLatin1String("P@88w0rd"); }));
        auto *name = field("name");
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("lab"));
        auto *tabs = editor->findChild<QTabWidget *>(QStringLiteral("sections"));
        QTest::keyClick(tabs, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), static_cast<int>(ui::ConnectionEditor::Section::Api));
        auto *client = field("clientId");
        client->setFocus();
        client->selectAll();
        QTest::keyClicks(client, QStringLiteral("nobody"));
        QTest::keyClick(client, Qt::Key_Return);
        QTRY_VERIFY(!child<QDialog>("editor"));
        m_dialog->activateWindow(); // no window manager does that on a screen that is none
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(m_profiles->profiles().back().name, QStringLiteral("lab"));
        QCOMPARE(m_profiles->profiles().back().clientId, QStringLiteral("nobody"));
        // The password is still there, and what was set is what is sent.
        press();
        QTRY_VERIFY2_WITH_TIMEOUT(error("advancedError").contains(QStringLiteral("client id")), qPrintable(error("advancedError")), 30'000);
        QCOMPARE(tokenRequests(), 1);
        const auto seen = m_cluster->seenRequests();
        const auto token = std::find_if(seen.begin(), seen.end(), [](const auto &request) { return request.target == "/oauth/token"; });
        QVERIFY2(token->body.find("client_id=nobody") != std::string::npos, token->body.c_str());
    }

    void capsLockIsNoticed()
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        auto *password = child<QLineEdit>("password");
        password->setFocus();
        QKeyEvent upperWithoutShift(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
        QCoreApplication::sendEvent(password, &upperWithoutShift);
        QVERIFY(child<QLabel>("capsLock")->isVisible());
        QTest::keyClick(password, Qt::Key_B);
        QVERIFY(!child<QLabel>("capsLock")->isVisible());
    }

    void doubleClickOnTheDemoSignsIn()
    {
        show();
        auto *list = child<QListWidget>("connections");
        QVERIFY(!child<QLineEdit>("server")->isVisible());
        const QPoint middle = list->visualItemRect(list->item(0)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, middle);
        QTRY_VERIFY(m_session);
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

    void deleteCanBeUndone()
    {
        session::Profile profile;
        profile.id = QStringLiteral("one");
        profile.name = QStringLiteral("lab");
        profile.server = url();
        QVERIFY(!m_profiles->save(profile));
        m_memory->write(QStringLiteral("one"), "tokens", this, [](const Result<bool> &) {});
        const auto stored = [this] {
            std::optional<bool> there;
            m_memory->read(QStringLiteral("one"), this, [&there](const Result<std::optional<QByteArray>> &secret) { there = secret.ok() && *secret; });
            return QTest::qWaitFor([&there] { return there.has_value(); }) && *there;
        };
        show();
        m_dialog->selectProfile(QStringLiteral("one"));
        child<QListWidget>("connections")->setFocus();
        QTest::keyClick(child<QListWidget>("connections"), Qt::Key_Delete);
        QVERIFY(!m_profiles->find(QStringLiteral("one")));
        QVERIFY(child<QLabel>("connectionsNote")->text().contains(QStringLiteral("lab")));
        QVERIFY(stored()); // as long as it can be undone
        QTest::mouseClick(child<QPushButton>("undoDelete"), Qt::LeftButton);
        QVERIFY(m_profiles->find(QStringLiteral("one")));
        QVERIFY(stored());
        child<QListWidget>("connections")->setFocus();
        QTest::keyClick(child<QListWidget>("connections"), Qt::Key_Delete);
        m_dialog->reject();
        QVERIFY(!m_profiles->find(QStringLiteral("one")));
        QVERIFY(!stored());
    }

    /// What was typed, and what a server gave, was for that server: an edited address does not take it along.
    void anotherServerGetsNothingOfThisOne_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("saved");
        QTest::addColumn<bool>("kept");
        for (const bool saved : {true, false}) {
            const char *how = saved ? "saved" : "new";
            QTest::addRow("another port, %s", how) << QStringLiteral("https://ks.example:444") << saved << false;
            QTest::addRow("another scheme, %s", how) << QStringLiteral("http://ks.example:443") << saved << false;
            QTest::addRow("another host, %s", how) << QStringLiteral("https://ks.example.org") << saved << false;
            QTest::addRow("another path, %s", how) << QStringLiteral("https://ks.example/clusters/eu") << saved << true;
            QTest::addRow("the port written out, %s", how) << QStringLiteral("https://ks.example:443") << saved << true;
        }
    }
    void anotherServerGetsNothingOfThisOne()
    {
        QFETCH(QString, server);
        QFETCH(bool, saved);
        QFETCH(bool, kept);
        session::Profile profile;
        profile.id = QStringLiteral("one");
        profile.name = QStringLiteral("lab");
        profile.server = QStringLiteral("https://ks.example");
        profile.user = QStringLiteral("ann");
        profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("127.0.0.1"), 1, {}, {}}; // nobody is reached
        if (saved)
            QVERIFY(!m_profiles->save(profile));
        m_memory->write(QStringLiteral("one"), "tokens", this, [](const Result<bool> &) {});
        show();
        if (saved) {
            m_dialog->selectProfile(profile.id);
        } else {
            QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
            type("server", profile.server);
        }
        type("password", QStringLiteral("P@88w0rd"));
        QTest::mouseClick(child<QToolButton>("advanced"), Qt::LeftButton);
        QPointer<QDialog> editor;
        QTRY_VERIFY((editor = child<QDialog>("editor")) && editor->isVisible());
        auto *address = editor->findChild<QLineEdit *>(QStringLiteral("editServer"));
        address->setFocus();
        address->selectAll();
        QTest::keyClicks(address, server);
        QTest::mouseClick(editor->findChild<QPushButton *>(QStringLiteral("save")), Qt::LeftButton);
        QTRY_VERIFY(!editor);
        QCOMPARE(child<QLineEdit>("server")->text(), server);
        QCOMPARE(child<QLineEdit>("password")->text(), kept ? QStringLiteral("P@88w0rd") : QString());
        if (!saved)
            return;
        std::optional<bool> there;
        m_memory->read(QStringLiteral("one"), this, [&there](const Result<std::optional<QByteArray>> &secret) { there = secret.ok() && *secret; });
        QTRY_VERIFY(there.has_value());
        QCOMPARE(*there, kept);
    }

    /// A proxy's password is for that proxy, a passphrase for that key; both for the connection as it was.
    void secretsStayWithWhatTheyWereFor()
    {
        session::Profile before;
        before.id = QStringLiteral("one");
        before.server = QStringLiteral("https://ks.example");
        before.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy"), 3128, QStringLiteral("anna"), {}};
        before.clientCertificateFile = QStringLiteral("/mine.pem");
        const session::ConnectionSecrets typed{QStringLiteral("pp"), QStringLiteral("kk")};
        QCOMPARE(session::stillMeant(typed, before, before), typed);
        session::Profile now = before;
        now.proxy.host = QStringLiteral("other");
        QCOMPARE(session::stillMeant(typed, before, now), (session::ConnectionSecrets{{}, QStringLiteral("kk")}));
        session::writeSecrets(m_memory.get(), before, typed);
        session::forgetUnmeant(m_memory.get(), before, now);
        std::optional<session::ConnectionSecrets> read;
        session::readSecrets(m_memory.get(), now, {}, this, [&read](const Result<session::ConnectionSecrets> &secrets) { read = *secrets; });
        QTRY_VERIFY(read);
        QCOMPARE(*read, (session::ConnectionSecrets{{}, QStringLiteral("kk")}));
        now = before;
        now.clientKeyFile = QStringLiteral("/other.key");
        QCOMPARE(session::stillMeant(typed, before, now), (session::ConnectionSecrets{QStringLiteral("pp"), {}}));
        now = before;
        now.server = QStringLiteral("https://ks.example:444");
        QCOMPARE(session::stillMeant(typed, before, now), session::ConnectionSecrets{});
    }

    void ordersAndDuplicates()
    {
        for (const char *id : {"one", "two"}) {
            session::Profile profile;
            profile.id = QString::fromLatin1(id);
            profile.name = profile.id;
            profile.server = url();
            QVERIFY(!m_profiles->save(profile));
        }
        show();
        m_dialog->selectProfile(QStringLiteral("two"));
        auto *list = child<QListWidget>("connections");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_profiles->profiles().at(1).id, QStringLiteral("two"));
        QTest::keyClick(list, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_profiles->profiles().size(), 4);
        QCOMPARE(m_profiles->profiles().at(2).name, QStringLiteral("two (copy)"));
        QVERIFY(m_profiles->profiles().at(2).id != QLatin1String("two"));
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
