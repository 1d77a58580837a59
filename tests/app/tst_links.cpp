#include "place.h"
#include "program.h"

#include <deeplink.h>
#include <singleinstance.h>

#include <sk/dialogs/signindialog.h>
#include <sk/settings/keys.h>
#include <sk/widgets/messagebar.h>

#include <QLineEdit>
#include <QLocalSocket>
#include <QMessageBox>
#include <QPushButton>
#include <QToolBar>
#include <QtTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace sk;
using app::DeepLink;
using app::SingleInstance;
using test::mainWindow;

namespace {

/// A folder that nobody else can enter, as $XDG_RUNTIME_DIR is.
QString privateFolder(const QTemporaryDir &directory)
{
    QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return directory.path();
}

QString notices()
{
    QStringList texts;
    for (const auto *place : mainWindow()->findChildren<QToolBar *>(QStringLiteral("notice")))
        texts += place->findChild<widgets::MessageBar *>()->message();
    return texts.join(u'\n');
}

/// The question whether to go to a server that only a link knows; null without it.
QMessageBox *question()
{
    return mainWindow()->findChild<QMessageBox *>(QStringLiteral("unknownServer"));
}

/// Says yes to it.
bool agree()
{
    const auto *box = question();
    if (!box)
        return false;
    const auto buttons = box->buttons();
    const auto accept = std::find_if(buttons.begin(), buttons.end(), [box](auto *button) { return box->buttonRole(button) == QMessageBox::AcceptRole; });
    if (accept == buttons.end())
        return false;
    (*accept)->click();
    return true;
}

/// A configuration directory that cannot be made, because a file is where its parent should be: nobody, not even root, can write below it. A read-only home and
/// a full disk fail at the same place. Empty if even that file could not be written.
QString unwritable(const QTemporaryDir &directory)
{
    QFile taken(directory.filePath(QStringLiteral("taken")));
    return taken.open(QIODevice::WriteOnly) ? taken.fileName() + QStringLiteral("/config") : QString();
}

} // namespace

/// Links from elsewhere, and starts beside a running program.
class TestLinks : public QObject {
    Q_OBJECT

private slots:
    void aLinkIsReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const QString &text, bool good) { QTest::newRow(name) << text << good; };
        row("a list", QStringLiteral("sk://pods"), true);
        row("an object", QStringLiteral("sk://pods/shop/cart-1"), true);
        row("a filter", QStringLiteral("sk://pods?filter=a%20b"), true);
        row("a server", QStringLiteral("sk://nodes?server=https%3A%2F%2Fks.example%3A30880%2Fprefix"), true);
        row("server and filter", QStringLiteral("sk://nodes?server=http%3A%2F%2Fks.example&filter=x"), true);
        row("another scheme", QStringLiteral("https://pods"), false);
        row("no kind", QStringLiteral("sk://"), false);
        row("too deep", QStringLiteral("sk://pods/a/b/c"), false);
        row("an unknown word", QStringLiteral("sk://nodes?token=abc"), false);
        row("the server twice", QStringLiteral("sk://nodes?server=https%3A%2F%2Fa&server=https%3A%2F%2Fb"), false);
        row("a file as server", QStringLiteral("sk://nodes?server=file%3A%2F%2F%2Fetc%2Fpasswd"), false);
        row("no scheme at the server", QStringLiteral("sk://nodes?server=ks.example"), false);
        row("a password in the server", QStringLiteral("sk://nodes?server=https%3A%2F%2Fu%3Ap%40ks.example"), false);
        row("a query in the server", QStringLiteral("sk://nodes?server=https%3A%2F%2Fks.example%2F%3Fa%3Db"), false);
        row("steps up in the server", QStringLiteral("sk://nodes?server=https%3A%2F%2Fks.example%2Fa%2F..%2Fb"), false);
        row("a user in the link", QStringLiteral("sk://u:p@nodes"), false);
        row("a port in the link", QStringLiteral("sk://nodes:80"), false);
        row("a fragment", QStringLiteral("sk://nodes#x"), false);
        row("a line break", QStringLiteral("sk://nodes?filter=a%0Ab"), false);
        row("letters turned round", QStringLiteral("sk://nodes?filter=a%E2%80%AEb"), false);
        row("endless", QStringLiteral("sk://nodes?filter=") + QString(3000, u'x'), false);
        row("an endless name", QStringLiteral("sk://pods/shop/") + QString(300, u'x'), false);
    }
    void aLinkIsReadStrictly()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        const auto link = DeepLink::parse(text);
        QCOMPARE(link.has_value(), good);
        if (link)
            QCOMPARE(DeepLink::parse(link->toText()), link);
    }

    void sameServer()
    {
        const QUrl server(QStringLiteral("https://ks.example/a"));
        QVERIFY(app::isSameServer(QStringLiteral("https://KS.example:443/a/"), server));
        QVERIFY(!app::isSameServer(QStringLiteral("http://ks.example/a"), server));
        QVERIFY(!app::isSameServer(QStringLiteral("https://ks.example:8443/a"), server));
        QVERIFY(!app::isSameServer(QStringLiteral("https://ks.example"), server));
        QVERIFY(!app::isSameServer(QString(), server));
    }

    void aLaterStartHandsOver_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("as it should be") << QByteArray("window_7");
        QTest::newRow("no UTF-8") << QByteArray("window_\xff"); // the environment may hold any bytes
    }
    void aLaterStartHandsOver()
    {
        QFETCH(QByteArray, token);
        qputenv("XDG_ACTIVATION_TOKEN", token);
        const auto back = qScopeGuard([] { qunsetenv("XDG_ACTIVATION_TOKEN"); });
        QTemporaryDir runtime;
        SingleInstance first(privateFolder(runtime), QStringLiteral("/some/config"));
        QCOMPARE(first.claim({}), SingleInstance::Role::First);
        QVERIFY(!(QFile::permissions(first.socketName()) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QSignalSpy requested(&first, &SingleInstance::requested);

        // A start waits for its answer without an event loop, so it runs beside the one that answers.
        std::optional<SingleInstance::Role> role;
        std::unique_ptr<QThread> start(QThread::create([&] {
            SingleInstance later(runtime.path(), QStringLiteral("/some/config"));
            role = later.claim(QStringLiteral("sk://pods"));
        }));
        start->start();
        QTRY_VERIFY_WITH_TIMEOUT(start->isFinished(), 20'000);
        QCOMPARE(role, SingleInstance::Role::Later);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.at(0).at(0).toString(), QStringLiteral("sk://pods"));
        QCOMPARE(requested.at(0).at(1).toByteArray().left(7), token.left(7));

        SingleInstance other(runtime.path(), QStringLiteral("/other/config"));
        QCOMPARE(other.claim({}), SingleInstance::Role::First); // another profile is another program
    }

    void aSocketLeftBehindIsTakenOver()
    {
        QTemporaryDir runtime;
        QString name;
        {
            SingleInstance first(privateFolder(runtime), QStringLiteral("/c"));
            name = first.socketName();
        }
        // As a program leaves it that was killed: a socket nobody listens on, and the lock of a process that is gone.
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(name);
        QVERIFY(path.size() < static_cast<qsizetype>(sizeof address.sun_path));
        std::copy(path.begin(), path.end(), address.sun_path);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        ::close(socket);
        QVERIFY(QFileInfo::exists(name));
        QFile lock(name + QStringLiteral(".lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QByteArray("999999999\nsk-console\n") + QSysInfo::machineHostName().toUtf8() + '\n');
        lock.close();
        SingleInstance second(runtime.path(), QStringLiteral("/c"));
        QCOMPARE(second.claim({}), SingleInstance::Role::First);
    }

    /// In another sandbox a process number means nothing: the lock of one who runs there is held, whatever number stands in the file.
    void aLockOfAnotherSandboxIsNotTakenOver()
    {
        QTemporaryDir runtime;
        SingleInstance start(privateFolder(runtime), QStringLiteral("/c"));
        const QByteArray path = QFile::encodeName(start.socketName() + QStringLiteral(".lock"));
        const int lock = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        QVERIFY(lock >= 0);
        const QByteArray gone = QByteArray("999999999\nsk-console\n") + QSysInfo::machineHostName().toUtf8() + '\n';
        QCOMPARE(::write(lock, gone.constData(), static_cast<std::size_t>(gone.size())), gone.size());
        QCOMPARE(::flock(lock, LOCK_EX | LOCK_NB), 0);
        QCOMPARE(start.claim({}), SingleInstance::Role::Alone); // it does not answer, but it is there
        ::close(lock);
        SingleInstance next(runtime.path(), QStringLiteral("/c"));
        QCOMPARE(next.claim({}), SingleInstance::Role::First);
    }

    /// Each sandbox has a runtime folder of its own; all of one application share one folder in it.
    void theSandboxesOfOneApplicationShareAFolder()
    {
        QTemporaryDir runtime;
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        const auto restore = qScopeGuard([&before] {
            qputenv("XDG_RUNTIME_DIR", before);
            qunsetenv("FLATPAK_ID");
        });
        qputenv("XDG_RUNTIME_DIR", privateFolder(runtime).toLocal8Bit());
        qputenv("FLATPAK_ID", "io.example.App");
        QCOMPARE(SingleInstance::runtimeDirectory(), QString());
        QVERIFY(QDir(runtime.path()).mkpath(QStringLiteral("app/io.example.App")));
        QCOMPARE(SingleInstance::runtimeDirectory(), runtime.path() + QStringLiteral("/app/io.example.App"));
    }

    void withoutAPlaceEveryStartIsAlone()
    {
        SingleInstance nowhere(QString(), QStringLiteral("/c"));
        QCOMPARE(nowhere.claim({}), SingleInstance::Role::Alone);
        SingleInstance missing(QStringLiteral("/nonexistent/place"), QStringLiteral("/c"));
        QCOMPARE(missing.claim({}), SingleInstance::Role::Alone);
    }

    void rubbishAtTheSocketIsTurnedAway_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("open sk://nodes\n");
        QTest::newRow("a list") << QByteArray("[1,2]\n");
        QTest::newRow("too long") << QByteArray(64 * 1024, 'x');
    }
    void rubbishAtTheSocketIsTurnedAway()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir runtime;
        SingleInstance first(privateFolder(runtime), QStringLiteral("/c"));
        QCOMPARE(first.claim({}), SingleInstance::Role::First);
        QSignalSpy requested(&first, &SingleInstance::requested);
        QLocalSocket socket;
        socket.connectToServer(first.socketName());
        socket.write(bytes);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(socket.readAll(), QByteArray());
        QCOMPARE(requested.count(), 0);
    }

    void aSharedRuntimeFolderIsNoPlace()
    {
        QTemporaryDir runtime;
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", runtime.path().toLocal8Bit());
        QFile::setPermissions(runtime.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(SingleInstance::runtimeDirectory(), runtime.path());
        QFile::setPermissions(runtime.path(), QFile::permissions(runtime.path()) | QFile::ReadOther | QFile::ExeOther | QFile::WriteOther);
        QVERIFY(SingleInstance::runtimeDirectory() != runtime.path());
        qputenv("XDG_RUNTIME_DIR", before);
    }

    void anUnknownServerIsAskedAbout()
    {
        demo::Cluster cluster(test::Place::smallCluster());
        QVERIFY(!cluster.start());
        const QString server = QString::fromStdString(cluster.url());

        QTemporaryDir directory;
        test::Program program(directory.path());
        QTRY_VERIFY(mainWindow() && mainWindow()->isVisible());

        program.application.handOver(DeepLink{{QStringLiteral("pods"), {}, {}, {}}, QUrl(server)}.toText());
        auto *box = question();
        QVERIFY(box && box->isVisible());
        QVERIFY(box->informativeText().contains(server));
        QVERIFY(box->defaultButton() && box->standardButton(box->defaultButton()) == QMessageBox::Cancel);
        QTest::qWait(0);
        QVERIFY(cluster.seenRequests().empty()); // nothing was sent on the link's word
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(cluster.seenRequests().empty());

        program.application.handOver(DeepLink{{QStringLiteral("pods"), {}, {}, {}}, QUrl(server)}.toText());
        QVERIFY(agree());
        QTRY_VERIFY(!cluster.seenRequests().empty()); // now it may be looked at
        const auto edits = mainWindow()->findChildren<QLineEdit *>();
        QVERIFY(std::any_of(edits.begin(), edits.end(), [&](const QLineEdit *edit) { return edit->text() == server; }));
        const auto requests = cluster.seenRequests();
        QVERIFY(std::none_of(requests.begin(), requests.end(), [](const auto &request) { return request.target.starts_with("/oauth"); }));
    }

    void aBrokenLinkIsSaid()
    {
        QTemporaryDir directory;
        test::Program program(directory.path());
        program.application.handOver(QStringLiteral("sk://nodes?token=abc"));
        QVERIFY2(notices().contains(QLatin1String("link")), qPrintable(notices()));
        QVERIFY(!question());
    }

    void settingsInAnyStateGiveAWindowAndAMessage_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QByteArray>("connections");
        QTest::addColumn<QStringList>("said");
        const QByteArray broken("\x7f" "ELF\0\0=\0", 8);
        const QByteArray newerSettings("[General]\nformat=9\ntheme=dark\n");
        const QByteArray newerConnections(R"({"format": 9, "connections": []})");
        const QString setting = QStringLiteral("newer version of this program wrote the settings");
        const QString connection = QStringLiteral("newer version of this program wrote the saved connections");
        QTest::newRow("fresh") << QByteArray() << QByteArray() << QStringList();
        QTest::newRow("broken settings") << broken << QByteArray() << QStringList{QStringLiteral("cannot be read"), QStringLiteral("settings.ini.broken-")};
        QTest::newRow("broken connections") << QByteArray() << broken << QStringList{QStringLiteral("cannot be read"), QStringLiteral("connections.json.broken-")};
        QTest::newRow("newer settings") << newerSettings << QByteArray() << QStringList{setting, QStringLiteral("settings.ini.format-9")};
        QTest::newRow("newer connections") << QByteArray() << newerConnections << QStringList{connection, QStringLiteral("connections.json.format-9")};
        QTest::newRow("both newer") << newerSettings << newerConnections
                                    << QStringList{setting, QStringLiteral("settings.ini.format-9"), connection, QStringLiteral("connections.json.format-9")};
    }
    void settingsInAnyStateGiveAWindowAndAMessage()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QByteArray, connections);
        QFETCH(QStringList, said);
        QTemporaryDir directory;
        for (const auto &[name, content] : {std::pair{QStringLiteral("settings.ini"), settings}, std::pair{QStringLiteral("connections.json"), connections}}) {
            if (content.isEmpty())
                continue;
            QFile file(directory.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        const test::Program program(directory.path());
        QVERIFY(mainWindow()->isVisible());
        QVERIFY2(!said.isEmpty() || notices().isEmpty(), qPrintable(notices()));
        for (const QString &words : said)
            QVERIFY2(notices().contains(words), qPrintable(notices()));
    }

    void aHomeThatCannotBeWrittenIsSaid()
    {
        QTemporaryDir directory;
        const QString config = unwritable(directory);
        QVERIFY(!config.isEmpty());
        test::Program program(config);
        program.application.settings().setValue(settings::keys::theme(), QStringLiteral("dark"));
        QTRY_VERIFY2(notices().contains(QLatin1String("cannot be written")), qPrintable(notices()));
        QVERIFY2(notices().contains(QLatin1String("settings.ini")), qPrintable(notices()));
        QCOMPARE(program.application.settings().value(settings::keys::theme()).toString(), QStringLiteral("dark"));
    }

    /// A sign-in works there as anywhere, and its user is told that the connection is not kept.
    void aConnectionThatCannotBeSavedIsSaid()
    {
        demo::Cluster cluster(test::Place::smallCluster());
        QVERIFY(!cluster.start());
        const QString server = QString::fromStdString(cluster.url());
        QTemporaryDir directory;
        const QString config = unwritable(directory);
        QVERIFY(!config.isEmpty());
        test::Program program(config);
        QTRY_VERIFY(mainWindow() && mainWindow()->isVisible());
        // Of a link's server the form has the address already.
        program.application.handOver(DeepLink{{QStringLiteral("nodes"), {}, {}, {}}, QUrl(server)}.toText());
        QVERIFY(agree());
        const auto field = [&server](const char *name) -> QLineEdit * {
            for (auto *dialog : mainWindow()->findChildren<ui::SignInDialog *>()) {
                const auto *address = dialog->findChild<QLineEdit *>(QStringLiteral("server"));
                if (address && address->text() == server)
                    return dialog->findChild<QLineEdit *>(QString::fromLatin1(name));
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(field("user"), 60'000);
        field("user")->clear();
        QTest::keyClicks(field("user"), QStringLiteral("admin"));
        QTest::keyClicks(field("password"), QStringLiteral("P@88w0rd"));
        QTest::keyClick(field("password"), Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(notices().contains(QLatin1String("connections.json cannot be written")), qPrintable(notices()), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(mainWindow()->rowsShown(), 3, 60'000); // signed in all the same
    }
};

QTEST_MAIN(TestLinks)
#include "tst_links.moc"
