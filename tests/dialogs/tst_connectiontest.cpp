#include "connectiondialogtest.h"

#include <sk/dialogs/connectiontestdialog.h>

#include <QLabel>
#include <QPushButton>

using namespace sk;
using sk::test::ConnectionDialogTest;
using sk::test::Exchange;
using sk::test::ScriptedServer;
using sk::test::ShownDialog;
using sk::test::takePictures;

/// The test of a connection: each step of it, and what it says.
class TestConnectionTest : public ConnectionDialogTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }

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

    void pictures()
    {
        ShownDialog shown;
        ScriptedServer server(answerAsServer);
        const QSslConfiguration tls = m_ca.serverFor(QStringLiteral("IP:127.0.0.1"));
        QVERIFY(server.start(&tls));
        for (const bool trusted : {true, false}) {
            QVERIFY(takePictures(trusted ? QStringLiteral("test-good") : QStringLiteral("test-untrusted"), [&]() -> QWidget * {
                auto *test = new ui::ConnectionTestDialog({server.url(), trusted ? QList{m_ca.certificate()} : QList<QSslCertificate>{}, {}, {}}, {});
                shown(test);
                return QTest::qWaitFor([test] { return child<QPushButton>(*test, "again")->isEnabled(); }, 20'000) ? test : nullptr;
            }));
        }
    }
};

QTEST_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
