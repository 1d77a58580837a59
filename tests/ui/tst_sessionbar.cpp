#include "activewindow.h"

#include <sk/session/session.h>
#include <sk/session/signinmemory.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/window/sessionbar.h>

#include "jwts.h"
#include "scriptedserver.h"

#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>
#include <QVBoxLayout>
#include <QtTest>

using namespace sk;
using namespace std::chrono_literals;
using sk::test::Exchange;
using sk::test::jwt;
using sk::test::ScriptedServer;
using sk::test::tokenAnswer;
using session::Session;
using State = session::SessionState;
using Kind = ui::SessionNotice::Kind;

namespace {

/// A store that takes nothing, or keeps its answer back.
class BadStore final : public secrets::SecretStore {
public:
    void read(const QString &, QObject *context, ReadAnswer answer) override
    {
        QMetaObject::invokeMethod(context, [answer] { answer(std::optional<QByteArray>()); }, Qt::QueuedConnection);
    }
    void write(const QString &, const QByteArray &, QObject *context, WriteAnswer answer) override
    {
        if (!silent)
            QMetaObject::invokeMethod(context, [this, answer] { answer(error ? Result<bool>(error) : Result<bool>(true)); }, Qt::QueuedConnection);
    }
    void remove(const QString &, QObject *context, WriteAnswer answer) override
    {
        ++removals;
        QMetaObject::invokeMethod(context, [answer] { answer(true); }, Qt::QueuedConnection);
    }
    [[nodiscard]] bool persistent() const override { return true; }
    [[nodiscard]] QString displayName() const override { return QStringLiteral("GNOME Keyring"); }
    Error error;
    bool silent = false;
    int removals = 0;
};

struct Desk {
    Desk()
        : server([this](const std::shared_ptr<Exchange> &e) { serve(e); })
        , bar(clock)
    {
        session::SignInMemory::instance().forgetAll();
        server.start();
        session::Profile profile;
        profile.id = QStringLiteral("p");
        session::ServerInfo info;
        info.address.base = server.url();
        info.apiDomain = QStringLiteral("kubesphere.io");
        session = std::make_unique<Session>(profile, info, &store, clock);
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(&bar);
        layout->addStretch(1);
        window.resize(1000, 120);
        QVERIFY(test::showActive(window));
        bar.setSession(session.get());
    }
    ~Desk()
    {
        bar.setSession(nullptr);
        bar.setParent(nullptr);
    }
    void serve(const std::shared_ptr<Exchange> &e)
    {
        if (hold) {
            held = e;
            return;
        }
        if (status != 200) {
            e->json(status, body);
            return;
        }
        const qint64 now = clock.now() / 1000;
        access = jwt(user, now, now + 100, "a" + QByteArray::number(++issued), extra);
        e->json(200, tokenAnswer(access, jwt(user, now, now + 200, "r" + QByteArray::number(issued)), 100));
    }
    bool signIn()
    {
        session->signIn(QStringLiteral("operator"), QStringLiteral("first"));
        return QTest::qWaitFor([this] { return session->state() == State::Active; });
    }
    bool refuse(const QByteArray &answer = R"({"error":"invalid_grant","error_description":"token not found in cache"})")
    {
        status = 400;
        body = answer;
        session->tokenRefused(access);
        session->tick(); // a token that is past its end is not asked with
        return QTest::qWaitFor([this] { return session->state() == State::Refused; }, 20'000);
    }
    void type(const QString &text)
    {
        auto *field = window.findChild<QLineEdit *>(QStringLiteral("sessionPassword"));
        field->clear();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QPushButton *button() { return window.findChild<QPushButton *>(QStringLiteral("sessionContinue")); }
    int passwords()
    {
        return static_cast<int>(std::count_if(server.received.begin(), server.received.end(), [](const auto &r) { return r.body.contains("grant_type=password"); }));
    }
    /// In both themes, wide and narrow, where SK_PICTURES says.
    void picture(const char *name)
    {
        const QString directory = qEnvironmentVariable("SK_PICTURES");
        if (directory.isEmpty())
            return;
        for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
            theme::Theme::instance().setMode(mode);
            for (const int width : {1400, 1000, 640}) {
                window.resize(width, 120);
                QCoreApplication::processEvents();
                window.grab().save(QStringLiteral("%1/%2-%3-%4.png").arg(directory, QLatin1String(name), mode == theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(width));
            }
        }
    }

    ManualClock clock;
    BadStore store;
    ScriptedServer server;
    QByteArray user = "operator";
    QByteArray extra;
    QByteArray access;
    int issued = 0;
    bool hold = false;
    std::shared_ptr<Exchange> held;
    int status = 200;
    QByteArray body;
    std::unique_ptr<Session> session;
    QWidget window;
    ui::SessionBar bar;
};

} // namespace

class TestSessionBar : public QObject {
    Q_OBJECT

    QTranslator m_chinese;

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
        if (qEnvironmentVariable("SK_LANGUAGE") == QLatin1String("zh_CN") && m_chinese.load(QStringLiteral(":/i18n/sk_zh_CN.qm")))
            QCoreApplication::installTranslator(&m_chinese);
    }

    void hiddenWhileAllIsWell()
    {
        Desk desk;
        QVERIFY(!desk.bar.isVisible());
        QVERIFY(desk.signIn());
        QTRY_VERIFY(desk.session->stored());
        QVERIFY(!desk.bar.isVisible());
        QCOMPARE(desk.bar.notice().kind, Kind::None);
    }

    void refusedAndResumed()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        QVERIFY(desk.refuse());
        QVERIFY(desk.bar.isVisible());
        QCOMPARE(desk.bar.notice().title, ui::SessionNotice().title + QCoreApplication::translate("sk::ui::SessionNotice", "Signed in elsewhere, or the server restarted."));
        desk.picture("revoked");
        const int before = desk.passwords();
        desk.type(QString());
        QCOMPARE(desk.passwords(), before);
        desk.status = 200;
        desk.type(QStringLiteral("second"));
        QCOMPARE(desk.bar.notice().kind, Kind::Trying);
        QVERIFY(!desk.button()->isEnabled());
        desk.picture("trying");
        QTRY_COMPARE(desk.session->state(), State::Active);
        QVERIFY(!desk.bar.isVisible());
        QVERIFY(desk.window.findChild<QLineEdit *>(QStringLiteral("sessionPassword"))->text().isEmpty());
    }

    void expired()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        desk.clock.advance(1h);
        QVERIFY(desk.refuse());
        QCOMPARE(desk.session->cause(), session::RefusalCause::Expired);
        desk.picture("expired");
    }

    void disabled()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        // The refresh works, and what it gives is refused: the account is gone (api-contract 1.7.3).
        desk.session->tokenRefused(desk.access);
        QTRY_COMPARE(desk.session->state(), State::Active);
        desk.session->tokenRefused(desk.access);
        QCOMPARE(desk.session->state(), State::Refused);
        QCOMPARE(desk.session->cause(), session::RefusalCause::AccountRefused);
        desk.picture("account-refused");
        desk.status = 400;
        desk.body = R"({"error":"invalid_grant","error_description":"account is not active"})";
        desk.type(QStringLiteral("right"));
        QTRY_VERIFY(desk.bar.notice().kind == Kind::Password && desk.bar.notice().tone == theme::Tone::Failing);
        desk.picture("disabled");
    }

    void wrongAndNotAgain()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        QVERIFY(desk.refuse());
        desk.body = R"({"error":"invalid_grant","error_description":"incorrect password"})";
        const int before = desk.passwords();
        desk.type(QStringLiteral("wrong"));
        QTRY_COMPARE(desk.bar.notice().tone, theme::Tone::Failing);
        const QString first = desk.bar.notice().title;
        desk.picture("wrong-password");
        desk.type(QStringLiteral("wrong"));
        QTRY_VERIFY(desk.bar.notice().title != first);
        QCOMPARE(desk.passwords(), before + 1);
        desk.picture("not-sent-again");
    }

    void lockedOutCountsDown()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        QVERIFY(desk.refuse());
        desk.status = 429;
        desk.body = R"({"error":"invalid_grant","error_description":"auth rate limit exceeded"})";
        desk.type(QStringLiteral("right"));
        QTRY_VERIFY(desk.bar.notice().blockedForSeconds > 0);
        QCOMPARE(desk.bar.notice().blockedForSeconds, 600);
        QVERIFY(!desk.button()->isEnabled());
        QCOMPARE(desk.button()->text(), QStringLiteral("10:00"));
        desk.clock.advance(28s);
        QTRY_COMPARE(desk.button()->text(), QStringLiteral("9:32"));
        desk.picture("locked-out");
        const int before = desk.passwords();
        QTest::keyClick(desk.window.findChild<QLineEdit *>(QStringLiteral("sessionPassword")), Qt::Key_Return);
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QCOMPARE(desk.passwords(), before);
        desk.clock.advance(10min);
        QTRY_VERIFY(desk.button()->isEnabled());
        desk.status = 200;
        desk.type(QStringLiteral("right"));
        QTRY_COMPARE(desk.session->state(), State::Active);
    }

    void waitingForTheNetwork()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        desk.status = 503;
        desk.body = "{}";
        desk.clock.advance(81s);
        desk.session->tick();
        QTRY_COMPARE(desk.session->state(), State::WaitingForNetwork);
        QCOMPARE(desk.bar.notice().kind, Kind::Network);
        desk.picture("network");
        desk.status = 200;
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QTRY_COMPARE(desk.session->state(), State::Active);
        QVERIFY(!desk.bar.isVisible());
    }

    /// The bar leads to the certificate, and stays while the session tries again by itself.
    void anotherCertificate()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        Error error;
        error.code = ErrorCode::TlsUntrusted;
        error.detail = QStringLiteral("PinChanged");
        desk.session->peerUntrusted(error);
        QCOMPARE(desk.session->state(), State::WaitingForNetwork);
        QCOMPARE(desk.bar.notice().kind, Kind::Certificate);
        QVERIFY(desk.bar.isVisible());
        desk.picture("certificate");
        QSignalSpy wanted(&desk.bar, &ui::SessionBar::certificateRequested);
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        desk.hold = true;
        desk.clock.advance(1min);
        desk.session->tick();
        QTRY_COMPARE(desk.session->state(), State::Refreshing);
        QVERIFY(desk.bar.isVisible());
        QTRY_VERIFY(desk.held);
        desk.hold = false;
        desk.serve(desk.held);
        QTRY_COMPARE(desk.session->state(), State::Active);
        QVERIFY(!desk.bar.isVisible());
    }

    /// Nothing is cut where there is little room: what there is to do goes below what is said.
    void narrow()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        QVERIFY(desk.refuse());
        for (const int width : {1400, 640}) {
            desk.window.resize(width, 160);
            QTRY_COMPARE(desk.bar.width(), width);
            QCoreApplication::processEvents();
            for (auto *widget : desk.bar.findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->parentWidget()->parentWidget() != &desk.bar)
                    continue;
                QVERIFY2(desk.bar.rect().contains(QRect(widget->mapTo(&desk.bar, QPoint(0, 0)), widget->size())), qPrintable(widget->objectName()));
                const int needed = widget->hasHeightForWidth() ? widget->heightForWidth(widget->width()) : widget->minimumSizeHint().height();
                QVERIFY2(widget->height() >= needed, qPrintable(QStringLiteral("%1 at %2: %3 of %4").arg(widget->objectName()).arg(width).arg(widget->height()).arg(needed)));
                if (!widget->hasHeightForWidth())
                    QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), qPrintable(widget->objectName()));
            }
        }
    }

    void passwordMustBeChanged()
    {
        Desk desk;
        desk.extra = R"({"uninitialized":["true"]})";
        QVERIFY(desk.signIn());
        QCOMPARE(desk.bar.notice().kind, Kind::ChangePassword);
        QVERIFY(desk.bar.isVisible());
        desk.picture("change-password");
        QSignalSpy wanted(&desk.bar, &ui::SessionBar::passwordChangeRequested);
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QTest::mouseClick(desk.window.findChild<QPushButton *>(QStringLiteral("sessionOther")), Qt::LeftButton);
        QVERIFY(!desk.bar.isVisible()); // later
    }

    void preRegistration()
    {
        Desk desk;
        desk.user = "system:pre-registration";
        QVERIFY(desk.signIn());
        QCOMPARE(desk.bar.notice().kind, Kind::PreRegistration);
        desk.picture("pre-registration");
    }

    void theKeychainRefuses()
    {
        Desk desk;
        desk.store.error.code = ErrorCode::KeychainDenied;
        QVERIFY(desk.signIn());
        QTRY_COMPARE(desk.bar.notice().kind, Kind::Keychain);
        QVERIFY(desk.bar.isVisible());
        desk.picture("keychain-refused");
        QTest::mouseClick(desk.button(), Qt::LeftButton);
        QVERIFY(!desk.bar.isVisible());
        QTRY_COMPARE(desk.store.removals, 1);
        QVERIFY(!desk.session->stored());
    }

    void theKeychainWaits()
    {
        Desk desk;
        desk.store.silent = true;
        QVERIFY(desk.signIn());
        QVERIFY(!desk.bar.isVisible()); // at first nobody is told
        QTRY_VERIFY_WITH_TIMEOUT(desk.bar.isVisible(), 60'000); // the patience with a keychain is 20 s
        QCOMPARE(desk.bar.notice().kind, Kind::Keychain);
        desk.picture("keychain-waits");
        QCOMPARE(desk.session->state(), State::Active); // and it goes on all the same
    }

    void locked()
    {
        Desk desk;
        QVERIFY(desk.signIn());
        desk.session->lock();
        QCOMPARE(desk.bar.notice().kind, Kind::Password);
        desk.picture("locked");
        desk.type(QStringLiteral("second"));
        QTRY_COMPARE(desk.session->state(), State::Active);
    }
};

QTEST_MAIN(TestSessionBar)
#include "tst_sessionbar.moc"
