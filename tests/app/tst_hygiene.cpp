#include "program.h"

#include <sk/server/cluster.h>
#include <sk/dialogs/signindialog.h>

#include <QAbstractItemView>
#include <QAction>
#include <QDirIterator>
#include <QLineEdit>
#include <QMetaProperty>
#include <QNetworkProxy>
#include <QProcess>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtTest>

#include <cstdio>

using namespace sk;

namespace {

const QByteArray password = "P@88w0rd"; // as the stand-in makes its users; read-only memory, where this stands, is not searched

/// What the widgets of the program say: every property that is a text or a list of them, tooltips and accessible names included, the cells of tables, and the
/// titles of actions. What a password field holds is not shown; what it says of itself is.
QStringList shownTexts()
{
    QStringList texts;
    const auto properties = [&texts](const QObject *object) {
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = object->metaObject()->property(i);
            const auto *field = qobject_cast<const QLineEdit *>(object);
            if (field && field->echoMode() != QLineEdit::Normal && QByteArray(property.name()) == "text")
                continue;
            const int type = property.userType();
            if (type == QMetaType::QString || type == QMetaType::QStringList)
                texts += property.read(object).toStringList();
        }
    };
    for (QWidget *widget : QApplication::allWidgets()) {
        properties(widget);
        for (const QAction *action : widget->actions())
            properties(action);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
            for (int row = 0; row < std::min(view->model()->rowCount(), 50); ++row)
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                        texts += view->model()->index(row, column).data(role).toString();
    }
    texts.removeAll(QString());
    return texts;
}

/// The program itself, in a process of its own, signed in with the password from its standard input; signs out when the file "signout" is in
/// its configuration directory.
int runProgram(const QString &url, const QString &directory)
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    app::CommandLine line;
    line.server = url;
    line.user = QStringLiteral("admin");
    line.passwordFile = QStringLiteral("-");
    line.configDirectory = directory;
    app::Application application(line);
    application.start();
    ui::MainWindow *window = test::mainWindow();
    bool in = false;
    bool out = false;
    bool told = false;
    QTimer look;
    QSet<QString> shown;
    QObject::connect(&look, &QTimer::timeout, window, [&] {
        for (const QString &text : shownTexts())
            shown.insert(text);
        if (!in && window->settled()) {
            in = true;
            std::puts("in");
        } else if (in && !out && QFile::exists(directory + QStringLiteral("/signout"))) {
            out = true;
            // Everything that a person or a screen reader was shown until now, for the test to search.
            QFile file(directory + QStringLiteral("/shown.txt"));
            if (file.open(QIODevice::WriteOnly))
                file.write(QStringList(shown.begin(), shown.end()).join(u'\n').toUtf8());
            file.close();
            emit window->signOutRequested(true);
            // Over when the window holds no session any more, asks for one, and nobody is left who waits for the server to end the old one.
        } else if (out && !told && !window->settled() && window->findChild<ui::SignInDialog *>() && QThreadPool::globalInstance()->activeThreadCount() == 0) {
            told = true;
            std::puts("out");
        }
        std::fflush(stdout);
    });
    look.start(50);
    return QApplication::exec();
}

/// How often each needle is in the memory that a process can write to. Needs the right to read it, as a parent has.
QHash<QByteArray, int> searchMemory(qint64 pid, const QList<QByteArray> &needles)
{
    QHash<QByteArray, int> found;
    QFile maps(QStringLiteral("/proc/%1/maps").arg(pid));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(pid));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return found;
    for (const QByteArray &needle : needles)
        found.insert(needle, 0);
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        if (parts.size() < 2 || !parts[1].startsWith("rw") || line.endsWith("[vvar]"))
            continue;
        const QList<QByteArray> ends = parts[0].split('-');
        const quint64 begin = ends[0].toULongLong(nullptr, 16);
        const quint64 size = ends[1].toULongLong(nullptr, 16) - begin;
        constexpr quint64 sanitizersOwn = 1ULL << 32; // terabytes of addresses, nearly all without memory behind them
        if (size > sanitizersOwn || !memory.seek(static_cast<qint64>(begin)))
            continue;
        const QByteArray bytes = memory.read(static_cast<qint64>(size));
        for (const QByteArray &needle : needles)
            found[needle] += static_cast<int>(bytes.count(needle));
    }
    return found;
}

QByteArray utf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
}

} // namespace

/// Where secrets must not be, looked for from outside: files, log lines, arguments, environment, memory.
class TestHygiene : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLeftBehind()
    {
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 30;
        options.accessTokenSeconds = 4;
        options.refreshTokenSeconds = 600;
        demo::Cluster cluster(options);
        QVERIFY(!cluster.start());
        QTemporaryDir directory;
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("sk.*=true;qt.network*=true"));
        for (const char *place : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1String(place), directory.path());
        program.setProcessEnvironment(environment);
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--program"), QString::fromStdString(cluster.url()), directory.path()});
        QVERIFY(program.waitForStarted());
        program.write(password + '\n');
        program.closeWriteChannel();
        QByteArray said;
        QByteArray log;
        const auto heard = [&](const char *word) {
            said += program.readAllStandardOutput();
            log += program.readAllStandardError();
            return ('\n' + said).contains(QByteArray("\n") + word + '\n');
        };
        QTRY_VERIFY_WITH_TIMEOUT(heard("in"), 60'000);
        const auto refreshes = [&cluster] {
            const auto seen = cluster.seenRequests();
            return std::count_if(seen.begin(), seen.end(), [](const auto &r) { return r.body.find("grant_type=refresh_token") != std::string::npos; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(refreshes() >= 2, 60'000);
        // What the server saw of them.
        QSet<QByteArray> tokens;
        for (const auto &request : cluster.seenRequests()) {
            for (const auto &[name, value] : request.headers)
                if (value.rfind("Bearer ", 0) == 0)
                    tokens.insert(QByteArray::fromStdString(value.substr(7)));
            if (const auto at = request.body.find("refresh_token=ey"); at != std::string::npos)
                tokens.insert(QByteArray::fromStdString(request.body.substr(at + 14, request.body.find('&', at) - at - 14)));
        }
        QVERIFY2(tokens.size() >= 2, qPrintable(QString::number(tokens.size())));
        QList<QByteArray> secrets(tokens.begin(), tokens.end());
        secrets += {password, utf16(password), QByteArrayLiteral("P%4088w0rd")};
        const auto whileIn = searchMemory(program.processId(), secrets);
        QVERIFY2(!whileIn.isEmpty(), "the memory of the program cannot be read");
        int live = 0;
        for (const QByteArray &token : std::as_const(tokens))
            live += whileIn.value(token);
        QVERIFY2(live > 0, "a search that finds no token in a program that is signed in finds nothing");

        QFile signOut(directory.filePath(QStringLiteral("signout")));
        QVERIFY(signOut.open(QIODevice::WriteOnly));
        QTRY_VERIFY_WITH_TIMEOUT(heard("out"), 60'000);
        const auto afterwards = searchMemory(program.processId(), secrets);
        // Files, log, arguments, environment: none, ever.
        int files = 0;
        QDirIterator walk(directory.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        QList<QPair<QString, QByteArray>> places{{QStringLiteral("the log"), log}, {QStringLiteral("standard output"), said}};
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly)) {
                places.append({file.fileName(), file.readAll()});
                ++files;
            }
        }
        for (const char *name : {"cmdline", "environ"}) {
            QFile file(QStringLiteral("/proc/%1/%2").arg(program.processId()).arg(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            places.append({QLatin1String(name), file.readAll()});
        }
        QVERIFY(files > 0);
        const auto texts = std::find_if(places.cbegin(), places.cend(), [](const auto &place) { return place.first.endsWith(QStringLiteral("/shown.txt")); });
        QVERIFY(texts != places.cend());
        QVERIFY2(texts->second.contains("admin"), "what was shown says nothing, so that nothing can be in it");
        QVERIFY2(log.contains("sk.session"), "the log is not on, so that nothing can be in it");
        for (const auto &[where, text] : std::as_const(places)) {
            for (const QByteArray &secret : std::as_const(secrets))
                QVERIFY2(!text.contains(secret), qPrintable(where));
        }
        // Memory is best effort and only reported: what Qt's network and text classes have freed is not overwritten by them.
        int passwordsLeft = 0;
        int tokensLeft = 0;
        for (auto it = afterwards.cbegin(); it != afterwards.cend(); ++it)
            (tokens.contains(it.key()) ? tokensLeft : passwordsLeft) += it.value();
        qInfo("in memory while signed in: %d copies of tokens; after sign-out: %d of tokens, %d of the password", live, tokensLeft, passwordsLeft);
        program.kill();
        QVERIFY(program.waitForFinished());
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1String("--program"))
        return runProgram(arguments[2], arguments[3]);
    TestHygiene test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hygiene.moc"
