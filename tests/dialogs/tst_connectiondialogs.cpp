#include "activewindow.h"

#include <sk/dialogs/connectioneditor.h>
#include <sk/dialogs/connectiontestdialog.h>
#include <sk/dialogs/exposedialog.h>
#include <sk/theme/theme.h>

#include "dialogpictures.h"
#include "scriptedserver.h"
#include "testca.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSpinBox>
#include <QThread>
#include <QTreeWidget>
#include <QtTest>

#include <atomic>
#include <sys/stat.h>

using namespace sk;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::TestCa;

/// The dialogs about a connection itself: its settings, its test, and the way from a kubeconfig to one.
class TestConnectionDialogs : public QObject {
    Q_OBJECT

    TestCa m_ca;

    static session::Profile example()
    {
        session::Profile profile;
        profile.id = QStringLiteral("p");
        profile.name = QStringLiteral("production-eu");
        profile.server = QStringLiteral("https://10.0.3.1:31407/clusters/eu");
        profile.user = QStringLiteral("operator");
        profile.environment = session::Environment::Production;
        profile.colour = QStringLiteral("#9333ea");
        profile.defaultNamespace = QStringLiteral("shop");
        profile.startPage = QStringLiteral("pods");
        profile.readOnly = true;
        profile.clientId = QStringLiteral("kubesphere");
        profile.pin.keySha256 = QByteArray(32, 'k');
        profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("proxy.example"), 3128, QStringLiteral("anna"), {}};
        return profile;
    }
    static void answerAsServer(const std::shared_ptr<Exchange> &e)
    {
        const QByteArray path = e->request.path();
        if (path == "/kapis/version")
            e->json(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})");
        else if (path.endsWith("/configs/configz") || path.endsWith("/configs/oauth"))
            e->json(200, "{}");
        else
            e->json(403, R"({"kind":"Status","message":"forbidden","reason":"Forbidden","code":403})");
    }
    template<typename T>
    static T *child(const QWidget &parent, const char *name)
    {
        return parent.findChild<T *>(QString::fromLatin1(name));
    }

    static bool shown(QDialog &dialog)
    {
        return test::showActive(dialog);
    }
    /// Types it instead of what is there, and leaves the field.
    static void enter(QDialog &dialog, const char *field, const QString &text)
    {
        auto *edit = child<QLineEdit>(dialog, field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Tab);
    }

    /// One node at 127.0.0.1, and a Service that the patch opens at `port`.
    struct Kube {
        quint16 port = 0;
        bool open = false;
        int patches = 0;
        void operator()(const std::shared_ptr<Exchange> &e)
        {
            const QByteArray path = e->request.path();
            if (path.endsWith("/services/ks-apiserver")) {
                if (e->request.method == "PATCH") {
                    open = true;
                    ++patches;
                }
                e->json(200, QByteArray(R"({"metadata":{"name":"ks-apiserver","namespace":"kubesphere-system"},"spec":{"clusterIP":"10.233.15.31","type":"TYPE","ports":[{"port":80PORT}]}})")
                                 .replace("TYPE", open ? "NodePort" : "ClusterIP")
                                 .replace("PORT", open ? ",\"nodePort\":" + QByteArray::number(port) : QByteArray()));
            } else {
                e->json(200, R"({"items":[{"metadata":{"name":"worker-1"},"status":{"addresses":[{"type":"InternalIP","address":"127.0.0.1"},{"type":"ExternalIP","address":"127.0.0.2"}]}}]})");
            }
        }
    };
    [[nodiscard]] QString kubeconfig(const ScriptedServer &server) const
    {
        return QString::fromLatin1("clusters:\n- name: c\n  cluster:\n    server: " + server.url().toString().toLatin1() + "\n    certificate-authority-data: "
                                   + m_ca.certificate().toPem().toBase64()
                                   + "\ncontexts:\n- {name: lab, context: {cluster: c, user: u}}\n- {name: eks, context: {cluster: c, user: e}}\ncurrent-context: lab\n"
                                     "users:\n- {name: u, user: {token: kube-token}}\n- {name: e, user: {exec: {command: aws}}}\n");
    }

private slots:
    void initTestCase()
    {
        theme::Theme::instance().setMode(theme::Mode::Light);
        qunsetenv("KUBECONFIG");
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
    }

    void theEditorChangesWhatItShowsAndNothingElse()
    {
        const session::Profile before = example();
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
        ui::ConnectionEditor editor(example());
        child<QLineEdit>(editor, "editServer")->setText(QStringLiteral("https://10.0.3.1:31500"));
        QVERIFY(!editor.profile().pin.keySha256.isEmpty());
        child<QLineEdit>(editor, "editServer")->setText(QStringLiteral("https://10.0.3.2:31407"));
        QVERIFY(editor.profile().pin.keySha256.isEmpty());
    }

    void halfAProxyCannotBeSaved()
    {
        ui::ConnectionEditor editor(example());
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
        ui::ConnectionEditor editor(example());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(shown(editor));
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
        ui::ConnectionEditor editor(example());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(shown(editor));
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
        ui::ConnectionEditor editor(example());
        editor.showSection(ui::ConnectionEditor::Section::Certificates);
        QVERIFY(shown(editor));
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

    void theTestShowsEachStep()
    {
        ScriptedServer server(answerAsServer);
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ConnectionTestDialog dialog({server.url(), {m_ca.certificate()}, {}, {}}, {});
        dialog.show();
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(dialog, "again")->isEnabled(), 20'000);
        QVERIFY(child<QLabel>(dialog, "step2")->text().contains(QStringLiteral("certificate trusted")));
        QVERIFY(child<QLabel>(dialog, "step3")->text().contains(QStringLiteral("v3.4.1")));
        QVERIFY(child<QLabel>(dialog, "step4")->text().contains(QStringLiteral("name and password")));
        QVERIFY(!child<QLabel>(dialog, "step5")->text().isEmpty());
        QVERIFY(!child<QPushButton>(dialog, "showCertificate")->isVisible());
    }

    /// Each step is shown when it is done, and the one under way as such; the next begins when the server has answered.
    void theStepsComeOneByOne()
    {
        std::shared_ptr<Exchange> version;
        ScriptedServer server([&version](const std::shared_ptr<Exchange> &e) {
            if (e->request.path() == "/kapis/version" && !version)
                version = e;
            else
                answerAsServer(e);
        });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ConnectionTestDialog dialog({server.url(), {m_ca.certificate()}, {}, {}}, {});
        dialog.show();
        const auto step = [&dialog](int number) { return child<QLabel>(dialog, qPrintable(QStringLiteral("step%1").arg(number)))->text(); };
        QTRY_VERIFY_WITH_TIMEOUT(version, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(step(3), QStringLiteral("looking…"), 60'000);
        QCOMPARE(step(0), QStringLiteral("is an address already"));
        QVERIFY2(step(1).startsWith(QStringLiteral("to 127.0.0.1")), qPrintable(step(1)));
        QVERIFY2(step(2).contains(QStringLiteral("TLS")), qPrintable(step(2)));
        QCOMPARE(step(4), QString());
        QCOMPARE(step(5), QString());
        QVERIFY(!child<QPushButton>(dialog, "again")->isEnabled());
        answerAsServer(version);
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(dialog, "again")->isEnabled(), 60'000);
        for (int i = 3; i < 6; ++i)
            QVERIFY2(!step(i).isEmpty() && step(i) != QStringLiteral("looking…"), qPrintable(step(i)));
    }

    /// How far the clocks differ, by the server's own word, ahead and behind; much of it is marked.
    void theClocksAreCompared_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("ten minutes ahead") << 600 << QStringLiteral("^(599|600|601) s ahead of this computer's; the program allows for it$");
        QTest::newRow("ten minutes behind") << -600 << QStringLiteral("^(599|600|601) s behind this computer's; the program allows for it$");
        QTest::newRow("the same") << 0 << QStringLiteral("^the same as this computer's");
    }
    void theClocksAreCompared()
    {
        QFETCH(int, seconds);
        QFETCH(QString, words);
        ScriptedServer server([seconds](const std::shared_ptr<Exchange> &e) {
            const QByteArray date = QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(seconds), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1();
            if (e->request.path() == "/kapis/version")
                e->reply(200, R"({"gitVersion":"v3.4.1","kubernetes":{"gitVersion":"v1.27.4"}})", {{"Content-Type", "application/json"}, {"Date", date}});
            else
                answerAsServer(e);
        });
        QVERIFY(server.start());
        ui::ConnectionTestDialog dialog({server.url(), {}, {}, {}}, {});
        dialog.show();
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(dialog, "again")->isEnabled(), 60'000);
        const QString text = child<QLabel>(dialog, "step5")->text();
        QVERIFY2(QRegularExpression(words).match(text).hasMatch(), qPrintable(text));
        QCOMPARE(child<QLabel>(dialog, "step5")->accessibleName(), QStringLiteral("Clock: ") + text);
    }

    void theTestLeadsToTheCertificate()
    {
        ScriptedServer server(answerAsServer);
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ConnectionTestDialog dialog({server.url(), {}, {}, {}}, {});
        qRegisterMetaType<net::TlsReport>();
        int asked = 0;
        connect(&dialog, &ui::ConnectionTestDialog::certificateWanted, this, [&asked](const net::TlsReport &report) { asked += static_cast<int>(report.chain.size()); });
        dialog.show();
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(dialog, "showCertificate")->isVisible(), 20'000);
        QTest::mouseClick(child<QPushButton>(dialog, "showCertificate"), Qt::LeftButton);
        QCOMPARE(asked, 1);
        QVERIFY(server.received.isEmpty());
    }

    /// "insecure-skip-tls-verify: true" is read, said, and not done.
    void checkingIsNeverOff()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(200, "{}"); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ExposeDialog dialog(QStringLiteral("kubesphere-system"));
        QVERIFY(shown(dialog));
        auto *note = child<QLabel>(dialog, "contextNote");
        auto *source = child<QPlainTextEdit>(dialog, "kubeconfigText");
        source->setPlainText(kubeconfig(server));
        QVERIFY(note->isHidden());
        QString careless = kubeconfig(server);
        careless.replace(QRegularExpression(QStringLiteral("certificate-authority-data: .*")), QStringLiteral("insecure-skip-tls-verify: true"));
        source->setPlainText(careless);
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains(QStringLiteral("insecure-skip-tls-verify")), qPrintable(note->text()));
        QTest::mouseClick(child<QPushButton>(dialog, "next"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>(dialog, "exposeError")->isVisible(), 60'000);
        QVERIFY(server.received.isEmpty()); // the token least of all
    }

    void fromAKubeconfigToAConnection()
    {
        ScriptedServer api(answerAsServer);
        QVERIFY(api.start());
        auto kube = std::make_shared<Kube>();
        kube->port = api.port();
        ScriptedServer server([kube](const std::shared_ptr<Exchange> &e) { (*kube)(e); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ExposeDialog dialog(QStringLiteral("kubesphere-system"));
        QVERIFY(shown(dialog));
        std::optional<session::Profile> made;
        connect(&dialog, &ui::ExposeDialog::connectionChosen, this, [&made](const session::Profile &profile) { made = profile; });
        auto *next = child<QPushButton>(dialog, "next");
        QVERIFY(!next->isEnabled());
        child<QPlainTextEdit>(dialog, "kubeconfigText")->setPlainText(kubeconfig(server));
        QVERIFY(next->isEnabled());
        auto *context = child<QComboBox>(dialog, "context");
        context->setCurrentIndex(1);
        QVERIFY(!next->isEnabled());
        QVERIFY(child<QLabel>(dialog, "contextNote")->text().contains(QStringLiteral("exec: aws")));
        context->setCurrentIndex(0);
        QTest::mouseClick(next, Qt::LeftButton);
        auto *expose = child<QPushButton>(dialog, "expose");
        QTRY_VERIFY_WITH_TIMEOUT(expose->isVisible(), 20'000);
        QVERIFY(child<QLabel>(dialog, "facts")->text().contains(QStringLiteral("ClusterIP")));
        QCOMPARE(child<QLabel>(dialog, "nodes")->text(), QStringLiteral("Addresses of the nodes: worker-1 127.0.0.1, 127.0.0.2."));
        QTest::mouseClick(expose, Qt::LeftButton);
        QCOMPARE(child<QLabel>(dialog, "patch")->text(), QStringLiteral(R"({"spec":{"type":"NodePort"}})"));
        QVERIFY(child<QLabel>(dialog, "command")->text().startsWith(QStringLiteral("kubectl --context 'lab' -n kubesphere-system patch service ks-apiserver")));
        QVERIFY(!next->isDefault());
        QTest::keyClick(&dialog, Qt::Key_Return); // Enter alone changes nothing
        QCOMPARE(child<QLabel>(dialog, "patch")->isVisible(), true);
        QTest::mouseClick(child<QPushButton>(dialog, "back"), Qt::LeftButton);
        QCOMPARE(kube->patches, 0); // shown, and not wanted
        QTest::mouseClick(expose, Qt::LeftButton);
        QTest::mouseClick(next, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled() && child<QTreeWidget>(dialog, "candidates")->currentItem(), 30'000);
        QCOMPARE(kube->patches, 1);
        QTest::mouseClick(next, Qt::LeftButton);
        QVERIFY(made);
        QCOMPARE(QUrl(made->server), api.url());
        QCOMPARE(made->name, QStringLiteral("lab"));
        session::Profile bare;
        bare.id = made->id;
        bare.name = made->name;
        bare.server = made->server;
        QCOMPARE(*made, bare); // neither key nor token nor CA came along
    }

    void pictures()
    {
        std::unique_ptr<QDialog> dialog;
        const auto shown = [&dialog](QDialog *made) {
            dialog.reset(made);
            dialog->show();
            return QTest::qWaitForWindowExposed(made) ? made : nullptr;
        };
        using Section = ui::ConnectionEditor::Section;
        for (const auto &[section, name] : {std::pair(Section::General, "general"), std::pair(Section::Api, "api"), std::pair(Section::Certificates, "certificates"), std::pair(Section::Proxy, "proxy")}) {
            QVERIFY(sk::test::takePictures(QStringLiteral("editor-") + QString::fromLatin1(name), [&, part = section] {
                auto *editor = new ui::ConnectionEditor(example());
                editor->showSection(part);
                return shown(editor);
            }));
        }
        ScriptedServer server(answerAsServer);
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        for (const bool trusted : {true, false}) {
            QVERIFY(sk::test::takePictures(trusted ? QStringLiteral("test-good") : QStringLiteral("test-untrusted"), [&]() -> QWidget * {
                auto *test = new ui::ConnectionTestDialog({server.url(), trusted ? QList{m_ca.certificate()} : QList<QSslCertificate>{}, {}, {}}, {});
                shown(test);
                return QTest::qWaitFor([test] { return child<QPushButton>(*test, "again")->isEnabled(); }, 20'000) ? test : nullptr;
            }));
        }
        ScriptedServer api(answerAsServer);
        QVERIFY(api.start());
        for (const char *page : {"source", "closed", "confirm", "open"}) {
            auto kube = std::make_shared<Kube>();
            kube->port = api.port();
            kube->open = qstrcmp(page, "open") == 0;
            ScriptedServer cluster([kube](const std::shared_ptr<Exchange> &e) { (*kube)(e); });
            QVERIFY(cluster.start(&tls));
            QVERIFY(sk::test::takePictures(QStringLiteral("expose-") + QString::fromLatin1(page), [&]() -> QWidget * {
                auto *expose = new ui::ExposeDialog(QStringLiteral("kubesphere-system"));
                shown(expose);
                child<QPlainTextEdit>(*expose, "kubeconfigText")->setPlainText(kubeconfig(cluster));
                if (qstrcmp(page, "source") == 0) {
                    child<QPlainTextEdit>(*expose, "kubeconfigText")->blockSignals(true);
                    child<QPlainTextEdit>(*expose, "kubeconfigText")->clear(); // no picture shows a token
                    child<QComboBox>(*expose, "context")->setCurrentIndex(1);
                    return expose;
                }
                QTest::mouseClick(child<QPushButton>(*expose, "next"), Qt::LeftButton);
                if (kube->open)
                    return QTest::qWaitFor([expose] { return child<QPushButton>(*expose, "next")->isEnabled(); }, 30'000) ? expose : nullptr;
                if (!QTest::qWaitFor([expose] { return child<QPushButton>(*expose, "expose")->isVisible(); }, 20'000))
                    return nullptr;
                if (qstrcmp(page, "confirm") == 0)
                    QTest::mouseClick(child<QPushButton>(*expose, "expose"), Qt::LeftButton);
                return expose;
            }));
        }
    }
};

QTEST_MAIN(TestConnectionDialogs)
#include "tst_connectiondialogs.moc"
