#include "connectiondialogtest.h"
#include "exampleprofile.h"

#include <sk/dialogs/connectioneditor.h>

#include "activewindow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSpinBox>
#include <QThread>

#include <atomic>
#include <sys/stat.h>

using namespace sk;
using sk::test::ConnectionDialogTest;
using sk::test::exampleProfile;
using sk::test::showActive;
using sk::test::ShownDialog;
using sk::test::takePictures;
using sk::test::TestCa;

/// The settings of a connection: what is changed, and what cannot be saved.
class TestConnectionEditor : public ConnectionDialogTest {
    Q_OBJECT

    /// Types it instead of what is there, and leaves the field.
    static void enter(QDialog &dialog, const char *field, const QString &text)
    {
        auto *edit = child<QLineEdit>(dialog, field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Tab);
    }

private slots:
    void initTestCase() { prepare(); }

    void theEditorChangesWhatItShowsAndNothingElse()
    {
        const session::Profile before = exampleProfile();
        ui::ConnectionEditor editor(before);
        QCOMPARE(editor.profile(), before);
        QCOMPARE(editor.secrets(), session::ConnectionSecrets{});
        child<QComboBox>(editor, "environment")->setCurrentIndex(static_cast<int>(session::Environment::Test));
        child<QCheckBox>(editor, "readOnly")->setChecked(false);
        child<QLineEdit>(editor, "proxyPassword")->setText(QStringLiteral("secret"));
        session::Profile wanted = before;
        wanted.environment = session::Environment::Test;
        wanted.readOnly = false;
        QCOMPARE(editor.profile(), wanted); // the password is not in it
        QCOMPARE(editor.secrets().proxyPassword, QStringLiteral("secret"));
    }

    void anotherHostForgetsTheKey()
    {
        ui::ConnectionEditor editor(exampleProfile());
        child<QLineEdit>(editor, "editServer")->setText(QStringLiteral("https://10.0.3.1:31500"));
        QVERIFY(!editor.profile().pin.keySha256.isEmpty());
        child<QLineEdit>(editor, "editServer")->setText(QStringLiteral("https://10.0.3.2:31407"));
        QVERIFY(editor.profile().pin.keySha256.isEmpty());
    }

    void halfAProxyCannotBeSaved()
    {
        ui::ConnectionEditor editor(exampleProfile());
        QVERIFY(child<QPushButton>(editor, "save")->isEnabled());
        child<QSpinBox>(editor, "proxyPort")->setValue(0);
        QVERIFY(!child<QPushButton>(editor, "save")->isEnabled());
        QVERIFY(child<QLabel>(editor, "problem")->text().contains(QStringLiteral("host and a port")));
        child<QComboBox>(editor, "proxyKind")->setCurrentIndex(static_cast<int>(net::ProxySettings::Kind::System));
        QVERIFY(child<QPushButton>(editor, "save")->isEnabled());
    }

    /// Said before it is saved, not when the server turns it away.
    void aKeyOfAnotherCertificateCannotBeSaved()
    {
        const auto mine = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        const auto twin = m_ca.leaf({.usage = QStringLiteral("clientAuth")}); // as long and of the same kind
        ui::ConnectionEditor editor(exampleProfile());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(showActive(editor));
        enter(editor, "clientCertificate", mine.certificateFile);
        enter(editor, "clientKey", twin.keyFile);
        auto *save = child<QPushButton>(editor, "save");
        QTRY_VERIFY_WITH_TIMEOUT(!save->isEnabled(), 30'000);
        QVERIFY(child<QLabel>(editor, "problem")->text().contains(QStringLiteral("does not belong to your client certificate")));
        enter(editor, "clientKey", mine.keyFile);
        QVERIFY(save->isEnabled()); // what was found is of another key
        QTRY_VERIFY(child<QLabel>(editor, "problem")->isHidden());
        enter(editor, "clientKey", mine.keyFile + QStringLiteral(".gone")); // a stick that is not in
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(editor.result(), static_cast<int>(QDialog::Accepted), 30'000);
    }

    /// Nothing is read while a path is typed, and what is slow to read holds up nobody: the window goes on, and *Save* waits for what the files say.
    void slowFilesHoldUpNobody()
    {
        const auto mine = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        const auto twin = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        const QString slow = m_ca.directory() + QStringLiteral("/slow.pem");
        QCOMPARE(mkfifo(QFile::encodeName(slow).constData(), 0600), 0);
        std::atomic<int> readers = 0;
        std::atomic<bool> late = false;
        QSemaphore goOn;
        // The other end: opens when somebody reads, and keeps the reader waiting until the test has seen enough.
        std::unique_ptr<QThread> other(QThread::create([&] {
            QFile pipe(slow);
            if (!pipe.open(QIODevice::WriteOnly))
                return;
            ++readers;
            late = !goOn.tryAcquire(1, 120'000);
            QFile key(twin.keyFile);
            if (key.open(QIODevice::ReadOnly))
                pipe.write(key.readAll());
        }));
        other->start();
        ui::ConnectionEditor editor(exampleProfile());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(showActive(editor));
        enter(editor, "clientCertificate", mine.certificateFile);
        auto *key = child<QLineEdit>(editor, "clientKey");
        key->setFocus();
        QTest::keyClicks(key, slow);
        QCoreApplication::processEvents();
        QCOMPARE(readers, 0); // not while it is typed
        auto *save = child<QPushButton>(editor, "save");
        QTest::mouseClick(save, Qt::LeftButton); // leaves the field
        QTRY_COMPARE_WITH_TIMEOUT(readers, 1, 60'000);
        QVERIFY(!save->isEnabled());
        QVERIFY(editor.isVisible());
        QVERIFY(!late);
        goOn.release();
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(editor, "problem")->text().contains(QStringLiteral("does not belong")), 60'000);
        QVERIFY(editor.isVisible());
        QVERIFY(!save->isEnabled());
        QVERIFY(other->wait(60'000));
    }

    void aWrongPassphraseIsSaidBesideItsField()
    {
        const auto mine = m_ca.leaf({.usage = QStringLiteral("clientAuth")});
        const QString locked = m_ca.directory() + QStringLiteral("/locked.key");
        QVERIFY(TestCa::run({QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"), mine.keyFile, QStringLiteral("-out"), locked, QStringLiteral("-passout"), QStringLiteral("pass:sesame")}));
        ui::ConnectionEditor editor(exampleProfile());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(showActive(editor));
        enter(editor, "clientCertificate", mine.certificateFile);
        enter(editor, "clientKey", locked);
        auto *said = child<QLabel>(editor, "passphraseError");
        auto *passphrase = child<QLineEdit>(editor, "passphrase");
        enter(editor, "passphrase", QStringLiteral("sesam"));
        QTRY_VERIFY_WITH_TIMEOUT(said->isVisible(), 30'000);
        QVERIFY2(said->text().contains(QStringLiteral("does not open")), qPrintable(said->text()));
        QVERIFY(passphrase->property("skRefused").toBool());
        QCOMPARE(passphrase->accessibleDescription(), said->accessibleName());
        auto *save = child<QPushButton>(editor, "save");
        QVERIFY(!save->isEnabled());
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty())
            QVERIFY(editor.grab().save(directory + QStringLiteral("/editor-passphrase.png")));
        passphrase->setFocus();
        passphrase->end(false);
        QTest::keyClicks(passphrase, QStringLiteral("e")); // at the end: it is right now
        QVERIFY(!said->isVisible());
        QTest::keyClick(passphrase, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(editor.result(), static_cast<int>(QDialog::Accepted), 30'000);
        QCOMPARE(editor.secrets().keyPassphrase, QStringLiteral("sesame"));
    }

    void pictures()
    {
        ShownDialog shown;
        using Section = ui::ConnectionEditor::Section;
        for (const auto &[section, name] : {std::pair(Section::General, "general"), std::pair(Section::Api, "api"), std::pair(Section::Certificates, "certificates"), std::pair(Section::Proxy, "proxy")}) {
            QVERIFY(takePictures(QStringLiteral("editor-") + QString::fromLatin1(name), [&, part = section] {
                auto *editor = new ui::ConnectionEditor(exampleProfile());
                editor->showSection(part);
                return shown(editor);
            }));
        }
    }
};

QTEST_MAIN(TestConnectionEditor)
#include "tst_connectioneditor.moc"
