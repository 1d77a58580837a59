#include "place.h"

#include "scriptedproxy.h"
#include "testca.h"

#include <sk/dialogs/trustdialog.h>
#include <sk/net/certificates.h>
#include <sk/window/sessionbar.h>

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

using namespace sk;
using sk::test::TestCa;
using ::test::Place;
using State = session::SessionState;

namespace {

/// Stands at one address before the stand-in, shows the certificate that it is told to, and passes on what is said; counts what came.
class Front : public QObject {
public:
    explicit Front(quint16 target)
        : m_target(target)
    {
    }
    bool start(const TestCa::Made &made)
    {
        use(made);
        connect(&m_server, &QSslServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                pass(socket);
        });
        return m_server.listen(QHostAddress::LocalHost, 0);
    }
    void use(const TestCa::Made &made) { m_server.setSslConfiguration(TestCa::configuration(made)); }
    /// The server behind is another one now: what is open ends.
    void cut()
    {
        for (const auto &socket : std::exchange(m_sockets, {}))
            if (socket)
                socket->abort();
    }
    [[nodiscard]] int open() const
    {
        return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(), [](const auto &socket) { return socket && socket->state() == QAbstractSocket::ConnectedState; }));
    }
    quint16 stop()
    {
        const quint16 port = m_server.serverPort();
        m_server.close();
        cut();
        return port;
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort())); }
    /// What was said to this certificate; a connection that was opened under another one may still be speaking.
    [[nodiscard]] QByteArray heardUnder(const TestCa::Made &made) const { return m_heard.value(made.certificate().digest()); }

private:
    void note(QTcpSocket *socket, const QByteArray &bytes) { m_heard[qobject_cast<QSslSocket *>(socket)->localCertificate().digest()] += bytes; }
    void pass(QTcpSocket *socket)
    {
        m_sockets.append(socket);
        auto *behind = new QTcpSocket(socket);
        behind->connectToHost(QHostAddress::LocalHost, m_target);
        connect(socket, &QTcpSocket::readyRead, behind, [this, socket, behind] {
            const QByteArray bytes = socket->readAll();
            note(socket, bytes);
            behind->write(bytes);
        });
        connect(behind, &QTcpSocket::readyRead, socket, [socket, behind] { socket->write(behind->readAll()); });
        connect(behind, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (const QByteArray early = socket->readAll(); !early.isEmpty()) {
            note(socket, early);
            behind->write(early);
        }
    }
    QHash<QByteArray, QByteArray> m_heard;
    QSslServer m_server;
    quint16 m_target;
    QList<QPointer<QTcpSocket>> m_sockets;
};

/// Speaks plain http, whatever it is asked, and keeps what it was told.
class Plain : public QObject {
public:
    bool start(quint16 port = 0)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    received += socket->readAll();
                    const QByteArray body = R"({"gitVersion":"v3.4.1","access_token":"a.b.c","token_type":"Bearer"})";
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        return m_server.listen(QHostAddress::LocalHost, port);
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// Nothing but the beginning of a TLS handshake.
    [[nodiscard]] bool heardNothing() const
    {
        for (const char *word : {"GET ", "POST ", "Bearer", "token", "P%4088w0rd", "P@88w0rd", "eyJ"})
            if (received.contains(word))
                return false;
        return true;
    }
    QByteArray received;
    int connections = 0;

private:
    QTcpServer m_server;
};

} // namespace

/// The server's certificate changes while somebody works: what its user sees, and what the server with the new certificate gets to hear before
/// the user has decided, which is nothing.
class TestTrustChange : public QObject {
    Q_OBJECT

    TestCa m_ca;

    static ui::SessionBar *bar(Place &place) { return ::test::shown<ui::SessionBar>(place.window().window()); }
    static ui::TrustDialog *question(Place &place) { return place.window().window().findChild<ui::TrustDialog *>(); }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QVERIFY2(m_ca.make(), "openssl could not make a CA");
    }

    /// Seen: the bar, then both certificates side by side, then everything where it was. Sent: nothing to the new key before it is trusted; no password.
    void aNewKeyIsLookedAtAndTheViewStays()
    {
        const auto before = m_ca.leaf({.selfSigned = true});
        const auto after = m_ca.leaf({.selfSigned = true});
        Place place;
        QVERIFY(!place.cluster.start());
        Front front(place.cluster.port());
        QVERIFY(front.start(before));
        QVERIFY(place.startAt(front.url(), [&](session::Profile &profile, net::ServerAddress &address) {
            profile.server = front.url().toString();
            profile.pin.keySha256 = net::keySha256(before.certificate());
            profile.pinnedCertificate = before.certificate().toPem();
            address.pin = profile.pin;
            QVERIFY(!place.profiles.save(profile));
        }));
        ui::MainWindow &window = place.window().window();
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 30'000);
        const int rows = window.rowsShown();
        QVERIFY(rows > 0);
        const QString where = window.currentAddress().toUrl().toString();
        QVERIFY(front.open() > 0);

        front.use(after);
        front.cut();
        place.cluster.clearSeenRequests();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 30'000);
        QTRY_VERIFY(bar(place));
        QCOMPARE(bar(place)->notice().kind, ui::SessionNotice::Kind::Certificate);
        QVERIFY2(bar(place)->notice().title.contains(QStringLiteral("another key")), qPrintable(bar(place)->notice().title));
        QCOMPARE(window.rowsShown(), rows);
        QTest::mouseClick(bar(place)->findChild<QPushButton *>(QStringLiteral("sessionContinue")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(question(place) && question(place)->isVisible(), 30'000);
        QStringList fingerprints;
        for (auto *label : question(place)->findChildren<QLabel *>(QStringLiteral("keyFingerprint")))
            fingerprints += label->text().remove(u' ').remove(u'\n').toLower();
        QCOMPARE(fingerprints.size(), 2);
        QVERIFY(fingerprints.contains(QString::fromLatin1(net::keySha256(before.certificate()).toHex())));
        QVERIFY(fingerprints.contains(QString::fromLatin1(net::keySha256(after.certificate()).toHex())));
        auto *trust = question(place)->findChild<QPushButton *>(QStringLiteral("trustKey"));
        QVERIFY(!trust->isEnabled()); // not by one click
        // No is the default, and changes nothing.
        QTest::keyClick(question(place), Qt::Key_Return);
        QTRY_VERIFY(!question(place));
        QVERIFY(place.session().state() != State::Active);
        QVERIFY(bar(place));
        QCOMPARE(front.heardUnder(after), QByteArray());

        QTest::mouseClick(bar(place)->findChild<QPushButton *>(QStringLiteral("sessionContinue")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(question(place) && question(place)->isVisible(), 30'000);
        QCOMPARE(front.heardUnder(after), QByteArray());
        QTest::keyClicks(question(place)->findChild<QLineEdit *>(QStringLiteral("typedHost")), QStringLiteral("127.0.0.1"));
        QTest::mouseClick(question(place)->findChild<QPushButton *>(QStringLiteral("trustKey")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 30'000);
        QTRY_VERIFY(!bar(place));
        QCOMPARE(window.rowsShown(), rows);
        QCOMPARE(window.currentAddress().toUrl().toString(), where);
        QCOMPARE(place.passwords(), 0);
        QCOMPARE(place.profiles.find(place.session().profile().id)->pin.keySha256, net::keySha256(after.certificate()));
        // The list is live again: its watch goes through the new key.
        const auto watched = [&place] {
            const auto seen = place.cluster.seenRequests();
            return std::any_of(seen.begin(), seen.end(), [](const auto &r) { return r.target.find("watch=") != std::string::npos; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(watched(), 30'000);
    }

    /// The certificate is the right one again before anybody decided. Seen: the bar goes by itself. Sent: no password.
    void aNewKeyThatGoesAwayAgain()
    {
        const auto right = m_ca.leaf({.selfSigned = true});
        const auto strange = m_ca.leaf({.selfSigned = true});
        Place place;
        QVERIFY(!place.cluster.start());
        Front front(place.cluster.port());
        QVERIFY(front.start(right));
        QVERIFY(place.startAt(front.url(), [&](session::Profile &profile, net::ServerAddress &address) {
            profile.pin.keySha256 = address.pin.keySha256 = net::keySha256(right.certificate());
        }));
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 30'000);
        front.use(strange);
        front.cut();
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 30'000);
        front.use(right);
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::Active, 60'000);
        QTRY_VERIFY(!bar(place));
        QCOMPARE(place.passwords(), 1);
    }

    /// Saved with https; now something answers plain http there. Seen: the sign-in dialog, which says why, or a session that waits. Heard by
    /// that something: no word of http, no password, no token.
    void aServerThatDowngrades()
    {
        // At the start, with a session in the store, and with a password.
        for (const bool restored : {true, false}) {
            Plain plain;
            QVERIFY(plain.start());
            Place place;
            QVERIFY(!place.profiles.load());
            session::Profile profile;
            profile.id = QStringLiteral("saved");
            profile.name = QStringLiteral("saved");
            profile.server = QStringLiteral("https://127.0.0.1:%1").arg(plain.port());
            profile.user = QStringLiteral("admin");
            QVERIFY(!place.profiles.save(profile));
            place.memory->write(profile.id, session::packTokens({"eyJh.eyJi.c", "eyJh.eyJr.c", 0}), this, [](const auto &) {});
            app::ConnectionWindow window(place.services());
            window.window().show();
            Error failed;
            if (restored) {
                window.restore(profile);
                QTRY_VERIFY_WITH_TIMEOUT(window.window().findChild<QDialog *>(), 30'000);
            } else {
                net::ServerAddress address;
                address.base = QUrl(profile.server);
                window.signIn(address, profile, QStringLiteral("admin"), QStringLiteral("P@88w0rd"), [&failed](const Error &error) { failed = error; });
                QTRY_VERIFY_WITH_TIMEOUT(failed, 30'000);
                QCOMPARE(failed.code, ErrorCode::TlsFailed);
            }
            QVERIFY(plain.connections > 0);
            QVERIFY2(plain.heardNothing(), plain.received.constData());
        }
    }
    /// Saved without a scheme, by hand or by another program, and only plain http answers there. Seen: the sign-in dialog. Heard: no token, because nobody was
    /// asked whether it may go in clear.
    void nothingStoredGoesInClear()
    {
        Plain plain;
        QVERIFY(plain.start());
        sk::test::ScriptedProxy proxy(sk::test::ScriptedProxy::Kind::Http); // takes every name for this computer, which for us ks.example is not
        QVERIFY(proxy.start());
        Place place;
        QVERIFY(!place.profiles.load());
        session::Profile profile;
        profile.id = QStringLiteral("saved");
        profile.name = QStringLiteral("saved");
        profile.server = QStringLiteral("ks.example:%1").arg(plain.port());
        profile.user = QStringLiteral("admin");
        profile.proxy = {net::ProxySettings::Kind::Http, QStringLiteral("127.0.0.1"), proxy.port(), {}, {}};
        QVERIFY(!place.profiles.save(profile));
        place.memory->write(profile.id, session::packTokens({"eyJh.eyJi.c", "eyJh.eyJr.c", 0}), this, [](const auto &) {});
        app::ConnectionWindow window(place.services());
        window.window().show();
        window.restore(profile);
        QTRY_VERIFY_WITH_TIMEOUT(window.window().findChild<QDialog *>(), 60'000);
        QVERIFY(!proxy.targets.isEmpty());
        QVERIFY2(plain.heardNothing(), plain.received.constData());
        QVERIFY2(!proxy.seen.contains("eyJ"), proxy.seen.constData());
    }
    void aServerThatDowngradesMidway()
    {
        const auto made = m_ca.leaf({.selfSigned = true});
        auto options = Place::smallCluster();
        options.accessTokenSeconds = 4;
        options.refreshTokenSeconds = 600;
        Place place(options);
        QVERIFY(!place.cluster.start());
        Front front(place.cluster.port());
        QVERIFY(front.start(made));
        QVERIFY(place.startAt(front.url(), [&](session::Profile &, net::ServerAddress &address) { address.pin.keySha256 = net::keySha256(made.certificate()); }));
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 30'000);
        Plain plain;
        QVERIFY(plain.start(front.stop()));
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 60'000);
        QTRY_VERIFY(bar(place));
        QVERIFY(bar(place)->notice().text.contains(QStringLiteral("You stay signed in.")));
        QVERIFY(plain.connections > 0);
        QVERIFY2(plain.heardNothing(), plain.received.constData());
    }

    /// Trust is changed while connections are open. Asked of the server: those that were open are closed.
    void changedTrustDropsWhatIsOpen()
    {
        const auto made = m_ca.leaf({.selfSigned = true});
        Place place;
        QVERIFY(!place.cluster.start());
        Front front(place.cluster.port());
        QVERIFY(front.start(made));
        QVERIFY(place.startAt(front.url(), [&](session::Profile &profile, net::ServerAddress &address) {
            profile.pin.keySha256 = address.pin.keySha256 = net::keySha256(made.certificate());
        }));
        QTRY_VERIFY_WITH_TIMEOUT(place.window().window().settled(), 30'000);
        QVERIFY(front.open() > 0);
        net::ServerAddress address = place.session().server().address;
        address.pin.keySha256 = QByteArray(32, 'x'); // nobody's
        place.window().connection()->setTrust(place.session().profile(), address);
        QTRY_COMPARE_WITH_TIMEOUT(front.open(), 0, 30'000);
        const QByteArray before = front.heardUnder(made);
        place.askSomething();
        QTRY_COMPARE_WITH_TIMEOUT(place.session().state(), State::WaitingForNetwork, 30'000);
        QCOMPARE(front.heardUnder(made), before);
    }
};

QTEST_MAIN(TestTrustChange)
#include "tst_trust_change.moc"
