#include "place.h"

#include "dialogpictures.h"

#include <sk/dialogs/passwordchangedialog.h>
#include <sk/theme/theme.h>
#include <sk/widgets/pill.h>
#include <sk/window/environmentedge.h>
#include <sk/window/namespacechooser.h>
#include <sk/window/sessionbar.h>
#include <sk/window/signoutquestion.h>
#include <sk/window/topbar.h>

#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QNetworkProxy>
#include <QPushButton>

using namespace sk;
using ::test::Place;
using State = session::SessionState;

namespace {

const QString oldPassword = QStringLiteral("P@88w0rd");
const QString newPassword = QStringLiteral("Better0ne+&=%");

} // namespace

/// What a user does with the own account, and what the window says of the connection: real windows on the stand-in.
class TestAccount : public QObject {
    Q_OBJECT

    static ui::SessionBar *bar(Place &place) { return ::test::shown<ui::SessionBar>(place.window().window()); }
    static ui::PasswordChangeDialog *dialog(Place &place) { return place.window().window().findChild<ui::PasswordChangeDialog *>(); }
    static void type(Place &place, const char *field, const QString &text)
    {
        auto *edit = dialog(place)->findChild<QLineEdit *>(QLatin1String(field));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    static QPushButton *change(Place &place) { return dialog(place)->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok); }
    /// How often a request of this method ended in this path.
    static int sent(const Place &place, const std::string &method, const std::string &end)
    {
        const auto seen = place.cluster.seenRequests();
        return static_cast<int>(std::count_if(seen.begin(), seen.end(), [&](const auto &r) { return r.method == method && r.target.ends_with(end); }));
    }

private slots:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    /// Seen: the bar that leads to the dialog; a wrong present password beside its field; then no bar. Sent: the change, once each time it was asked
    /// for; the new password, once.
    void theFirstPasswordIsChanged_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("3.4") << QStringLiteral("3.4");
        QTest::newRow("4.1") << QStringLiteral("4.1");
    }
    void theFirstPasswordIsChanged()
    {
        QFETCH(QString, version);
        auto options = Place::smallCluster();
        options.version = version.toStdString();
        Place place(options);
        QVERIFY(place.start(QStringLiteral("newcomer")));
        QTRY_VERIFY_WITH_TIMEOUT(bar(place), 30'000);
        QCOMPARE(bar(place)->notice().kind, ui::SessionNotice::Kind::ChangePassword);
        QTest::mouseClick(bar(place)->findChild<QPushButton *>(QStringLiteral("sessionContinue")), Qt::LeftButton);
        QTRY_VERIFY(dialog(place) && dialog(place)->isVisible());
        // The rules are held before anything is sent.
        QVERIFY(!change(place)->isEnabled());
        type(place, "currentPassword", QStringLiteral("Wrong0ne"));
        type(place, "newPassword", QStringLiteral("short"));
        type(place, "repeatedPassword", QStringLiteral("short"));
        QVERIFY(!change(place)->isEnabled());
        type(place, "newPassword", newPassword);
        QVERIFY(!change(place)->isEnabled());
        type(place, "repeatedPassword", newPassword);
        QVERIFY(change(place)->isEnabled());
        place.cluster.clearSeenRequests();
        QTest::mouseClick(change(place), Qt::LeftButton);
        const auto said = [&place] {
            QString text;
            for (auto *label : dialog(place)->findChildren<QLabel *>())
                text += label->text() + u'\n';
            return text;
        };
        QTRY_VERIFY2(said().contains(QStringLiteral("The present password is not right")), qPrintable(said()));
        QCOMPARE(sent(place, "PUT", "/users/newcomer/password"), 1);
        QCOMPARE(sent(place, "PATCH", "/users/newcomer"), 0);
        QCOMPARE(place.passwords(), 0);

        type(place, "currentPassword", oldPassword);
        place.cluster.clearSeenRequests();
        QTest::mouseClick(change(place), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(place) || said().contains(QStringLiteral("The password was changed")), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 30'000);
        QCOMPARE(sent(place, "PUT", "/users/newcomer/password"), 1);
        QCOMPARE(sent(place, "PATCH", "/users/newcomer"), 1);
        QTRY_COMPARE(place.passwords(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 30'000);
        // Whether the mark may be taken off is the server's to say; what it says is what is seen.
        QTRY_COMPARE(place.session().identity().mustChangePassword, dialog(place) != nullptr);
        QCOMPARE(bar(place) != nullptr, place.session().identity().mustChangePassword);
        // And it is the new one that counts.
        session::Session again(place.session().profile(), place.session().server(), place.memory.get(), Clock::system());
        again.signIn(QStringLiteral("newcomer"), newPassword);
        QTRY_COMPARE_WITH_TIMEOUT(again.state(), State::Active, 30'000);
    }

    /// Read only: nothing that writes is offered, the own password neither. Production: said in the dialog, which is confirmed with a password.
    void writingAsksTheRule()
    {
        Place readOnly;
        QVERIFY(readOnly.start(QStringLiteral("newcomer"), [](session::Profile &profile) { profile.readOnly = true; }));
        QTRY_VERIFY_WITH_TIMEOUT(bar(readOnly), 30'000);
        QVERIFY(!bar(readOnly)->findChild<QPushButton *>(QStringLiteral("sessionContinue"))->isVisible());
        QVERIFY2(bar(readOnly)->notice().text.contains(QStringLiteral("read only")), qPrintable(bar(readOnly)->notice().text));
        Place production;
        QVERIFY(production.start(QStringLiteral("newcomer"), [](session::Profile &profile) { profile.environment = session::Environment::Production; }));
        QTRY_VERIFY_WITH_TIMEOUT(bar(production), 30'000);
        QTest::mouseClick(bar(production)->findChild<QPushButton *>(QStringLiteral("sessionContinue")), Qt::LeftButton);
        QTRY_VERIFY(dialog(production));
        QString said;
        for (auto *label : dialog(production)->findChildren<QLabel *>())
            said += label->text();
        QVERIFY2(said.contains(QStringLiteral("production server 127.0.0.1")), qPrintable(said));
    }

    /// *Sign out everywhere* says what it does on this server. Sent: only what was chosen.
    void theSignOutQuestion_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("logouts");
        QTest::addColumn<bool>("othersLive");
        QTest::newRow("3.4, cancel") << "3.4" << "Cancel" << "End every session of admin?" << 0 << true;
        QTest::newRow("3.4, here") << "3.4" << "Forget on this computer" << "The web console in your browser" << 0 << true;
        QTest::newRow("3.4, everywhere") << "3.4" << "Sign out everywhere" << "The web console in your browser" << 1 << false;
        QTest::newRow("4.1, here") << "4.1" << "Forget on this computer" << "This server cannot end other sessions of admin." << 2 << true;
    }
    void theSignOutQuestion()
    {
        QFETCH(QString, version);
        QFETCH(QString, button);
        QFETCH(QString, says);
        QFETCH(int, logouts);
        QFETCH(bool, othersLive);
        auto options = Place::smallCluster();
        options.version = version.toStdString();
        Place place(options);
        QVERIFY(place.start());
        QTRY_VERIFY(place.window().window().settled());
        QVERIFY(place.signInElsewhere());
        place.cluster.clearSeenRequests();
        place.window().window().findChild<QAction *>(QStringLiteral("connection.signOutEverywhere"))->trigger();
        auto *box = place.window().window().findChild<QMessageBox *>(QStringLiteral("signOutQuestion"));
        QVERIFY(box && box->isVisible());
        QVERIFY2((box->text() + box->informativeText()).contains(says), qPrintable(box->text() + box->informativeText()));
        // Enter does the harmless thing.
        QCOMPARE(box->defaultButton()->text().remove(u'&'), QStringLiteral("Forget on this computer"));
        QPushButton *wanted = nullptr;
        QStringList offered;
        for (auto *each : box->findChildren<QPushButton *>()) {
            offered += each->text().remove(u'&');
            if (offered.constLast() == button)
                wanted = each;
        }
        QCOMPARE(offered.contains(QStringLiteral("Sign out everywhere")), version != QLatin1String("4.1"));
        QVERIFY2(wanted, qPrintable(offered.join(u'|')));
        QTest::mouseClick(wanted, Qt::LeftButton);
        const bool stays = button == QLatin1String("Cancel");
        QTRY_COMPARE(place.window().connection() != nullptr, stays);
        QTRY_COMPARE(place.seen("/oauth/logout"), logouts);
        QTRY_COMPARE(place.otherIsLive(), othersLive);
    }

    /// What the top of the window says of a connection, and where it begins.
    void marksOfTheConnection()
    {
        Place place;
        QVERIFY(place.start(QStringLiteral("admin"), [](session::Profile &profile) {
            profile.environment = session::Environment::Production;
            profile.colour = QStringLiteral("#9333ea");
            profile.readOnly = true;
            profile.startPage = QStringLiteral("pods");
            profile.defaultNamespace = QStringLiteral("kube-system");
        }));
        ui::MainWindow &window = place.window().window();
        window.resize(1000, 640);
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 30'000);
        auto *readOnly = window.findChild<QWidget *>(QStringLiteral("readOnly"));
        QVERIFY(readOnly && readOnly->isVisible());
        QVERIFY(readOnly->width() >= readOnly->sizeHint().width()); // not cut
        auto *edge = window.findChild<ui::EnvironmentEdge *>();
        QVERIFY(edge && edge->isVisible());
        QCOMPARE(edge->grab().toImage().pixelColor(1, edge->height() / 2), QColor(QStringLiteral("#9333ea")));
        QCOMPARE(window.currentAddress().kind, QStringLiteral("pods"));
        QCOMPARE(window.findChild<ui::NamespaceChooser *>()->chosen(), QStringList{QStringLiteral("kube-system")});
        const auto seen = place.cluster.seenRequests();
        QVERIFY(std::any_of(seen.begin(), seen.end(), [](const auto &r) { return r.target.starts_with("/api/v1/namespaces/kube-system/pods?"); }));
        QVERIFY(std::none_of(seen.begin(), seen.end(), [](const auto &r) { return r.target.starts_with("/api/v1/pods?"); }));
    }
    /// By where the session really talks to: a saved address may leave the scheme open.
    void theMarkOfNoEncryptionFollowsTheAddress_data()
    {
        QTest::addColumn<QString>("saved");
        QTest::addColumn<QString>("real");
        QTest::addColumn<bool>("marked");
        QTest::newRow("no scheme, http answered") << QStringLiteral("ks.example:30881") << QStringLiteral("http://ks.example:30881") << true;
        QTest::newRow("no scheme, https answered") << QStringLiteral("ks.example") << QStringLiteral("https://ks.example") << false;
        QTest::newRow("http") << QStringLiteral("http://ks.example") << QStringLiteral("http://ks.example") << true;
        QTest::newRow("this computer") << QStringLiteral("http://127.0.0.1") << QStringLiteral("http://127.0.0.1") << false;
    }
    void theMarkOfNoEncryptionFollowsTheAddress()
    {
        QFETCH(QString, saved);
        QFETCH(QString, real);
        QFETCH(bool, marked);
        QMenu menu;
        ui::TopBar bar(&menu);
        session::Profile profile;
        profile.server = saved;
        bar.setConnection(profile, QUrl(real), QStringLiteral("ann"));
        QCOMPARE(!bar.findChild<QWidget *>(QStringLiteral("insecure"))->isHidden(), marked);
    }
    /// Each kind of environment by its colour along the edge and by its word; the two are never one's alone.
    void environmentsAreToldApart_data()
    {
        QTest::addColumn<session::Environment>("environment");
        QTest::addColumn<QString>("word");
        QTest::newRow("development") << session::Environment::Development << QStringLiteral("DEVELOPMENT");
        QTest::newRow("test") << session::Environment::Test << QStringLiteral("TEST");
        QTest::newRow("production") << session::Environment::Production << QStringLiteral("PRODUCTION");
        QTest::newRow("unmarked") << session::Environment::Unmarked << QString();
    }
    void environmentsAreToldApart()
    {
        QFETCH(session::Environment, environment);
        QFETCH(QString, word);
        Place place;
        QVERIFY(place.start(QStringLiteral("admin"), [environment](session::Profile &profile) { profile.environment = environment; }));
        ui::MainWindow &window = place.window().window();
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 60'000);
        auto *edge = window.findChild<ui::EnvironmentEdge *>();
        QVERIFY(edge);
        QCOMPARE(edge->isVisible(), !word.isEmpty());
        QStringList words;
        for (auto *pill : window.findChild<ui::TopBar *>()->findChildren<widgets::Pill *>())
            if (pill->isVisible())
                words += pill->accessibleName();
        QCOMPARE(words.join(u' '), word);
        if (word.isEmpty())
            return;
        const theme::Role role = environment == session::Environment::Production ? theme::Role::ProductionEdge
            : environment == session::Environment::Test                         ? theme::Role::TestEdge
                                                                                : theme::Role::DevelopmentEdge;
        const QColor colour = theme::Theme::instance().color(role);
        // From the top of the window to its end.
        QCOMPARE(edge->mapTo(&window, QPoint(0, 0)).y(), 0);
        QCOMPARE(edge->height(), window.height());
        const QImage picture = window.grab().toImage();
        for (const int y : {0, window.height() / 2, window.height() - 1})
            QCOMPARE(picture.pixelColor(edge->mapTo(&window, QPoint(1, 0)).x(), y), colour);
    }

    /// In a window as narrow as half a screen the mark of no encryption is there, beside the environment's, and not cut.
    void longNamesGiveWay()
    {
        QMenu menu;
        ui::TopBar bar(&menu);
        session::Profile profile;
        profile.name = QString(120, u'w');
        bar.setConnection(profile, QUrl(QStringLiteral("https://ks.example")), QString(120, u'u'));
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        bar.resize(640, bar.sizeHint().height());
        QTRY_COMPARE(bar.width(), 640);
        QStringList texts;
        for (const QLabel *label : bar.findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly)) {
            QVERIFY(bar.rect().contains(label->geometry()));
            texts += label->text();
        }
        QVERIFY(texts.contains(profile.name)); // whole for who hears it
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty())
            QVERIFY(bar.grab().save(directory + QStringLiteral("/topbar-long.png")));
    }

    void marksInANarrowWindow()
    {
        QMenu menu;
        ui::TopBar bar(&menu);
        session::Profile profile;
        profile.name = QStringLiteral("prod");
        profile.environment = session::Environment::Production;
        bar.setConnection(profile, QUrl(QStringLiteral("http://ks.example")), QStringLiteral("ann"));
        bar.resize(640, bar.sizeHint().height());
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QCOMPARE(bar.width(), 640);
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty())
            QVERIFY(bar.grab().save(directory + QStringLiteral("/topbar-640.png")));
        for (const char *mark : {"insecure"}) {
            auto *pill = bar.findChild<QWidget *>(QLatin1String(mark));
            QVERIFY2(pill->isVisible(), mark);
            QVERIFY2(pill->width() >= pill->sizeHint().width(), mark);
            QVERIFY2(bar.rect().contains(pill->geometry()), mark);
        }
    }

    void noMarksWithoutAReason()
    {
        Place place;
        QVERIFY(place.start(QStringLiteral("admin"), [&place](session::Profile &profile) { profile.server = QString::fromStdString(place.cluster.url()); }));
        ui::MainWindow &window = place.window().window();
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 30'000);
        QVERIFY(!window.findChild<QWidget *>(QStringLiteral("insecure"))->isVisible()); // plain http to this computer itself
        QVERIFY(!window.findChild<QWidget *>(QStringLiteral("readOnly"))->isVisible());
        QVERIFY(!window.findChild<ui::EnvironmentEdge *>()->isVisible());
        QCOMPARE(window.currentAddress().kind, QStringLiteral("nodes"));
    }

    void pictures()
    {
        Place place;
        QVERIFY(place.start(QStringLiteral("newcomer"), [](session::Profile &profile) { profile.environment = session::Environment::Production; }));
        QTRY_VERIFY_WITH_TIMEOUT(bar(place), 30'000);
        std::unique_ptr<QWidget> shown;
        QVERIFY(sk::test::takePictures(QStringLiteral("password-change"), [&]() -> QWidget * {
            auto *made = new ui::PasswordChangeDialog(place.session(), place.window().connection()->requests());
            shown.reset(made);
            made->findChild<QLineEdit *>(QStringLiteral("newPassword"))->setText(QStringLiteral("Better"));
            made->show();
            return made;
        }));
        for (const char *version : {"3.4", "4.1"}) {
            QVERIFY(sk::test::takePictures(QStringLiteral("sign-out-v") + QLatin1Char(version[0]), [&]() -> QWidget * {
                shown = std::make_unique<QWidget>();
                ui::askSignOutEverywhere(shown.get(), version[0] - '0', QStringLiteral("anna"), [](bool) {});
                return shown->findChild<QMessageBox *>();
            }));
        }
        QVERIFY(sk::test::takePictures(QStringLiteral("window-newcomer"), [&]() -> QWidget * {
            place.window().window().resize(640, 480);
            return &place.window().window();
        }));
    }
};

QTEST_MAIN(TestAccount)
#include "tst_account.moc"
