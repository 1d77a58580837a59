#include "demosignintest.h"

#include <sk/dialogs/connectioneditor.h>
#include <sk/session/connectionaddress.h>
#include <sk/theme/theme.h>

#include <QTabWidget>
#include <QToolButton>

using namespace sk;
using sk::test::DemoSignInTest;

/// From the sign-in dialog to the settings of its connection and back: what goes along, what stays, and what is forgotten.
class TestSignInSettings : public DemoSignInTest {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().setMode(theme::Mode::Light); }
    void init() { make(); }
    void cleanup() { drop(); }

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
};

QTEST_MAIN(TestSignInSettings)
#include "tst_signinsettings.moc"
