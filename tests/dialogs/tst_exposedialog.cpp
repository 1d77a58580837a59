#include "connectiondialogtest.h"

#include <sk/dialogs/exposedialog.h>

#include "activewindow.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace sk;
using sk::test::ConnectionDialogTest;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::showActive;
using sk::test::ShownDialog;
using sk::test::takePictures;

/// The way from a kubeconfig to a connection.
class TestExposeDialog : public ConnectionDialogTest {
    Q_OBJECT

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
    void initTestCase() { prepare(); }

    /// "insecure-skip-tls-verify: true" is read, said, and not done.
    void checkingIsNeverOff()
    {
        ScriptedServer server([](const std::shared_ptr<Exchange> &e) { e->json(200, "{}"); });
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        ui::ExposeDialog dialog(QStringLiteral("kubesphere-system"));
        QVERIFY(showActive(dialog));
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
        QVERIFY(showActive(dialog));
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
        ShownDialog shown;
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        ScriptedServer api(answerAsServer);
        QVERIFY(api.start());
        for (const char *page : {"source", "closed", "confirm", "open"}) {
            auto kube = std::make_shared<Kube>();
            kube->port = api.port();
            kube->open = qstrcmp(page, "open") == 0;
            ScriptedServer cluster([kube](const std::shared_ptr<Exchange> &e) { (*kube)(e); });
            QVERIFY(cluster.start(&tls));
            QVERIFY(takePictures(QStringLiteral("expose-") + QString::fromLatin1(page), [&]() -> QWidget * {
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

QTEST_MAIN(TestExposeDialog)
#include "tst_exposedialog.moc"
