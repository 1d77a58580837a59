#include "exampleprofile.h"
#include "look.h"
#include "sessionscene.h"

#include <sk/dialogs/connectioneditor.h>
#include <sk/dialogs/signindialog.h>
#include <sk/dialogs/trustdialog.h>
#include <sk/kinds/kinds.h>
#include <sk/kube/decoding.h>
#include <sk/net/certificates.h>
#include <sk/pages/detailpane.h>
#include <sk/server/cluster.h>

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QNetworkProxy>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTemporaryDir>

using namespace sk;
using namespace std::chrono_literals;
using State = session::SessionState;

namespace {

constexpr UnixMs now = 1'700'000'000'000;

QSslCertificate certificate(const char *name)
{
    QFile file(QStringLiteral(SK_TEST_DATA "/certificates/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? QSslCertificate(&file) : QSslCertificate();
}

} // namespace

/// What asks and what tells, light and dark, in English and Chinese, against pictures that were looked at.
class TestDialogPictures : public QObject {
    Q_OBJECT

    Look m_look;

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // what is said of the keychain is the same everywhere
        m_look.install();
    }

    void bar_data() { Look::addRows({"bar-elsewhere", "bar-expired", "bar-wrong", "bar-not-again", "bar-blocked", "bar-disabled", "bar-change-password", "bar-network", "bar-certificate", "bar-pre-registration",
                                   "bar-locked"}); }
    void bar()
    {
        m_look.dress();
        const QString picture = Look::picture();
        ManualClock clock(now);
        SessionScene scene(clock);
        if (picture == QLatin1String("bar-pre-registration"))
            scene.user = "system:pre-registration";
        if (picture == QLatin1String("bar-change-password"))
            scene.extra = R"({"uninitialized":["true"]})";
        QVERIFY(scene.signIn());
        if (picture == QLatin1String("bar-network")) {
            scene.answer(503, "{}");
            clock.advance(81s);
            scene.session->tick();
            QVERIFY(scene.reaches(State::WaitingForNetwork));
        } else if (picture == QLatin1String("bar-certificate")) {
            scene.session->peerUntrusted(Error{.code = ErrorCode::TlsUntrusted, .detail = QStringLiteral("PinChanged")});
        } else if (picture == QLatin1String("bar-locked")) {
            scene.session->lock();
        } else if (picture != QLatin1String("bar-change-password") && picture != QLatin1String("bar-pre-registration")) {
            if (picture == QLatin1String("bar-expired"))
                clock.advance(1h);
            QVERIFY(scene.refuse());
        }
        const QByteArray wrong = R"({"error":"invalid_grant","error_description":"incorrect password"})";
        if (picture == QLatin1String("bar-wrong") || picture == QLatin1String("bar-not-again"))
            QVERIFY(scene.answerPassword(400, wrong));
        if (picture == QLatin1String("bar-not-again"))
            QVERIFY(scene.answerPassword(400, wrong));
        if (picture == QLatin1String("bar-blocked"))
            QVERIFY(scene.answerPassword(429, R"({"error":"invalid_grant","error_description":"auth rate limit exceeded"})"));
        if (picture == QLatin1String("bar-disabled"))
            QVERIFY(scene.answerPassword(400, R"({"error":"invalid_grant","error_description":"account is not active"})"));
        COMPARE_PICTURE(scene.window);
    }

    void trust_data() { Look::addRows({"trust-first", "trust-changed"}); }
    void trust()
    {
        m_look.dress();
        net::TlsReport report;
        session::Profile profile;
        report.chain = {certificate("leaf.pem"), certificate("ca.pem")};
        report.faults = {QStringLiteral("UnknownIssuer")};
        if (Look::picture() == QLatin1String("trust-changed")) {
            report.pinChanged = true;
            profile = sk::test::exampleProfile();
            profile.pin.keySha256 = net::keySha256(certificate("old.pem"));
            profile.pinnedCertificate = certificate("old.pem").toPem();
        }
        ui::TrustDialog dialog(QStringLiteral("10.0.3.1"), report, profile);
        dialog.resize(std::max(dialog.sizeHint().width(), 860), dialog.sizeHint().height());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        COMPARE_PICTURE(dialog);
    }

    void editor_data() { Look::addRows({"editor-general", "editor-api", "editor-certificates", "editor-proxy"}); }
    void editor()
    {
        m_look.dress();
        session::Profile profile = sk::test::exampleProfile();
        profile.pin.keySha256 = net::keySha256(certificate("leaf.pem"));
        ui::ConnectionEditor editor(profile);
        const QStringList sections{QStringLiteral("editor-general"), QStringLiteral("editor-api"), QStringLiteral("editor-certificates"), QStringLiteral("editor-proxy")};
        editor.showSection(static_cast<ui::ConnectionEditor::Section>(sections.indexOf(Look::picture())));
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        COMPARE_PICTURE(editor);
    }

    void signIn_data() { Look::addRows({"signin-fresh", "signin-found", "signin-wrong-password"}); }
    void signIn()
    {
        m_look.dress();
        session::SignInMemory::instance().forgetAll();
        QTemporaryDir directory;
        session::ProfileStore profiles(directory.path());
        QVERIFY(!profiles.load());
        settings::Settings settings(directory.path());
        demo::ClusterOptions options;
        options.world.nodes = 1;
        options.world.pods = 1;
        options.world.eventsPerSecond = 0;
        demo::Cluster cluster(options);
        QVERIFY(!cluster.start());
        const auto memory = secrets::makeMemoryStore();
        ui::SignInDialog dialog({&profiles, &settings, memory.get(), memory.get(), &Clock::system(), {}});
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        const auto field = [&dialog](const char *name) { return dialog.findChild<QLineEdit *>(QString::fromLatin1(name)); };
        if (Look::picture() != QLatin1String("signin-fresh")) {
            QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("new")), Qt::LeftButton);
            QTest::keyClicks(field("server"), QString::fromStdString(cluster.url()));
            QTest::keyClicks(field("user"), QStringLiteral("admin"));
            QTest::keyClicks(field("password"), QStringLiteral("opensesame"));
            QTRY_VERIFY(dialog.findChild<QLabel *>(QStringLiteral("probe"))->text().contains(QStringLiteral("v3.4")));
        }
        if (Look::picture() == QLatin1String("signin-wrong-password")) {
            QTest::keyClick(field("password"), Qt::Key_Return);
            QTRY_VERIFY(dialog.findChild<QWidget *>(QStringLiteral("passwordError"))->isVisible());
        }
        // The port of now is another one each time.
        const QSignalBlocker quiet(field("server"));
        if (Look::picture() != QLatin1String("signin-fresh"))
            field("server")->setText(QStringLiteral("http://127.0.0.1:30881"));
        COMPARE_PICTURE(dialog);
    }

    void detail_data() { Look::addRows({"detail-pod"}); }
    void detail()
    {
        m_look.dress();
        const auto &kinds = kinds::allKinds();
        const auto pods = std::find_if(kinds.begin(), kinds.end(), [](const auto &kind) { return kind.type.id() == QLatin1String("pods"); });
        QVERIFY(pods != kinds.end());
        QFile file(QStringLiteral(SK_TEST_DATA "/objects/pod.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonObject pod;
        for (const auto &item : QJsonDocument::fromJson(file.readAll())[u"items"].toArray())
            if (item.toObject()[u"metadata"][u"name"].toString().startsWith(QLatin1String("broken-")))
                pod = item.toObject();
        const auto created = QDateTime::fromString(pod[u"metadata"][u"creationTimestamp"].toString(), Qt::ISODate);
        QVERIFY(created.isValid());
        ManualClock clock(created.toMSecsSinceEpoch() + 754'000);
        kube::DecoderState state;
        const auto object = kube::decodeDetail(state, *pods, QJsonDocument(pod).toJson(), clock.now());
        QVERIFY(object);
        const auto whole = *object;
        kube::ObjectEvent event{.warning = true, .reason = QStringLiteral("BackOff"), .message = QStringLiteral("Back-off pulling image \"registry.example/none:1\""), .count = 12};
        event.first = clock.now() - 600'000;
        event.last = clock.now() - 30'000;
        ui::DetailPane pane(clock);
        pane.setSource({[whole](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(whole); },
                        [event](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(QList<kube::ObjectEvent>{event}); }});
        pane.resize(420, 760);
        pane.show();
        ui::Selection row;
        row.uid = whole->uid;
        row.name = whole->name;
        row.nameSpace = whole->nameSpace;
        row.health = whole->health;
        row.status = whole->status;
        pane.showObject(*pods, row);
        QTRY_VERIFY(!pane.loading());
        COMPARE_PICTURE(pane);
    }
};

QTEST_MAIN(TestDialogPictures)
#include "tst_dialogpictures.moc"
