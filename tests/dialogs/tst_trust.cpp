#include <sk/dialogs/trustdialog.h>
#include <sk/net/certificates.h>
#include <sk/theme/theme.h>

#include "dialogpictures.h"
#include "scriptedserver.h"
#include "signintest.h"
#include "testca.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace sk;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::TestCa;
using sk::ui::TrustDialog;

/// Trust is settled before anything is said to a server: looked at from the server's side.
class TestTrust : public sk::test::SignInTest {
    Q_OBJECT

    TestCa m_ca;
    static void answer(const std::shared_ptr<Exchange> &e)
    {
        const QByteArray path = e->request.path();
        if (path == "/kapis/version")
            e->json(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})");
        else if (path == "/oauth/token")
            e->json(200, R"({"access_token":"a.b.c","token_type":"Bearer","refresh_token":"d.e.f","expires_in":7200})");
        else
            e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
    }
    [[nodiscard]] TrustDialog *question() const { return m_dialog->findChild<TrustDialog *>(); }
    [[nodiscard]] session::Profile saved(const QUrl &url, const TestCa::Made &pinned = {})
    {
        session::Profile profile;
        profile.id = QStringLiteral("lab");
        profile.name = QStringLiteral("lab");
        profile.server = url.toString();
        profile.user = QStringLiteral("admin");
        if (!pinned.certificateFile.isEmpty()) {
            profile.pin.keySha256 = net::keySha256(pinned.certificate());
            profile.pinnedCertificate = pinned.certificate().toPem();
        }
        return profile;
    }
    static net::TlsReport report(const QList<QSslCertificate> &chain, const QStringList &faults, bool changed = false)
    {
        net::TlsReport made;
        made.chain = chain;
        made.faults = faults;
        made.pinChanged = changed;
        return made;
    }
    static bool saidAnything(const ScriptedServer &server) { return !server.received.isEmpty(); }
    static bool gotSecret(const ScriptedServer &server)
    {
        return std::any_of(server.received.cbegin(), server.received.cend(), [](const auto &request) { return request.all().contains("opensesame") || !request.header("Authorization").isNull(); });
    }

private slots:
    void initTestCase()
    {
        theme::Theme::instance().setMode(theme::Mode::Light);
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
    }
    void init() { make(); }
    void cleanup() { drop(); }

    void thePasswordWaitsForTheAnswer()
    {
        const auto leaf = m_ca.leaf({.selfSigned = true});
        ScriptedServer server(answer);
        const QSslConfiguration tls = TestCa::configuration(leaf);
        QVERIFY(server.start(&tls));
        QVERIFY(!m_profiles->save(saved(server.url())));
        show();
        m_dialog->selectProfile(QStringLiteral("lab"));
        type("password", QStringLiteral("opensesame"));
        press();
        QTRY_VERIFY(question() && question()->isVisible());
        QVERIFY(!saidAnything(server));
        QVERIFY(question()->findChild<QPushButton *>(QStringLiteral("no"))->isDefault());
        QTest::keyClick(question(), Qt::Key_Return); // the default is no
        QTRY_VERIFY(!question());
        QVERIFY(!saidAnything(server));
        QVERIFY(m_profiles->find(QStringLiteral("lab"))->pin.keySha256.isEmpty());

        QTest::mouseClick(child<QPushButton>("signIn"), Qt::LeftButton);
        QTRY_VERIFY(question() && question()->isVisible());
        QVERIFY(question()->findChild<QLabel *>(QStringLiteral("keyFingerprint"))->text().remove(u' ').remove(u'\n').toLower()
                == QString::fromLatin1(net::keySha256(leaf.certificate()).toHex()));
        QTest::mouseClick(question()->findChild<QPushButton *>(QStringLiteral("trustKey")), Qt::LeftButton);
        QTRY_VERIFY(child<QLabel>("probe")->text().contains(QStringLiteral("pinned")));
        QVERIFY(saidAnything(server) && !gotSecret(server));
        QCOMPARE(m_profiles->find(QStringLiteral("lab"))->pin.keySha256, net::keySha256(leaf.certificate()));
        press();
        QTRY_VERIFY(m_session);
        QCOMPARE(server.countOf("/oauth/token"), 1);
    }

    void aChangedKeyTakesMoreThanAClick()
    {
        const auto before = m_ca.leaf({.selfSigned = true});
        const auto now = m_ca.leaf({.selfSigned = true});
        ScriptedServer server(answer);
        const QSslConfiguration tls = TestCa::configuration(now);
        QVERIFY(server.start(&tls));
        QVERIFY(!m_profiles->save(saved(server.url(), before)));
        show();
        m_dialog->selectProfile(QStringLiteral("lab"));
        type("password", QStringLiteral("opensesame"));
        press();
        QTRY_VERIFY(question() && question()->isVisible());
        auto *trust = question()->findChild<QPushButton *>(QStringLiteral("trustKey"));
        QVERIFY(!trust->isEnabled());
        const auto shown = question()->findChildren<QLabel *>(QStringLiteral("keyFingerprint"));
        QCOMPARE(shown.size(), 2); // old and new
        QVERIFY(shown[0]->text() != shown[1]->text());
        auto *typed = question()->findChild<QLineEdit *>(QStringLiteral("typedHost"));
        QTest::keyClicks(typed, QStringLiteral("127.0.0."));
        QVERIFY(!trust->isEnabled());
        QTest::mouseClick(trust, Qt::LeftButton);
        QVERIFY(question() && !saidAnything(server));
        QTest::keyClicks(typed, QStringLiteral("1"));
        QVERIFY(trust->isEnabled());
        QTest::keyClick(typed, Qt::Key_Return); // Enter still is no
        QTRY_VERIFY(!question());
        QCOMPARE(m_profiles->find(QStringLiteral("lab"))->pin.keySha256, net::keySha256(before.certificate()));
        QVERIFY(!saidAnything(server));
    }

    void anAuthorityCanBeTakenOver()
    {
        const auto leaf = m_ca.leaf({});
        ScriptedServer server(answer);
        QSslConfiguration tls = TestCa::configuration(leaf);
        tls.setLocalCertificateChain({leaf.certificate(), m_ca.certificate()});
        QVERIFY(server.start(&tls));
        QVERIFY(!m_profiles->save(saved(server.url())));
        show();
        m_dialog->selectProfile(QStringLiteral("lab"));
        type("password", QStringLiteral("opensesame"));
        press();
        QTRY_VERIFY(question() && question()->isVisible());
        QCOMPARE(question()->findChild<QComboBox *>(QStringLiteral("chain"))->count(), 2);
        QTest::mouseClick(question()->findChild<QPushButton *>(QStringLiteral("importCa")), Qt::LeftButton);
        QTRY_VERIFY(child<QLabel>("probe")->text().contains(QStringLiteral("v3.4.1")));
        QCOMPARE(QSslCertificate::fromData(m_profiles->find(QStringLiteral("lab"))->importedCas), QList<QSslCertificate>{m_ca.certificate()});
        QVERIFY(m_profiles->find(QStringLiteral("lab"))->pin.keySha256.isEmpty());
        press();
        QTRY_VERIFY(m_session);
    }

    void anotherServerDoesNotInheritTheKey()
    {
        const auto leaf = m_ca.leaf({.name = QStringLiteral("DNS:localhost,IP:127.0.0.1"), .selfSigned = true});
        ScriptedServer server(answer);
        const QSslConfiguration tls = TestCa::configuration(leaf);
        QVERIFY(server.start(&tls));
        QVERIFY(!m_profiles->save(saved(server.url(), leaf)));
        show();
        m_dialog->selectProfile(QStringLiteral("lab"));
        QTRY_VERIFY(child<QLabel>("probe")->text().contains(QStringLiteral("pinned")));
        server.received.clear();
        type("server", server.url(QStringLiteral("localhost")).toString());
        type("password", QStringLiteral("opensesame"));
        press();
        QTRY_VERIFY(question() && question()->isVisible());
        QVERIFY(!saidAnything(server));
        QVERIFY(!question()->findChild<QLineEdit *>(QStringLiteral("typedHost"))); // it is a first look, not a change
        question()->reject();
    }

    void whatNobodyMayAccept_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char *fault : {"WeakKey", "Revoked", "Other"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }
    void whatNobodyMayAccept()
    {
        QFETCH(QString, fault);
        const auto leaf = m_ca.leaf({.selfSigned = true, .algorithm = fault == QLatin1String("WeakKey") ? QStringLiteral("rsa:1024") : QStringLiteral("ec")});
        const auto bad = report({leaf.certificate()}, {QStringLiteral("SelfSigned"), fault});
        TrustDialog dialog(QStringLiteral("h"), bad, {});
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("trustKey")));
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("importCa")));
        QCOMPARE(TrustDialog::applied({}, bad, TrustDialog::Answer::TrustKey), session::Profile{});
    }

    void reasonsAreWords_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("words");
        QTest::newRow("self-signed") << "SelfSigned" << "vouches for itself";
        QTest::newRow("unknown issuer") << "UnknownIssuer" << "Test CA";
        QTest::newRow("wrong host") << "HostNameMismatch" << "made out to 127.0.0.1, not to ks.example";
        QTest::newRow("expired") << "Expired" << "It ended on";
        QTest::newRow("not yet valid") << "NotYetValid" << "only from";
        QTest::newRow("weak") << "WeakKey" << "so weak";
    }
    void reasonsAreWords()
    {
        QFETCH(QString, fault);
        QFETCH(QString, words);
        const auto leaf = m_ca.leaf({});
        TrustDialog dialog(QStringLiteral("ks.example"), report({leaf.certificate()}, {fault}), {});
        QStringList said;
        for (const auto *label : dialog.findChildren<QLabel *>(QStringLiteral("reason")))
            said += label->text();
        QVERIFY2(said.size() == 1 && said.constFirst().contains(words), qPrintable(said.join(u'|')));
    }

    void pictures()
    {
        const auto leaf = m_ca.leaf({.name = QStringLiteral("DNS:api.shop.example,IP:10.0.3.1")});
        const auto old = m_ca.leaf({.name = QStringLiteral("DNS:api.shop.example"), .selfSigned = true});
        sk::test::ShownDialog shown;
        QVERIFY(sk::test::takePictures(QStringLiteral("trust-first"), [&] {
            return shown(new TrustDialog(QStringLiteral("10.0.3.1"), report({leaf.certificate(), m_ca.certificate()}, {QStringLiteral("UnknownIssuer")}), {}));
        }));
        QVERIFY(sk::test::takePictures(QStringLiteral("trust-changed"), [&] {
            return shown(new TrustDialog(QStringLiteral("10.0.3.1"), report({leaf.certificate()}, {QStringLiteral("UnknownIssuer"), QStringLiteral("HostNameMismatch")}, true),
                                         saved(QUrl(QStringLiteral("https://10.0.3.1")), old)));
        }));
    }
};

QTEST_MAIN(TestTrust)
#include "tst_trust.moc"
