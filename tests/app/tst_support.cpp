#include <anonymizer.h>
#include <logbuffer.h>
#include <supportreport.h>
#include <timings.h>

#include <sk/core/logging.h>
#include <sk/dialogs/aboutdialog.h>
#include <sk/dialogs/supportdialog.h>
#include <sk/settings/keys.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QtTest>

using namespace sk;

/// What leaves the program in a support report, and what does not.
class TestSupport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { app::LogBuffer::install(); }

    void namesAndSecretsAreTakenOut_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("gone");
        QTest::addColumn<QStringList>("kept");
        using Words = std::initializer_list<const char *>;
        const auto row = [](const char *name, const char *line, Words gone, Words kept) {
            const auto list = [](Words words) {
                QStringList result;
                for (const char *word : words)
                    result += QString::fromUtf8(word);
                return result;
            };
            QTest::newRow(name) << QString::fromUtf8(line) << list(gone) << list(kept);
        };
        row("token", "sent eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.abc-_x ok", {"eyJ", "abc-_x"}, {"sent", "ok"});
        row("bearer", "Authorization: Bearer abcdef", {"abcdef"}, {"Authorization"});
        row("password", "password=hunter2 failed", {"hunter2"}, {"failed"});
        row("an object's path", "GET https://ks.corp.example:30880/api/v1/namespaces/shop/pods/cart-7d9 took 12 ms", {"ks.corp", "shop", "cart"},
            {"GET", "/api/v1/namespaces/", "/pods/", "12 ms"});
        row("a namespace called pods", "GET /api/v1/namespaces/pods/pods/secretplan", {"secretplan"}, {"/api/v1/namespaces/"});
        row("a server with a known name", "GET https://server.corp.example/api/v1/nodes/node-7", {"corp.example", "node-7"}, {"/api/v1/nodes/"});
        row("a query", "GET /api/v1/pods?fieldSelector=metadata.name%3Dvault", {"vault"}, {"/api/v1/pods"});
        row("addresses", "connected to 10.20.30.40:6443 and [fe80:1:2:3::1]", {"10.20.30.40"}, {"connected"});
        row("quoted", "pods \"cart-1\" is forbidden", {"cart-1"}, {"is forbidden"});
        row("folder and user", "cannot read /home/marie/.config/sk-console/settings.ini of marie", {"marie"}, {"settings.ini"});
        row("an id", "uid 6fa459ea-ee8a-4ca4-894e-db77e160355e", {"6fa459ea"}, {"uid"});
        row("a version", "Qt 6.4.2 on Linux, GET /version", {}, {"6.4.2", "/version"});
    }
    void namesAndSecretsAreTakenOut()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, gone);
        QFETCH(QStringList, kept);
        app::Anonymizer anonymizer;
        anonymizer.hide(QStringLiteral("/home/marie"), QStringLiteral("home"));
        anonymizer.hide(QStringLiteral("marie"), QStringLiteral("user"));
        anonymizer.hide(QStringLiteral("server.corp.example"), QStringLiteral("server"));
        const QString cleaned = anonymizer.cleaned(line);
        for (const QString &word : gone)
            QVERIFY2(!cleaned.contains(word), qPrintable(cleaned));
        for (const QString &word : kept)
            QVERIFY2(cleaned.contains(word), qPrintable(cleaned));
    }

    void theSameNameIsTheSameStandIn()
    {
        app::Anonymizer anonymizer;
        const QString one = anonymizer.cleaned(QStringLiteral("GET /api/v1/namespaces/shop"));
        QCOMPARE(anonymizer.cleaned(QStringLiteral("GET /api/v1/namespaces/shop")), one);
        QVERIFY(anonymizer.cleaned(QStringLiteral("GET /api/v1/namespaces/bank")) != one);
    }

    void theReportHoldsFactsAndNoNames()
    {
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        settings.setValue(settings::keys::theme(), QStringLiteral("dark"));
        settings.setValue(settings::keys::lastNamespaces(), QStringList{QStringLiteral("payroll"), QStringLiteral("mergers")});
        session::ProfileStore profiles(directory.path());
        session::Profile profile;
        profile.id = QStringLiteral("a-b-c");
        profile.name = QStringLiteral("Vienna");
        profile.server = QStringLiteral("https://ks.vienna.example:30880");
        profile.user = QStringLiteral("marie");
        QVERIFY(!profiles.save(profile));
        const auto memory = secrets::makeMemoryStore();
        qCInfo(lcNet).noquote() << "GET https://ks.vienna.example:30880/api/v1/namespaces/payroll/pods 403 for marie";
        const QString report = app::supportReport({&settings, &profiles, memory.get(), {}, "{\"window_shown_ms\": 12}", app::LogBuffer::lines()});
        for (const char *word : {"payroll", "mergers", "Vienna", "vienna", "marie", "30880"})
            QVERIFY2(!report.contains(QLatin1String(word)), qPrintable(report));
        for (const char *word : {"sk-console ", "Qt 6", "QtKeychain", "theme = dark", "last/namespaces: set, 2", "window_shown_ms", "403", "saved: 1"})
            QVERIFY2(report.contains(QLatin1String(word)), qPrintable(report));
    }

    void whatWasNotMeasuredIsNotAFigure()
    {
        const app::Timings timings; // nobody asked it to follow stalls
        const QJsonObject document = QJsonDocument::fromJson(timings.document({})).object();
        QVERIFY(document.contains(QLatin1String("ui_stall_ms")));
        QVERIFY(document.value(QLatin1String("ui_stall_ms")).isNull());
        QVERIFY(document.value(QLatin1String("window_shown_ms")).isNull());
    }

    void whatIsShownIsWhatIsSaved()
    {
        QTemporaryDir directory;
        auto *dialog = new ui::SupportDialog(QStringLiteral("one\ntwo\n"));
        const QString file = directory.filePath(QStringLiteral("report.txt"));
        QVERIFY(dialog->save(file));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(saved.readAll()), dialog->text());
        QVERIFY(!dialog->save(directory.filePath(QStringLiteral("no/such/folder.txt"))));
        delete dialog;
    }

    void aboutSaysWhatItIs()
    {
        ui::AboutDialog about(QStringLiteral("1.2.3"), QStringLiteral("GNOME Keyring"), QStringLiteral("Secret Service, QtKeychain 0"));
        about.setAttribute(Qt::WA_DeleteOnClose, false);
        QStringList texts;
        for (const auto *label : about.findChildren<QLabel *>())
            texts += label->text();
        const QString all = texts.join(u'\n');
        for (const QString &word : {QStringLiteral("1.2.3"), QString::fromLatin1(qVersion()), QStringLiteral("GNOME Keyring"), QStringLiteral("General Public License")})
            QVERIFY2(all.contains(word), qPrintable(all));
    }
};

QTEST_MAIN(TestSupport)
#include "tst_support.moc"
