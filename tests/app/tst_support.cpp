#include "place.h"
#include "program.h"

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
#include <QMenu>
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
        row("a host in an error's sentence", "HostNotFound: Host KS.other.example not found [https://ks.other.example:30880/kapis/version]", {"other", "OTHER"},
            {"HostNotFound: Host", "not found", "/kapis/version"});
        row("a host before its URL, with a user", "Host gate not found, at https://joe@gate:1/x", {"gate", "joe"}, {"not found"});
        row("an object that a sentence names", "cart-7d9 of shop is gone, says /api/v1/namespaces/shop/pods/cart-7d9", {"cart", "shop"}, {"is gone", "/pods/"});
        row("a renamed domain", "server https://a.example v4 domain corp.example clock 3 ms", {"corp"}, {"domain", "clock 3 ms"});
        row("a renamed domain in a path", "GET /kapis/iam.corp.example/v1alpha2/users failed, corp.example says no", {"corp"}, {"/users", "says no"});
        row("the domain as it is", "server https://a.example v4 domain kubesphere.io clock 3 ms", {}, {"kubesphere.io"});
        row("a user called as a stand-in", "GET https://a.example/api/v1/nodes/server", {"/server"}, {"<server-1>", "/nodes/"});
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
        anonymizer.learn(line);
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
        settings.setValue(settings::keys::detailVisible(), false);
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
        for (const char *word : {"sk-console ", "Qt 6", "QtKeychain", "theme = dark", "window/detailVisible = false", "last/namespaces: set, 2", "window_shown_ms", "403", "saved: 1"})
            QVERIFY2(report.contains(QLatin1String(word)), qPrintable(report));
    }

    void aKindThatNobodyElseHasIsNotInTheReport()
    {
        QTemporaryDir directory;
        settings::Settings settings(directory.path());
        const session::ProfileStore profiles(directory.path());
        const auto memory = secrets::makeMemoryStore();
        const auto report = [&](const QString &page) {
            settings.setValue(settings::keys::lastPage(), page);
            return app::supportReport({&settings, &profiles, memory.get(), {}, {}, {}});
        };
        QVERIFY(report(QStringLiteral("apps/deployments")).contains(QLatin1String("last/page = apps/deployments")));
        QVERIFY(report(QStringLiteral("iam.kubesphere.io/users")).contains(QLatin1String("last/page = iam.kubesphere.io/users")));
        const QString own = report(QStringLiteral("vault.corp.example/gems"));
        QVERIFY2(!own.contains(QLatin1String("corp")) && !own.contains(QLatin1String("gems")) && own.contains(QLatin1String("last/page: set")), qPrintable(own));
    }

    /// A person signs in, browses and asks for what is not there, with every line of the log switched on; then the report is read for the names
    /// of all that the server has.
    void aSessionThatBrowsedIsNotToBeReadInIt()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("sk.*.debug=true"));
        const auto quiet = qScopeGuard([] { QLoggingCategory::setFilterRules(QString()); });
        auto options = test::Place::smallCluster();
        options.world.apiDomain = "corp.example";
        test::Place place(options);
        QVERIFY(place.start());
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 60'000);
        const auto &cluster = place.window().connection();
        QStringList names{QStringLiteral("admin")};
        for (const char *type : {"nodes", "pods", "deployments", "namespaces"}) {
            const auto *found = cluster->cluster().catalog().find(QLatin1String(type));
            QVERIFY(found);
            const kube::ResourceKind kind = *found; // the catalogue still grows
            const auto list = cluster->cluster().list(kind);
            QTRY_VERIFY_WITH_TIMEOUT(list->store().size() > 0, 60'000);
            for (int row = 0; row < list->store().size(); ++row)
                names += list->store().row(row).name;
            bool answered = false;
            QObject context;
            cluster->cluster().detail(kind, QStringLiteral("hidden-space"), QStringLiteral("hidden-name"), &context, [&](const auto &) { answered = true; });
            QTRY_VERIFY_WITH_TIMEOUT(answered, 60'000);
        }
        names += {QStringLiteral("hidden-space"), QStringLiteral("hidden-name"), QStringLiteral("127.0.0.1"), QStringLiteral("corp.example"), QString::number(QUrl(QString::fromStdString(place.cluster.url())).port())};
        const QStringList log = app::LogBuffer::lines();
        QVERIFY(log.join(u'\n').contains(QLatin1String("hidden-name"))); // there is something to take out
        const QString report = app::supportReport({&place.settings, &place.profiles, place.memory.get(), {cluster.get()}, "{\"window_shown_ms\": 12}", log});
        QVERIFY(report.contains(QLatin1String("signed in: API")));
        QVERIFY(report.contains(QLatin1String(", session Active")));
        names.removeDuplicates();
        QVERIFY(names.size() > 20);
        for (const QString &name : std::as_const(names)) {
            const QRegularExpression whole(QStringLiteral("(?<![A-Za-z0-9.<-])%1(?![A-Za-z0-9-])").arg(QRegularExpression::escape(name)));
            QVERIFY2(!report.contains(whole), qPrintable(name + QStringLiteral(" in\n") + report));
        }
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

    /// Both are in the menu, and open what they say.
    void helpHasAboutAndTheReport()
    {
        QTemporaryDir directory;
        const test::Program program(directory.path());
        const QWidget *window = test::mainWindow();
        QVERIFY(window);
        const auto press = [](const QString &begin) {
            for (QWidget *each : QApplication::allWidgets()) { // the menu hangs on its button
                const auto *menu = qobject_cast<QMenu *>(each);
                for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
                    if (action->text().remove(u'&').startsWith(begin)) {
                        action->trigger();
                        return true;
                    }
                }
            }
            return false;
        };
        QVERIFY(press(QStringLiteral("About")));
        auto *about = window->findChild<ui::AboutDialog *>();
        QVERIFY(about && about->isVisible());
        QStringList texts;
        for (const auto *label : about->findChildren<QLabel *>())
            texts += label->text();
        QVERIFY2(texts.join(u'\n').contains(secrets::keychainBackend()), qPrintable(texts.join(u'\n')));
        about->close();
        QVERIFY(press(QStringLiteral("Support report")));
        auto *report = window->findChild<ui::SupportDialog *>();
        QVERIFY(report && report->isVisible());
        QVERIFY(report->text().contains(QLatin1String("== Versions")) && report->text().contains(secrets::keychainBackend()));
        report->close();
    }

    void aboutSaysWhatItIs()
    {
        ui::AboutDialog about(QStringLiteral("1.2.3"), QStringLiteral("GNOME Keyring"), QStringLiteral("Secret Service, QtKeychain 0"));
        about.setAttribute(Qt::WA_DeleteOnClose, false);
        QStringList texts;
        for (const auto *label : about.findChildren<QLabel *>())
            texts += label->text();
        const QString all = texts.join(u'\n');
        for (const QString &word : {QStringLiteral("1.2.3"), QString::fromLatin1(qVersion()), QStringLiteral("GNOME Keyring"), QStringLiteral("Secret Service, QtKeychain 0"),
                 QStringLiteral("General Public License"), QStringLiteral("no telemetry")})
            QVERIFY2(all.contains(word), qPrintable(all));
    }
};

QTEST_MAIN(TestSupport)
#include "tst_support.moc"
